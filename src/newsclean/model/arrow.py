"""Articles as columns: one fixed Arrow schema, and the row that an Article makes in it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec

from newsclean.errors import NewscleanError
from newsclean.model.article import SCHEMA_VERSION, Article
from newsclean.model.receipts import AuditLevel, stored_audit, stored_evidence
from newsclean.model.rejected import Rejected

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]

    from newsclean.model.date import DateValue

PLAIN = (
    "status",
    "id",
    "url",
    "canonical_url",
    "title",
    "subtitle",
    "description",
    "text",
    "byline",
    "agency",
    "section",
    "text_direction",
    "access",
    "completeness",
    "kind",
    "license",
    "copyright",
    "word_count",
    "schema",
)
"""Fields of an Article that are columns as they are."""

NESTED = ("body", "authors", "breadcrumbs", "tags", "images", "videos", "issues")
"""Fields that are columns of lists."""


def arrow_schema() -> pa.Schema:
    """The Arrow schema of a table of articles; its metadata carries the version of the Article record.

    Columns are flat but for lists. `published` and `modified` are instants in UTC, and null where offset or minute is
    not known; beside them stand the calendar day (`_date`), what is known as ISO 8601 text (`_value`) and where it came
    from. `evidence`, `audit` and `extra` are JSON text. In the row of a `Rejected` the status is `error`, and
    `rejected_stage`, `rejected_error` and `rejected_message` say why; in all others those three are null.

    Raises:
        NewscleanError: pyarrow is not installed.
    """
    pa = import_pyarrow("arrow_schema")
    text, integer = pa.string(), pa.int32()
    number = pa.float64()
    instant = pa.timestamp("us", tz="UTC")

    def several(kind: Any) -> Any:
        # The name that Parquet gives the items, so that a table comes back from it as it was.
        return pa.list_(pa.field("element", kind))

    def record(**fields: Any) -> Any:
        return pa.struct(list(fields.items()))

    texts = several(text)

    def date(name: str) -> dict[str, Any]:
        return {
            name: instant,
            f"{name}_date": pa.date32(),
            f"{name}_value": text,
            f"{name}_precision": text,
            f"{name}_offset_minutes": integer,
            f"{name}_raw": text,
            f"{name}_source": text,
            f"{name}_confidence": number,
            f"{name}_alternatives": texts,
            f"{name}_flags": texts,
        }

    author = record(name=text, kind=text, role=text, organisation=text, url=text, raw=text, source=text)
    media = record(url=text, caption=text, alt=text, credit=text, lead=pa.bool_(), source=text)
    signal = record(name=text, value=number, expected=number, agrees=pa.bool_())
    columns: dict[str, Any] = {
        "status": text,
        "id": text,
        "url": text,
        "canonical_url": text,
        "title": text,
        "subtitle": text,
        "description": text,
        "text": text,
        "body": several(record(text=text, kind=text, level=integer, block=integer)),
        "authors": several(author),
        "byline": text,
        **date("published"),
        **date("modified"),
        "fetched": instant,
        "publisher": text,
        "publisher_domain": text,
        "publisher_source": text,
        "agency": text,
        "section": text,
        "breadcrumbs": texts,
        "tags": texts,
        "language": text,
        "language_confidence": number,
        "language_declared": text,
        "language_detected": text,
        "language_source": text,
        "text_direction": text,
        "images": several(media),
        "videos": several(media),
        "access": text,
        "completeness": text,
        "kind": text,
        "license": text,
        "copyright": text,
        "word_count": integer,
        "quality": number,
        "quality_signals": several(signal),
        "issues": several(record(code=text, severity=text, message=text, field=text)),
        "evidence": text,
        "audit": text,
        "extra": text,
        "rejected_stage": text,
        "rejected_error": text,
        "rejected_message": text,
        "schema": text,
    }
    required = {"status", "id", "schema"}
    fields = [pa.field(name, kind, nullable=name not in required) for name, kind in columns.items()]
    return pa.schema(fields, metadata={"newsclean.schema": SCHEMA_VERSION})


def import_pyarrow(purpose: str) -> Any:
    """The pyarrow module.

    Raises:
        NewscleanError: it is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise NewscleanError(f"{purpose} needs pyarrow: pip install 'newsclean[parquet]'") from error
    return pa


def arrow_row(result: Article | Rejected, audit: AuditLevel = "full") -> dict[str, Any]:
    """A row of `arrow_schema` as plain values, without pyarrow; columns that are null may be left out.

    Args:
        result: an article, or what stands for one.
        audit: how much of the audit the row holds.

    Raises:
        TypeError: a value in `extra` cannot be written as JSON.
    """
    extra = _json(result.extra) if result.extra else None
    if isinstance(result, Rejected):
        return {
            "status": result.status,
            "id": result.id,
            "url": result.url,
            "extra": extra,
            "rejected_stage": result.stage,
            "rejected_error": result.error,
            "rejected_message": result.message,
            "schema": result.schema,
        }
    row: dict[str, Any] = {name: getattr(result, name) for name in PLAIN}
    for name in NESTED:
        row[name] = msgspec.to_builtins(getattr(result, name))
    row |= _date("published", result.published) | _date("modified", result.modified)
    row["fetched"] = None if result.fetched is None else result.fetched.astimezone(dt.UTC)
    if result.publisher is not None:
        row["publisher"] = result.publisher.name
        row["publisher_domain"] = result.publisher.domain
        row["publisher_source"] = result.publisher.source
    if result.language is not None:
        row["language"] = result.language.code
        for name in ("confidence", "declared", "detected", "source"):
            row[f"language_{name}"] = getattr(result.language, name)
    row["quality"] = result.quality.score
    row["quality_signals"] = msgspec.to_builtins(result.quality.signals)
    row["evidence"] = _json(stored_evidence(result, audit))
    row["audit"] = _json(stored_audit(result.audit, audit))
    row["extra"] = extra
    return row


def _json(value: Any) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def _date(name: str, value: DateValue | None) -> dict[str, Any]:
    if value is None:
        return {}
    moment, offset = _instant(value)
    return {
        name: moment,
        f"{name}_date": None if value.precision in {"year", "month"} else value.date(),
        f"{name}_value": value.value,
        f"{name}_precision": value.precision,
        f"{name}_offset_minutes": offset,
        f"{name}_raw": value.raw,
        f"{name}_source": value.source,
        f"{name}_confidence": value.confidence,
        f"{name}_alternatives": list(value.alternatives),
        f"{name}_flags": list(value.flags),
    }


def _instant(value: DateValue) -> tuple[dt.datetime | None, int | None]:
    """The moment in UTC, and the minutes that the document's clock is ahead of it; `None` where none is known."""
    if not value.offset_known or value.precision not in {"minute", "second"}:
        return None, None
    local = value.datetime()
    offset = local.utcoffset()
    minutes = None if offset is None else round(offset.total_seconds() / 60)
    try:
        return local.astimezone(dt.UTC), minutes
    except OverflowError:
        return None, minutes
