"""A source to its items, from any of them on."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, cast

from newsclean.batch.columns import Columns
from newsclean.batch.compression import DamagedInput, decompressed
from newsclean.batch.items import MAX_DOCUMENT, Item, Read, lost
from newsclean.batch.json_rows import read_jsonl
from newsclean.batch.sources import STANDARD_INPUT, Format, Source
from newsclean.batch.tables import read_csv, read_parquet
from newsclean.batch.warc import read_warc
from newsclean.errors import ColumnError, InputValueError
from newsclean.records import Record


def read(source: Source, columns: Columns, *, skip: int = 0, first: bool = False) -> Iterator[Item]:
    """What a source holds. Its last item may hold no document, and tell what was passed over before its end.

    A source that cannot be read, or not to its end, gives a `Rejected` in the place of the rest and no error.

    Args:
        source: what to read.
        columns: which columns of tables are what.
        skip: items to pass over.
        first: whether this is the first source of the run: then wrong columns raise, for they are the caller's mistake.

    Raises:
        ColumnError: see `first`.
        NewscleanError: reading it needs a package that is not installed.
    """
    name = shown(source.name)
    count = skip
    skipped: Counter[str] = Counter()
    with ExitStack() as stack:
        try:
            raw = _open(source, stack)
            stream = decompressed(raw)
            if source.name != STANDARD_INPUT:
                stack.callback(stream.close)
            for found in _found(source, stream, name, columns, skip, skipped):
                count += 1
                yield Item(result=found, skipped=_taken(skipped), share=_share(raw, source))
        except (DamagedInput, OSError) as error:
            reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
            truncated = isinstance(error, DamagedInput) and error.truncated
            where = f"after {count} of its documents: " if count else ""
            found = lost(f"{name}#{count + 1}", "truncated" if truncated else "unreadable", f"{name}: {where}{reason}")
        except ColumnError as error:
            if first and not count:
                raise
            found = lost(f"{name}#{count + 1}", "unreadable", f"{name}: {error}")
        else:
            if skipped:
                yield Item(result=None, skipped=_taken(skipped), share=1.0, last=True)
            return
        yield Item(result=found, skipped=_taken(skipped), damage=found.message, share=1.0, last=True)


def shown(name: str) -> str:
    """A file's name as text that can be written, whatever bytes it has."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _taken(skipped: Counter[str]) -> dict[str, int]:
    taken = dict(skipped)
    skipped.clear()
    return taken


def _open(source: Source, stack: ExitStack) -> BinaryIO:
    if source.name != STANDARD_INPUT:
        return stack.enter_context(Path(source.name).open("rb", buffering=0))
    if sys.stdin is None:
        raise DamagedInput("standard input is closed")
    return cast("BinaryIO", sys.stdin.buffer)


def _share(raw: BinaryIO, source: Source) -> float:
    """How far a file has been read, decompressed or not."""
    return min(1.0, raw.tell() / source.size) if source.size else 0.0


def _found(
    source: Source, stream: io.BufferedReader, name: str, columns: Columns, skip: int, skipped: Counter[str]
) -> Iterator[Read]:
    match source.format or _sniffed(stream):
        case "jsonl":
            yield from read_jsonl(stream, name, columns, skip)
        case "csv":
            yield from read_csv(stream, name, columns, skip, tabs=source.tabs)
        case "parquet":
            yield from read_parquet(stream, name, columns, skip)
        case "warc":
            yield from read_warc(stream, name, skip, skipped)
        case "document" if not skip:
            yield _document(stream, source, name, columns)
        case "document":
            pass


def _document(stream: io.BufferedReader, source: Source, name: str, columns: Columns) -> Read:
    data = stream.read(MAX_DOCUMENT + 1)
    extra = {"path": name}
    if len(data) > MAX_DOCUMENT:
        return lost(name, "too_large", f"the file is larger than {MAX_DOCUMENT >> 20} MiB", extra=extra)
    return Record(raw=data, kind=columns.kind or source.kind, extra=extra)


def _sniffed(stream: io.BufferedReader) -> Format:
    """What comes through standard input.

    Raises:
        InputValueError: it looks like a table, and which is not to be told.
    """
    start = stream.peek(4096)[:4096]
    if start.startswith(b"WARC/"):
        return "warc"
    if start.startswith(b"PAR1"):
        return "parquet"
    if re.match(rb"(\xef\xbb\xbf)?\s*(\{|\[\s*\{)", start):
        return "jsonl"
    if not start:
        return "jsonl"
    if start.lstrip().startswith(b"<"):
        return "document"
    raise InputValueError("what comes through standard input is not to be told: give --input-format")
