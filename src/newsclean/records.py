"""What `clean_many` and batches take: a document, with what the caller knows about it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any, TypeAlias

from msgspec import Struct

from newsclean.errors import InputTypeError, InputValueError
from newsclean.ingest.read import Kind, Raw
from newsclean.model.rejected import Fault, Rejected, Stage


class Record(Struct, frozen=True, kw_only=True):
    """One document for `clean_many`, with what the caller knows about it.

    Attributes:
        raw: as for `clean`.
        id: becomes `Article.id`; by default that is a digest of the input.
        kind: as for `clean`, and so are the others.
        url: where the document is from.
        fetched: when it was fetched, with a time zone.
        language: BCP 47 code of its language.
        encoding: charset of bytes.
        fallback: fields to take where the document does not say.
        override: fields to take whatever the document says.
        extra: the caller's own columns.
    """

    raw: Raw
    id: str | None = None
    kind: Kind = "auto"
    url: str | None = None
    fetched: dt.datetime | None = None
    language: str | None = None
    encoding: str | None = None
    fallback: Mapping[str, Any] | None = None
    override: Mapping[str, Any] | None = None
    extra: Mapping[str, Any] = {}


AnyRecord: TypeAlias = Record | Mapping[str, Any] | Raw
"""A `Record`; a mapping with its fields, where `html` or `text` may stand for `raw` and other keys go to `extra`; or a
raw document."""


def to_record(item: AnyRecord) -> Record:
    """The record that something makes.

    Raises:
        InputTypeError: `extra` is no mapping.
        InputValueError: it holds no document, or more than one.
    """
    if isinstance(item, Record):
        return item
    if not isinstance(item, Mapping):
        return Record(raw=item)
    known: dict[str, Any] = {}
    own = item.get("extra")
    if own is not None and not isinstance(own, Mapping):
        raise InputTypeError(f"extra must be Mapping or None, not {type(own).__name__}")
    extra: dict[str, Any] = dict(own or {})
    for name, value in item.items():
        if name in {"raw", "html", "text"}:
            if value is None:
                # A column of a table that has both.
                continue
            if "raw" in known:
                raise InputValueError("a record holds more than one of 'raw', 'html' and 'text'")
            known["raw"] = value
            if name != "raw":
                known.setdefault("kind", name)
        elif name in Record.__struct_fields__:
            if value is not None:
                known[name] = value
        else:
            extra[name] = value
    if "raw" not in known:
        raise InputValueError("a record holds none of 'raw', 'html' and 'text'")
    return Record(**{**known, "extra": extra})


def size_of(record: Record) -> int:
    """About how many bytes the document takes; 0 for trees, which do not tell."""
    return len(record.raw) if isinstance(record.raw, str | bytes | bytearray | memoryview) else 0


def digest(raw: Raw) -> str:
    """The id that an Article of this document has where the caller gives none; empty for trees."""
    if isinstance(raw, str):
        raw = raw.encode("utf-8", "surrogatepass")
    return hashlib.sha256(raw).hexdigest()[:32] if isinstance(raw, bytes | bytearray | memoryview) else ""


def rejected(record: Record, stage: Stage, error: Fault, message: str) -> Rejected:
    """What stands in the output for a record that gave no Article."""
    return Rejected(
        id=digest(record.raw) if record.id is None else record.id,
        stage=stage,
        error=error,
        message=message,
        url=record.url,
        extra=record.extra,
    )
