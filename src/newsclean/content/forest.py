"""Gradient-boosted trees evaluated on all blocks and all trees at once."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from newsclean.content.columns import Floats

CHUNK = 2_048
"""Blocks evaluated at once. All trees of a block take some 4 KB, so that memory stays bounded on huge documents."""


class Forest(Struct, frozen=True):
    """Trees laid out one after the other.

    Numbers are of the type that numpy indexes with, which spares a conversion at every step.

    Attributes:
        feature: for each node the column it splits on; a leaf's is 0.
        threshold: a value at most this goes left; a leaf's is infinite.
        left: the left child, the right one stands next to it; a leaf points to itself.
        value: what a leaf adds; 0 for inner nodes.
        roots: the first node of each tree.
        depth: steps from a root to its deepest leaf, over all trees.
        bias: added to the sum of the leaves.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    left: NDArray[np.intp]
    value: NDArray[np.float32]
    roots: NDArray[np.intp]
    depth: int
    bias: float

    def logits(self, rows: NDArray[np.float32]) -> Floats:
        """The sum of the trees for each row."""
        if len(rows) <= CHUNK:
            return self._logits(rows)
        return np.concatenate([self._logits(rows[at : at + CHUNK]) for at in range(0, len(rows), CHUNK)])

    def _logits(self, rows: NDArray[np.float32]) -> Floats:
        n, width = rows.shape
        flat = rows.ravel()
        base = np.repeat(np.arange(n) * width, len(self.roots))
        node = np.tile(self.roots, n)
        for _ in range(self.depth):
            right = flat.take(base + self.feature.take(node)) > self.threshold.take(node)
            node = self.left.take(node) + right
        leaves = self.value.take(node).astype(np.float64).reshape(n, len(self.roots))
        total: Floats = leaves.sum(axis=1) + self.bias
        return total


def sigmoid(logits: Floats) -> Floats:
    """The logistic function, safe at both ends."""
    result: Floats = 1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))
    return result
