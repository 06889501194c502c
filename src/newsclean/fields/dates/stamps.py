"""Declared dates of publication that only repeat the last change."""

from __future__ import annotations

from msgspec import structs

from newsclean.dates.moments import day_of
from newsclean.fields.dates.agreement import agree, whole_day
from newsclean.fields.dates.seen import Seen
from newsclean.model.date import Reading

_OVERWRITTEN = 0.5
"""What is left of such a stamp's trust: less than an unlabelled date at an article's head has."""

_EARLIER_TRUST = 0.55
"""Trust of a place that can tell an earlier publication: the article's head, and every declaration."""


def without_overwritten(seen: list[Seen]) -> list[Seen]:
    """The candidates, with less trust in a declared publication that only repeats the last change.

    Some software writes the moment of the last change into every tag. Where such a stamp is not before the declared
    change, and the page itself tells an earlier publication, that one is believed rather.
    """
    changed = [day for item in seen if item.role == "modified" and item.trust >= 0.8 and (day := whole_day(item))]
    if not changed:
        return seen
    earliest_change = min(changed)
    address = [item.read for item in seen if item.kind == "url" and isinstance(item.read, Reading)]
    out = []
    for item in seen:
        day = whole_day(item)
        if (
            day is not None
            and item.kind in {"json-ld", "meta"}
            and item.role == "published"
            and day >= earliest_change
            and isinstance(item.read, Reading)
            and not any(read.day is not None and agree(item.read, read) for read in address)
            and any(_is_earlier(other, item.read) for other in seen if other.source != item.source)
            and not any(_is_visible(other) and agree(item.read, other.read) for other in seen)  # type: ignore[arg-type]
        ):
            out.append(structs.replace(item, trust=item.trust * _OVERWRITTEN, note="not before the last change"))
        else:
            out.append(item)
    return out


def _is_earlier(item: Seen, than: Reading) -> bool:
    """Whether a candidate tells an earlier publication with some authority."""
    if item.role not in {None, "published"} or item.trust < _EARLIER_TRUST or item.kind == "url":
        return False
    day, limit = whole_day(item), day_of(than)
    return day is not None and limit is not None and day < limit and not agree(than, item.read)  # type: ignore[arg-type]


def _is_visible(item: Seen) -> bool:
    """Whether a candidate is a reader's word on the publication."""
    trusted = item.kind in {"line", "time"} and item.trust >= _EARLIER_TRUST and item.role in {None, "published"}
    return trusted and isinstance(item.read, Reading)
