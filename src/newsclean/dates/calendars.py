"""Dates of other calendars, turned into Gregorian ones."""

from __future__ import annotations

import datetime as dt

from newsclean.dates.lexicon import tables

BUDDHIST_YEARS = 543
"""The Thai solar year minus the Gregorian one (since 1941)."""

_LEAP_BREAKS = (
    -61,
    9,
    38,
    199,
    426,
    686,
    756,
    818,
    1111,
    1181,
    1210,
    1635,
    2060,
    2097,
    2192,
    2262,
    2324,
    2394,
    2456,
    3178,
)
"""First years of the solar Hijri calendar's cycles (Borkowski, "The Persian calendar for 3000 years", 1996)."""


def persian(year: int, month: int, day: int) -> dt.date | None:
    """The Gregorian day of a date of the solar Hijri calendar of Iran; `None` where there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)) or not 1200 <= year <= 1500:
        return None
    leap = -14
    previous = _LEAP_BREAKS[0]
    jump = 0
    for current in _LEAP_BREAKS[1:]:
        jump = current - previous
        if year < current:
            break
        leap += jump // 33 * 8 + jump % 33 // 4
        previous = current
    count = year - previous
    leap += count // 33 * 8 + (count % 33 + 3) // 4
    if jump % 33 == 4 and jump - count == 4:
        leap += 1
    gregorian = year + 621
    leap_gregorian = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    march = 20 + leap - leap_gregorian
    days = (month - 1) * 31 - (month // 7) * (month - 7) + day - 1
    if month == 12 and day == 30 and not _persian_leap(count, jump):
        return None
    return dt.date(gregorian, 3, march) + dt.timedelta(days=days)


def _persian_leap(count: int, jump: int) -> bool:
    if jump - count < 6:
        count = count - jump + (jump + 4) // 33 * 33
    return ((count + 1) % 33 - 1) % 4 == 0 and (count + 1) % 33 != 0


def hijri(year: int, month: int, day: int) -> dt.date | None:
    """The Gregorian day of a date of the Umm al-Qura calendar (1343 to 1500 AH); `None` where there is no such day."""
    table = tables()[0]["hijri"]
    first_year = int(str(table["first_year"]))
    years: list[str] = table["months"]
    index = year - first_year
    if not (0 <= index < len(years) and 1 <= month <= 12):
        return None
    if not 1 <= day <= 28 + int(years[index][month - 1]):
        return None
    lengths = "".join(years[:index]) + years[index][: month - 1]
    days = len(lengths) * 28 + sum(map(int, lengths)) + day - 1
    return dt.date.fromisoformat(str(table["first_day"])) + dt.timedelta(days=days)
