"""Lines that are nothing but a date."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.date_line import DateInLine, dates_in, outside
from newsclean.cleaners.head import PARAGRAPH_WORDS, head_of
from newsclean.cleaners.shape import is_amid_prose
from newsclean.model.decision import Decision, Remove, Use
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.text.measure import ends_sentence

FIRST_LINES = 3
"""Lines at the top of a document that belong to the page itself, whatever follows."""

NEAR = 6
"""Lines above the headline within which an unlabelled date is taken for the article's."""

_MAX_CHARACTERS = 48
"""Characters of the longest date with weekday, month in words, clock and zone, and a symbol beside it."""

_MAX_OTHER_LETTERS = 6
"""Letters beside the date: "date", "Uhr", "GMT", the × of a close button spelt as x."""

_MAX_TRIED = 400
"""Lines tried at most: archives list thousands of dates, and the rest of them is taken by other cleaners."""


@cleaner("stray_dates", reasons=["own_date", "around_body", "other_story"], always=True, after=["bylines"])
def stray_dates(draft: Draft) -> Iterator[Decision]:
    """Lines holding nothing but a date: evidence near the headline or at the top, dates of other stories elsewhere."""
    own: list[Decision] = []
    lines = list(_date_lines(draft))
    if not lines:
        return
    head = head_of(draft)
    has_date = bool(draft.used("published"))
    for block, date in lines:
        place = draft.place(block)
        if place == "inside" or (block.kind in {"heading", "table_row", "list_item"} and place != "after"):
            continue
        if is_amid_prose(draft, block) or _heads_prose(draft, block):
            continue
        if place == "after":
            yield Remove(block, "other_story", "nothing but a date, after the body")
        elif block.index < FIRST_LINES or (not has_date and _is_near(block, head.headline, head.body)):
            own.append(Use(block, "published", date.raw, "own_date", "a date beside the headline or at the top"))
        else:
            yield Remove(block, "around_body", "nothing but a date, before the body")
    yield from own


def _is_near(block: Block, headline: int, body: int) -> bool:
    return headline - NEAR <= block.index <= body


def _heads_prose(draft: Draft, block: Block) -> bool:
    """Whether running text follows at once after the body, as under the dates of a chronicle.

    Below the date of another story comes its headline.
    """
    if draft.place(block) != "after":
        return False
    return any(
        draft.words(below) >= PARAGRAPH_WORDS and draft.is_sentence_like(below) for below in draft.following(block)
    )


def _date_lines(draft: Draft) -> Iterator[tuple[Block, DateInLine]]:
    """Open lines that hold a date and hardly anything else."""
    tried = 0
    for index in draft.facts.digits:
        block = draft.all[index]
        text = block.text
        if (
            not draft.is_open(block)
            or not 5 <= len(text) <= _MAX_CHARACTERS
            or tried >= _MAX_TRIED
            or ends_sentence(text)
        ):
            continue
        digits = sum(map(str.isdigit, text))
        if not 3 <= digits <= 14 or len(text) - digits > 36:
            continue
        tried += 1
        dates = dates_in(draft, block, relative=False)
        if not dates:
            continue
        rest = outside(text, [(date.start, date.end) for date in dates])
        if sum(map(str.isalpha, rest)) <= _MAX_OTHER_LETTERS and sum(map(str.isdigit, rest)) <= 4:
            yield block, dates[0]
