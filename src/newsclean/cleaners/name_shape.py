"""Names of people and newsrooms, by shape."""

from __future__ import annotations

import re

from newsclean.text.fold import fold
from newsclean.text.measure import has_digit, is_unspaced

MAX_NAME_WORDS = 14
"""A line that credits four people with joining words has about 14 words; longer ones are sentences or lists."""

_PARTICLES = frozenset(
    """a al and av bin bint d da dal das de dei del della den der des di do dos du e el en et för i ibn in ja la las le
    los mac med og och of ben op ou st ten ter the und van vd ve von vom y z zu zum zur és și with via mit avec con com
    и й та і de' d' l' o' & + / | • · - – — , ; unter""".split(),
)
"""Words in lower case that stand inside names and between them, in Latin and Cyrillic script."""

_TOKEN = re.compile(r"[^\s,;/|•·&+()]+|[,;/|•·&+()]")
_EDGE = " .,;:|/•·-–—()[]\"'“”„«»*@+&\ufeff\u200b"
_GRAMMAR = re.compile("[\u3041-\u3096\u2e80-\u2fdf=＝]")
"""Hiragana: the names of Japanese reporters are printed in Han letters, what hiragana joins is a phrase."""


def is_name_like(text: str, *, fewest: int = 1, most: int = MAX_NAME_WORDS) -> bool:
    """Whether the text could be one or more names: capitals on every word but particles, no digits, no sentence.

    In scripts without capitals, a short run of letters will do.

    Args:
        text: the text, label removed.
        fewest: words in capitals that it must have.
        most: words that it may have.
    """
    text = text.strip(_EDGE)
    if not text or len(text) > 160 or has_digit(text):
        return False
    if text[-1] in "!?…:" or " – " in text or '"' in text:
        return False
    tokens = [token for token in _TOKEN.findall(text) if any(map(str.isalpha, token))]
    if not tokens or len(tokens) > most:
        return False
    capitals = 0
    for token in tokens:
        word = token.strip(_EDGE)
        first = word[:1]
        if first.isupper():
            capitals += 1
        elif is_unspaced(first) or not (first.islower() or first.isupper()):
            if len(word) > 10 or _GRAMMAR.search(word) or (is_unspaced(first) and len(word) > 7):
                return False
            capitals += 2 if len(word) > 1 else 1
        elif fold(word) not in _PARTICLES and not _is_elided(word):
            return False
    return capitals >= fewest


def is_title_case(text: str) -> bool:
    """Whether the words of a line begin with capitals, as in English headings; small words may be in lower case."""
    words = [word for word in text.split() if word[0].isalpha()]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def is_handle(text: str) -> bool:
    """Whether the text is an account name such as `@reporter` or an e-mail address."""
    return _HANDLE.fullmatch(text.strip(_EDGE)) is not None or (
        text.startswith("@") and " " not in text and 3 <= len(text) <= 30
    )


_HANDLE = re.compile(r"[\w.+-]{2,40}@[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}")


def _is_elided(word: str) -> bool:
    """`d'Arc`, `al-Assad`, `iRobot`: lower case first, a capital soon after."""
    return any(map(str.isupper, word[1:4]))
