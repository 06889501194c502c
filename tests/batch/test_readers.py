from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import os
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsclean.batch import items as items_module
from newsclean.batch import json_rows, tables
from newsclean.batch import rows as rows_module
from newsclean.batch.columns import Columns
from newsclean.batch.items import Line
from newsclean.batch.json_rows import read_line
from newsclean.batch.readers import read
from newsclean.batch.sources import Source, digest, find
from newsclean.errors import ColumnError, InputValueError
from newsclean.model.rejected import Rejected
from newsclean.records import Record
from tests.batch.inputs import compressed, lines, warc_record
from tests.batch.pages import page, row

SUFFIXES = ["", ".gz", ".zst", ".bz2", ".xz"]


def found(path: Path | str, columns: Columns | None = None, **options: Any) -> list[Any]:
    (source,) = find([str(path)])
    columns = columns or Columns()
    results = [item.result for item in read(source, columns, **options) if item.result is not None]
    return [read_line(one, columns) if isinstance(one, Line) else one for one in results]


def items(path: Path) -> list[Any]:
    return list(read(find([str(path)])[0], Columns()))


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def parquet(rows: list[dict[str, Any]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), buffer, row_group_size=7)
    return buffer.getvalue()


def csv_bytes(rows: list[dict[str, Any]], delimiter: str = ",") -> bytes:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, rows[0], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


ROWS = [row(number) | {"crawl": f"may {number}"} for number in range(20)]
TABLES = {
    "jsonl": lines(ROWS),
    "csv": csv_bytes(ROWS),
    "tsv": csv_bytes(ROWS, "\t"),
    "parquet": parquet(ROWS),
}


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("form", TABLES)
def test_tables_of_all_formats_compressed_in_all_ways(tmp_path: Path, form: str, suffix: str) -> None:
    path = write(tmp_path / f"in.{form}{suffix}", compressed(TABLES[form], suffix))
    records = found(path)
    assert [record.id for record in records] == [one["id"] for one in ROWS]
    assert [record.raw for record in records] == [one["html"] for one in ROWS]
    assert records[3].extra == {"crawl": "may 3"}
    assert {record.kind for record in records} == {"html"}


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize("skip", [1, 7, 19, 20])
def test_reading_goes_on_from_any_row(tmp_path: Path, form: str, skip: int) -> None:
    path = write(tmp_path / f"in.{form}", TABLES[form])
    assert found(path, skip=skip) == found(path)[skip:]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_archives_compressed_in_all_ways(tmp_path: Path, suffix: str) -> None:
    data = b"".join(warc_record(page(n).encode(), f"https://ley-post.example/{n}") for n in range(5))
    records = found(write(tmp_path / f"in.warc{suffix}", compressed(data, suffix)))
    assert [record.url for record in records] == [f"https://ley-post.example/{n}" for n in range(5)]
    assert records[2].raw == page(2).encode()
    assert (records[2].encoding, records[2].kind) == ("utf-8", "html")
    assert records[2].fetched == dt.datetime(2024, 6, 1, 10, tzinfo=dt.UTC)
    assert records[2].extra["warc_record_id"].startswith("<urn:uuid:")


def test_records_of_an_archive_that_are_no_documents_are_counted(tmp_path: Path) -> None:
    html = page(1).encode()
    data = b"".join(
        [
            warc_record(b"software: x", kind="warcinfo", media="application/warc-fields"),
            warc_record(b"", status="301 Moved"),
            warc_record(html),
            warc_record(b"\x89PNG", media="image/png"),
            warc_record(b"A line of text.", kind="conversion", media="text/plain"),
            warc_record(html, status="404 Not Found"),
        ]
    )
    path = write(tmp_path / "in.warc", data)
    steps = items(path)
    assert [step.result.kind for step in steps if step.result is not None] == ["html", "text"]
    whole: Counter[str] = Counter()
    for step in steps:
        whole.update(step.skipped)
    assert whole == {"HTTP status 301": 1, "content type image/png": 1, "HTTP status 404": 1}
    # What was passed over before a document is not counted again when reading goes on behind it.
    rest: Counter[str] = Counter()
    for step in read(find([str(path)])[0], Columns(), skip=1):
        rest.update(step.skipped)
    assert rest == {"content type image/png": 1, "HTTP status 404": 1}


def chunked(body: bytes) -> bytes:
    return b"5\r\n" + body[:5] + b"\r\n%x;a=b\r\n" % (len(body) - 5) + body[5:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(page(1).encode())),
        ("Content-Encoding: deflate\r\n", zlib.compress(page(1).encode())),
        ("Content-Encoding: deflate\r\n", zlib.compress(page(1).encode(), wbits=-15)),
        ("Transfer-Encoding: chunked\r\n", chunked(page(1).encode())),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", page(1).encode()),
    ],
    ids=["gzip", "zlib", "raw deflate", "chunked", "decoded by the crawler"],
)  # fmt: skip
def test_http_encodings_are_undone_where_they_are_true(tmp_path: Path, headers: str, body: bytes) -> None:
    (record,) = found(write(tmp_path / "in.warc", warc_record(body, headers=headers)))
    assert record.raw == page(1).encode()


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("form", ["jsonl", "csv", "warc"])
def test_a_truncated_source_gives_what_is_whole_and_a_row_for_the_rest(tmp_path: Path, form: str, suffix: str) -> None:
    data = b"".join(warc_record(page(n).encode()) for n in range(20)) if form == "warc" else TABLES[form]
    whole = compressed(data, suffix)
    path = write(tmp_path / f"in.{form}{suffix}", whole[: len(whole) * 9 // 10])
    results = found(path)
    *records, last = results
    assert all(isinstance(record, Record) for record in records)
    assert isinstance(last, Rejected)
    if suffix or form == "warc":
        assert last.error == "truncated"
        (step,) = [step for step in items(path) if step.damage]
        assert "ends in the middle" in step.damage
        assert "\n" not in step.damage
    else:
        assert last.error in {"bad_record", "invalid"}
    assert len(results) < 21


def test_a_truncated_parquet_file_is_unreadable(tmp_path: Path) -> None:
    path = write(tmp_path / "in.parquet", TABLES["parquet"][:-100])
    (rejected,) = found(path)
    assert (rejected.error, rejected.stage) == ("unreadable", "read")
    assert "no whole Parquet file" in rejected.message


def test_broken_compression_and_no_archive_at_all(tmp_path: Path) -> None:
    broken = bytearray(gzip.compress(TABLES["jsonl"]))
    broken[len(broken) // 2] ^= 0xFF
    (last,) = found(write(tmp_path / "a.jsonl.gz", bytes(broken)))[-1:]
    assert (last.error, "broken" in last.message) == ("unreadable", True)
    (only,) = found(write(tmp_path / "b.warc", b"no archive\n" * 9))
    assert only.error == "unreadable"


def test_lines_that_are_no_records_cost_only_themselves(tmp_path: Path) -> None:
    data = lines(ROWS[:1]) + b"{broken\n\n[1]\n" + lines([{"html": None}, {"html": 3}, {"html": "a", "text": "b"}])
    results = found(write(tmp_path / "in.jsonl", data + lines(ROWS[1:2])))
    assert [getattr(result, "error", "") for result in results] == [
        "", "bad_record", "bad_record", "invalid", "invalid", "invalid", "",
    ]  # fmt: skip
    assert results[1].id == f"{tmp_path}/in.jsonl:2"
    assert results[2].message == "the line is not an object but a list"


def test_what_pythons_encoder_writes_is_read(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + lines([{"html": "<p>half \ud83d</p>", "id": "a\udc00", "score": float("nan")}])
    data += b'\xef\xbb\xbf{"html": "caf\xe9", "big": 1e999}\n'
    first, second = found(write(tmp_path / "a.jsonl", data))
    assert (first.raw, first.id) == ("<p>half \ufffd</p>", "a\ufffd")
    assert second.raw == "caf\ufffd"


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("skip", [0, 1, 7])
def test_an_array_of_objects_is_read_as_lines_are(tmp_path: Path, indent: int | None, skip: int) -> None:
    rows = [row(number) for number in range(7)]
    path = write(tmp_path / "a.json", json.dumps(rows, indent=indent).encode())
    assert found(path, skip=skip) == found(write(tmp_path / "b.jsonl", lines(rows)), skip=skip)


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (json.dumps(row(1), indent=1).encode(), 1),
        (b"[]\n", 0),
        (b"\n\n[\n]", 0),
        (b"[1, 2]\n", 1),
        (b"[{\n" + lines([row(1), row(2)]), 3),
        (b"{\n\n" + lines([row(1)]), 2),
        (b"[{}]\n[{}]\n", 2),
    ],
)
def test_files_that_begin_like_one_value(tmp_path: Path, data: bytes, count: int) -> None:
    results = found(write(tmp_path / "a.json", data))
    assert len(results) == count
    assert sum(isinstance(result, Record) for result in results) == data.count(b'"html"')


def test_one_value_too_large_to_be_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_rows, "MAX_DOCUMENT", 1000)
    (step,) = items(write(tmp_path / "a.json", json.dumps([row(1), row(2)], indent=1).encode()))
    assert "write an object a line" in step.damage


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_utf_16_is_told_of(tmp_path: Path, name: str) -> None:
    (step,) = items(write(tmp_path / name, 'id,html\n{"html": "x"}\n'.encode("utf-16")))
    assert "UTF-16" in step.damage


def test_a_quote_that_is_not_closed_swallows_no_rows(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", b'id,html\n1,x\n2,"y\n3,z\n')
    first, last = found(path)
    assert first.id == "1"
    assert (last.error, "row 2 is not closed" in last.message) == ("truncated", True)
    assert [one.raw for one in found(write(tmp_path / "b.csv", b'id,html\n1,x\n2,"y\nz"'))] == ["x", "y\nz"]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (pa.table({"html": [1, 2]}), "'html' is int64"),
        (pa.table({"html": ["x"], "fetched": pa.array([0], pa.timestamp("us"))}), "without a time zone"),
        (pa.table({"html": ["x"], "id": [1.5]}), "'id' is double"),
        (pa.Table.from_arrays([pa.array(["x"])] * 2, names=["html", "html"]), "2 columns"),
    ],
    ids=["document", "fetched", "id", "twice"],
)
def test_columns_of_parquet_that_cannot_be_used(tmp_path: Path, table: pa.Table, message: str) -> None:
    pq.write_table(table, tmp_path / "a.parquet")
    source = find([str(tmp_path / "a.parquet")])[0]
    with pytest.raises(ColumnError, match=message):
        list(read(source, Columns(), first=True))
    (step,) = read(source, Columns())
    assert message in step.damage


def test_two_columns_of_one_name_in_csv(tmp_path: Path) -> None:
    with pytest.raises(ColumnError, match="named 'a'"):
        found(write(tmp_path / "a.csv", b"html,a,a\nx,1,2\n"), first=True)


def test_one_column_may_be_address_and_id(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", b'{"html": "x", "url": "https://a.example/"}\n')
    (record,) = found(path, Columns(id="url"))
    assert (record.id, record.url, record.extra) == ("https://a.example/", "https://a.example/", {})


def test_an_archive_with_other_line_ends_is_told_of(tmp_path: Path) -> None:
    (step,) = items(write(tmp_path / "a.warc", warc_record(page(1).encode()).replace(b"\r\n", b"\n")))
    assert "no WARC file" in step.damage


def test_rows_of_csv_that_are_not_whole(tmp_path: Path) -> None:
    data = b"html,id\n<p>A</p>,1\n<p>B</p>\n,3\n<p>D</p>,\n"
    results = found(write(tmp_path / "in.csv", data))
    assert [getattr(result, "error", "") for result in results] == ["", "bad_record", "", ""]
    assert [results[0].id, results[3].id] == ["1", None]


@pytest.mark.parametrize("form", TABLES)
def test_wrong_columns_of_the_first_table_are_the_callers_mistake(tmp_path: Path, form: str) -> None:
    path = write(tmp_path / f"in.{form}", TABLES[form])
    with pytest.raises(ColumnError, match=r"no column 'body' in .*; it has 'id', 'url', 'html', 'crawl'"):
        found(path, Columns(document="body"), first=True)
    # In a later one they cost that table, not the run.
    (rejected,) = found(path, Columns(document="body"))
    assert rejected.error == "unreadable"


def test_documents_and_records_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_name = [sys.modules[f"newsclean.batch.{name}"] for name in ("readers", "warc")]
    for module in (items_module, json_rows, rows_module, tables, *by_name):
        monkeypatch.setattr(module, "MAX_DOCUMENT", 2000)
    large = "x" * 3000
    data = lines([ROWS[0] | {"html": "small"}, {"html": large, "id": "a"}, ROWS[1] | {"html": "small"}])
    results = found(write(tmp_path / "in.jsonl", data))
    assert [getattr(result, "error", "") for result in results] == ["", "too_large", ""]
    (rejected,) = found(write(tmp_path / "in.html", large.encode()))
    assert (rejected.error, rejected.extra) == ("too_large", {"path": f"{tmp_path}/in.html"})
    archive = warc_record(large.encode()) + warc_record(b"<p>small</p>")
    assert [getattr(one, "error", "") for one in found(write(tmp_path / "in.warc", archive))] == ["too_large", ""]
    table = parquet([{"html": large, "id": "a"}, {"html": "small", "id": "b"}])
    assert [getattr(one, "error", "") for one in found(write(tmp_path / "in.parquet", table))] == ["too_large", ""]


def test_folders_and_globs_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.html", "a/2.txt", "a/1.html.gz", "a/b/c", ".hidden.html", "in.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        write(tmp_path / name, b"x")
    (tmp_path / "out").mkdir()
    write(tmp_path / "out" / "part-00000.jsonl", b"x")
    sources = find([str(tmp_path)], outside=tmp_path / "out")
    names = [Path(source.name).relative_to(tmp_path).as_posix() for source in sources]
    assert names == ["a/1.html.gz", "a/2.txt", "a/b/c", "b.html", "in.jsonl"]
    assert [source.kind for source in sources] == ["html", "text", "auto", "html", "auto"]
    assert [source.format for source in sources] == ["document"] * 4 + ["jsonl"]
    globbed = find([str(tmp_path / "**" / "*.html*"), str(tmp_path / "b.html")])
    assert [Path(source.name).name for source in globbed] == ["1.html.gz", "b.html"]
    assert {source.format for source in find([str(tmp_path / "a")], form="csv")} == {"csv"}


@pytest.mark.parametrize("given", ["nowhere.html", "no*where"])
def test_what_is_not_there_is_the_callers_mistake(tmp_path: Path, given: str) -> None:
    with pytest.raises(InputValueError, match=r"no such file|nothing matches"):
        find([str(tmp_path / given)])


def test_a_file_that_went_away_is_a_row(tmp_path: Path) -> None:
    source = Source(name=str(tmp_path / "gone.html"), format="document")
    (step,) = read(source, Columns())
    assert isinstance(step.result, Rejected)
    assert "No such file" in step.damage


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX")
@pytest.mark.parametrize("given", ["", "*", "**"])
def test_links_to_nowhere_are_told_of_and_pipes_are_left_alone(tmp_path: Path, given: str) -> None:
    write(tmp_path / "a.html", b"x")
    (tmp_path / "b.html").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to(".")
    os.mkfifo(tmp_path / "c.html")
    sources = find([str(tmp_path / given)])
    assert [Path(source.name).name for source in sources if "loop" not in source.name] == ["a.html", "b.html"]
    (step,) = read(sources[1], Columns())
    assert "No such file" in step.damage


def test_another_size_is_another_input(tmp_path: Path) -> None:
    path = write(tmp_path / "a.html", b"x")
    before = digest(find([str(path)]))
    write(path, b"xy")
    assert digest(find([str(path)])) != before


@pytest.mark.parametrize("form", ["jsonl", "parquet", "warc", "html"])
@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_standard_input_is_told_by_its_first_bytes(form: str, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = {**TABLES, "warc": warc_record(page(1).encode()), "html": page(1).encode()}[form]

    class Stdin:
        buffer = io.BufferedReader(io.BytesIO(compressed(data, suffix)))  # type: ignore[arg-type]

    monkeypatch.setattr(sys, "stdin", Stdin)
    results = found("-")
    assert len(results) == (20 if form in TABLES else 1)
    assert all(isinstance(result, Record) for result in results)


def test_all_that_can_be_decompressed_is_read(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(warc_record(page(n).encode()) for n in range(50)))
    cut = whole[: len(whole) * 7 // 10]
    begun = zlib.decompressobj(31).decompress(cut).count(b"WARC/1.0")
    assert begun > 5
    assert len(found(write(tmp_path / "in.warc.gz", cut))) == begun
