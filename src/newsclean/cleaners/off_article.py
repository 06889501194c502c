"""What the content score alone takes."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.text.measure import count_words, is_sentence_like

THRESHOLD = 0.5
"""Blocks that score less are held for no part of the article."""

DOUBTFUL = 0.2
"""Blocks that score less are not brought back by a stated word count either."""

GOES_ON = 0.35
"""Running text of a dump that scores at least this much stays where it directly follows text that stays. On held-out
browser dumps of wcxb S rises from .9349 to .9358 by it; on fundus it stays, and more bodies are exact."""

_MAX_DOUBTFUL = 8
"""Doubtful blocks that are tried, best first. With more of them some sum would agree with any count by chance."""


@cleaner("off_article", reasons=["score"])
def off_article(draft: Draft) -> Iterator[Decision]:
    """Blocks without a name of their own that the content score holds for no part of the article.

    Where the document states how many words its article has, doubtful blocks stay if they make up the count exactly. In
    a dump, a doubtful sentence that goes on where kept text ends stays too, clutter with a name between them or not.
    """
    content = draft.content
    if content.start == content.end:
        return
    off = [block for block in draft.blocks if content.scores[block.index] < THRESHOLD]
    kept = _kept_by_count(draft, off) | _going_on(draft)
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


def _is_prose(text: str) -> bool:
    """Whether a line reads as running text, an agency in brackets at its end aside."""
    if text.endswith(")"):
        text = text.rpartition(" (")[0] or text
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
