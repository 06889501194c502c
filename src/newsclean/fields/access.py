"""Who may read the whole of it, as the page declares and shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from newsclean.fields import json_ld
from newsclean.fields.choice import Choice, candidate, judged
from newsclean.fields.sources import Sources
from newsclean.model.audit import Removed, Used
from newsclean.model.evidence import Candidate
from newsclean.text.fold import fold

Access = Literal["free", "metered", "paywalled", "unknown"]

_TIERS: Mapping[str, Access] = {
    "free": "free",
    "metered": "metered",
    "locked": "paywalled",
    "paid": "paywalled",
    "premium": "paywalled",
    "subscriber": "paywalled",
    "subscription": "paywalled",
    "plus": "paywalled",
}
"""Values of `article:content_tier` in Facebook's scheme (free, metered, locked), and what sites write beside them."""

SHORT_BODY = 200
"""Words up to which a body with a payment hint behind it is taken for a teaser. Teasers of the development corpora have
30 to 150 words, articles 400 in the median."""


_CONTROLS = frozenset({"paywall.label", "paywall.button"})
"""Words such as "Log in" and "Account" stand on every page of a site, and in its tag clouds."""

_REACH = 25
"""Blocks behind the body in which an offer is taken for its end, as the paywall cleaner does; farther down, footers
offer subscriptions on free pages too."""


def access_of(sources: Sources, words: int) -> Choice[Access]:
    """The access that the page declares; a payment hint at a short body's end overrules "free".

    Args:
        sources: the document's evidence.
        words: words of the body.
    """
    seen = [*_declared(sources), *_shown(sources)]
    declared = [item.value for item in seen if item.source != "block:paywall" and item.value]
    hinted = any(item.source == "block:paywall" for item in seen)
    value: Access = "unknown"
    if "paywalled" in declared:
        value = "paywalled"
    elif "metered" in declared:
        value = "metered"
    elif hinted and words <= SHORT_BODY:
        value = "paywalled"
    elif "free" in declared:
        value = "free"
    verdicts = judged(seen, lambda item: item.value == value, won="declared or shown", lost="outweighed")
    return Choice(value, verdicts)


def _declared(sources: Sources) -> Iterator[Candidate]:
    for use in sources.uses("access"):
        found = _TIERS.get(fold(use.value).strip())
        block = sources.block(use)
        yield candidate(found, f"block:{use.by}", raw=use.value, place=block.locator, block=use.block)
    nodes: list[tuple[Any, str]] = [(sources.main, sources.main_place)]
    nodes += [(part, f"{sources.main_place}.hasPart") for part in json_ld.members(sources.main.get("hasPart"))]
    for node, place in nodes:
        if isinstance(node, Mapping) and "isAccessibleForFree" in node:
            free = _truth(node["isAccessibleForFree"])
            if free is not None:
                value = "free" if free else "paywalled"
                raw = str(node["isAccessibleForFree"])
                yield candidate(value, "json-ld:isAccessibleForFree", raw=raw, place=f"{place}.isAccessibleForFree")
    for content in sources.meta("article:content_tier", "og:article:content_tier"):
        value_of_tier = _TIERS.get(fold(content))
        yield candidate(value_of_tier, "meta:article:content_tier", raw=content, place="meta article:content_tier")


def _truth(value: Any) -> bool | None:
    """A boolean as publishers write it: true, "True", "https://schema.org/False", 1."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, bool | int | float):
        return bool(value)
    if isinstance(value, str):
        word = value.strip().lower().rsplit("/", 1)[-1]
        if word in {"true", "1", "yes"}:
            return True
        if word in {"false", "0", "no"}:
            return False
    return None


def _shown(sources: Sources) -> Iterator[Candidate]:
    """Blocks inside or right behind the body that the paywall cleaner took for more than a control of the site."""
    start, end = sources.outcome.core
    for block, fate in zip(sources.document.blocks, sources.outcome.audit.fates, strict=True):
        if not isinstance(fate, Removed | Used) or fate.by != "paywall" or fate.reason in _CONTROLS:
            continue
        if start <= block.index <= end + _REACH:
            yield candidate("paywalled", "block:paywall", raw=block.text, place=block.locator, block=block.index)
