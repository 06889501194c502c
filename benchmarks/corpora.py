"""The prepared corpora: pages with gold, in a fixed order, and folds that keep a domain's pages together.

Layout, as `../shared/corpora` has it: one folder a corpus with `gold.jsonl` and gzipped HTML as it was served, and
`dumps/<style>/<corpus>/<name>.txt.gz` with text dumps of the same pages, named as the page's HTML file.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

Corpus = Literal["fundus", "wcxb", "htmldate", "readability"]
Kind = Literal["html", "innertext", "lossy"]

CORPORA: tuple[Corpus, ...] = ("fundus", "wcxb", "htmldate", "readability")
KINDS: tuple[Kind, ...] = ("html", "innertext", "lossy")

SCORED: tuple[Corpus, ...] = ("fundus", "wcxb")
"""The corpora whose gold text was made by people; readability's is what one extractor gives, htmldate has none."""

ENVIRONMENT = "NEWSCLEAN_CORPORA"
DEFAULT_ROOT = Path(__file__).resolve().parents[2] / "shared" / "corpora"

SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "govt", "info", "ne", "net", "nom", "or", "org"})
"""Labels that registries of two-letter domains sell names below (`bbc.co.uk`, `abc.net.au`), from the Public Suffix
List's country sections. Platforms of many sites (`blogspot.com`) count as one domain: for folds, the safe side."""


@dataclass(frozen=True, slots=True)
class Gold:
    """What people say is right about a page. Empty or `None` where the corpus says nothing.

    Attributes:
        text: the body, paragraphs joined by blank lines. In fundus it begins with the standfirst.
        title: the headline.
        authors: names as written.
        published: ISO 8601, day or moment.
        tags: keywords.
        summary: the standfirst, in paragraphs.
        language: language tag as the page declares it (readability only; silver).
        country: the publisher's country folder (fundus only).
        fetched: when the page was fetched (fundus only).
        site_name: the site's name (readability only; silver).
    """

    text: str = ""
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    tags: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    language: str | None = None
    country: str | None = None
    fetched: str | None = None
    site_name: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One document of one corpus in one form, with its gold.

    Attributes:
        corpus: the corpus it belongs to.
        kind: its form: HTML as served, or a style of text dump.
        id: its name in the corpus's gold.
        url: where it was fetched; `None` where unknown.
        path: the gzipped file.
        gold: what is right about it.
    """

    corpus: Corpus
    kind: Kind
    id: str
    url: str | None
    path: Path
    gold: Gold

    @property
    def name(self) -> str:
        """Corpus, form and id in one string, for reports."""
        return f"{self.corpus}/{self.kind}/{self.id}"

    @property
    def domain(self) -> str:
        """The registered domain of the URL, or the page's own id: pages of one site share it."""
        return domain_of(self.url) or f"{self.corpus}:{self.id}"

    def raw(self) -> bytes | str:
        """HTML: the bytes as served. Dumps: the text."""
        data = gzip.decompress(self.path.read_bytes())
        return data if self.kind == "html" else data.decode("utf-8")


def domain_of(url: str | None) -> str | None:
    """The registered domain by a rule of thumb: two labels, three below a country's second-level labels."""
    host = (urlsplit(url).hostname or "").rstrip(".") if url else ""
    labels = host.split(".")
    if len(labels) < 2 or not labels[-1]:
        return host or None
    if labels[-1].isdigit():
        return host
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


def corpora_root(path: str | os.PathLike[str] | None = None) -> Path:
    """The corpora's folder: the argument, else `NEWSCLEAN_CORPORA`, else beside the checkout."""
    return Path(path or os.environ.get(ENVIRONMENT) or DEFAULT_ROOT)


def load(
    corpus: Corpus, kind: Kind = "html", *, root: str | os.PathLike[str] | None = None, limit: int | None = None
) -> list[Page]:
    """The pages of a corpus in one form, sorted by id. Documents are read only when `Page.raw` is called.

    Args:
        corpus: which corpus.
        kind: which form; pages without a dump are left out of the dumps.
        root: the corpora's folder (see `corpora_root`).
        limit: at most so many pages, spread evenly over the corpus.

    Raises:
        FileNotFoundError: there is no such corpus under the root.
    """
    folder = corpora_root(root)
    pages = []
    with (folder / corpus / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            html = folder / corpus / row["html"]
            path = html
            if kind != "html":
                path = folder / "dumps" / kind / corpus / html.name.replace(".html.gz", ".txt.gz")
                if not path.exists():
                    continue
            pages.append(Page(corpus, kind, str(row["id"]), row.get("url"), path, _gold(row)))
    pages.sort(key=lambda page: page.id)
    return pages if limit is None or limit >= len(pages) else spread(pages, limit)


def spread(pages: Sequence[Page], limit: int) -> list[Page]:
    """At most `limit` pages, evenly spaced, so that a small sample is not one country or one letter."""
    return [pages[i * len(pages) // limit] for i in range(min(limit, len(pages)))]


def present(root: str | os.PathLike[str] | None = None) -> bool:
    """Whether the scored corpora are there."""
    return all((corpora_root(root) / corpus / "gold.jsonl").exists() for corpus in SCORED)


def folds(pages: Iterable[Page], k: int) -> list[tuple[list[Page], list[Page]]]:
    """`k` pairs of (training pages, held-out pages); every page is held out once, a domain never on both sides.

    The same pages give the same folds: domains are taken by size, then by the hash of their name, each into the fold
    that has fewest pages so far.
    """
    by_domain: defaultdict[str, list[Page]] = defaultdict(list)
    everything = list(pages)
    for page in everything:
        by_domain[page.domain].append(page)
    sizes = [0] * k
    fold_of: dict[str, int] = {}
    for domain in sorted(by_domain, key=lambda name: (-len(by_domain[name]), hashlib.sha256(name.encode()).digest())):
        fold = sizes.index(min(sizes))
        fold_of[domain] = fold
        sizes[fold] += len(by_domain[domain])
    return [
        (
            [page for page in everything if fold_of[page.domain] != fold],
            [page for page in everything if fold_of[page.domain] == fold],
        )
        for fold in range(k)
    ]


def add_arguments(
    parser: argparse.ArgumentParser,
    *,
    corpora: Sequence[Corpus] = SCORED,
    kinds: Sequence[Kind] = KINDS,
) -> None:
    """The options that every benchmark shares: which corpora, which forms, how many pages, from where."""
    parser.add_argument(
        "--corpora", metavar="PATH", help=f"the corpora's folder (else ${ENVIRONMENT}, else {DEFAULT_ROOT})"
    )
    parser.add_argument(
        "--corpus", action="append", choices=CORPORA, help=f"may be repeated; by default {' and '.join(corpora)}"
    )
    parser.add_argument(
        "--kind", action="append", choices=KINDS, help=f"may be repeated; by default {', '.join(kinds)}"
    )
    parser.add_argument("--limit", type=int, help="at most so many pages of each corpus and form, evenly spread")
    parser.set_defaults(default_corpora=tuple(corpora), default_kinds=tuple(kinds))


def selected(arguments: argparse.Namespace) -> Iterator[tuple[Corpus, Kind, list[Page]]]:
    """The corpora and forms that the arguments ask for, one list of pages each."""
    for corpus in arguments.corpus or arguments.default_corpora:
        for kind in arguments.kind or arguments.default_kinds:
            pages = load(corpus, kind, root=arguments.corpora, limit=arguments.limit)
            if pages:
                yield corpus, kind, pages


def _gold(row: dict[str, Any]) -> Gold:
    published = row.get("published")
    return Gold(
        text=row.get("text") or "",
        title=row.get("title") or None,
        authors=tuple(row.get("authors") or ()),
        # htmldate's evaluation set writes a missing date as NaN.
        published=published if isinstance(published, str) and published else None,
        tags=tuple(row.get("tags") or ()),
        summary=tuple(row.get("summary") or ()),
        language=row.get("lang") or None,
        country=row.get("country") or None,
        fetched=row.get("fetched") or None,
        site_name=row.get("site_name") or None,
    )
