"""What newsclean raises. Data never raises: every one of these is a caller's mistake."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class NewscleanError(Exception):
    """The base of every error that newsclean raises on purpose."""


class InputTypeError(NewscleanError, TypeError):
    """A document, an argument or a record has a type that cannot be used."""


class InputValueError(NewscleanError, ValueError):
    """An argument has the right type and a value that cannot be used."""


class ColumnError(InputValueError, KeyError):
    """A table lacks a column that was asked for, or has it in a type that cannot be used."""

    def __str__(self) -> str:
        # KeyError would show the repr of the message.
        return str(self.args[0])


class PipelineError(NewscleanError, ValueError):
    """A pipeline was put together in a way that cannot run."""


class UnknownCleaner(PipelineError, KeyError):
    """A pipeline was asked for a cleaner that it does not hold."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.near: tuple[str, ...] = tuple(difflib.get_close_matches(name, list(known), n=3, cutoff=0.5))
        hint = f"; did you mean {' or '.join(map(repr, self.near))}?" if self.near else ""
        super().__init__(f"no cleaner named {name!r} in this pipeline{hint}")

    def __str__(self) -> str:
        # KeyError would show the repr of the message.
        return str(self.args[0])

    def __reduce__(self) -> tuple[object, ...]:
        return (_unknown_cleaner, (self.name, self.near, self.args[0]))


def _unknown_cleaner(name: str, near: tuple[str, ...], message: str) -> UnknownCleaner:
    error = UnknownCleaner(name, ())
    error.near = near
    error.args = (message,)
    return error


class BadDecision(NewscleanError):
    """A cleaner decided something that the law of the run forbids."""


class SchemaError(NewscleanError, ValueError):
    """JSON given to a `from_json` is not the record it should be."""


class WorkerError(NewscleanError):
    """Worker processes cannot be started, or do not survive their start."""
