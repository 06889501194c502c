"""How long the article takes to read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.cleaners.byline_line import PREPOSITIONS
from newsclean.cleaners.date_line import dates_in
from newsclean.cleaners.head import head_of
from newsclean.cleaners.name_shape import is_name_like
from newsclean.cleaners.shape import is_loose
from newsclean.model.decision import Decision, Use
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged
from newsclean.text.fold import fold
from newsclean.text.measure import has_digit

MAX_WORDS = 10
"""Words of the longest line that states a reading time ("3 hours ago", a section, a name stand beside it); marks
between them do not count."""

_MAX_MINUTES = 59
"""Minutes of the longest article; a line with a greater number says something else."""


_NUMBER = re.compile(r"(?:\b\w{2,6}\.? )?\d{1,3}\s?\W{0,2}$|^\W{0,3}\d{1,3}\b[\w.]{0,8}")
"""The minutes before the words for them ("ca. 4"), or behind ("Lesezeit: 4 Min.")."""

_EDGE = " |•·–—-,:;/()[]"


@cleaner("reading_time", phrases=packaged("reading_time"), reasons=["credit"], after=["headline"])
def reading_time(draft: Draft) -> Iterator[Decision]:
    """How long the article takes to read, and bare lengths beside such a line or outside the body.

    What the line says beside it of who wrote the article and when is used.
    """
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
            yield from _beside(draft, hit) or [hit.remove()]
    for hit in bare:
        block = hit.block
        if block.index in taken or not _is_length(block):
            continue
        beside = block.index - 1 in taken or block.index + 1 in taken
        if beside or (block.kind != "heading" and _is_apart(draft, block)):
            taken.add(block.index)
            yield hit.remove()


def _beside(draft: Draft, hit: Hit) -> list[Decision]:
    """The article's byline and dates on a line near the headline that states the reading time, too."""
    block = hit.block
    if block.index not in draft.learn(head_of):
        return []
    before, after = block.text[: hit.start], block.text[hit.end :]
    before = before[: match.start()] if (match := _NUMBER.search(before)) else before
    after = after[match.end() :] if (match := _NUMBER.match(after)) else after
    rest = f"{before.strip(_EDGE)} | {after.strip(_EDGE)}".strip(_EDGE)
    dates = [date for date in dates_in(draft, block, relative=False) if date.raw in rest]
    for date in dates:
        rest = rest.replace(date.raw, " | ")
    names = rest.strip(_EDGE).split("|", 1)[0].strip(_EDGE)
    label = names.split(" ", 1)
    found: list[Decision] = []
    if is_name_like(names, fewest=2, most=6) or (len(label) > 1 and fold(label[0]) in PREPOSITIONS):
        found.append(Use(block, "byline", names, "credit", f'"{names[:60]}" beside "{hit.text}"'))
    for date in dates:
        field = "modified" if date.role == "modified" else "published"
        found.append(Use(block, field, date.raw, "credit", f'"{date.raw}" beside "{hit.text}"'))
    return found


def _states(draft: Draft, hit: Hit) -> bool:
    """Whether the line states a reading time: a phrase as a whole line, or as one end of a short line with a number."""
    block = hit.block
    inside = draft.place(block) == "inside"
    if hit.group == "stated":
        # "Long read" may head a section of an article; with a number it cannot.
        return has_digit(block.text) or not (inside and block.kind in {"heading", "list_item"})
    return (
        sum(any(map(str.isalnum, word)) for word in block.text.split()) <= MAX_WORDS
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
