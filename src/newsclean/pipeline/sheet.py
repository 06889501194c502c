"""The state of one run: what is shown, what is settled, and by whom. Only the run writes to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import msgspec

from newsclean.model.audit import AppliedEdit, Fate, Kept
from newsclean.model.decision import FieldUse
from newsclean.model.document import Block, ContentScore, Document
from newsclean.pipeline.draft import cue_words
from newsclean.text.fold import key

Scorer: TypeAlias = Callable[[Document], ContentScore]
"""Gives every block of a document its content score."""

_MIN_DECISIONS = 10_000
"""Decisions that one cleaner may always yield. Beyond, two a character of the document: a phrase or an edit takes one
character at least, so more can only come from a cleaner that never ends."""

_NO_WORDS: frozenset[str] = frozenset()
_PAGE_TAGS = frozenset({"html", "body"})


class Sheet:
    """The document, and for each block its shown text, its edits and, once settled, its fate."""

    def __init__(self, document: Document, scorer: Scorer | None) -> None:
        self.document = document
        self.shown: list[Block] = list(document.blocks)
        self.fates: list[Fate | None] = [None] * len(document.blocks)
        self.edits: dict[int, tuple[AppliedEdit, ...]] = {}
        self.uses: list[FieldUse] = []
        self.max_decisions = _MIN_DECISIONS + 2 * sum(len(block.text) for block in document.blocks)
        self._scorer = scorer
        self._content: ContentScore | None = None
        self._open: tuple[Block, ...] | None = None
        self._all: tuple[Block, ...] | None = None
        self._words: list[int | None] = [None] * len(document.blocks)
        self._keys: dict[str, list[int]] | None = None
        self._cue_words: list[frozenset[str]] | None = None

    @property
    def content(self) -> ContentScore:
        """The content score; without a scorer every block scores 0 and there is no core."""
        if self._content is None:
            if self._scorer is None:
                self._content = ContentScore((0.0,) * len(self.shown), 0, 0, "none")
            else:
                self._content = self._scorer(self.document)
        return self._content

    @property
    def scorer_method(self) -> str:
        """Name of the scorer, if a cleaner asked for its score."""
        return self._content.method if self._content is not None else ""

    def open_blocks(self) -> tuple[Block, ...]:
        """The shown blocks that are not settled."""
        if self._open is None:
            self._open = tuple(block for block, fate in zip(self.shown, self.fates, strict=True) if fate is None)
        return self._open

    def all_blocks(self) -> tuple[Block, ...]:
        """The shown blocks, settled ones too; a tuple, so that no cleaner can change what the next one sees."""
        if self._all is None:
            self._all = tuple(self.shown)
        return self._all

    def settle(self, index: int, fate: Fate) -> None:
        """Give the block its fate."""
        self.fates[index] = fate
        self._open = None

    def edit(self, index: int, edits: Sequence[AppliedEdit], text: str) -> None:
        """Show another text for the block."""
        self.edits[index] = (*self.edits.get(index, ()), *edits)
        self.shown[index] = msgspec.structs.replace(self.shown[index], text=text)
        self._words[index] = None
        self._open = None
        self._all = None
        self._keys = None

    def settled_by(self, index: int) -> str | None:
        """The cleaner that settled the block."""
        fate = self.fates[index]
        return None if fate is None or isinstance(fate, Kept) else fate.by

    def words(self, index: int) -> int:
        """Words in the shown text."""
        words = self._words[index]
        if words is None:
            words = self._words[index] = self.shown[index].words
        return words

    def same_key(self, wanted: str) -> Sequence[int]:
        """Blocks whose shown text has that key; none for the empty key."""
        if self._keys is None:
            self._keys = {}
            for block in self.shown:
                self._keys.setdefault(key(block.text), []).append(block.index)
        return self._keys.get(wanted, ()) if wanted else ()

    def cue_words(self, container: int) -> frozenset[str]:
        """The cue words of a container and of all around it."""
        if container < 0:
            return _NO_WORDS
        if self._cue_words is None:
            self._cue_words = []
            for item in self.document.containers:
                around = self._cue_words[item.parent] if item.parent >= 0 else _NO_WORDS
                own = _NO_WORDS if item.tag in _PAGE_TAGS else cue_words(item.cues) | {item.tag}
                self._cue_words.append(around | own)
        return self._cue_words[container]
