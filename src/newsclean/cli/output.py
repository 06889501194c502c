"""What the commands write: UTF-8 data on standard output, one line for what went wrong."""

from __future__ import annotations

import sys
from pathlib import Path


class CommandError(Exception):
    """Something the person at the terminal can mend; shown in one line."""


class ReaderGone(Exception):
    """Nobody reads our output any more, as when it is piped to `head`. Not an `OSError`: typer would exit with 1."""


def is_terminal() -> bool:
    """Whether a person reads standard output, and not a program."""
    return sys.stdout is not None and sys.stdout.isatty()


def write_line(text: str) -> None:
    """Write a line of UTF-8, whatever the locale says: the output of the command is data.

    Raises:
        CommandError: standard output takes no more.
        ReaderGone: nobody reads it.
    """
    if sys.stdout is None:
        raise CommandError("cannot write: standard output is closed")
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ReaderGone from None
    except OSError as error:
        raise CommandError(f"cannot write: {error.strerror or error}") from error


def write_file(path: Path, text: str) -> None:
    """Write a file of UTF-8, whole or not at all; `-` is standard output.

    Raises:
        CommandError: it cannot be written.
        ReaderGone: nobody reads standard output.
    """
    if str(path) == "-":
        write_line(text)
        return
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_bytes(text.encode("utf-8", "replace"))
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CommandError(f"cannot write {path}: {error.strerror or error}") from error
