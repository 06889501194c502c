"""What a document says of where it was written, as far as a date depends on it."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from msgspec import Struct

from newsclean.dates.folding import fold_name
from newsclean.dates.lexicon import split_list, tables

_DAY_FIRST = frozenset(
    "de fr es it pt nl da nb nn no fi is fo pl cs sk sl hr sr bs mk bg ru uk be ro el tr az ca gl ga cy sq mt lb ar he "
    "hi bn ta te mr gu pa ml kn ur th vi id ms sw et lv hy ka kk uz tg".split()
)
"""Languages whose short dates put the day before the month (CLDR, short date formats); English is not among them."""

_HOME = {
    "hi": "IN",
    "ta": "IN",
    "te": "IN",
    "mr": "IN",
    "gu": "IN",
    "kn": "IN",
    "ml": "IN",
    "pa": "IN",
    "he": "IL",
    "ga": "IE",
}
"""Languages of one country, for the zones that depend on it; Chinese and Bengali are of several."""

_MONTH_FIRST_COUNTRIES = frozenset({"US", "PH"})
_DAY_FIRST_COUNTRIES = frozenset(
    "GB IE AU NZ IN BD DE FR IT ES NL BE CH AT PT BR MX AR RU UA PL TR AE SA IL SG MY NG KE".split()
)
_SUFFIX = re.compile(
    r"(?<![\w.])(?:https?://)?(?:[a-z0-9\-]{1,63}\.){1,5}(uk|ie|au|nz|in|bd|de|fr|it|es|nl|be|ch|at|pt|br|mx|ar|ru|ua|pl|tr|cn|tw|il|sg|my|us|gov|mil)(?![\w.\-])"
)


class Setting(Struct, frozen=True, gc=False):
    """The circumstances of a string.

    Attributes:
        language: two- or three-letter code in lower case, or `None`.
        countries: ISO 3166 codes that speak for the document's place.
        reference: when the document was fetched: bound for its dates and anchor of relative ones.
        days_first: `True` where a short date puts the day first, `False` where the month, `None` where nothing tells.
    """

    language: str | None = None
    countries: frozenset[str] = frozenset()
    reference: dt.datetime | None = None
    days_first: bool | None = None


@lru_cache(maxsize=256)
def _language_setting(language: str) -> tuple[str, frozenset[str], bool | None]:
    parts = language.replace("_", "-").split("-")
    code = parts[0].lower()
    region = next((part.upper() for part in parts[1:] if len(part) == 2 and part.isalpha()), None)
    countries = frozenset({region} if region else {_HOME[code]} if code in _HOME else ())
    return code, countries, _days_first(code, countries)


def _days_first(language: str | None, countries: frozenset[str]) -> bool | None:
    month = bool(countries & _MONTH_FIRST_COUNTRIES)
    day = bool(countries & _DAY_FIRST_COUNTRIES)
    if month != day:
        return day
    return True if not month and language in _DAY_FIRST else None


def setting_for(
    language: str | None = None, reference: dt.datetime | None = None, countries: frozenset[str] = frozenset()
) -> Setting:
    """The setting that a language tag (BCP 47), a fetch time and known countries make."""
    if not language:
        return Setting(None, countries, reference, _days_first(None, countries) if countries else None)
    code, own, days_first = _language_setting(language)
    if countries:
        own |= countries
        days_first = _days_first(code, own)
    return Setting(code, own, reference, days_first)


@lru_cache(maxsize=1)
def _places() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = tables()[1]["places"]
    names = {name: country for country, listed in table.items() for name in split_list(listed)}
    return re.compile(
        r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")(?!\w)"
    ), names


def countries_in(text: str) -> frozenset[str]:
    """The countries whose places, newspapers or internet domains a short text names."""
    text = text[:2000]
    pattern, names = _places()
    found = {names[match[0]] for match in pattern.finditer(fold_name(text))}
    for match in _SUFFIX.finditer(text.lower()):
        suffix = match[1].upper()
        found.add({"UK": "GB", "GOV": "US", "MIL": "US"}.get(suffix, suffix))
    return frozenset(found)
