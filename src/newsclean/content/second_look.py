"""The second stage: what the first stage thought of a block, of its neighbours, and of those marked up alike."""

from __future__ import annotations

import numpy as np

from newsclean.content.best_run import best_run
from newsclean.content.columns import Columns, Floats, Windows, constant, groups, shifted, since, until
from newsclean.content.layout import Layout
from newsclean.content.lexis import cohesion
from newsclean.content.measures import Measures

_OFFSETS = (-4, -3, -2, -1, 1, 2, 3, 4)
_WINDOWS = ((3, -1), (-1, 3), (8, -1), (-1, 8), (25, -1), (-1, 25))
_STEPS = 4
_FAR = 30


def second_look(measures: Measures, first: Floats) -> Columns:
    """The columns that the second stage sees beside those of the first.

    Args:
        measures: of the document's blocks.
        first: the first stage's scores.
    """
    n = len(first)
    words = measures.words + 1
    columns: Columns = {"p": first}
    columns |= shifted(columns, ("p",), _OFFSETS, 0.0)
    weight = np.minimum(words, 80.0)
    weighted = weight * first
    windows = Windows(np.array([weighted, weight]), 25)
    for back, ahead in _WINDOWS:
        own, total = windows.sum(back, ahead)
        columns[f"p_w{back}_{ahead}"] = own / np.maximum(total, 1.0)
    kept = words * first
    everything = max(float(kept.sum()), 1.0)
    columns["p_before"] = (kept.cumsum() - kept) / everything
    columns["p_after"] = (kept[::-1].cumsum()[::-1] - kept) / everything
    columns["p_total"] = constant(np.log1p(everything), n)
    columns["p_share"] = constant(everything / float(words.sum()), n)
    columns["p_most_before"] = _most_before(first)
    columns["p_most_after"] = _most_before(first[::-1])[::-1]
    start, end = best_run(((first - 0.4) * words).tolist())
    at = np.arange(n)
    columns["p_run"] = ((at >= start) & (at < end)).astype(np.float64)
    columns["p_run_start"] = np.minimum(np.maximum(at - start, -_FAR), _FAR).astype(np.float64)
    columns["p_run_end"] = np.minimum(np.maximum(at - end, -_FAR), _FAR).astype(np.float64)
    likely = first > 0.5
    columns["p_since"] = since(likely, _FAR)
    columns["p_until"] = until(likely, _FAR)
    columns |= {f"p_{name}": column for name, column in cohesion(measures.lexis, first).items()}
    if measures.layout is not None:
        columns |= _containers(measures.layout, weight, weighted)
    return columns


def _most_before(values: Floats) -> Floats:
    """The greatest value before each block; 0 before the first."""
    most = np.zeros(len(values))
    np.maximum.accumulate(values[:-1], out=most[1:])
    return most


def _containers(layout: Layout, weight: Floats, weighted: Floats) -> Columns:
    """Means of the first stage over the containers around a block and over blocks marked up alike.

    Args:
        layout: the containers.
        weight: of each block.
        weighted: the first stage's score times the weight.
    """
    inside = layout.inside(np.array([weight, weighted]))
    total, kept = inside[:, layout.upward(_STEPS)]
    everything = max(float(weighted.sum()), 1.0)
    columns: Columns = {}
    for step, (mean, part) in enumerate(zip(kept / np.maximum(total, 1.0), kept / everything, strict=True)):
        columns[f"p_mean_{step}"] = mean
        columns[f"p_part_{step}"] = part
    alike = groups(layout.block_mark * len(layout.marks) + layout.mark[layout.holder])
    others = np.bincount(alike, weights=weight)[alike] - weight
    columns["p_alike"] = (np.bincount(alike, weights=weighted)[alike] - weighted) / np.maximum(others, 1.0)
    columns["p_alike_weight"] = np.log1p(others)
    columns["p_core_up"], columns["p_core_down"] = layout.distance(layout.heaviest(inside[1], 0.8))
    return columns
