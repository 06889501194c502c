"""Part files: written under a temporary name, flushed to the disk, then renamed. A file with its own name is whole."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from newsclean.batch.encode import RowFormat, batch_of
from newsclean.model.arrow import arrow_schema, import_pyarrow

ROWS = 10_000
BYTES = 256 << 20
"""A part ends after this many rows or, before that, with the row that takes its uncompressed size past this: what a
crash can cost is bounded, and so is the number of files. Both depend on the rows alone, never on time."""

_GROUP_ROWS = 1_000
_GROUP_BYTES = 32 << 20
"""The same for the row groups of a Parquet file: what of it is held in memory."""


class OutputError(Exception):
    """The output cannot be written; one line for a person."""


class Part:
    """One part file while it is written.

    Args:
        folder: where it goes.
        number: which it is, from 0.
        form: how rows are written.
        most: rows it may have.

    Raises:
        OutputError: it cannot be written. So do all methods.
    """

    def __init__(self, folder: Path, number: int, form: RowFormat, most: int = ROWS) -> None:
        self.name = part_name(number, form)
        self.rows = 0
        self.size = 0
        self._most = most
        self._path = folder / self.name
        self._temporary = folder / f".{self.name}.tmp"
        with told(self._temporary):
            self._file = _Hashed(self._temporary.open("wb"))
            self._rows: _Lines | _Groups = _Lines(self._file) if form == "jsonl" else _Groups(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self.drop()

    def full(self) -> bool:
        """Whether the next row belongs to the next part."""
        return self.rows >= self._most or self.size >= BYTES

    def write(self, data: bytes) -> None:
        """Add a row."""
        with told(self._temporary):
            self._rows.write(data)
        self.rows += 1
        self.size += len(data)

    def finish(self) -> tuple[int, str]:
        """Give the file its name; size and digest of it."""
        with told(self._temporary):
            self._rows.finish()
            self._file.sync()
            self._temporary.replace(self._path)
            sync_folder(self._path.parent)
        return self._file.size, self._file.digest()

    def drop(self) -> None:
        """Remove what was written, so that a full disk is less full."""
        with contextlib.suppress(OSError, ValueError):
            self._file.close()
        with contextlib.suppress(OSError):
            self._temporary.unlink(missing_ok=True)


class _Lines:
    def __init__(self, file: _Hashed) -> None:
        self._file = file

    def write(self, data: bytes) -> None:
        self._file.write(data + b"\n")

    def finish(self) -> None:
        pass


class _Groups:
    """Rows of a Parquet file, a row group at a time."""

    def __init__(self, file: _Hashed) -> None:
        import_pyarrow("writing Parquet")
        import pyarrow.parquet as pq  # type: ignore[import-not-found, import-untyped, unused-ignore]

        self._writer = pq.ParquetWriter(file, arrow_schema(), compression="zstd")
        self._held: list[Any] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        self._held.append(batch_of(data))
        self._size += len(data)
        if len(self._held) >= _GROUP_ROWS or self._size >= _GROUP_BYTES:
            self._flush()

    def finish(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._held:
            table = import_pyarrow("writing Parquet").Table.from_batches(self._held, arrow_schema())
            # In one piece: a column of as many chunks as rows takes three times as long to write.
            self._writer.write_table(table.combine_chunks(), row_group_size=table.num_rows)
            self._held, self._size = [], 0


class _Hashed:
    """A file that knows the digest and the size of what went into it. Enough of a file for pyarrow."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.size = 0
        self.closed = False

    def write(self, data: Any) -> int:
        with memoryview(data) as view:
            self._hash.update(view)
            self.size += view.nbytes
            self._file.write(view)
            return view.nbytes

    def tell(self) -> int:
        return self.size

    def flush(self) -> None:
        self._file.flush()

    def sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self.closed = True

    def close(self) -> None:
        self._file.close()
        self.closed = True

    def digest(self) -> str:
        return self._hash.hexdigest()

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False


class told(contextlib.AbstractContextManager["told"]):  # noqa: N801 - read as a word: `with told(path):`
    """Turn errors of the file system into an `OutputError` about a file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, OSError):
            raise OutputError(f"cannot write {self._path}: {error.strerror or error}") from error


def part_name(number: int, form: RowFormat) -> str:
    """The name of a part file."""
    return f"part-{number:05d}.{form}"


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
