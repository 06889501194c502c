"""The words of dates in all languages: what a word can be, and what it counts for."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from msgspec import Struct

from newsclean.dates.folding import fold_name
from newsclean.model.date import DateRole

Calendar = Literal["persian", "hijri"]

# What a word can be is written as one letter, so that the grammar can be regular expressions over such letters.
MONTH, WEEKDAY, MONTH_OR_WEEKDAY, FOREIGN_MONTH, ERA = "M", "W", "B", "K", "R"
HALF, NOON, ORDINAL, ZONE, LENGTH, OTHER = "P", "N", "o", "Z", "i", "w"
_SMALL = {
    frozenset("c"): "c",
    frozenset("a"): "a",
    frozenset("u"): "u",
    frozenset("ca"): "b",
    frozenset("au"): "g",
    frozenset("cu"): "j",
    frozenset("cau"): "k",
}
"""Small words: c links the parts of a date, a stands before a time, u after it; one letter for each mixture."""

_ORDINALS = (
    "st, nd, rd, th, er, ère, º, ª, °, eme, ème, e, ste, ος, η, -го, го, -е, ie, inci, nci, de, ter, ten, ro, mo, "
    "vo, to, ni, ta, ני"
)


class Lexicon(Struct, frozen=True):
    """Folded words and phrases by what they can be.

    Attributes:
        kinds: phrase -> letter of the grammar.
        longest: first word -> number of words of the longest phrase that begins with it.
        months: phrase -> month, or month -> languages that mean it.
        weekdays: phrase -> weekday, 1 for Monday, or the same by language.
        halves: phrase -> 0 before noon, 12 after it.
        foreign_months: phrase -> calendar and month.
        eras: phrase -> Gregorian year before the era's first.
        hours: phrase -> hour that the word names.
        roles: label -> role of the date under it.
        longest_role: as `longest`, for labels.
        byline: lower-case words that may stand beside a date without making it prose.
        refuse: words that say that the number after them is no date.
        streets: words that make the day and month after them a street's name.
        issues: words whose number counts issues and is no day.
        replies: words that end a comment's line of facts.
        rules: words for texts of the site itself (policies, terms); a change beside them is theirs.
        seasons: names of seasons.
        zones: zones written out -> abbreviation or name of the tz database.
    """

    kinds: dict[str, str]
    longest: dict[str, int]
    months: dict[str, int | dict[str, str]]
    weekdays: dict[str, int | dict[str, str]]
    halves: dict[str, int]
    foreign_months: dict[str, tuple[Calendar, int]]
    eras: dict[str, int]
    hours: dict[str, int]
    roles: dict[str, DateRole]
    longest_role: dict[str, int]
    byline: frozenset[str]
    refuse: frozenset[str]
    streets: frozenset[str]
    issues: frozenset[str]
    replies: frozenset[str]
    rules: frozenset[str]
    seasons: frozenset[str]
    zones: dict[str, str]


def split_list(text: str) -> list[str]:
    """The folded entries of a comma-separated list, empty ones dropped."""
    return [folded for entry in text.replace("\n", " ").split(",") if (folded := fold_name.__wrapped__(entry))]


@lru_cache(maxsize=1)
def tables() -> tuple[dict[str, Any], dict[str, Any]]:
    """The two data files as read: names from CLDR, words written by hand."""
    folder = files("newsclean.dates")
    names = json.loads(folder.joinpath("names.json").read_text(encoding="utf-8"))
    labels = tomllib.loads(folder.joinpath("labels.toml").read_text(encoding="utf-8"))
    return names, labels


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, loaded at first use (some 15 ms) and shared; nothing in it changes."""
    names, labels = tables()
    words, spellings, calendars = labels["words"], labels["spellings"], labels["calendars"]
    months = {**_numbered(spellings["months"]), **names["months"]}
    weekdays = {**_numbered(spellings["weekdays"]), **names["weekdays"]}
    for entry in words["units"]["weekday"].split(","):
        name, number = entry.split()
        weekdays[name] = int(number)
    halves = {**names["halves"], **_numbered(words["halves"])}
    hours = _numbered(words["hours"])
    foreign: dict[str, tuple[Calendar, int]] = {}
    for name, number in _numbered(calendars["persian"]).items():
        foreign[name] = ("persian", number)
    for name, number in _numbered(calendars["hijri"]).items():
        foreign[name] = ("hijri", number)
    eras = _numbered(calendars["eras"])
    roles: dict[str, DateRole] = {}
    for role, spelled in labels["roles"].items():
        for name in split_list(spelled):
            roles.setdefault(name, role)
    zones = {name: zone for zone, spelled in words["zones"].items() for name in split_list(spelled)}
    kinds = _kinds(words, months, weekdays, halves, foreign, eras, hours)
    kinds.update((name, ZONE) for name in zones if name not in kinds)
    return Lexicon(
        kinds=kinds,
        longest=_longest(kinds),
        months=months,
        weekdays=weekdays,
        halves=halves,
        foreign_months=foreign,
        eras=eras,
        hours=hours,
        roles=roles,
        longest_role=_longest(roles),
        byline=frozenset(word for name in split_list(words["byline"]["any"]) for word in name.split()),
        refuse=frozenset(word for name in split_list(words["refuse"]["any"]) for word in name.split()),
        streets=frozenset(split_list(words["streets"]["any"])),
        issues=frozenset(split_list(words["issues"]["any"])),
        replies=frozenset(split_list(words["reply"]["any"])),
        rules=frozenset(split_list(words["rules"]["any"])),
        seasons=frozenset(split_list(words["seasons"]["any"])),
        zones=zones,
    )


def _numbered(table: Mapping[str, str]) -> dict[str, int]:
    return {name: int(number) for number, spelled in table.items() for name in split_list(spelled)}


def _kinds(
    words: Mapping[str, Any], months: Iterable[str], weekdays: Iterable[str], *rest: Iterable[str]
) -> dict[str, str]:
    """Phrase -> letter of the grammar. Where a phrase can be several things, the later of these wins."""
    halves, foreign, eras, hours = rest
    small: dict[str, set[str]] = {}
    for letter, key in (("c", "link"), ("a", "at"), ("u", "after_time")):
        for name in split_list(words[key]):
            small.setdefault(name, set()).add(letter)
    kinds = dict.fromkeys(split_list(_ORDINALS), ORDINAL)
    kinds.update((name, _SMALL[frozenset(letters)]) for name, letters in small.items())
    kinds.update(dict.fromkeys(foreign, FOREIGN_MONTH))
    kinds.update((name, MONTH) for name in months if name not in small)
    for name in weekdays:
        if name not in small:
            kinds[name] = MONTH_OR_WEEKDAY if kinds.get(name) == MONTH else WEEKDAY
    kinds.update(dict.fromkeys(("st", "nd", "rd", "th"), ORDINAL))
    kinds.update((name, HALF) for name in halves if kinds.get(name, "c") not in "MWB")
    kinds.update(dict.fromkeys(eras, ERA))
    kinds.update(dict.fromkeys(hours, NOON))
    kinds.update(dict.fromkeys(split_list(words["lengths"]["any"]), LENGTH))
    units = words["units"]
    for unit, letter in zip(("year", "month", "day", "hour", "minute", "second"), "YTDHIJ", strict=True):
        kinds.update(dict.fromkeys(split_list(units[unit]), letter))
    kinds.update(dict.fromkeys(split_list(units["month_before"]), "V"))
    kinds.update(dict.fromkeys(split_list(units["never"]), OTHER))
    return kinds


def _longest(phrases: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in phrases:
        first, _, rest = phrase.partition(" ")
        size = rest.count(" ") + 2 if rest else 1
        if size > longest.get(first, 0):
            longest[first] = size
    return longest


def number_of(entry: int | dict[str, str] | None, language: str | None) -> tuple[int, ...]:
    """The values that a name can have: the language's own where it has one, else all."""
    if entry is None:
        return ()
    if isinstance(entry, int):
        return (entry,)
    if language:
        own = tuple(int(value) for value, languages in entry.items() if language in languages.split())
        if own:
            return own
    return tuple(int(value) for value in entry)


@lru_cache(maxsize=1)
def english_names() -> frozenset[str]:
    """English names of months and weekdays, folded, whole and short."""
    return frozenset(str(name) for name in tables()[0]["english"]) | {"sept", "tues", "thur", "thurs", "weds"}


def is_english(name: str) -> bool:
    """Whether a folded name is an English one."""
    return name in english_names()
