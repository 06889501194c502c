"""Signs without which no date stands in a line: cheap to look for, so that most lines need not be cut into tokens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newsclean.dates.lexicon import FOREIGN_MONTH, MONTH, MONTH_OR_WEEKDAY, lexicon

_NUMBERS = re.compile(r"\d\s{0,2}(?:[^\w\s]|_){1,4}\s{0,2}\d{1,2}\s{0,2}(?:[^\w\s]|_){1,4}\s{0,2}\d")
"""Three numbers with marks between: 14.06.2023. Any marks, for which of them count is told later."""

_SPELLED = re.compile("[年月년월&]")
"""Characters that carry dates in Chinese, Japanese and Korean, and the start of an entity, which can hide anything."""

_FOREIGN = re.compile(r"[^\W\d_a-zA-Z]|[\u0300-\u036f]")
_NOT_LATIN = re.compile(r"[^\W\d_a-zA-Z\u00c0-\u024f\u1e00-\u1eff]")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[A-Z]{2,}|[A-Z][a-z]*|(?<![A-Za-z])[a-z]+")
"""Words, also inside a run of letters that lost its blank: "onMay", "15April"."""

_BEFORE, _AFTER = 32, 24
"""Characters between a day and its month's name, and after the name: an ordinal's ending, "of", "del año"."""

_UNDECOMPOSED = dict(zip("łøđðþħıəŋæœßĸŁØĐÐÞĦƏŊÆŒ", "loddthienaoskLODDTHENAO", strict=True))
"""Latin letters that Unicode does not take apart, with one of ASCII for each."""


@lru_cache(maxsize=256)
def may_hold_date(line: str) -> bool:
    """Whether a line shows a sign of a date; `False` is certain, `True` is not.

    Several cleaners and the fields ask about the same lines of a document.
    """
    if _NUMBERS.search(line) is not None or _SPELLED.search(line) is not None:
        return True
    if not line.isascii():
        if _NOT_LATIN.search(line) is not None:
            return True
        line = _FOREIGN.sub(_base, line)
        if _FOREIGN.search(line) is not None:
            return True
    months = _months()
    for word in _WORD.finditer(line):
        if word[0].lower() not in months:
            continue
        if _DIGIT.search(line, max(0, word.start() - _BEFORE), word.end() + _AFTER) is not None:
            return True
    return False


def _base(letter: re.Match[str]) -> str:
    """The letter without its accent, or the letter; nothing for a loose accent."""
    return _bases().get(ord(letter[0]), letter[0]) or ""


@lru_cache(maxsize=1)
def _bases() -> dict[int, str | None]:
    """Latin letters with accents -> letters without; loose accents are dropped."""
    bases: dict[int, str | None] = dict.fromkeys(range(0x300, 0x370))
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code))[0]
        if base.isascii():
            bases[code] = base
    return bases | {ord(letter): base for letter, base in _UNDECOMPOSED.items()}


@lru_cache(maxsize=1)
def _months() -> frozenset[str]:
    """The first words of names of months in all languages with Latin letters."""
    kinds = lexicon().kinds
    names = (name for name, kind in kinds.items() if kind in {MONTH, MONTH_OR_WEEKDAY, FOREIGN_MONTH, "V"})
    firsts = (name.translate(_bases()).replace("'", " ").replace("-", " ").partition(" ")[0] for name in names)
    return frozenset(word for word in firsts if word.isascii())
