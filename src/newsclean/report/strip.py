"""A document from its first line to its last as a strip: what was kept stands full height, the rest lower."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from newsclean.model.audit import Audit
from newsclean.report.values import count


class Run(Struct, frozen=True, gc=False):
    """Neighbouring blocks of one fate.

    Attributes:
        fate: `kept`, `used` or `removed`.
        start: where they start, in thousandths of the document's characters.
        width: how wide they are, in the same measure.
        block: index of the first of them.
    """

    fate: str
    start: float
    width: float
    block: int


def strip(audit: Audit) -> tuple[Run, ...]:
    """The document in runs of one fate."""
    total = sum(len(block.text) for block in audit.blocks)
    runs: list[Run] = []
    at = 0
    for block, fate in audit:
        name, width = type(fate).__name__.lower(), len(block.text)
        if runs and runs[-1].fate == name:
            last = runs.pop()
            runs.append(Run(name, last.start, last.width + width, last.block))
        else:
            runs.append(Run(name, at, width, block.index))
        at += width
    return tuple(
        Run(run.fate, round(1000 * run.start / total, 2), round(1000 * run.width / total, 2), run.block) for run in runs
    )


def strip_label(audit: Audit) -> str:
    """The strip in words, for those who cannot see it."""
    fates = Counter(type(fate).__name__ for fate in audit.fates)
    return (
        f"The document from first line to last: {count(fates['Kept'], 'block')} kept (full height), "
        f"{fates['Used']} used for a field (half), {fates['Removed']} removed (a quarter)"
    )
