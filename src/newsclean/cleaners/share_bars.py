"""Share, follow and print buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclean.cleaners.shape import Cues, by_block, is_loose, is_short, uncovered_letters
from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged
from newsclean.text.measure import has_digit

MAX_BAR_CHARACTERS = 200
"""Characters of the longest bar: a dozen networks with their verbs, glued to one line."""

_SPARE = 0.12
"""Share of a bar's letters that may stand outside its phrases: prepositions, an icon's name."""

_SPARE_WORDS = 4
"""Words that a line with a share phrase and a network's name may hold beside them, such as the paper's name."""

_BESIDE = 2
"""How many lines an everyday word may stand away from a bar to be taken as a part of it."""

_MAX_CONTAINER = 24
"""Blocks of the largest element that counts as a bar; larger ones hold forms and lists of countries as well."""

_MAX_DIGITS = 3
"""Digits that a short line in a bar may hold; a line with more may be a date."""

_CUES = frozenset(
    {
        "addthis",
        "addtoany",
        "compartir",
        "condividi",
        "partage",
        "share",
        "shareaholic",
        "sharebar",
        "sharebuttons",
        "sharedaddy",
        "sharelist",
        "sharer",
        "shares",
        "sharethis",
        "sharetools",
        "sharing",
        "socialbar",
        "socialicons",
        "socialmedia",
        "socials",
        "socialshare",
    },
)
"""Cue words of elements that hold share and follow buttons, as the development pages and common plug-ins name them."""


@cleaner("share_bars", phrases=packaged("share_bars"), reasons=["bar", "part", "container"], always=True)
def share_bars(draft: Draft) -> Iterator[Decision]:
    """Share, follow and print buttons: lines that hold nothing but network names and their verbs."""
    hits = by_block(draft.hits)
    bars: set[int] = set()
    candidates: set[int] = set()
    for index, found in hits.items():
        block = found[0].block
        if len(block.text) > MAX_BAR_CHARACTERS or block.kind == "table_row" or not _is_covered(draft, block, found):
            continue
        if _is_bar(draft, block, found):
            bars.add(index)
        elif not any(char in '*@"{}' for char in block.text) and not _is_count(block, found):
            candidates.add(index)
    parts = _parts(draft, bars, candidates, hits)
    cues = Cues(draft, _CUES, max_blocks=_MAX_CONTAINER) if draft.is_html else None
    for block in draft.blocks:
        if block.index in bars:
            yield Remove(block, "bar", f'"{hits[block.index][0].text}"')
        elif block.index in parts:
            yield Remove(block, "part", f'"{hits[block.index][0].text}"')
        elif cues is not None and block.kind != "heading" and block in cues and is_short(draft, block):
            if sum(map(str.isdigit, block.text)) > _MAX_DIGITS:
                continue
            yield Remove(block, "container", f"in an element named {cues.word(block)}")


def _is_covered(draft: Draft, block: Block, found: Sequence[Hit]) -> bool:
    """Whether the block says little beyond the phrases."""
    letters = sum(map(str.isalpha, block.text))
    if uncovered_letters(block.text, found) <= max(1, _SPARE * letters):
        return True
    # "Follow The Harbour Gazette on Instagram": a verb first, a network last, a name between.
    groups = {hit.group for hit in found}
    covered = sum(hit.text.count(" ") + 1 for hit in found)
    return (
        {"button", "network"} <= groups
        and found[0].group == "button"
        and draft.words(block) <= _SPARE_WORDS + covered
        and not draft.is_sentence_like(block)
    )


def _is_bar(draft: Draft, block: Block, found: Sequence[Hit]) -> bool:
    """Whether the line needs no company: a phrase of buttons, or several names."""
    groups = [hit.group for hit in found]
    if "button" in groups:
        return not (block.kind == "heading" and draft.place(block) == "inside")
    # A list of networks in the body has commas or bullets; a bar has none.
    return groups.count("network") >= 2 and ("," not in block.text or is_loose(draft, block))


def _is_count(block: Block, found: Sequence[Hit]) -> bool:
    """Whether the line counts something ("15 comments"), which cleaners of their own name."""
    return {hit.group for hit in found} <= {"beside", "brief"} and has_digit(block.text)


def _parts(draft: Draft, bars: set[int], candidates: set[int], hits: dict[int, list[Hit]]) -> set[int]:
    """The everyday words and single names that are parts of a bar, or stand alone outside the body."""
    parts: set[int] = set()
    order = sorted(bars | candidates)
    for indices in (order, order[::-1]):
        near: int | None = None
        for index in indices:
            block = draft.all[index]
            if index in bars or index in parts:
                near = index
            elif (near is not None and abs(index - near) <= _BESIDE and _may_belong(draft, block)) or _stands_alone(
                draft, block, hits[index]
            ):
                parts.add(index)
                near = index
    return parts


def _may_belong(draft: Draft, block: Block) -> bool:
    """Whether the block may be a part of the bar beside it: subheads and list items of the body may not."""
    return block.kind not in {"heading", "list_item"} or draft.place(block) != "inside"


def _stands_alone(draft: Draft, block: Block, found: Sequence[Hit]) -> bool:
    """Whether the line is a button outside the body, by a word or name that stands for little else."""
    groups = {hit.group for hit in found}
    if groups == {"letter"} and has_digit(block.text):
        return False  # "1.5x" is a player's speed
    return not groups <= {"beside", "brief"} and is_loose(draft, block)
