"""One pass over a document that finds the phrases of all cleaners (Aho-Corasick)."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from newsclean.pipeline.phrase import Phrase
from newsclean.text.fold import fold
from newsclean.text.measure import is_unspaced

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

MAX_LINE_EXTRA = 40
"""Digits and punctuation that may stand around a `line` phrase; bounds the work on long runs of rubbish."""


class Found(Struct, frozen=True, gc=False):
    """A phrase found in a block: offsets count characters of the block's text."""

    block: int
    start: int
    end: int
    phrase: Phrase


class PhraseScan:
    """The phrases of several owners, searched for together.

    Args:
        owned: for each owner, its phrases.
    """

    def __init__(self, owned: Sequence[tuple[Phrase, ...]]) -> None:
        self._owners = len(owned)
        entries: dict[str, list[tuple[int, Phrase]]] = {}
        for owner, phrases in enumerate(owned):
            for phrase in phrases:
                entries.setdefault(phrase.text, []).append((owner, phrase))
        self._entries = list(entries.values())
        self._automaton: AhoCorasick | None = None
        if entries:
            from ahocorasick_rs import AhoCorasick

            self._automaton = AhoCorasick(list(entries))

    def search(self, texts: Sequence[str], blocks: Sequence[int] | None = None) -> list[list[Found]]:
        """What was found, for each owner, in reading order.

        Args:
            texts: the texts of blocks.
            blocks: the index of each of these blocks, rising; by default they count from 0.

        A hit that lies inside a longer hit of the same owner is left out.
        """
        found: list[list[Found]] = [[] for _ in range(self._owners)]
        if self._automaton is None or not texts:
            return found
        folded = [fold(text) for text in texts]
        starts = [0]
        for text in folded:
            starts.append(starts[-1] + len(text) + 1)
        matches = self._automaton.find_matches_as_indexes("\n".join(folded), overlapping=True)
        letters: dict[int, tuple[int, int]] = {}
        for pattern, start, end in matches:
            number = bisect.bisect_right(starts, start) - 1
            text, offset = texts[number], starts[number]
            for owner, phrase in self._entries[pattern]:
                match = phrase.match
                if match == "line" and len(text) - (end - start) > MAX_LINE_EXTRA:
                    continue
                if not (_is_boundary(text, start - offset) and _is_boundary(text, end - offset)):
                    continue
                if match != "anywhere":
                    if number not in letters:
                        letters[number] = _letters(text)
                    first, last = letters[number]
                    if (match != "end" and first < start - offset) or (match != "start" and last >= end - offset):
                        continue
                block = number if blocks is None else blocks[number]
                found[owner].append(Found(block, start - offset, end - offset, phrase))
        return [_outermost(hits) for hits in found]


def _letters(text: str) -> tuple[int, int]:
    """Where the first and the last letter stand: found once a block, as a long line may hold many hits."""
    length = len(text)
    first = next((at for at, char in enumerate(text) if char.isalpha()), length)
    last = next((at for at in range(length - 1, first - 1, -1) if text[at].isalpha()), -1)
    return first, last


def _is_boundary(text: str, at: int) -> bool:
    """Whether a word may begin or end here: no letter or digit on one side, a script without blanks, or glued words.

    Dumps glue words where inline elements met ("MoreRead", "12Comments"), so a change from lower to upper case or
    between letter and digit counts.
    """
    if at in {0, len(text)}:
        return True
    left, right = text[at - 1], text[at]
    if not (left.isalnum() and right.isalnum()):
        return True
    if left.isdigit() != right.isdigit() or (left.islower() and right.isupper()):
        return True
    return is_unspaced(left) or is_unspaced(right)


def _outermost(hits: list[Found]) -> list[Found]:
    """The hits in reading order, without those inside a longer one."""
    if len(hits) < 2:
        return hits
    hits.sort(key=lambda hit: (hit.block, hit.start, -hit.end))
    kept: list[Found] = []
    for hit in hits:
        last = kept[-1] if kept else None
        if last is None or hit.block != last.block or hit.end > last.end or _is_twin(hit, last):
            kept.append(hit)
    return kept


def _is_twin(hit: Found, other: Found) -> bool:
    """Whether the same words stand in two groups of one owner."""
    return (hit.start, hit.end) == (other.start, other.end) and hit.phrase.group != other.phrase.group
