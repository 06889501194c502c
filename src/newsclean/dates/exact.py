"""Machine formats that need no words: ISO 8601, runs of digits, epochs, placeholders of templates."""

from __future__ import annotations

import datetime as dt
import re

from msgspec import structs

from newsclean.dates.assembly import MONTH_DAYS
from newsclean.dates.moments import EPOCH
from newsclean.dates.zones import offset_from_digits
from newsclean.model.date import Problem, Reading

_ISO = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,12})?)?(?:(Z)|([+-])([0-9]{2}):?([0-9]{2}))?)?"
)
_LOST_PLUS = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,9})?) ([0-9]{2}:[0-9]{2})"
)
_HOUR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2})(Z|[+-][0-9]{2}:?[0-9]{2})?")
_NEAR_ISO = re.compile(
    r"(?:\+00)?([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2})([:-])([0-9]{2})\3([0-9]{2})\.?(?:[0-9]{1,9})?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})?"
)
"""ISO 8601 but for small letters, a year of six digits (ECMAScript), dashes in the clock (names of files), a dot."""

_OPEN_DAY = re.compile(r"([0-9]{4}[-/.][0-9]{2})[-/.](?:[?X]{1,2}|xx?|--|__)?")
"""A day left open: "2018-05-", "2018-05-??"."""

_BLANKS = re.compile(r"([0-9]{4})(\s+)([0-9]{1,2})\2([0-9]{1,2})|([0-9]{1,2})(\s+)([0-9]{1,2})\6([0-9]{4})")
_COMPACT = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[T _-]?([0-9]{2}):?([0-9]{2})(?::?([0-9]{2}))?(?:\.[0-9]{1,9})?\s?"
    r"(?:(Z)|([+-])([0-9]{2}):?([0-9]{2}))?)?"
)
_SHORT_ERA = re.compile(r"([RHS])([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{1,2})")
_SHORT_ERA_BASE = {"R": 2018, "H": 1988, "S": 1925}
_ORDINAL = re.compile(r"([0-9]{4})-([0-9]{3})")
_WEEK = re.compile(r"([0-9]{4})-?W([0-9]{2})-?([1-7])")
_YEAR_MONTH = re.compile(r"([0-9]{4}) ?[-/.] ?([0-9]{1,2})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2}) ?[-/.] ?([0-9]{4})")
_EPOCH = re.compile(
    r"(-?[0-9]{10})(?:\.[0-9]{1,9})?|(-?[0-9]{13,14})(?:\.[0-9]{1,9})?|(-?[0-9]{16,17})|(-?[0-9]{19,20})"
)
_MS_DATE = re.compile(r"\\?/?(?:new )?Date\((-?[0-9]{1,17})([+-][0-9]{4})?\)\\?/?")
_TEMPLATE = re.compile(
    r"\{\{|\}\}|%[a-zA-Z]|\$\{|<%|\[\[?\w+\]?\]|\b(?:invalid|undefined|null|nan)\b|\byyyy|dd[-/.]mm|mm[-/.]dd|\bYYYY",
    re.IGNORECASE,
)

_YEARS = range(1990, 2101)
"""Runs of digits are dates only for years of the web; older ones are numbers far more often."""

_EPOCH_RANGE = range(631_152_000, 4_102_444_800)
"""Epoch seconds from 1990 to 2100; below, a number of ten digits or a placeholder."""


def read_iso(text: str) -> Reading | None:
    """The reading of a well-formed ISO 8601 date; `None` for anything else, which is for others to judge."""
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year_, month_, day_, hour_, minute_, second_, utc, sign, zone_hours, zone_minutes = match.groups()
    year, month, day = int(year_), int(month_), int(day_)
    if not (1600 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= MONTH_DAYS[month]):
        return None
    if month == 2 and day == 29 and (year % 4 or (year % 100 == 0 and year % 400)):
        return None
    if hour_ is None:
        return Reading(year, month, day)
    hour, minute = int(hour_), int(minute_)
    second = int(second_) if second_ is not None else None
    if hour > 23 or minute > 59 or (second or 0) > 60:
        return None
    offset: int | None = 0 if utc else None
    if sign:
        offset = offset_from_digits(sign, zone_hours, zone_minutes)
        if offset is None:
            return None
    return Reading(year, month, day, hour, minute, 59 if second == 60 else second, offset)


def read_machine(text: str, language: str | None = None) -> Reading | Problem | None:
    """The reading of a whole string that is a machine's date in another shape; `None` where it is none of them."""
    match = _LOST_PLUS.fullmatch(text)
    if match is not None:
        return read_iso(f"{match[1]}+{match[2]}")
    match = _HOUR.fullmatch(text)
    if match is not None:
        return _hour(match)
    match = _NEAR_ISO.fullmatch(text)
    if match is not None:
        return read_iso(f"{match[1]}T{match[2]}:{match[4]}:{match[5]}{(match[6] or '').upper()}")
    match = _OPEN_DAY.fullmatch(text)
    if match is not None:
        return _partial(match[1])
    match = _MS_DATE.fullmatch(text)
    if match is not None:
        return _epoch(int(match[1]), 1000)
    match = _SHORT_ERA.fullmatch(text)
    if match is not None:
        return _short_era(match, language)
    if not text[:1].isdigit():
        template = _TEMPLATE.search(text)
        if template is not None and not any(char.isdigit() for char in text):
            return Problem("not_a_date", f"{template[0]!r} is a placeholder of software, not a date.")
        if text[:1] != "-":
            return None
    return _digits(text)


def _hour(match: re.Match[str]) -> Reading | None:
    """2022-03-09T08Z: ISO 8601 to the hour."""
    read = read_iso(f"{match[1]}T{match[2]}:00{match[3] or ''}")
    return structs.replace(read, minute=None) if read is not None else None


def spaced_numbers(text: str) -> str | None:
    """A whole string of three numbers with blanks between, written with slashes: "2021 09 28"."""
    match = _BLANKS.fullmatch(text)
    return "/".join(text.split()) if match is not None else None


def _digits(text: str) -> Reading | Problem | None:
    """Epochs and runs of digits."""
    match = _EPOCH.fullmatch(text)
    if match is not None and match[1] and _is_day_and_hour(match[1]):
        return Problem("not_a_date", "Seconds since 1970, or a day and an hour: the digits can be both.")
    if match is not None and not (match[2] and len(match[2]) == 14 and match[2][0] != "-"):
        scale = 1 if match[1] else 1000 if match[2] else 1_000_000 if match[3] else 1_000_000_000
        return _epoch(int(match[match.lastindex or 1]), scale)
    match = _COMPACT.fullmatch(text)
    if match is not None:
        return _compact(match)
    match = _ORDINAL.fullmatch(text)
    if match is not None and int(match[1]) in _YEARS:
        return _ordinal(int(match[1]), int(match[2]))
    match = _WEEK.fullmatch(text)
    if match is not None and int(match[1]) in _YEARS:
        try:
            date = dt.date.fromisocalendar(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return Problem("impossible", "No such week.", Reading(year=int(match[1])))
        return Reading(date.year, date.month, date.day)
    return _partial(text)


def _is_day_and_hour(digits: str) -> bool:
    """Whether ten digits can be YYYYMMDDHH. As an epoch they are of 2033 or later."""
    month, day, hour = int(digits[4:6]), int(digits[6:8]), int(digits[8:10])
    return digits[:2] == "20" and 1 <= month <= 12 and 1 <= day <= MONTH_DAYS[month] and hour < 24


def _short_era(match: re.Match[str], language: str | None) -> Reading | Problem:
    # The era's initial is Japanese; elsewhere the same shape is a part's or a paragraph's number.
    if language != "ja":
        return Problem("not_a_date", "A letter and numbers that are a Japanese date only in Japanese.")
    read = read_iso(f"{_SHORT_ERA_BASE[match[1]] + int(match[2]):04d}-{int(match[3]):02d}-{int(match[4]):02d}")
    return structs.replace(read, flags=("calendar_converted",)) if read else Problem("impossible", "No such day.")


def _partial(text: str) -> Reading | Problem | None:
    for pattern, year_group, month_group in ((_YEAR_MONTH, 1, 2), (_MONTH_YEAR, 2, 1)):
        match = pattern.fullmatch(text)
        if match is not None and 1600 <= int(match[year_group]) <= 2200:
            month = int(match[month_group])
            if 1 <= month <= 12:
                return Reading(int(match[year_group]), month)
            return Problem("not_a_date", f"{text} is a range of years or a number, not a month.")
    if len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100:
        return Reading(int(text))
    return None


def _ordinal(year: int, day: int) -> Reading | Problem:
    days = 366 if dt.date(year, 12, 31).timetuple().tm_yday == 366 else 365
    if not 1 <= day <= days:
        return Problem("not_a_date", f"{year} has no day {day}.")
    date = dt.date(year, 1, 1) + dt.timedelta(days=day - 1)
    return Reading(date.year, date.month, date.day)


def _compact(match: re.Match[str]) -> Reading | Problem | None:
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if year not in _YEARS or not (1 <= month <= 12 and 1 <= day <= MONTH_DAYS[month]):
        return Problem("not_a_date", "A number that is no date.")
    iso = f"{match[1]}-{match[2]}-{match[3]}"
    if match[4]:
        iso += f"T{match[4]}:{match[5]}" + (f":{match[6]}" if match[6] else "")
        iso += "Z" if match[7] else f"{match[8]}{match[9]}:{match[10]}" if match[8] else ""
    return read_iso(iso) or Problem("not_a_date", "A number that is no date.")


def _epoch(value: int, scale: int) -> Reading | Problem:
    seconds = value // scale
    if seconds not in _EPOCH_RANGE:
        if value <= 0:
            return Problem("placeholder", "A time before 1970 in epoch form stands for a missing date.")
        return Problem("out_of_range", "As an epoch, the number is of no year that news on the web has.")
    moment = EPOCH + dt.timedelta(seconds=seconds)
    return Reading(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, 0)
