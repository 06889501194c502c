"""How long the article takes to read."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.shape import is_loose
from newsclean.model.decision import Decision
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged
from newsclean.text.measure import has_digit

MAX_WORDS = 10
"""Words of the longest line that states a reading time ("3 hours ago", a section and a dot stand beside it)."""

_MAX_MINUTES = 59
"""Minutes of the longest article; a line with a greater number says something else."""


@cleaner("reading_time", phrases=packaged("reading_time"))
def reading_time(draft: Draft) -> Iterator[Decision]:
    """How long the article takes to read, and bare lengths beside such a line or outside the body."""
    taken: set[int] = set()
    bare: list[Hit] = []
    for hit in draft.hits:
        block = hit.block
        if block.index in taken or block.kind == "table_row":
            continue
        if hit.group == "minutes":
            bare.append(hit)
        elif _states(draft, hit):
            taken.add(block.index)
            yield hit.remove()
    for hit in bare:
        block = hit.block
        if block.index in taken or not _is_length(block):
            continue
        beside = block.index - 1 in taken or block.index + 1 in taken
        if beside or (block.kind != "heading" and _is_apart(draft, block)):
            taken.add(block.index)
            yield hit.remove()


def _states(draft: Draft, hit: Hit) -> bool:
    """Whether the line states a reading time: a phrase as a whole line, or as one end of a short line with a number."""
    block = hit.block
    inside = draft.place(block) == "inside"
    if hit.group == "stated":
        # "Long read" may head a section of an article; with a number it cannot.
        return has_digit(block.text) or not (inside and block.kind in {"heading", "list_item"})
    return (
        draft.words(block) <= MAX_WORDS
        and has_digit(block.text)
        and not draft.is_sentence_like(block)
        and not (hit.group == "trailing" and inside and block.kind in {"heading", "list_item"})
    )


def _is_length(block: Block) -> bool:
    """Whether the only number of the line is a plausible count of minutes."""
    digits = "".join(char if char.isdigit() else " " for char in block.text).split()
    return len(digits) == 1 and len(digits[0]) <= 3 and int(digits[0]) <= _MAX_MINUTES


def _is_apart(draft: Draft, block: Block) -> bool:
    """Whether the line stands before the body as a bare length does: recipes and tables have such lines after it."""
    return is_loose(draft, block) and draft.place(block) == "before" and block.kind != "list_item"
