"""What the content score alone takes."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft

THRESHOLD = 0.5
"""Blocks that score less are held for no part of the article."""

DOUBTFUL = 0.2
"""Blocks that score less are not brought back by a stated word count either."""

_MAX_DOUBTFUL = 8
"""Doubtful blocks that are tried, best first. With more of them some sum would agree with any count by chance."""


@cleaner("off_article", reasons=["score"])
def off_article(draft: Draft) -> Iterator[Decision]:
    """Blocks without a name of their own that the content score holds for no part of the article.

    Where the document states how many words its article has, doubtful blocks stay if they make up the count exactly.
    """
    content = draft.content
    if content.start == content.end:
        return
    off = [block for block in draft.blocks if content.scores[block.index] < THRESHOLD]
    kept = _kept_by_count(draft, off)
    for block in off:
        if block.index not in kept:
            yield Remove(block, "score", f"{content.method} {content.scores[block.index]:.2f}")


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
