"""One pass over a document that finds the phrases of all cleaners (Aho-Corasick)."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from newsclean.pipeline.phrase import Match, Phrase
from newsclean.text.measure import is_unspaced

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

MAX_LINE_EXTRA = 40
"""Digits and punctuation that may stand around a `line` phrase; bounds the work on long runs of rubbish."""

_SMALL: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
_LATIN: Final = _SMALL | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


_BLANKS: Final = frozenset(" \n")
_ANYWHERE: Final[frozenset[Match]] = frozenset({"anywhere"})


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
        self._entries: list[tuple[frozenset[Match], _Owned]] = [
            (frozenset(phrase.match for _, phrase in found), found) for found in searched.values()
        ]
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
        for number, line in enumerate(folded):
            if len(line) > longest:
                continue
            first, letters = 0, line
            if line not in lines:
                if line[:1].isalpha() and line[-1].isalpha():
                    continue
                first, last = _letters(texts[number])
                letters = line[first : last + 1]
                if letters not in lines:
                    continue
            text = texts[number]
            for phrase, offset, owned in lines[letters]:
                start = first - offset
                end = start + len(phrase)
                if start < 0 or len(line) - len(phrase) > MAX_LINE_EXTRA or not line.startswith(phrase, start):
                    continue
                if _is_boundary(text, start) and _is_boundary(text, end):
                    yield number, start, end, owned

    def _anywhere(self, texts: Sequence[str], folded: Sequence[str]) -> Iterator[tuple[int, int, int, _Owned]]:
        """The other phrases, by one search in all texts together."""
        if self._automaton is None or not folded:
            return
        starts = list(accumulate((len(text) + 1 for text in texts), initial=1))
        # A phrase holds no line break, so one on either side makes the ends of texts boundaries.
        whole = "\n".join(("", *texts, ""))
        letters: dict[int, tuple[int, int]] = {}
        for pattern, begin, stop in self._automaton.find_matches_as_indexes("\n".join(("", *folded)), overlapping=True):
            # Most matches lie inside a word, as "ad" does in "read".
            left, right = whole[begin - 1], whole[stop]
            if left in _LATIN and whole[begin] in _SMALL:
                continue
            if right in _SMALL and whole[stop - 1] in _LATIN:
                continue
            if not (left in _BLANKS or _is_boundary(whole, begin)) or not (
                right in _BLANKS or _is_boundary(whole, stop)
            ):
                continue
            number = bisect.bisect_right(starts, begin) - 1
            start, end = begin - starts[number], stop - starts[number]
            matches, owned = self._entries[pattern]
            if matches != _ANYWHERE:
                if number not in letters:
                    letters[number] = _letters(texts[number])
                first, last = letters[number]
                fitting: set[Match] = {"anywhere"}
                if first >= start:
                    fitting.add("start")
                if last < end:
                    fitting.add("end")
                    if first >= start and len(texts[number]) - (end - start) <= MAX_LINE_EXTRA:
                        fitting.add("line")
                if not matches <= fitting:
                    owned = tuple(entry for entry in owned if entry[1].match in fitting)
            if owned:
                yield number, start, end, owned


def _letters(text: str) -> tuple[int, int]:
    """Where the first and the last letter stand; the text's length and -1 without a letter."""
    for first, char in enumerate(text):  # noqa: B007 - the loop's end is what is wanted
        if char.isalpha():
            break
    else:
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
