"""A text dump to blocks: lines, re-joined where a scraper or a mail client broke them, cut where it glued them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from newsclean.model.document import Block, Skipped
from newsclean.text.measure import ends_sentence
from newsclean.text.unseen import INVISIBLE_CHARACTER

_BREAKS = ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")
"""Line breaks beside the line feed."""

WRAP_COLUMNS = range(40, 121)
"""Widths at which mail clients, terminals and editors wrap (RFC 5322 recommends 78, RFC 3676 66 to 72)."""

_MIN_FULL_LINES = 3
_MIN_FULL_SHARE = 0.6
"""Share of lines that must be full to their width before a dump counts as wrapped. Wrapped paragraphs of four lines
have .75 full lines; in lists of short lines hardly one is."""

_MAX_CAPITALS = 0.75
"""Share of the lines after full ones that begin with a capital, beyond which they are headlines of about one length and
no wrapped paragraphs; in German some 0.4 of the words in running text do."""

_LONG_LINE = 600
"""Characters beyond which a line is cut into sentences when the dump is little more than that line. Sentences that are
kept are put together again by what stood between them, so a long paragraph loses nothing by it."""

_MIN_SENTENCES = 6

_SENTENCE = re.compile(r"(?<=[.!?…。！？])([\"'”’»)\]]*)(\s*)(?=[^\W\d_a-zß-öø-ÿ]|[\"'“‘«(\[])")
_GLUED = re.compile(
    r"[.!?\d](?:(?<=[a-zß-öø-ÿ]{3}[.!?])(?=[A-ZÀ-Þ][a-zß-öø-ÿ]+ )"
    r"|(?<=[ /.-](?:19|20)\d\d)(?=[A-ZÀ-Þ][a-zß-öø-ÿ]{2}))",
)
"""The character behind which a dump glued two pieces: a sentence to a sentence, or a year to a word ("20 Apr
2026Updated 12:44"). It stands first in the pattern because only few places need a closer look then."""

_CONTINUES = re.compile(r"[a-zß-öø-ÿа-яё]|[,;:)\]](?:\s|$)")

_LOWER_BYLINE = re.compile(
    r"(?:by|von|par|por|di|de|door|av|af|od|от) (?:[^\W\d_a-zß-öø-ÿа-я][^\s\d,;:.!?]{0,30}\.?(?: |$)){2,4}"
)
"""A byline with its preposition in lower case: two to four words in capitals, and nothing else."""


_KEYED = re.compile(r"[^\W\d]{2,20}(?:[ _-][^\W\d]{2,15}){0,2}[:：](?: |$)|- ")
"""A line of a record: the label of a field ("publish date: …"), or an item of its list."""

_FENCES = frozenset({"---", "+++"})


class Line(Struct):
    """A line of the dump: where it stands, what it says, and the blank lines before it."""

    first: int
    last: int
    text: str
    gap: int


def to_blocks(text: str, max_blocks: int) -> tuple[tuple[Block, ...], tuple[Skipped, ...]]:
    """The blocks of a dump, and what was left out.

    Args:
        text: the decoded dump.
        max_blocks: blocks beyond this number are skipped as `beyond_limit`.
    """
    lines, zero_width = _lines(text)
    lines = _rejoin_split(_unwrap(lines))
    blocks: list[Block] = []
    beyond = 0
    beyond_characters = 0
    whole = len(lines) <= 3
    for line in lines:
        locator = f"line {line.first}" if line.first == line.last else f"lines {line.first}-{line.last}"
        for glue, piece in _pieces(line.text, whole=whole):
            if len(blocks) >= max_blocks:
                beyond += 1
                beyond_characters += len(piece)
                continue
            gap = line.gap if glue is None else 0
            blocks.append(Block(len(blocks), piece, locator=locator, gap=gap, glue=glue))
    skipped: list[Skipped] = []
    if zero_width:
        skipped.append(Skipped("zero_width_line", zero_width, 0))
    if beyond:
        skipped.append(Skipped("beyond_limit", beyond, beyond_characters))
    return tuple(blocks), tuple(skipped)


def _lines(text: str) -> tuple[list[Line], int]:
    """Non-blank lines with white space collapsed, and the number of lines that hold only invisible characters."""
    lines: list[Line] = []
    zero_width = 0
    gap = 0
    for mark in _BREAKS:
        text = text.replace(mark, "\n")
    for number, raw in enumerate(text.split("\n"), 1):
        collapsed = " ".join(raw.split())
        if not collapsed:
            gap += 1
        elif not (collapsed.isascii() or INVISIBLE_CHARACTER.sub("", collapsed).strip()):
            zero_width += 1
            gap += 1
        else:
            lines.append(Line(number, number, collapsed, gap))
            gap = 0
    return lines, zero_width


def _unwrap(lines: list[Line]) -> list[Line]:
    """Join the lines of paragraphs that were wrapped at a fixed width.

    A line is full when the first word of the next would not have fitted any more. Dumps whose lines are mostly full
    were wrapped; others are left alone.
    """
    width = max((len(line.text) for line in lines), default=0)
    if width not in WRAP_COLUMNS:
        return lines
    full = [False] * len(lines)
    followed = 0
    for at in range(len(lines) - 1):
        if lines[at + 1].gap:
            continue
        followed += 1
        word = lines[at + 1].text.split(" ", 1)[0]
        full[at] = len(lines[at].text) + 1 + len(word) > width
    if sum(full) < max(_MIN_FULL_LINES, _MIN_FULL_SHARE * followed):
        return lines
    starts = [lines[at + 1].text[0] for at in range(len(lines) - 1) if full[at]]
    if sum(map(str.isupper, starts)) > _MAX_CAPITALS * len(starts):
        return lines
    return _join(lines, lambda at: full[at - 1])


def _rejoin_split(lines: list[Line]) -> list[Line]:
    """Join lines that were split at inline elements: no end mark, and the next goes on in lower case.

    Names stand in links, so a short line between two such halves is joined as well.
    """
    joins = [False] * len(lines)
    for at in range(1, len(lines)):
        line, before = lines[at], lines[at - 1]
        if line.gap or not _CONTINUES.match(line.text) or _is_byline(line, lines[at + 1 : at + 2]):
            continue
        if ends_sentence(before.text) or _is_keyed(line, before):
            continue
        # A line that opens with a comma was cut off, however short it is; lower case alone may be a brand or a tag.
        if line.text[0].isalpha() and before.text.count(" ") + line.text.count(" ") < 6:
            continue
        joins[at] = True
        if at > 1 and not before.gap and before.text.count(" ") < 6 and not ends_sentence(lines[at - 2].text):
            joins[at - 1] = lines[at - 2].text.count(" ") >= 4
    return _join(lines, lambda at: joins[at]) if any(joins) else lines


def _is_keyed(line: Line, before: Line) -> bool:
    """Whether two lines are of a header such as front matter: `title: ...`, `author: ...`, fences around them."""
    return _KEYED.match(line.text) is not None and (before.text in _FENCES or _KEYED.match(before.text) is not None)


def _is_byline(line: Line, following: list[Line]) -> bool:
    """Whether a line is "di Anna Rossi" below a headline: the next does not go on with its sentence."""
    if not _LOWER_BYLINE.fullmatch(line.text):
        return False
    return not following or following[0].gap > 0 or not _CONTINUES.match(following[0].text)


def _join(lines: list[Line], joined: Callable[[int], bool]) -> list[Line]:
    """The lines, each that is `joined` put onto the one before."""
    result: list[Line] = []
    parts: list[str] = []
    for at, line in enumerate(lines):
        if result and joined(at):
            parts.append(line.text)
            result[-1].last = line.last
            continue
        if len(parts) > 1:
            result[-1].text = " ".join(parts)
        result.append(Line(line.first, line.last, line.text, line.gap))
        parts = [line.text]
    if len(parts) > 1:
        result[-1].text = " ".join(parts)
    return result


def _pieces(text: str, *, whole: bool) -> Iterator[tuple[str | None, str]]:
    """A line in pieces, each with what stood before it: `None` for the first."""
    cuts = [(match.end(), match.end()) for match in _GLUED.finditer(text)] if len(text) > 40 else []
    if whole and len(text) > _LONG_LINE:
        sentences = [(match.end(1), match.end(2)) for match in _SENTENCE.finditer(text)]
        if len(sentences) >= _MIN_SENTENCES:
            cuts = sorted({*cuts, *sentences})
    at = 0
    glue: str | None = None
    for start, end in cuts:
        if start <= at or end >= len(text):
            continue
        yield glue, text[at:start]
        glue, at = text[start:end], end
    yield glue, text[at:]
