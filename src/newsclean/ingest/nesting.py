"""A guard for HTML nested so deep that parsing it would take time quadratic in its size."""

from __future__ import annotations

import itertools
import re

from newsclean.ingest.markup import VOID_TAGS

MAX_DEPTH = 400
"""Real pages stay below 100. The HTML standard makes a parser look through all open elements at each block element,
so that 40,000 nested lists take 16 seconds; four hundred take no time to speak of, even as tables of one cell each."""

MAX_ATTRIBUTES = 400
"""Real tags have a dozen. The parser compares each attribute with all before it, so that 40,000 take 4 seconds."""

_LONG = 4_000
"""Characters that a tag with too many attributes has at least."""

_ATTRIBUTE = re.compile(r"""[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?""")

_MANY_TAGS = 6_000
"""With fewer tags even the worst nesting costs less than a third of a second, and the guard is not needed."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")


def flatten(html: str) -> tuple[str, bool]:
    """The document with tags beyond `MAX_DEPTH` open elements left out, and whether any were.

    Text stays where it was. Depth is counted without the parser's implied end tags, so a long page of unclosed
    paragraphs may be counted deeper than it is; leaving out tags beyond the limit then only loses structure there.
    """
    html = _shorten_tags(html)
    if html.count("<") < _MANY_TAGS:
        return html, False
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match[1]:
            depth = max(0, depth - 1)
        elif match[2].lower() not in _NOT_NESTING:
            depth += 1
            deepest = max(deepest, depth)
    if deepest <= MAX_DEPTH:
        return html, False
    depth = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal depth
        if match[1]:
            depth = max(0, depth - 1)
            return " " if depth >= MAX_DEPTH else match[0]
        if match[2].lower() in _NOT_NESTING:
            return match[0]
        depth += 1
        return " " if depth > MAX_DEPTH else match[0]

    return _TAG.sub(replace, html), True


_NOT_NESTING = VOID_TAGS | {"p", "li", "dt", "dd", "option", "tr", "td", "th", "html", "head", "body"}
"""Void elements, and those that are often left unclosed because the next one closes them."""


def _shorten_tags(html: str) -> str:
    """The document with no more than `MAX_ATTRIBUTES` attributes in any tag longer than `_LONG`.

    Such a tag fills a stretch of half that length, so that it is enough to look at every such stretch for a mark.
    """
    parts: list[str] = []
    done = 0
    opened = -1
    step = _LONG // 2
    for start in range(0, len(html) - step, step):
        within = html.rfind("<", start, start + step)
        if within >= 0:
            opened = within
        elif opened >= done and html.find(">", opened, start + step) < 0:
            end = html.find(">", opened)
            other = html.find("<", opened + 1, end if end >= 0 else len(html))
            if other < 0 <= end and end - opened > _LONG and html[opened + 1].isalpha():
                parts += (html[done:opened], _fewer_attributes(html[opened : end + 1]))
                done = end + 1
            # Looked at once, however many stretches it fills.
            opened = -1
    return "".join((*parts, html[done:])) if parts else html


def _fewer_attributes(tag: str) -> str:
    """The tag with its first `MAX_ATTRIBUTES` attributes."""
    found = itertools.islice(_ATTRIBUTE.finditer(tag, 1), MAX_ATTRIBUTES + 1)
    last = next(itertools.islice(found, MAX_ATTRIBUTES, None), None)
    return tag if last is None else tag[: last.start()] + ">"
