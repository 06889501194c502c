"""What a page says about itself: JSON-LD in all its breakage, meta tags, links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

MAX_NODES = 2_000
"""JSON-LD nodes kept of one page; a page lists itself, its site, and its breadcrumbs in a dozen."""

_MAX_DEPTH = 12
_COMMENT = re.compile(r"<!--|-->|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/|<!\[CDATA\[|\]\]>|^\s*//[^\n]*$", re.MULTILINE)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def parse_json_ld(text: str) -> tuple[list[dict[str, Any]], bool]:
    """The typed nodes of one JSON-LD script, and whether it could be read.

    `@graph` and lists are flattened, nested typed nodes stay inside their parents. What publishers get wrong most is
    mended first: comments, CDATA marks, line breaks inside strings, trailing commas, `;` at the end, two values.
    """
    text = text.strip().removeprefix("\ufeff")
    if not text:
        return [], True
    for attempt in (_strict, _loose, _mended):
        try:
            data = attempt(text)
        except (ValueError, RecursionError):
            continue
        return list(_nodes(data, 0))[:MAX_NODES], True
    return [], False


def _strict(text: str) -> Any:
    return msgspec.json.decode(text)


def _loose(text: str) -> Any:
    return json.loads(text, strict=False)


def _mended(text: str) -> Any:
    text = _TRAILING_COMMA.sub(r"\1", _COMMENT.sub("", text)).strip().rstrip(";").strip()
    value, end = json.JSONDecoder(strict=False).raw_decode(text)
    values = [value]
    while end < len(text):
        rest = text[end:].lstrip(" \t\r\n,;")
        if not rest or rest[0] not in "[{":
            break
        value, used = json.JSONDecoder(strict=False).raw_decode(rest)
        values.append(value)
        end = len(text) - len(rest) + used
    return values


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
