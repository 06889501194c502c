"""What the content score alone takes."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.text.measure import count_words, ends_sentence, is_sentence_like

THRESHOLD = 0.5
"""Blocks that score less are held for no part of the article."""

DOUBTFUL = 0.2
"""Blocks that score less are not brought back by a stated word count either."""

GOES_ON = 0.35
"""Running text of a dump that scores at least this much stays where it directly follows text that stays. On held-out
browser dumps of wcxb S rises from .9349 to .9358 by it; on fundus it stays, and more bodies are exact."""

PAGE_REMOVALS = 10
PAGE_SHARE = 0.05
"""Blocks removed by name, and their share of a dump, from which it counts as a whole page's. Of dumps of whole pages
2 % have fewer than nine, and 5 % (wcxb) or less (fundus) a share below .15; of the same corpora's bare articles hardly
one has three, or a share of .03."""

PAGE_DOUBT = 0.5
"""Share of a dump's words in blocks below `THRESHOLD` beyond which it is no bare article, whatever was removed by name.
Bare articles have .02 to .11 (briefs .05 to .23), dumps of whole pages a median of .39 (fundus) and .25 (wcxb)."""

BARE = 0.05
"""Blocks of a bare article that score less are off it, running text aside. What lies between was learned on pages,
where menus and teasers are most of what scores so; a bare article has its subheads, list items and closing lines there.
"""

LIGHT_SENTENCE = 0.1
LIGHT_ACROSS = 0.2
LIGHT_LINE = 0.4
"""The same for a dump with a few lines of clutter: for sentences beside text that stays, for those with other lines
between, and for what is no sentence."""

_SENTENCE_WORDS = 3
"""Words of a sentence beside such text; a button with a full stop has fewer."""

_MAX_DOUBTFUL = 8
"""Doubtful blocks that are tried, best first. With more of them some sum would agree with any count by chance."""


@cleaner("off_article", reasons=["score"])
def off_article(draft: Draft) -> Iterator[Decision]:
    """Blocks without a name of their own that the content score holds for no part of the article.

    Where the document states how many words its article has, doubtful blocks stay if they make up the count exactly. In
    a dump, a doubtful sentence that goes on where kept text ends stays too, clutter with a name between them or not. A
    dump that is no whole page, by how little other cleaners found in it, is held for the article but for the blocks
    that score least.
    On a page, labelled facts that come again and again between the paragraphs stay ("Price: …", "Where: …").
    """
    content = draft.content
    if content.start == content.end:
        return
    off = [block for block in draft.blocks if content.scores[block.index] < THRESHOLD]
    kept = (
        _kept_by_count(draft, off)
        | _going_on(draft)
        | _kept_of_extract(draft)
        | _of_a_series(draft)
        | _of_a_list(draft)
    )
    for block in off:
        if block.index not in kept:
            yield Remove(block, "score", f"{content.method} {content.scores[block.index]:.2f}")


def _going_on(draft: Draft) -> set[int]:
    """The doubtful sentences of a dump that follow text that stays; what named cleaners took between is passed over."""
    going_on: set[int] = set()
    if draft.is_html:
        return going_on
    after_kept = False
    for block in draft.blocks:
        score = draft.content.scores[block.index]
        if score < THRESHOLD:
            after_kept = after_kept and score >= GOES_ON and _is_prose(block.text)
            if after_kept:
                going_on.add(block.index)
        else:
            after_kept = True
    return going_on


def _kept_of_extract(draft: Draft) -> set[int]:
    """The blocks that stay of a dump that somebody has taken out of its page, cleanly or with a few leftovers."""
    words = draft.facts.words
    scores = draft.content.scores
    removed = draft.removed - len(draft.settled("markdown", "labelled_fields"))
    if draft.is_html or (removed >= PAGE_REMOVALS and removed >= PAGE_SHARE * len(words)):
        return set()
    doubtful = sum(words[block.index] for block in draft.blocks if scores[block.index] < THRESHOLD)
    if (removed <= 1 or removed < PAGE_SHARE * len(words)) and doubtful <= PAGE_DOUBT * sum(words):
        return {block.index for block in draft.blocks if scores[block.index] >= BARE or draft.is_sentence_like(block)}
    kept = {block.index for block in draft.blocks if scores[block.index] >= LIGHT_LINE}
    chain = [block.index for block in draft.blocks if block.index in kept or _is_closed(draft, block)]
    for indices in (chain, chain[::-1]):
        for before, index in itertools.pairwise(indices):
            least = LIGHT_SENTENCE if abs(index - before) == 1 else LIGHT_ACROSS
            if before in kept and scores[index] >= least:
                kept.add(index)
    return kept


def _is_closed(draft: Draft, block: Block) -> bool:
    """Whether a line is a sentence, however short, an agency in brackets at its end aside."""
    closes = draft.facts.closes[block.index] or ends_sentence(_without_aside(block.text))
    return closes and draft.words(block) >= _SENTENCE_WORDS


def _without_aside(text: str) -> str:
    """The text without brackets at its end."""
    return text.rpartition(" (")[0] or text if text.endswith(")") else text


def _of_a_list(draft: Draft) -> set[int]:
    """The doubtful items and rows of a page beside as many or more of the same list or table that stay."""
    if not draft.is_html:
        return set()
    content = draft.content
    lists: dict[int, list[Block]] = {}
    for block in draft.all[content.start : content.end + _LIST_REACH]:
        if block.kind in {"list_item", "table_row"} and draft.is_open(block) and 2 * block.link_chars < len(block.text):
            lists.setdefault(_list_of(draft, block), []).append(block)
    kept: set[int] = set()
    for items in lists.values():
        staying = [item for item in items if content.scores[item.index] >= THRESHOLD]
        left = [item for item in items if DOUBTFUL <= content.scores[item.index] < THRESHOLD]
        if len(staying) + len(left) == len(items) and 2 * len(staying) >= len(items):
            kept.update(item.index for item in left)
    return kept


def _list_of(draft: Draft, block: Block) -> int:
    """Index of the list or table that a block stands in; of its container where there is none."""
    for container in draft.ancestors(block):
        if container.tag in {"ul", "ol", "dl", "table"}:
            return container.index
    return block.container


_LIST_REACH = 30
"""Blocks behind the core in which the end of a list stands that begins in it."""

SERIES = 2
"""Facts with one label that make a series: two places of a list, two people of a quiz."""

_MAX_LABEL = 24
_MAX_FACT = 160
"""Characters of a label, and of a fact with it."""

_SERIES_REACH = 6
"""Blocks behind the core in which the facts of the last entry stand."""


def _of_a_series(draft: Draft) -> set[int]:
    """The facts of a page that entries of its body have in common: one label, other words, the same markup, no link."""
    if not draft.is_html:
        return set()
    content = draft.content
    series: dict[tuple[str, str, tuple[str, ...]], dict[str, int]] = {}
    for block in draft.all[content.start : content.end + _SERIES_REACH]:
        at = block.text.find(": ")
        if not 0 < at <= _MAX_LABEL or len(block.text) > _MAX_FACT or block.link_chars or not draft.is_open(block):
            continue
        if block.kind in {"list_item", "paragraph", "other"}:
            label = block.text[:at].casefold()
            series.setdefault((label, block.tag, block.cues), {}).setdefault(block.text, block.index)
    return {index for facts in series.values() if len(facts) >= SERIES for index in facts.values()}


def _is_prose(text: str) -> bool:
    """Whether a line reads as running text, an agency in brackets at its end aside."""
    text = _without_aside(text)
    return is_sentence_like(text, count_words(text))


def _kept_by_count(draft: Draft, off: list[Block]) -> set[int]:
    """The doubtful blocks that make up exactly for the words missing to a count the document states."""
    scores = draft.content.scores
    doubtful = sorted((block for block in off if scores[block.index] >= DOUBTFUL), key=lambda b: -scores[b.index])
    stated = {int(use.value) for use in draft.used("quality") if use.value.isdecimal()}
    if not doubtful or not stated:
        return set()
    words = sum(draft.words(block) for block in draft.blocks) - sum(draft.words(block) for block in off)
    brought_back: set[int] = set()
    if words in stated:
        return brought_back
    for block in doubtful[:_MAX_DOUBTFUL]:
        brought_back.add(block.index)
        words += draft.words(block)
        if words in stated:
            return brought_back
    return set()
