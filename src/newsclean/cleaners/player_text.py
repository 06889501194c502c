"""Labels and messages of audio and video players."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.cleaners.shape import by_block, is_loose, uncovered_letters
from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.phrase import packaged

MAX_MESSAGE_WORDS = 45
"""Words of the longest message; players' notes for screen readers come near."""

MAX_CONTROL_CHARACTERS = 160
"""Characters of the longest line of controls, glued."""

_SPARE = 0.12
"""Share of the letters of such a line that may stand outside its phrases."""

_BESIDE = 2
"""How many lines an everyday word or a time may stand away from a player's line to be taken with it."""

_MAX_MESSAGE_SPARE = 0.7
"""Share of a message inside the body that may be other words; a sentence of the article quotes less of it."""

_TIME = re.compile(r"-?\d{1,3}:\d{2}(?::\d{2})?(?: ?[/|] ?-?\d{1,3}:\d{2}(?::\d{2})?)?")
_SPEED = re.compile(r"[0-3](?:[.,]\d{1,2})? ?[x×]|[x×] ?[0-3](?:[.,]\d{1,2})?")

_MAX_TIME = 32
"""Characters of the longest running time or speed, with room to spare."""

_CLOCK = re.compile(r"[0-2]\d:[0-5]\d")
"""What may be a time of day; a running time has a single digit of minutes ("4:11"), hours, or begins at 00:00."""


@cleaner("player_text", phrases=packaged("player_text"), reasons=["time", "speed"], always=True)
def player_text(draft: Draft) -> Iterator[Decision]:
    """Messages, buttons and running times of audio and video players."""
    sure: dict[int, Decision] = {}
    maybe: dict[int, Decision] = {}
    for index, hits in by_block(draft.hits).items():
        block = hits[0].block
        if block.kind in {"table_row", "code"}:
            continue
        message = next((hit for hit in hits if hit.group == "message"), None)
        letters = sum(map(str.isalpha, block.text))
        left = uncovered_letters(block.text, hits)
        if message is not None and draft.words(block) <= MAX_MESSAGE_WORDS:
            if draft.place(block) != "inside" or left <= _MAX_MESSAGE_SPARE * letters:
                sure[index] = message.remove()
        elif len(block.text) <= MAX_CONTROL_CHARACTERS and left <= _SPARE * letters:
            controls = [hit for hit in hits if hit.group == "control"]
            if controls and _is_plain(draft, block, words=sum(hit.text.count(" ") + 1 for hit in controls)):
                sure[index] = controls[0].remove()
            else:
                maybe[index] = hits[0].remove()
    for block in map(draft.all.__getitem__, draft.facts.digits):
        if len(block.text) > _MAX_TIME or block.index in sure or block.kind == "table_row" or not draft.is_open(block):
            continue
        if _TIME.fullmatch(block.text):
            maybe[block.index] = Remove(block, "time", "a running time")
        elif _SPEED.fullmatch(block.text):
            maybe[block.index] = Remove(block, "speed", "a playing speed")
    yield from sure.values()
    yield from _beside(draft, sure, maybe)


def _is_plain(draft: Draft, block: Block, words: int) -> bool:
    """Whether the controls need no company: several words, or no subhead or item of the body."""
    if draft.place(block) != "inside":
        return words > 1 or is_loose(draft, block)
    return words > 1 and block.kind not in {"heading", "list_item"}


def _beside(draft: Draft, sure: dict[int, Decision], maybe: dict[int, Decision]) -> Iterator[Decision]:
    """Everyday words and times that stand beside a player's line, or outside the body in a run of their own."""
    taken = set(sure)
    order = sorted(sure.keys() | maybe.keys())
    for indices in (order, order[::-1]):
        near: int | None = None
        for index in indices:
            if index not in taken:
                block = draft.all[index]
                inside = draft.place(block) == "inside"
                if near is None or abs(index - near) > _BESIDE or (inside and block.kind in {"heading", "list_item"}):
                    continue
                taken.add(index)
                yield maybe[index]
            near = index
    for index, decision in maybe.items():
        block = draft.all[index]
        if index in taken or decision.reason not in {"time", "speed"}:
            continue
        if is_loose(draft, block) and not _is_clock(block):
            yield decision


def _is_clock(block: Block) -> bool:
    """Whether the line may be a time of day, of a programme or of another story."""
    return _CLOCK.fullmatch(block.text) is not None and block.text != "00:00"
