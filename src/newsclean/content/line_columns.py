"""What the lines around a line of a text dump say about it."""

from __future__ import annotations

import numpy as np

from newsclean.content.best_run import COST, best_run
from newsclean.content.measures import Columns, Floats, Measures, cohesion, overlap, shift, window
from newsclean.model.document import Document

_OFFSETS = (-4, -3, -2, -1, 1, 2, 3, 4)
_WINDOWS = ((4, -1), (-1, 4), (10, -1), (-1, 10), (25, -1), (-1, 25), (3, 3), (12, 12))


def line_columns(document: Document, measures: Measures) -> Columns:
    """The columns of a text dump's blocks, those of the text included."""
    blocks = document.blocks
    n = len(blocks)
    own = measures.columns
    columns = {name: column for name, column in own.items() if name not in {"links", "strong"}}
    at = np.arange(n)
    good = measures.good
    total = max(float(good.sum()), 1.0)
    gap = np.fromiter((block.gap for block in blocks), np.float64, n)
    columns["gap"] = np.minimum(gap, 4.0)
    columns["gap_next"] = shift(columns["gap"], 1)
    columns["gaps"] = np.full(n, float(np.mean(gap > 0)))
    columns["glued"] = np.fromiter((block.glue is not None for block in blocks), np.float64, n)
    columns["place"] = at / n
    columns["lines"] = np.full(n, np.log1p(n))
    columns["page_good"] = np.full(n, np.log1p(total))
    columns["place_good"] = np.cumsum(good) / total
    gains = np.where(good > 0, good, -float(COST))
    for cost in (3.0, 6.0, 15.0):
        run = _run(np.where(good > 0, good, -cost), n)
        columns |= {f"{name}_{cost:.0f}": column for name, column in run.items()}
    columns["best_back"] = _best_sum(gains)
    columns["best_ahead"] = _best_sum(gains[::-1])[::-1]
    for name in ("words", "sentence", "ended", "odds", "marks", "uppers", "first", "odds_sum"):
        for by in _OFFSETS:
            columns[f"{name}{by:+d}"] = shift(own[name], by, -1.0)
    short = (measures.words <= 5).astype(np.float64)
    averaged = np.stack([np.minimum(good, 60.0), short, own["odds_sum"], own["digits"], np.ones(n)])
    for back, ahead in _WINDOWS:
        sums = window(averaged, back, ahead)
        means = sums[:-1] / np.maximum(sums[-1], 1.0)
        for name, mean in zip(("good", "short", "odds", "digits"), means, strict=True):
            columns[f"{name}_w{back}_{ahead}"] = mean
    length = np.log1p(_run_length(short > 0))
    columns["short_run"] = length
    columns["good_since"] = _since(good > 0)
    columns["good_until"] = _since((good > 0)[::-1])[::-1]
    start, end = best_run(gains.tolist())
    inside = np.zeros(n)
    inside[start:end] = 1.0
    columns |= cohesion(measures.lexis, inside * measures.sentence)
    headline = _head(measures, start)
    head = [token for token, number in measures.lexis.vocabulary.items() if number in headline]
    columns["in_head"], columns["head_in"] = overlap(measures.lexis, head)
    unspaced = measures.unspaced
    columns["unspaced"] = np.full(n, unspaced)
    return columns


def _head(measures: Measures, start: int) -> set[int]:
    """Tokens of the line before the best run that shares most with it: the headline, as far as can be told."""
    lexis = measures.lexis
    low = max(0, start - 12)
    counts = np.bincount(lexis.ids, minlength=len(lexis.vocabulary))
    best: set[int] = set()
    best_value = 0.0
    for line in range(low, min(start + 1, len(measures.words))):
        ids = lexis.ids[lexis.starts[line] : lexis.starts[line + 1]]
        if not 4 <= len(ids) <= 25:
            continue
        later = np.unique(ids)
        value = float(np.sum((counts[later] > 1) / np.sqrt(counts[later])))
        if value > best_value:
            best_value, best = value, set(later.tolist())
    return best


def _run(gains: Floats, n: int) -> Columns:
    """Where a line stands to the best run of these gains."""
    start, end = best_run(gains.tolist())
    at = np.arange(n)
    span = max(1, end - start)
    return {
        "run_in": ((at >= start) & (at < end)).astype(np.float64),
        "run_from": np.clip((at - start) / span, -3, 3),
        "run_start": np.clip(at - start, -40, 40).astype(np.float64),
        "run_end": np.clip(at - end, -40, 40).astype(np.float64),
    }


def _best_sum(gains: Floats) -> Floats:
    """The greatest sum of gains of a run that ends just before each line (log)."""
    result = []
    total = 0.0
    for gain in gains.tolist():
        result.append(total)
        total = max(0.0, total + gain)
    best: Floats = np.log1p(np.array(result))
    return best


def _run_length(marks: np.ndarray) -> Floats:
    """Length of the run of marked lines that each line stands in; 0 for unmarked ones."""
    n = len(marks)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
    result = np.zeros(n)
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        result[first:last] = last - first
    return result


def _since(marks: np.ndarray) -> Floats:
    """Lines since the last marked one before each line, at most 30."""
    at = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks, at, -30))
    before = np.concatenate(([-30], last[:-1]))
    return np.minimum(at - before, 30).astype(np.float64)
