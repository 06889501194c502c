"""The body: kept blocks as paragraphs, and the text they join to."""

from __future__ import annotations

from newsclean.model.article import Paragraph
from newsclean.model.audit import Audit, Kept
from newsclean.model.document import Block, join_blocks


def body_of(audit: Audit) -> tuple[tuple[Paragraph, ...], str]:
    """The paragraphs of the body and the text: paragraphs joined by blank lines, pieces of one line by their glue."""
    kept: list[Block] = []
    texts: list[str] = []
    for block, fate in audit:
        if not isinstance(fate, Kept):
            continue
        text = audit.text(block.index).strip()
        if text:
            kept.append(block)
            texts.append(text)
    body = tuple(Paragraph(text, block.kind, block.level, block.index) for block, text in zip(kept, texts, strict=True))
    return body, join_blocks(kept, texts, "\n\n")
