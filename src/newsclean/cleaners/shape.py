"""What a page looks like around a block: running text beside it, runs of short lines, words covered by phrases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsclean.model.document import Block
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.elements import words_of

SHORT_WORDS = 5
"""Words of the longest line that counts as short. In the development dumps nearly all lines of menus have at most
five; headlines of other stories, the next longer kind of line, have eight and more."""

SHORT_CHARACTERS = 40
"""Characters of the longest short line; five long words of German or Finnish stay below."""

_REACH = 3
"""Settled neighbours that are passed over in the search for running text."""

_MAX_CORE_SHARE = 0.2
"""Share of the core's blocks that a container may hold and still be believed. Wrappers of whole articles carry cue
words too ("newsletter-article", "has-sidebar")."""


def by_block(hits: Iterable[Hit]) -> dict[int, list[Hit]]:
    """The hits of each block, by the block's index, in reading order."""
    found: dict[int, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.block.index, []).append(hit)
    return found


def uncovered_letters(text: str, hits: Sequence[Hit]) -> int:
    """How many letters of a block's text stand in none of its hits."""
    left = 0
    at = 0
    for hit in hits:
        left += sum(map(str.isalpha, text[at : hit.start]))
        at = max(at, hit.end)
    return left + sum(map(str.isalpha, text[at:]))


def is_short(draft: Draft, block: Block) -> bool:
    """Whether the block is a line as menus and button bars have them: few words and no mark that ends a sentence."""
    return draft.learn(_short)[block.index]


def _short(draft: Draft) -> list[bool]:
    facts = draft.facts
    return [
        len(text) <= SHORT_CHARACTERS and words <= SHORT_WORDS and not closes
        for text, words, closes in zip(facts.texts, facts.words, facts.closes, strict=True)
    ]


def short_runs(draft: Draft) -> Iterator[tuple[Block, ...]]:
    """The runs of short lines, settled ones included: a menu stays one when a line of it had a name."""
    run: list[Block] = []
    for block, short in zip(draft.all, draft.learn(_short), strict=True):
        if short:
            run.append(block)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def is_amid_prose(draft: Draft, block: Block) -> bool:
    """Whether running text stands directly before and after the block, settled blocks passed over.

    A short line there is a subhead, a list of one, a quote; the same line in a run of short lines is none of these.
    """
    at = block.index
    return _is_prose_first(draft, range(at - 1, max(at - 1 - _REACH, -1), -1)) and _is_prose_first(
        draft, range(at + 1, min(at + 1 + _REACH, len(draft.all)))
    )


def _is_prose_first(draft: Draft, indices: Iterable[int]) -> bool:
    """Whether the first open block among these is running text."""
    for index in indices:
        if draft.is_open(draft.all[index]):
            return draft.facts.prose[index]
    return False


def is_loose(draft: Draft, block: Block) -> bool:
    """Whether a short line may be taken for an everyday word in it: it stands outside the body, and not amid prose."""
    return draft.place(block) != "inside" and block.kind != "table_row" and not is_amid_prose(draft, block)


class Cues:
    """The containers of one document that carry given cue words, without those around the body.

    Args:
        draft: the document.
        words: cue words, such as `nav` or `share`; a container whose tag, class, id or role has any of them counts.
        max_blocks: containers with more blocks are left out; `None` for no limit.
    """

    def __init__(self, draft: Draft, words: frozenset[str], max_blocks: int | None = None) -> None:
        self._words = words
        self._found: dict[int, str] = {}
        elements = draft.elements
        named = elements.containers_with(words, tags=True)
        if named:
            size, core = draft.learn(_counts)
            most = _MAX_CORE_SHARE * (draft.content.end - draft.content.start)
            for at in named:
                first, last = elements.spans[at]
                # Containers come before those inside them: the outermost gives its word.
                if first in self._found or core[at] > most or size[at] > (max_blocks or size[at]):
                    continue
                container = elements.containers[at]
                word = self._word(container.tag, container.cues)
                for index in range(first, last + 1):
                    self._found.setdefault(index, word)
        for index in elements.blocks_with(words, tags=True):
            block = draft.all[index]
            self._found.setdefault(index, self._word(block.tag, block.cues))

    def _word(self, tag: str, cues: tuple[str, ...]) -> str:
        """The tag if it is one of the words; else the first of them, by alphabet, that the cues hold."""
        return tag if tag in self._words else min(self._words & words_of(cues))

    def __bool__(self) -> bool:
        """Whether there is any such element."""
        return bool(self._found)

    def word(self, block: Block) -> str:
        """The word of the block, or of a container around it that does not hold the body; or the empty string."""
        return self._found.get(block.index, "")

    def __contains__(self, block: Block) -> bool:
        """Whether the block carries a word, or stands in a container that does."""
        return block.index in self._found


def _counts(draft: Draft) -> tuple[list[int], list[int]]:
    """How many blocks, and how many of the core's, each container holds."""
    content = draft.content
    return draft.elements.counts(draft.all), draft.elements.counts(draft.all[content.start : content.end])
