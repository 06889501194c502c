"""Trafilatura's body of the same page, asked for only where the score itself promises little."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from newsclean.model.document import SECOND_OPINION, ContentScore, Document

ASK_BELOW: Final = 0.8
"""Expected F1 below which trafilatura is asked: 9 of 919 development pages, scores by held-out domains. There our body
has a mean F1 of .53, with trafilatura's blocks added .63; between .8 and .85 it does harm (docs/content-score.md)."""

MAX_CHARACTERS: Final = 4_000_000
"""Longer pages are not asked about: trafilatura's time and memory have no bound of their own. The longest page of the
development corpora has 3.5 million."""

MAX_BLOCKS: Final = 4_000
"""Pages of more blocks are not asked about either: justext, which trafilatura asks in its turn, looks from each short
paragraph past all the short ones beside it. 4,000 cost some 2 seconds, 16,000 a minute."""

_SCORE: Final = 0.5
"""What a block scores that only trafilatura holds for the article: just enough to be kept."""

_GRAM = 3
_HALF = 0.5
_TOKEN = re.compile(r"\w+")


def consulted(document: Document, content: ContentScore, html: Callable[[], str | bytes]) -> ContentScore:
    """The scores, raised for blocks that trafilatura keeps, where the scores promise a poor body.

    Args:
        document: an HTML page.
        content: its scores.
        html: gives the page as it came in; called only where it is wanted.
    """
    words = document.words
    kept = [at for at, score in enumerate(content.scores) if score >= _SCORE]
    if not any(words) or content.expected_f1(words, kept) >= ASK_BELOW:
        return content
    if document.origin.characters > MAX_CHARACTERS or len(document.blocks) > MAX_BLOCKS:
        return content
    page = html()
    if isinstance(page, bytes):
        page = page.decode(document.origin.encoding or "utf-8", "replace")
    wanted = _grams(_TOKEN.findall(_theirs(page).lower()))
    if not wanted:
        return content
    scores = list(content.scores)
    for block in document.blocks:
        grams = _grams(_TOKEN.findall(block.text.lower()))
        if len(grams & wanted) >= _HALF * len(grams) > 0:
            scores[block.index] = max(scores[block.index], _SCORE)
    if tuple(scores) == content.scores:
        return content
    inside = [at for at, score in enumerate(scores) if score >= _SCORE]
    return ContentScore(tuple(scores), inside[0], inside[-1] + 1, f"{content.method}{SECOND_OPINION}")


def _theirs(html: str) -> str:
    """Trafilatura's body; empty where it finds none or fails."""
    import trafilatura

    try:
        # Comments off, and never its deduplication, which remembers pages it has seen.
        return trafilatura.extract(html, include_comments=False, deduplicate=False) or ""
    except Exception:  # noqa: BLE001 - a second opinion that cannot be had must not cost the first
        return ""


def _grams(tokens: list[str]) -> set[tuple[str, ...]]:
    size = min(_GRAM, len(tokens))
    return {tuple(tokens[at : at + size]) for at in range(len(tokens) - size + 1)} if tokens else set()
