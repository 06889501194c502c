"""Readers of CSV and Parquet. A row that cannot be used is told of, and the next is read."""

from __future__ import annotations

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from newsclean.batch.columns import Columns
from newsclean.batch.compression import DamagedInput
from newsclean.batch.items import MAX_DOCUMENT, Read, lost
from newsclean.batch.rows import read_row
from newsclean.batch.values import python_rows
from newsclean.model.arrow import import_pyarrow

_ROWS = 16
"""Rows of a Parquet file turned into Python values at a time: pages of a megabyte each are still few."""


def read_csv(
    stream: io.BufferedReader, name: str, columns: Columns, skip: int, *, tabs: bool = False
) -> Iterator[Read]:
    """Records of CSV in UTF-8 with a line of names, parted by commas or tabs.

    Args:
        stream: the lines.
        name: what the source is called.
        columns: which columns are what.
        skip: rows to pass over.
        tabs: whether columns are parted by tabs.

    Raises:
        ColumnError: a column is missing, or two have one name.
        DamagedInput: the stream breaks off, is UTF-16, or a quote is not closed before its end.
    """
    if stream.peek(2)[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise DamagedInput("it is UTF-16; only UTF-8 can be read")
    # A limit of the whole process, and by default far below a page.
    csv.field_size_limit(MAX_DOCUMENT)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    try:
        lines = _Ended(text)
        yield from _csv(csv.reader(lines, delimiter="\t" if tabs else ","), lines, name, columns, skip)
    finally:
        # Else the stream would be closed with the wrapper, and it is not ours to close.
        text.detach()


class _Ended(Iterator[str]):
    """Lines that know whether more were asked for than there are."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.ended = False

    def __next__(self) -> str:
        for line in self._lines:
            return line
        self.ended = True
        raise StopIteration


def _csv(rows: Iterator[list[str]], lines: _Ended, name: str, columns: Columns, skip: int) -> Iterator[Read]:
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
        if lines.ended:
            # All else up to the end went into its last field, whole rows perhaps.
            raise DamagedInput(f"a quote that opens in row {number} is not closed", truncated=True)
        if not cells:
            continue
        if skip:
            skip -= 1
        elif len(cells) != len(header):
            yield lost(place, "bad_record", f"the row has {len(cells)} fields, the header {len(header)}")
        else:
            row: dict[str, Any] = dict(zip(header, cells, strict=True))
            for column, parts in used.items():
                # CSV knows no null.
                if "raw" not in parts and not row[column]:
                    row[column] = None
            yield read_row(row, columns, used, place)


def read_parquet(stream: BinaryIO, name: str, columns: Columns, skip: int) -> Iterator[Read]:
    """Records of a Parquet file. Arguments and errors as for `read_csv`."""
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
        columns.check_schema(file.schema_arrow, name)
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
                yield read_row(row, columns, used, f"{name}:{at}")


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
