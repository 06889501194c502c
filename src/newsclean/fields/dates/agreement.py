"""When two dates of a document can be one moment: whatever clocks they were written on."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from newsclean.dates.moments import day_of, utc_of
from newsclean.dates.proof import same_day
from newsclean.fields.dates.seen import Seen
from newsclean.model.date import DateFlag, Reading

DOUBT: frozenset[DateFlag] = frozenset({"ambiguous_order", "year_inferred", "weekday_conflict", "relative"})
"""Flags of readings that do not stand by themselves."""

_CLOCKS_AHEAD, _CLOCKS_BEHIND = dt.timedelta(hours=14), dt.timedelta(hours=12)


class Able(Struct, frozen=True, gc=False):
    """A candidate that could be the date, with its reading."""

    seen: Seen
    read: Reading


def agree(a: Reading, b: Reading) -> bool:
    """Whether two readings can be of one moment: equal in every part that both hold, on whatever clock."""
    if a.day is None or b.day is None:
        return a.year == b.year and (a.month is None or b.month is None or a.month == b.month)
    if same_day(a, b) and (a.hour is None or b.hour is None or a.offset_minutes is None or b.offset_minutes is None):
        return True
    first, second = utc_of(a), utc_of(b)
    if first is None or second is None:
        clock, day = (a, b) if first is not None else (b, a)
        return clock.offset_minutes is not None and _day_near(clock, day)
    if a.offset_minutes is not None and b.offset_minutes is not None:
        return abs(first - second) <= dt.timedelta(minutes=10) or same_day(a, b)
    if a.offset_minutes is None and b.offset_minutes is None:
        return False
    first, second = first.replace(second=0), second.replace(second=0)
    gap = second - first if a.offset_minutes is not None else first - second
    return -_CLOCKS_BEHIND <= gap <= _CLOCKS_AHEAD and (gap.total_seconds() // 60) % 15 == 0


def _day_near(clock: Reading, day: Reading) -> bool:
    """Whether a day is the moment's day on some clock between UTC-12 and UTC+14."""
    moment, date = utc_of(clock), day_of(day)
    if moment is None or date is None:
        return False
    return (moment - _CLOCKS_BEHIND).date() <= date <= (moment + _CLOCKS_AHEAD).date()


def whole_day(item: Seen) -> dt.date | None:
    """The day that a candidate's reading holds beyond doubt."""
    return day_of(item.read) if isinstance(item.read, Reading) and not DOUBT & set(item.read.flags) else None
