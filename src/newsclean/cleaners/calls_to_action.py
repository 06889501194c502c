"""Offers to buy, try, book, donate or get in touch, and polls."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.boxes import BoxCues, Rules, prompts
from newsclean.model.decision import Decision
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.phrase import packaged

_CUES = BoxCues(
    sure=frozenset(
        "donate donation donations fundraising donorbox poll polls umfrage sondage encuesta sondaggio enquete "
        "polldaddy opinary".split()
    ),
    likely=frozenset("cta ctas promo promotion promotions callout".split()),
    max_words=80,
    bare_words=30,
)
"""Cue words of development pages. In company blogs a `cta` box may hold text of the article, so it needs a phrase."""

_LINE_SHARE = 0.5
"""Share of a block that the phrases must make up: guides and reviews speak of free trials and quotes as well."""

_RULES = Rules(strict=True, topics_alone=False, bridged=False, line_share=_LINE_SHARE)


@cleaner("calls_to_action", phrases=packaged("calls_to_action"), reasons=["box"], always=True)
def calls_to_action(draft: Draft) -> Iterator[Decision]:
    """Offers to buy, try, book, donate or get in touch, and polls."""
    yield from prompts(draft, _CUES, _RULES)
