"""Regions of the tz database and their clocks, by rules spelled out.

Neither the host's zone files nor the age of a package can change an answer. A rule holds from the year it is given
with; before it the offset is not known here.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

_REGION = re.compile(
    r"(?<![\w/])(?:Africa|America|Asia|Australia|Europe|Pacific|Atlantic)(?:/[A-Z][A-Za-z_\-]{1,20}){1,2}(?![\w/])"
)

_EUROPE = ",M3.5.0/{0},M10.5.0/{1}"
_RULES: dict[tuple[str, int], str] = {
    # One change at 01:00 UTC in all zones of the European Union since 1996 (Directive 94/21/EC).
    ("WET0WEST" + _EUROPE.format(1, 2), 1996): "Europe/London Europe/Dublin Europe/Lisbon",
    ("CET-1CEST" + _EUROPE.format(2, 3), 1996): (
        "Europe/Berlin Europe/Paris Europe/Madrid Europe/Rome Europe/Vienna Europe/Zurich Europe/Amsterdam "
        "Europe/Brussels Europe/Copenhagen Europe/Oslo Europe/Stockholm Europe/Warsaw Europe/Prague Europe/Budapest "
        "Europe/Belgrade Europe/Zagreb Europe/Ljubljana Europe/Bratislava Europe/Luxembourg Europe/Sarajevo"
    ),
    ("EET-2EEST" + _EUROPE.format(3, 4), 1998): (
        "Europe/Athens Europe/Helsinki Europe/Bucharest Europe/Sofia Europe/Kyiv Europe/Kiev"
    ),
    # Since 2007 (Energy Policy Act of 2005).
    ("EST5EDT,M3.2.0,M11.1.0", 2007): "America/New_York America/Toronto America/Detroit",
    ("CST6CDT,M3.2.0,M11.1.0", 2007): "America/Chicago America/Winnipeg",
    ("MST7MDT,M3.2.0,M11.1.0", 2007): "America/Denver America/Edmonton",
    ("PST8PDT,M3.2.0,M11.1.0", 2007): "America/Los_Angeles America/Vancouver",
    # Since 2008 (New South Wales, Victoria and neighbours agreed on it); New Zealand since 2007.
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", 2009): "Australia/Sydney Australia/Melbourne Australia/Canberra",
    ("NZST-12NZDT,M9.5.0,M4.1.0/3", 2008): "Pacific/Auckland",
    ("MSK-3", 2015): "Europe/Moscow",
    ("TRT-3", 2017): "Europe/Istanbul Asia/Istanbul",
    ("BRT3", 2020): "America/Sao_Paulo",
    ("MST7", 1990): "America/Phoenix",
    ("AEST-10", 1993): "Australia/Brisbane",
    ("IST-5:30", 1990): "Asia/Kolkata Asia/Calcutta",
    ("NPT-5:45", 1990): "Asia/Kathmandu",
    ("CST-8", 1992): "Asia/Shanghai Asia/Taipei",
    ("HKT-8", 1990): "Asia/Hong_Kong Asia/Singapore Asia/Manila Asia/Kuala_Lumpur",
    ("JST-9", 1990): "Asia/Tokyo Asia/Seoul",
    ("WIB-7", 1990): "Asia/Jakarta Asia/Bangkok Asia/Ho_Chi_Minh",
    ("GST-4", 1990): "Asia/Dubai",
    ("AST-3", 2008): "Asia/Riyadh Africa/Nairobi",
    ("PKT-5", 2010): "Asia/Karachi",
    ("BST-6", 2010): "Asia/Dhaka",
    ("SAST-2", 1990): "Africa/Johannesburg",
    ("WAT-1", 1990): "Africa/Lagos",
    ("GMT0", 1990): "Africa/Accra",
}
"""POSIX rule and the first whole year that it holds in -> regions (tz database 2025b)."""


_HOME: dict[str, tuple[str, str]] = {
    "Europe/Berlin": (
        "DE AT CH IT FR BE NL LU DK NO SE PL CZ SK HU SI HR RS BA",
        "de it nl da sv nb nn no pl cs sk hu sl hr bs",
    ),
    "Europe/London": ("GB IE", ""),
    "Europe/Athens": ("GR FI RO BG UA LT LV EE", "el fi ro bg uk lt lv et"),
    "Europe/Istanbul": ("TR", "tr"),
    "Asia/Kolkata": ("IN", "hi ta te mr gu kn ml pa"),
    "Asia/Tokyo": ("JP KR", "ja ko"),
    "Asia/Shanghai": ("CN TW HK SG MY", ""),
    "Africa/Johannesburg": ("ZA", ""),
    "Pacific/Auckland": ("NZ", ""),
}
"""Countries, and languages of such countries alone, that keep one clock (overseas parts aside) -> a region with it."""


def home_offset(countries: frozenset[str], language: str | None, moment: dt.datetime) -> int | None:
    """Minutes east of UTC at a moment in UTC, in the only zone of the countries or the language; `None` elsewhere."""
    for region, (homes, languages) in _HOME.items():
        if countries & set(homes.split()) if countries else language in languages.split():
            # At a change of clocks the hour itself is in doubt; the same moment then has no second day to tell apart.
            first = offset_in_region(region, moment)
            return None if first is None else offset_in_region(region, moment + dt.timedelta(minutes=first))
    return None


def region_in(text: str) -> str | None:
    """The region that a text names: "Europe/Berlin"; `None` where it names none, or more than one."""
    if "/" not in text:
        return None
    found = set(_REGION.findall(text))
    return found.pop() if len(found) == 1 else None


def offset_in_region(name: str, moment: dt.datetime) -> int | None:
    """Minutes east of UTC at a local time in a region; `None` where no rule is known for it in that year."""
    rule, since = _by_name().get(name, ("", 0))
    if not rule or moment.year < since:
        return None
    delta = _zone(rule).utcoffset(moment)
    return int(delta.total_seconds() // 60) if delta is not None else None


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[str, int]]:
    return {name: rule for rule, names in _RULES.items() for name in names.split()}


@lru_cache(maxsize=64)
def _zone(rule: str) -> dt.tzinfo:
    from dateutil.tz import tzstr

    zone: dt.tzinfo = tzstr(rule, posix_offset=True)
    return zone
