"""A small multilayer perceptron."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from newsclean.content.columns import Floats

_SINGLE_THREAD = 200_000
"""Products in one matrix multiplication. OpenBLAS starts threads beyond 262,144 (its `interface/gemm.c`), which costs
more than it saves on matrices of this size, and lets the order of sums depend on the number of processors."""

CLIP = 5.0
"""Standard deviations beyond which a column says no more."""


class Perceptron(Struct, frozen=True):
    """Layers of weights and biases.

    Attributes:
        mean: of each column in training.
        scale: one over the standard deviation of each column.
        layers: pairs of a weight matrix (inputs by outputs) and a bias.
    """

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    layers: tuple[tuple[NDArray[np.float32], NDArray[np.float32]], ...]

    def logits(self, rows: NDArray[np.float32]) -> Floats:
        """The output for each row."""
        values = (rows - self.mean) * self.scale
        np.minimum(values, CLIP, out=values)
        np.maximum(values, -CLIP, out=values)
        last = len(self.layers) - 1
        for number, (matrix, bias) in enumerate(self.layers):
            values = _product(values, matrix)
            values += bias
            if number < last:
                np.maximum(values, 0.0, out=values)
        output: Floats = values[:, 0].astype(np.float64)
        return output


def _product(rows: NDArray[np.float32], matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    product = np.empty((len(rows), matrix.shape[1]), np.float32)
    step = max(1, _SINGLE_THREAD // matrix.size)
    for at in range(0, len(rows), step):
        np.matmul(rows[at : at + step], matrix, out=product[at : at + step])
    return product
