"""Dates as news documents give them: often partial, sometimes damaged, never completed by us."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from msgspec import Struct

from newsclean.model.display import in_terminal

Precision = Literal["year", "month", "day", "hour", "minute", "second"]
"""The smallest part of a date that the evidence holds."""

DateRole = Literal["published", "modified", "event", "other"]
"""What a date is the date of. `event` and `other` are never an article's own date."""

DateFlag = Literal[
    "ambiguous_order",
    "weekday_conflict",
    "minutes_for_month",
    "day_month_swapped",
    "impossible",
    "out_of_range",
    "placeholder",
    "future",
    "relative",
    "no_reference",
    "year_inferred",
    "year_unknown",
    "two_digit_year",
    "zone_assumed",
    "zone_unknown",
    "calendar_converted",
    "damaged",
    "conflict",
    "repaired",
    "not_a_date",
]
"""Something a reader of the date should know. `docs/dates.md` explains each."""


class Reading(Struct, frozen=True, gc=False):
    """The parts of a date that one string holds. A part the string lacks is `None`, and nothing after it is set.

    Attributes:
        year: Gregorian year, four digits.
        month: 1 to 12.
        day: 1 to 31, valid in its month.
        hour: 0 to 23, as the document's own clock shows it.
        minute: 0 to 59.
        second: 0 to 59; a leap second is read as 59.
        offset_minutes: minutes east of UTC, where the string says or by rule implies it; -240 for EDT.
        role: what the string's own label says the date is of ("Updated …"); `None` without a label.
        flags: what a reader should know about this reading.
        alternatives: other readings the string allows, as ISO 8601 strings; not empty only where the choice is open.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset_minutes: int | None = None
    role: DateRole | None = None
    flags: tuple[DateFlag, ...] = ()
    alternatives: tuple[str, ...] = ()

    @property
    def precision(self) -> Precision | None:
        """The smallest part known without a gap above it; `None` when not even the year is."""
        if self.year is None:
            return None
        if self.month is None:
            return "year"
        if self.day is None:
            return "month"
        if self.hour is None:
            return "day"
        if self.minute is None:
            return "hour"
        return "minute" if self.second is None else "second"

    @property
    def iso(self) -> str | None:
        """ISO 8601 at the reading's own precision: `2023`, `2023-06`, `2023-06-14T17:56-04:00`."""
        precision = self.precision
        if precision is None:
            return None
        value = f"{self.year:04d}"
        if self.month is None:
            return value
        value += f"-{self.month:02d}"
        if self.day is None:
            return value
        value += f"-{self.day:02d}"
        if self.hour is None:
            return value
        value += f"T{self.hour:02d}"
        if self.minute is not None:
            value += f":{self.minute:02d}"
        if self.second is not None:
            value += f":{self.second:02d}"
        return value + format_offset(self.offset_minutes)


class Problem(Struct, frozen=True, gc=False):
    """Why a string gave no usable date.

    Attributes:
        flag: the kind of problem.
        message: one sentence for a person.
        known: the parts that are certain all the same; they may support another candidate, never stand alone.
    """

    flag: DateFlag
    message: str
    known: Reading | None = None


class DateValue(Struct, frozen=True, gc=False):
    """A date chosen for an article, at the precision its evidence holds.

    Attributes:
        value: ISO 8601, reduced to `precision`; with an offset exactly when `offset_known`.
        precision: the smallest part that the evidence holds.
        offset_known: whether the evidence says which clock it was.
        raw: the string as it stood in the document.
        source: where that string stood, such as `json-ld:datePublished` or `block:12`.
        confidence: 0 to 1.
        alternatives: ISO 8601 values that other candidates or another reading of the same string give.
        flags: what a reader should know.
    """

    value: str
    precision: Precision
    offset_known: bool
    raw: str
    source: str
    confidence: float
    alternatives: tuple[str, ...] = ()
    flags: tuple[DateFlag, ...] = ()

    def date(self, *, fill: Literal["first"] | None = None) -> dt.date:
        """The calendar day.

        Args:
            fill: `"first"` puts 1 where month or day is unknown; by default nothing is filled in.

        Raises:
            ValueError: the day is not known and `fill` was not asked for.
        """
        value = self.value[:10]
        if len(value) < 10:
            if fill is None:
                raise ValueError(f"{self.value!r} holds no day; ask with fill='first' to have one made up")
            value += "-01-01"[len(value) - 10 :]
        return dt.date.fromisoformat(value)

    def datetime(self, *, fill: Literal["first"] | None = None) -> dt.datetime:
        """The moment; naive unless `offset_known`.

        Args:
            fill: `"first"` puts the first moment of what is known; by default nothing is filled in.

        Raises:
            ValueError: the minute is not known and `fill` was not asked for.
        """
        if self.precision in {"minute", "second"}:
            return dt.datetime.fromisoformat(self.value)
        if fill is None:
            raise ValueError(f"{self.value!r} holds no minute; ask with fill='first' to have one made up")
        if self.precision == "hour":
            return dt.datetime.fromisoformat(f"{self.value[:13]}:00{self.value[13:]}")
        return dt.datetime.combine(self.date(fill=fill), dt.time())

    def __rich__(self) -> Any:
        return in_terminal(self)


def format_offset(minutes: int | None) -> str:
    """`+05:30` for 330, the empty string for `None`."""
    if minutes is None:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"
