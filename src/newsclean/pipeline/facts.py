"""What the blocks of a document are like: measured once, for all cleaners together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from newsclean.text.fold import fold, key_of_folded
from newsclean.text.measure import count_words, ends_sentence, has_unspaced, is_sentence_like


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
        closes: whether it closes with a terminal mark (`newsclean.text.measure.ends_sentence`).
        prose: whether it reads as running text (`newsclean.text.measure.is_sentence_like`).
    """

    __slots__ = ("_alike", "_keys", "_whole", "characters", "closes", "folded", "prose", "texts", "words")

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts: list[str] = list(texts)
        whole = "\n".join(self.texts)
        self._whole: str | None = fold(whole)
        self.folded: list[str] = _cut(self._whole, self.texts)
        self.characters: frozenset[str] = frozenset(whole)
        if any(map(has_unspaced, self.characters)):
            self.words: list[int] = [count_words(text) for text in self.texts]
        else:
            self.words = [len(text.split()) for text in self.texts]
        self.closes: list[bool] = [ends_sentence(text) for text in self.texts]
        self.prose: list[bool] = [
            words >= 8 and is_sentence_like(text, words) for text, words in zip(self.texts, self.words, strict=True)
        ]
        self._keys: list[str] | None = None
        self._alike: dict[str, list[int]] | None = None

    def update(self, index: int, text: str) -> None:
        """Take the facts of a block anew, whose text was edited."""
        self.texts[index] = text
        self.folded[index] = fold(text)
        self.characters |= frozenset(text)
        self.words[index] = count_words(text)
        self.closes[index] = ends_sentence(text)
        self.prose[index] = is_sentence_like(text, self.words[index])
        self._keys = self._alike = self._whole = None

    @property
    def whole(self) -> str:
        """The folded texts, joined by line breaks."""
        if self._whole is None:
            self._whole = "\n".join(self.folded)
        return self._whole

    @property
    def keys(self) -> Sequence[str]:
        """The letters and digits of each text (`newsclean.text.fold.key`); equal for blocks that say the same."""
        if self._keys is None:
            self._keys = list(map(key_of_folded, self.folded))
        return self._keys

    def alike(self, key: str) -> Sequence[int]:
        """Indices of the blocks with that key, rising; none for the empty key."""
        if self._alike is None:
            self._alike = {}
            for index, own in enumerate(self.keys):
                self._alike.setdefault(own, []).append(index)
        return self._alike.get(key, ()) if key else ()


def _cut(whole: str, texts: Sequence[str]) -> list[str]:
    """The lines of a text that was made by joining others."""
    ends = list(accumulate(len(text) + 1 for text in texts))
    return [whole[end - len(text) - 1 : end - 1] for text, end in zip(texts, ends, strict=True)]
