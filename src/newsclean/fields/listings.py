"""Whether what was kept of a page is a list of other stories: linked headlines with little between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.fields.choice import candidate
from newsclean.fields.sources import Sources
from newsclean.model.document import Block
from newsclean.model.evidence import Candidate
from newsclean.text.measure import ends_sentence

FEWEST = 6
"""Linked headlines of a list. Articles link to some in a box; their body stands beside them."""

SHARE = 0.25
"""Share of the kept blocks that are linked headlines; a teaser has a headline, a sentence, a time and a section."""

RUN = 90
"""Words without a linked headline between them that are a text of its own: teasers have 20 to 50."""

LONE_LINES = 10
PROSE_SHARE = 0.06
"""A dump of so many lines, of which hardly one closes a sentence, is a list of headlines."""

LONG_LINE = 30
LONG_SHARE = 0.1
"""Words of the longest headline, and the share of longer lines from which lines without end marks are text: Thai and
Lao write none, and some dumps have lost theirs."""

ITEM_SHARE = 0.5
"""Share of a dump's lines that begin with a number or a bullet, or hold a result, from which they are an article's own
list: "ten things to do", tables, line-ups."""

_ITEM = re.compile(r"(?:\d{1,3}[.):]?|[-–—•*·▪‣◦])\s|.{1,60}\s\d{1,3}(?:\s?[-–:]\s?\d{1,3})?\b")

_LINKED = 0.8
_HEADLINE_WORDS = range(3, LONG_LINE + 1)


def listing_of(sources: Sources) -> Iterator[Candidate]:
    """The evidence that the page is a list; nothing where it is none."""
    kept = sources.kept
    if not kept or _is_credited(sources):
        return
    words = [sources.document.words[block.index] for block in kept]
    if sources.is_html:
        linked = [_is_linked_headline(block, count) for block, count in zip(kept, words, strict=True)]
        count = sum(linked)
        if count >= FEWEST and count >= SHARE * len(kept) and _longest_run(words, linked) < RUN:
            yield candidate(
                "listing", "blocks", raw=f"{count} of {len(kept)} blocks are linked headlines", place="text"
            )
    elif len(kept) >= LONE_LINES and sum(words) >= RUN > max(words):
        closed = sum(ends_sentence(block.text) for block in kept)
        long = sum(count > LONG_LINE for count in words)
        items = sum(_ITEM.match(block.text) is not None for block in kept)
        if items < ITEM_SHARE * len(kept) and closed <= PROSE_SHARE * len(kept) and long <= LONG_SHARE * len(kept):
            yield candidate("listing", "blocks", raw=f"{closed} of {len(kept)} lines close a sentence", place="text")


def _is_credited(sources: Sources) -> bool:
    """Whether one credit stands above all that was kept: "The ten best" and results have one; lists none, or many."""
    named = {use.block for use in sources.uses("byline")}
    return len(named) == 1 and min(named) < sources.kept[0].index


def _is_linked_headline(block: Block, words: int) -> bool:
    text = block.text
    return (
        block.link_chars >= _LINKED * len(text)
        and words in _HEADLINE_WORDS
        and (block.kind in {"heading", "list_item"} or not ends_sentence(text))
    )


def _longest_run(words: list[int], linked: list[bool]) -> int:
    """Most words between two linked headlines."""
    longest = run = 0
    for count, is_linked in zip(words, linked, strict=True):
        run = 0 if is_linked else run + count
        longest = max(longest, run)
    return longest
