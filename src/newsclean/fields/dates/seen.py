"""One date string seen in a document, with where it stood and how far that place is to be trusted."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from newsclean.model.date import DateRole, Problem, Reading

Kind = Literal["json-ld", "meta", "time", "line", "tail", "url"]
"""Kinds of evidence that err independently of each other; within one, only the most trusted counts for agreement."""


class Seen(Struct, frozen=True, gc=False):
    """A date string and its reading.

    Attributes:
        raw: the string as it stood.
        read: what it reads as.
        role: whose date the place or a label says it is; `None` where nothing says.
        trust: how often such a place holds the article's own first (or last) date, 0 to 1.
        kind: the kind of evidence.
        source: the place, such as `json-ld:datePublished`.
        place: where a person finds it.
        block: the block it stands in, if any.
        note: why it was mended or set aside.
    """

    raw: str
    read: Reading | Problem
    role: DateRole | None
    trust: float
    kind: Kind
    source: str
    place: str = ""
    block: int | None = None
    note: str = ""
    mended: bool = False
