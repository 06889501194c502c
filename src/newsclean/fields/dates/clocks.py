"""The chosen moment on the document's own clock, where other evidence proves which that is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import structs

from newsclean.dates.moments import clock_of, day_of, utc_of, wall_clock
from newsclean.dates.proof import same_day
from newsclean.dates.regions import home_offset
from newsclean.dates.setting import Setting
from newsclean.fields.dates.agreement import Able
from newsclean.fields.dates.seen import Seen
from newsclean.model.date import DateFlag, Problem, Reading


def on_local_clock(read: Reading, agreeing: Sequence[Able]) -> Reading:
    """The same moment on the document's own clock, where that shows another day than UTC and proves its offset."""
    moment = utc_of(read)
    if read.offset_minutes != 0 or moment is None or read.minute is None:
        return read
    for item in sorted(agreeing, key=lambda item: -item.seen.trust):
        other, clock = item.read, clock_of(item.read)
        if clock is None or other.minute is None or same_day(other, read):
            continue
        if other.offset_minutes is not None:
            if abs(clock - dt.timedelta(minutes=other.offset_minutes) - moment) < dt.timedelta(minutes=1):
                return other
            continue
        ahead = int((clock.replace(second=0) - moment.replace(second=0)).total_seconds() // 60)
        if ahead % 15 == 0 and -12 * 60 <= ahead <= 14 * 60:
            second = read.second if other.second is None else other.second
            flags: tuple[DateFlag, ...] = (*other.flags, "zone_assumed")
            return structs.replace(other, second=second, offset_minutes=ahead, flags=flags)
    return read


def on_shown_day(read: Reading, agreeing: Sequence[Able], seen: Sequence[Seen], setting: Setting) -> Reading:
    """The same moment on the page's clock, where the page or its address shows another day than UTC's.

    The offset is one that other times of the page carry, or that of the only zone of its country or language; and the
    moment has to fall on the shown day there.
    """
    moment = utc_of(read)
    if read.offset_minutes != 0 or moment is None or read.minute is None:
        return read
    shown = {day_of(item.read) for item in agreeing if item.read.day is not None and item.read.hour is None}
    if len(shown) != 1 or day_of(read) in shown:
        return read
    offsets = [item.read.offset_minutes for item in seen if isinstance(item.read, Reading) and item.read.offset_minutes]
    home = home_offset(setting.countries, setting.language, moment)
    for offset in dict.fromkeys([*offsets, *([home] if home else [])]):
        clock = moment + dt.timedelta(minutes=offset)
        if clock.date() in shown:
            return structs.replace(
                read,
                year=clock.year,
                month=clock.month,
                day=clock.day,
                hour=clock.hour,
                minute=clock.minute,
                offset_minutes=offset,
                flags=(*read.flags, "zone_assumed"),
            )
    return read


def clock_on_day(told: Problem, day: Reading) -> Reading | None:
    """The clock of "today at 12:19", told without a fetch time, on the day that another place gives.

    Where that place has a clock of its own, the two have to be one moment on some zone's clock, which may show the day
    after or before.

    Args:
        told: the date that nothing counts from.
        day: the other place's reading, which holds a day.
    """
    clock, date = told.known, day_of(day)
    if told.flag != "no_reference" or clock is None or clock.hour is None or clock.minute is None or date is None:
        return None
    if day.minute is not None and day.offset_minutes is not None:
        moment = utc_of(day)
        ways = [date + dt.timedelta(days=step) for step in (0, 1, -1)]
        date = next((way for way in ways if moment is not None and _is_one_moment(way, clock, moment)), None)
        if date is None:
            return None
    elif day.hour is not None and (day.hour, day.minute) != (clock.hour, clock.minute):
        return None
    return Reading(date.year, date.month, date.day, clock.hour, clock.minute)


def _is_one_moment(date: dt.date, clock: Reading, moment: dt.datetime) -> bool:
    shown = wall_clock(date.year, date.month, date.day, clock.hour or 0, clock.minute or 0)
    # Zones in use are whole quarters of an hour, from UTC-12 to UTC+14 (tz database).
    ahead = (shown - moment.replace(second=0)).total_seconds() / 60
    return ahead % 15 == 0 and -12 * 60 <= ahead <= 14 * 60


def is_before(one: Reading, other: Reading) -> bool:
    """Whether one reading is surely of an earlier moment than another, on whatever clocks they were written."""
    first, second = utc_of(one), utc_of(other)
    if first is not None and second is not None and (one.second is None or other.second is None):
        first, second = first.replace(second=0), second.replace(second=0)
    # Software writes midnight for a day.
    has_clock = bool(one.hour or one.minute or one.second)
    if (
        first is not None
        and second is not None
        and has_clock
        and (one.offset_minutes is None) == (other.offset_minutes is None)
    ):
        return first < second
    day, limit = day_of(one), day_of(other)
    apart = 1 if not has_clock and (one.offset_minutes is None) == (other.offset_minutes is None) else 2
    return day is not None and limit is not None and limit - day >= dt.timedelta(days=apart)


def with_offset(read: Reading, agreeing: Sequence[Able]) -> Reading:
    """The reading with the offset that another candidate gives to the very same clock."""
    if read.offset_minutes is not None or read.minute is None:
        return read
    same = [
        item
        for item in agreeing
        if item.read.offset_minutes is not None
        and same_day(item.read, read)
        and (item.read.hour, item.read.minute) == (read.hour, read.minute)
    ]
    offsets = {item.read.offset_minutes for item in same}
    # Zero is also what software writes that takes a local clock for UTC.
    if len(offsets) == 1 and offsets != {0}:
        return structs.replace(read, offset_minutes=offsets.pop())
    return read
