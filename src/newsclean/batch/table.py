"""The Arrow core: a batch of documents in, a batch of articles out, with one fixed schema."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict, Unpack, get_args

from newsclean.api import CleanRecord
from newsclean.batch.columns import Columns
from newsclean.batch.results import RecordCleaner, Result
from newsclean.batch.rows import read_row
from newsclean.batch.values import python_rows
from newsclean.cleaners.default import DEFAULT
from newsclean.errors import ColumnError, InputTypeError, InputValueError
from newsclean.ingest.read import DEFAULT_LIMITS, Kind, Limits
from newsclean.model.arrow import arrow_row, arrow_schema, import_pyarrow
from newsclean.model.receipts import AuditLevel, check_level
from newsclean.pipeline.pipeline import Pipeline
from newsclean.workers import Bounds

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]

Passthrough: TypeAlias = Literal["columns", "json", "none"]
"""What becomes of the caller's own columns: they follow ours as they are (`input_` before a name that is one of ours),
go into the column `extra` as one JSON object, or are left out."""


class Options(TypedDict, total=False):
    """The options of `BatchCleaner`, for those who pass them on."""

    column: str | None
    kind: Kind | None
    url_column: str | None
    id_column: str | None
    fetched_column: str | None
    language_column: str | None
    encoding_column: str | None
    audit: AuditLevel
    passthrough: Passthrough
    pipeline: Pipeline
    limits: Limits
    timeout: float | None
    memory: int | None


def clean_batch(batch: pa.RecordBatch | pa.Table, **options: Unpack[Options]) -> pa.RecordBatch:
    """Clean the documents of a batch, a row of output for each row of input, in order.

    Args:
        batch: a column of documents, and others.
        **options: those of `BatchCleaner`.

    Raises:
        ColumnError: a column is missing, or has a type that cannot be used.
        InputTypeError, InputValueError: an option cannot be used; or the articles are too much for one batch.
    """
    cleaner = BatchCleaner(**options)
    with contextlib.closing(cleaner):
        return cleaner(batch)


class BatchCleaner:
    """Cleans batch after batch. Pickles, so that it can go to where the batches are.

    The result holds the columns of `newsclean.arrow_schema()`, then the caller's own (see `passthrough`). A row whose
    values cannot be used, or that goes beyond its bounds, gets the status `error` and says why. Without `timeout` and
    `memory` the work is done in this process; with either, in one worker process that lives as long as the cleaner.

    Args:
        column: the column with the documents; by default whichever of `html`, `text` and `raw` a row has.
        kind: what the documents are; by default by the column's name, or told apart.
        url_column: where the documents are from. This one and the next by default the column `url`, and so on, if there
            is one.
        id_column: the caller's ids.
        fetched_column: when the documents were fetched: timestamps with a time zone, or ISO 8601 text that has one.
        language_column: BCP 47 codes.
        encoding_column: charsets of documents that are bytes.
        audit: how much of the audit is stored.
        passthrough: what becomes of the caller's own columns.
        pipeline: the cleaners to run.
        limits: bounds on the work done for each document.
        timeout: seconds that a document may take.
        memory: bytes that a document may take beyond what a worker needs at rest.

    Raises:
        InputTypeError, InputValueError: an option cannot be used.
        NewscleanError: pyarrow is not installed.
    """

    def __init__(  # noqa: PLR0913 - the options of a batch
        self,
        *,
        column: str | None = None,
        kind: Kind | None = None,
        url_column: str | None = None,
        id_column: str | None = None,
        fetched_column: str | None = None,
        language_column: str | None = None,
        encoding_column: str | None = None,
        audit: AuditLevel = "full",
        passthrough: Passthrough = "columns",
        pipeline: Pipeline = DEFAULT,
        limits: Limits = DEFAULT_LIMITS,
        timeout: float | None = None,
        memory: int | None = None,
    ) -> None:
        import_pyarrow("clean_batch")
        check_level(audit)
        if passthrough not in get_args(Passthrough):
            raise InputValueError(f"passthrough is {passthrough!r}; it must be 'columns', 'json' or 'none'")
        for name, value, wanted in (("pipeline", pipeline, Pipeline), ("limits", limits, Limits)):
            if not isinstance(value, wanted):
                raise InputTypeError(f"{name} must be {wanted.__name__}, not {type(value).__name__}")
        self.columns = Columns(
            document=column,
            kind=kind,
            url=url_column,
            id=id_column,
            fetched=fetched_column,
            language=language_column,
            encoding=encoding_column,
        )
        self.audit: AuditLevel = audit
        self.passthrough: Passthrough = passthrough
        self._clean = RecordCleaner(CleanRecord(pipeline, limits), Bounds(timeout=timeout, memory=memory))

    def close(self) -> None:
        """End the worker process, if there is one; the next batch starts another."""
        self._clean.close()

    def output_schema(self, schema: pa.Schema) -> pa.Schema:
        """The schema of what comes out, for batches that have this one.

        Raises:
            ColumnError: a column is missing, or has a type that cannot be used.
        """
        self._check(schema)
        out = arrow_schema()
        for name, field in self._passed(schema):
            out = out.append(field.with_name(name).remove_metadata())
        return out

    def __call__(self, batch: pa.RecordBatch | pa.Table) -> pa.RecordBatch:
        """The articles of a batch. Raises as `clean_batch` does."""
        pa = import_pyarrow("clean_batch")
        if not isinstance(batch, pa.RecordBatch | pa.Table):
            raise InputTypeError(f"the batch must be a RecordBatch or Table, not {type(batch).__name__}")
        schema = self.output_schema(batch.schema)
        own = arrow_schema()
        rows = [arrow_row(result, self.audit) for result in self._results(batch)]
        try:
            cleaned = pa.RecordBatch.from_pylist(rows, schema=own)
            passed = [_column(pa, batch, field.name) for _, field in self._passed(batch.schema)]
            return pa.RecordBatch.from_arrays([*cleaned.columns, *passed], schema=schema)
        except (TypeError, pa.ArrowCapacityError) as error:
            raise InputValueError(f"too much for one record batch: give fewer rows at a time ({error})") from error

    def _results(self, batch: Any) -> Iterator[Result]:
        used = self.columns.used(batch.schema.names)
        passed = {field.name for _, field in self._passed(batch.schema)}
        wanted = [name for name in batch.schema.names if name not in passed]
        if self.passthrough == "none":
            wanted = [name for name in wanted if name in used]
        # A few rows at a time: as Python values documents take several times the room.
        rows = (row for part in _parts(batch.select(wanted)) for row in python_rows(part, used))
        return self._clean(read_row(row, self.columns, used, "") for row in rows)

    def _passed(self, schema: Any) -> list[tuple[str, Any]]:
        """The caller's own columns that follow ours, each with its name there."""
        if self.passthrough != "columns":
            return []
        used = self.columns.used(schema.names)
        ours = set(arrow_schema().names)
        return [
            (f"input_{field.name}" if field.name in ours else field.name, field)
            for field in schema
            if field.name not in used
        ]

    def _check(self, schema: Any) -> None:
        self.columns.check_schema(schema)
        names = [name for name, _ in self._passed(schema)]
        for name in names:
            if names.count(name) > 1:
                raise ColumnError(f"two columns would be named {name!r}; rename one")


_ROWS = 64
"""Rows turned into Python values at a time."""


def _parts(batch: Any) -> Iterator[Any]:
    if not batch.num_columns:
        return
    for start in range(0, batch.num_rows, _ROWS):
        rows = batch.slice(start, _ROWS)
        # A table's rows may lie in several batches.
        yield from rows.to_batches() if hasattr(rows, "to_batches") else [rows]


def _column(pa: Any, batch: Any, name: str) -> Any:
    column = batch.column(name)
    if not isinstance(column, pa.ChunkedArray):
        return column
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
