"""The headline again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from newsclean.cleaners.declared import titles_of
from newsclean.cleaners.wording import agreement, coverage, probes, run_in, tokens, tokens_of
from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.text.fold import key
from newsclean.text.measure import ends_sentence, is_unspaced

MIN_OVERLAP = 0.8
"""Share of words that a copy and the headline must have in common, seen from either. Copies in social cards and paths
have other capitals, one word less, or a site's name behind."""

MAX_EXTRA = 6
"""Words that may be glued to a copy: a kicker, a section, a site's name."""

_MIN_TOKENS = 4
_MIN_LETTERS = 8
"""A shorter headline counts as repeated only where the line says nothing else: three words recur in any subhead."""

_MIN_REWORDED = 8
"""Words of a copy in which single words may differ. Shorter lines of one pattern name different things ("The best ...
franchises of 2024")."""

_SAME_STORY = 0.5
"""Agreement with the headline that a JSON-LD headline needs: pages declare the other stories they list, too."""

_MIN_PART = 0.7
_SLACK = 2
"""Blocks at the start of the core that may still belong to the headline."""

_MAX_WORDS = 50


@cleaner("repeated_headline", reasons=["copy", "near_copy", "with_extra", "part"], always=True, after=["headline"])
def repeated_headline(draft: Draft) -> Iterator[Decision]:
    """Further copies of the headline: word for word, in other capitals, or with a kicker or a site's name on it."""
    known = _known_titles(draft)
    if not known:
        return
    for block in draft.blocks:
        if not 1 <= draft.words(block) <= _MAX_WORDS:
            continue
        for title in known:
            if not title.low <= len(block.text) <= title.high:
                continue
            reason = _kind_of_copy(draft, block, title)
            if reason:
                yield Remove(block, reason, f"title: {title.text[:80]}")
                break


class _Title(Struct, frozen=True, gc=False):
    """A headline to look for: its words, some of which any copy has, and how long a line with a copy can be."""

    text: str
    key: str
    tokens: tuple[str, ...]
    probes: Sequence[str]
    low: float
    high: float
    block: int


def _known_titles(draft: Draft) -> list[_Title]:
    """The headline found, and the declared ones of a page that has it; a headline no line shows has no copies."""
    uses = draft.used("title")
    if not uses:
        return []
    used = tokens(uses[0].value)
    texts: dict[str, int] = {}
    for use in uses:
        texts.setdefault(use.value, use.block)
        texts.setdefault(draft.all[use.block].text, use.block)
    for item in draft.learn(titles_of):
        if item.whole and (item.source != "json_ld" or agreement(item.tokens, used) >= _SAME_STORY):
            texts.setdefault(item.text, uses[0].block)
    return [
        _Title(text, key(text), words, probes(words, _MIN_PART), 0.5 * len(text), 2 * len(text) + 20, block)
        for text, block in texts.items()
        if key(text) and (words := tokens(text))
    ]


def _kind_of_copy(draft: Draft, block: Block, title: _Title) -> str:
    """What kind of copy of the title the block is; empty where it is none."""
    inside = draft.place(block) == "inside" and block.index > draft.content.start + _SLACK
    if inside and (_opens_prose(draft, block) or draft.is_sentence_like(block)):
        return ""
    if _is_own_sentence(block, title):
        return "copy" if draft.facts.keys[block.index] == title.key and draft.place(block) == "before" else ""
    if draft.facts.keys[block.index] == title.key:
        return "copy"
    folded = draft.facts.folded[block.index]
    if inside or not any(word in folded for word in title.probes) or not _is_telling(title.tokens):
        return ""
    ours = tokens_of(draft, block)
    if not _is_telling(ours):
        return ""
    size, given = len(title.tokens), len(ours)
    if given > size and run_in(title.tokens, ours) >= 0:
        return "with_extra" if given - size <= max(MAX_EXTRA, size // 2) else ""
    if given < size and run_in(ours, title.tokens) >= 0:
        return "part" if given >= _MIN_PART * size and block.index < title.block else ""
    if min(given, size) < _MIN_REWORDED:
        return ""
    alike = coverage(title.tokens, ours) >= MIN_OVERLAP and coverage(ours, title.tokens) >= MIN_OVERLAP
    return "near_copy" if alike else ""


def _opens_prose(draft: Draft, block: Block) -> bool:
    """Whether running text follows: the block may be a subhead that says what the headline says."""
    below = draft.following(block)
    return block.level > 1 or (bool(below) and draft.is_sentence_like(below[0]))


def _is_own_sentence(block: Block, title: _Title) -> bool:
    """Whether the block closes with a full stop and the headline does not: a sentence that says the same."""
    text = block.text
    return ends_sentence(text) and text.rstrip("\"'”’»)").endswith((".", "。")) and not title.text.endswith((".", "。"))


def _is_telling(words: tuple[str, ...]) -> bool:
    """Whether so many words do not come together by chance."""
    return len(words) >= (_MIN_LETTERS if any(len(word) == 1 and is_unspaced(word) for word in words) else _MIN_TOKENS)
