"""What the caller knows: a fallback where the document does not say, or an override."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.fields.pages import page

import newsclean

HEAD = '<meta property="og:title" content="Council votes to close the old bridge">'


def test_a_fallback_gives_way_to_the_document() -> None:
    given = {"title": "From the feed", "authors": ["Jane Doe", "John Roe"], "published": "2026-03-05T10:00+01:00"}
    article = newsclean.clean(page(HEAD), fallback=given)
    assert article.title == "Council votes to close the old bridge"
    assert [author.name for author in article.authors] == ["Jane Doe", "John Roe"]
    assert article.published is not None
    assert article.published.value == "2026-03-05T10:00+01:00"
    assert article.published.source == article.authors[0].source == "caller"
    unused = next(item for item in article.evidence["title"] if item.source == "caller")
    assert not unused.chosen
    assert unused.value == "From the feed"


def test_an_override_wins_and_leaves_the_evidence() -> None:
    article = newsclean.clean(page(HEAD), override={"title": "From the feed", "language": "de", "tags": "a, b"})
    assert (article.title, article.tags) == ("From the feed", ("a", "b"))
    assert article.language is not None
    assert article.language.code == "de"
    said = [item for item in article.evidence["title"] if item.value == "Council votes to close the old bridge"]
    assert said
    assert not any(item.chosen for item in said)
    assert "overrides" in said[0].reason


def test_dates_are_taken_as_dates() -> None:
    day = newsclean.clean(page(), override={"published": dt.date(2026, 3, 5)}).published
    moment = dt.datetime(2026, 3, 5, 10, tzinfo=dt.UTC)
    exact = newsclean.clean(page(), override={"published": moment}).published
    assert day is not None
    assert (day.value, day.precision) == ("2026-03-05", "day")
    assert exact is not None
    assert exact.offset_known
    assert exact.datetime() == moment


def test_nothing_given_is_nothing_said() -> None:
    article = newsclean.clean(page(HEAD), override={"title": None, "authors": [], "section": " "})
    assert article.title == "Council votes to close the old bridge"
    assert article.authors == ()
    assert article.section is None


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"headline": "x"}, newsclean.InputValueError),
        ({"title": 3}, newsclean.InputTypeError),
        ({"authors": [3]}, newsclean.InputTypeError),
        ({"published": 2026}, newsclean.InputTypeError),
        ({"published": "2023-56-14"}, newsclean.InputValueError),
        ({"language": "?"}, newsclean.InputValueError),
        (["title"], newsclean.InputTypeError),
        ([], newsclean.InputTypeError),
        ({"title": "half a \ud83d"}, newsclean.InputValueError),
        ({"authors": ["half a \ud83d"]}, newsclean.InputValueError),
    ],
)
def test_mistakes_of_the_caller_raise(given: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        newsclean.clean(page(), fallback=given)  # type: ignore[arg-type]


def test_records_carry_them() -> None:
    record = {"html": page(HEAD), "fallback": {"authors": "Jane Doe"}}
    (article,) = newsclean.clean_many([record])
    assert [author.name for author in article.authors] == ["Jane Doe"]


def test_an_offset_with_seconds_is_told_in_utc() -> None:
    zone = dt.timezone(dt.timedelta(minutes=9, seconds=21))
    for given in (dt.datetime(1902, 3, 5, 10, tzinfo=zone), "1902-03-05T10:00:00+00:09:21"):
        published = newsclean.clean(page(), override={"published": given}).published
        assert published is not None
        assert published.value == "1902-03-05T09:50:39+00:00"
        assert published.raw == "1902-03-05T10:00:00+00:09:21"


def test_values_are_read_without_control_characters() -> None:
    given = {"title": "Bridge\x00 closed\n", "authors": ["Jane\x07 Doe"], "tags": ["old\x1b bridge", "\x01"]}
    article = newsclean.clean(page(), override=given)
    assert article.title == "Bridge closed"
    assert [author.name for author in article.authors] == ["Jane Doe"]
    assert article.tags == ("old bridge",)
