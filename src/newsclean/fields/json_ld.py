"""JSON-LD as publishers write it: any value may have any type. The main node, and plain strings out of values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from newsclean.text.entities import unescape

Node: TypeAlias = Mapping[str, Any]

MAX_TEXT = 2_000
"""Characters read of a JSON-LD string that is no body: no headline, name, keyword list or summary is longer."""

_MAX_ITEMS = 200
_MAX_DEPTH = 6
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")

_ARTICLE_RANKS = (
    ("newsarticle", 5),
    ("liveblogposting", 5),
    ("article", 4),
    ("posting", 4),
    ("report", 4),
    ("claimreview", 1),
    ("review", 2),
    ("creativework", 1),
)
"""Endings of schema.org type names of a page's main text, and how surely each is it. A fact check's ClaimReview speaks
of the claim, a page with one has an article node as well."""

_HOLDERS = ("mainEntity", "mainEntityOfPage", "subjectOf", "itemReviewed")


def plain(value: str) -> str:
    """The string as a reader would see it: entities read (some are escaped twice), tags and extra blanks dropped."""
    value = value[:MAX_TEXT]
    if "&" in value:
        value = unescape(unescape(value))
    if "<" in value:
        value = _TAG.sub(" ", value)
    return " ".join(value.split())


def texts(value: Any, depth: int = 0) -> Iterator[str]:
    """Every string that a value comes to: itself, its members', its `@value` or `name`."""
    if isinstance(value, str):
        text = plain(value)
        if text:
            yield text
    elif depth > _MAX_DEPTH:
        return
    elif isinstance(value, list):
        for item in value[:_MAX_ITEMS]:
            yield from texts(item, depth + 1)
    elif isinstance(value, Mapping):
        yield from texts(value.get("@value", value.get("name")), depth + 1)


def text(value: Any) -> str | None:
    """The first string that a value comes to."""
    return next(texts(value), None)


def members(value: Any) -> list[Any]:
    """A list's members, or the value alone; nothing for `None`."""
    if value is None:
        return []
    return value[:_MAX_ITEMS] if isinstance(value, list) else [value]


def types(node: Any) -> tuple[str, ...]:
    """The node's type names in lower case, without a vocabulary's prefix."""
    if not isinstance(node, Mapping):
        return ()
    return tuple(
        re.split(r"[/#:]", kind)[-1].lower()
        for kind in members(node.get("@type", node.get("type")))
        if isinstance(kind, str) and len(kind) < 200
    )


def rank(node: Any) -> int:
    """How surely the node is a page's main text, by its type; 0 for what is none."""
    best = 0
    for name in types(node):
        for ending, value in _ARTICLE_RANKS:
            if name.endswith(ending):
                best = max(best, value)
                break
    return best


def resolve(value: Any, nodes: Sequence[Node]) -> Any:
    """The node that a bare `{"@id": …}` points to; the value itself otherwise."""
    if isinstance(value, Mapping) and "name" not in value and isinstance(value.get("@id"), str):
        for node in nodes:
            if node.get("@id") == value["@id"] and node is not value and len(node) > 1:
                return node
    return value


def main_node(nodes: Sequence[Node], addresses: Sequence[str], titles: Sequence[str]) -> tuple[Node | None, str]:
    """The node of the page's own article, and where it stands.

    A page carries nodes of the stories it links to as well. The own one is told by its type, by its address, by a
    headline that the page declares elsewhere too, and by coming first.

    Args:
        nodes: every top-level node.
        addresses: the page's own addresses.
        titles: headlines declared outside JSON-LD, folded.
    """
    paths = {_path(address) for address in addresses if address}
    best: tuple[float, int] | None = None
    found: tuple[Node | None, str] = (None, "")
    for order, (node, place) in enumerate(_candidates(nodes)):
        trust = rank(node)
        if not trust:
            continue
        headline = text(node.get("headline")) or text(node.get("name")) or ""
        score = float(trust)
        if any(_path(address) in paths for address in _addresses(node)):
            score += 3
        if headline and any(headline.casefold()[:40] in title for title in titles):
            score += 3
        score += 0.5 * sum(name in node for name in ("headline", "datePublished", "author", "articleBody"))
        if best is None or score > best[0]:
            best = (score, order)
            found = (node, place)
    return found


def _candidates(nodes: Sequence[Node]) -> Iterator[tuple[Node, str]]:
    for index, node in enumerate(nodes):
        yield node, f"json-ld[{index}]"
        for name in _HOLDERS:
            for inner in members(node.get(name)):
                if isinstance(inner, Mapping) and rank(inner) and ("headline" in inner or "datePublished" in inner):
                    yield inner, f"json-ld[{index}].{name}"


def _addresses(node: Node) -> Iterator[str]:
    for name in ("url", "@id", "mainEntityOfPage"):
        value = node.get(name)
        if isinstance(value, Mapping):
            value = value.get("@id", value.get("url"))
        if isinstance(value, str) and "/" in value:
            yield value


def _path(address: str) -> str:
    """Host and path of an address, without `www.`, query, fragment and closing slash."""
    try:
        parts = urlsplit(address[:MAX_TEXT].strip())
    except ValueError:
        return address
    return (parts.netloc.lower().removeprefix("www.") + parts.path).rstrip("/")
