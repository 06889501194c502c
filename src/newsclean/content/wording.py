"""How blocks are worded: linear models over tokens and pairs of tokens, kept in hashed tables.

Log-odds of single tokens (`lexis.word_columns`) cannot tell "read more about" from the same words inside a sentence,
and count words that go together twice. The tables here are fitted jointly, over pairs too, and hold no word in clear.
"""

from __future__ import annotations

from typing import Final
from zlib import crc32

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from newsclean.content.columns import Columns, Floats, Ints, Windows, shifted
from newsclean.content.lexis import Lexis

BITS: Final = 16
"""Of a bucket's number. Half as many buckets tell unseen domains' blocks apart less well (AUC .830 for .836)."""

STEPS: Final = 127
"""Weights are stored as whole numbers of so many steps on each side of 0."""

_SHIFT = np.uint32(32 - BITS)
_FIRST, _SECOND = np.uint32(2_654_435_761), np.uint32(2_246_822_519)
"""Odd multipliers of multiplicative hashing: the golden ratio's 32 bits (Knuth), and one of xxHash's primes."""

_BEGIN, _END = np.uint32(0x9E3779B9), np.uint32(0x85EBCA6B)
"""Stand for the block's beginning and its end in pairs."""

_MOST_WORDS = 40.0
"""Words of a block that count in the mean of a window."""

_LEAST = -3.0
_BEGUN = 0.02
"""Share of the running text above which it has begun."""

_SIGN = 0.5
"""Logit beyond which a block is a sign of the article's end."""


class Wording(Struct, frozen=True):
    """What was learned: a weight for each bucket, three ways.

    Attributes:
        weights: of blocks of the article against others (row 0), of blocks right after its end against those inside it
            (row 1), of blocks right before its beginning against those inside it (row 2).
    """

    weights: NDArray[np.float32]

    @property
    def step(self) -> NDArray[np.float32]:
        """What the weights of each row are whole multiples of: they are stored in one byte each."""
        found: NDArray[np.float32] = np.abs(self.weights).max(axis=1) / np.float32(STEPS)
        return np.maximum(found, np.float32(1e-9))

    def logits(self, lexis: Lexis) -> Floats:
        """For each row of the weights and each block the sum over tokens and pairs, over the root of their number."""
        bucket, block = buckets(lexis)
        count = np.maximum(np.bincount(block, minlength=lexis.blocks), 1)
        totals = [np.bincount(block, weights=row[bucket], minlength=lexis.blocks) for row in self.weights]
        result: Floats = np.array(totals) / np.sqrt(count)
        return result


def buckets(lexis: Lexis) -> tuple[Ints, Ints]:
    """The buckets of all tokens and of all pairs of neighbours, the block's ends among them, and the block of each."""
    every = lexis.vocabulary
    encoded = "\n".join(every).encode("utf-8", "surrogatepass").split(b"\n")
    hashes = np.fromiter(map(crc32, encoded), np.uint32, len(every))
    codes = hashes[lexis.ids]
    lengths = np.diff(lexis.starts)
    some = np.flatnonzero(lengths)
    owner = np.arange(lexis.blocks).repeat(lengths)
    before = np.empty_like(codes)
    before[1:] = codes[:-1]
    before[lexis.starts[some]] = _BEGIN
    last = codes[lexis.starts[some + 1] - 1]
    end = np.full(len(last), _END)
    found = np.concatenate([codes * _FIRST, _pair(before, codes), _pair(last, end)]) >> _SHIFT
    return found.astype(np.int64), np.concatenate([owner, owner, some])


def _pair(left: NDArray[np.uint32], right: NDArray[np.uint32]) -> NDArray[np.uint32]:
    result: NDArray[np.uint32] = ((left * _SECOND) ^ (right * _FIRST + _BEGIN)) * _SECOND
    return result


def wording_columns(logits: Floats, words: Floats) -> Columns:
    """The wording of a block, of its neighbours, and of the windows around it.

    Args:
        logits: row 0 of `Wording.logits`.
        words: words of each block.
    """
    columns: Columns = {"wording": logits}
    columns |= shifted(columns, ("wording",), (-2, -1, 1, 2), 0.0)
    weight = np.minimum(words, _MOST_WORDS)
    windows = Windows(np.array([logits * weight, weight]), 8)
    for back, ahead in ((3, -1), (-1, 3), (8, -1), (-1, 8), (4, 4)):
        total, count = windows.sum(back, ahead)
        columns[f"wording_w{back}_{ahead}"] = total / np.maximum(count, 1.0)
    return columns


def sign_columns(end: Floats, begin: Floats, good: Floats) -> Columns:
    """The signs of an article's end and beginning on a line and around it.

    Only text dumps need them: on HTML, where the markup says as much, they made no difference (.9491 for .9495 on two
    held-out folds of wcxb, where dumps rose from .9177 to .9220).

    Args:
        end: row 1 of `Wording.logits`.
        begin: row 2.
        good: words of running text of each line.
    """
    n = len(end)
    columns: Columns = {"ends": end, "begins": begin}
    columns |= shifted(columns, ("ends",), (-3, -2, -1, 1, 2, 3), 0.0)
    columns |= shifted(columns, ("begins",), (-2, -1, 1, 2), 0.0)
    for reach in (4, 10, 25):
        columns[f"ends_back_{reach}"] = _most_before(end, reach)
        columns[f"begins_ahead_{reach}"] = _most_before(begin[::-1], reach)[::-1]
    windows = Windows(np.array([end, np.ones(n)]), 15)
    for reach in (6, 15):
        for name, (total, count) in (("b", windows.sum(reach, -1)), ("a", windows.sum(-1, reach))):
            columns[f"ends_{name}{reach}"] = total / np.maximum(count, 1.0)
    # Signs of an end count from where the running text begins: menus above it are full of them.
    inside = good.cumsum() > _BEGUN * max(1.0, float(good.sum()))
    signs = (np.maximum(end - _SIGN, 0.0) * inside).cumsum()
    columns["end_signs"] = signs
    columns["end_signs_share"] = signs / max(float(signs[-1]), 1e-6)
    return columns


def _most_before(values: Floats, reach: int) -> Floats:
    """The greatest of the values of the `reach` blocks before each, at least `_LEAST`."""
    most = np.full(len(values) + reach, _LEAST)
    np.maximum(values, _LEAST, out=most[reach:])
    # Twice as far with each step; the last one goes as far as is left.
    width = 1
    while width < reach:
        step = min(width, reach - width)
        np.maximum(most[step:], most[:-step], out=most[step:])
        width += step
    result: Floats = most[reach - 1 : -1]
    return result
