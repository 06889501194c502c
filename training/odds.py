"""Log-odds of words: of tokens in texts, and of class and id words on and around blocks; learned out of fold."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from newsclean.content.cues import cue_words
from newsclean.content.lexis import bigrams, tokens_of
from newsclean.model.document import Document

Table = dict[str, tuple[float, float, float]]

_TOKENS_A_SIDE = 500.0
_BLOCKS_A_SIDE = 40.0
_PRIOR = 1.0
_CLIP = 3.0
_MIN_DOMAINS = 4


class Counts:
    """For each word the mass on article blocks and on others, in three ways (see `newsclean.content.lexis.Odds`),
    and the number of domains that have it."""

    def __init__(self) -> None:
        self.mass: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * 7)

    def add(self, other: Counts, sign: float = 1.0) -> None:
        for word, row in other.mass.items():
            mine = self.mass[word]
            for i, value in enumerate(row):
                mine[i] += sign * value

    def table(self, size: int) -> Table:
        """The log-odds of the most telling words."""
        rows: list[tuple[float, str, tuple[float, float, float]]] = []
        for word, (yes, no, yes2, no2, yes3, no3, domains) in self.mass.items():
            if domains < _MIN_DOMAINS - 0.5:
                continue
            pair = (_odds(yes, no), _odds(yes2, no2), _odds(yes3, no3))
            strength = max(map(abs, pair)) * math.log1p(domains)
            if max(map(abs, pair)) >= 0.25:
                rows.append((-strength, word, pair))
        rows.sort()
        return {word: pair for _, word, pair in sorted(rows[:size], key=lambda row: row[1])}


def _odds(yes: float, no: float) -> float:
    value = math.log((yes + _PRIOR) / (no + _PRIOR))
    return round(max(-_CLIP, min(_CLIP, value)), 2)


def text_counts(documents: Sequence[tuple[Document, Sequence[bool]]]) -> Counts:
    """Of the tokens of one domain's pages."""
    counts = Counts()
    share = 1.0 / len(documents)
    for document, keep in documents:
        sides: list[defaultdict[str, float]] = [defaultdict(float), defaultdict(float)]
        firsts: list[defaultdict[str, float]] = [defaultdict(float), defaultdict(float)]
        lasts: list[defaultdict[str, float]] = [defaultdict(float), defaultdict(float)]
        totals = [0, 0]
        blocks = [0, 0]
        for block, kept in zip(document.blocks, keep, strict=True):
            tokens = bigrams(tokens_of(block.text))
            side = 0 if kept else 1
            if not tokens:
                continue
            totals[side] += len(tokens)
            blocks[side] += 1
            for token in tokens:
                sides[side][token] += 1
            firsts[side][tokens[0]] += 1
            lasts[side][tokens[-1]] += 1
        for side in (0, 1):
            scale = share * _TOKENS_A_SIDE / max(totals[side], 50)
            for token, count in sides[side].items():
                counts.mass[token][side] += scale * min(count, 5.0)
            scale = share * _BLOCKS_A_SIDE / max(blocks[side], 5)
            for token, count in firsts[side].items():
                counts.mass[token][2 + side] += scale * min(count, 5.0)
            for token, count in lasts[side].items():
                counts.mass[token][4 + side] += scale * min(count, 5.0)
    for row in counts.mass.values():
        row[6] = 1.0
    return counts


def cue_counts(documents: Sequence[tuple[Document, Sequence[bool]]]) -> Counts:
    """Of the cue words of one domain's pages."""
    counts = Counts()
    share = 1.0 / len(documents)
    for document, keep in documents:
        of_container = [frozenset(cue_words(item.tag, item.cues)) for item in document.containers]
        of_block = [cue_words(block.tag, block.cues) for block in document.blocks]
        parents = [item.parent for item in document.containers]
        around: list[frozenset[str]] = []
        for inside, parent in zip(of_container, parents, strict=True):
            around.append((around[parent] if parent >= 0 else frozenset()) | inside)
        near: list[defaultdict[str, float]] = [defaultdict(float), defaultdict(float)]
        far: list[defaultdict[str, float]] = [defaultdict(float), defaultdict(float)]
        totals = [1e-9, 1e-9]
        for block, kept, own in zip(document.blocks, keep, of_block, strict=True):
            weight = float(min(block.words, 60) + 2)
            side = 0 if kept else 1
            totals[side] += weight
            holder = block.container
            words = set(own)
            if holder >= 0:
                words.update(of_container[holder])
                if parents[holder] >= 0:
                    words.update(of_container[parents[holder]])
            for word in words:
                near[side][word] += weight
            for word in around[holder] if holder >= 0 else ():
                far[side][word] += weight
        for side in (0, 1):
            # A share of a side's words; times four, so that the prior is worth a quarter of a page.
            scale = 4.0 * share / totals[side]
            for word, mass in near[side].items():
                counts.mass[word][side] += scale * mass
            for word, mass in far[side].items():
                counts.mass[word][2 + side] += scale * mass
    for row in counts.mass.values():
        row[6] = 1.0
    return counts


def tables(by_fold: Mapping[int, Iterable[Counts]], size: int) -> tuple[Table, dict[int, Table]]:
    """The table of all folds, and for each fold the one learned without it."""
    sums: dict[int, Counts] = {}
    domains: defaultdict[str, float] = defaultdict(float)
    for fold in sorted(by_fold):
        sums[fold] = Counts()
        for counts in by_fold[fold]:
            sums[fold].add(counts)
        for word, row in sums[fold].mass.items():
            domains[word] += row[-1]
    total = Counts()
    for fold, counts in sums.items():
        common = Counts()
        common.mass.update({word: row for word, row in counts.mass.items() if domains[word] >= _MIN_DOMAINS})
        sums[fold] = common
        total.add(common)
    held: dict[int, Table] = {}
    for fold, counts in sums.items():
        rest = Counts()
        rest.add(total)
        rest.add(counts, -1.0)
        held[fold] = rest.table(size)
    return total.table(size), held
