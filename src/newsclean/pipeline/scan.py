"""One pass over a document that finds the phrases of all cleaners (Aho-Corasick)."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from newsclean.pipeline.phrase import Phrase
from newsclean.text.measure import is_unspaced

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

MAX_LINE_EXTRA = 40
"""Digits and punctuation that may stand around a `line` phrase; bounds the work on long runs of rubbish."""

_SMALL: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
_LATIN: Final = _SMALL | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Found(Struct, frozen=True, gc=False):
    """A phrase found in a block: offsets count characters of the block's text."""

    block: int
    start: int
    end: int
    phrase: Phrase


_Owned: TypeAlias = tuple[tuple[int, Phrase], ...]
"""Phrases of the same text, each with its owner."""


class PhraseScan:
    """The phrases of several owners, searched for together.

    Phrases that must be a whole line are looked up by the line's letters. The automaton finds the others, and those
    without a letter.

    Args:
        owned: for each owner, its phrases.
    """

    def __init__(self, owned: Sequence[tuple[Phrase, ...]]) -> None:
        self._owners = len(owned)
        entries: dict[str, list[tuple[int, Phrase]]] = {}
        for owner, phrases in enumerate(owned):
            for phrase in phrases:
                entries.setdefault(phrase.text, []).append((owner, phrase))
        self._lines: dict[str, list[tuple[str, int, _Owned]]] = {}
        searched: dict[str, _Owned] = {}
        self._longest_line = 0
        for text, found in entries.items():
            first, last = _letters(text)
            if first <= last and all(phrase.match == "line" for _, phrase in found):
                self._lines.setdefault(text[first : last + 1], []).append((text, first, tuple(found)))
                self._longest_line = max(self._longest_line, len(text))
            else:
                searched[text] = tuple(found)
        self._entries = list(searched.values())
        self._automaton: AhoCorasick | None = None
        if searched:
            from ahocorasick_rs import AhoCorasick

            self._automaton = AhoCorasick(list(searched))

    def search(
        self,
        texts: Sequence[str],
        folded: Sequence[str],
        blocks: Sequence[int] | None = None,
    ) -> list[list[Found]]:
        """What was found, for each owner, in reading order.

        Args:
            texts: the texts of blocks.
            folded: the same texts, folded.
            blocks: the index of each of these blocks, rising; by default they count from 0.

        A hit that lies inside a longer hit of the same owner is left out.
        """
        found: list[list[Found]] = [[] for _ in range(self._owners)]
        for search in (self._in_lines, self._anywhere):
            for number, start, end, owned in search(texts, folded):
                block = number if blocks is None else blocks[number]
                for owner, phrase in owned:
                    found[owner].append(Found(block, start, end, phrase))
        return [_outermost(hits) for hits in found]

    def _in_lines(self, texts: Sequence[str], folded: Sequence[str]) -> Iterator[tuple[int, int, int, _Owned]]:
        """The phrases that are whole lines, with what stands around a line's letters held against the phrase's own."""
        lines = self._lines
        longest = self._longest_line + MAX_LINE_EXTRA
        for number, text in enumerate(folded):
            if text in lines:
                first, letters = 0, text
            elif len(text) > longest:
                continue
            else:
                first, last = _letters(texts[number])
                letters = text[first : last + 1]
                if letters not in lines:
                    continue
            for phrase, offset, owned in lines[letters]:
                start = first - offset
                end = start + len(phrase)
                if start < 0 or len(text) - len(phrase) > MAX_LINE_EXTRA or not text.startswith(phrase, start):
                    continue
                if _is_boundary(texts[number], start) and _is_boundary(texts[number], end):
                    yield number, start, end, owned

    def _anywhere(self, texts: Sequence[str], folded: Sequence[str]) -> Iterator[tuple[int, int, int, _Owned]]:
        """The other phrases, by one search in all texts together."""
        if self._automaton is None or not folded:
            return
        starts = [0]
        for text in folded:
            starts.append(starts[-1] + len(text) + 1)
        # A phrase holds no line break, so one on either side makes the ends of texts boundaries.
        whole = "\n".join(("", *texts, ""))
        letters: dict[int, tuple[int, int]] = {}
        for pattern, begin, stop in self._automaton.find_matches_as_indexes("\n".join(("", *folded)), overlapping=True):
            # Most matches lie inside a word, as "ad" does in "read".
            if whole[begin] in _SMALL and whole[begin - 1] in _LATIN:
                continue
            if whole[stop] in _SMALL and whole[stop - 1] in _LATIN:
                continue
            if not (_is_boundary(whole, begin) and _is_boundary(whole, stop)):
                continue
            number = bisect.bisect_right(starts, begin - 1) - 1
            start, end = begin - 1 - starts[number], stop - 1 - starts[number]
            owned = self._entries[pattern]
            if all(phrase.match == "anywhere" for _, phrase in owned):
                yield number, start, end, owned
                continue
            if number not in letters:
                letters[number] = _letters(texts[number])
            first, last = letters[number]
            before, after = first < start, last >= end
            spare = len(folded[number]) - (end - start)
            fitting = tuple(
                (owner, phrase)
                for owner, phrase in owned
                if phrase.match == "anywhere"
                or (phrase.match == "start" and not before)
                or (phrase.match == "end" and not after)
                or (phrase.match == "line" and not before and not after and spare <= MAX_LINE_EXTRA)
            )
            if fitting:
                yield number, start, end, fitting


def _letters(text: str) -> tuple[int, int]:
    """Where the first and the last letter stand; the text's length and -1 without a letter."""
    first = next((at for at, char in enumerate(text) if char.isalpha()), -1)
    if first < 0:
        return len(text), -1
    last = len(text) - 1
    while not text[last].isalpha():
        last -= 1
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
