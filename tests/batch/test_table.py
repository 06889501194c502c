from __future__ import annotations

import datetime as dt
import json
import pickle
from typing import Any

import pytest

import newsclean
from newsclean.batch import BatchCleaner, clean_batch
from tests.batch.pages import TROUBLED, page, row

pa = pytest.importorskip("pyarrow")


def table(rows: list[dict[str, Any]]) -> Any:
    return pa.Table.from_pylist(rows)


NS = "1970-01-01 00:00:00.000000001"


def broken_text(kind: Any) -> Any:
    """A column of text that holds the bytes of Latin-1."""
    offsets = (0).to_bytes(8 if kind == pa.large_string() else 4, "little")
    ends = (2).to_bytes(len(offsets), "little")
    return pa.Array.from_buffers(kind, 1, [None, pa.py_buffer(offsets + ends), pa.py_buffer(b"a\xe9")])


def test_a_row_for_each_row_in_order_with_the_fixed_schema() -> None:
    batch = table([row(number) for number in range(5)]).to_batches()[0]
    out = clean_batch(batch)
    assert isinstance(out, pa.RecordBatch)
    assert out.schema == newsclean.arrow_schema()
    assert out.schema.metadata == newsclean.arrow_schema().metadata
    assert out["id"].to_pylist() == [f"doc-{number}" for number in range(5)]
    first = out.slice(0, 1).to_pylist()[0]
    assert (first["status"], first["title"]) == ("ok", "Council votes for bridge 0")
    assert first["published"] == dt.datetime(2024, 5, 1, 8, tzinfo=dt.UTC)
    assert (first["published_offset_minutes"], first["published_precision"]) == (120, "second")
    assert [author["name"] for author in first["authors"]] == ["Jane Doe"]
    assert first["url"] == "https://ley-post.example/news/0"


def test_rows_are_those_of_clean() -> None:
    out = clean_batch(table([row(3)]))
    article = newsclean.clean(page(3), kind="html", url=row(3)["url"], id="doc-3")
    found = out.to_pylist()[0]
    assert (found["text"], json.loads(found["audit"])) == (article.text, article.to_dict()["audit"])
    assert json.loads(found["evidence"]) == article.to_dict()["evidence"]


def test_a_table_of_several_chunks_makes_one_batch() -> None:
    whole = pa.concat_tables([table([row(1) | {"crawl": 7}]), table([row(2) | {"crawl": 8}])])
    out = clean_batch(whole)
    assert out["id"].to_pylist() == ["doc-1", "doc-2"]
    assert out["crawl"].to_pylist() == [7, 8]


def test_no_rows_make_an_empty_batch() -> None:
    out = clean_batch(table([row(1)]).slice(0, 0))
    assert (out.num_rows, out.schema) == (0, newsclean.arrow_schema())


def test_own_columns_follow_as_they_are() -> None:
    moment = dt.datetime(2024, 1, 1)
    own = {"crawl": 7, "title": "theirs", "seen": moment, "vector": [0.5, 1.5], "raw_bytes": b"\xff"}
    batch = table([row(1) | own])
    out = clean_batch(batch)
    assert out.schema.names[-5:] == ["crawl", "input_title", "seen", "vector", "raw_bytes"]
    assert out.to_pylist()[0]["input_title"] == "theirs"
    assert out["vector"].type == batch["vector"].type
    assert out["extra"].to_pylist() == [None]
    assert BatchCleaner().output_schema(batch.schema) == out.schema


def test_own_columns_as_json_or_not_at_all() -> None:
    batch = table([row(1) | {"crawl": 7, "title": "theirs"}])
    out = clean_batch(batch, passthrough="json")
    assert out.schema == newsclean.arrow_schema()
    assert json.loads(out["extra"][0].as_py()) == {"crawl": 7, "title": "theirs"}
    assert clean_batch(batch, passthrough="none")["extra"].to_pylist() == [None]


def test_columns_by_other_names() -> None:
    rows = [{"body": page(1), "link": "https://a.example/1", "key": 12, "at": dt.datetime(2024, 6, 1, tzinfo=dt.UTC)}]
    out = clean_batch(
        table(rows), column="body", url_column="link", id_column="key", fetched_column="at", kind="html"
    ).to_pylist()[0]
    assert (out["id"], out["url"], out["status"]) == ("12", "https://a.example/1", "ok")
    assert out["fetched"] == dt.datetime(2024, 6, 1, tzinfo=dt.UTC)


def test_bytes_with_an_encoding() -> None:
    raw = page(1).replace("Doe", "Größe").encode("iso-8859-1")
    out = clean_batch(table([{"html": raw, "encoding": "iso-8859-1"}])).to_pylist()[0]
    assert out["authors"][0]["name"] == "Jane Größe"


def test_html_beside_text_must_be_told_apart() -> None:
    both = table([row(1) | {"text": "An earlier extraction."}])
    out = clean_batch(both).to_pylist()[0]
    assert (out["status"], out["rejected_error"], out["id"]) == ("error", "invalid", "doc-1")
    chosen = clean_batch(both, column="html")
    assert chosen["input_text"].to_pylist() == ["An earlier extraction."]
    assert chosen["status"].to_pylist() == ["ok"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"html": None}, "no document"),
        ({"fetched": "yesterday"}, "no ISO 8601"),
        ({"fetched": "2024-05-01T10:00:00"}, "no time zone"),
    ],
)
def test_a_row_that_cannot_be_used_is_a_row_all_the_same(change: dict[str, Any], message: str) -> None:
    rows = [row(1) | dict.fromkeys(change), row(2) | change, row(3) | dict.fromkeys(change)]
    for one in rows[::2]:
        one["html"] = page(1)
    out = clean_batch(table(rows)).to_pylist()
    assert [found["status"] for found in out] == ["ok", "error", "ok"]
    assert message in out[1]["rejected_message"]


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        ([{"body": "x"}], {}, "no column 'html', 'text' or 'raw'"),
        ([{"html": "x"}], {"column": "htm"}, "did you mean 'html'"),
        ([{"html": "x"}], {"url_column": "link"}, "no column 'link'"),
        ([{"html": 3}], {}, "int64, which cannot be used"),
        ([{"html": "x", "url": 3}], {}, "cannot be used for url"),
        ([{"html": "x", "id": 3.5}], {}, "cannot be used for id"),
        ([{"html": "x", "fetched": dt.datetime(2024, 1, 1)}], {}, "without a time zone"),
        ([{"html": "x", "title": 1, "input_title": 2}], {}, "two columns"),
    ],
)
def test_wrong_columns_raise(rows: list[dict[str, Any]], options: Any, message: str) -> None:
    with pytest.raises(newsclean.ColumnError, match=message):
        clean_batch(table(rows), **options)


@pytest.mark.parametrize(
    "options", [{"audit": "all"}, {"passthrough": "some"}, {"kind": "pdf"}, {"timeout": 0}, {"column": 3}]
)
def test_wrong_options_raise(options: Any) -> None:
    with pytest.raises(newsclean.NewscleanError):
        BatchCleaner(**options)


def test_something_else_is_no_batch() -> None:
    with pytest.raises(newsclean.InputTypeError, match="RecordBatch or Table"):
        clean_batch([row(1)])


def test_audit_levels() -> None:
    batch = table([row(1)])
    assert clean_batch(batch, audit="none")["audit"].to_pylist() == [None]
    assert "counts" in json.loads(clean_batch(batch, audit="counts")["audit"][0].as_py())


def test_bounds_hold_in_a_batch() -> None:
    rows = [row(1), row(2) | {"html": "<p>HANG THE WORKER</p>"}, row(3) | {"html": "<p>KILL THE WORKER</p>"}, row(4)]
    out = clean_batch(table(rows), pipeline=TROUBLED, timeout=3)
    assert out["status"].to_pylist() == ["ok", "error", "error", "ok"]
    assert out["rejected_error"].to_pylist() == [None, "timeout", "crash", None]


def test_a_cleaner_of_batches_pickles_and_gives_the_same() -> None:
    cleaner = BatchCleaner(audit="counts", timeout=60)
    try:
        first = cleaner(table([row(1)]))
        again = pickle.loads(pickle.dumps(cleaner))
        try:
            assert again(table([row(1)])) == first == clean_batch(table([row(1)]), audit="counts")
        finally:
            again.close()
    finally:
        cleaner.close()


def test_text_that_is_not_the_utf_8_it_claims_to_be() -> None:
    raw = page(1).replace("Doe", "Größe").replace("<head>", '<head><meta charset="iso-8859-1">').encode("iso-8859-1")
    broken = pa.array([raw], pa.binary()).view(pa.string())
    batch = pa.RecordBatch.from_arrays([broken, pa.array([b"a\xff"], pa.binary()).view(pa.string())], ["html", "id"])
    for given in (batch, pa.Table.from_batches([batch])):
        found = clean_batch(given).to_pylist()[0]
        assert (found["status"], found["id"]) == ("ok", "a\ufffd")
        assert found["authors"][0]["name"] == "Jane Größe"


def test_halves_of_characters_are_told_of() -> None:
    from newsclean.batch.results import writable
    from newsclean.model.rejected import Rejected

    found = writable(Rejected(id="a\ud800", stage="read", error="invalid", url="https://a.example/\udcff"))
    assert (found.id, found.url) == ("a\ufffd", "https://a.example/\ufffd")


def test_a_fault_on_one_page_costs_that_page(monkeypatch: pytest.MonkeyPatch) -> None:
    from newsclean import api

    def faulty(raw: Any, **options: Any) -> Any:
        if "day 2" in raw:
            raise KeyError("surprise")
        return newsclean.clean(raw, **options)

    monkeypatch.setattr(api, "clean", faulty)
    out = clean_batch(table([row(1), row(2), row(3)])).to_pylist()
    assert [one["status"] for one in out] == ["ok", "error", "ok"]
    assert (out[1]["rejected_error"], out[1]["rejected_message"]) == ("crash", "KeyError: 'surprise'")


FAR = pa.array([2**55], pa.timestamp("s"))
"""A moment a billion years from now."""


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (pa.array([1_000], pa.timestamp("ns", "UTC")), "1970-01-01T00:00:00.000001Z"),
        (pa.array([1], pa.timestamp("ns", "UTC")), "1970-01-01 00:00:00.000000001Z"),
        (pa.array([1_500_000_000], pa.duration("ns")), "PT1.5S"),
        (pa.array([1], pa.time64("ns")), "00:00:00.000000001"),
        (pa.array([{"at": [1, None]}], pa.struct({"at": pa.list_(pa.timestamp("ns"))})), {"at": [NS, None]}),
        (broken_text(pa.string()), "a\ufffd"),
        (broken_text(pa.large_string()), "a\ufffd"),
        (pa.StructArray.from_arrays([broken_text(pa.string())], ["in"]), {"in": "a\ufffd"}),
        (broken_text(pa.string()).dictionary_encode(), "a\ufffd"),
        (pa.array([float("nan")]), None),
        (pa.array([b"\x00\xff"]), "AP8="),
    ],
    ids=lambda value: str(getattr(value, "type", "")),
)
def test_odd_values_of_own_columns_cost_nothing(column: pa.Array, value: Any) -> None:
    batch = pa.table({"html": [page(1)], "own": column})
    (found,) = clean_batch(batch, passthrough="json").to_pylist()
    assert (found["status"], json.loads(found["extra"])) == ("ok", {"own": value})


def test_moments_of_nanoseconds_and_of_no_calendar() -> None:
    batch = pa.table({"html": [page(1)] * 2, "fetched": pa.array([10**18 + 1, None], pa.timestamp("ns", "UTC"))})
    found = clean_batch(batch).to_pylist()
    assert [one["status"] for one in found] == ["ok", "ok"]
    assert found[0]["fetched"] == dt.datetime(2001, 9, 9, 1, 46, 40, tzinfo=dt.UTC)
    (far,) = clean_batch(pa.table({"html": ["x"], "fetched": FAR.cast(pa.timestamp("s", "UTC"))})).to_pylist()
    assert (far["status"], far["rejected_error"]) == ("error", "invalid")
    assert clean_batch(pa.table({"html": ["x"], "own": FAR}), passthrough="json").to_pylist()[0]["status"] == "ok"
