"""Readers of tables: lines of JSON, CSV, Parquet. A row that cannot be used is told of, and the next is read."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from newsclean.batch.columns import BESIDE, Columns, python_rows
from newsclean.batch.compression import DamagedInput
from newsclean.batch.items import MAX_DOCUMENT, Line, Read, lost
from newsclean.errors import InputTypeError, InputValueError
from newsclean.model.arrow import import_pyarrow
from newsclean.model.rejected import Rejected
from newsclean.records import Record

_TOO_LARGE = f"larger than {MAX_DOCUMENT >> 20} MiB"

_ROWS = 16
"""Rows of a Parquet file turned into Python values at a time: pages of a megabyte each are still few."""


def read_jsonl(stream: io.BufferedReader, name: str, columns: Columns, skip: int) -> Iterator[Read]:
    """Lines of JSON, for `read_line`; blank lines are nothing.

    Args:
        stream: the lines.
        name: what the source is called.
        columns: which keys are what.
        skip: records to pass over.

    Raises:
        ColumnError: the first object lacks a key that was asked for.
        DamagedInput: the stream breaks off.
    """
    checked = False
    for number, line in _lines(stream):
        if line is not None and not line.strip():
            continue
        if skip:
            skip -= 1
            checked = True
            continue
        place = f"{name}:{number}"
        if line is None:
            yield lost(place, "too_large", f"the line is {_TOO_LARGE}")
            continue
        if not checked:
            row = _object(line, place)
            if isinstance(row, dict):
                columns.check(row, name)
                checked = True
        yield Line(line, place)


def read_line(line: Line, columns: Columns) -> Record | Rejected:
    """The record that a line of JSON makes, or what stands for it."""
    row = _object(line.data, line.place)
    return _read(row, columns, columns.used(row), line.place) if isinstance(row, dict) else row


def _object(line: bytes, place: str) -> dict[str, Any] | Rejected:
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return lost(place, "bad_record", f"the line is not JSON: {error}")
    if not isinstance(row, dict):
        return lost(place, "bad_record", f"the line is not an object but a {type(row).__name__}")
    return row


def _lines(stream: io.BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers, from 1; `None` for one that is too long."""
    number = 0
    while line := stream.readline(MAX_DOCUMENT + 1):
        number += 1
        if len(line) > MAX_DOCUMENT and not line.endswith(b"\n"):
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def read_csv(
    stream: io.BufferedReader, name: str, columns: Columns, skip: int, *, tabs: bool = False
) -> Iterator[Read]:
    """Records of CSV in UTF-8 with a line of names, parted by commas or tabs. Else as `read_jsonl`."""
    # A limit of the whole process, and by default far below a page.
    csv.field_size_limit(MAX_DOCUMENT)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    try:
        yield from _csv(csv.reader(text, delimiter="\t" if tabs else ","), name, columns, skip)
    finally:
        # Else the stream would be closed with the wrapper, and it is not ours to close.
        text.detach()


def _csv(rows: Iterator[list[str]], name: str, columns: Columns, skip: int) -> Iterator[Read]:
    header = next(rows, None)
    if header is None:
        return
    columns.check(header, name)
    used = columns.used(header)
    number = 0
    while True:
        number += 1
        place = f"{name}:{number}"
        try:
            cells = next(rows, None)
        except csv.Error as error:
            if skip:
                skip -= 1
            else:
                yield lost(place, "bad_record", f"the row cannot be read: {error}")
            continue
        if cells is None:
            return
        if not cells:
            continue
        if skip:
            skip -= 1
        elif len(cells) != len(header):
            yield lost(place, "bad_record", f"the row has {len(cells)} fields, the header {len(header)}")
        else:
            row: dict[str, Any] = dict(zip(header, cells, strict=True))
            for column, part in used.items():
                # CSV knows no null.
                if part in BESIDE and not row[column]:
                    row[column] = None
            yield _read(row, columns, used, place)


def read_parquet(stream: BinaryIO, name: str, columns: Columns, skip: int) -> Iterator[Read]:
    """Records of a Parquet file. Arguments and errors as for `read_jsonl`."""
    pa = import_pyarrow("reading Parquet")
    import pyarrow.parquet as pq  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with tempfile.TemporaryFile() as spooled:
        if not stream.seekable():
            # What came compressed, or through a pipe: a Parquet file is read from its end.
            shutil.copyfileobj(stream, spooled, 1 << 20)
            spooled.seek(0, os.SEEK_SET)
            stream = spooled
        try:
            file = pq.ParquetFile(stream)
        except (pa.ArrowException, OSError) as error:
            raise DamagedInput(f"it is no whole Parquet file ({_first_line(error)})") from error
        columns.check(file.schema_arrow.names, name)
        used = columns.used(file.schema_arrow.names)
        number = 0
        batches = file.iter_batches(batch_size=_ROWS)
        while True:
            try:
                batch = next(batches, None)
                if batch is None:
                    return
                rows = python_rows(batch.slice(max(0, skip - number)), used)
            except (pa.ArrowException, OSError) as error:
                raise DamagedInput(f"it cannot be read from row {number + 1} on ({_first_line(error)})") from error
            start = number + batch.num_rows - len(rows)
            number += batch.num_rows
            for at, row in enumerate(rows, start + 1):
                yield _read(row, columns, used, f"{name}:{at}")


def _read(row: dict[str, Any], columns: Columns, used: dict[str, str], place: str) -> Record | Rejected:
    try:
        record = columns.record_of(row, used)
    except (InputTypeError, InputValueError) as error:
        own = {part: row[name] for name, part in used.items() if part in {"id", "url"}}
        known: dict[str, Any] = {"extra": {name: value for name, value in row.items() if name not in used}}
        if isinstance(own.get("id"), str | int):
            known["id"] = str(own["id"])
        if isinstance(own.get("url"), str):
            known["url"] = own["url"]
        return lost(place, "invalid", str(error), **known)
    if len(record.raw) > MAX_DOCUMENT:
        return lost(
            record.id or place, "too_large", f"the document is {_TOO_LARGE}", url=record.url, extra=record.extra
        )
    return record


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
