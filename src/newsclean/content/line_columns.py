"""What the lines around a line of a text dump say about it."""

from __future__ import annotations

import numpy as np

from newsclean.content.best_run import COST, best_run
from newsclean.content.columns import Columns, Flags, Floats, Windows, column, constant, shifted, since, until
from newsclean.content.lexis import cohesion, overlap
from newsclean.content.measures import Measures
from newsclean.model.document import Document

_OFFSETS = (-4, -3, -2, -1, 1, 2, 3, 4)
_COMPARED = ("words", "sentence", "ended", "odds", "marks", "uppers", "first", "odds_sum")
_WINDOWS = ((4, -1), (-1, 4), (10, -1), (-1, 10), (25, -1), (-1, 25), (3, 3), (12, 12))
_FAR = 30
"""Lines after which it does not matter how many more there are."""


def line_columns(document: Document, measures: Measures) -> Columns:
    """The columns of a text dump's blocks, those of the text included."""
    blocks = document.blocks
    n = len(blocks)
    own = measures.columns
    columns = {name: column for name, column in own.items() if name not in {"links", "strong"}}
    at = np.arange(n)
    good = measures.good
    total = max(float(good.sum()), 1.0)
    gap = column([block.gap for block in blocks])
    columns["gap"] = np.minimum(gap, 4.0)
    columns["gap_next"] = np.append(columns["gap"][1:], 0.0)
    columns["gaps"] = constant(np.count_nonzero(gap) / n, n)
    columns["glued"] = column([block.glue is not None for block in blocks])
    columns["place"] = at / n
    columns["lines"] = constant(np.log1p(n), n)
    columns["page_good"] = constant(np.log1p(total), n)
    columns["place_good"] = good.cumsum() / total
    gains = np.where(good > 0, good, -float(COST))
    for cost in (3.0, 6.0, 15.0):
        run = _run(np.where(good > 0, good, -cost), at)
        columns |= {f"{name}_{cost:.0f}": column for name, column in run.items()}
    columns["best_back"] = _best_sum(gains)
    columns["best_ahead"] = _best_sum(gains[::-1])[::-1]
    columns |= shifted(own, _COMPARED, _OFFSETS, -1.0)
    short = measures.words <= 5
    averaged = np.array([np.minimum(good, 60.0), short, own["odds_sum"], own["digits"], np.ones(n)])
    windows = Windows(averaged, 25)
    for back, ahead in _WINDOWS:
        sums = windows.sum(back, ahead)
        means = sums[:-1] / np.maximum(sums[-1], 1.0)
        for name, mean in zip(("good", "short", "odds", "digits"), means, strict=True):
            columns[f"{name}_w{back}_{ahead}"] = mean
    columns["short_run"] = np.log1p(_run_length(short))
    columns["good_since"] = since(good > 0, _FAR)
    columns["good_until"] = until(good > 0, _FAR)
    start, end = best_run(gains.tolist())
    inside = np.zeros(n)
    inside[start:end] = 1.0
    columns |= cohesion(measures.lexis, inside * measures.sentence)
    headline = _headline(measures, start)
    columns["in_head"], columns["head_in"] = overlap(measures.lexis, headline, len(headline))
    columns["unspaced"] = constant(measures.unspaced, n)
    return columns


def _headline(measures: Measures, start: int) -> list[int]:
    """Tokens of the line before the best run that shares most with the rest: the headline, as far as can be told."""
    lexis = measures.lexis
    frequency = lexis.frequency
    lengths = np.diff(lexis.starts)
    best: list[int] = []
    best_value = 0.0
    for line in range(max(0, start - 12), min(start + 1, len(measures.words))):
        if not 4 <= lengths[line] <= 25:
            continue
        tokens = lexis.token[lexis.bounds[line] : lexis.bounds[line + 1]]
        times = frequency[tokens]
        value = float(((times > 1) / np.sqrt(times)).sum())
        if value > best_value:
            best_value, best = value, tokens.tolist()
    return best


def _run(gains: Floats, at: np.ndarray) -> Columns:
    """Where a line stands to the best run of these gains."""
    start, end = best_run(gains.tolist())
    span = max(1, end - start)
    return {
        "run_in": ((at >= start) & (at < end)).astype(np.float64),
        "run_from": np.minimum(np.maximum((at - start) / span, -3), 3),
        "run_start": np.minimum(np.maximum(at - start, -40), 40).astype(np.float64),
        "run_end": np.minimum(np.maximum(at - end, -40), 40).astype(np.float64),
    }


def _best_sum(gains: Floats) -> Floats:
    """The greatest sum of gains of a run that ends just before each line (log)."""
    result = []
    total = 0.0
    for gain in gains.tolist():
        result.append(total)
        total = max(0.0, total + gain)
    best: Floats = np.log1p(column(result))
    return best


def _run_length(marks: Flags) -> Floats:
    """Length of the run of marked lines that each line stands in; 0 for unmarked ones."""
    edges = np.flatnonzero(np.diff(marks.astype(np.int8), prepend=0, append=0))
    lengths = np.diff(edges, prepend=0, append=len(marks))
    # Lines before, in, between, in ... and after the runs.
    lengths_or_none = lengths.copy()
    lengths_or_none[::2] = 0
    result: Floats = lengths_or_none.repeat(lengths).astype(np.float64)
    return result
