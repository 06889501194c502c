"""Which column of a table is what, and the record that a row of it makes."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

from newsclean.errors import ColumnError, InputTypeError, InputValueError
from newsclean.ingest.read import Kind
from newsclean.model.arrow import import_pyarrow
from newsclean.records import Record

DOCUMENT = ("html", "text", "raw")
"""Columns that are looked for where none is named."""

BESIDE = ("url", "id", "fetched", "language", "encoding")
"""What else of a record a column may hold; by default the one of that name, if there is one."""


class Columns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The columns of a table that make a record. All others are the caller's own.

    Attributes:
        document: the column with the documents; by default whichever of `html`, `text` and `raw` a row has.
        kind: what the documents are; by default `html` or `text` where the column has that name, else told apart.
        url: where the documents are from, and so on as for `newsclean.Record`; by default the column of that name, if
            there is one.
        id: the caller's ids; whole numbers become text.
        fetched: moments with a time zone, or ISO 8601 strings that have one.
        language: BCP 47 codes.
        encoding: charsets of documents that are bytes.
    """

    document: str | None = None
    kind: Kind | None = None
    url: str | None = None
    id: str | None = None
    fetched: str | None = None
    language: str | None = None
    encoding: str | None = None

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if value is not None and not isinstance(value, str):
                raise InputTypeError(f"the column for {name} must be named by a str, not {type(value).__name__}")
        if self.kind not in {None, "auto", "html", "text"}:
            raise InputValueError(f"kind is {self.kind!r}; it must be 'auto', 'html' or 'text'")

    def check(self, names: Collection[str], where: str = "the table") -> None:
        """Hold a table's columns to what is asked for.

        Args:
            names: the columns that there are.
            where: what to call the table in messages.

        Raises:
            ColumnError: a column that was named is not there, or none that could hold documents.
        """
        for wanted in (self.document, *(getattr(self, name) for name in BESIDE)):
            if wanted is not None and wanted not in names:
                near = difflib.get_close_matches(wanted, list(names), n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise ColumnError(f"no column {wanted!r} in {where}; it has {_listed(names)}{hint}")
        if self.document is None and not any(name in names for name in DOCUMENT):
            raise ColumnError(
                f"no column 'html', 'text' or 'raw' in {where}; it has {_listed(names)}; "
                "name the one with the documents"
            )

    def used(self, names: Collection[str]) -> dict[str, str]:
        """For each part of a record the column that gives it, of those there are. `raw` may have several."""
        found = {} if self.document is None else {self.document: "raw"}
        if self.document is None:
            found = {name: "raw" for name in DOCUMENT if name in names}
        for part in BESIDE:
            name = getattr(self, part) or part
            if name in names and name not in found:
                found[name] = part
        return found

    def record(self, row: Mapping[str, Any]) -> Record:
        """The record that a row makes.

        Raises:
            ColumnError: the row lacks a column that was named.
            InputTypeError, InputValueError: it holds no document, or several; or a value cannot be used.
        """
        return self.record_of(row, self.used(row))

    def record_of(self, row: Mapping[str, Any], used: Mapping[str, str]) -> Record:
        """As `record`, where `used` is known from the table. Raises as `record` does."""
        known: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        for name, value in row.items():
            part = used.get(name)
            if part is None:
                extra[name] = value
            elif value is None:
                continue
            elif part == "raw":
                if "raw" in known:
                    raise InputValueError("the row holds more than one of 'html', 'text' and 'raw'; say which to clean")
                known["raw"] = _document(value)
                known["kind"] = self.kind or (name if name in {"html", "text"} else "auto")
            else:
                known[part] = _value(part, value)
        if "raw" not in known:
            wanted = "'html', 'text' and 'raw'" if self.document is None else repr(self.document)
            raise InputValueError(f"the row holds no document: none in {wanted}")
        return Record(**known, extra=extra)


def python_rows(batch: Any, used: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows of an Arrow batch as Python values.

    Text that is not the UTF-8 it is declared as stays bytes where it is a document, for `clean` to make sense of; of
    other columns the broken characters become U+FFFD.
    """
    try:
        rows: list[dict[str, Any]] = batch.to_pylist()
    except UnicodeDecodeError:
        pa = import_pyarrow("reading tables")
        text = {field.name for field in batch.schema if pa.types.is_string(field.type)}
        raw = [
            column.cast(pa.binary()) if name in text else column
            for name, column in zip(batch.schema.names, batch.columns, strict=True)
        ]
        rows = pa.RecordBatch.from_arrays(raw, names=batch.schema.names).to_pylist()
        for row in rows:
            for name in text:
                if isinstance(row[name], bytes):
                    row[name] = _text(row[name], as_it_is=used.get(name) == "raw")
    return rows


def _text(data: bytes, *, as_it_is: bool) -> str | bytes:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data if as_it_is else data.decode("utf-8", "replace")


def _document(value: Any) -> str | bytes:
    if isinstance(value, str | bytes):
        return value
    raise InputTypeError(f"the document is a {type(value).__name__}, not text or bytes")


def _value(part: str, value: Any) -> Any:
    if part == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if part == "fetched":
        if isinstance(value, str):
            try:
                value = dt.datetime.fromisoformat(value)
            except ValueError as error:
                raise InputValueError(f"fetched {value!r} is no ISO 8601 date and time") from error
        if not isinstance(value, dt.datetime):
            raise InputTypeError(f"fetched is a {type(value).__name__}, not a date and time")
        if value.utcoffset() is None:
            raise InputValueError("fetched has no time zone")
        return value
    if not isinstance(value, str):
        raise InputTypeError(f"{part} is a {type(value).__name__}, not text")
    return value


def _listed(names: Collection[str]) -> str:
    shown = [repr(name) for name in list(names)[:20]]
    return ", ".join(shown) + (", …" if len(names) > len(shown) else "") if shown else "none"
