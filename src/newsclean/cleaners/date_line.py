"""Lines that are little more than a date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from newsclean.model.date import DateRole, Problem
from newsclean.pipeline.draft import Draft

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
_DURATION = re.compile(r"\d+\s?(?:h|m|s|min|mins|minutes?|minuten|hours?|std|sec)\.?", re.IGNORECASE)
_PIECE = re.compile(r"[^|•·]+")


class DateInLine(Struct, frozen=True, gc=False):
    """A date found in a line: offsets, the string as written, and what its label says it is the date of."""

    start: int
    end: int
    raw: str
    role: DateRole | None


def dates_in(draft: Draft, text: str, *, relative: bool = True) -> tuple[DateInLine, ...]:
    """The dates in a short line; those in prose and in ranges are left out.

    Args:
        draft: the document, for its language and the time it was fetched.
        text: the line.
        relative: whether to look for dates given by their distance ("3 hours ago") where there are no others.
    """
    if len(text) > MAX_CHARACTERS:
        return ()
    found: list[DateInLine] = []
    if _DATE_SHAPE.search(text):
        from newsclean.dates import find_dates

        for date in find_dates(text, language=draft.hints.html_lang, reference=draft.document.fetched):
            if date.role in {"event", "other"} or (isinstance(date.result, Problem) and date.result.known is None):
                continue
            found.append(DateInLine(date.start, date.end, date.raw, date.role))
    if not found and relative:
        found.extend(_relative(draft, text))
    return tuple(found)


def _relative(draft: Draft, text: str) -> Iterator[DateInLine]:
    """Dates given by their distance from the time of reading, each a piece of the line by itself."""
    if not _RELATIVE_SHAPE.search(text):
        return
    for match in _PIECE.finditer(text):
        piece = match.group().strip()
        if (
            not _MIN_RELATIVE <= len(piece) <= _MAX_RELATIVE
            or piece.count(" ") > 6
            or not _RELATIVE_SHAPE.search(piece)
        ):
            continue
        from newsclean.dates import read_date

        result = read_date(piece, language=draft.hints.html_lang, reference=draft.document.fetched)
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
