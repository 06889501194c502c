"""JSON-LD and Arrow: what a record looks like outside."""

from __future__ import annotations

import datetime as dt
from typing import Any

import jsonschema
import pytest

import newsclean
from newsclean.model.arrow import arrow_row
from newsclean.model.article import Article, Author, Language, Media, Publisher
from newsclean.model.audit import Audit, PipelineInfo
from newsclean.model.date import DateValue

AUDIT = Audit((), (), PipelineInfo("1", "0", ()))
FULL = Article(
    status="ok",
    id="0",
    audit=AUDIT,
    url="https://example.com/a",
    title="Council votes",
    text="One.\n\nTwo.",
    authors=(
        Author(name="Jane Doe", kind="person", organisation="Example Times"),
        Author(name="dpa", kind="organisation"),
    ),
    published=DateValue("2023-06-14T17:56-04:00", "minute", True, "14 June", "block", 0.9),
    modified=DateValue("2023-06", "month", False, "June 2023", "block", 0.5),
    fetched=dt.datetime(2023, 6, 15, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    publisher=Publisher(name="Example Times", domain="example.com"),
    tags=("bridges",),
    language=Language(code="en", confidence=1.0),
    images=(Media(url="https://example.com/a.jpg", caption="The bridge"),),
    access="free",
    word_count=2,
    extra={"row": 7},
)
EMPTY = Article(status="empty", id="1", audit=AUDIT)

TEXT = {"type": "string", "minLength": 1}
THING = {"type": "object", "required": ["@type", "name"], "properties": {"name": TEXT, "url": {"format": "uri"}}}
NEWS_ARTICLE: dict[str, Any] = {
    "required": ["@context", "@type"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@type": {"enum": ["NewsArticle", "OpinionNewsArticle", "LiveBlogPosting"]},
        **dict.fromkeys(("headline", "description", "articleBody", "articleSection", "inLanguage", "license"), TEXT),
        "author": {"type": "array", "items": THING},
        "publisher": THING,
        "keywords": {"type": "array", "items": TEXT},
        "datePublished": {"pattern": r"^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?)?)?)?$"},
        "isAccessibleForFree": {"type": "boolean"},
        "wordCount": {"type": "integer", "minimum": 1},
    },
}
"""The ranges that schema.org gives these properties."""


@pytest.mark.parametrize("found", [FULL, EMPTY])
def test_jsonld_is_a_news_article(found: Article) -> None:
    jsonschema.Draft202012Validator(NEWS_ARTICLE).validate(found.to_jsonld())


def test_jsonld_leaves_out_what_is_not_known() -> None:
    assert EMPTY.to_jsonld() == {"@context": "https://schema.org", "@type": "NewsArticle"}
    node = FULL.to_jsonld()
    assert node["author"] == [
        {"@type": "Person", "name": "Jane Doe", "worksFor": {"@type": "Organization", "name": "Example Times"}},
        {"@type": "Organization", "name": "dpa"},
    ]
    assert (node["datePublished"], node["dateModified"]) == ("2023-06-14T17:56-04:00", "2023-06")


def test_arrow_row_has_the_instant_beside_the_text() -> None:
    row = arrow_row(FULL)
    assert row["published"]["instant"] == dt.datetime(2023, 6, 14, 21, 56, tzinfo=dt.UTC)
    assert row["published"]["offset_minutes"] == -240
    assert (row["modified"]["value"], row["modified"]["instant"]) == ("2023-06", None)
    assert row["fetched"] == dt.datetime(2023, 6, 14, 22, tzinfo=dt.UTC)
    assert row["extra"] == '{"row":7}'


def test_arrow_rows_fit_the_schema() -> None:
    pa = pytest.importorskip("pyarrow")
    table = pa.Table.from_pylist([arrow_row(FULL), arrow_row(EMPTY)], schema=newsclean.arrow_schema())
    assert set(table.column_names) == set(Article.__struct_fields__)
    assert table["authors"][0].as_py()[0]["name"] == "Jane Doe"


def test_without_pyarrow_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(newsclean.NewscleanError, match="newsclean\\[parquet\\]"):
        newsclean.arrow_schema()
