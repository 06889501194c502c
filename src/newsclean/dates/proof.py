"""A date as the proof of another, and what rules of repair ask of the two."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from newsclean.dates.folding import plain
from newsclean.dates.lexicon import lexicon, number_of
from newsclean.dates.moments import day_of
from newsclean.dates.tokens import tokenize
from newsclean.model.date import DateFlag, Problem, Reading


class Proof(Struct, frozen=True, gc=False):
    """Another date of the same document.

    Attributes:
        reading: what it reads as.
        raw: the string it was read from.
        source: where that stood.
    """

    reading: Reading
    raw: str = ""
    source: str = ""


class Unread(Struct, frozen=True, gc=False):
    """A string that gave a problem, beside one proof; `weekday` is the one that the string names."""

    raw: str
    problem: Problem
    proof: Proof
    weekday: int | None


class Doubtful(Struct, frozen=True, gc=False):
    """A string that gave a reading, beside one proof; `weekday` is the one that the string names."""

    raw: str
    read: Reading
    proof: Proof
    weekday: int | None


Outcome: TypeAlias = tuple[Reading, DateFlag, str] | None

_DOUBT: frozenset[DateFlag] = frozenset({"ambiguous_order", "year_inferred", "weekday_conflict", "relative"})


def clock_parts(read: Reading) -> int:
    """How many parts of a clock a reading holds."""
    return sum(part is not None for part in (read.hour, read.minute, read.second, read.offset_minutes))


def is_day(read: Reading) -> bool:
    """Whether a reading is a whole day that nothing puts in doubt."""
    return read.year is not None and read.month is not None and read.day is not None and not _DOUBT & set(read.flags)


@lru_cache(maxsize=1024)
def weekday_in(raw: str) -> int | None:
    """The weekday that a string names, 1 for Monday."""
    for token in tokenize(plain(raw[:200])):
        if token.kind in "WB":
            days = number_of(lexicon().weekdays.get(token.fold), None)
            if len(days) == 1 and token.kind == "W":
                return days[0]
    return None


def isoweekday(read: Reading) -> int:
    """The weekday of a reading's day, 1 for Monday; 0 where it holds no day."""
    day = day_of(read)
    return day.isoweekday() if day is not None else 0


def same_day(a: Reading, b: Reading) -> bool:
    """Whether two readings are of one day."""
    return (a.year, a.month, a.day) == (b.year, b.month, b.day)
