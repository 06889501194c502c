"""Fits the tables of `newsclean.content.wording`: logistic regression with L-BFGS, the same numbers each time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from newsclean.content.lexis import Lexis
from newsclean.content.wording import BITS, Wording, buckets

Floats = NDArray[np.float64]

RIDGE = 2e-5
"""L2 penalty: on one held-out fold 3e-5 was best of seven at 15 bits (AUC of blocks near the article .830; .782 for the
log-odds of single tokens), and little less is right for more buckets."""

ROUNDS = 60

NEAR = 12
"""Blocks after the article's end, and before its beginning, that are told from those inside it."""

_MARKING = 5
"""Words of a block that can be an article's first or last."""

_MOST_WORDS = 30.0
"""Words of a block that count."""


def rows(lexis: Lexis) -> sparse.csr_matrix:
    """A block a row, a bucket a column: how often, over the root of the number of all."""
    bucket, block = buckets(lexis)
    count = np.bincount(block, minlength=lexis.blocks)
    value = (1.0 / np.sqrt(np.maximum(count, 1)))[block].astype(np.float32)
    return sparse.csr_matrix((value, (block, bucket)), shape=(lexis.blocks, 1 << BITS))


@dataclass
class Wordings:
    """The blocks of one page as rows, and what is to be learned from them, three ways (see `Wording.weights`).

    Attributes:
        rows: of `rows`.
        y: the labels of each way.
        weight: how much each block counts in each way; 0 leaves it out.
    """

    rows: sparse.csr_matrix
    y: tuple[Floats, ...]
    weight: tuple[Floats, ...]


def lesson(lexis: Lexis, words: Floats, keep: Floats, use: NDArray[np.bool_], share: float) -> Wordings:
    """What a page teaches.

    Args:
        lexis: its tokens.
        words: words of each block.
        keep: 1.0 for blocks of the article.
        use: blocks that take part in telling the article from the rest.
        share: what the page counts.
    """
    some = (words > 0).astype(np.float64)
    nothing = np.zeros(len(words))
    inside, before, after = nothing.copy(), nothing.copy(), nothing.copy()
    marks = np.flatnonzero((keep > 0) & (words >= _MARKING))
    if len(marks) > 1:
        first, last = int(marks[0]), int(marks[-1])
        inside[first:last] = 1.0
        before[max(0, first - NEAR) : first] = 1.0
        after[last + 1 : last + 1 + NEAR] = 1.0
        # A long article counts like one of twice as many blocks as stand beside it.
        inside *= min(1.0, 2 * NEAR / max(1.0, float((inside * some).sum())))
    plain = share * np.minimum(words + 2, _MOST_WORDS) * use * some
    ends = share * some * (inside * bool(after @ some) + after)
    begins = share * some * (inside * bool(before @ some) + before)
    return Wordings(rows(lexis), (keep, after, before), (plain, ends, begins))


def fit_wording(lessons: Sequence[Wordings]) -> Wording:
    """The tables of these pages, in whole steps as they are stored."""
    found = Wording(np.array([_fitted(lessons, way) for way in range(3)], dtype=np.float32))
    return Wording(np.round(found.weights / found.step[:, None]) * found.step[:, None])


def _fitted(lessons: Sequence[Wordings], way: int) -> Floats:
    used = [lesson.weight[way] > 0 for lesson in lessons]
    inputs = sparse.vstack([lesson.rows[use] for lesson, use in zip(lessons, used, strict=True)], format="csr")
    across = inputs.T.tocsr()
    target = np.concatenate([lesson.y[way][use] for lesson, use in zip(lessons, used, strict=True)])
    share = np.concatenate([lesson.weight[way][use] for lesson, use in zip(lessons, used, strict=True)])
    share = share / share.sum()

    def loss(parameters: Floats) -> tuple[float, Floats]:
        table, bias = parameters[:-1], parameters[-1]
        logits = np.clip(inputs @ table + bias, -30, 30)
        value = share @ np.logaddexp(0.0, np.where(target > 0.5, -logits, logits)) + 0.5 * RIDGE * (table @ table)
        miss = share * (1.0 / (1.0 + np.exp(-logits)) - target)
        return float(value), np.append(across @ miss + RIDGE * table, miss.sum())

    start = np.zeros((1 << BITS) + 1)
    table: Floats = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x[:-1]
    return table
