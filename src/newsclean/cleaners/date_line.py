"""Lines that are little more than a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from newsclean.model.date import DateRole, Problem
from newsclean.model.document import Block
from newsclean.pipeline.draft import Draft
from newsclean.text.measure import has_digit

MAX_CHARACTERS = 200
"""A line with a byline, both dates, a reading time and a section is about 150 characters long."""

_MIN_RELATIVE = 4
_MAX_RELATIVE = 40
"""Characters of a date given by its distance ("updated 2 hours and 5 minutes ago")."""

_DATE_SHAPE = re.compile(r"\d[^\n]?[./年월月\-]\s?\d|(?:19|20)\d\d|\d{1,2}\W{0,3}[^\W\d]{3}|[^\W\d]{3}\W{0,3}\d|月")
_RELATIVE_SHAPE = re.compile(
    r"\d|\b(?:an?|one|yesterday|today|heute|gestern|hier|aujourd|hoy|ayer|oggi|ieri|hoje|ontem|vandaag|gisteren|"
    r"idag|i dag|igår|i går|dziś|dzisiaj|wczoraj|сегодня|вчера|сьогодні|вчора|bugün|dün)\b|"
    r"今天|昨天|今日|昨日|오늘|어제|اليوم|أمس",
    re.IGNORECASE,
)
_RELATIVE_WORDS = frozenset(
    "a an one yesterday today heute gestern hier aujourd hoy ayer oggi ieri hoje ontem vandaag gisteren idag i igår "
    "dziś dzisiaj wczoraj сегодня вчера сьогодні вчора bugün dün".split(),
)
_RELATIVE_PARTS = ("今天", "昨天", "今日", "昨日", "오늘", "어제", "اليوم", "أمس")
"""The words above, folded and split at blanks; and those that may be parts of words. Lines without digits and without
any of these are not searched."""

_DURATION = re.compile(r"\d+\s?(?:h|m|s|min|mins|minutes?|minuten|hours?|std|sec)\.?", re.IGNORECASE)
_PIECE = re.compile(r"[^|•·]+")


class DateInLine(Struct, frozen=True, gc=False):
    """A date found in a line: offsets, the string as written, and what its label says it is the date of."""

    start: int
    end: int
    raw: str
    role: DateRole | None


def dates_in(draft: Draft, block: Block, *, relative: bool = True) -> tuple[DateInLine, ...]:
    """The dates in a short line; those in prose and in ranges are left out.

    Args:
        draft: the document, for its language and the time it was fetched.
        block: the line, read once for all cleaners.
        relative: whether to look for dates given by their distance ("3 hours ago") where there are no others.
    """
    text = block.text
    if len(text) > MAX_CHARACTERS:
        return ()
    known = draft.learn(_readings)
    at = (block.index, relative)
    if at not in known:
        known[at] = _read(draft, block, relative=relative)
    return known[at]


def _readings(_draft: Draft) -> dict[tuple[int, bool], tuple[DateInLine, ...]]:
    return {}


def _read(draft: Draft, block: Block, *, relative: bool) -> tuple[DateInLine, ...]:
    text = block.text
    found: list[DateInLine] = []
    if (has_digit(text) or "月" in text) and _DATE_SHAPE.search(text):
        from newsclean.dates import find_dates

        for date in find_dates(text, language=draft.hints.html_lang, reference=draft.document.fetched):
            if date.role in {"event", "other"} or (isinstance(date.result, Problem) and date.result.known is None):
                continue
            found.append(DateInLine(date.start, date.end, date.raw, date.role))
    if not found and relative:
        found.extend(_relative(draft, block))
    return tuple(found)


def _relative(draft: Draft, block: Block) -> Iterator[DateInLine]:
    """Dates given by their distance from the time of reading, each a piece of the line by itself."""
    text = block.text
    if (
        not has_digit(text)
        and _RELATIVE_WORDS.isdisjoint(draft.facts.runs[block.index])
        and not any(part in text for part in _RELATIVE_PARTS)
    ):
        return
    for match in _PIECE.finditer(text):
        piece = match.group().strip()
        if (
            not _MIN_RELATIVE <= len(piece) <= _MAX_RELATIVE
            or piece.count(" ") > 6
            or not _RELATIVE_SHAPE.search(piece)
        ):
            continue
        from newsclean.dates import read_relative_date

        result = read_relative_date(piece, language=draft.hints.html_lang, reference=draft.document.fetched)
        if result is None:
            continue
        if isinstance(result, Problem):
            if result.flag not in {"no_reference", "relative"}:
                continue
            role = result.known.role if result.known is not None else None
        elif "relative" in result.flags:
            role = result.role
        else:
            continue
        if not _DURATION.fullmatch(piece):
            yield DateInLine(match.start(), match.end(), piece, role)


def outside(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """What a text says outside the given spans, pieces joined by `|`."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if start > at:
            pieces.append(text[at:start])
        at = max(at, end)
    pieces.append(text[at:])
    return "|".join(piece.strip() for piece in pieces if any(map(str.isalnum, piece)))
