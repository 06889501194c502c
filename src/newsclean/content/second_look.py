"""The second stage: what the first stage thought of a block, of its neighbours, and of those marked up alike."""

from __future__ import annotations

import numpy as np

from newsclean.content.best_run import best_run
from newsclean.content.measures import Columns, Floats, Measures, cohesion, shift, window
from newsclean.content.page_columns import Tree
from newsclean.model.document import Document

_OFFSETS = (-4, -3, -2, -1, 1, 2, 3, 4)
_WINDOWS = ((3, -1), (-1, 3), (8, -1), (-1, 8), (25, -1), (-1, 25))


def second_look(document: Document, measures: Measures, first: Floats) -> Columns:
    """The columns that the second stage sees beside those of the first.

    Args:
        document: the document.
        measures: its measures.
        first: the first stage's scores.
    """
    n = len(first)
    words = measures.words + 1
    columns: Columns = {"p": first}
    for by in _OFFSETS:
        columns[f"p{by:+d}"] = shift(first, by, 0.0)
    weight = np.minimum(words, 80.0)
    weighted = np.stack([weight * first, weight])
    for back, ahead in _WINDOWS:
        own, total = window(weighted, back, ahead)
        columns[f"p_w{back}_{ahead}"] = own / np.maximum(total, 1.0)
    kept = words * first
    everything = max(float(kept.sum()), 1.0)
    columns["p_before"] = (np.cumsum(kept) - kept) / everything
    columns["p_after"] = (np.cumsum(kept[::-1])[::-1] - kept) / everything
    columns["p_total"] = np.full(n, np.log1p(everything))
    columns["p_share"] = np.full(n, everything / float(words.sum()))
    columns["p_most_before"] = np.concatenate(([0.0], np.maximum.accumulate(first)[:-1]))
    columns["p_most_after"] = np.concatenate((np.maximum.accumulate(first[::-1])[::-1][1:], [0.0]))
    start, end = best_run(((first - 0.4) * words).tolist())
    at = np.arange(n)
    columns["p_run"] = ((at >= start) & (at < end)).astype(np.float64)
    columns["p_run_start"] = np.clip(at - start, -30, 30).astype(np.float64)
    columns["p_run_end"] = np.clip(at - end, -30, 30).astype(np.float64)
    since = np.where(first > 0.5, at, -30)
    last = np.maximum.accumulate(since)
    columns["p_since"] = np.minimum(at - np.concatenate(([-30], last[:-1])), 30).astype(np.float64)
    ahead_ = np.minimum.accumulate(np.where(first > 0.5, at, n + 30)[::-1])[::-1]
    columns["p_until"] = np.minimum(np.concatenate((ahead_[1:], [n + 30])) - at, 30).astype(np.float64)
    columns |= {f"p_{name}": column for name, column in cohesion(measures.lexis, first).items()}
    if document.containers:
        columns |= _containers(document, weight, first)
    return columns


def _containers(document: Document, weight: Floats, first: Floats) -> Columns:
    """Means of the first stage over the containers around a block and over blocks marked up alike."""
    n = len(first)
    holder = np.fromiter((block.container for block in document.blocks), np.int64, n)
    tree = Tree(document.containers, holder)
    total = tree.inside(weight)
    kept = tree.inside(weight * first)
    up = np.maximum(tree.parent, 0)
    everything = max(float((weight * first).sum()), 1.0)
    columns: Columns = {}
    level = np.arange(tree.size)
    for step in range(4):
        at = level[holder]
        columns[f"p_mean_{step}"] = kept[at] / np.maximum(total[at], 1.0)
        columns[f"p_part_{step}"] = kept[at] / everything
        level = up[level]
    numbers: dict[object, int] = {}
    code = np.array(
        [
            numbers.setdefault(
                (block.tag, block.cues, (box := document.containers[block.container]).tag, box.cues), len(numbers)
            )
            for block in document.blocks
        ],
        dtype=np.int64,
    )
    alike = np.bincount(code, weights=weight)
    alike_kept = np.bincount(code, weights=weight * first)
    own = weight * first
    columns["p_alike"] = (alike_kept[code] - own) / np.maximum(alike[code] - weight, 1.0)
    columns["p_alike_weight"] = np.log1p(alike[code] - weight)
    target = tree.heaviest(kept, 0.8)
    above, below = tree.distance(target)
    columns["p_core_up"] = above[holder]
    columns["p_core_down"] = below[holder]
    return columns
