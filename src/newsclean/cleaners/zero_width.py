"""Invisible characters inside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.model.decision import Decision, Edit
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.text.unseen import INVISIBLE, INVISIBLE_CHARACTER

_STRAY = re.compile(f"[{INVISIBLE}]+")

_JOINERS = frozenset("\u200c\u200d")
"""Zero-width non-joiner and joiner: part of the spelling in Persian, Indic scripts and emoji (Unicode 16, 23.2)."""

_BREAK = "\u200b"
"""Zero-width space: shows word boundaries in Thai, Lao, Burmese and Khmer."""

_CASED = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f0-9]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


@cleaner("zero_width", reasons=["invisible"])
def zero_width(draft: Draft) -> Iterator[Decision]:
    """Invisible characters that no spelling needs: soft hyphens, byte order marks, stray zero-width spaces, marks."""
    if not INVISIBLE_CHARACTER.search("".join(draft.facts.characters)):
        return
    for block in draft.blocks:
        text = block.text
        if text.isascii() or not _STRAY.search(text):
            continue
        right_to_left = _RIGHT_TO_LEFT.search(text.replace("\ufeff", "")) is not None
        for match in _STRAY.finditer(text):
            before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
            if _belongs(match[0], before, after, right_to_left=right_to_left):
                continue
            end = match.end()
            if after == " " and before in {"", " "}:
                end += 1
            codes = " ".join(f"U+{ord(char):04X}" for char in match[0][:4])
            yield Edit(block, match.start(), end, "", "invisible", codes)


def _belongs(run: str, before: str, after: str, *, right_to_left: bool) -> bool:
    """Whether the characters do something for a reader where they stand."""
    if right_to_left and _DIRECTION.fullmatch(run):
        return True
    if not before or not after or before.isspace() or after.isspace():
        return False
    if run in _JOINERS:
        return not (_CASED.match(before) and _CASED.match(after))
    return run == _BREAK and (_UNSPACED.match(before) is not None or _UNSPACED.match(after) is not None)
