"""Which column of a table is what, and the record that a row of it makes."""

from __future__ import annotations

import datetime as dt
import difflib
from collections import Counter
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from newsclean.errors import ColumnError, InputTypeError, InputValueError
from newsclean.ingest.read import Kind
from newsclean.model.arrow import import_pyarrow
from newsclean.records import Record

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]

Used: TypeAlias = Mapping[str, tuple[str, ...]]
"""Columns that make parts of a record, each with the parts: fields of `newsclean.Record`."""

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
            ColumnError: a column that was named is not there, or none that could hold documents; or two have one name.
        """
        for name, count in Counter(list(names)).items():
            if count > 1:
                raise ColumnError(f"{count} columns of {where} are named {name!r}; rename them")
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

    def check_schema(self, schema: pa.Schema, where: str = "the table") -> None:
        """Hold the columns of Arrow or Parquet to what is asked for, and to types that can be used.

        Raises:
            ColumnError: as `check` does; or a column has another type.
        """
        types = import_pyarrow("reading tables").types
        self.check(schema.names, where)
        for name, parts in self.used(schema.names).items():
            kind = schema.field(name).type
            kind = kind.value_type if types.is_dictionary(kind) else kind
            for part in parts:
                if not _usable(types, kind, part):
                    zone = " without a time zone" if types.is_timestamp(kind) else ""
                    use = "a document" if part == "raw" else part
                    raise ColumnError(f"column {name!r} is {kind}{zone}, which cannot be used for {use}")

    def used(self, names: Collection[str]) -> Used:
        """The columns that give parts of a record, of those there are, each with the parts.

        Several may give `raw`, and one may be named for several parts, such as an address that is the id as well.
        """
        documents = DOCUMENT if self.document is None else (self.document,)
        found = {name: ("raw",) for name in documents if name in names}
        for part in BESIDE:
            named = getattr(self, part)
            name = named or part
            if name in names and (named is not None or name not in found):
                found[name] = (*found.get(name, ()), part)
        return found

    def record(self, row: Mapping[str, Any]) -> Record:
        """The record that a row makes.

        Raises:
            ColumnError: the row lacks a column that was named.
            InputTypeError, InputValueError: it holds no document, or several; or a value cannot be used.
        """
        return self.record_of(row, self.used(row))

    def record_of(self, row: Mapping[str, Any], used: Used) -> Record:
        """As `record`, where `used` is known from the table. Raises as `record` does."""
        known: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        for name, value in row.items():
            if name not in used:
                extra[name] = value
                continue
            for part in used[name] if value is not None else ():
                if part != "raw":
                    known[part] = _value(part, value)
                    continue
                if "raw" in known:
                    raise InputValueError("the row holds more than one of 'html', 'text' and 'raw'; say which to clean")
                known["raw"] = _document(value)
                known["kind"] = self.kind or (name if name in {"html", "text"} else "auto")
        if "raw" not in known:
            wanted = "'html', 'text' and 'raw'" if self.document is None else repr(self.document)
            raise InputValueError(f"the row holds no document: none in {wanted}")
        return Record(**known, extra=extra)


def own_of(row: Mapping[str, Any], used: Used) -> dict[str, Any]:
    """What is known of a row that makes no record: its id and address where they can be used, and the other columns."""
    own = {part: row[name] for name, parts in used.items() for part in parts if part in {"id", "url"}}
    known: dict[str, Any] = {"extra": {name: value for name, value in row.items() if name not in used}}
    if isinstance(own.get("id"), str | int):
        known["id"] = str(own["id"])
    if isinstance(own.get("url"), str):
        known["url"] = own["url"]
    return known


def _usable(types: Any, kind: Any, part: str) -> bool:
    tests = [types.is_string, types.is_large_string, types.is_string_view, types.is_null]
    match part:
        case "raw":
            tests += [types.is_binary, types.is_large_binary, types.is_binary_view]
        case "id":
            tests.append(types.is_integer)
        case "fetched":
            tests.append(lambda kind: types.is_timestamp(kind) and kind.tz is not None)
    return any(test(kind) for test in tests)


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
