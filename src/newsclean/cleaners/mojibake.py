"""Text decoded with the wrong codec, put right where one reading is left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.model.decision import Decision, Edit
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft

_FIRST = re.compile("[\u00c2-\u00f4\u0420\u0421]")
_SUSPECT = re.compile(
    "[\u00c2-\u00f4\u0420\u0421](?:(?<=[\u00c2-\u00f4])[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
    "|(?<=[\u0420\u0421])[\u0080-\u00bf\u0400-\u040f\u0452-\u045f\u2018-\u201e\u2020-\u2022\u20ac])",
)
"""The first two characters of a UTF-8 sequence read as windows-1252 or windows-1251. Cheap, and wider than ftfy's own
test, which decides."""


@cleaner("mojibake", reasons=["wrong_codec"])
def mojibake(draft: Draft) -> Iterator[Decision]:
    """Words such as "cafÃ©" that UTF-8 turned into when it was read as another encoding (mended by ftfy)."""
    if not _FIRST.search("".join(draft.facts.characters)):
        return
    suspects = [block for block in draft.blocks if not block.text.isascii() and _SUSPECT.search(block.text)]
    if not suspects:
        return
    from ftfy import fix_encoding_and_explain

    for block in suspects:
        fixed, plan = fix_encoding_and_explain(block.text)
        if fixed == block.text or "\ufffd" in fixed:
            continue
        steps = ", ".join(f"{step.action} {step.parameter}" for step in plan or ())
        yield from _edits(block, " ".join(fixed.split()), steps)


def _edits(block: Block, fixed: str, steps: str) -> Iterator[Edit]:
    """An edit for each word that differs; one for the whole text where the words do not line up."""
    before, after = block.text.split(" "), fixed.split(" ")
    if len(before) != len(after):
        yield Edit(block, 0, len(block.text), fixed, "wrong_codec", steps)
        return
    at = 0
    for old, new in zip(before, after, strict=True):
        if old != new:
            yield Edit(block, at, at + len(old), new, "wrong_codec", steps)
        at += len(old) + 1
