"""From the tokens of one date to the parts of a `Reading`: values, order of day and month, calendars, zones, checks."""

from __future__ import annotations

import datetime as dt

from msgspec import structs

from newsclean.dates.calendars import BUDDHIST_YEARS, hijri, persian
from newsclean.dates.clock import fixed_offset, read_clock, read_zone
from newsclean.dates.draft import Draft
from newsclean.dates.grammar import DAY_MONTH, Match
from newsclean.dates.lexicon import is_english, lexicon, number_of
from newsclean.dates.moments import wall_clock
from newsclean.dates.setting import Setting
from newsclean.dates.tokens import Token
from newsclean.model.date import Problem, Reading

MONTH_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
EARLIEST_YEAR, LATEST_YEAR = 1600, 2200
"""Newspapers begin in 1605; a year after 2200 is a placeholder or a slip."""

THAI_PIVOT = 32
"""Two-digit years above it are Buddhist ones (2533 was 1990); below, the Gregorian century is as likely."""

_YEAR_FIRST = frozenset({"hu", "ja", "ko", "zh"})
"""Languages whose dates of three short numbers begin with the year (CLDR, short date formats): "22. 8. 24"."""

PIVOT_OLD, PIVOT_NEW = 70, 49
"""Two-digit years: 70 to 99 are of the 1900s, 00 to 49 of the 2000s, others open. Fixed, so that no result ages."""


def assemble(match: Match, tokens: list[Token], setting: Setting) -> Reading | Problem:
    """The reading of one matched date, or what is wrong with it."""
    draft = Draft()
    problem = read_clock(match, tokens, draft)
    weekday = _weekday(match, tokens, setting.language)
    parts = match.parts
    if match.shape == 3:
        failure = _short_date(parts, tokens, draft, setting, weekday)
    elif match.shape == 2:
        failure = _year_first(parts, tokens, draft, setting)
    else:
        failure = _named_date(match, tokens, draft, setting, weekday)
    if failure is None:
        failure = _check(match, draft, weekday)
    if failure is not None:
        return _with_offset(failure, match, tokens)
    if problem:
        draft.flags.append("impossible")
    read_zone(match, tokens, draft, setting)
    return draft.reading()


def _with_offset(problem: Problem, match: Match, tokens: list[Token]) -> Problem:
    """The problem; a clock that is known keeps an offset that no season or place decides."""
    if problem.known is None or problem.known.minute is None:
        return problem
    offset = fixed_offset(match, tokens)
    return (
        problem
        if offset is None
        else structs.replace(problem, known=structs.replace(problem.known, offset_minutes=offset))
    )


def _weekday(match: Match, tokens: list[Token], language: str | None) -> tuple[int, ...]:
    words = lexicon().weekdays
    for part in ("w", "x"):
        if part in match.parts:
            found = number_of(words.get(tokens[match.parts[part]].fold), language)
            if found:
                return found
    return ()


def _year_first(parts: dict[str, int], tokens: list[Token], draft: Draft, setting: Setting) -> Problem | None:
    separator = _mark(tokens, parts["s"])
    if separator != _mark(tokens, parts["u"]):
        return Problem("not_a_date", "The separators of the number differ.")
    if separator == ":" and not 1900 <= int(tokens[parts["y"]].text) <= 2099:
        return Problem("not_a_date", "A number with colons that is no year.")
    year_text = tokens[parts["y"]].text
    middle, last = int(tokens[parts["m"]].text), int(tokens[parts["d"]].text)
    if len(year_text) == 5:
        known = Reading(month=middle, day=last, flags=("damaged",)) if _valid(None, middle, last) else None
        return Problem("damaged", f"{year_text} has five digits where the year stands.", known)
    year = _calendar_year(int(year_text), middle, last, draft, setting)
    if year is None:
        return None if draft.year else _bad_year(int(year_text))
    draft.year = year
    clock_minute = draft.minute
    if 1 <= middle <= 12:
        draft.month = middle
        if last == 0 and (year, middle) == (1900, 1):
            return Problem("placeholder", "Day zero of a spreadsheet stands for a missing date.")
        if last == 0 or last > 31:
            return _impossible(draft, f"{last} is no day of a month.")
        draft.day = last
        return None
    if 13 <= middle <= 31 and 1 <= last <= 12 and middle != clock_minute:
        draft.month, draft.day = last, middle
        draft.flags.append("day_month_swapped")
        return None
    if middle <= 59 and 1 <= last <= 31:
        draft.day = last
        return _minutes_for_month(draft, middle)
    return _impossible(draft, f"{middle} is no month and {last} no day that would fit.")


def _mark(tokens: list[Token], index: int) -> str:
    """The separator at a token, or after the blank there."""
    token = tokens[index]
    return tokens[index + 1].kind if token.kind == " " else token.kind


def _bad_year(year: int) -> Problem:
    if year in {0, 1}:
        return Problem("placeholder", f"Year {year} stands for a missing date.")
    return Problem("out_of_range", f"No news is of the year {year}.")


def _calendar_year(year: int, month: int, day: int, draft: Draft, setting: Setting) -> int | None:
    """The Gregorian year; `None` where the calendar shifts the day too: the whole date is then in the draft."""
    if setting.language == "th" and 2400 <= year <= 2650:
        draft.flags.append("calendar_converted")
        return year - BUDDHIST_YEARS
    if setting.language in {"fa", "ps"} and 1250 <= year <= 1450:
        _converted(persian(year, month, day), draft)
        return None
    if EARLIEST_YEAR <= year <= LATEST_YEAR:
        return year
    return None


def _converted(date: dt.date | None, draft: Draft) -> None:
    if date is not None:
        draft.year, draft.month, draft.day = date.year, date.month, date.day
        draft.flags.append("calendar_converted")


def _short_date(
    parts: dict[str, int], tokens: list[Token], draft: Draft, setting: Setting, weekday: tuple[int, ...]
) -> Problem | None:
    """14.06.2023, 6/14/23: numbers whose order has to be told."""
    separator = _mark(tokens, parts["s"])
    if separator != _mark(tokens, parts["u"]):
        return Problem("not_a_date", "The separators of the number differ.")
    first, second = int(tokens[parts["a"]].text), int(tokens[parts["b"]].text)
    year_text = tokens[parts["y"]].text
    year: int | None
    if len(year_text) < 3 and setting.language in _YEAR_FIRST and _valid(None, second, int(year_text)):
        draft.flags.append("two_digit_year")
        draft.year, draft.month, draft.day = expand_year(first), second, int(year_text)
        return None if draft.year else Problem("year_unknown", f"{first} may be of two centuries.")
    if len(year_text) == 2:
        third = int(year_text)
        year = expand_year(third)
        draft.flags.append("two_digit_year")
        alike = first == second == third
        if separator != "." and max(first, second, third) <= 12 and setting.days_first is None and not alike:
            return _open_numbers()
        if (
            separator == "-"
            and max(first, second) > 12
            and third <= 31
            and first > 12
            and setting.days_first is None
            and first <= PIVOT_NEW
            and (setting.reference is None or 2000 + first <= setting.reference.year)
        ):
            return _open_numbers()
        if year is None:
            return Problem("year_unknown", f"{year_text} may be of two centuries.")
    elif len(year_text) == 1:
        return Problem("not_a_date", "One digit is no year.")
    else:
        year = _calendar_year(int(year_text), second, first, draft, setting)
        if year is None:
            return None if draft.year else _bad_year(int(year_text))
    draft.year = year
    return _order(first, second, separator, draft, setting, weekday)


def _open_numbers() -> Problem:
    return Problem("ambiguous_order", "Each of the three numbers may be the year, and none is four digits long.")


def expand_year(two: int) -> int | None:
    """The year that two digits stand for by a fixed rule; `None` from 50 to 69, where both centuries are likely."""
    return 2000 + two if two <= PIVOT_NEW else 1900 + two if two >= PIVOT_OLD else None


def _order(
    first: int, second: int, separator: str, draft: Draft, setting: Setting, weekday: tuple[int, ...]
) -> Problem | None:
    year = draft.year
    day_first = _valid(year, second, first)
    month_first = _valid(year, first, second)
    if day_first and month_first and first != second:
        if len(weekday) == 1 and year is not None:
            fits_day = dt.date(year, second, first).isoweekday() in weekday
            fits_month = dt.date(year, first, second).isoweekday() in weekday
            if fits_day != fits_month:
                draft.month, draft.day = (second, first) if fits_day else (first, second)
                return None
        # A dot between day and month is written in countries that put the day first (CLDR short formats).
        days_first = True if separator == "." else setting.days_first
        if days_first is None:
            draft.flags.append("ambiguous_order")
            draft.alternatives = (f"{year:04d}-{second:02d}-{first:02d}", f"{year:04d}-{first:02d}-{second:02d}")
            return None
        draft.month, draft.day = (second, first) if days_first else (first, second)
        return None
    if day_first or month_first:
        draft.month, draft.day = (second, first) if day_first else (first, second)
        return None
    return _unsound_order(first, second, separator, draft)


def _unsound_order(first: int, second: int, separator: str, draft: Draft) -> Problem:
    """No order of the two numbers is a day. Which slot is the sound one?"""
    if separator == "/" and 31 < first <= 59 and 12 < second <= 31:
        draft.day = second  # 56/14/2023, where the month comes first
        return _minutes_for_month(draft, first)
    if (draft.minute == second or second > 31 or second == 0) and 1 <= first <= 31 and second <= 59:
        draft.day = first
        return _minutes_for_month(draft, second)
    if separator == "." and 12 < first <= 31 and 12 < second <= 31:
        # A dot puts the day first, so what follows it is the wrong one.
        draft.day = first
        return _minutes_for_month(draft, second)
    if 1 <= second <= 12 and first > 31 - (separator != "."):
        draft.month = second if separator == "." or second <= 12 < first else None
        return _impossible(draft, f"{first} is no day of that month.")
    if separator == "." and first == 0 and 1 <= second <= 12:
        draft.month = second
        return _impossible(draft, "No month has a day 0.")
    if 1 <= first <= 12 and second > 31:
        draft.month = first
        return _impossible(draft, f"{second} is no day of a month.")
    if 1 <= second <= 12 and 1 <= first <= 31:
        draft.month = second
        return _impossible(draft, f"That month has no day {first}.")
    if 1 <= first <= 12:
        draft.month = first
        return _impossible(draft, f"That month has no day {second}.")
    draft.year = None if first > 31 or second > 31 or first > 12 < second else draft.year
    return _impossible(draft, f"{first} and {second} are no day and month.")


def _valid(year: int | None, month: int, day: int) -> bool:
    if not (1 <= month <= 12 and 1 <= day <= MONTH_DAYS[month]):
        return False
    return not (month == 2 and day == 29 and year is not None and (year % 4 or (year % 100 == 0 and year % 400)))


def _impossible(draft: Draft, message: str) -> Problem:
    # Two digits of an impossible date are hardly a year.
    sure = draft.year is not None and "two_digit_year" not in draft.flags
    known = Reading(year=draft.year, month=draft.month, flags=("impossible",)) if sure else None
    return Problem("impossible", message, known)


def _minutes_for_month(draft: Draft, slot: int) -> Problem:
    known = Reading(
        year=draft.year,
        day=draft.day,
        hour=draft.hour,
        minute=draft.minute,
        second=draft.second,
        flags=("minutes_for_month",),
    )
    return Problem(
        "minutes_for_month",
        f"{slot:02d} stands where the month should be, as minutes do in a mistaken date format.",
        known,
    )


def _named_date(
    match: Match, tokens: list[Token], draft: Draft, setting: Setting, weekday: tuple[int, ...]
) -> Problem | None:
    parts = match.parts
    day = int(tokens[parts["d"]].text) if "d" in parts else None
    token = tokens[parts["m"]]
    year = _named_year(parts, tokens, draft, setting)
    if isinstance(year, Problem):
        return year
    if token.kind == "K":
        return _foreign_date(token, year, day, draft)
    months = _months(token, parts, setting)
    if not months:
        # "11 Pro" is December in Czech and "5 out of 10" October in Portuguese; without a year it takes their page.
        return Problem("not_a_date", f"{token.text!r} is a month's name in no language known here.")
    if year is not None and not EARLIEST_YEAR <= year <= LATEST_YEAR:
        if not (2400 <= year <= 2650 and _is_thai(token, setting)):
            return _bad_year(year)
        year -= BUDDHIST_YEARS
        draft.flags.append("calendar_converted")
    if len(months) > 1 and year and day and weekday:
        fitting = tuple(m for m in months if _valid(year, m, day) and dt.date(year, m, day).isoweekday() in weekday)
        months = fitting if len(fitting) == 1 else months
    if len(months) != 1:
        message = f"{token.text} names different months in different languages."
        return Problem("ambiguous_order", message, Reading(year=year, day=day))
    if day is None and _other_month(parts["m"], tokens, setting) not in {None, months[0]}:
        return Problem("not_a_date", "Two months stand before the year.", Reading(year=year))
    draft.year, draft.month, draft.day = year, months[0], day
    if not 1 <= months[0] <= 12:
        draft.month = None
        return _impossible(draft, f"{months[0]} is no month.")
    if day is not None and not _valid(year, months[0], day):
        return _impossible(draft, f"That month has no day {day}.")
    return None


def _other_month(index: int, tokens: list[Token], setting: Setting) -> int | None:
    """The month in "March/April 2021" that stands before the last."""
    back = index - 1
    while back >= 0 and tokens[back].kind in " /-":
        back -= 1
    if (
        back < 0
        or back == index - 1
        or tokens[back].kind not in "MB"
        or all(t.kind == " " for t in tokens[back + 1 : index])
    ):
        return None
    months = _months(tokens[back], {"y": 0}, setting)
    return months[0] if len(months) == 1 else None


def _is_thai(month: Token, setting: Setting) -> bool:
    return "\u0e00" <= month.text[:1] <= "\u0e7f" or setting.language == "th"


def _months(token: Token, parts: dict[str, int], setting: Setting) -> tuple[int, ...]:
    """The months that a number or a name can mean; none for another language's short name without a year."""
    if token.kind == "d":
        return (int(token.text),)
    if "y" not in parts and len(token.fold) <= 3 and setting.language in {None, "en"} and not is_english(token.fold):
        return ()
    return number_of(lexicon().months.get(token.fold), setting.language)


def _named_year(parts: dict[str, int], tokens: list[Token], draft: Draft, setting: Setting) -> int | Problem | None:
    if "n" in parts:
        draft.flags.append("calendar_converted")
        return lexicon().eras[tokens[parts["e"]].fold] + int(tokens[parts["n"]].text)
    part = "y" if "y" in parts else "q" if "q" in parts else None
    if part is None:
        return None
    text = tokens[parts[part]].text
    if len(text) > 2:
        return int(text)
    if text in {"19", "20"} and _kinds_after(tokens, parts[part]) in {" d", " d ", " d.", " d,"}:
        return Problem("year_unknown", f"{text} is the first half of a year, or a year and a number follow each other.")
    draft.flags.append("two_digit_year")
    two = int(text)
    if len(text) == 2 and _is_thai(tokens[parts["m"]], setting):
        # Of the Buddhist era; the Gregorian years of this century so far would be 1957 to 1990 in it.
        if two > THAI_PIVOT:
            return 2500 + two
        return Problem("year_unknown", f"{text} may be a year of two calendars.")
    year = expand_year(two) if len(text) == 2 else None
    return year or Problem("year_unknown", f"{text} is no year, or may be of two centuries.")


def _kinds_after(tokens: list[Token], index: int) -> str:
    return "".join([token.kind for token in tokens[index + 1 : index + 4]])


def _foreign_date(token: Token, year: int | None, day: int | None, draft: Draft) -> Problem | None:
    if year is None or day is None:
        return Problem("year_unknown", "A date of another calendar without its year.")
    calendar, month = lexicon().foreign_months[token.fold]
    _converted(persian(year, month, day) if calendar == "persian" else hijri(year, month, day), draft)
    return None if draft.year else Problem("impossible", f"No such day in the {calendar} calendar.")


def _check(match: Match, draft: Draft, weekday: tuple[int, ...]) -> Problem | None:
    year, month, day = draft.year, draft.month, draft.day
    if year is None:
        if match.shape in DAY_MONTH:
            return None
        return Problem("year_unknown", "No year is known.")
    if month is None or day is None:
        if match.shape not in (10, 11, 4):
            draft.hour = draft.hour if draft.alternatives else None
            if not draft.alternatives:
                draft.minute = draft.second = None
        return None
    if not _valid(year, month, day):
        return _impossible(draft, f"{year:04d}-{month:02d} has no day {day}.")
    if draft.hour == 24:
        moment = wall_clock(year, month, day) + dt.timedelta(days=1)
        draft.year, draft.month, draft.day, draft.hour = moment.year, moment.month, moment.day, 0
    if weekday and dt.date(year, month, day).isoweekday() not in weekday:
        draft.flags.append("weekday_conflict")
    return None
