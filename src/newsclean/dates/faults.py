"""The faults that publishing software makes, and what proves each: one rule a fault.

A rule is given a string, what it reads as, and one proof; it answers with the reading that is meant, the fault's flag
and a sentence, or with `None` where the proof does not show that very fault.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

from msgspec import structs

from newsclean.dates.folding import plain
from newsclean.dates.moments import EPOCH, day_of
from newsclean.dates.proof import Doubtful, Outcome, Proof, Unread, is_day, isoweekday, same_day, weekday_in
from newsclean.dates.tokens import tokenize
from newsclean.model.date import Reading


def _is_strong(proof: Proof) -> bool:
    """Whether day and month cannot be confused in the proof: a month by name, or a weekday that fits."""
    return not _is_numeric(proof.raw) or weekday_in(proof.raw) is not None


def _numbers(raw: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d{1,4}", plain(raw[:60]))]


def _with_own_clock(proof: Reading, own: Reading | None) -> Reading:
    """The proof; where it holds no clock, with that of the string itself."""
    if own is None or own.hour is None:
        return proof
    if proof.offset_minutes is None and (proof.hour, proof.minute) == (own.hour, own.minute):
        return structs.replace(proof, offset_minutes=own.offset_minutes)
    if proof.hour is None:
        return structs.replace(
            proof, hour=own.hour, minute=own.minute, second=own.second, offset_minutes=own.offset_minutes
        )
    return proof


# --- problems ------------------------------------------------------------------


def _unread_minutes_for_month(case: Unread) -> Outcome:
    known, other = case.problem.known, case.proof.reading
    if case.problem.flag != "minutes_for_month" or known is None or not is_day(other) or known.year != other.year:
        return None
    if known.day is not None and known.day != other.day:
        return None
    slots = [number for number in _numbers(case.raw) if number <= 59 and number not in {known.day, known.hour}]
    if other.minute is not None and known.minute is None and other.minute not in slots:
        return None
    if (
        known.minute is not None
        and other.minute is not None
        and (known.hour, known.minute) != (other.hour, other.minute)
    ):
        return None
    minute = (
        f"{other.minute:02d} stands where the month belongs" if other.minute is not None else "the month is no month"
    )
    return _with_own_clock(other, known), "minutes_for_month", f"{minute}; year and day agree with {case.proof.raw!r}."


def _unread_year(case: Unread) -> Outcome:
    known, other = case.problem.known, case.proof.reading
    if case.problem.flag not in {"year_unknown", "ambiguous_order", "damaged"} or known is None or not is_day(other):
        return None
    if known.month is not None and (known.month, known.day) == (other.month, other.day):
        if case.problem.flag == "damaged" and not _drops_to(case.raw, other.year or 0):
            return None
        if case.weekday is not None and isoweekday(other) != case.weekday:
            return None
        return (
            _merge(known, other),
            "year_unknown",
            f"The year is that of {case.proof.raw!r}, which has the same day and month.",
        )
    if known.month is None and known.year == other.year and known.day is not None and known.day == other.day:
        return _with_own_clock(other, known), "ambiguous_order", f"Year and day agree with {case.proof.raw!r}."
    return None


def _merge(known: Reading, other: Reading) -> Reading:
    if known.hour is None:
        return other
    if (known.hour, known.minute) == (other.hour, other.minute):
        return other
    return structs.replace(
        other, hour=known.hour, minute=known.minute, second=known.second, offset_minutes=known.offset_minutes
    )


def _drops_to(raw: str, year: int) -> bool:
    """Whether a year of five digits becomes the proof's year when one digit is dropped."""
    long = re.search(r"\d{5}", plain(raw))
    return long is not None and any(long[0][:i] + long[0][i + 1 :] == str(year) for i in range(5))


def _unread_numbers(case: Unread) -> Outcome:
    other = case.proof.reading
    if case.problem.flag != "ambiguous_order" or not is_day(other):
        return None
    if other.year is None or other.month is None or other.day is None:
        return None
    if sorted(_numbers(case.raw)[:3]) == sorted((other.year % 100, other.month, other.day)):
        return other, "ambiguous_order", f"The three numbers are those of {case.proof.raw!r}."
    return None


def _unread_impossible(case: Unread) -> Outcome:
    known, other = case.problem.known, case.proof.reading
    if case.problem.flag != "impossible" or known is None or known.month is None or not is_day(other):
        return None
    if (known.year, known.month) == (other.year, other.month):
        return other, "impossible", f"There is no such day; year and month agree with {case.proof.raw!r}."
    return None


def _unread_milliseconds(case: Unread) -> Outcome:
    """1970-01-19T23:07:48Z: epoch seconds that were taken for milliseconds."""
    if case.problem.flag != "placeholder":
        return None
    match = re.search(r"1970-01-([0-3]\d)[T ](\d\d):(\d\d)(?::(\d\d))?", case.raw)
    if match is None:
        return None
    seconds = ((int(match[1]) - 1) * 86400 + int(match[2]) * 3600 + int(match[3]) * 60 + int(match[4] or 0)) * 1000
    meant = EPOCH + dt.timedelta(seconds=seconds)
    other = case.proof.reading
    day = Reading(meant.year, meant.month, meant.day)
    if is_day(other) and same_day(other, day):
        return (
            other,
            "damaged",
            f"The string is epoch seconds read as milliseconds; a thousandfold, its day is that of {case.proof.raw!r}.",
        )
    if day.iso in other.alternatives:
        return (
            day,
            "damaged",
            f"The string is epoch seconds read as milliseconds; a thousandfold, its day is one of {case.proof.raw!r}.",
        )
    return None


# --- readings that look sound ----------------------------------------------------


def _valid_minutes_for_month(case: Doubtful) -> Outcome:
    other = case.proof.reading
    if not (is_day(other) and is_day(case.read)) or case.read.year != other.year or case.read.day != other.day:
        return None
    if (
        case.read.month == other.month
        or other.minute != case.read.month
        or other.hour is None
        or not _is_numeric(case.raw)
    ):
        return None
    if case.read.minute is not None and case.read.minute != other.minute:
        return None
    return (
        other,
        "minutes_for_month",
        f"{case.read.month:02d} is the minute of {case.proof.raw!r}, not a month; year and day agree.",
    )


def _month_for_minutes(case: Doubtful) -> Outcome:
    other = case.proof.reading
    if not (is_day(other) and is_day(case.read)) or not same_day(case.read, other) or other.minute is None:
        return None
    same_hour = case.read.hour is not None and other.hour is not None and case.read.hour % 12 == other.hour % 12
    if same_hour and case.read.minute == case.read.month and case.read.minute != other.minute:
        return other, "minutes_for_month", f"The month stands where the minutes belong; {case.proof.raw!r} has them."
    return None


def _lost_half(case: Doubtful) -> Outcome:
    other = case.proof.reading
    if (
        not (is_day(other) and is_day(case.read))
        or not same_day(case.read, other)
        or case.read.hour is None
        or other.hour is None
    ):
        return None
    if (
        case.read.offset_minutes is None
        and case.read.hour + 12 == other.hour
        and case.read.minute == other.minute
        and case.read.minute is not None
    ):
        if any(token.kind == "P" for token in tokenize(plain(case.raw[:100]))):
            return None
        return other, "damaged", f"A twelve-hour clock lost its marker; {case.proof.raw!r} has it."
    return None


def _week_year(case: Doubtful) -> Outcome:
    """2025-12-30 for 30 December 2024: the year of the ISO week in the place of the calendar's."""
    other = case.proof.reading
    if (
        not (is_day(other) and is_day(case.read))
        or (case.read.month, case.read.day) != (other.month, other.day)
        or not _is_numeric(case.raw)
    ):
        return None
    day = day_of(other)
    if day is None:
        return None
    # ISO weeks, and American ones (from Sunday, the first holds 1 January): software has both.
    saturday = day + dt.timedelta(days=6 - day.isoweekday() % 7)
    if (
        case.read.year != other.year
        and case.read.year in {day.isocalendar().year, saturday.year}
        and _is_strong(case.proof)
    ):
        return (
            _with_own_clock(other, case.read),
            "damaged",
            f"{case.read.year} is the year of the week; {case.proof.raw!r} has the day's own.",
        )
    return None


def _weekday_conflict(case: Doubtful) -> Outcome:
    other = case.proof.reading
    if (
        "weekday_conflict" not in case.read.flags
        or case.weekday is None
        or not is_day(other)
        or isoweekday(other) != case.weekday
    ):
        return None
    same = ((case.read.year == other.year) + (case.read.month == other.month) + (case.read.day == other.day)) == 2
    years = case.read.year or 0, other.year or 0
    if same and (abs(years[0] - years[1]) <= 1 or sorted(str(years[0])) == sorted(str(years[1]))):
        return (
            _with_own_clock(other, case.read),
            "weekday_conflict",
            f"The weekday is that of {case.proof.raw!r}, which differs in one part.",
        )
    return None


def _ambiguous(case: Doubtful) -> Outcome:
    if "ambiguous_order" not in case.read.flags:
        return None
    other = case.proof.reading
    for iso in case.read.alternatives:
        year, month, day = map(int, iso.split("-"))
        chosen = structs.replace(case.read, year=year, month=month, day=day)
        if is_day(other) and same_day(chosen, other):
            return (
                _with_own_clock(other, chosen) if case.read.hour is None else chosen,
                "ambiguous_order",
                f"{case.proof.raw!r} has the same day.",
            )
        if other.day is None and (other.year, other.month) == (year, month):
            return chosen, "ambiguous_order", f"{case.proof.raw!r} has the same month."
        if other.year is None and (other.month, other.day) == (month, day):
            return chosen, "ambiguous_order", f"{case.proof.raw!r} names the same day and month."
    first = _short_order(case.proof.raw)
    if first is not None:
        year, month, day = map(int, case.read.alternatives[0 if first else 1].split("-"))
        order = "day" if first else "month"
        chosen = structs.replace(case.read, year=year, month=month, day=day)
        return chosen, "ambiguous_order", f"The same document writes the {order} first: {case.proof.raw!r}."
    return None


def _short_order(raw: str) -> bool | None:
    """Whether a short numeric date shows that the day comes first; `None` where it does not tell."""
    match = re.match(r"\s*(\d{1,2})[/\-](\d{1,2})[/\-]\d{4}\b", plain(raw[:40]))
    if match is None or (int(match[1]) > 12) == (int(match[2]) > 12):
        return None
    return int(match[1]) > 12


def _swapped(case: Doubtful) -> Outcome:
    other = case.proof.reading
    if (
        not (is_day(other) and is_day(case.read))
        or case.read.year != other.year
        or not _is_numeric(case.raw)
        or case.weekday is not None
    ):
        return None
    if (
        (case.read.month, case.read.day) == (other.day, other.month)
        and case.read.month != case.read.day
        and _is_strong(case.proof)
    ):
        return (
            _with_own_clock(other, case.read),
            "day_month_swapped",
            f"Day and month are swapped; {case.proof.raw!r} names the month.",
        )
    return None


def _inferred_year(case: Doubtful) -> Outcome:
    other = case.proof.reading
    if (
        "year_inferred" not in case.read.flags
        or not is_day(other)
        or (case.read.month, case.read.day) != (other.month, other.day)
    ):
        return None
    return (
        _merge(case.read, other),
        "year_unknown",
        f"The year is that of {case.proof.raw!r}, which has the same day and month.",
    )


@lru_cache(maxsize=1024)
def _is_numeric(raw: str) -> bool:
    return not any(token.kind in "MBK" for token in tokenize(plain(raw[:100])))


PROBLEM_RULES: tuple[Callable[[Unread], Outcome], ...] = (
    _unread_minutes_for_month,
    _unread_year,
    _unread_numbers,
    _unread_impossible,
    _unread_milliseconds,
)
READING_RULES: tuple[Callable[[Doubtful], Outcome], ...] = (
    _ambiguous,
    _inferred_year,
    _weekday_conflict,
    _month_for_minutes,
    _valid_minutes_for_month,
    _lost_half,
    _week_year,
    _swapped,
)
OTHER_DAY_RULES = frozenset({_valid_minutes_for_month, _week_year, _swapped})
"""Rules that give another day to a string that looks sound; void where other evidence has the string's own day."""
