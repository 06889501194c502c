"""What a page's metadata declares about its headline and its summary, and how far a block agrees with it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct

from newsclean.cleaners.wording import tokens
from newsclean.model.document import Document, Hints
from newsclean.pipeline.draft import Draft
from newsclean.text.entities import unescape

Source = Literal["json_ld", "social", "title_tag"]

_SEPARATOR = re.compile(r"\s+[|\-–—·•»«:~]{1,2}\s+|\s*[|｜»«]\s*|_(?=[^_]*$)")
"""What stands between a headline and the site's name in a `<title>`: marks between blanks, or a bar."""

_TITLE_NAMES = frozenset(
    {"og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title", "headline"},
)
_SUMMARY_NAMES = frozenset(
    {"description", "og:description", "twitter:description", "dc.description", "sailthru.description", "abstract"},
)
_SITE_NAMES = frozenset({"og:site_name", "application-name", "twitter:site", "apple-mobile-web-app-title"})

_ARTICLE_ENDINGS = ("article", "posting", "report", "webpage", "recipe", "review")
"""Endings of the schema.org types whose `headline`, `name` and `description` speak of the page's main text."""

_MAX_NODES = 50
_MAX_CHARACTERS = 1_000

_MAX_DECLARED = 50
"""Headlines and summaries read of one page, each; every one of them is held against every line."""


class Declared(Struct, frozen=True, gc=False):
    """One declared string.

    Attributes:
        source: JSON-LD, a meta tag for feeds and search engines, or `<title>`.
        text: the string as declared, or one piece of it.
        tokens: its folded words; single letters in scripts without blanks.
        whole: whether it is all that was declared, the site's name aside.
    """

    source: Source
    text: str
    tokens: tuple[str, ...]
    whole: bool = True


def titles_of(draft: Draft) -> tuple[Declared, ...]:
    """The headlines that the metadata of an HTML document declares; for `Draft.learn`."""
    return titles(draft.document) if draft.is_html else ()


def titles(document: Document) -> tuple[Declared, ...]:
    """The headlines that the metadata declares, each string whole and with the site's name cut off."""
    hints = document.hints
    sites = site_tokens(document)
    found: dict[tuple[Source, str], bool] = {}
    for node in hints.json_ld[:_MAX_NODES]:
        if _is_article(node):
            for name in ("headline", "name"):
                for text in _texts(node.get(name)):
                    found[("json_ld", text)] = True
    for tag in hints.meta:
        if tag.name in _TITLE_NAMES:
            for number, piece in enumerate(_pieces(tag.content[:_MAX_CHARACTERS], sites)):
                found.setdefault(("social", piece), number == 0)
    if hints.title_tag:
        for number, piece in enumerate(_pieces(hints.title_tag[:_MAX_CHARACTERS], sites)):
            found.setdefault(("title_tag", piece), number == 0)
    stated = itertools.islice(found.items(), _MAX_DECLARED)
    declared = (Declared(source, text, tokens(text), whole) for (source, text), whole in stated)
    return tuple(item for item in declared if item.tokens and item.tokens not in sites)


def summaries(hints: Hints) -> tuple[Declared, ...]:
    """The summaries that the metadata declares."""
    found: dict[tuple[Source, str], None] = {}
    for node in hints.json_ld[:_MAX_NODES]:
        if _is_article(node):
            for name in ("description", "abstract"):
                for text in _texts(node.get(name)):
                    found[("json_ld", text)] = None
    for tag in hints.meta:
        if tag.name in _SUMMARY_NAMES:
            for text in _texts(tag.content):
                found[("social", text)] = None
    return tuple(Declared(source, text, tokens(text)) for source, text in itertools.islice(found, _MAX_DECLARED))


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str) and kind.lower().endswith(_ARTICLE_ENDINGS):
            return True
    return False


def _texts(value: Any) -> Iterator[str]:
    """The string with entities read: many pages escape their metadata twice."""
    if isinstance(value, str):
        text = " ".join(unescape(value[:_MAX_CHARACTERS]).split())
        if text:
            yield text


def site_tokens(document: Document) -> frozenset[tuple[str, ...]]:
    """Names that the site gives itself, as tokens; its host name's labels among them."""
    names: set[tuple[str, ...]] = set()
    for tag in document.hints.meta:
        if tag.name in _SITE_NAMES:
            names.add(tokens(tag.content[:_MAX_CHARACTERS]))
    for node in document.hints.json_ld[:_MAX_NODES]:
        publisher = node.get("publisher")
        named = [publisher] if isinstance(publisher, Mapping) else []
        if not _is_article(node):
            named.append(node)
        for item in named:
            for text in _texts(item.get("name")):
                names.add(tokens(text))
    for address in (document.url, document.hints.canonical):
        if address and "//" in address:
            host = address.split("//", 1)[1].split("/", 1)[0].split("@")[-1].split(":")[0].lower()
            labels = [label for label in host.split(".") if label != "www"]
            names.add(tokens(" ".join(labels)))
            names.add(tokens(labels[0]) if labels else ())
    names.discard(())
    return frozenset(names)


def _pieces(text: str, sites: frozenset[tuple[str, ...]]) -> list[str]:
    """The title whole, and without what stands behind or before its outer separators.

    A site's own name at either end is cut away for good. Where no name is known, the longest stretch counts as well:
    names are shorter than headlines.
    """
    text = " ".join(unescape(text).split())
    marks = list(_SEPARATOR.finditer(text))
    if not marks:
        return [text] if text else []
    first, last = 0, len(marks)
    bounds = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(text)]

    joined = {"".join(site) for site in sites}

    def is_site(at: int) -> bool:
        return "".join(tokens(text[bounds[at] : ends[at]])) in joined | {""}

    while last > first and is_site(last):
        last -= 1
    while first < last and is_site(first):
        first += 1
    found = [text[bounds[first] : ends[last]]]
    if first == 0 and last == len(marks):
        pieces = [text[start:end] for start, end in zip(bounds, ends, strict=True)]
        found.append(text[: ends[-2]])
        found.append(text[bounds[1] :])
        found.append(max(pieces, key=len))
    return [piece for piece in dict.fromkeys(found) if piece]
