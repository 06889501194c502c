"""Subscription offers, log-in requests and payment walls."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.boxes import BoxCues, Rules, coverage, prompts
from newsclean.cleaners.shape import by_block
from newsclean.model.decision import Decision, Use
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.phrase import packaged

_CUES = BoxCues(
    sure=frozenset("regwall login signin logreg registration piano tinypass zephr poool abo subscribers".split()),
    likely=frozenset(
        "paywall subscribe subscriber subscription subscriptions abonnement abonnieren premium offer "
        "membership register account steady laterpay".split(),
    ),
)
"""Cue words of development pages. `paywall` itself often names the paid part of the body, so it needs a phrase."""

_ACCESS_WORDS = 30
"""Words of the longest block that is taken to state who may read. Longer ones may quote the statement."""

_REACH = 25
"""Blocks after the body's core up to which such a statement is taken to be about this text and not about a teaser."""

_SHARE = 0.5
"""Share of a block that does not begin with the statement which must say it: teasers carry it before a headline."""

_RESTRICTED = "paywalled"

_RULES = Rules(strict=True)


@cleaner("paywall", phrases=packaged("paywall"), reasons=["box"], always=True)
def paywall(draft: Draft) -> Iterator[Decision]:
    """Subscription offers, log-in requests and payment walls; a statement that the text is for subscribers is used."""
    stated: set[int] = set()
    for index, hits in by_block(draft.hits).items():
        access = next((hit for hit in hits if hit.group == "access"), None)
        if access is None or draft.words(access.block) > _ACCESS_WORDS:
            continue
        if index > draft.content.end + _REACH or access.block.kind == "quote":
            continue
        if any(map(str.isalpha, access.block.text[: access.start])) and coverage(access.block, hits) < _SHARE:
            continue
        stated.add(index)
        yield Use(access.block, "access", _RESTRICTED, "access", f'"{access.text}"')
    for removal in prompts(draft, _CUES, _RULES, anchors=stated):
        if removal.block.index not in stated:
            yield removal
