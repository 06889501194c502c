"""The values of records in words, the same on pages, cards and terminals."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from newsclean.model.article import Article, Author, Language, Media, Publisher
from newsclean.model.audit import Fate, Kept, Removed, Used
from newsclean.model.date import DateValue

FIELDS: Final = (
    "title",
    "subtitle",
    "description",
    "byline",
    "authors",
    "published",
    "modified",
    "publisher",
    "agency",
    "section",
    "breadcrumbs",
    "tags",
    "language",
    "kind",
    "access",
    "completeness",
    "images",
    "videos",
    "url",
    "canonical_url",
    "fetched",
    "license",
    "copyright",
)
"""The fields of an Article that a person looks for, in the order they are shown."""

SIGNALS: Final = {
    "expected_f1": "F1 that the content score promises",
    "mean_margin": "mean margin of the content score",
    "share_kept": "share of the words kept",
    "declared_word_count": "words, against the publisher's count",
    "declared_body": "agreement with the publisher's own text",
    "ends_whole": "ends with a whole sentence",
    "paywall": "paywall",
}
"""Self-checks in words; one that is not here goes by its name."""


def values_of(article: Article, field: str) -> tuple[str, ...]:
    """What a field of the article holds, as lines of text; none where it holds nothing.

    Args:
        article: the article.
        field: one of `FIELDS`.
    """
    value = getattr(article, field)
    if value is None or value == "unknown":
        return ()
    if isinstance(value, tuple):
        if all(isinstance(item, str) for item in value):
            return (" · ".join(value),) if value else ()
        return tuple(in_words(item) for item in value)
    return (in_words(value),)


def in_words(value: Any) -> str:
    """One value as a line of text."""
    match value:
        case DateValue():
            return f"{value.value}, to the {value.precision}"
        case Author():
            about = ", ".join(part for part in (value.role, value.organisation) if part)
            return f"{value.name} ({about})" if about else value.name
        case Publisher():
            return " · ".join(part for part in (value.name, value.domain) if part)
        case Language():
            return f"{value.code}, confidence {value.confidence:.2f}, {value.source.replace('+', ' and ')}"
        case Media():
            return " · ".join(part for part in (value.url, value.caption or value.alt, value.credit) if part)
        case dt.datetime():
            return value.isoformat()
        case _:
            return str(value).replace("_", " ") if isinstance(value, str) and value.islower() else str(value)


def fate_columns(fate: Fate) -> tuple[str, str, str, str]:
    """A fate in four columns: its name, what by or what for, reason, evidence."""
    match fate:
        case Kept(edits=edits):
            return "kept", "", " ".join(dict.fromkeys(edit.reason for edit in edits)), ""
        case Used(field=field, reason=reason, evidence=evidence):
            return "used", field, reason, evidence
        case Removed(by=by, reason=reason, evidence=evidence):
            return "removed", by, reason, evidence


def number(value: float) -> str:
    """A measure: whole where it is whole, else to three places."""
    return f"{value:.0f}" if value == int(value) else f"{value:.3f}".rstrip("0")


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
