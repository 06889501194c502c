"""Counting words and telling sentences from labels, in any script."""

from __future__ import annotations

import re
from collections.abc import Sequence

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f]",
)
"""Letters of scripts written without blanks between words: Thai, Lao, Burmese, Khmer, kana and Han."""

_DIGIT = re.compile("[0-9]")
_ASCII = bytes(range(128))

UNSPACED_LETTERS_PER_WORD = 2
"""Mean letters a word in those scripts: about 1.5 for Chinese, 2 for Japanese, 3 to 4 for Thai (Unicode TR 29 word
breaking on Wikipedia text gives the same order); one figure keeps counts comparable across languages."""

SENTENCE_ENDS = frozenset(".!?…。！？．؟۔।॥։።")
"""Terminal marks of the scripts of Unicode's Sentence_Terminal class that news is written in."""

CLOSERS = frozenset("\"'”’»›）)]】」』〉》*")
"""Marks that may stand after a terminal mark and still close the sentence."""


def is_unspaced(char: str) -> bool:
    """Whether the letter is of a script without blanks between words; Hangul too, as particles stick to words."""
    return not char.isascii() and ("\uac00" <= char <= "\ud7a3" or _UNSPACED.match(char) is not None)


def count_words(text: str) -> int:
    """Blank-separated words; in scripts without blanks, letters divided by `UNSPACED_LETTERS_PER_WORD`.

    A token without a letter or digit (a dash between blanks) counts as a word, as publishers' own counts do.
    """
    if not has_unspaced(text):
        return len(text.split())
    rest, unspaced = _UNSPACED.subn("", text)
    spaced = sum(1 for token in rest.split() if any(map(str.isalnum, token)))
    return spaced + -(-unspaced // UNSPACED_LETTERS_PER_WORD)


def count_words_of_each(texts: Sequence[str]) -> list[int]:
    """`count_words` of each text, in half the time where no letter is of a script without blanks."""
    if has_unspaced("".join(texts)):
        return [count_words(text) for text in texts]
    return [len(text.split()) for text in texts]


def has_unspaced(text: str) -> bool:
    """Whether the text holds a letter of a script written without blanks between words; Hangul is none."""
    return not text.isascii() and _UNSPACED.search(beyond_ascii(text)) is not None


def beyond_ascii(text: str) -> str:
    """The characters of a text that are not ASCII: in most scripts so few that a search in them costs next to nothing.

    Bytes are deleted many times faster than characters.
    """
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def characters_of(text: str) -> frozenset[str]:
    """The characters that a text holds; as `frozenset(text)`, in a fraction of the time where most are ASCII."""
    encoded = text.encode("utf-8", "surrogatepass")
    return frozenset(beyond_ascii(text)).union(chr(code) for code in _ASCII if code in encoded)


def has_ascii_digit(text: str) -> bool:
    """Whether the text holds one of the ten digits of ASCII."""
    return _DIGIT.search(text) is not None


def has_digit(text: str) -> bool:
    """Whether the text holds a digit (`str.isdigit`)."""
    return has_ascii_digit(text) or (not text.isascii() and any(map(str.isdigit, beyond_ascii(text))))


def has_decimal(text: str) -> bool:
    """Whether the text holds a decimal digit of any script; raised and circled ones are none (`str.isdecimal`)."""
    return has_ascii_digit(text) or (not text.isascii() and any(map(str.isdecimal, beyond_ascii(text))))


def ends_sentence(text: str) -> bool:
    """Whether the text closes with a terminal mark, closing quotes and brackets aside."""
    last = text[-1:]
    if last in SENTENCE_ENDS:
        return True
    if last.isalnum():
        return False
    for char in reversed(text[-6:]):
        if char in SENTENCE_ENDS:
            return True
        if char not in CLOSERS and not char.isspace():
            return False
    return False


def is_sentence_like(text: str, words: int) -> bool:
    """Whether a line reads as running text: eight words and a terminal mark, or 25 words without one.

    The bounds are those of the best line rule of a study on 838 news dumps (docs/architecture.md, "The body").
    """
    return words >= 25 or (words >= 8 and ends_sentence(text))
