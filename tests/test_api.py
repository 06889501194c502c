from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path
from typing import Any

import bs4
import lxml.html
import pytest

import newsclean

PAGE = """<!doctype html><html lang="en"><head><title>Bridge reopens - The Harbour Post</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Bridge reopens</h1>
<p>The harbour bridge reopened to traffic on Monday after eleven weeks of repairs, the city council said.</p>
<p>Engineers replaced forty steel beams and the whole of the road surface, which cost nine million in all.</p>
<p>Drivers had been sent on a detour of twelve kilometres through the old town since the end of winter.</p>
</article><footer>© 2024 The Harbour Post. All rights reserved.</footer></body></html>"""


@pytest.mark.parametrize(
    "raw",
    [
        PAGE,
        PAGE.encode(),
        bytearray(PAGE.encode()),
        memoryview(PAGE.encode()),
        bs4.BeautifulSoup(PAGE, "html.parser"),
        bs4.BeautifulSoup(PAGE, "html.parser").article,
        lxml.html.fromstring(PAGE),
        lxml.html.fromstring(PAGE).getroottree(),
    ],
    ids=["str", "bytes", "bytearray", "memoryview", "soup", "tag", "element", "tree"],
)
def test_every_kind_of_input_gives_the_same_body(raw: Any) -> None:
    article = newsclean.clean(raw)
    assert article.audit.pipeline.cleaners == newsclean.DEFAULT.names
    assert article.status == "ok"
    assert article.text.startswith("The harbour bridge reopened")
    assert len(article.body) == 3


@pytest.mark.parametrize("raw", [None, 3, 3.5, [], {}, object()])
def test_other_types_are_refused(raw: Any) -> None:
    with pytest.raises(newsclean.InputTypeError, match="give str, bytes"):
        newsclean.clean(raw)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"kind": "pdf"}, newsclean.InputValueError),
        ({"url": 3}, newsclean.InputTypeError),
        ({"encoding": b"utf-8"}, newsclean.InputTypeError),
        ({"fetched": "2024-01-01"}, newsclean.InputTypeError),
        ({"fetched": dt.datetime(2024, 1, 1)}, newsclean.InputValueError),
        ({"kind": []}, newsclean.InputValueError),
        ({"language": 5}, newsclean.InputTypeError),
        ({"id": 5}, newsclean.InputTypeError),
        ({"id": "\ud800"}, newsclean.InputValueError),
        ({"url": "https://example.org/\ud800"}, newsclean.InputValueError),
        ({"pipeline": []}, newsclean.InputTypeError),
        ({"limits": {"max_bytes": 3}}, newsclean.InputTypeError),
        ({"extra": "abc"}, newsclean.InputTypeError),
        ({"extra": {3: 1}}, newsclean.InputTypeError),
    ],
)
def test_wrong_arguments_are_refused(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        newsclean.clean("text", **options)


@pytest.mark.parametrize("raw", ["", b"", "   \n\n ", "\x00", "<html></html>"])
def test_nothing_in_gives_an_empty_article(raw: Any) -> None:
    article = newsclean.clean(raw)
    assert article.status in {"empty", "rejected"}
    assert article.text == ""
    assert article.title is None


def test_the_callers_columns_pass_through() -> None:
    article = newsclean.clean(PAGE, url="https://example.org/a", id="a-1", extra={"batch": 7, "tags": ["x"]})
    assert (article.id, article.url, article.extra) == ("a-1", "https://example.org/a", {"batch": 7, "tags": ["x"]})


def test_clean_document_takes_the_steps_apart() -> None:
    document = newsclean.read(PAGE)
    assert newsclean.clean_document(document) == newsclean.clean(PAGE)


def test_clean_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.encode("utf-16"))
    article = newsclean.clean_file(path, url="https://example.org/a")
    assert article.text == newsclean.clean(PAGE).text
    with pytest.raises(FileNotFoundError):
        newsclean.clean_file(tmp_path / "none.html")


def test_clean_many_takes_records_of_all_kinds() -> None:
    records: list[Any] = [
        PAGE,
        newsclean.Record(raw=PAGE, id="b"),
        {"html": PAGE, "id": "c", "crawl": "may"},
        {"text": "A line.", "extra": {"x": 1}},
    ]
    articles = list(newsclean.clean_many(records))
    assert [article.id for article in articles[1:3]] == ["b", "c"]
    assert articles[2].extra == {"crawl": "may"}
    assert articles[3].extra == {"x": 1}
    assert articles[0].text == articles[1].text == articles[2].text


def test_clean_many_in_processes_gives_the_same_in_the_same_order() -> None:
    records = [newsclean.Record(raw=PAGE.replace("Monday", f"day {number}"), id=str(number)) for number in range(20)]
    alone = [article.to_json() for article in newsclean.clean_many(iter(records))]
    assert [article.to_json() for article in newsclean.clean_many(iter(records), jobs=2)] == alone


@pytest.mark.parametrize("record", [{}, {"url": "x"}, {"html": "a", "text": "b"}])
def test_clean_many_refuses_what_is_no_record(record: Any) -> None:
    with pytest.raises(newsclean.InputValueError):
        list(newsclean.clean_many([record]))


def test_clean_many_needs_a_process() -> None:
    with pytest.raises(newsclean.InputValueError):
        newsclean.clean_many([], jobs=0)


@pytest.mark.parametrize(
    ("records", "options"),
    [("one document", {}), ({"html": PAGE}, {}), ([], {"jobs": "2"}), ([], {"pipeline": None}), ([], {"limits": 3})],
)
def test_clean_many_refuses_wrong_arguments_at_once(records: Any, options: dict[str, Any]) -> None:
    with pytest.raises(newsclean.InputTypeError):
        newsclean.clean_many(records, **options)


def test_clean_many_takes_rows_with_empty_cells() -> None:
    rows = [{"html": PAGE, "text": None, "kind": None, "id": None, "extra": None, "score": None}]
    (article,) = newsclean.clean_many(rows)
    assert article.status == "ok"
    assert article.extra == {"score": None}


def test_a_pipeline_that_cannot_go_to_other_processes_is_refused_at_once() -> None:
    @newsclean.cleaner("local")
    def local(draft: newsclean.Draft) -> Any:
        return ()

    with pytest.raises(newsclean.PipelineError, match="define its cleaners at the top level"):
        newsclean.clean_many([PAGE], jobs=2, pipeline=newsclean.Pipeline([local]))


@pytest.mark.parametrize("options", [{"max_bytes": -1}, {"max_blocks": -1}])
def test_limits_are_not_negative(options: dict[str, int]) -> None:
    with pytest.raises(newsclean.InputValueError, match="must be 0 or more"):
        newsclean.Limits(**options)
    with pytest.raises(newsclean.InputTypeError, match="must be int"):
        newsclean.Limits(max_characters="5")  # type: ignore[arg-type]


def test_clean_many_gives_results_as_they_get_done() -> None:
    records = [newsclean.Record(raw=PAGE, id=str(number), extra={"row": number}) for number in range(20)]
    found = list(newsclean.clean_many(records, jobs=2, ordered=False))
    assert {result.id: result.extra["row"] for result in found} == {str(number): number for number in range(20)}


def test_clean_many_keeps_the_callers_own_columns_out_of_the_pipe() -> None:
    own = object()
    (article,) = newsclean.clean_many([{"html": PAGE, "own": own}], timeout=60)
    assert article.extra["own"] is own


@newsclean.cleaner("endless", reasons=["endless"])
def endless(draft: newsclean.Draft) -> Any:
    """Never comes back from a page that says so."""
    while any("never ends" in block.text for block in draft.blocks):
        pass
    return ()


def test_clean_many_goes_on_after_a_page_that_never_ends() -> None:
    pipeline = newsclean.Pipeline([endless])
    records: list[Any] = [PAGE, {"html": "<p>This never ends.</p>", "id": "b", "row": 2}, PAGE]
    first, second, third = newsclean.clean_many(records, timeout=1, pipeline=pipeline)
    assert isinstance(first, newsclean.Article)
    assert third == first
    assert isinstance(second, newsclean.Rejected)
    assert (second.id, second.stage, second.error, second.extra) == ("b", "clean", "timeout", {"row": 2})


def test_clean_many_gives_a_rejected_page_the_id_of_its_article() -> None:
    pipeline = newsclean.Pipeline([endless])
    page = "<p>This never ends.</p>"
    (result,) = newsclean.clean_many([page], timeout=1, pipeline=pipeline)
    assert result.id == newsclean.clean(page, pipeline=newsclean.Pipeline([])).id


def test_clean_many_raises_what_the_caller_can_mend() -> None:
    with pytest.raises(newsclean.InputTypeError, match="url must be str"):
        list(newsclean.clean_many([{"html": PAGE, "url": 3}], jobs=2))
    with pytest.raises(newsclean.InputValueError, match="above 0"):
        newsclean.clean_many([PAGE], timeout=0)
    with pytest.raises(newsclean.InputTypeError, match="keys of extra"):
        list(newsclean.clean_many([{"html": PAGE, "extra": {3: 4}}], jobs=2))


def test_clean_many_is_at_ease_with_endless_input() -> None:
    results = newsclean.clean_many((PAGE for _ in itertools.count()), jobs=2)
    assert [next(results).status for _ in range(5)] == ["ok"] * 5
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00", "9999-12-31T23:59:59"])
@pytest.mark.parametrize("offset", ["-14:00", "+00:00", "+14:00"])
@pytest.mark.parametrize("told", ["6 May 2024", "6 May", "5 hours ago", "yesterday", "9999-12-31T23:59:59-10:00"])
def test_times_of_fetching_that_stand_for_never(moment: str, offset: str, told: str) -> None:
    fetched = dt.datetime.fromisoformat(moment + offset)
    newsclean.clean(f'<meta property="article:published_time" content="{told}"><p>Published {told}', fetched=fetched)


@pytest.mark.parametrize("records", [None, 3, "a document"])
def test_records_that_are_none(records: object) -> None:
    with pytest.raises(newsclean.InputTypeError):
        newsclean.clean_many(records)  # type: ignore[call-overload]


def test_json_that_is_no_text() -> None:
    with pytest.raises(newsclean.InputTypeError):
        newsclean.Article.from_json(None)  # type: ignore[arg-type]
    with pytest.raises(newsclean.SchemaError):
        newsclean.Article.from_json('"\ud83d"')
