"""The date in an address: `/2023/06/14/`, `/20230614/`, `/2019/Oct/16/`. Never an id or a number of the title."""

from __future__ import annotations

import re

from newsclean.dates.assembly import MONTH_DAYS
from newsclean.dates.folding import fold_name
from newsclean.dates.lexicon import lexicon, number_of
from newsclean.model.date import Problem, Reading

_YEAR = r"(?P<y>(?:19[9]|20[0-9])[0-9])"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<=[/=_-]){_YEAR}[/_.-](?P<m>[01]?[0-9])[/_.-](?P<d>[0-3]?[0-9])(?![0-9])",
        rf"(?<=/){_YEAR}(?P<m>[01][0-9])[/_-]?(?P<d>[0-3][0-9])(?=[/._-]|$)",
        rf"(?<=/){_YEAR}/(?P<m>[01][0-9])(?P<d>[0-3][0-9])(?=[/._-]|$)",
        rf"(?<=/)(?P<d>[0-3]?[0-9])[/_-](?P<m>[0-3]?[0-9])[/_-]{_YEAR}(?=[/._-]|$)",
        rf"(?<=[/_-])(?P<d>[0-3]?[0-9])[_-](?P<m>[0-3]?[0-9])[_-]{_YEAR}(?=(?:\.s?html?)?$|/)",
        rf"(?<=[/_-]){_YEAR}[/_-](?P<n>[A-Za-z]{{3,9}})[/_-](?P<d>[0-3]?[0-9])(?![0-9])",
        rf"(?<=[/_-])(?P<d>[0-3]?[0-9])[/_-](?P<n>[A-Za-z]{{3,9}})[/_-]{_YEAR}(?![0-9])",
        rf"(?<=[_-]){_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>[0-3][0-9])(?=(?:\.s?html?|\.php|\.aspx?)?$|/)",
        rf"(?<=/t){_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>[0-3][0-9])(?=_)",
        rf"(?<=/){_YEAR}/(?P<m>0[1-9]|1[0-2])(?=/|$)",
        r"(?<=/)(?P<y>199[0-9]|20[0-4][0-9])(?P<m>0[1-9]|1[0-2])(?=/t?[0-9a-z_\-]+\.s?html?$)",
        rf"(?<=/){_YEAR}-(?P<m>0[1-9]|1[0-2])(?=/|$)",
    )
)

_DAY_FIRST = _PATTERNS[3:5]
"""The shapes with the year last, whose first two numbers may stand in either order."""


def looks_like_url(text: str) -> bool:
    """Whether a string is an address or a path, so that only the shapes of addresses count in it."""
    if text.startswith(("http://", "https://", "www.", "//")):
        return " " not in text.strip()
    return text.startswith("/") and " " not in text and not text.startswith("/Date(")


def read_url(url: str) -> Reading | Problem:
    """The date in an address's path; a day at most, and nothing from its query."""
    path = url[:2000].partition("#")[0].partition("?")[0]
    scheme = path.find("//")
    path = path[path.find("/", scheme + 2) :] if scheme >= 0 else path[path.find("/") :] if "/" in path else ""
    impossible = False
    for pattern in _PATTERNS:
        for match in pattern.finditer(path):
            group = match.groupdict()
            if group.get("n"):
                months = number_of(lexicon().months.get(fold_name(group["n"])), None)
                if len(months) != 1:
                    continue
                month = months[0]
            else:
                month = int(group["m"])
            year = int(group["y"])
            if pattern in _DAY_FIRST and 12 < month <= 31 and int(group["d"]) <= 12:
                group["d"], month = str(month), int(group["d"])  # /05/16/2018/
            if not 1 <= month <= 12:
                continue
            if not group.get("d"):
                return Reading(year, month)
            day = int(group["d"])
            if pattern in _DAY_FIRST and day <= 12 and day != month and "m" in group:
                return Reading(
                    year,
                    flags=("ambiguous_order",),
                    alternatives=(f"{year}-{month:02d}-{day:02d}", f"{year}-{day:02d}-{month:02d}"),
                )
            leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
            if 1 <= day <= MONTH_DAYS[month] and (month != 2 or day < 29 or leap):
                return Reading(year, month, day)
            impossible = True
    if impossible:
        return Problem("impossible", "The address holds a day that no month has.")
    return Problem("not_a_date", "The address holds no date.")
