"""The elements around the blocks of an HTML document: what each holds, and how each is named."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from newsclean.model.document import Block, Container, Document
from newsclean.text.fold import small_letters

PAGE_TAGS: Final = frozenset({"html", "body"})
"""Elements around the whole page. Their names tell about the page."""

_CUE_WORDS: Final = re.compile(r"[a-z]+|[A-Z][a-z]*")
_NO_WORDS: Final[frozenset[str]] = frozenset()


def cue_words(cues: Iterable[str]) -> frozenset[str]:
    """The letter runs of cue tokens."""
    joined = " ".join(cues)
    return frozenset(small_letters(joined) if joined.islower() else _CUE_WORDS.findall(joined))


@functools.lru_cache(maxsize=8192)
def words_of(cues: tuple[str, ...]) -> frozenset[str]:
    """`cue_words`, remembered: pages repeat the same classes."""
    return cue_words(cues)


class Elements:
    """The containers of a document and its blocks' own elements, found by the cue words they carry.

    Attributes:
        containers: the document's containers.
        spans: first and last block of each container; (1, 0) for an empty one. Between them stand the blocks it holds
            at any depth, and text of the element itself, whose `Block.container` is the one around.
    """

    def __init__(self, document: Document) -> None:
        self.containers: Sequence[Container] = document.containers
        self.spans: Sequence[tuple[int, int]] = _spans(document)
        inside = [container for container in self.containers if container.tag not in PAGE_TAGS]
        self._by_word, self._by_tag = _index(inside)
        self._blocks_by_word, self._blocks_by_tag = _index(document.blocks)
        self._around: dict[int, frozenset[str]] = {-1: _NO_WORDS}

    def words(self, wanted: Callable[[str], bool]) -> frozenset[str]:
        """The cue words of the document's containers and blocks that pass a test."""
        return frozenset(filter(wanted, self._by_word.keys() | self._blocks_by_word.keys()))

    def containers_with(self, words: frozenset[str], *, tags: bool = False) -> list[int]:
        """Indices of the containers whose class, id, role or itemprop holds any of the words, rising.

        Args:
            words: cue words such as `nav` or `share`.
            tags: whether an element's name counts as well.
        """
        return _with(words, self._by_word, self._by_tag if tags else {})

    def blocks_with(self, words: frozenset[str], *, tags: bool = False) -> list[int]:
        """Indices of the blocks whose own element carries any of the words, rising. Arguments as above."""
        return _with(words, self._blocks_by_word, self._blocks_by_tag if tags else {})

    def counts(self, blocks: Iterable[Block]) -> list[int]:
        """How many of the blocks each container holds, at any depth."""
        counts = [0] * len(self.containers)
        for block in blocks:
            if block.container >= 0:
                counts[block.container] += 1
        for container in reversed(self.containers):
            if container.parent >= 0:
                counts[container.parent] += counts[container.index]
        return counts

    def around(self, container: int) -> frozenset[str]:
        """The cue words and tags of a container and of all around it, page tags aside."""
        chain: list[int] = []
        while container not in self._around:
            chain.append(container)
            container = self.containers[container].parent
        words = self._around[container]
        for index in reversed(chain):
            item = self.containers[index]
            if item.tag not in PAGE_TAGS:
                words = words | words_of(item.cues) | {item.tag}
            self._around[index] = words
        return words


_Index: TypeAlias = dict[str, list[list[int]]]
"""Indices of elements by a word, those of the same class together."""


def _index(elements: Iterable[Container] | Iterable[Block]) -> tuple[_Index, _Index]:
    """Elements by cue word, and by tag."""
    by_cues: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    by_tag: defaultdict[str, list[int]] = defaultdict(list)
    for element in elements:
        by_tag[element.tag].append(element.index)
        if element.cues:
            by_cues[element.cues].append(element.index)
    by_word: defaultdict[str, list[list[int]]] = defaultdict(list)
    for cues, indices in by_cues.items():
        for word in words_of(cues):
            by_word[word].append(indices)
    return by_word, {tag: [indices] for tag, indices in by_tag.items()}


def _with(words: frozenset[str], *indices: _Index) -> list[int]:
    found: set[int] = set()
    for index in indices:
        for word in words & index.keys():
            found.update(*index[word])
    return sorted(found)


def _spans(document: Document) -> list[tuple[int, int]]:
    containers = document.containers
    count = len(document.blocks)
    first = [count] * len(containers)
    last = [-1] * len(containers)
    for index, block in enumerate(document.blocks):
        at = block.container
        if at >= 0:
            if last[at] < 0:
                first[at] = index
            last[at] = index
    for container in reversed(containers):
        at, parent = container.index, container.parent
        if parent >= 0 and last[at] >= 0:
            first[parent] = min(first[parent], first[at])
            last[parent] = max(last[parent], last[at])
    return [(low, high) if high >= 0 else (1, 0) for low, high in zip(first, last, strict=True)]
