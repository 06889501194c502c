"""Which blocks of a page are its article, told from the gold text.

The page's 3-grams are aligned with the gold's in order; a block is article when at least half of its tokens are
covered. What is doubtful then is settled by flipping blocks for as long as the page's own score rises.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from newsclean.text.measure import is_unspaced

_TOKEN = re.compile(r"\w+")
_GRAM = 3
_SHINGLE = 4
_MAX_PLACES = 40
"""A 3-gram that stands more often than this in the gold says nothing about where a block belongs."""

_CLIMB_ROUNDS = 3
_DOUBTFUL_TOKENS = 12
"""Blocks of fewer tokens are tried both ways when a neighbour's label differs; longer ones only when half covered."""


def align(texts: Sequence[str], gold: str) -> list[float]:
    """For each block the share of its tokens that the gold covers, in order."""
    tokens: list[str] = []
    owner: list[int] = []
    for number, text in enumerate(texts):
        for token in _split(text):
            tokens.append(token)
            owner.append(number)
    covered = _covered(tokens, _split(gold))
    total = [0] * len(texts)
    hit = [0] * len(texts)
    for at, number in enumerate(owner):
        total[number] += 1
        hit[number] += covered[at]
    return [h / t if t else 0.0 for h, t in zip(hit, total, strict=True)]


def labels(texts: Sequence[str], gold: str) -> tuple[list[bool], list[float]]:
    """The label of each block, and the share of it that the gold covers."""
    coverage = align(texts, gold)
    keep = [share >= 0.5 for share in coverage]
    return _climb(texts, gold, keep, coverage), coverage


def _split(text: str) -> list[str]:
    """Lower-case tokens; letters of scripts without blanks one by one."""
    tokens: list[str] = []
    for token in _TOKEN.findall(text.lower()):
        if token.isascii() or not any(map(is_unspaced, token)):
            tokens.append(token)
        else:
            tokens.extend(token)
    return tokens


def _covered(page: Sequence[str], gold: Sequence[str]) -> list[bool]:
    """The tokens of the page that lie in the longest common subsequence of 3-grams (Hunt and Szymanski)."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(gold) - _GRAM + 1):
        places[tuple(gold[at : at + _GRAM])].append(at)
    tails: list[int] = []
    tail_pair: list[int] = []
    pairs: list[tuple[int, int, int]] = []
    for at in range(len(page) - _GRAM + 1):
        found = places.get(tuple(page[at : at + _GRAM]))
        if not found or len(found) > _MAX_PLACES:
            continue
        for where in reversed(found):
            k = bisect_left(tails, where)
            pairs.append((at, where, tail_pair[k - 1] if k else -1))
            if k == len(tails):
                tails.append(where)
                tail_pair.append(len(pairs) - 1)
            else:
                tails[k] = where
                tail_pair[k] = len(pairs) - 1
    covered = [False] * len(page)
    at = tail_pair[-1] if tail_pair else -1
    while at >= 0:
        start, _, before = pairs[at]
        for i in range(start, start + _GRAM):
            covered[i] = True
        at = before
    return covered


class _Kept:
    """The shingles of the kept blocks against the gold's, kept up to date flip by flip."""

    def __init__(self, tokens: Sequence[Sequence[str]], keep: list[bool], gold: Counter[tuple[str, ...]]) -> None:
        self.tokens = tokens
        self.keep = keep
        self.gold = gold
        words = [token for block, kept in zip(tokens, keep, strict=True) if kept for token in block]
        self.ours = Counter(_shingles(words))
        self.size = self.ours.total()
        self.hits = (self.ours & gold).total()
        self.wanted = gold.total()

    def f1(self) -> float:
        return 2 * self.hits / max(1, self.size + self.wanted)

    def flip(self, at: int) -> None:
        """Keep or drop a block."""
        before: list[str] = []
        i = at - 1
        while i >= 0 and len(before) < _SHINGLE - 1:
            if self.keep[i]:
                before = [*self.tokens[i], *before][-(_SHINGLE - 1) :]
            i -= 1
        after: list[str] = []
        i = at + 1
        while i < len(self.keep) and len(after) < _SHINGLE - 1:
            if self.keep[i]:
                after = [*after, *self.tokens[i]][: _SHINGLE - 1]
            i += 1
        with_it, without = _shingles([*before, *self.tokens[at], *after]), _shingles([*before, *after])
        gone, come = (with_it, without) if self.keep[at] else (without, with_it)
        self.keep[at] = not self.keep[at]
        for shingle in gone:
            self.hits -= self.ours[shingle] <= self.gold[shingle]
            self.ours[shingle] -= 1
        for shingle in come:
            self.ours[shingle] += 1
            self.hits += self.ours[shingle] <= self.gold[shingle]
        self.size += len(come) - len(gone)


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]


def _climb(texts: Sequence[str], gold: str, keep: Sequence[bool], coverage: Sequence[float]) -> list[bool]:
    """Flip doubtful blocks while that raises the page's score."""
    tokens = [_TOKEN.findall(text) for text in texts]
    words = _TOKEN.findall(gold)
    vocabulary = set(words)
    state = _Kept(tokens, list(keep), Counter(_shingles(words)))
    flags = state.keep
    for _ in range(_CLIMB_ROUNDS):
        changed = False
        for at, block in enumerate(tokens):
            if not block:
                continue
            around = flags[max(0, at - 2) : at + 3]
            doubtful = 0.1 < coverage[at] < 0.9 or (len(block) < _DOUBTFUL_TOKENS and any(around) and not all(around))
            if not doubtful or (not flags[at] and not vocabulary.intersection(block)):
                continue
            best = state.f1()
            state.flip(at)
            if state.f1() > best + 1e-9:
                changed = True
            else:
                state.flip(at)
        if not changed:
            break
    # Blocks without a token change no score: they go with their neighbours.
    for at, block in enumerate(tokens):
        if not block:
            flags[at] = 0 < at < len(flags) - 1 and flags[at - 1] and flags[at + 1]
    return flags
