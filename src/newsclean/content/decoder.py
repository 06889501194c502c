"""From chances to a decision: each page gets the threshold that promises it the best F1."""

from __future__ import annotations

from typing import Final

import numpy as np

from newsclean.content.best_run import best_run
from newsclean.content.columns import Floats

THRESHOLD: Final = 0.5
"""Blocks that score less after `decode` are held for no part of the article."""

_LEAST: Final = 0.15
"""A page that promises nothing does not get everything."""


def decode(chances: Floats, words: Floats) -> Floats:
    """The scores, stretched so that the page's own threshold comes to lie at `THRESHOLD`.

    The threshold that maximises the expected F1 is half of that F1 (Lipton, Elkan and Naryanaswamy 2014).

    Args:
        chances: how likely each block is part of the article.
        words: words of each block.
    """
    order = np.argsort(-chances, kind="stable")
    weight = words[order] + 0.5
    right = np.cumsum(weight * chances[order])
    best = float(np.max(2 * right / (np.cumsum(weight) + right[-1])))
    threshold = max(best / 2, _LEAST)
    below = THRESHOLD * chances / threshold
    above = THRESHOLD + (1 - THRESHOLD) * (chances - threshold) / (1 - threshold)
    return np.where(chances < threshold, below, above)


def core(scores: Floats, words: Floats) -> tuple[int, int]:
    """The range that holds the body: the run with the most words above the threshold less those below."""
    return best_run(((scores - THRESHOLD) * (words + 1)).tolist())
