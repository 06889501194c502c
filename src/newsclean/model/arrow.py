"""Articles as columns: one fixed Arrow schema, and the row that an Article makes in it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec

from newsclean.errors import NewscleanError

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]

    from newsclean.model.article import Article
    from newsclean.model.date import DateValue

JSON_COLUMNS = ("evidence", "audit", "extra")
"""Columns that hold JSON text: their keys differ between documents, and Arrow's columns are fixed."""


def arrow_schema() -> pa.Schema:
    """The Arrow schema of a table of articles; its metadata carries the version of the Article record.

    Instants are UTC in microseconds, with the offset, precision and raw string beside them; a date that names no day is
    there as text only. `evidence`, `audit` and `extra` are JSON text.

    Raises:
        NewscleanError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise NewscleanError("arrow_schema needs pyarrow: pip install 'newsclean[parquet]'") from error
    from newsclean.model.article import SCHEMA_VERSION

    text, texts = pa.string(), pa.list_(pa.string())
    instant = pa.timestamp("us", tz="UTC")

    def record(**fields: pa.DataType) -> pa.DataType:
        return pa.struct(list(fields.items()))

    date = record(
        value=text,
        precision=text,
        instant=instant,
        offset_minutes=pa.int16(),
        raw=text,
        source=text,
        confidence=pa.float32(),
        alternatives=texts,
        flags=texts,
    )
    author = record(name=text, kind=text, role=text, organisation=text, url=text, raw=text, source=text)
    media = record(url=text, caption=text, alt=text, credit=text, lead=pa.bool_(), source=text)
    signal = record(name=text, value=pa.float64(), expected=pa.float64(), agrees=pa.bool_())
    columns: dict[str, pa.DataType] = {
        "status": text,
        "id": text,
        "url": text,
        "canonical_url": text,
        "title": text,
        "subtitle": text,
        "description": text,
        "text": text,
        "body": pa.list_(record(text=text, kind=text, level=pa.int16(), block=pa.int32())),
        "authors": pa.list_(author),
        "byline": text,
        "published": date,
        "modified": date,
        "fetched": instant,
        "publisher": record(name=text, domain=text, source=text),
        "agency": text,
        "section": text,
        "breadcrumbs": texts,
        "tags": texts,
        "language": record(code=text, confidence=pa.float32(), declared=text, detected=text, source=text),
        "text_direction": text,
        "images": pa.list_(media),
        "videos": pa.list_(media),
        "access": text,
        "completeness": text,
        "kind": text,
        "license": text,
        "copyright": text,
        "word_count": pa.int32(),
        "quality": record(score=pa.float32(), signals=pa.list_(signal)),
        "evidence": text,
        "issues": pa.list_(record(code=text, severity=text, message=text, field=text)),
        "audit": text,
        "extra": text,
        "schema": text,
    }
    required = {"status", "id", "text", "schema"}
    fields = [pa.field(name, kind, nullable=name not in required) for name, kind in columns.items()]
    return pa.schema(fields, metadata={"newsclean.schema": SCHEMA_VERSION})


def arrow_row(article: Article) -> dict[str, Any]:
    """The article as a row of `arrow_schema`: plain values, without pyarrow."""
    row: dict[str, Any] = msgspec.to_builtins(article, builtin_types=(dt.datetime,))
    for name in ("published", "modified"):
        value = getattr(article, name)
        row[name] = None if value is None else _date(value)
    row["fetched"] = None if article.fetched is None else article.fetched.astimezone(dt.UTC)
    for name in JSON_COLUMNS:
        row[name] = msgspec.json.encode(getattr(article, name)).decode()
    return row


def _date(value: DateValue) -> dict[str, Any]:
    moment = _instant(value)
    return {
        "value": value.value,
        "precision": value.precision,
        "instant": moment,
        "offset_minutes": _offset(value),
        "raw": value.raw,
        "source": value.source,
        "confidence": value.confidence,
        "alternatives": list(value.alternatives),
        "flags": list(value.flags),
    }


def _instant(value: DateValue) -> dt.datetime | None:
    """The moment in UTC; `None` where the offset or the minute is not known, for then there is no one moment."""
    if not value.offset_known or value.precision not in {"minute", "second"}:
        return None
    try:
        return value.datetime().astimezone(dt.UTC)
    except OverflowError:
        return None


def _offset(value: DateValue) -> int | None:
    if not value.offset_known or value.precision not in {"minute", "second"}:
        return None
    offset = value.datetime().utcoffset()
    return None if offset is None else round(offset.total_seconds() / 60)
