"""What a page says about itself: JSON-LD in all its breakage, meta tags, links."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from newsclean.text.unseen import SURROGATE

MAX_NODES = 2_000
"""JSON-LD nodes kept of one script; a page lists itself, its site, and its breadcrumbs in a dozen."""

_MAX_DEPTH = 12
_MAX_NESTING = 40
"""Levels of lists and objects kept inside a node. Real ones stay below ten; Python's own limit on recursion, which
pickling and comparing meet, is a thousand in all."""

_MAX_INTEGER = 2**63 - 1
"""No count, id or time stamp is larger; numbers of thousands of digits overflow wherever they are used."""

_MENDABLE = re.compile(
    r'("(?:[^"\\]|\\.)*+"?)'  # a string: left as it is, whatever stands in it
    r"|<!--|-->|<!\[CDATA\[|\]\]>|/\*.*?(?:\*/|\Z)|(?<![^\s,\[{}\]])//[^\n]*"
    r"|(,)(?=\s*[}\]])",
    re.DOTALL,
)
"""Strings, and between them what is left out. Every alternative that begins also ends, if only with the text, so that
the work is linear in it."""

_BETWEEN = re.compile(r"[\s,;]*")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_UNSTORABLE = re.compile(f"{_CONTROL.pattern}|{SURROGATE.pattern}")


def parse_json_ld(text: str) -> tuple[list[dict[str, Any]], bool]:
    """The typed nodes of one JSON-LD script, and whether it could be read.

    `@graph` and lists are flattened, nested typed nodes stay inside their parents. What publishers get wrong most is
    mended first: comments, CDATA marks, line breaks inside strings, trailing commas, `;` at the end, two values. What
    no JSON can hold is left out: halves of characters become U+FFFD; NaN, infinity and huge numbers `null`; control
    characters go.
    """
    text = text.strip().removeprefix("\ufeff")
    if not text:
        return [], True
    for attempt in (_strict, _loose, _mended):
        try:
            data = attempt(text)
        except (ValueError, RecursionError):
            continue
        return [_storable(node, 0) for node in islice(_nodes(data, 0), MAX_NODES)], True
    return [], False


def _strict(text: str) -> Any:
    return msgspec.json.decode(text)


def _loose(text: str) -> Any:
    return json.loads(text, strict=False)


def _mended(text: str) -> Any:
    text = _MENDABLE.sub(lambda match: match[1] or "", text)
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    at = _BETWEEN.match(text).end()  # type: ignore[union-attr]
    while at < len(text) and (not values or text[at] in "[{"):
        value, at = decoder.raw_decode(text, at)
        values.append(value)
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
    if not values:
        raise ValueError("nothing but comments")
    return values


def _storable(value: Any, depth: int) -> Any:
    """The value without what cannot be stored as JSON again."""
    if isinstance(value, str):
        return value if value.isprintable() else _storable_text(value)
    if isinstance(value, dict):
        if depth >= _MAX_NESTING:
            return None
        return {
            name if name.isprintable() else _storable_text(name): _storable(item, depth + 1)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return None if depth >= _MAX_NESTING else [_storable(item, depth + 1) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int):
        return value if abs(value) <= _MAX_INTEGER else None
    return value


def _storable_text(text: str) -> str:
    """The text without control characters, and with U+FFFD for halves of characters."""
    return _CONTROL.sub("", SURROGATE.sub("\ufffd", text)) if _UNSTORABLE.search(text) else text


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict):
        graph = data.get("@graph")
        if "@type" in data or not isinstance(graph, list | dict):
            yield {name: value for name, value in data.items() if name != "@graph"} if graph is not None else data
        if graph is not None:
            yield from _nodes(graph, depth + 1)
