"""The words of classes, ids, roles and element names, and how much each speaks for or against the article."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from newsclean.content.columns import Floats
from newsclean.content.lexis import OddsTable

_WORD = re.compile(r"[a-z]{2,}")
_PAGE_TAGS: Final = frozenset({"html", "body"})


def cue_words(tag: str, cues: Sequence[str]) -> Collection[str]:
    """The letter runs of an element's cues, its role and itemprop whole, and its name in angle brackets, each once.

    None for `<html>` and `<body>`, which publishers load with words about the site.
    """
    if tag in _PAGE_TAGS:
        return ()
    words = {f"<{tag}>": None}
    for cue in cues:
        for word in _words(cue):
            words[word] = None
    return words.keys()


@lru_cache(maxsize=8192)
def _words(cue: str) -> Sequence[str]:
    """The words of one cue. The elements of a page share their cues, and so do the pages of a site."""
    return (cue,) if "=" in cue else tuple(_WORD.findall(cue))


def cue_odds(marks: Sequence[tuple[str, tuple[str, ...]]], odds: OddsTable) -> tuple[Floats, Floats, Floats]:
    """For each kind of markup the sum of its words' near odds, and the least and greatest of their far odds.

    Args:
        marks: names and cues of elements.
        odds: log-odds of cue words.
    """
    words: list[str] = []
    starts: list[int] = []
    for tag, cues in marks:
        starts.append(len(words))
        # The odds of an unknown word are zero three times: it adds nothing, and keeps each list from being empty.
        words.append("")
        words += cue_words(tag, cues)
    near, far, _ = odds.look_up(words).T
    return (
        np.add.reduceat(near, starts),
        np.minimum.reduceat(far, starts),
        np.maximum.reduceat(far, starts),
    )
