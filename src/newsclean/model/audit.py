"""The receipts: one fate for every block of the input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from msgspec import Struct

from newsclean.model.display import in_terminal
from newsclean.model.document import Block, Skipped, join_blocks


class AppliedEdit(Struct, frozen=True, gc=False):
    """An edit that was made, with what stood there before.

    Edits of a block are listed in the order they were applied; `start` and `end` count characters of the text as
    the edits before it left it.
    """

    by: str
    reason: str
    start: int
    end: int
    before: str
    after: str
    evidence: str = ""


class Kept(Struct, frozen=True, gc=False, tag_field="fate", tag="kept"):
    """The block is part of the body."""

    edits: tuple[AppliedEdit, ...] = ()


class Used(Struct, frozen=True, gc=False, tag_field="fate", tag="used"):
    """The block gave, or confirmed, the value of a field."""

    by: str
    field: str
    reason: str
    value: str
    evidence: str = ""
    edits: tuple[AppliedEdit, ...] = ()


class Removed(Struct, frozen=True, gc=False, tag_field="fate", tag="removed"):
    """The block is clutter, by the word of one cleaner."""

    by: str
    reason: str
    evidence: str = ""
    edits: tuple[AppliedEdit, ...] = ()


Fate: TypeAlias = Kept | Used | Removed


class Failure(Struct, frozen=True, gc=False):
    """A cleaner that raised, or broke the law of the run; none of its decisions for the document were applied."""

    cleaner: str
    error: str
    message: str


class PipelineInfo(Struct, frozen=True, gc=False):
    """Which pipeline ran.

    Attributes:
        version: newsclean's version.
        digest: hex digest of cleaner names, parameters, phrase lists, scorer and version: same digest, same output.
        cleaners: names in the order they ran.
        scorer: name and version of the content score, if one was asked for.
    """

    version: str
    digest: str
    cleaners: tuple[str, ...]
    scorer: str = ""


class Audit(Struct, frozen=True):
    """What became of every block.

    Attributes:
        blocks: the blocks as they were read.
        fates: one for each block, in the same order.
        skipped: invisible matter that was never a block.
        failures: cleaners whose decisions were dropped.
        pipeline: which pipeline ran.
    """

    blocks: tuple[Block, ...]
    fates: tuple[Fate, ...]
    pipeline: PipelineInfo
    skipped: tuple[Skipped, ...] = ()
    failures: tuple[Failure, ...] = ()

    def __iter__(self) -> Iterator[tuple[Block, Fate]]:
        """Each block with its fate, in reading order."""
        return zip(self.blocks, self.fates, strict=True)

    def __len__(self) -> int:
        return len(self.blocks)

    def __rich__(self) -> Any:
        return in_terminal(self)

    def text(self, index: int) -> str:
        """The text of a block after its edits."""
        return apply_edits(self.blocks[index].text, self.fates[index].edits)

    def kept(self) -> tuple[Block, ...]:
        """The blocks of the body, as they were read."""
        return tuple(block for block, fate in self if isinstance(fate, Kept))

    def removed(self, by: str | None = None) -> tuple[tuple[Block, Removed], ...]:
        """The removed blocks with their fates; those of one cleaner where `by` names it."""
        return tuple(
            (block, fate) for block, fate in self if isinstance(fate, Removed) and (by is None or fate.by == by)
        )

    def used(self, field: str | None = None) -> tuple[tuple[Block, Used], ...]:
        """The blocks used for fields with their fates; those of one field where `field` names it."""
        return tuple(
            (block, fate) for block, fate in self if isinstance(fate, Used) and (field is None or fate.field == field)
        )

    def counts(self) -> dict[str, int]:
        """Blocks by fate: `kept`, `used:<field>` and `removed:<cleaner>`, in order of first appearance."""
        counts: dict[str, int] = {}
        for fate in self.fates:
            match fate:
                case Kept():
                    key = "kept"
                case Used():
                    key = f"used:{fate.field}"
                case Removed():
                    key = f"removed:{fate.by}"
            counts[key] = counts.get(key, 0) + 1
        return counts

    def rebuild(self) -> str:
        """The visible text of the input, made from the texts after editing with each edit undone.

        Equal to `Document.text`; that it is shows that nothing was lost.
        """
        return join_blocks(self.blocks, [undo_edits(self.text(block.index), fate.edits) for block, fate in self])


def apply_edits(text: str, edits: Iterable[AppliedEdit]) -> str:
    """The text with the edits made in order."""
    for edit in edits:
        text = text[: edit.start] + edit.after + text[edit.end :]
    return text


def undo_edits(text: str, edits: tuple[AppliedEdit, ...]) -> str:
    """The text as it was before the edits."""
    for edit in reversed(edits):
        text = text[: edit.start] + edit.before + text[edit.start + len(edit.after) :]
    return text
