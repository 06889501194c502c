"""The learned score: two stages of trees over block, neighbour and container columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsclean.content.columns import Columns, Floats, matrix
from newsclean.content.decoder import core, decode
from newsclean.content.lexis import OddsTable
from newsclean.content.line_columns import line_columns
from newsclean.content.measures import Measures, measure
from newsclean.content.page_columns import page_columns
from newsclean.content.second_look import second_look
from newsclean.content.weights import VERSION, Scorer, Weights
from newsclean.content.wording import Wording, sign_columns, wording_columns
from newsclean.model.document import ContentScore, Document

_DIGITS = 4
"""Decimals of a score. Sums of floats may differ in their last bits between processors; four decimals do not."""


def first_columns(
    document: Document, classes: NDArray[np.uint8], words: OddsTable, cues: OddsTable, wording: Wording
) -> tuple[Measures, Columns]:
    """The measures of a document and the columns of the first stage.

    Args:
        document: with at least one block.
        classes: the class of each character.
        words: log-odds of tokens.
        cues: log-odds of class and id words.
        wording: the table of tokens and pairs.
    """
    measures = measure(document, classes, words)
    body, end, begin = wording.logits(measures.lexis)
    worded = wording_columns(body, measures.words)
    if measures.layout is not None:
        return measures, page_columns(document, measures, measures.layout, cues) | worded
    return measures, line_columns(document, measures) | worded | sign_columns(end, begin, measures.good)


def score_learned(document: Document, weights: Weights) -> ContentScore:
    """The scores of a document with at least one block."""
    measures, columns = first_columns(document, weights.classes, weights.words, weights.cues, weights.wording)
    scorer = weights.page if document.containers else weights.line
    chances = _two_stages(measures, columns, scorer)
    scores = np.round(decode(chances, measures.words), _DIGITS)
    start, end = core(scores, measures.words)
    kind = "page" if document.containers else "line"
    return ContentScore(tuple(scores.tolist()), start, end, f"{kind}-{VERSION}-{weights.digest}")


def _two_stages(measures: Measures, columns: Columns, scorer: Scorer) -> Floats:
    first = scorer.first.scores(matrix(columns, scorer.first.names))
    columns |= second_look(measures, first)
    return scorer.second.scores(matrix(columns, scorer.second.names))
