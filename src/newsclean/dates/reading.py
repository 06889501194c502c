"""Reading one string: the article's own date in it, at the precision the string holds, or why there is none."""

from __future__ import annotations

import datetime as dt
import html
import re
import unicodedata

from msgspec import structs

from newsclean.dates import damage, relative
from newsclean.dates.assembly import assemble
from newsclean.dates.exact import read_iso, read_machine, spaced_numbers
from newsclean.dates.folding import plain
from newsclean.dates.grammar import DAY_MONTH, Match, find
from newsclean.dates.lexicon import lexicon
from newsclean.dates.moments import EPOCH, clock_of, day_of, utc_of, wall_clock
from newsclean.dates.regions import offset_in_region, region_in
from newsclean.dates.roles import span_roles
from newsclean.dates.setting import Setting, countries_in, setting_for
from newsclean.dates.tokens import Token, tokenize
from newsclean.dates.urls import looks_like_url, read_url
from newsclean.dates.zones import AMBIGUOUS
from newsclean.model.date import Problem, Reading

MAX_LENGTH = 400
"""Characters of a string that are looked at; a date and its labels are far shorter."""

_PLACEHOLDERS = frozenset(
    {
        (1, 1, 1),
        (1970, 1, 1),
        (1900, 1, 1),
        (1899, 12, 30),
        (1899, 12, 31),
        (1901, 1, 1),
        (1753, 1, 1),
        (9999, 12, 31),
        (1601, 1, 1),
        (1904, 1, 1),
        (2038, 1, 19),
    }
)
"""Zero days of common software: .NET and Java, Unix, spreadsheets, SQL Server, Windows; and the ends of time, of
which 19 January 2038 is that of 32-bit seconds."""

_ELSEWHERE = "The date in the string is of something else: an event, a person, a sentence."

_FIRST, _LAST = dt.datetime.fromisoformat("1900-01-01"), dt.datetime.fromisoformat("9000-01-01")
"""Stand for the first and last moments that Python knows, which databases hold for "never"."""

_AHEAD = dt.timedelta(hours=14)
"""The farthest that a local clock runs ahead of UTC: a date without an offset may be so much after the fetch."""


_BRACKETED = re.compile(r"\[([A-Za-z]{3,9})\.?\](?= \d)")
_SEASON = re.compile(r" ?(w)(?: [cbjk])?,? (y) ?")
_ESCAPES = re.compile(r"%(3A|3a|2B|2b|2F|2f|2C|2c|20)")
_LITERAL = re.compile(r"\\(?:u((?!d[89a-f])[0-9a-f]{4})|[nrt](?![a-z]))", re.IGNORECASE)
"""Characters that a program's string left as escapes."""

_TAG = re.compile(r"</?(?:b|i|u|p|br|em|strong|small|span|div|time|font|sup|li|td|a|h[1-6]) ?/?>", re.IGNORECASE)
"""Tags of form alone; others name what they hold (`<pubDate>`)."""

_MOJIBAKE_MARK = re.compile("\u00e2\u20ac[\u201c\u201d\u2018\u2019\u00a2\u2122]|\u00c2[\u00b7\u00a0]")
"""Dashes, dots and blanks of UTF-8 that were read as Windows-1252."""

_CLOCK_ERROR = dt.timedelta(hours=1)


def read_date(raw: str, *, language: str | None = None, reference: dt.datetime | None = None) -> Reading | Problem:
    """The article's own date that a string holds.

    Args:
        raw: the string as it stands in the document.
        language: its language, BCP 47; settles the order of day and month, ambiguous names of months, and calendars.
        reference: when the document was fetched; relative dates and dates without a year are counted from it, and
            dates after it are refused. Naive means UTC.

    Returns:
        A reading at the string's own precision, or a problem. Nothing is filled in. Never raises for any string.
    """
    reading = read_iso(raw)
    if reading is None:
        return read_in(raw, setting_for(language, as_utc(reference)))
    return bounded(reading, as_utc(reference))


def read_relative_date(
    raw: str, *, language: str | None = None, reference: dt.datetime | None = None
) -> Reading | Problem | None:
    """The date that a string tells from now ("3 hours ago"); `None` for every other string, which costs little.

    Args:
        raw: the string as it stands in the document.
        language: as for `read_date`.
        reference: as for `read_date`; a problem without it.
    """
    text = _decoded(raw[:MAX_LENGTH]).strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    plain_text = plain(text)
    tokens = tokenize(plain_text)
    kinds = "".join([token.kind for token in tokens])
    setting = setting_for(language, as_utc(reference))
    told = relative.read_relative(plain_text, tokens, kinds, setting)
    return None if told is None else _settled(told, setting)


def as_utc(reference: dt.datetime | None) -> dt.datetime | None:
    """The moment as a naive UTC time, within the years that leave room to reckon; naive ones are taken to be UTC."""
    if reference is None:
        return None
    plain = reference.replace(tzinfo=None)
    if not _FIRST < plain < _LAST:
        return min(max(plain, _FIRST), _LAST)
    return plain if reference.tzinfo is None else reference.astimezone(dt.UTC).replace(tzinfo=None)


def read_in(raw: str, setting: Setting) -> Reading | Problem:
    """As `read_date`, with everything that is known of the document."""
    text = _decoded(raw[:MAX_LENGTH])
    stripped = text.strip(" \t\n\r\"'")
    if not stripped:
        return Problem("not_a_date", "The string is empty.")
    exact = read_iso(stripped)
    if exact is None:
        exact_or_problem = read_machine(stripped, setting.language)
        if exact_or_problem is not None:
            return _settled(exact_or_problem, setting)
        if looks_like_url(stripped):
            return _settled(read_url(stripped), setting)
    else:
        return _settled(exact, setting)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    spaced = spaced_numbers(text.strip())
    if spaced is not None:
        return _settled(_read_text(spaced, setting), setting)
    if damage.has_glued_digits(text):
        mended = damage.repaired(text, setting.language)
        read = _read_text(mended, setting) if mended is not None else None
        if (
            isinstance(read, Reading)
            and read.day is not None
            and read.year is not None
            and read != _read_text(text, setting)
        ):
            return _settled(structs.replace(read, flags=(*read.flags, "damaged")), setting)
    first = _read_text(text, setting)
    if isinstance(first, Problem) and _may_be_damaged(first, text):
        mended = damage.repaired(text, setting.language)
        second = _read_text(mended, setting) if mended is not None else None
        if isinstance(second, Reading) and second.year is not None and (second.day is not None or second.alternatives):
            return _settled(structs.replace(second, flags=(*second.flags, "damaged")), setting)
    return _settled(first, setting)


def _decoded(text: str) -> str:
    """The text without entities and without the escapes of addresses and programs that are met in dates."""
    if "%2" in text or "%3" in text:
        text = _ESCAPES.sub(lambda match: chr(int(match[1], 16)), text)
    if "\\" in text:
        text = _LITERAL.sub(lambda match: chr(int(match[1], 16)) if match[1] else " ", text)
    if "\u00e2\u20ac" in text or "\u00c2" in text:
        text = _MOJIBAKE_MARK.sub(" | ", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "[" in text:
        text = _BRACKETED.sub(r" \1", text)
    return html.unescape(text) if "&" in text else text


def _may_be_damaged(problem: Problem, text: str) -> bool:
    """Letters are put back only in short strings of numbers and words, in which nothing was read as it stands."""
    if len(text) > 80 or not any(char.isdigit() for char in text):
        return False
    if problem.message == _ELSEWHERE:
        # Two pieces of a weekday that lost its accent look like words of a sentence.
        return damage.has_hole(text) or damage.is_mojibake(text)
    if problem.flag == "not_a_date":
        return problem.known is None
    return problem.flag in {"ambiguous_order", "year_unknown", "damaged"}


def _read_text(text: str, setting: Setting) -> Reading | Problem:
    plain_text = plain(text)
    tokens = tokenize(plain_text)
    kinds = "".join([token.kind for token in tokens])
    matches = find(kinds)
    if not any(match.shape not in DAY_MONTH for match in matches):
        told = relative.read_relative(plain_text, tokens, kinds, setting)
        if told is not None:
            return told
        if not matches:
            return _without_date(tokens, kinds)
    if not setting.countries and "Z" in kinds and any(token.text in AMBIGUOUS for token in tokens):
        named = countries_in(text)
        if named:
            setting = structs.replace(setting, countries=named)
        elif "." in kinds and "BST" in text and _british_clock(matches):
            setting = structs.replace(setting, countries=frozenset({"GB"}))
    return _in_region(choose_span(matches, tokens, kinds, setting), text)


def _in_region(read: Reading | Problem, text: str) -> Reading | Problem:
    """The reading with the offset that a region of the tz database, named beside it, has at its time."""
    clock = (
        clock_of(read)
        if isinstance(read, Reading) and read.offset_minutes is None and read.minute is not None
        else None
    )
    region = region_in(text) if clock is not None else None
    offset = offset_in_region(region, clock) if region is not None and clock is not None else None
    if offset is None or isinstance(read, Problem):
        return read
    flags = (*(flag for flag in read.flags if flag != "zone_unknown"), "zone_assumed")
    return structs.replace(read, offset_minutes=offset, flags=flags)


def _british_clock(matches: list[Match]) -> bool:
    # "12.01am BST": a dot in a twelve-hour clock is British newspaper style (Guardian and Times style guides).
    return any(match.time is not None and match.time.group("h2") and match.time.group("p1") for match in matches)


def choose_span(matches: list[Match], tokens: list[Token], kinds: str, setting: Setting) -> Reading | Problem:
    """The article's own date of the dates in a string: labelled published, else unlabelled, else labelled modified."""
    roles = [role for role, _ in span_roles(matches, tokens, kinds)]
    order = {"published": 0, None: 1, "modified": 2}
    ranked = sorted((order[role], index) for index, role in enumerate(roles) if role in order)
    failure: Problem | None = None
    for _, index in ranked:
        read = assemble(matches[index], tokens, setting)
        if isinstance(read, Reading):
            if matches[index].shape in DAY_MONTH and read.year is None:
                read = year_by_reference(read, setting)
            if isinstance(read, Reading):
                return structs.replace(read, role=roles[index])
        if failure is None or failure.known is None:
            failure = read
    if failure is not None:
        return failure
    if ranked:
        return Problem("not_a_date", "The string holds no whole date.")
    return Problem("not_a_date", _ELSEWHERE)


def year_by_reference(read: Reading, setting: Setting) -> Reading | Problem:
    """A day without its year: the last such day up to the fetch time, flagged; without one, no date."""
    if read.month is None or read.day is None:
        return Problem("not_a_date", "A month's name alone is no date.")
    reference = setting.reference
    if reference is None:
        return Problem("year_unknown", "The string names no year.", read)
    latest = (reference + _AHEAD).date()
    for year in range(latest.year, latest.year - 9, -1):
        try:
            day = dt.date(year, read.month, read.day)
        except ValueError:
            continue
        if day <= latest and "weekday_conflict" not in read.flags:
            return structs.replace(read, year=year, flags=(*read.flags, "year_inferred"))
    return Problem("year_unknown", "The string names no year.", read)


def _without_date(tokens: list[Token], kinds: str) -> Reading | Problem:
    """No date; but a lone clock, or year and day around a month that is none, are known all the same."""
    if all(kind in " :.PuZdgk" for kind in kinds) and ":" in kinds and "P" in kinds:
        from newsclean.dates.grammar import TIME

        time = TIME.fullmatch(kinds.strip())
        clock = (
            relative.clock_of(time, [t for t in tokens if t.kind != " " or len(tokens) == len(kinds.strip())])
            if time
            else None
        )
        if clock is not None and not kinds.startswith(" "):
            return Problem("not_a_date", "A time of day without a day.", Reading(hour=clock[0], minute=clock[1]))
    season = _SEASON.fullmatch(kinds)
    if season is not None and tokens[season.start(1)].fold in lexicon().seasons:
        year = int(tokens[season.start(2)].text)
        return Reading(year) if 1900 <= year <= 2100 else Problem("not_a_date", "A season of no year.")
    if kinds.replace("  ", " ").strip() in {"d w y", "d. w y", "w d, y", "w d y"}:
        word = next(token for token in tokens if token.kind == "w")
        numbers = [token for token in tokens if token.kind in "dy"]
        day, year = int(numbers[0].text), int(numbers[1].text)
        if 1 <= day <= 31 and 1900 <= year <= 2100 and len(word.text) >= 3:
            known = Reading(year=year, day=day) if damage.stands_for_month(word.fold) else None
            return Problem("damaged", f"{word.text!r} is the name of no month.", known)
    return Problem("not_a_date", "The string holds no date.")


# --- bounds ------------------------------------------------------------------


def _settled(read: Reading | Problem, setting: Setting) -> Reading | Problem:
    return bounded(read, setting.reference) if isinstance(read, Reading) else read


def bounded(read: Reading, reference: dt.datetime | None) -> Reading | Problem:
    """The reading, or a problem where it is a placeholder, of no possible year, or after the fetch time."""
    year = read.year
    if year is None:
        return read
    if not 1600 <= year <= 2200:
        return Problem("out_of_range", f"No news is of the year {year}.")
    if read.month is None or read.day is None:
        if reference is not None and (year, read.month or 1) > (reference.year, reference.month):
            return _future(reference)
        return read
    if (year < 1972 or year == 2038) and _is_placeholder(read):
        return Problem("placeholder", "The zero of a computer's clock stands for a missing date.")
    if reference is not None and _is_after(read, reference):
        return _future(reference)
    return read


def _future(reference: dt.datetime) -> Problem:
    return Problem("future", f"The date is after the document was fetched ({reference:%Y-%m-%d}).")


def _is_placeholder(read: Reading) -> bool:
    day = day_of(read)
    if day is None:
        return False
    if (day.year, day.month, day.day) in _PLACEHOLDERS:
        return True
    if day.year not in (1969, 1970) or read.hour is None:
        return day == dt.date(1969, 12, 31)
    moment = wall_clock(day.year, day.month, day.day, read.hour, read.minute or 0)
    # Epoch zero on another clock, and epoch seconds that were read as milliseconds (the years 1990 to 2065).
    return -dt.timedelta(hours=14) <= moment - EPOCH <= dt.timedelta(days=35)


def _is_after(read: Reading, reference: dt.datetime) -> bool:
    day, moment = day_of(read), utc_of(read)
    if moment is None:
        return day is not None and day > (reference + _AHEAD).date()
    # With an offset, an hour for clocks that are wrong or have missed summer time; without, the farthest local clock.
    return moment > reference + (_CLOCK_ERROR if read.offset_minutes is not None else _AHEAD)
