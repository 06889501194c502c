"""The manifest of a run: what it is, and a line for each part that is whole. `--resume` goes on from its last line."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from newsclean.batch.parts import OutputError, sync_folder, told
from newsclean.batch.tally import Tally
from newsclean.errors import InputValueError

NAME = "_manifest.jsonl"
"""Arrow, Spark and DuckDB pass over names with an underscore when they read a folder of part files."""


class Header(Struct, frozen=True, kw_only=True, tag_field="line", tag="run", omit_defaults=False):
    """What a run is; another run goes on with it only when all of this is the same.

    Attributes:
        newsclean: version.
        schema: version of the records.
        pipeline: digest of the pipeline.
        format: how rows are written.
        audit: how much of the audit they hold.
        options: everything else that rows depend on.
        sources: how many inputs.
        bytes: of all of them.
        inputs: digest of their names and sizes.
    """

    newsclean: str
    schema: str
    pipeline: str
    format: str
    audit: str
    options: dict[str, Any]
    sources: int
    bytes: int
    inputs: str


class PartLine(Struct, frozen=True, kw_only=True, tag_field="line", tag="part"):
    """A part that is whole.

    Attributes:
        file: its name.
        rows: how many.
        bytes: of the file.
        sha256: of the file.
        source: index of the input that its last row is from.
        items: how many items of that input went before, that one included.
        tally: of its rows.
    """

    file: str
    rows: int
    bytes: int
    sha256: str
    source: int
    items: int
    tally: Tally


class EndLine(Struct, frozen=True, kw_only=True, tag_field="line", tag="end"):
    """The run is done.

    Attributes:
        parts: how many there are.
        tally: of all of them.
    """

    parts: int
    tally: Tally


_decoder = msgspec.json.Decoder(Header | PartLine | EndLine)


class Manifest:
    """The manifest of an output folder, held by one run at a time.

    Attributes:
        parts: the lines of parts that are whole.
        end: the last line, where the run is done.

    Args:
        folder: where the output goes; made, where it is not there.
        header: what this run is.
        resume: whether to go on with a run that is there.

    Raises:
        InputValueError: the folder holds something already, or another run than this one.
        OutputError: it cannot be written, or another process writes there.
    """

    def __init__(self, folder: Path, header: Header, *, resume: bool) -> None:
        self.folder = folder
        self.parts: list[PartLine] = []
        self.end: EndLine | None = None
        path = folder / NAME
        self._path = path
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            known = path.exists()
            if not resume and any(folder.iterdir()):
                what = "holds a run" if known else "is not empty"
                raise InputValueError(f"{folder} {what}: name another folder" + (", or --resume" if known else ""))
            self._file = path.open("r+b" if known else "w+b")
        try:
            self._lock()
            size = self._load(header)
            self._remove_temporaries()
            with told(path):
                self._file.truncate(size)
                self._file.seek(size)
            if not size:
                self._append(header)
        except BaseException:
            self.close()
            raise

    def add(self, part: PartLine) -> None:
        """A part is whole."""
        self._append(part)
        self.parts.append(part)

    def finish(self) -> Tally:
        """The run is done; the tally of it."""
        total = self.total()
        total.check()
        if self.end is None:
            self.end = EndLine(parts=len(self.parts), tally=total)
            self._append(self.end)
        return total

    def total(self) -> Tally:
        """The tally of the parts that are whole."""
        total = Tally()
        for part in self.parts:
            total.add(part.tally)
        return total

    def close(self) -> None:
        """Let others write there."""
        with contextlib.suppress(OSError):
            self._file.close()

    def _append(self, line: Header | PartLine | EndLine) -> None:
        with told(self._path):
            self._file.write(msgspec.json.encode(line) + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
            sync_folder(self.folder)

    def _lock(self) -> None:
        try:
            import fcntl
        except ImportError:
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OutputError(f"another run is writing to {self.folder}") from error

    def _load(self, header: Header) -> int:
        """Read what is there, up to the first line that is torn or whose part is not whole; how many bytes that is."""
        size = 0
        for data in self._file:
            try:
                line = _decoder.decode(data)
            except msgspec.MsgspecError:
                break
            if not data.endswith(b"\n"):
                break
            if isinstance(line, Header):
                self._compare(line, header)
            elif not size:
                break
            elif isinstance(line, PartLine):
                if not self._whole(line):
                    break
                self.parts.append(line)
            else:
                self.end = line
            size += len(data)
        return size

    def _compare(self, there: Header, wanted: Header) -> None:
        for name in Header.__struct_fields__:
            old, new = getattr(there, name), getattr(wanted, name)
            if old != new:
                told_of = "inputs (their names or sizes)" if name == "inputs" else name
                told_of += f" ({_difference(old, new)})" if name != "inputs" else ""
                raise InputValueError(f"cannot go on in {self.folder}: the run there has other {told_of}")

    def _whole(self, part: PartLine) -> bool:
        try:
            return (self.folder / part.file).stat().st_size == part.bytes
        except OSError:
            return False

    def _remove_temporaries(self) -> None:
        with told(self.folder):
            for path in self.folder.glob(".part-*.tmp"):
                path.unlink()


def _difference(old: Any, new: Any, name: str = "") -> str:
    """What differs between two options: `part_rows 10, not 20`."""
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [key for key in old | new if old.get(key) != new.get(key)]
        return "; ".join(_difference(old.get(key), new.get(key), key) for key in keys)
    return f"{name} {old}, not {new}".lstrip()
