"""What every block's text says about itself, measured for the whole document at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from newsclean.content.characters import (
    BLANK,
    BULLET,
    CLOSER,
    COLON,
    COMMA,
    DIGIT,
    END,
    LOWER,
    SIGN,
    UNSPACED,
    UPPER,
    characters_of,
)
from newsclean.content.columns import Columns, Floats, column
from newsclean.content.layout import Layout, layout_of
from newsclean.content.lexis import Lexis, OddsTable, echoes, lexis_of, word_columns
from newsclean.model.document import Document
from newsclean.text.measure import UNSPACED_LETTERS_PER_WORD

_FIRST = np.array([0, 0, 1, 2, 3, 0, 0, 4, 2, 5, 0, 5], dtype=np.float64)
"""How a block begins, by the class of its first character: small letter, capital, digit, quotation mark, bullet."""


class Measures(Struct, frozen=True):
    """Columns of block measures, and what the other columns are made from.

    Attributes:
        columns: one value a block by name.
        words: words a block.
        sentence: 1.0 for blocks that read as running text.
        good: words of running text that does not mostly stand in links.
        lexis: the tokens.
        layout: the containers of a page; `None` for a text dump.
        unspaced: share of the document's letters in scripts without blanks.
    """

    columns: Columns
    words: Floats
    sentence: Floats
    good: Floats
    lexis: Lexis
    layout: Layout | None
    unspaced: float


def measure(document: Document, classes: NDArray[np.uint8], odds: OddsTable) -> Measures:
    """Measure the blocks of a document.

    Args:
        document: with at least one block.
        classes: the table of `character_classes`.
        odds: log-odds of tokens.
    """
    blocks = document.blocks
    texts = [block.text for block in blocks]
    found = characters_of(texts, classes)
    counts = found.counts
    size = (found.ends - found.starts).astype(np.float64)
    unspaced = counts[UNSPACED]
    spaced = size - unspaced
    words = np.where(unspaced > 0, np.ceil(unspaced / UNSPACED_LETTERS_PER_WORD), 0.0)
    words += np.where(spaced > 0, counts[BLANK] + 1 - (unspaced > spaced), 0.0)
    size = np.maximum(size, 1)
    last = found.last_bare()
    sentence = ((words >= 25) | ((words >= 8) & (last == END))).astype(np.float64)
    links = column([block.link_chars for block in blocks]) / size
    strong = column([block.strong_chars for block in blocks]) / size
    good = words * sentence * (links <= 0.6)
    letters = counts[LOWER] + counts[UPPER] + unspaced
    lexis = lexis_of(texts, (unspaced > 0).tolist())
    some_words = np.maximum(words, 1)
    ends = (last == np.array([[END], [COLON], [DIGIT]])).astype(np.float64)
    columns: Columns = {
        "words": np.log1p(words),
        "chars_per_word": np.minimum((found.ends - found.starts) / some_words, 30.0),
        "links": links,
        "strong": strong,
        "ended": ends[0],
        "colon": ends[1],
        "ends_digit": ends[2],
        "marks": counts[END] / some_words,
        "mark_count": np.log1p(counts[END]),
        "commas": counts[COMMA] / some_words,
        "digits": counts[DIGIT] / size,
        "uppers": counts[UPPER] / np.maximum(letters, 1),
        "bullets": counts[BULLET] / size,
        "signs": counts[SIGN],
        "quotes": counts[CLOSER] / size,
        "first": _FIRST[found.first()],
        "sentence": sentence,
        "closes": (found.last() == CLOSER).astype(np.float64),
        "capitals": found.capitals / some_words,
    }
    columns |= _repeats(texts)
    columns |= echoes(lexis)
    columns |= word_columns(lexis, odds)
    total = letters.sum()
    share = float(unspaced.sum() / total) if total else 0.0
    return Measures(columns, words, sentence, good, lexis, layout_of(document), share)


def _repeats(texts: Sequence[str]) -> Columns:
    """How often a block's text stands in the document, and whether this is its first place."""
    times = Counter(texts)
    last = len(texts) - 1
    first = {text: last - back for back, text in enumerate(reversed(texts))}
    return {
        "repeats": np.log(column([times[text] for text in texts])),
        "first_copy": column([first[text] == at for at, text in enumerate(texts)]),
    }
