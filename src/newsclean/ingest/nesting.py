"""Guards for HTML that would take a parser time or memory quadratic in its size."""

from __future__ import annotations

import itertools
import re

from newsclean.ingest.markup import VOID_TAGS

MAX_DEPTH = 400
"""Real pages stay below 100. The HTML standard makes a parser look through all open elements at each block element,
so that 40,000 nested lists take 16 seconds; four hundred take no time to speak of, even as tables of one cell each."""

MAX_ATTRIBUTES = 400
"""Real tags have a dozen. The parser compares each attribute with all before it, so that 40,000 take 4 seconds."""

MAX_FORMATTING = 300
"""Formatting elements with attributes in one page beyond which their attributes are left out. The HTML standard makes a
parser open those that were not closed again in every block that follows, up to three of a kind; with differing
attributes each is a kind of its own, so that 42 kB take 700 MB. Two of 1,527 development pages have more than 300."""

_FORMATTING_TAGS = ("b", "big", "code", "em", "font", "i", "small", "strike", "strong", "s", "tt", "u")
"""HTML Standard, "the list of active formatting elements", but for `a` and `nobr`, which close each other."""


def _in_any_case(name: str) -> str:
    """A pattern for the name in small letters, capitals or both: faster at each `<` than `re.IGNORECASE`."""
    return "".join(f"[{char}{char.upper()}]" for char in name)


_FORMATTING = re.compile(
    rf"(<(?:{'|'.join(map(_in_any_case, _FORMATTING_TAGS))}))"
    r"""\s(?:(?:[^<>"']|"[^<"]*+"|'[^<']*+')*+>|[^<>]*>)""",
)

_LONG = 4_000
"""Characters that a tag with too many attributes has at least."""

_ATTRIBUTE = re.compile(r"""[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?""")

_MANY_TAGS = 6_000
"""With fewer tags even the worst nesting costs less than a third of a second, and the guard is not needed."""

_TAG = re.compile(
    r"""<(?:!--(?:-?>|.*?(?:--!?>|\Z))|[!?][^>]*+(?:>|\Z)|/(?![a-z])[^>]*+(?:>|\Z)"""
    r"""|(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>]).*?(?:</(?P=raw)(?=[\s/>])|\Z)"""
    r"""|(?P<end>/?)(?P<name>[a-z][^\s/>]*+)"""
    r"""(?:[^>"'=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+|["'])*+(?:>|\Z))""",
    re.IGNORECASE | re.DOTALL,
)
"""A comment, an element whose content is no markup, or a tag, as a parser cuts them (HTML Standard, "Tokenization").

What looks like a tag within any of them, or in an attribute's quoted value, is none. Each ends with the document
at the latest, so that every character is passed once."""


def flatten(html: str) -> tuple[str, bool]:
    """The document with tags beyond `MAX_DEPTH` open elements left out, and whether any were.

    Text stays where it was. Depth is counted without the parser's implied end tags, so a long page of unclosed
    paragraphs may be counted deeper than it is; leaving out tags beyond the limit then only loses structure there.
    """
    if html.count("<") < _MANY_TAGS:
        return html, False
    outline = _DRAWING.sub(" ", html)
    levels = _Levels()
    deepest = max(map(levels.at, _TAG.finditer(outline)), default=0)
    if deepest <= MAX_DEPTH:
        return html, False
    levels = _Levels()
    return _TAG.sub(lambda match: " " if levels.at(match) > MAX_DEPTH else match[0], outline), True


def plain_formatting(html: str) -> str:
    """The document, its formatting elements without attributes where more than `MAX_FORMATTING` have some."""
    found = itertools.islice(_FORMATTING.finditer(html), MAX_FORMATTING + 1)
    return _FORMATTING.sub(r"\1>", html) if sum(1 for _ in found) > MAX_FORMATTING else html


class _Levels:
    """How many elements are open, tag by tag."""

    def __init__(self) -> None:
        self._open: dict[str, int] = {}
        self._depth = 0

    def at(self, tag: re.Match[str]) -> int:
        """The level of the element that the tag opens or closes; 0 for one that does not count.

        An end tag counts only where an element of that name is open: parsers ignore others, and so many of them must
        not make a deep page look flat.
        """
        name = (tag["name"] or "").lower()
        if not name or name in _NOT_NESTING:
            return 0
        opened = self._open.get(name, 0)
        if not tag["end"]:
            self._open[name] = opened + 1
            self._depth += 1
            return self._depth
        if not opened:
            return 0
        self._open[name] = opened - 1
        self._depth -= 1
        return self._depth + 1


_NOT_NESTING = VOID_TAGS | {"p", "li", "dt", "dd", "option", "tr", "td", "th", "html", "head", "body"}
"""Void elements, and those that are often left unclosed because the next one closes them."""

_DRAWING = re.compile(
    r"<svg\b[^<]*+(?:</?(?:circle|clippath|defs|ellipse|g|line|lineargradient|mask|path|polygon|polyline|radialgradient|rect"
    r"|stop|symbol|use)\b[^<]*+)*+</svg\s*+>",
    re.IGNORECASE,
)
"""A drawing, whose elements close themselves. One that holds anything else may be the parser's way back to HTML."""


def shorten_tags(html: str) -> str:
    """The document with no more than `MAX_ATTRIBUTES` attributes in any tag longer than `_LONG`.

    The document itself, and no copy, where there is no such tag. Such a tag fills a stretch of half that length, so it
    is enough to look at every such stretch for a mark.
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
