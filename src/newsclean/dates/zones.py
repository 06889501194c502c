"""Time zone names as news writes them, turned into minutes east of UTC by rule or not at all."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from newsclean.dates.regions import offset_in_region

_FIXED = {
    "Z": 0,
    "GMT": 0,
    "UTC": 0,
    "UT": 0,
    "WET": 0,
    "WEST": 60,
    "CET": 60,
    "CEST": 120,
    "MEZ": 60,
    "MESZ": 120,
    "EET": 120,
    "EEST": 180,
    "MSK": 180,
    "MSD": 240,
    "TRT": 180,
    "FET": 180,
    "SAMT": 240,
    "YEKT": 300,
    "EST": -300,
    "EDT": -240,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
    "AKST": -540,
    "AKDT": -480,
    "HST": -600,
    "HDT": -540,
    "ADT": -180,
    "NDT": -150,
    "NST": -210,
    "BRT": -180,
    "BRST": -120,
    "CLT": -240,
    "CLST": -180,
    "PET": -300,
    "COT": -300,
    "UYT": -180,
    "VET": -240,
    "BOT": -240,
    "JST": 540,
    "KST": 540,
    "HKT": 480,
    "SGT": 480,
    "PHT": 480,
    "MYT": 480,
    "WIB": 420,
    "WITA": 480,
    "WIT": 540,
    "ICT": 420,
    "NPT": 345,
    "PKT": 300,
    "UZT": 300,
    "IRST": 210,
    "IRDT": 270,
    "AFT": 270,
    "IDT": 180,
    "AEST": 600,
    "AEDT": 660,
    "ACST": 570,
    "ACDT": 630,
    "AWST": 480,
    "NZST": 720,
    "NZDT": 780,
    "SAST": 120,
    "WAT": 60,
    "CAT": 120,
    "EAT": 180,
    "SLST": 330,
}
"""Names that mean one offset wherever news uses them (tz database, and the German MEZ and MESZ)."""

_RULES = {
    "ET": ("EST5EDT", -300),
    "CT": ("CST6CDT", -360),
    "MT": ("MST7MDT", -420),
    "PT": ("PST8PDT", -480),
    "AKT": ("AKST9AKDT", -540),
}
"""American zones without a season: the date settles it."""

_BY_PLACE = {
    "IST": {"IN": 330, "IE": 60, "IL": 120},
    "CST": {"US": -360, "CN": 480, "TW": 480, "CU": -300, "MX": -360},
    "BST": {"GB": 60, "BD": 360},
    "AST": {"CA": -240, "SA": 180},
    "GST": {"AE": 240},
    "SST": {"AS": -660},
}
"""Names that mean different offsets in different countries: only a place decides."""

AMBIGUOUS = frozenset(_BY_PLACE)

_RANGE = range(-12 * 60, 14 * 60 + 1)


_BROKEN_WEST = frozenset({150, 210, 270, 570})
"""Minutes west of UTC that are no whole hours: Newfoundland, Venezuela until 2016, the Marquesas (tz database)."""


def is_zone(word: str) -> bool:
    """Whether a word is a zone's name. Only capitals count, or `gmt` and `utc`: "est" and "ist" are words."""
    if word.isupper():
        return word in _FIXED or word in _RULES or word in _BY_PLACE
    return word.lower() in {"gmt", "utc"}


def constant_offset(name: str) -> int | None:
    """Minutes east of UTC of a zone that has them on any day and in any place."""
    return _FIXED.get(name.upper())


def offset_of(name: str, moment: dt.datetime, countries: frozenset[str] = frozenset()) -> tuple[int | None, bool]:
    """Minutes east of UTC that a zone's name means at a local time, and whether a rule or a place was needed to tell.

    Args:
        name: the zone's abbreviation, or its name in the tz database.
        moment: the local time, naive.
        countries: ISO 3166 codes of the places that speak for one reading of an ambiguous name.
    """
    if "/" in name:
        return offset_in_region(name, moment), True
    name = name.upper()
    if name in _FIXED:
        return _FIXED[name], False
    if name in _RULES:
        delta = _rule(name, moment.year).utcoffset(moment)
        return (int(delta.total_seconds() // 60), True) if delta is not None else (None, True)
    found = {offset for country, offset in _BY_PLACE.get(name, {}).items() if country in countries}
    return (found.pop(), True) if len(found) == 1 else (None, True)


@lru_cache(maxsize=32)
def _rule(name: str, year: int) -> Any:
    # dateutil.tz.tzstr: a rule spelled out, so that neither the host's zone files nor its zone play a part.
    from dateutil.tz import tzstr

    # Since 2007 from the second Sunday in March to the first in November (Energy Policy Act of 2005); before, from the
    # first Sunday in April to the last in October (Uniform Time Act as amended in 1986).
    season = "M3.2.0,M11.1.0" if year >= 2007 else "M4.1.0,M10.5.0"
    return tzstr(f"{_RULES[name][0]},{season}")


def offset_from_digits(sign: str, hours: str, minutes: str | None) -> int | None:
    """Minutes east of UTC for `+05:30`, `-0400`, `+5`; `None` where no clock on earth has that offset."""
    if minutes is None and len(hours) in {3, 4}:
        hours, minutes = hours[:-2], hours[-2:]
    rest = int(minutes or 0)
    total = int(hours) * 60 + rest
    # Every offset of the tz database since 1972 is a multiple of 15 minutes, bar Liberia's.
    if rest not in {0, 15, 30, 45}:
        return None
    if sign == "-" and rest and total not in _BROKEN_WEST:
        return None
    total = -total if sign == "-" else total
    return total if total in _RANGE else None
