"""What holds for every string: no exception, nothing made up, the same answer everywhere."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.dates import find_dates, read_date, read_with_evidence, reading, spans
from newsclean.dates.signs import may_hold_date
from newsclean.model.date import Problem, Reading

LANGUAGES = (
    "en de fr es it pt nl da sv nb fi is pl cs sk sl hr sr bs mk bg ru uk be lt lv et hu ro el tr az ca gl sq ar he fa "
    "ur hi bn ta te mr gu pa kn th vi id ms fil sw ja zh ko ka hy kk uz"
).split()

MOMENTS = st.datetimes(min_value=dt.datetime(1995, 1, 1), max_value=dt.datetime(2040, 1, 1))
SHARDS = st.sampled_from(
    "14 6 2023 23 06 56 May März 6月 日 Wed, 2023-06-14 T 17:56 PM Z EDT +02:00 / . - | : Published Updated vor ago "
    "Stunden ٢٠٢٣ ۱۴۰۲ 令和 f vrier ao?t 2O23 1686779760 /Date( )/ https:// x #".split()
)
STRINGS = st.one_of(
    st.text(max_size=60), st.lists(SHARDS, max_size=12).map(" ".join), st.lists(SHARDS, max_size=8).map("".join)
)


def check(read: Reading | Problem) -> None:
    known = read.known if isinstance(read, Problem) else read
    if known is None:
        return
    if known.year is not None and known.month is not None and known.day is not None:
        dt.date(known.year, known.month, known.day)
    assert known.hour is None or 0 <= known.hour <= 23
    assert known.minute is None or (0 <= known.minute <= 59 and known.hour is not None)
    assert known.second is None or (0 <= known.second <= 59 and known.minute is not None)
    assert known.offset_minutes is None or (-720 <= known.offset_minutes <= 840 and known.hour is not None)


@settings(deadline=None, max_examples=400)
@given(STRINGS, st.sampled_from([None, *LANGUAGES]))
def test_no_string_raises_or_gives_an_impossible_date(text: str, language: str | None) -> None:
    check(read_date(text, language=language))
    for found in find_dates(text, language=language):
        assert text[found.start : found.end] == found.raw
        check(found.result)


@settings(deadline=None, max_examples=150)
@given(STRINGS, STRINGS, MOMENTS)
def test_evidence_never_raises(text: str, evidence: str, reference: dt.datetime) -> None:
    check(read_with_evidence(text, evidence, reference=reference).result)


@settings(deadline=None, max_examples=200)
@given(STRINGS)
def test_parts_come_from_the_string_alone(text: str) -> None:
    """Whatever day it is, a string without a reference reads the same; its year is written in it."""
    read = read_date(text)
    assert read == read_date(text)
    if isinstance(read, Reading) and read.year is not None and not {"calendar_converted", "damaged"} & set(read.flags):
        digits = "".join(str(int(char)) if char.isdecimal() else char for char in text)
        epoch = any(char.isdigit() for char in text)
        assert f"{read.year % 100:02d}" in digits or epoch


@pytest.mark.parametrize("language", LANGUAGES)
def test_round_trip_of_every_format_in_every_language(language: str) -> None:
    dates = pytest.importorskip("babel.dates")
    for month in range(1, 13):
        moment = dt.datetime(2019, month, (month * 7) % 28 + 1, 17, 56)
        for style in ("long", "full", "medium"):
            written = dates.format_date(moment, style, locale=language)
            read = read_date(written, language=language)
            assert isinstance(read, Reading), (written, read)
            assert read.iso == moment.date().isoformat(), written
            written = dates.format_datetime(moment, "medium", locale=language)
            read = read_date(written, language=language)
            assert isinstance(read, Reading), (written, read)
            assert (read.iso or "")[:16] == moment.isoformat()[:16], written


@given(MOMENTS, st.sampled_from([None, 0, 330, -240, 840, -720]))
def test_round_trip_of_iso(moment: dt.datetime, offset: int | None) -> None:
    moment = moment.replace(microsecond=0)
    if offset is not None:
        moment = moment.replace(tzinfo=dt.timezone(dt.timedelta(minutes=offset)))
    read = read_date(moment.isoformat())
    assert isinstance(read, Reading)
    assert read.iso == moment.isoformat()


PROBE = """
import newsclean.dates as d, datetime as dt
for s in ["14 June 2023 17:56 EST", "14/06/23", "March 9", "9 juin 2024 ET", "2023-06-14T17:56", "3 hours ago"]:
    print(d.read_date(s), d.read_date(s, reference=dt.datetime(2024, 1, 1, tzinfo=dt.timezone.utc)))
"""


def test_host_zone_locale_and_hash_seed_make_no_difference() -> None:
    answers = set()
    for zone, locale, seed in (
        ("UTC", "C", "0"),
        ("America/New_York", "en_US.UTF-8", "1"),
        ("Asia/Tokyo", "de_DE.UTF-8", "2"),
    ):
        environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        answers.add(
            subprocess.run([sys.executable, "-c", PROBE], env=environment, check=True, capture_output=True).stdout
        )
    assert len(answers) == 1


@pytest.mark.parametrize("shard", ["1", "14.", "May ", "a", "(", "2023-06-14 ", "12:30 ", "年", "1 2 3 ", "٣", "M rz "])
def test_huge_strings_cost_no_more_than_long_ones(shard: str) -> None:
    """What lies beyond the bounds is not looked at, so it cannot cost or change anything."""
    huge = shard * (5_000_000 // len(shard))
    assert read_date(huge) == read_date(huge[: reading.MAX_LENGTH] + "…" * 9)
    assert find_dates(huge) == find_dates(huge[: spans.MAX_LENGTH] + "…" * 9)


def test_same_moment_on_any_clock_is_bounded_by_the_reference() -> None:
    fetched = dt.datetime(2024, 3, 9, 20, 7, tzinfo=dt.UTC)
    assert isinstance(read_date("2024-03-10T05:00:00+09:00", reference=fetched), Reading)
    assert isinstance(read_date("2024-03-10T05:00:00+00:00", reference=fetched), Problem)
    local = fetched.astimezone(dt.timezone(dt.timedelta(hours=-5)))
    assert read_date("3 hours ago", reference=fetched) == read_date("3 hours ago", reference=local)


@settings(deadline=None, max_examples=400)
@given(STRINGS, st.sampled_from([None, *LANGUAGES]))
def test_no_line_without_a_sign_holds_a_date(text: str, language: str | None) -> None:
    """What is not cut into tokens for want of a sign would have given nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spans, "may_hold_date", lambda _: True)
        found = find_dates(text, language=language)
    assert find_dates(text, language=language) == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_of_every_language_shows_a_sign(language: str) -> None:
    dates = pytest.importorskip("babel.dates")
    for month in range(1, 13):
        for style in ("short", "medium", "long", "full"):
            written = dates.format_date(dt.date(2019, month, 9), style, locale=language)
            assert may_hold_date(f"Jane Doe, {written}"), written
