"""What the inputs of a batch are: files, globs, folders and standard input, in a fixed order."""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from newsclean.batch.compression import SUFFIXES
from newsclean.errors import InputValueError
from newsclean.ingest.read import Kind

Format: TypeAlias = Literal["document", "jsonl", "csv", "parquet", "warc"]
FORMATS: tuple[Format, ...] = get_args(Format)

STANDARD_INPUT = "-"

_FORMATS: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".warc": "warc",
    ".wet": "warc",
}
_KINDS: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".txt": "text",
    ".text": "text",
}


class Source(Struct, frozen=True, kw_only=True):
    """One input.

    Attributes:
        name: what it is called in messages and in `extra`: its path as it was found, or `-`.
        format: what is in it; `None` for standard input that must be looked at.
        kind: what a document in it is, by the file's name.
        size: bytes, compressed as they are; 0 where unknown.
        tabs: whether columns are parted by tabs, where the format is `csv`.
    """

    name: str
    format: Format | None
    kind: Kind = "auto"
    size: int = 0
    tabs: bool = False


def find(inputs: Sequence[str], *, form: Format | None = None, outside: Path | None = None) -> list[Source]:
    """The sources that the inputs name, each once, folders and globs in the order of their paths.

    Args:
        inputs: paths of files and folders, globs, or `-`.
        form: what is in them, where that is not to be told by their names.
        outside: a folder that is not looked into: where the output goes.

    Raises:
        InputValueError: there is no such file, or nothing that a glob matches.
    """
    found: dict[str, Source] = {}
    barred = None if outside is None else outside.resolve()
    for given in inputs:
        try:
            for path in _paths(given, barred):
                found.setdefault(path, _source(path, form))
        except OSError as error:
            raise InputValueError(f"cannot read {error.filename or given!r}: {error.strerror or error}") from error
    return list(found.values())


def digest(sources: Iterable[Source]) -> str:
    """A digest of names, formats and sizes: whether another run has the same inputs."""
    whole = hashlib.sha256()
    for source in sources:
        whole.update(f"{source.name!a} {source.format} {source.size}\n".encode())
    return whole.hexdigest()


def _paths(given: str, barred: Path | None) -> Iterator[str]:
    if given == STANDARD_INPUT:
        yield given
    elif os.path.isdir(given):  # noqa: PTH112 - paths stay the strings that they were given as
        yield from _within(given, barred)
    elif os.path.exists(given):  # noqa: PTH110
        yield given
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207
        if not matches:
            raise InputValueError(f"nothing matches {given!r}")
        for match in matches:
            if os.path.isdir(match):  # noqa: PTH112
                # `**` matches the folders and what is in them: the files come by themselves.
                if "**" not in given:
                    yield from _within(match, barred)
            elif _to_read(match):
                yield match
    else:
        raise InputValueError(f"cannot read {given!r}: no such file or folder")


def _within(folder: str, barred: Path | None) -> Iterator[str]:
    """The files below a folder, in the order of their paths; hidden ones and links to folders are left out."""
    entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if barred is None or Path(entry.path).resolve() != barred:
                yield from _within(entry.path, barred)
        elif _to_read(entry.path):
            yield entry.path


def _to_read(path: str) -> bool:
    """Whether there is a file, or a link to none: that one is told of when it is read."""
    return os.path.isfile(path) or (os.path.islink(path) and not os.path.exists(path))  # noqa: PTH110, PTH113, PTH114


def _source(path: str, form: Format | None) -> Source:
    if path == STANDARD_INPUT:
        return Source(name=path, format=form)
    stem = path.lower()
    for suffix in SUFFIXES:
        stem = stem.removesuffix(suffix)
    ending = os.path.splitext(stem)[1]  # noqa: PTH122
    return Source(
        name=path,
        format=form or _FORMATS.get(ending, "document"),
        kind=_KINDS.get(ending, "auto"),
        size=os.path.getsize(path) if os.path.exists(path) else 0,  # noqa: PTH110, PTH202
        tabs=ending == ".tsv",
    )
