"""What reading an HTML page gives, before it becomes a document."""

from __future__ import annotations

from msgspec import Struct

from newsclean.model.document import Block, Container, Hints, Issue, Skipped


class Page(Struct, frozen=True):
    """A page's blocks in document order, and what was met besides them.

    Attributes:
        blocks: its visible text.
        containers: the elements around the blocks.
        hints: what its metadata and markup declare.
        skipped: what was seen and is in no block, by cause.
        issues: what was met on the way.
    """

    blocks: tuple[Block, ...]
    containers: tuple[Container, ...]
    hints: Hints
    skipped: tuple[Skipped, ...]
    issues: tuple[Issue, ...]
