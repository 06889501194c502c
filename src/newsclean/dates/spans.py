"""Finding dates in a line: where they stand, what they read as, and whose date the line says they are."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct, structs

from newsclean.dates.assembly import assemble
from newsclean.dates.folding import plain
from newsclean.dates.grammar import DAY_MONTH, find
from newsclean.dates.reading import as_utc, bounded, year_by_reference
from newsclean.dates.roles import span_roles
from newsclean.dates.setting import Setting, countries_in, setting_for
from newsclean.dates.signs import may_hold_date
from newsclean.dates.tokens import tokenize
from newsclean.dates.zones import AMBIGUOUS
from newsclean.model.date import DateRole, Problem, Reading
from newsclean.text.measure import has_decimal

MAX_LENGTH = 600
"""Characters of a line that are looked at."""


class FoundDate(Struct, frozen=True, gc=False):
    """A date in a line.

    Attributes:
        start: its first character in the line.
        end: the character after it.
        raw: the date with its clock and zone, without labels.
        result: what it reads as, or what is wrong with it.
        role: what the line says it is the date of; `other` in prose, `event` in ranges; `None` where it says nothing.
    """

    start: int
    end: int
    raw: str
    result: Reading | Problem
    role: DateRole | None = None


def find_dates(
    text: str, *, language: str | None = None, reference: dt.datetime | None = None
) -> tuple[FoundDate, ...]:
    """The dates in a short line, in order. Strict shapes only; bare numbers, clocks and relative dates are none.

    Args:
        text: a line; of longer text only the first 600 characters are looked at.
        language: as for `read_date`.
        reference: as for `read_date`.

    Returns:
        The dates found, empty for most lines. A line without digits costs well under a microsecond.
    """
    return find_in(text, setting_for(language, as_utc(reference)))


def find_in(text: str, setting: Setting) -> tuple[FoundDate, ...]:
    """As `find_dates`, with everything that is known of the document."""
    line = text[:MAX_LENGTH] if len(text) > MAX_LENGTH else text
    if not (has_decimal(line) or "月" in line) or not may_hold_date(line):
        return ()
    plain_text = plain(line)
    tokens = tokenize(plain_text)
    kinds = "".join([token.kind for token in tokens])
    matches = find(kinds)
    if not matches:
        return ()
    if not setting.countries and "Z" in kinds and any(token.text in AMBIGUOUS for token in tokens):
        setting = structs.replace(setting, countries=countries_in(line))
    found = []
    for match, (role, _) in zip(matches, span_roles(matches, tokens, kinds), strict=True):
        result = assemble(match, tokens, setting)
        if isinstance(result, Reading):
            if match.shape in DAY_MONTH and result.year is None:
                result = year_by_reference(result, setting)
            if isinstance(result, Reading):
                result = bounded(structs.replace(result, role=role), setting.reference)
        elif result.known is None and result.flag == "not_a_date":
            continue
        start, end = tokens[match.start].start, tokens[match.end - 1].end
        while end > start and line[end - 1] in " ,.(|":
            end -= 1
        found.append(FoundDate(start, end, line[start:end], result, role))
    return tuple(found)
