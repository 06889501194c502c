"""The characters of a document's blocks by class: letters, digits, marks, blanks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from newsclean.content.columns import Floats, Ints
from newsclean.text.measure import CLOSERS, SENTENCE_ENDS, is_unspaced

OTHER, BLANK, LOWER, UPPER, DIGIT, END, COMMA, CLOSER, UNSPACED, BULLET, COLON, SIGN = range(12)
_CLASSES: Final = 12
_PLANE: Final = 0x10000
"""Characters beyond the basic plane (emoji, rare Han) count as `OTHER`."""

_COMMAS = frozenset(",;、，،؛；")
_BULLETS = frozenset("|•·›‹→←▶►▼▸●■…/\\+>_#=~")
_SIGNS = frozenset("©®™@€$£%&")


def character_classes() -> bytes:
    """The class of every character of the basic plane. Stored with the weights: Python versions differ in Unicode."""
    table = bytearray(_PLANE)
    for code in range(_PLANE):
        table[code] = _character_class(chr(code))
    return bytes(table)


def _character_class(char: str) -> int:
    if char.isspace():
        return BLANK
    for klass, members in (
        (END, SENTENCE_ENDS),
        (COMMA, _COMMAS),
        (CLOSER, CLOSERS),
        (BULLET, _BULLETS),
        (SIGN, _SIGNS),
    ):
        if char in members:
            return klass
    if char in ":：":
        return COLON
    if "\ud800" <= char <= "\udfff":
        return OTHER
    if is_unspaced(char) and not "\uac00" <= char <= "\ud7a3":
        return UNSPACED
    if char.isdigit():
        return DIGIT
    if char.isupper() or char.istitle():
        return UPPER
    return LOWER if char.isalpha() else OTHER


class Characters(Struct, frozen=True):
    """The classes of a document's characters.

    Attributes:
        kind: the class of each character, the blocks one after the other with a blank between them.
        starts: where each block begins in `kind`.
        ends: where each block ends in `kind`.
        counts: characters by class (row) and block (column).
        capitals: words of each block that begin with a capital.
    """

    kind: NDArray[np.uint8]
    starts: Ints
    ends: Ints
    counts: Floats
    capitals: Floats

    def first(self) -> NDArray[np.uint8]:
        """The class of each block's first character."""
        return self.kind[self.starts]

    def last(self) -> NDArray[np.uint8]:
        """The class of each block's last character."""
        return self.kind[self.ends - 1]

    def last_bare(self) -> NDArray[np.uint8]:
        """The class of each block's last character, up to three closing marks and blanks aside."""
        at = self.ends - 1
        last = self.kind[at]
        for _ in range(3):
            at -= ((last == CLOSER) | (last == BLANK)) & (at > self.starts)
            last = self.kind[at]
        return last


def characters_of(texts: Sequence[str], classes: NDArray[np.uint8]) -> Characters:
    """Class the characters of a document's blocks.

    Args:
        texts: of each block.
        classes: the table of `character_classes`.
    """
    n = len(texts)
    joined = "\n".join(texts)
    lengths = np.fromiter(map(len, texts), np.int64, n)
    ends = (lengths + 1).cumsum() - 1
    kind = classes.take(_codes(joined))
    owner = np.arange(n).repeat(lengths + 1)[:-1]
    counts = np.bincount(kind.astype(np.int64) * n + owner, minlength=_CLASSES * n).reshape(-1, n)
    counts[BLANK, :-1] -= 1
    begins = kind == UPPER
    begins[1:] &= kind[:-1] == BLANK
    capitals = np.bincount(owner[begins], minlength=n)
    return Characters(kind, ends - lengths, ends, counts.astype(np.float64), capitals.astype(np.float64))


def _codes(text: str) -> NDArray[np.uint16] | NDArray[np.uint32]:
    """The code of each character; one class serves for all beyond the basic plane."""
    narrow = text.encode("utf-16-le", "surrogatepass")
    if len(narrow) == 2 * len(text):
        return np.frombuffer(narrow, np.uint16)
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(wide, _PLANE - 1)
