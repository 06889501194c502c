"""What the blocks of a document are like: measured once, for all cleaners together."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from itertools import accumulate

from newsclean.text.fold import fold, key
from newsclean.text.measure import (
    characters_of,
    count_words,
    ends_sentence,
    is_sentence_like,
    is_unspaced,
)

_KEPT = frozenset(" \n")


class Facts:
    """Columns of facts: entry `i` of each is about the shown text of block `i`.

    `Draft.words` and its kin ask for one block; loops over all blocks are faster over the columns. Nobody but the run
    writes to them.

    Attributes:
        texts: the texts.
        folded: the texts folded (`newsclean.text.fold.fold`); offsets are those of the text.
        words: words of each.
        characters: the characters of all texts, and some that were edited away. By them a cleaner of rare signs sees
            whether it has anything to do.
        unspaced: whether there are letters of a script without blanks between words, Hangul among them
            (`newsclean.text.measure.is_unspaced`).
        closes: whether it closes with a terminal mark (`newsclean.text.measure.ends_sentence`).
        prose: whether it reads as running text (`newsclean.text.measure.is_sentence_like`).

    Args:
        texts: the texts.
        counts: words of each.
    """

    __slots__ = (
        "_alike",
        "_digits",
        "_keys",
        "_runs",
        "_starts",
        "_whole",
        "characters",
        "closes",
        "folded",
        "prose",
        "texts",
        "unspaced",
        "words",
    )

    def __init__(self, texts: Sequence[str], counts: Sequence[int]) -> None:
        self.texts: list[str] = list(texts)
        whole = "\n".join(self.texts)
        self._whole: str | None = fold(whole)
        self.folded: list[str] = _cut(self._whole, self.texts)
        self.characters: frozenset[str] = characters_of(whole)
        self.unspaced: bool = any(is_unspaced(char) for char in self.characters)
        self.words: list[int] = list(counts)
        self.closes: list[bool] = [ends_sentence(text) for text in self.texts]
        self.prose: list[bool] = [
            words >= 8 and is_sentence_like(text, words) for text, words in zip(self.texts, self.words, strict=True)
        ]
        self._digits: list[int] | None = None
        self._starts: list[int] | None = None
        self._runs: list[list[str]] | None = None
        self._keys: list[str] | None = None
        self._alike: dict[str, list[int]] | None = None

    def update(self, index: int, text: str) -> None:
        """Take the facts of a block anew, whose text was edited."""
        self.texts[index] = text
        self.folded[index] = fold(text)
        self.characters |= frozenset(text)
        self.unspaced = self.unspaced or any(map(is_unspaced, text))
        self.words[index] = count_words(text)
        self.closes[index] = ends_sentence(text)
        self.prose[index] = is_sentence_like(text, self.words[index])
        if self._runs is not None:
            self._runs[index] = key(text).split()
        if self._keys is not None:
            self._keys[index] = key(text)
        self._digits = self._alike = self._whole = self._starts = None

    @property
    def whole(self) -> str:
        """The folded texts, joined by line breaks."""
        if self._whole is None:
            self._whole = "\n".join(self.folded)
        return self._whole

    @property
    def runs(self) -> Sequence[Sequence[str]]:
        """The unbroken runs of letters and digits in each folded text."""
        if self._runs is None:
            whole = self.whole
            for char in {char for char in fold("".join(self.characters)) if not char.isalnum()} - _KEPT:
                whole = whole.replace(char, " ")
            self._runs = [text.split() for text in _cut(whole, self.texts)]
        return self._runs

    @property
    def keys(self) -> Sequence[str]:
        """The letters and digits of each text (`newsclean.text.fold.key`); equal for blocks that say the same."""
        if self._keys is None:
            self._keys = list(map(" ".join, self.runs))
        return self._keys

    def holding(self, *signs: str) -> frozenset[int]:
        """Indices of the blocks whose folded text holds any of the signs; quick for signs that are rare.

        Args:
            signs: characters or words, folded and without a line break.
        """
        if self._starts is None:
            self._starts = list(accumulate((len(text) + 1 for text in self.texts), initial=0))
        found: set[int] = set()
        for sign in signs:
            if len(sign) == 1 and sign.isascii() and sign not in self.characters:
                continue
            at = self.whole.find(sign)
            while at >= 0:
                index = bisect.bisect_right(self._starts, at) - 1
                found.add(index)
                at = self.whole.find(sign, self._starts[index + 1])
        return frozenset(found)

    @property
    def digits(self) -> Sequence[int]:
        """Indices of the blocks with a digit in their text, rising."""
        if self._digits is None:
            self._digits = sorted(self.holding(*filter(str.isdigit, self.characters)))
        return self._digits

    def alike(self, wanted: str) -> Sequence[int]:
        """Indices of the blocks with that key, rising; none for the empty key."""
        if self._alike is None:
            self._alike = {}
            for index, own in enumerate(self.keys):
                self._alike.setdefault(own, []).append(index)
        return self._alike.get(wanted, ()) if wanted else ()


def _cut(whole: str, texts: Sequence[str]) -> list[str]:
    """The lines of a text that was made by joining others."""
    lines = whole.split("\n")
    if len(lines) == len(texts):
        return lines
    # Some of the texts hold line breaks of their own.
    ends = list(accumulate(len(text) + 1 for text in texts))
    return [whole[end - len(text) - 1 : end - 1] for text, end in zip(texts, ends, strict=True)]
