"""JSON-LD and Arrow: what a record looks like outside."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import jsonschema
import pytest

import newsclean
from newsclean.model.arrow import arrow_row
from newsclean.model.article import Article, Author, Language, Media, Publisher
from newsclean.model.audit import Audit, PipelineInfo
from newsclean.model.date import DateValue
from newsclean.model.receipts import AUDIT_LEVELS, check_level
from newsclean.model.rejected import Rejected

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
REJECTED = Rejected(id="7", stage="clean", error="timeout", message="too slow", url="https://example.com/b")

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
    assert row["published"] == dt.datetime(2023, 6, 14, 21, 56, tzinfo=dt.UTC)
    assert row["published_date"] == dt.date(2023, 6, 14)
    assert (row["published_offset_minutes"], row["published_value"]) == (-240, "2023-06-14T17:56-04:00")
    assert (row["modified_value"], row["modified"], row["modified_date"]) == ("2023-06", None, None)
    assert row["fetched"] == dt.datetime(2023, 6, 14, 22, tzinfo=dt.UTC)
    assert row["extra"] == '{"row":7}'


def test_arrow_rows_fit_the_schema() -> None:
    pa = pytest.importorskip("pyarrow")
    schema = newsclean.arrow_schema()
    rows = [arrow_row(FULL), arrow_row(EMPTY), arrow_row(REJECTED)]
    assert set().union(*rows) <= set(schema.names)
    table = pa.Table.from_pylist(rows, schema=schema)
    assert set(Article.__struct_fields__) <= set(schema.names)
    assert table["authors"][0].as_py()[0]["name"] == "Jane Doe"
    assert table["publisher"].to_pylist() == ["Example Times", None, None]
    assert table["extra"].to_pylist() == ['{"row":7}', None, None]


def test_a_rejected_document_is_a_row_too() -> None:
    row = arrow_row(REJECTED)
    assert (row["status"], row["id"], row["url"]) == ("error", "7", "https://example.com/b")
    assert (row["rejected_stage"], row["rejected_error"], row["rejected_message"]) == ("clean", "timeout", "too slow")
    assert Rejected.from_json(REJECTED.to_json()) == REJECTED
    with pytest.raises(newsclean.SchemaError):
        Rejected.from_json("{}")


AUDITED = newsclean.clean(
    "<h1>Council votes</h1><p>The council voted for a new bridge over the river on Monday.</p>" * 2
)


def test_the_audit_is_stored_at_four_levels() -> None:
    rows = {level: arrow_row(AUDITED, level) for level in AUDIT_LEVELS}
    full = json.loads(rows["full"]["audit"])
    reasons = json.loads(rows["reasons"]["audit"])
    counts = json.loads(rows["counts"]["audit"])
    assert len(full["blocks"]) == len(full["fates"]) == len(reasons["fates"]) == sum(counts["counts"].values())
    assert [fate["fate"] for fate in reasons["fates"]] == [fate["fate"] for fate in full["fates"]]
    assert reasons["pipeline"] == counts["pipeline"] == full["pipeline"]["digest"]
    assert rows["none"]["audit"] is None
    assert [level for level, row in rows.items() if row["evidence"]] == ["full", "reasons"]


def test_unknown_audit_levels_are_refused() -> None:
    with pytest.raises(newsclean.InputValueError, match="'reasons'"):
        check_level("all")


def test_without_pyarrow_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(newsclean.NewscleanError, match="newsclean\\[parquet\\]"):
        newsclean.arrow_schema()
