"""Markets, weather, scores and calendars."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.cleaners.shape import is_loose
from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.phrase import packaged

MAX_WORDS = 14
"""Words of the longest line of a ticker."""

_MIN_NUMBERS = 3
_NUMBER = re.compile(r"[+\-−▲▼]?\d[\d.,:]*\s?%?")
_NUMBERS_SHARE = 0.6
"""Share of a line's visible characters in numbers from which it is a row of them."""

_DEGREES = re.compile(r"-?\d{1,2}(?:[.,]\d)?\s?°\s?[CF]?\b|-?\d{1,2}\s?º\s?C?\b")
_CHANGE = re.compile(r"(?:^|\s|\()[+\-−▲▼]\s?\d+[.,]\d+\s?%|\d(?:[.,]\d+)?\s?%\s?[▲▼]")

_PHONE = re.compile(r"/|\d{3,4}[\s.-]\d{4}\b")
"""Dates with strokes, fractions, and telephone numbers are rows of numbers, too."""

_MIN_CELLS = 7
_MAX_CELL = 3
"""A calendar is a row of seven or more cells of at most three characters: days of the week, then numbers."""


@cleaner("tickers", phrases=packaged("tickers"), reasons=["numbers", "degrees", "change", "calendar"], always=True)
def tickers(draft: Draft) -> Iterator[Decision]:
    """Market quotes, weather, results and calendars outside the body."""
    taken: dict[int, Remove] = {}
    for hit in draft.hits:
        block = hit.block
        if draft.words(block) <= MAX_WORDS and is_loose(draft, block) and not draft.is_sentence_like(block):
            taken[block.index] = hit.remove()
    cells: list[Block] = []
    rows = {
        index for index in draft.facts.digits if draft.is_open(draft.all[index]) and _is_row(draft, draft.all[index])
    }
    signed = draft.facts.holding("%", "°", "º")
    for block in draft.blocks:
        if _is_cell(draft, block):
            cells.append(block)
            continue
        if cells:
            taken = _calendar(cells) | taken
            cells = []
        if block.index not in taken and (reason := _looks(draft, block, rows, signed)):
            taken[block.index] = Remove(block, reason, f'"{block.text[:40]}"')
    yield from (_calendar(cells) | taken).values()


def _calendar(cells: list[Block]) -> dict[int, Remove]:
    """The removal of cells in a row, where there are enough of them and days of a month among them."""
    if len(cells) < _MIN_CELLS or not any(block.text.isdigit() for block in cells):
        return {}
    return {block.index: Remove(block, "calendar", f"in a row of {len(cells)} cells") for block in cells}


def _is_cell(draft: Draft, block: Block) -> bool:
    return len(block.text) <= _MAX_CELL and draft.place(block) != "inside" and block.kind != "list_item"


def _is_row(draft: Draft, block: Block) -> bool:
    """Whether the line holds little beside numbers."""
    text = block.text
    if draft.words(block) > MAX_WORDS:
        return False
    numbers = _NUMBER.findall(text)
    visible = len(text) - text.count(" ")
    return (
        len(numbers) >= _MIN_NUMBERS and sum(map(len, numbers)) >= _NUMBERS_SHARE * visible and not _PHONE.search(text)
    )


def _looks(draft: Draft, block: Block, rows: set[int], signed: frozenset[int]) -> str:
    """The reason for which a line looks like a ticker's, by its numbers; the empty string for one that does not."""
    if not (block.index in rows or block.index in signed or block.text.count(" ") + 1 >= _MIN_CELLS):
        return ""
    if draft.words(block) > MAX_WORDS or draft.is_sentence_like(block):
        return ""
    reason = _numbers(block, rows)
    return reason if reason and is_loose(draft, block) else ""


def _numbers(block: Block, rows: set[int]) -> str:
    """What kind of numbers a line holds."""
    text = block.text
    cells = text.split()
    if len(cells) >= _MIN_CELLS and all(cell.isdigit() or len(cell) == 1 for cell in cells):
        return "calendar"
    if block.index in rows and (_CHANGE.search(text) or not {block.index - 1, block.index + 1} & rows):
        return "numbers"  # several such rows may be a table of the article, unless they state changes
    if _DEGREES.search(text):
        return "degrees"
    return "change" if _CHANGE.search(text) else ""
