"""What a cleaner may decide about a block. Decisions are values: the pipeline applies them, or refuses."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from newsclean.model.document import Block


class Remove(Struct, frozen=True, tag="remove"):
    """The block is clutter.

    Attributes:
        block: the block, as the draft showed it.
        reason: a reason that the cleaner declares; the empty string stands for the cleaner's own name.
        evidence: what gave it away, for a person: the phrase found, a measure, a neighbour.
    """

    block: Block
    reason: str = ""
    evidence: str = ""


class Use(Struct, frozen=True, tag="use"):
    """The block holds a field's value and is not part of the body.

    Attributes:
        block: the block, as the draft showed it.
        field: the name of an `Article` field.
        value: the part of the text that is the value; the whole text where `None`.
        reason: a reason that the cleaner declares; the empty string stands for the cleaner's own name.
        evidence: what gave it away, for a person.
    """

    block: Block
    field: str
    value: str | None = None
    reason: str = ""
    evidence: str = ""


class Edit(Struct, frozen=True, tag="edit"):
    """A span of the block's text is replaced; the block stays open to later cleaners.

    Attributes:
        block: the block, as the draft showed it.
        start: first character of the span, counted in the text the draft showed.
        end: the character after the span.
        text: what takes its place, mostly nothing.
        reason: a reason that the cleaner declares; the empty string stands for the cleaner's own name.
        evidence: what gave it away, for a person.
    """

    block: Block
    start: int
    end: int
    text: str = ""
    reason: str = ""
    evidence: str = ""


Decision: TypeAlias = Remove | Use | Edit


class FieldUse(Struct, frozen=True, gc=False):
    """A `Use` that was applied: the value that a cleaner found for a field, and where.

    Attributes:
        by: name of the cleaner.
        field: name of an `Article` field.
        value: the text found.
        block: index of the block.
        reason: full reason id, such as `bylines.label`.
    """

    by: str
    field: str
    value: str
    block: int
    reason: str
