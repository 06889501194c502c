"""The body: kept blocks as paragraphs, and the text they join to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsclean.model.article import Paragraph
from newsclean.model.audit import Audit, Kept
from newsclean.model.document import Block, BlockKind, join_blocks
from newsclean.text.measure import count_words_of_each, ends_sentence, is_sentence_like

MAX_SUBHEAD_WORDS: Final = 14
MAX_SUBHEAD_CHARACTERS: Final = 100
"""The longest line of a dump that is taken for a subhead: 99 in 100 headings of the development pages' bodies are as
short."""

MIN_PARAGRAPH_WORDS: Final = 15
"""Words of the paragraph that must follow a subhead: names below quotes and steps of a list have shorter neighbours."""

_BULLETS: Final = ("• ", "‣ ", "◦ ", "▪ ", "● ", "■ ", "· ", "– ", "- ", "* ", "➤ ", "✓ ", "✔ ")
_ROW_MARKS: Final = 3
"""Strokes in a table's row of at least two cells as Markdown writes it."""

_NO_SUBHEAD_END: Final = frozenset(":;,…-–—")


def body_of(audit: Audit, *, is_html: bool) -> tuple[tuple[Paragraph, ...], str]:
    """The paragraphs of the body and the text: paragraphs joined by blank lines, pieces of one line by their glue.

    Args:
        audit: the fates of the blocks.
        is_html: whether markup told the kinds; in a dump they are told by shape.
    """
    kept: list[Block] = []
    texts: list[str] = []
    for block, fate in audit:
        if not isinstance(fate, Kept):
            continue
        text = audit.text(block.index).strip()
        if text:
            kept.append(block)
            texts.append(text)
    kinds = [block.kind for block in kept] if is_html else kinds_of(texts)
    body = tuple(
        Paragraph(text, kind, block.level, block.index) for block, text, kind in zip(kept, texts, kinds, strict=True)
    )
    return body, join_blocks(kept, texts, "\n\n")


def kinds_of(lines: Sequence[str]) -> list[BlockKind]:
    """What the lines of a body are by their shape alone.

    A subhead is a short line without an end mark between a line that ends a sentence and a paragraph. Held against the
    markup of the same pages: of 2,428 lines so named on development dumps, 1,983 are headings there, and many others
    subheads set in bold; of the headings of the bodies 54 in 100 are found (the rest stand above lists or each other).
    """
    kinds: list[BlockKind] = []
    words = count_words_of_each(lines)
    closes = [ends_sentence(line) for line in lines]
    for at, line in enumerate(lines):
        if line.startswith(_BULLETS):
            kinds.append("list_item")
        elif line.startswith("|") and line.endswith("|") and line.count("|") >= _ROW_MARKS:
            kinds.append("table_row")
        elif (
            0 < at < len(lines) - 1
            and closes[at - 1]
            and closes[at + 1]
            and words[at + 1] >= MIN_PARAGRAPH_WORDS
            and words[at] <= MAX_SUBHEAD_WORDS
            and _may_be_subhead(line, closes=closes[at])
        ):
            kinds.append("heading")
        else:
            kinds.append("paragraph" if is_sentence_like(line, words[at]) else "other")
    return kinds


def _may_be_subhead(line: str, *, closes: bool) -> bool:
    """Whether a line with few words has the shape of a subhead."""
    if len(line) > MAX_SUBHEAD_CHARACTERS or line[-1] in _NO_SUBHEAD_END or line[0].islower():
        return False
    return not closes or line.endswith(("?", "？", "؟"))
