from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import jsonschema
import msgspec
import pytest

import newsclean
from newsclean import Article, DateValue, Reading

ARTICLE = newsclean.clean(
    "Bridge reopens\n\n167\n\n"
    "The harbour bridge, Norway s oldest, reopened on Monday, the city council of the town said.\n"
    "Engineers replaced forty steel beams and the whole of the road surface, which cost nine million.",
    fetched=dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC),
    url="https://example.org/a",
    extra={"batch": 3},
)


def test_articles_are_frozen() -> None:
    with pytest.raises(AttributeError):
        ARTICLE.title = "Another"  # type: ignore[misc]


def test_json_and_pickle() -> None:
    assert Article.from_json(ARTICLE.to_json()) == ARTICLE
    assert Article.from_json(ARTICLE.to_json(indent=2).encode()) == ARTICLE
    assert pickle.loads(pickle.dumps(ARTICLE)) == ARTICLE
    assert msgspec.json.decode(ARTICLE.to_json()) == ARTICLE.to_dict()


@pytest.mark.parametrize("data", ["", "{}", "[]", b"\xff", '{"status": "fine"}'])
def test_what_is_no_article_is_refused(data: Any) -> None:
    with pytest.raises(newsclean.SchemaError, match="not an Article"):
        Article.from_json(data)


@pytest.mark.parametrize("value", [object(), 1j, "\ud800", [{"deep": object()}]])
def test_a_column_that_is_no_json_is_named(value: Any) -> None:
    article = msgspec.structs.replace(ARTICLE, extra={"fine": 1, "mine": value})
    assert article.extra["mine"] is value
    with pytest.raises(newsclean.InputTypeError, match=r"extra\['mine'\] cannot be written as JSON"):
        article.to_json()
    with pytest.raises(newsclean.InputTypeError):
        article.to_dict()


def test_the_schema() -> None:
    schema = newsclean.json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].endswith(ARTICLE.schema)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(ARTICLE.to_dict())


def test_records_from_newer_versions_can_be_read() -> None:
    data = ARTICLE.to_dict() | {"a_later_field": 1}
    assert Article.from_json(msgspec.json.encode(data)) == ARTICLE


@pytest.mark.parametrize(
    ("parts", "iso", "precision"),
    [
        ({}, None, None),
        ({"month": 3, "day": 7}, None, None),
        ({"year": 2023}, "2023", "year"),
        ({"year": 2023, "day": 14}, "2023", "year"),
        ({"year": 2023, "month": 6}, "2023-06", "month"),
        ({"year": 2023, "month": 6, "day": 14}, "2023-06-14", "day"),
        ({"year": 2023, "month": 6, "day": 14, "hour": 17}, "2023-06-14T17", "hour"),
        (
            {"year": 2023, "month": 6, "day": 14, "hour": 17, "minute": 56, "offset_minutes": -240},
            "2023-06-14T17:56-04:00",
            "minute",
        ),
        (
            {"year": 2023, "month": 6, "day": 14, "hour": 17, "minute": 56, "second": 9, "offset_minutes": 330},
            "2023-06-14T17:56:09+05:30",
            "second",
        ),
    ],
)
def test_readings_hold_what_they_hold(parts: dict[str, int], iso: str | None, precision: str | None) -> None:
    reading = Reading(**parts)  # type: ignore[arg-type]
    assert (reading.iso, reading.precision) == (iso, precision)


def value(iso: str, precision: Any) -> DateValue:
    return DateValue(iso, precision, "+" in iso, iso, "test", 1.0)


def test_dates_do_not_fill_in_what_is_not_there() -> None:
    month = value("2023-06", "month")
    with pytest.raises(ValueError, match="holds no day"):
        month.date()
    assert month.date(fill="first") == dt.date(2023, 6, 1)
    day = value("2023-06-14", "day")
    assert day.date() == dt.date(2023, 6, 14)
    with pytest.raises(ValueError, match="holds no minute"):
        day.datetime()
    assert day.datetime(fill="first") == dt.datetime(2023, 6, 14)
    hour = value("2023-06-14T17+02:00", "hour")
    with pytest.raises(ValueError, match="holds no minute"):
        hour.datetime()
    assert hour.datetime(fill="first").isoformat() == "2023-06-14T17:00:00+02:00"
    minute = value("2023-06-14T17:56+02:00", "minute")
    assert minute.datetime().utcoffset() == dt.timedelta(hours=2)


def test_markdown_shows_text_as_it_is() -> None:
    body = (
        newsclean.Paragraph("1. not a list", "paragraph", 0, 0),
        newsclean.Paragraph("A subhead", "heading", 2, 1),
        newsclean.Paragraph("one *star*", "list_item", 1, 2),
        newsclean.Paragraph("two", "list_item", 2, 3),
        newsclean.Paragraph("said", "quote", 0, 4),
        newsclean.Paragraph("x = 1", "code", 0, 5),
    )
    article = msgspec.structs.replace(ARTICLE, body=body, title="# Title: [x]")
    front, shown = article.to_markdown().removeprefix("---\n").split("---\n")
    assert front.startswith('title: "# Title: [x]"\n')
    assert [part.strip("\n") for part in shown.split("\n\n")] == [
        "# \\# Title: \\[x\\]",
        "1\\. not a list",
        "## A subhead",
        "- one \\*star\\*\n  - two",
        "> said",
        "    x = 1",
    ]


def test_words_are_counted_once_and_anew_for_other_blocks() -> None:
    document = newsclean.read("The bridge reopened.\n\nOn Monday\n\n橋が開いた。", kind="text")
    assert document.words == tuple(block.words for block in document.blocks)
    assert document.words is document.words
    assert msgspec.structs.replace(document, blocks=document.blocks[:1]).words == document.words[:1]
    copy = pickle.loads(pickle.dumps(document))
    assert copy == document
    assert copy.words == document.words
