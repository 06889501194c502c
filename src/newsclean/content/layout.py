"""The containers of a page as a tree of numbers, and which elements are marked up alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import count

import numpy as np
from msgspec import Struct

from newsclean.content.columns import Floats, Ints
from newsclean.model.document import Document


class Layout(Struct, frozen=True):
    """The containers of a page, in document order: what stands in one has the numbers right after it.

    Attributes:
        parents: of each container, -1 at the root.
        parent: the same, the root its own parent.
        depth: containers around each.
        end: the number after the last container inside.
        holder: the container that each block stands in.
        marks: each pair of a name and cues that the page gives its elements, once.
        mark: of each container, which of these.
        block_mark: of each block's own element, which of these.
    """

    parents: list[int]
    parent: Ints
    depth: Ints
    end: Ints
    holder: Ints
    marks: Sequence[tuple[str, tuple[str, ...]]]
    mark: Ints
    block_mark: Ints

    @property
    def size(self) -> int:
        """How many containers there are."""
        return len(self.parents)

    def direct(self, values: Floats) -> Floats:
        """The sums of the values of the blocks that stand in each container themselves.

        Args:
            values: rows of a value for each block.
        """
        result = np.empty((len(values), self.size))
        for row, value in zip(result, values, strict=True):
            row[:] = np.bincount(self.holder, weights=value, minlength=self.size)
        return result

    def inside(self, values: Floats) -> Floats:
        """The sums of the block values in each container, at any depth. Arguments as for `direct`."""
        sums = np.zeros((len(values), self.size + 1))
        self.direct(values).cumsum(axis=1, out=sums[:, 1:])
        result: Floats = sums[:, self.end] - sums[:, :-1]
        return result

    def inherited(self, values: Floats) -> Floats:
        """For each container the sum of its own value and those of all around it.

        Args:
            values: rows of a value for each container.
        """
        result = np.empty_like(values)
        for row, value in zip(result, values, strict=True):
            # Added where a container begins, taken off where it has ended.
            ended = np.bincount(self.end, weights=value, minlength=self.size)[: self.size]
            np.subtract(value, ended, out=row)
        return result.cumsum(axis=1)

    def least_inherited(self, values: Floats) -> Floats:
        """For each container the least of its own value and those of all around it."""
        least: list[float] = values.tolist()
        for at, above in enumerate(self.parents):
            if above >= 0 and least[above] < least[at]:
                least[at] = least[above]
        return np.fromiter(least, np.float64, len(least))

    def upward(self, steps: int) -> Ints:
        """For each block its container, the one around that, and so on: one row a step."""
        rows = np.empty((steps, len(self.holder)), dtype=np.int64)
        rows[0] = self.holder
        for step in range(1, steps):
            self.parent.take(rows[step - 1], out=rows[step], mode="clip")
        return rows

    def heaviest(self, weight: Floats, share: float) -> int:
        """Down from the root into the heaviest child for as long as it holds that share of the root's weight."""
        heirs: dict[int, int] = {}
        heavy = np.flatnonzero(weight >= share * float(weight[0]))
        for child, own in zip(heavy.tolist(), weight[heavy].tolist(), strict=True):
            above = self.parents[child]
            if above not in heirs or own > weight[heirs[above]]:
                heirs[above] = child
        at = 0
        while at in heirs:
            at = heirs[at]
        return at

    def distance(self, target: int) -> tuple[Floats, Floats]:
        """Steps from each block's container up to what it shares with `target`, and from there down to `target`."""
        chain = []
        at = target
        while at >= 0:
            chain.append(at)
            at = self.parents[at]
        common = np.zeros(self.size)
        for at in reversed(chain):
            common[at : self.end[at]] = self.depth[at]
        return (self.depth - common)[self.holder], (self.depth[target] - common)[self.holder]


def layout_of(document: Document) -> Layout | None:
    """The layout of a page; `None` for a text dump."""
    containers, blocks = document.containers, document.blocks
    if not containers:
        return None
    parents = [item.parent for item in containers]
    size = [1] * len(parents)
    for at in range(len(parents) - 1, 0, -1):
        if parents[at] >= 0:
            size[parents[at]] += size[at]
    marks: defaultdict[tuple[str, tuple[str, ...]], int] = defaultdict(count().__next__)
    mark = [marks[item.tag, item.cues] for item in containers]
    block_mark = [marks[block.tag, block.cues] for block in blocks]
    n = len(parents)
    parent = np.fromiter(parents, np.int64, n)
    return Layout(
        parents=parents,
        parent=np.maximum(parent, 0),
        depth=np.fromiter([item.depth for item in containers], np.int64, n),
        end=np.arange(n) + np.fromiter(size, np.int64, n),
        # A block in no container would be one outside `<html>`, which parsers do not make.
        holder=np.maximum(np.fromiter([block.container for block in blocks], np.int64, len(blocks)), 0),
        marks=tuple(marks),
        mark=np.fromiter(mark, np.int64, n),
        block_mark=np.fromiter(block_mark, np.int64, len(blocks)),
    )
