"""The learned score: two stages of trees over block, neighbour and container columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsclean.content.decoder import core, decode
from newsclean.content.line_columns import line_columns
from newsclean.content.measures import Columns, Floats, Measures, Odds, measure
from newsclean.content.page_columns import page_columns
from newsclean.content.second_look import second_look
from newsclean.content.weights import VERSION, Scorer, Weights
from newsclean.model.document import ContentScore, Document

_DIGITS = 4
"""Decimals of a score. Sums of floats may differ in their last bits between processors; four decimals do not."""


def first_columns(document: Document, classes: NDArray[np.uint8], words: Odds, cues: Odds) -> tuple[Measures, Columns]:
    """The measures of a document and the columns of the first stage.

    Args:
        document: with at least one block.
        classes: the class of each character.
        words: log-odds of tokens.
        cues: log-odds of class and id words.
    """
    measures = measure(document.blocks, classes, words)
    if document.containers:
        return measures, page_columns(document, measures, cues)
    return measures, line_columns(document, measures)


def matrix(columns: Columns, names: Sequence[str]) -> NDArray[np.float32]:
    """The named columns side by side."""
    return np.stack([columns[name] for name in names], axis=1).astype(np.float32)


def score_learned(document: Document, weights: Weights) -> ContentScore:
    """The scores of a document with at least one block."""
    measures, columns = first_columns(document, weights.classes, weights.words, weights.cues)
    scorer = weights.page if document.containers else weights.line
    chances = _two_stages(document, measures, columns, scorer)
    scores = np.round(decode(chances, measures.words), _DIGITS)
    start, end = core(scores, measures.words)
    kind = "page" if document.containers else "line"
    return ContentScore(tuple(scores.tolist()), start, end, f"{kind}-{VERSION}-{weights.digest}")


def _two_stages(document: Document, measures: Measures, columns: Columns, scorer: Scorer) -> Floats:
    first = scorer.first.scores(matrix(columns, scorer.first.names))
    columns = columns | second_look(document, measures, first)
    return scorer.second.scores(matrix(columns, scorer.second.names))
