"""Readings as days and moments of the standard library. Clocks are naive here: their offset is kept beside them."""

from __future__ import annotations

import datetime as dt

from newsclean.model.date import Reading


def wall_clock(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> dt.datetime:
    """What a clock on the wall showed, without a zone."""
    return dt.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the offset, if known, is told apart


EPOCH = wall_clock(1970, 1, 1)


def day_of(read: Reading) -> dt.date | None:
    """The reading's day; `None` where it holds none."""
    if read.year is None or read.month is None or read.day is None:
        return None
    return dt.date(read.year, read.month, read.day)


def clock_of(read: Reading) -> dt.datetime | None:
    """The reading's day and time as its own clock showed them; `None` where it holds no hour."""
    day = day_of(read)
    if day is None or read.hour is None:
        return None
    return wall_clock(day.year, day.month, day.day, read.hour, read.minute or 0, read.second or 0)


def utc_of(read: Reading) -> dt.datetime | None:
    """The reading's moment in UTC, its own clock taken for UTC where it has no offset."""
    clock = clock_of(read)
    return None if clock is None else clock - dt.timedelta(minutes=read.offset_minutes or 0)
