"""Pages with labels: read once, labelled once, kept in a cache folder."""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpora import Corpus, Page, domain_of, folds, load

import newsclean
from newsclean.content.page_columns import declared_body
from newsclean.model.document import Document, join_blocks
from training.dumps import dump, style_of
from training.labels import align, labels

FOLDS = 5

FORMS = {"HTML": ("html",), "text": ("innertext", "lossy", "made", "broken")}
"""The two scorers, and the styles of documents that each is for."""

WEIGHTS = {"fundus": 2.0, "wcxb": 1.0, "readability": 0.5, "htmldate": 0.5}
"""What a page of each corpus counts. News is what this is for, and fundus is all news; readability's gold is what one
extractor gave; htmldate's pages have none, and label themselves."""


SILVER = frozenset({"readability", "htmldate"})
"""Corpora whose gold no person wrote."""


@dataclass
class Sample:
    """A labelled document.

    Attributes:
        corpus: where the page is from.
        style: `html`, or the style of the dump.
        id: the page's.
        domain: pages of one domain never stand on both sides of a split.
        fold: the split that holds it out.
        document: as newsclean reads it.
        keep: the label of each block.
        cover: share of each block that the gold covers.
        gold: the body that people say is right.
        weight: what the page counts in training.
    """

    corpus: str
    style: str
    id: str
    domain: str
    fold: int
    document: Document
    keep: list[bool]
    cover: list[float]
    gold: str
    weight: float
    scores: list[float] = field(default_factory=list)

    def body(self, keep: Iterable[bool]) -> str:
        """The text of the kept blocks."""
        kept = [block for block, wanted in zip(self.document.blocks, keep, strict=True) if wanted]
        return join_blocks(kept, [block.text for block in kept], "\n\n")


def fold_of(pages: list[Page]) -> dict[tuple[str, str], int]:
    """The fold of each page, by (corpus, id)."""
    return {(p.corpus, p.id): k for k, (_, held) in enumerate(folds(pages, FOLDS)) for p in held}


def samples(
    root: str | None, cache: Path, styles: tuple[str, ...], silver: dict[str, str] | None = None
) -> list[Sample]:
    """The labelled documents in the styles asked for (`html`, `innertext`, `lossy`, `made`, `broken`).

    Args:
        root: the corpora's folder.
        cache: where labelled pages are kept between runs.
        styles: which.
        silver: bodies of pages without gold, by id (`training.silver`); without it, only those that declare theirs.
    """
    cache.mkdir(parents=True, exist_ok=True)
    result: list[Sample] = []
    every = [p for corpus in ("fundus", "wcxb", "readability", "htmldate") for p in load(corpus, root=root)]
    where = fold_of(every)
    for style in styles:
        result += _cached(root, cache, style, where, ("fundus", "wcxb", "readability"), {})
        result += _cached(root, cache, style, where, ("htmldate",), silver or {})
    return result


def _cached(
    root: str | None,
    cache: Path,
    style: str,
    where: dict[tuple[str, str], int],
    corpora: tuple[Corpus, ...],
    silver: dict[str, str],
) -> list[Sample]:
    key = hashlib.sha256(f"{_code_digest()} {corpora} {sorted(silver.items())}".encode()).hexdigest()[:12]
    name = cache / f"{style}-{key}.pickle"
    if name.exists():
        found: list[Sample] = pickle.loads(name.read_bytes())
        return found
    found = list(_made(root, style, where, corpora, silver))
    name.write_bytes(pickle.dumps(found))
    return found


def _made(
    root: str | None,
    style: str,
    where: dict[tuple[str, str], int],
    corpora: tuple[Corpus, ...],
    silver: dict[str, str],
) -> Iterable[Sample]:
    for corpus in corpora:
        form = style if style in {"innertext", "lossy"} else "html"
        pages = load(corpus, form, root=root)  # type: ignore[arg-type]
        print(f"{style} {corpus}: {len(pages)} pages", file=sys.stderr)
        for page in pages:
            sample = _sample(page, style, where[page.corpus, page.id], silver)
            if sample is not None:
                yield sample


def _sample(page: Page, style: str, fold: int, silver: dict[str, str]) -> Sample | None:
    made = style in {"made", "broken"}
    if made:
        style = style_of(page.id, broken=style == "broken")
    if not in_mix(page.corpus, style, page.id):
        return None
    raw = page.raw()
    document = newsclean.read(raw, kind="text" if style in {"innertext", "lossy"} else "html")
    gold = page.gold.text
    if page.corpus == "htmldate":
        found = own_gold(document) or silver.get(page.id)
        if found is None:
            return None
        gold = found
    if made:
        document = newsclean.read(dump(raw, document, style), kind="text")
    if not document.blocks or not gold:
        return None
    # Form fields may hold a copy of the article, to be sent on; the visible one is meant.
    texts = ["" if block.tag in {"textarea", "option", "button"} else block.text for block in document.blocks]
    keep, cover = labels(texts, gold)
    if not any(keep):
        return None
    domain = page.domain if page.corpus != "htmldate" else domain_of(page.url) or page.id
    return Sample(page.corpus, style, page.id, domain, fold, document, keep, cover, gold, WEIGHTS[page.corpus])


def own_gold(document: Document) -> str | None:
    """The body that a page declares in JSON-LD, where the visible blocks agree with it and hold all of it.

    A truncated declaration would teach that articles end early: the last declared words must stand at the end of a
    block, and no block beside the covered ones may read as their continuation in the same container.
    """
    body = declared_body(document.hints.json_ld)
    if "<" in body:
        from selectolax.lexbor import LexborHTMLParser

        tree = LexborHTMLParser(body)
        body = tree.root.text(deep=True, separator=" ") if tree.root is not None else ""
    if len(body) < 600:
        return None
    texts = [block.text for block in document.blocks]
    cover = align(texts, body)
    inside = [at for at, share in enumerate(cover) if share >= 0.5]
    if not inside:
        return None
    covered = sum(len(texts[at]) * cover[at] for at in inside)
    if covered < 0.9 * len(body):
        return None
    last = max(inside, key=lambda at: (cover[at] >= 0.9 and len(texts[at]) > 80, at))
    if cover[last] < 0.9:
        return None
    home = {document.blocks[at].container for at in inside if len(texts[at]) > 80}
    beside = sum(
        len(texts[at])
        for at, share in enumerate(cover)
        if share < 0.2
        and len(texts[at]) > 120
        and document.blocks[at].tag == "p"
        and document.blocks[at].container in home
    )
    if beside > 0.03 * len(body):
        return None
    return body


def _code_digest() -> str:
    """Of what decides the labels: reading, labelling, styles."""
    home = Path(newsclean.__file__).parent
    here = Path(__file__).parent
    files = [
        *sorted((home / "ingest").glob("*.py")),
        *(here / name for name in ("labels.py", "dataset.py", "dumps.py")),
    ]
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def in_mix(corpus: str, style: str, page_id: str) -> bool:
    """Whether a document takes part in the training.

    All HTML, all innerText dumps and all of fundus; of the others so many that each style is seen on every kind of page
    without five copies of every page: one wcxb page in three as made from HTML, one in six as damaged, one page in six
    with its lines wrapped or gone.
    """
    draw = hashlib.sha256(f"{page_id} {style}".encode()).digest()[0]
    if style in {"html", "innertext"} or corpus == "fundus":
        return True
    if style in {"wrapped", "flat"} or (style == "lossy" and corpus == "wcxb"):
        return draw % 6 == 0
    return corpus in SILVER or draw % 3 == 0
