"""Counts of shares, views and comments left on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsclean.cleaners.shape import by_block, is_amid_prose
from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged
from newsclean.text.measure import has_digit

_UNIT = r"(?:[KkMmBb]|[Mm]il|tys\.?|тыс\.?|mln|млн|Mio\.?|Tsd\.?|bin|rb|jt|万|萬|천|만|ألف)"
_WHOLE = r"(?:\d{1,4}|\d{1,3}(?:[.,'’  ]\d{3}){1,4})"
# A fraction needs a unit: "5.8万" is a count, "4.5" a rating or a price.
_NUMBER = rf"(?:\d{{1,3}}[.,]\d{{1,2}}\s?{_UNIT}|{_WHOLE}\s?{_UNIT}?)\+?"
_BARE = re.compile(rf"[+(]?{_NUMBER}(?: {_NUMBER})?\)?")
_COUNT = re.compile(_NUMBER)
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")

MAX_BARE_CHARACTERS = 12
"""Characters of the longest bare count: "1,234,567" and "5.8万 16.7万" have nine and eleven."""

MAX_COUNTED_CHARACTERS = 60
"""Characters of the longest line of counts with their words: "1.2K Shares 345 Likes 12 Reactions" and its like."""

_MAX_NUMBERS = 3
"""Bare numbers in a row that are counts; four and more are a table, a calendar or a quotation of prices."""


@cleaner("share_counts", phrases=packaged("share_counts"), reasons=["bare_number"], always=True)
def share_counts(draft: Draft) -> Iterator[Decision]:
    """Counts of shares, views and likes: bare numbers on a line outside the body, and numbers with their word."""
    taken: set[int] = set()
    for index, hits in by_block(draft.hits).items():
        block = hits[0].block
        if _is_counted(block, hits) and not _belongs_to_body(draft, block):
            taken.add(index)
            yield hits[0].remove("counted")
    for block in map(draft.all.__getitem__, draft.facts.digits):
        if block.index in taken or not draft.is_open(block):
            continue
        if _is_bare(block) and _is_beside_the_body(draft, block):
            yield Remove(block, "bare_number", f"a bare number {draft.place(block)} the body")


def _is_counted(block: Block, hits: Sequence[Hit]) -> bool:
    """Whether the line holds a number, words for what is counted, and nothing else."""
    text = block.text
    if len(text) > MAX_COUNTED_CHARACTERS or not has_digit(text):
        return False
    rest: list[str] = []
    at = 0
    for hit in hits:
        rest.append(text[at : hit.start])
        at = max(at, hit.end)
    rest.append(text[at:])
    return not any(map(str.isalpha, _COUNT.sub("", " ".join(rest))))


def _belongs_to_body(draft: Draft, block: Block) -> bool:
    """Whether the count may be a line of the article: a subhead ("10 likes"), a cell of a table, an item of a list."""
    if block.kind in {"heading", "list_item", "table_row", "quote", "caption"}:
        return draft.place(block) == "inside"
    return is_amid_prose(draft, block) and draft.place(block) == "inside"


def _is_bare(block: Block) -> bool:
    text = block.text
    return len(text) <= MAX_BARE_CHARACTERS and _BARE.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def _is_beside_the_body(draft: Draft, block: Block) -> bool:
    """Whether the number stands where counts stand: outside the body, and in no row of numbers."""
    if draft.place(block) == "inside" or block.kind in {"table_row", "list_item", "heading", "code"}:
        return False
    if is_amid_prose(draft, block):
        return False
    row = 1
    for neighbours in (draft.previous(block, _MAX_NUMBERS), draft.following(block, _MAX_NUMBERS)):
        for neighbour in neighbours:
            if not _is_bare(neighbour):
                break
            row += 1
    return row <= _MAX_NUMBERS
