"""The tokens of a document: which block holds which, how often, and what the body or the headline has in common."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count, repeat
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from newsclean.content.columns import Columns, Floats, Ints
from newsclean.text.measure import is_unspaced

Odds: TypeAlias = Mapping[str, tuple[float, float, float]]
"""Log-odds of a word, three ways: of a token anywhere in a block, as its first, as its last; of a class or id word on
the block and next around it, and on all that stands around it."""

_TOKEN = re.compile(r"\w+")


def _kept_codes() -> NDArray[np.uint16]:
    """For each character of the basic plane itself where tokens have it, and the line break; a blank for all others."""
    every = "".join(map(chr, range(0x10000)))
    return np.frombuffer(re.sub(r"[^\w\n]", " ", every).encode("utf-16-le"), np.uint16)


_KEPT = _kept_codes()


class OddsTable(Struct, frozen=True):
    """Log-odds as an array, for many words to be looked up at once.

    Attributes:
        row: where each word stands in `values`.
        values: three log-odds a row; those of row 0 are zero and stand for all unknown words.
    """

    row: dict[str, int]
    values: Floats

    @classmethod
    def of(cls, odds: Odds) -> OddsTable:
        """The table of these odds."""
        rows = [(0.0, 0.0, 0.0), *odds.values()]
        return cls({word: at for at, word in enumerate(odds, 1)}, np.array(rows, dtype=np.float64))

    def look_up(self, words: Iterable[str]) -> Floats:
        """The three log-odds of each word."""
        return self.values[np.fromiter(map(self.row.get, words, repeat(0)), np.int64)]


class Grams(Struct, frozen=True):
    """The runs of three tokens that stand within one block.

    Attributes:
        distinct: each run once, as a number, ascending.
        group: for each occurrence, sorted by run, the index into `distinct`.
        block: for each occurrence, in the same order, the block.
        total: occurrences a block.
    """

    distinct: Ints
    group: Ints
    block: Ints
    total: Floats


class Lexis(Struct, frozen=True):
    """The tokens of a document.

    Attributes:
        ids: the tokens of all blocks one after the other, as indices into `vocabulary`.
        starts: where each block's tokens begin; one more entry than blocks.
        vocabulary: every token of the document once, lower case, in order of first appearance.
        frequency: how often each of the vocabulary stands in the document.
        token: each token of each block once, block by block.
        block: the block of each entry of `token`.
        times: how often the token stands in the block.
        bounds: where each block's entries in `token` begin; one more entry than blocks.
        grams: runs of three.
    """

    ids: Ints
    starts: Ints
    vocabulary: dict[str, int]
    frequency: Floats
    token: Ints
    block: Ints
    times: Floats
    bounds: Ints
    grams: Grams

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return len(self.starts) - 1

    def total(self, values: Floats) -> Floats:
        """The sum over each block's entries in `token` of a value for each entry."""
        total: Floats = np.bincount(self.block, weights=values, minlength=self.blocks).astype(np.float64)
        return total

    def mean(self, values: Floats) -> Floats:
        """The mean over each block's tokens of a value of the vocabulary; 0 for blocks without tokens."""
        return self.total(values[self.token] * self.times) / np.maximum(np.diff(self.starts), 1)

    def ids_of(self, tokens: Iterable[str]) -> list[int]:
        """Indices into the vocabulary of those of the tokens that stand in the document."""
        get = self.vocabulary.get
        return [number for number in map(get, tokens) if number is not None]


def tokens_of(text: str) -> list[str]:
    """Lower-case runs of word characters."""
    return _TOKEN.findall(text.lower())


def tokens_of_each(texts: Sequence[str]) -> list[list[str]]:
    """The tokens of each text: as `tokens_of`, in half the time on a whole document."""
    lowered = "\n".join(texts).lower()
    codes = np.frombuffer(lowered.encode("utf-16-le", "surrogatepass"), np.uint16)
    if len(codes) != len(lowered) or lowered.count("\n") >= len(texts):
        # Characters beyond the basic plane, or line breaks inside a text.
        return [tokens_of(text) for text in texts]
    return [line.split() for line in _KEPT.take(codes).tobytes().decode("utf-16-le").split("\n")]


def bigrams(tokens: Sequence[str]) -> list[str]:
    """The tokens, those in scripts without blanks cut into overlapping pairs of letters."""
    result: list[str] = []
    for token in tokens:
        if len(token) < 3 or token.isascii() or not (is_unspaced(token[0]) or is_unspaced(token[-1])):
            result.append(token)
        else:
            result += [token[at : at + 2] for at in range(len(token) - 1)]
    return result


def lexis_of(texts: Sequence[str], unspaced: Sequence[bool]) -> Lexis:
    """The tokens of a document's blocks.

    Args:
        texts: of each block.
        unspaced: whether a block has letters of scripts without blanks.
    """
    every: list[str] = []
    bounds = [0]
    for tokens, cut in zip(tokens_of_each(texts), unspaced, strict=True):
        every += bigrams(tokens) if cut else tokens
        bounds.append(len(every))
    # A number for each new token: the next one.
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    ids = np.fromiter(map(numbers.__getitem__, every), np.int64, len(every))
    starts = np.array(bounds, dtype=np.int64)
    size = len(numbers)
    owner = np.arange(len(texts)).repeat(np.diff(starts))
    pairs = owner * max(size, 1) + ids
    pairs.sort()
    firsts = _firsts(pairs)
    block, token = np.divmod(pairs[firsts], max(size, 1))
    return Lexis(
        ids=ids,
        starts=starts,
        vocabulary=dict(numbers),
        frequency=np.bincount(ids, minlength=size).astype(np.float64),
        token=token,
        block=block,
        times=np.diff(firsts, append=len(pairs)).astype(np.float64),
        bounds=np.searchsorted(block, np.arange(len(texts) + 1)),
        grams=_grams_of(ids, owner, size, len(texts)),
    )


def _firsts(ordered: Ints) -> Ints:
    """Where each new value of an ordered array begins."""
    new = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return np.flatnonzero(new)


def _grams_of(ids: Ints, owner: Ints, size: int, blocks: int) -> Grams:
    inside = np.flatnonzero(owner[:-2] == owner[2:])
    keys = _keys(ids, size)[inside]
    order = keys.argsort()
    keys = keys[order]
    firsts = _firsts(keys)
    block = owner[inside]
    return Grams(
        distinct=keys[firsts],
        group=np.arange(len(firsts)).repeat(np.diff(firsts, append=len(keys))),
        block=block[order],
        total=np.bincount(block, minlength=blocks).astype(np.float64),
    )


def _keys(ids: Ints, size: int) -> Ints:
    """Each run of three tokens as a number; one token more than the vocabulary has stands for unknown ones."""
    grams: Ints = (ids[:-2] * (size + 1) + ids[1:-1]) * (size + 1) + ids[2:]
    return grams


def echoes(lexis: Lexis) -> Columns:
    """Share of each block's runs of three that stand elsewhere in the document, and earlier in it."""
    grams = lexis.grams
    if not len(grams.group):
        return {"echo": np.zeros(lexis.blocks), "echo_earlier": np.zeros(lexis.blocks)}
    firsts = np.searchsorted(grams.group, np.arange(len(grams.distinct)))
    count = np.diff(firsts, append=len(grams.group))
    home = np.minimum.reduceat(grams.block, firsts)
    total = np.maximum(grams.total, 1)
    again = np.bincount(grams.block, weights=(count > 1)[grams.group], minlength=lexis.blocks)
    earlier = np.bincount(grams.block, weights=home[grams.group] < grams.block, minlength=lexis.blocks)
    return {"echo": again / total, "echo_earlier": earlier / total}


def word_columns(lexis: Lexis, odds: OddsTable) -> Columns:
    """Log-odds of the tokens, and how common the block's tokens are in the document."""
    n = lexis.blocks
    names = ("odds", "odds_sum", "odds_low", "odds_high", "odds_first", "odds_last", "common")
    if not len(lexis.ids):
        return {name: np.zeros(n) for name in names}
    known = odds.look_up(lexis.vocabulary)
    anywhere = known[:, 0]
    number = np.maximum(np.diff(lexis.starts), 1)
    total = lexis.total(anywhere[lexis.token] * lexis.times)
    some = np.flatnonzero(lexis.starts[1:] > lexis.starts[:-1])
    low, high, first, last = np.zeros((4, n))
    values, bounds = anywhere[lexis.token], lexis.bounds[some]
    low[some] = np.minimum(np.minimum.reduceat(values, bounds), 0.0)
    high[some] = np.maximum(np.maximum.reduceat(values, bounds), 0.0)
    first[some] = known[lexis.ids[lexis.starts[some]], 1]
    last[some] = known[lexis.ids[lexis.starts[some + 1] - 1], 2]
    spread = np.bincount(lexis.token, minlength=len(lexis.vocabulary))
    # Divided by the root of the number: a long sentence is not the sum of its words.
    found = (total / number, total / np.sqrt(number), low, high, first, last, lexis.mean(np.log1p(spread)))
    return dict(zip(names, found, strict=True))


def cohesion(lexis: Lexis, weight: Floats) -> Columns:
    """How far a block speaks of what the weighted blocks speak of, its own words not counted.

    Args:
        lexis: the tokens.
        weight: 0 to 1 for each block: how far it belongs to the body.
    """
    if not len(lexis.ids):
        return {"shared": np.zeros(lexis.blocks), "shared_odds": np.zeros(lexis.blocks)}
    token, times = lexis.token, lexis.times
    everywhere = lexis.frequency[token]
    own = times * weight[lexis.block]
    inside = np.bincount(token, weights=own, minlength=len(lexis.vocabulary))
    # A block's own occurrences are taken off, so that a lone story does not vouch for itself.
    others_in = inside[token] - own
    others = everywhere - times
    rare = times / np.sqrt(everywhere)
    total = lexis.total(rare)
    shared = lexis.total(rare * (others_in > 0.5))
    leaning = lexis.total(rare * np.where(others > 0, (others_in + 0.5) / (others + 1.0), 0.5))
    safe = np.maximum(total, 1e-9)
    return {"shared": shared / safe, "shared_odds": np.where(total > 0, leaning / safe, 0.5)}


def overlap(lexis: Lexis, ids: Sequence[int], size: int) -> tuple[Floats, Floats]:
    """Share of each block's tokens that stand in a list, and share of the list that stands in the block.

    Args:
        lexis: the tokens.
        ids: those on the list that stand in the document, each once.
        size: different tokens on the list.
    """
    if not ids:
        return np.zeros(lexis.blocks), np.zeros(lexis.blocks)
    member = np.zeros(len(lexis.vocabulary))
    member[ids] = 1.0
    return lexis.mean(member), lexis.total(member[lexis.token]) / size


def gram_cover(lexis: Lexis, tokens: Sequence[str]) -> Floats:
    """Share of each block's runs of three that stand in a list of tokens; 0 for blocks of fewer tokens."""
    grams = lexis.grams
    size = len(lexis.vocabulary)
    if len(tokens) < 3 or not len(grams.group):
        return np.zeros(lexis.blocks)
    theirs = np.fromiter(map(lexis.vocabulary.get, tokens, repeat(size)), np.int64, len(tokens))
    wanted = _keys(theirs, size)
    wanted.sort()
    at = np.minimum(np.searchsorted(wanted, grams.distinct), len(wanted) - 1)
    member = wanted[at] == grams.distinct
    hit = np.bincount(grams.block, weights=member[grams.group], minlength=lexis.blocks)
    return hit / np.maximum(grams.total, 1)
