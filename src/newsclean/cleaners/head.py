"""Where the headline stands and how far its surroundings reach: the place of bylines, dates and lead captions."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from newsclean.pipeline.draft import Draft
from newsclean.text.fold import key

BEFORE = 8
"""Lines above the headline that may hold the article's own date: section, date, kicker, breadcrumbs."""

PARAGRAPHS = 3
"""Paragraphs of running text after the headline within which a byline may stand. Pages set a standfirst of up to two
paragraphs, or a summary in bullets, before it."""

PARAGRAPH_WORDS = 15

REACH = 60
"""Lines after the headline: share bars, players and lists of other stories stand between it and the byline."""

_HEADLINE_CLEANERS = ("headline", "repeated_headline")
_SLACK = 4
_MAX_TITLE = 300


class Head(Struct, frozen=True, gc=False):
    """The surroundings of the headline.

    Attributes:
        start: index of the first block.
        headline: index of the headline; of the body's first block where none was found.
        end: index after the last block.
        body: index of the first paragraph of running text after the headline.
        found: whether there is a headline.
    """

    start: int
    headline: int
    end: int
    body: int
    found: bool

    def __contains__(self, index: int) -> bool:
        return self.start <= index < self.end


def head_of(draft: Draft) -> Head:
    """Find the headline's surroundings.

    The headline is the last copy at or above the body's start that an earlier cleaner settled, or that equals a title
    the document states, or, in HTML, the last first-level heading there.
    """
    blocks = draft.all
    content = draft.content
    has_core = content.end > content.start
    limit = content.start + _SLACK if has_core else len(blocks)
    copies = [index for index in _copies(draft) if index < limit] or list(_copies(draft))[:1]
    found = bool(copies)
    headline = copies[-1] if copies else (content.start if has_core else 0)
    paragraphs = 0
    body = -1
    end = min(len(blocks), headline + REACH)
    if headline < content.end:
        end = min(end, content.end)
    for block in blocks[headline + found : end]:
        if draft.words(block) >= PARAGRAPH_WORDS and draft.is_sentence_like(block):
            paragraphs += 1
            if body < 0:
                body = block.index
            if paragraphs > PARAGRAPHS:
                end = block.index
                break
    return Head(max(0, headline - BEFORE), headline, end, end if body < 0 else body, found)


def _copies(draft: Draft) -> Iterator[int]:
    """Indices of the lines that are the headline."""
    stated_as_title = {use.block for use in draft.used("title")}
    settled = sorted(stated_as_title.union(draft.settled(*_HEADLINE_CLEANERS)))
    if settled:
        yield from settled
        return
    titles = set(_titles(draft))
    keys = draft.facts.keys
    stated = [block.index for block in draft.all if len(block.text) <= _MAX_TITLE and keys[block.index] in titles]
    if stated:
        yield from stated
    else:
        yield from (block.index for block in draft.all if block.kind == "heading" and block.level == 1)


def _titles(draft: Draft) -> Iterator[str]:
    hints = draft.hints
    for node in hints.json_ld:
        value = node.get("headline")
        if isinstance(value, str) and key(value):
            yield key(value)
    for meta in hints.meta:
        if meta.name in {"og:title", "twitter:title"} and key(meta.content):
            yield key(meta.content)
    if hints.title_tag and key(hints.title_tag):
        yield key(hints.title_tag)
