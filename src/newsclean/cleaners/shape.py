"""What a page looks like around a block: running text beside it, runs of short lines, words covered by phrases."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence

from newsclean.model.document import Block, Container
from newsclean.pipeline.draft import Draft, Hit, cue_words
from newsclean.text.measure import ends_sentence

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

_PAGE_TAGS = frozenset({"html", "body"})


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
    return len(block.text) <= SHORT_CHARACTERS and draft.words(block) <= SHORT_WORDS and not ends_sentence(block.text)


def short_runs(draft: Draft) -> Iterator[tuple[Block, ...]]:
    """The runs of short lines, settled ones included: a menu stays one when a line of it had a name."""
    run: list[Block] = []
    for block in draft.all:
        if is_short(draft, block):
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
    return _prose_beside(draft, draft.previous(block, _REACH)) and _prose_beside(draft, draft.following(block, _REACH))


def _prose_beside(draft: Draft, neighbours: Sequence[Block]) -> bool:
    for neighbour in neighbours:
        if draft.is_open(neighbour):
            return draft.is_sentence_like(neighbour)
    return False


def is_loose(draft: Draft, block: Block) -> bool:
    """Whether a short line may be taken for an everyday word in it: it stands outside the body, and not amid prose."""
    return draft.place(block) != "inside" and block.kind != "table_row" and not is_amid_prose(draft, block)


@functools.lru_cache(maxsize=8192)
def words_of(cues: tuple[str, ...]) -> frozenset[str]:
    """`cue_words`, remembered: many cleaners ask it of the same elements, and pages repeat the same classes."""
    return cue_words(cues)


class Cues:
    """The containers of one document that carry given cue words, without those around the body.

    Args:
        draft: the document.
        words: cue words, such as `nav` or `share`; a container whose tag, class, id or role has any of them counts.
        max_blocks: containers with more blocks are left out; `None` for no limit.
    """

    def __init__(self, draft: Draft, words: frozenset[str], max_blocks: int | None = None) -> None:
        self._words = words
        self._found: list[str] = []
        containers = draft.document.containers
        if not containers:
            return
        own = [self._carried(container) for container in containers]
        if not any(own):
            self._found = own
            return
        core = _counts(draft, draft.all[draft.content.start : draft.content.end])
        size = _counts(draft, draft.all) if max_blocks is not None else core
        most = _MAX_CORE_SHARE * (draft.content.end - draft.content.start)
        for container in containers:
            word = self._found[container.parent] if container.parent >= 0 else ""
            if not word and core[container.index] <= most and size[container.index] <= (max_blocks or len(draft.all)):
                word = own[container.index]
            self._found.append(word)

    def _carried(self, container: Container) -> str:
        """The word that the container carries."""
        if container.tag in _PAGE_TAGS:
            return ""
        if container.tag in self._words:
            return container.tag
        return self._first_of(container.cues)

    def _first_of(self, cues: tuple[str, ...]) -> str:
        """The first of the words, by alphabet, that the cues hold; or the empty string."""
        if not cues:
            return ""
        words = words_of(cues)
        return "" if self._words.isdisjoint(words) else min(self._words & words)

    def word(self, block: Block) -> str:
        """The word of the block, or of a container around it that does not hold the body; or the empty string."""
        if block.container >= 0 and self._found[block.container]:
            return self._found[block.container]
        if block.tag in self._words:
            return block.tag
        return self._first_of(block.cues)

    def __contains__(self, block: Block) -> bool:
        """Whether the block carries a word, or stands in a container that does."""
        return bool(self.word(block))


def _counts(draft: Draft, blocks: Sequence[Block]) -> list[int]:
    """How many of the blocks each container holds, at any depth."""
    containers = draft.document.containers
    counts = [0] * len(containers)
    for block in blocks:
        if block.container >= 0:
            counts[block.container] += 1
    for container in reversed(containers):
        if container.parent >= 0:
            counts[container.parent] += counts[container.index]
    return counts
