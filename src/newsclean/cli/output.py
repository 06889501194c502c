"""What the commands write: UTF-8 data on standard output, one line for what went wrong."""

from __future__ import annotations

import sys


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
