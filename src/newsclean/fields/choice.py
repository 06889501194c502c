"""What every field comes to: the value chosen, and all that was seen for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

from newsclean.model.evidence import Candidate

T = TypeVar("T")

MAX_RAW = 500
"""Characters of a raw string kept in the evidence. Bylines and headlines are shorter; a description put into the wrong
tag need not be stored twice."""

MAX_CANDIDATES = 60
"""Candidates kept for one field. A page with more repeats one thing, such as an author tag for each picture credit."""


class Choice(Struct, Generic[T], frozen=True):
    """The value of a field, and every candidate for it.

    Attributes:
        value: what the field holds.
        candidates: what was seen, in the order of the sources asked; those that agree with the value are `chosen`.
    """

    value: T
    candidates: tuple[Candidate, ...] = ()


def candidate(
    value: str | None, source: str, *, raw: str | None = None, place: str = "", block: int | None = None
) -> Candidate:
    """A candidate before the choice; `raw` is the value itself where it was taken as it stood."""
    raw = (value or "") if raw is None else raw
    return Candidate(value, raw[:MAX_RAW], source, place, block)


def judged(
    candidates: Iterable[Candidate],
    is_chosen: Callable[[Candidate], bool],
    *,
    won: str,
    lost: str,
) -> tuple[Candidate, ...]:
    """The candidates with the verdict on each.

    Args:
        candidates: what was seen. One that has a reason already keeps it: it was set aside when it was read.
        is_chosen: whether a candidate gives, or agrees with, the value of the field.
        won: the reason for those.
        lost: the reason for the rest.
    """
    verdicts = []
    for item in candidates:
        if item.reason:
            verdicts.append(item)
            continue
        chosen = is_chosen(item)
        verdicts.append(msgspec.structs.replace(item, chosen=chosen, reason=won if chosen else lost))
    return tuple(verdicts[:MAX_CANDIDATES])


def first_of(candidates: Iterable[Candidate], *, won: str = "first in order of trust") -> Choice[str | None]:
    """The first candidate with a value; those that say the same agree with it."""
    seen = tuple(candidates)
    value = next((item.value for item in seen if item.value and not item.reason), None)
    verdicts = judged(seen, lambda item: value is not None and item.value == value, won=won, lost="another came first")
    return Choice(value, verdicts)
