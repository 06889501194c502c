"""Dates told from now: "3 hours ago", "gestern, 17:56 Uhr", "2時間前". Only a fetch time makes them dates."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from msgspec import structs

from newsclean.dates.clock import read_time
from newsclean.dates.draft import Draft
from newsclean.dates.folding import fold_name
from newsclean.dates.grammar import TIME
from newsclean.dates.lexicon import lexicon, number_of, split_list, tables
from newsclean.dates.setting import Setting
from newsclean.dates.tokens import Token
from newsclean.model.date import DateRole, Problem, Reading

_UNITS = ("year", "month", "week", "day", "hour", "minute", "second")
_NUMBER = re.compile(r"[0-9]{1,3}")
_MAX_COUNT = 400


@lru_cache(maxsize=1)
def _patterns() -> tuple[dict[str, str], dict[str, int]]:
    """Pattern -> unit, and word -> days back (-1 for "just now")."""
    names, labels = tables()
    past: dict[str, str] = {_squeeze(pattern): entry[0] for pattern, entry in names["past"].items()}
    relative = labels["relative"]
    for unit, spelled in relative["past"].items():
        for pattern in split_list(spelled):
            past[_squeeze(pattern)] = unit
    days: dict[str, int] = {}
    for back, key in ((0, "today"), (1, "yesterday"), (2, "before_yesterday"), (-1, "now")):
        for word in split_list(str(relative[key])):
            days.setdefault(word, back)
    return past, days


def _squeeze(pattern: str) -> str:
    return pattern.replace(" ", "")


def read_relative(text: str, tokens: list[Token], kinds: str, setting: Setting) -> Reading | Problem | None:
    """The reading of a whole string that is a relative date; `None` where it is none."""
    if len(text) > 80:
        return None
    past, days = _patterns()
    folded = fold_name(text.strip(" .,;:|()[]-"))
    starts = _without_labels(folded)
    for start, role in starts:
        for change in (None, _numbers_as_digits, _without_about):
            candidate = start if change is None else change(start)
            if change is not None and candidate == start:
                continue
            span = _span(candidate, past)
            if span is not None:
                return _with_role(_back(*span, setting), role)
            if len(_NUMBER.findall(candidate)) == 2:
                spans = _two_spans(candidate, past)
                if spans is not None:
                    return _with_role(_back_twice(*spans, setting), role)
    start = starts[0][0]
    # A day by name, with or without a clock.
    loose = " ".join(start.replace(",", " ").replace(":", " ").split())
    for size in (4, 3, 2, 1):
        head = " ".join(loose.split()[:size])
        if head in days and len(head.split()) == size:
            return _named_day(days[head], loose[len(head) :], tokens, kinds, setting)
    if not start.isascii():
        words = (word for word in days if start.startswith(word) and not word.isascii() and len(word) > 1)
        unspaced = next(words, None)
        if unspaced is not None:
            return _named_day(days[unspaced], start[len(unspaced) :], tokens, kinds, setting)
    return _weekday_clock(tokens, kinds, setting)


def _without_labels(folded: str) -> list[tuple[str, DateRole | None]]:
    """The string after each label that it can begin with, the longest first, and the labels' roles; last, the whole."""
    words = folded.replace(":", " ").split()
    roles = lexicon().roles
    found: list[tuple[str, DateRole | None]] = []
    for size in (4, 3, 2, 1):
        role = roles.get(" ".join(words[:size]))
        if role in {"published", "modified"}:
            found.append((" ".join(folded.replace(":", " ", 1).split()[size:]), role))
    return [*found, (folded, None)]


def _with_role(read: Reading | Problem, role: DateRole | None) -> Reading | Problem:
    return structs.replace(read, role=role) if role is not None and isinstance(read, Reading) else read


def _span(text: str, past: dict[str, str]) -> tuple[str, int] | None:
    """Unit and count of "3 hours ago", "an hour ago"; `None` for anything else."""
    numbers = _NUMBER.findall(text)
    unit = past.get(_squeeze(_NUMBER.sub("#", text))) if len(numbers) <= 1 else None
    if unit is None:
        return None
    name, _, fixed = unit.partition(":")
    return name, int(fixed or (numbers[0] if numbers else 1))


def _two_spans(text: str, past: dict[str, str]) -> tuple[tuple[str, int], tuple[str, int]] | None:
    """The spans of "2 hours, 5 minutes ago" and "vor 1 Stunde 30 Minuten", the longer first.

    Without its first span, and without its second, the string is one that is known. "3 h 21 min" is how long it takes.
    """
    words = text.replace(",", " ").split()
    places = [index for index, word in enumerate(words) if _NUMBER.fullmatch(word)]
    if len(words) < 5 or len(places) != 2 or places[1] - places[0] < 2:
        return None
    first, second = places
    joined = second - 1 if words[second - 1] in _small_words("and") else second
    later = _span(" ".join(words[:first] + words[second:]), past)
    for after in (second + 2, len(words)):
        sooner = _span(" ".join(words[:joined] + words[after:]), past)
        if sooner is not None and later is not None and _UNITS.index(sooner[0]) < _UNITS.index(later[0]):
            return sooner, later
    return None


@lru_cache(maxsize=4)
def _small_words(key: str) -> frozenset[str]:
    return frozenset(split_list(str(tables()[1]["relative"][key])))


def _without_about(text: str) -> str:
    """The string without "about", as in "hace unas 2 horas"."""
    about = _small_words("about")
    return " ".join(word for word in text.split() if word not in about)


@lru_cache(maxsize=1)
def _number_words() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = tables()[1]["relative"]["numbers"]
    words = {word: number for number, spelled in table.items() for word in split_list(spelled)}
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"), words


def _numbers_as_digits(folded: str) -> str:
    """The string with a digit for a small number's word: "two days ago"."""
    if any(char.isdigit() for char in folded) or " " not in folded:
        return folded
    pattern, words = _number_words()
    return pattern.sub(lambda match: words[match[0]], folded, count=1)


def _back(unit: str, count: int, setting: Setting) -> Reading | Problem:
    reference = setting.reference
    if reference is None:
        return Problem("no_reference", "A relative date, and no fetch time to count from.")
    if count > _MAX_COUNT:
        return Problem("not_a_date", "Too far back for a relative date.")
    if unit in {"second", "minute", "hour"}:
        moment = reference - dt.timedelta(**{f"{unit}s": count})
        minute = None if unit == "hour" else moment.minute
        return Reading(moment.year, moment.month, moment.day, moment.hour, minute, flags=("relative",))
    if unit in {"day", "week"}:
        day = reference.date() - dt.timedelta(days=count * (7 if unit == "week" else 1))
        return Reading(day.year, day.month, day.day, flags=("relative",))
    from dateutil.relativedelta import relativedelta

    date = reference.date() - (relativedelta(months=count) if unit == "month" else relativedelta(years=count))
    return Reading(date.year, date.month if unit == "month" else None, flags=("relative",))


def _back_twice(longer: tuple[str, int], shorter: tuple[str, int], setting: Setting) -> Reading | Problem:
    """As `_back`, for two spans; the shorter tells the precision."""
    if setting.reference is None or longer[0] in {"year", "month"}:
        return _back(*longer, setting)
    ahead = setting.reference - dt.timedelta(**{f"{longer[0]}s": min(longer[1], _MAX_COUNT)})
    return _back(*shorter, structs.replace(setting, reference=ahead))


def _named_day(back: int, rest: str, tokens: list[Token], kinds: str, setting: Setting) -> Reading | Problem | None:
    if sum(char.isalpha() for char in rest) > 22:
        return None
    hour = minute = None
    for time in TIME.finditer(kinds):
        read = clock_of(time, tokens)
        if read is not None:
            hour, minute = read
            break
    if setting.reference is None:
        known = Reading(hour=hour, minute=minute) if hour is not None else None
        return Problem("no_reference", "A relative date, and no fetch time to count from.", known)
    if back < 0:
        now = setting.reference
        return Reading(now.year, now.month, now.day, now.hour, flags=("relative",))
    day = setting.reference.date() - dt.timedelta(days=back)
    return Reading(day.year, day.month, day.day, hour, minute, flags=("relative",))


def _weekday_clock(tokens: list[Token], kinds: str, setting: Setting) -> Reading | Problem | None:
    """Mon 10:30: the last such day up to the fetch."""
    match = re.fullmatch(r" ?([WB])[.,]? ?(?:[abgk] ?)?(.*?) ?", kinds)
    if match is None or not match[2]:
        return None
    time = TIME.fullmatch(kinds, match.start(2), match.end(2))
    clock = clock_of(time, tokens) if time is not None else None
    days = number_of(lexicon().weekdays.get(tokens[match.start(1)].fold), setting.language)
    if clock is None or len(days) != 1:
        return None
    hour, minute = clock
    if setting.reference is None:
        return Problem("no_reference", "A weekday, and no fetch time to count from.", Reading(hour=hour, minute=minute))
    now = setting.reference
    day = now.date() - dt.timedelta(days=(now.isoweekday() - days[0]) % 7)
    if day == now.date() and (hour, minute or 0) > (now.hour, now.minute):
        day -= dt.timedelta(days=7)
    return Reading(day.year, day.month, day.day, hour, minute, flags=("relative",))


def clock_of(time: re.Match[str], tokens: list[Token]) -> tuple[int, int | None] | None:
    """Hour and minute of a clock's match; `None` where there is no such time."""
    draft = Draft()
    if read_time(time, tokens, draft) or draft.hour is None or draft.hour > 23:
        return None
    return draft.hour, draft.minute
