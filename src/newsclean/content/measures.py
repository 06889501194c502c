"""What every block's text says about itself, measured for the whole document at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from newsclean.model.document import Block
from newsclean.text.measure import CLOSERS, SENTENCE_ENDS, UNSPACED_LETTERS_PER_WORD, is_unspaced

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Columns: TypeAlias = dict[str, Floats]
Odds: TypeAlias = Mapping[str, tuple[float, float, float]]
"""Log-odds of a word, three ways: of a token anywhere in a block, as its first, as its last; of a class or id word on
the block and next around it, and on all that stands around it."""

_OTHER, _BLANK, _LOWER, _UPPER, _DIGIT, _END, _COMMA, _CLOSER, _UNSPACED, _BULLET, _COLON, _SIGN = range(12)
_CLASSES = 16
_PLANE = 0x10000
"""Characters beyond the basic plane (emoji, rare Han) count as `other`."""

_COMMAS = frozenset(",;、，،؛；")
_BULLETS = frozenset("|•·›‹→←▶►▼▸●■…/\\+>_#=~")
_SIGNS = frozenset("©®™@€$£%&")
_TOKEN = re.compile(r"\w+")


def character_classes() -> bytes:
    """The class of every character of the basic plane. Stored with the weights: Python versions differ in Unicode."""
    table = bytearray(_PLANE)
    for code in range(_PLANE):
        table[code] = _character_class(chr(code))
    return bytes(table)


def _character_class(char: str) -> int:
    if char.isspace():
        return _BLANK
    for klass, members in (
        (_END, SENTENCE_ENDS),
        (_COMMA, _COMMAS),
        (_CLOSER, CLOSERS),
        (_BULLET, _BULLETS),
        (_SIGN, _SIGNS),
    ):
        if char in members:
            return klass
    if char in ":：":
        return _COLON
    if "\ud800" <= char <= "\udfff":
        return _OTHER
    if is_unspaced(char) and not "\uac00" <= char <= "\ud7a3":
        return _UNSPACED
    if char.isdigit():
        return _DIGIT
    if char.isupper() or char.istitle():
        return _UPPER
    return _LOWER if char.isalpha() else _OTHER


class Lexis(Struct, frozen=True):
    """The tokens of a document.

    Attributes:
        ids: the tokens of all blocks one after the other, as indices into `vocabulary`.
        block: the block each of them stands in.
        starts: where each block's tokens begin; one more entry than blocks.
        vocabulary: every token of the document once, lower case, in order of first appearance.
    """

    ids: Ints
    block: Ints
    starts: Ints
    vocabulary: dict[str, int]

    def mean(self, values: Floats, empty: float = 0.0) -> Floats:
        """The mean over each block's tokens of a value of the vocabulary."""
        count = np.diff(self.starts)
        total = np.bincount(self.block, weights=values[self.ids], minlength=len(count))
        return np.where(count > 0, total / np.maximum(count, 1), empty)

    def extreme(self, values: Floats, *, low: bool) -> Floats:
        """The least or greatest value of a block's tokens, at most or at least 0."""
        result = np.zeros(len(self.starts) - 1)
        (np.minimum if low else np.maximum).at(result, self.block, values[self.ids])
        return result


class Measures(Struct, frozen=True):
    """Columns of block measures, and what the other columns are made from.

    Attributes:
        columns: one value a block by name.
        words: words a block.
        sentence: 1.0 for blocks that read as running text.
        good: words of running text that does not mostly stand in links.
        lexis: the tokens.
        unspaced: share of the document's letters in scripts without blanks.
    """

    columns: Columns
    words: Floats
    sentence: Floats
    good: Floats
    lexis: Lexis
    unspaced: float


def measure(blocks: Sequence[Block], classes: NDArray[np.uint8], odds: Odds) -> Measures:
    """Measure the blocks.

    Args:
        blocks: at least one.
        classes: the table of `character_classes`.
        odds: log-odds of tokens.
    """
    texts = [block.text for block in blocks]
    n = len(texts)
    joined = "\n".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kind = classes[np.minimum(codes, _PLANE - 1)]
    chars = np.fromiter(map(len, texts), np.int64, n)
    ends = np.cumsum(chars + 1) - 1
    starts = ends - chars
    owner = np.repeat(np.arange(n), chars + 1)[:-1]
    counts = np.bincount(owner * _CLASSES + kind, minlength=n * _CLASSES).reshape(n, _CLASSES).astype(np.float64)
    # The line break between blocks is a blank of the block before it.
    counts[:-1, _BLANK] -= 1
    unspaced = counts[:, _UNSPACED]
    spaced_chars = chars - unspaced
    words = np.where(unspaced > 0, np.ceil(unspaced / UNSPACED_LETTERS_PER_WORD), 0.0)
    words += np.where(spaced_chars > 0, counts[:, _BLANK] + 1 - (unspaced > spaced_chars), 0.0)
    last = _last(kind, starts, ends)
    ended = (last == _END).astype(np.float64)
    sentence = ((words >= 25) | ((words >= 8) & (ended > 0))).astype(np.float64)
    size = np.maximum(chars, 1).astype(np.float64)
    links = np.fromiter((block.link_chars for block in blocks), np.float64, n) / size
    strong = np.fromiter((block.strong_chars for block in blocks), np.float64, n) / size
    good = words * sentence * (links <= 0.6)
    first = kind[starts]
    letters = counts[:, _LOWER] + counts[:, _UPPER] + unspaced
    lexis = _lexis(texts, unspaced)
    columns: Columns = {
        "words": np.log1p(words),
        "chars_per_word": np.minimum(chars / np.maximum(words, 1), 30.0),
        "links": links,
        "strong": strong,
        "ended": ended,
        "colon": (last == _COLON).astype(np.float64),
        "ends_digit": (last == _DIGIT).astype(np.float64),
        "marks": counts[:, _END] / np.maximum(words, 1),
        "mark_count": np.log1p(counts[:, _END]),
        "commas": counts[:, _COMMA] / np.maximum(words, 1),
        "digits": counts[:, _DIGIT] / size,
        "uppers": counts[:, _UPPER] / np.maximum(letters, 1),
        "bullets": counts[:, _BULLET] / size,
        "signs": counts[:, _SIGN],
        "quotes": counts[:, _CLOSER] / size,
        "first": np.array([0, 0, 1, 2, 3, 0, 0, 4, 2, 5, 0, 5, 0, 0, 0, 0], dtype=np.float64)[first],
        "sentence": sentence,
        "closes": (kind[ends - 1] == _CLOSER).astype(np.float64),
        "capitals": _capitals(kind, owner, n) / np.maximum(words, 1),
    }
    columns |= _repeats(texts)
    columns |= _echoes(lexis)
    columns |= _vocabulary(lexis, odds)
    total = letters.sum()
    return Measures(columns, words, sentence, good, lexis, float(unspaced.sum() / total) if total else 0.0)


def _last(kind: NDArray[np.uint8], starts: Ints, ends: Ints) -> NDArray[np.uint8]:
    """The class of each block's last character, closing marks and blanks aside."""
    at = ends - 1
    last = kind[at]
    for _ in range(3):
        skip = ((last == _CLOSER) | (last == _BLANK)) & (at > starts)
        at = at - skip
        last = kind[at]
    return last


def _capitals(kind: NDArray[np.uint8], owner: Ints, n: int) -> Floats:
    """Words of each block that begin with a capital."""
    begins = kind == _UPPER
    begins[1:] &= kind[:-1] == _BLANK
    return np.bincount(owner[begins], minlength=n).astype(np.float64)


def _echoes(lexis: Lexis) -> Columns:
    """Share of each block's 3-grams that stand elsewhere in the document, and earlier in it."""
    n = len(lexis.starts) - 1
    if len(lexis.ids) < 3:
        return {"echo": np.zeros(n), "echo_earlier": np.zeros(n)}
    grams = _grams(lexis.ids, len(lexis.vocabulary))
    inside = lexis.block[:-2] == lexis.block[2:]
    grams, owner = grams[inside], lexis.block[:-2][inside]
    _, first, back = np.unique(grams, return_index=True, return_inverse=True)
    count = np.bincount(back)
    total = np.maximum(np.bincount(owner, minlength=n), 1)
    again = np.bincount(owner, weights=count[back] > 1, minlength=n)
    earlier = np.bincount(owner, weights=owner[first][back] < owner, minlength=n)
    return {"echo": again / total, "echo_earlier": earlier / total}


def _repeats(texts: Sequence[str]) -> Columns:
    """How often a block's text stands in the document, and whether this is its first place."""
    places: dict[str, int] = {}
    first: list[float] = []
    for text in texts:
        seen = places.get(text, 0)
        first.append(float(not seen))
        places[text] = seen + 1
    return {
        "repeats": np.log(np.array([places[text] for text in texts], dtype=np.float64)),
        "first_copy": np.array(first),
    }


def tokens_of(text: str) -> list[str]:
    """Lower-case runs of word characters."""
    return _TOKEN.findall(text.lower())


def bigrams(tokens: Sequence[str]) -> list[str]:
    """The tokens, those in scripts without blanks cut into overlapping pairs of letters."""
    result: list[str] = []
    for token in tokens:
        if token.isascii() or len(token) < 3 or not (is_unspaced(token[0]) or is_unspaced(token[-1])):
            result.append(token)
        else:
            result += [token[at : at + 2] for at in range(len(token) - 1)]
    return result


def _lexis(texts: Sequence[str], unspaced: Floats) -> Lexis:
    every: list[str] = []
    starts = [0]
    for text, cut in zip(texts, (unspaced > 0).tolist(), strict=True):
        tokens = _TOKEN.findall(text.lower())
        every += bigrams(tokens) if cut else tokens
        starts.append(len(every))
    vocabulary = {token: number for number, token in enumerate(dict.fromkeys(every))}
    ids = np.fromiter(map(vocabulary.__getitem__, every), np.int64, len(every))
    bounds = np.array(starts, dtype=np.int64)
    block = np.repeat(np.arange(len(texts)), np.diff(bounds))
    return Lexis(ids, block, bounds, vocabulary)


def _vocabulary(lexis: Lexis, odds: Odds) -> Columns:
    """Log-odds of the tokens, and how common the block's tokens are in the document."""
    size = len(lexis.vocabulary)
    known = np.array([odds.get(token, UNKNOWN) for token in lexis.vocabulary], dtype=np.float64).reshape(size, 3)
    anywhere = known[:, 0]
    n = len(lexis.starts) - 1
    count = np.diff(lexis.starts)
    total = np.bincount(lexis.block, weights=anywhere[lexis.ids], minlength=n) if size else np.zeros(n)
    first = np.zeros(n)
    last = np.zeros(n)
    some = count > 0
    first[some] = known[lexis.ids[lexis.starts[:-1][some]], 1]
    last[some] = known[lexis.ids[lexis.starts[1:][some] - 1], 2]
    # Two tokens and a share of the rest: a long sentence is not the sum of its words.
    damped = total / np.sqrt(np.maximum(count, 1))
    pairs = np.unique(lexis.block * max(size, 1) + lexis.ids)
    spread = np.bincount(pairs % max(size, 1), minlength=size).astype(np.float64)
    return {
        "odds": lexis.mean(anywhere),
        "odds_sum": damped,
        "odds_low": lexis.extreme(anywhere, low=True),
        "odds_high": lexis.extreme(anywhere, low=False),
        "odds_first": first,
        "odds_last": last,
        "common": lexis.mean(np.log1p(spread) if size else np.zeros(0)),
    }


UNKNOWN: Final = (0.0, 0.0, 0.0)


def cohesion(lexis: Lexis, weight: Floats) -> Columns:
    """How far a block speaks of what the weighted blocks speak of, its own words not counted.

    Args:
        lexis: the tokens.
        weight: 0 to 1 for each block: how far it belongs to the body.
    """
    n = len(lexis.starts) - 1
    size = len(lexis.vocabulary)
    if not size:
        zero = np.zeros(n)
        return {"shared": zero, "shared_odds": zero}
    inside = np.bincount(lexis.ids, weights=weight[lexis.block], minlength=size)
    everywhere = np.bincount(lexis.ids, minlength=size).astype(np.float64)
    # A block's own occurrences are taken off, so that a lone story does not vouch for itself.
    pair = lexis.block * size + lexis.ids
    _, back, count = np.unique(pair, return_inverse=True, return_counts=True)
    own = count[back].astype(np.float64)
    others_in = inside[lexis.ids] - own * weight[lexis.block]
    others = everywhere[lexis.ids] - own
    rare = 1.0 / np.sqrt(everywhere[lexis.ids])
    total = np.bincount(lexis.block, weights=rare, minlength=n)
    shared = np.bincount(lexis.block, weights=rare * (others_in > 0.5), minlength=n)
    lean = np.where(others > 0, (others_in + 0.5) / (others + 1.0), 0.5)
    leaning = np.bincount(lexis.block, weights=rare * lean, minlength=n)
    safe = np.maximum(total, 1e-9)
    return {
        "shared": np.where(total > 0, shared / safe, 0.0),
        "shared_odds": np.where(total > 0, leaning / safe, 0.5),
    }


def overlap(lexis: Lexis, tokens: Sequence[str]) -> tuple[Floats, Floats]:
    """Share of each block's tokens that stand in a list, and share of the list that stands in the block."""
    n = len(lexis.starts) - 1
    wanted = set(tokens)
    if not wanted or not lexis.vocabulary:
        return np.zeros(n), np.zeros(n)
    member = np.array([token in wanted for token in lexis.vocabulary], dtype=np.float64)
    size = len(lexis.vocabulary)
    pairs = np.unique(lexis.block * size + lexis.ids)
    hit = np.bincount(pairs // size, weights=member[pairs % size], minlength=n)
    return lexis.mean(member), hit / len(wanted)


def trigram_cover(lexis: Lexis, tokens: Sequence[str]) -> Floats:
    """Share of each block's 3-grams that stand in a list of tokens; 0 for blocks of fewer tokens."""
    n = len(lexis.starts) - 1
    size = len(lexis.vocabulary) + 1
    index = lexis.vocabulary
    theirs = np.array([index.get(token, size - 1) for token in tokens], dtype=np.int64)
    if len(theirs) < 3 or len(lexis.ids) < 3:
        return np.zeros(n)
    wanted = _grams(theirs, size)
    ours = _grams(lexis.ids, size)
    inside = lexis.block[:-2] == lexis.block[2:]
    owner = lexis.block[:-2][inside]
    hit = np.bincount(owner, weights=np.isin(ours[inside], wanted), minlength=n)
    count = np.bincount(owner, minlength=n)
    return np.where(count > 0, hit / np.maximum(count, 1), 0.0)


def _grams(ids: Ints, size: int) -> Ints:
    grams: Ints = (ids[:-2] * size + ids[1:-1]) * size + ids[2:]
    return grams


def shift(column: Floats, by: int, fill: float = 0.0) -> Floats:
    """The column of the block `by` places on (before, where negative)."""
    result = np.full_like(column, fill)
    if by > 0:
        result[:-by] = column[by:]
    elif by < 0:
        result[-by:] = column[:by]
    return result


def window(column: Floats, back: int, ahead: int) -> Floats:
    """The sum over the blocks from `back` before to `ahead` after; -1 leaves out the block itself.

    Args:
        column: a value for each block, or several rows of them.
        back: blocks before; -1 begins after the block.
        ahead: blocks after; -1 ends before the block.
    """
    n = column.shape[-1]
    sums = np.zeros((*column.shape[:-1], n + 1))
    np.cumsum(column, axis=-1, out=sums[..., 1:])
    at = np.arange(n)
    high = np.minimum(at + ahead + 1, n)
    low = np.minimum(np.maximum(at - back, 0), high)
    result: Floats = sums[..., high] - sums[..., low]
    return result
