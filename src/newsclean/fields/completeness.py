"""Whether the body is all of the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from newsclean.fields.access import SHORT_BODY, Access
from newsclean.fields.choice import Choice, candidate, judged
from newsclean.fields.quality import CUT_MARKS
from newsclean.fields.sources import Sources
from newsclean.fields.words import tables
from newsclean.model.article import Paragraph, Quality
from newsclean.model.evidence import Candidate
from newsclean.text.fold import fold
from newsclean.text.measure import ends_sentence

Completeness = Literal["complete", "teaser", "truncated", "unknown"]

ENOUGH_WORDS = 120
"""Words from which a body that closes a sentence counts as whole without other evidence. Summaries that feeds and
teasers carry stay below 100."""

_MUCH_LESS = 0.7


def completeness_of(
    sources: Sources, body: tuple[Paragraph, ...], words: int, quality: Quality, access: Access
) -> Choice[Completeness]:
    """Whether the body is complete, a teaser before a paywall, or cut off.

    Args:
        sources: the document's evidence.
        body: the paragraphs of the body.
        words: words of the body.
        quality: the self-checks, which hold the publisher's own word count.
        access: who may read the whole of it.
    """
    if not body:
        return Choice("unknown")
    seen = list(_seen(sources, body, words, quality, access))
    counted = {item.value for item in seen if item.source == "quality"}
    value: Completeness = "unknown"
    if "complete" in counted:
        value = "complete"
    else:
        shown = {item.value for item in seen}
        order: tuple[Completeness, ...] = ("teaser", "truncated", "complete")
        value = next((name for name in order if name in shown), "unknown")
    return Choice(value, judged(seen, lambda item: item.value == value, won="shows it", lost="outweighed"))


def _seen(
    sources: Sources, body: tuple[Paragraph, ...], words: int, quality: Quality, access: Access
) -> Iterator[Candidate]:
    for signal in quality.signals:
        if signal.name == "declared_word_count" and signal.expected:
            raw = f"{signal.value:.0f} of {signal.expected:.0f} words"
            if signal.agrees:
                yield candidate("complete", "quality", raw=raw, place=signal.name)
            elif signal.value < _MUCH_LESS * signal.expected:
                yield candidate(
                    "teaser" if access == "paywalled" else "truncated", "quality", raw=raw, place=signal.name
                )
    last = body[-1]
    ending = fold(last.text[-60:]).rstrip(" .…>»→")
    place = sources.document.blocks[last.block].locator
    if access == "paywalled" and words <= SHORT_BODY:
        yield candidate("teaser", "access", raw=f"paywalled, {words} words", place="access")
    if last.text.rstrip().endswith(CUT_MARKS) or (
        len(last.text) < 60 and any(ending.endswith(mark) for mark in tables("cut_marks")["more"]["all"])
    ):
        yield candidate("truncated", "block:cut_mark", raw=last.text[-80:], place=place, block=last.block)
    elif words >= ENOUGH_WORDS and any(ends_sentence(paragraph.text) for paragraph in body[-3:]):
        yield candidate("complete", "block:end", raw=last.text[-80:], place=place, block=last.block)
