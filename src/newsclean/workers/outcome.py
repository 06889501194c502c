"""What goes into a pool and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from newsclean.errors import InputTypeError, InputValueError

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one piece of work may take.

    Attributes:
        timeout: seconds of wall time; `None` for no deadline. Starting a worker does not count.
        memory: bytes of address space that a worker may have beyond what it has after its start; `None` for no cap.
            Held by `RLIMIT_AS`, so only where the operating system knows it (Linux does, Windows does not).

    Raises:
        InputTypeError, InputValueError: a bound is no number, or not above 0.
    """

    timeout: float | None = None
    memory: int | None = None

    def __post_init__(self) -> None:
        for name in ("timeout", "memory"):
            value = getattr(self, name)
            if value is None:
                continue
            kinds = (int, float) if name == "timeout" else (int,)
            if isinstance(value, bool) or not isinstance(value, kinds):
                raise InputTypeError(f"{name} must be a number or None, not {type(value).__name__}")
            if not value > 0:
                raise InputValueError(f"{name} is {value}; it must be above 0")


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """A piece of work: what the worker is called with, and about how many bytes that is."""

    work: T
    size: int = 0


@dataclass(frozen=True, slots=True)
class Ready(Generic[R]):
    """A result that needs no work, and only has to come out at its place in the order."""

    value: R


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """A result; `number` counts the tasks of the run, from 0."""

    value: R
    number: int


@dataclass(frozen=True, slots=True)
class Failed(Generic[T]):
    """Work that gave no result.

    Attributes:
        work: what the worker was called with.
        number: counts the tasks of the run, from 0.
        reason: `timeout`, `memory`, `crash` (the process died, twice over), or `raised`.
        message: one sentence for a person.
        error: what was raised, where it could be sent back.
    """

    work: T
    number: int
    reason: Literal["timeout", "memory", "crash", "raised"]
    message: str
    error: Exception | None = None
