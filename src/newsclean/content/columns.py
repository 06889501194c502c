"""Columns: one value a block. What all that make them share: neighbours, sums over windows, distances, groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Columns: TypeAlias = dict[str, Floats]


def matrix(columns: Columns, names: Sequence[str]) -> NDArray[np.float32]:
    """The named columns side by side: a row for each block."""
    wide = np.concatenate([columns[name] for name in names], dtype=np.float32, casting="same_kind")
    return np.ascontiguousarray(wide.reshape(len(names), -1).T)


def column(values: Sequence[float]) -> Floats:
    """A column of these values."""
    return np.fromiter(values, np.float64, len(values))


def constant(value: float, n: int) -> Floats:
    """A column of one value, which says something of the whole document."""
    return np.full(n, value)


def shifted(columns: Columns, names: Sequence[str], offsets: Sequence[int], fill: float) -> Columns:
    """The named columns of the blocks before (negative offsets) and after, as `name+1`, `name-2`.

    Args:
        columns: where the columns are.
        names: which of them.
        offsets: how many blocks on.
        fill: stands where there is no such block.
    """
    n = len(columns[names[0]])
    reach = max(map(abs, offsets))
    result: Columns = {}
    for name in names:
        padded = np.full(n + 2 * reach, fill)
        padded[reach : reach + n] = columns[name]
        for by in offsets:
            result[f"{name}{by:+d}"] = padded[reach + by : reach + by + n]
    return result


class Windows:
    """Sums of rows of values over windows around each block."""

    def __init__(self, values: Floats, reach: int) -> None:
        """Prepare.

        Args:
            values: rows of a value for each block.
            reach: no window goes farther.
        """
        rows, self._n = values.shape
        self._reach = reach
        # Sums up to each place, with the first and the last repeated for windows that stand out over the ends.
        sums = np.zeros((rows, self._n + 1 + 2 * reach))
        inner = sums[:, reach + 1 : reach + 1 + self._n]
        values.cumsum(axis=1, out=inner)
        sums[:, reach + 1 + self._n :] = inner[:, -1:]
        self._sums = sums

    def sum(self, back: int, ahead: int) -> Floats:
        """The sums over the blocks from `back` before to `ahead` after; -1 leaves out the block itself.

        Args:
            back: blocks before; -1 begins after the block.
            ahead: blocks after; -1 ends before the block.
        """
        low, high = self._reach - back, self._reach + ahead + 1
        result: Floats = self._sums[:, high : high + self._n] - self._sums[:, low : low + self._n]
        return result


def since(marks: Flags, most: int) -> Floats:
    """Blocks since the last marked one before each block, at most `most`.

    Args:
        marks: a flag for each block.
        most: also stands where there is none.
    """
    at = np.arange(len(marks))
    last = np.full(len(marks), -most)
    np.maximum.accumulate(np.where(marks[:-1], at[:-1], -most), out=last[1:])
    blocks: Ints = np.minimum(at - last, most)
    return blocks.astype(np.float64)


def until(marks: Flags, most: int) -> Floats:
    """Blocks until the next marked one after each block, at most `most`."""
    return since(marks[::-1], most)[::-1]


def groups(keys: Ints) -> Ints:
    """Equal keys as equal numbers from 0."""
    found: Ints = np.unique(keys, return_inverse=True)[1]
    return found
