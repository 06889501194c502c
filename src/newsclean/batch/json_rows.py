"""The reader of JSON: an object a line; or a file that is one array of objects, or one object over several lines."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

import msgspec

from newsclean.batch.columns import Columns
from newsclean.batch.compression import DamagedInput
from newsclean.batch.items import MAX_DOCUMENT, Line, Read, lost
from newsclean.batch.rows import TOO_LARGE, read_row
from newsclean.model.rejected import Rejected
from newsclean.records import Record
from newsclean.text.unseen import whole_text

_BEGINS_WHOLE = re.compile(rb"\[\s*(\{.*|\])?|\{", re.DOTALL)
"""A first line, stripped, that is no object but may begin a file that is one array or one object."""


def read_jsonl(stream: io.BufferedReader, name: str, columns: Columns, skip: int) -> Iterator[Read]:
    """Lines of JSON, for `read_line`; blank lines are nothing.

    Args:
        stream: the lines.
        name: what the source is called.
        columns: which keys are what.
        skip: lines to pass over.

    Raises:
        ColumnError: the first object lacks a key that was asked for.
        DamagedInput: the stream breaks off, is UTF-16, or is an array too large to be read at once.
    """
    checked = skip > 0
    for place, line in islice(_values(stream, name), skip, None):
        if line is None:
            yield lost(place, "too_large", f"the line is {TOO_LARGE}")
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
    return read_row(row, columns, columns.used(row), line.place) if isinstance(row, dict) else row


def _object(line: bytes, place: str) -> dict[str, Any] | Rejected:
    try:
        row = _decoded(line)
    except (ValueError, RecursionError) as error:
        return lost(place, "bad_record", f"the line is not JSON: {error}")
    if not isinstance(row, dict):
        return lost(place, "bad_record", f"the line is not an object but a {type(row).__name__}")
    return row


def _decoded(data: bytes) -> Any:
    """The value. Raises ValueError or RecursionError where it is none."""
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        # What Python's own encoder writes and RFC 8259 does not know: NaN, infinities, halves of characters. These, and
        # bytes that are not UTF-8, become U+FFFD.
        value = json.loads(data.decode("utf-8", "replace"))
        return json.loads(whole_text(json.dumps(value, ensure_ascii=False)))


def _values(stream: io.BufferedReader, name: str) -> Iterator[tuple[str, bytes | None]]:
    """Values with their places; `None` for a line that is too long."""
    numbered = ((number, line) for number, line in _lines(stream) if line is None or line.strip())
    first = next(numbered, None)
    if first is None:
        return
    number, line = first
    if line is not None and line.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DamagedInput("it is UTF-16; only UTF-8 can be read")
    if line is not None and _BEGINS_WHOLE.fullmatch(line.strip()):
        rest = stream.read(MAX_DOCUMENT)
        values = _whole(line + rest)
        if values is not None:
            yield from ((f"{name}[{at}]", json.dumps(value).encode()) for at, value in enumerate(values))
            return
        if len(rest) == MAX_DOCUMENT:
            raise DamagedInput(f"it is one JSON value {TOO_LARGE}; write an object a line")
        numbered = ((at, one) for at, one in enumerate(io.BytesIO(rest), number + 1) if one.strip())
    for at, one in chain([first], numbered):
        yield f"{name}:{at}", one


def _whole(data: bytes) -> list[Any] | None:
    """The elements of an array, or the one object; `None` where the data are neither."""
    try:
        value = _decoded(data)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, list) else [value]


def _lines(stream: io.BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers, from 1; `None` for one that is too long."""
    number = 0
    while line := stream.readline(MAX_DOCUMENT + 1):
        number += 1
        # Files that were put together have a byte order mark within.
        line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) > MAX_DOCUMENT and not line.endswith(b"\n"):
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line
