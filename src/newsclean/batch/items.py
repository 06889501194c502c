"""What readers give: documents and what stands for them, with where they came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from msgspec import Struct

from newsclean.model.rejected import Fault, Rejected
from newsclean.records import Record

MAX_DOCUMENT = 256 << 20
"""Bytes of one document, line or row that are read at most: more is no news document, and it must fit in memory."""


class Line(Struct, frozen=True):
    """A line of JSON that is still to be decoded: what reads it has other sources to see to, and workers have time.

    Attributes:
        data: the line.
        place: where in which source; the id of what stands for it, where it is no record.
    """

    data: bytes
    place: str


class Item(Struct, frozen=True, kw_only=True):
    """One step of a source.

    Attributes:
        result: a document; what stands for one that could not be read; or `None` where only `skipped` is told.
        skipped: what was passed over since the last item because it is no document, by reason.
        damage: one line for a person where the source cannot be read from here on.
        share: how much of the source has been read, 0 to 1.
        last: whether this is the end of the source, and no document of it.
    """

    result: Record | Line | Rejected | None
    skipped: Mapping[str, int] = {}
    damage: str = ""
    share: float = 0.0
    last: bool = False


Read: TypeAlias = Record | Line | Rejected
"""What a reader makes of a line, a row or a record."""


def lost(place: str, error: Fault, message: str, **known: Any) -> Rejected:
    """What stands for a document that could not be read.

    Args:
        place: where in which source; the id, where the caller's own is not known.
        error: what went wrong.
        message: the same for a person.
        **known: other fields of `Rejected`.
    """
    return Rejected(**{"id": place, "stage": "read", "error": error, "message": message, **known})
