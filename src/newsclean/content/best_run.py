"""A plain scorer: the run of lines that holds the most running text."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.model.document import Block, ContentScore, Document
from newsclean.text.measure import is_sentence_like

METHOD = "best-run-1"

COST = 6
"""Words of running text that make up for one other line inside the body. From a study on text dumps of 838 news pages,
where this rule beat jusText and every line filter (docs/architecture.md, "The body")."""

_MAX_LINK_SHARE = 0.6
"""A block of which more stands in links is a teaser or a menu, however long it is."""


def score(document: Document) -> ContentScore:
    """Score 1 in the run of blocks with the most words of running text, each other block in it costing 6, else 0."""
    gains = [_gain(block) for block in document.blocks]
    start, end = best_run(gains)
    scores = tuple(1.0 if start <= at < end else 0.0 for at in range(len(gains)))
    return ContentScore(scores, start, end, METHOD)


def best_run(gains: Sequence[float]) -> tuple[int, int]:
    """The half-open range with the greatest sum (Kadane's algorithm); empty where no gain is positive."""
    best, best_start, best_end = 0.0, 0, 0
    total, start = 0.0, 0
    for at, gain in enumerate(gains):
        if total <= 0:
            total, start = 0.0, at
        total += gain
        if total > best:
            best, best_start, best_end = total, start, at + 1
    return best_start, best_end


def _gain(block: Block) -> float:
    words = block.words
    if not is_sentence_like(block.text, words) or block.link_chars > _MAX_LINK_SHARE * len(block.text):
        return -COST
    return words
