"""An article as the metadata of other libraries' documents: plain values that can be written as JSON."""

from __future__ import annotations

from typing import Any

import msgspec

from newsclean.batch.results import Result
from newsclean.model.arrow import arrow_row
from newsclean.model.article import Article
from newsclean.model.receipts import AuditLevel


def row_fields(result: Result, audit: AuditLevel) -> dict[str, Any]:
    """The columns of `newsclean.arrow_schema()` that have a value, with moments and days as ISO 8601 text."""
    # By way of JSON, which has no tuples.
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(arrow_row(result, audit)))
    return {name: value for name, value in plain.items() if value is not None and value != []}


def flat_fields(result: Result) -> dict[str, str | int | float]:
    """What search indexes can filter on: text and numbers, names joined by semicolons; the unknown is left out."""
    if not isinstance(result, Article):
        return {"status": result.status, "error": result.error, "error_message": result.message}
    known: dict[str, str | int | float | None] = {
        "status": result.status,
        "title": result.title,
        "subtitle": result.subtitle,
        "published": result.published.value if result.published else None,
        "modified": result.modified.value if result.modified else None,
        "authors": "; ".join(author.name for author in result.authors),
        "publisher": result.publisher.name or result.publisher.domain if result.publisher else None,
        "section": result.section,
        "tags": "; ".join(result.tags),
        "language": result.language.code if result.language else None,
        "access": result.access,
        "completeness": result.completeness,
        "kind": result.kind,
        "word_count": result.word_count,
        "quality": result.quality.score,
        "canonical_url": result.canonical_url,
        "newsclean_id": result.id,
    }
    return {name: value for name, value in known.items() if value is not None and value != ""}
