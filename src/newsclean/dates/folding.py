"""The form of a date string in which spellings are equal: digits, dashes, blanks and names."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

_CHARS = {
    **{0xFF01 + i: 0x21 + i for i in range(94)},  # full-width ASCII
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63"), "-"),
    **dict.fromkeys(
        map(ord, "\u00a0\u202f\u2009\u2007\u2008\u200a\u2002\u2003\u3000\t\n\r\x0b\x0c\x85\u2028\u2029"), " "
    ),
    # Marks that only steer the direction of writing; as blanks they keep every offset valid.
    **dict.fromkeys(
        map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad\u061c"), " "
    ),
    # The zero-width non-joiner stands inside Persian weekdays; a tatweel is a letter that folding drops.
    0x200C: "\u0640",
    0x200D: "\u0640",
    0x0970: ".",
    0x05F3: ".",
    **dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u00b4\u0060"), "'"),
    **dict.fromkeys(map(ord, "\u060c\u3001\uff64"), ","),
    **dict.fromkeys(map(ord, "\u2044\u2215\u29f8"), "/"),
    **dict.fromkeys(map(ord, "\u2236\ua789\ufe55"), ":"),
    **dict.fromkeys(
        map(ord, "\u00b7\u2022\u30fb\u2027\u2219\u22c5\u25cf\u25aa\u25e6\uff65\u2502\u01c0\uffe8\u00a6"), "|"
    ),
}

_DIGITS = {
    start + i: str(i)
    for start in (
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20,
        0x1040, 0x17E0, 0x1810,
    )
    for i in range(10)
}  # fmt: skip
"""Decimal digits of the scripts that news is written in, by the first of each ten (Unicode, category Nd)."""

_TABLE = str.maketrans({**_CHARS, **_DIGITS})
_BLANKS = str.maketrans("\t\n\r\x0b\x0c`", "     '")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,10});")


def plain(text: str) -> str:
    """The text with ASCII digits, one kind of dash, blank and quote, and no entities. Same length as `text`."""
    if "&" in text:
        text = _ENTITY.sub(_entity, text)
    return text.translate(_BLANKS) if text.isascii() else text.translate(_TABLE)


def _entity(match: re.Match[str]) -> str:
    char = html.unescape(match[0])
    if len(char) != 1 or char == "'":
        char = " "
    return char.ljust(len(match[0]))


# A dotless i is met for a dotted one where text went through a foreign upper case.
_NAME_TABLE = str.maketrans({".": " ", "'": " ", "-": " ", "\u0640": "", "\u0131": "i", "\u05f3": " "})


# Latin, Greek and Cyrillic accents; Hebrew points; Arabic vowel signs. Vowel signs of Indic scripts are letters.
_ACCENTS = dict.fromkeys((*range(0x300, 0x370), *range(0x591, 0x5C8), *range(0x64B, 0x660), 0x670))


@lru_cache(maxsize=8192)
def fold_name(name: str) -> str:
    """A month's, weekday's or label's name without case, accents, dots or tatweel; blanks single."""
    if name.isascii():
        folded = name.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", name.translate(_TABLE).casefold())
        folded = decomposed.translate(_ACCENTS)
    return " ".join(folded.translate(_NAME_TABLE).split())
