"""Folding: the form of a string in which two spellings of one phrase are equal. Offsets stay valid."""

from __future__ import annotations

import re

_TABLE = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201b": "'",
        "\u02bc": "'",
        "\u00b4": "'",
        "\u0060": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u3000": " ",
        "\u0130": "i",
        "\uff1a": ":",
        "ё": "е",
        "Ё": "е",
    },
)


def fold(text: str) -> str:
    """Lower case, one kind of quote, apostrophe, dash and blank. The result has the same length as the text.

    The dotted capital İ folds to a plain i, and ё to е, because both spellings are met for the same word.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    text = text.translate(_TABLE)
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


_RUNS = re.compile(r"[^\W_]+")


def key(text: str) -> str:
    """The letters and digits of the folded text, single blanks between runs: equal for lines that say the same."""
    return " ".join(_RUNS.findall(fold(text)))
