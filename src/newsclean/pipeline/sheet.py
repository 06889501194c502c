"""The state of one run: what is shown, what is settled, and by whom. Only the run writes to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import compress
from typing import Any, TypeAlias

import msgspec

from newsclean.model.audit import AppliedEdit, Fate, Kept, Removed
from newsclean.model.decision import FieldUse
from newsclean.model.document import Block, ContentScore, Document
from newsclean.pipeline.draft import Place
from newsclean.pipeline.elements import Elements
from newsclean.pipeline.facts import Facts

Scorer: TypeAlias = Callable[[Document], ContentScore]
"""Gives every block of a document its content score."""

_MIN_DECISIONS = 10_000
"""Decisions that one cleaner may always yield. Beyond, two a character of the document: a phrase or an edit takes one
character at least, so more can only come from a cleaner that never ends."""


class Sheet:
    """The document, and for each block its shown text, its facts, its edits and, once settled, its fate."""

    def __init__(self, document: Document, scorer: Scorer | None) -> None:
        self.document = document
        self.shown: list[Block] = list(document.blocks)
        self.facts = Facts([block.text for block in document.blocks], document.words)
        self.fates: list[Fate | None] = [None] * len(document.blocks)
        self.edits: dict[int, tuple[AppliedEdit, ...]] = {}
        self.edited: set[int] = set()
        self.uses: list[FieldUse] = []
        self.settled: dict[str, list[int]] = {}
        self.learned: dict[Callable[[Any], Any], Any] = {}
        self.max_decisions = _MIN_DECISIONS + 2 * sum(map(len, self.facts.texts))
        self._scorer = scorer
        self._open_mask = bytearray(b"\x01") * len(document.blocks)
        self._open: tuple[Block, ...] | None = None
        self._all: tuple[Block, ...] | None = None

    @cached_property
    def content(self) -> ContentScore:
        """The content score; without a scorer every block scores 0 and there is no core."""
        if self._scorer is None:
            return ContentScore((0.0,) * len(self.shown), 0, 0, "none")
        return self._scorer(self._as_shown())

    def _as_shown(self) -> Document:
        """The document to be scored: a dump with its texts as edited so far, whose marks would mislead the score."""
        if not self.edited or self.document.origin.kind == "html":
            return self.document
        return msgspec.structs.replace(self.document, blocks=self.all_blocks())

    @property
    def scorer_method(self) -> str:
        """Name of the scorer, if a cleaner asked for its score."""
        # To ask for the score here would make it where no cleaner did.
        return self.content.method if "content" in self.__dict__ else ""

    @cached_property
    def places(self) -> Sequence[Place]:
        """Where each block stands to the core of the body."""
        content = self.content
        has_core = content.start != content.end
        return [
            "before" if index < content.start or not has_core else "inside" if index < content.end else "after"
            for index in range(len(self.shown))
        ]

    def open_blocks(self) -> tuple[Block, ...]:
        """The shown blocks that are not settled."""
        if self._open is None:
            self._open = tuple(compress(self.shown, self._open_mask))
        return self._open

    def all_blocks(self) -> tuple[Block, ...]:
        """The shown blocks, settled ones too; a tuple, so that no cleaner can change what the next one sees."""
        if self._all is None:
            self._all = tuple(self.shown)
        return self._all

    @property
    def removed(self) -> int:
        """How many blocks are removed so far."""
        return sum(isinstance(fate, Removed) for fate in self.fates)

    def settle(self, index: int, fate: Fate, by: str) -> None:
        """Give the block its fate."""
        self.fates[index] = fate
        self.settled.setdefault(by, []).append(index)
        self._open_mask[index] = 0
        self._open = None

    def edit(self, index: int, edits: Sequence[AppliedEdit], text: str) -> None:
        """Show another text for the block."""
        self.edits[index] = (*self.edits.get(index, ()), *edits)
        self.edited.add(index)
        self.shown[index] = msgspec.structs.replace(self.shown[index], text=text)
        self.facts.update(index, text)
        self.learned.clear()
        self._open = None
        self._all = None

    def settled_by(self, index: int) -> str | None:
        """The cleaner that settled the block."""
        fate = self.fates[index]
        return None if fate is None or isinstance(fate, Kept) else fate.by

    @cached_property
    def elements(self) -> Elements:
        """The elements around the blocks."""
        return Elements(self.document)
