"""What worker processes do in a batch: a record to the bytes of its row, and the facts for the tally."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from newsclean.api import CleanRecord
from newsclean.batch.columns import Columns
from newsclean.batch.items import Line
from newsclean.batch.json_rows import read_line
from newsclean.batch.results import Result, cleaned, given_up, writable
from newsclean.batch.tally import Facts
from newsclean.model.arrow import arrow_row, arrow_schema, import_pyarrow
from newsclean.model.receipts import AuditLevel, json_line
from newsclean.model.rejected import Rejected
from newsclean.records import Record
from newsclean.workers import Failed

RowFormat: TypeAlias = Literal["jsonl", "parquet"]


class Row(Struct, frozen=True):
    """A row of output: its bytes (a line of JSON without the break, or an Arrow message), and its facts."""

    data: bytes
    facts: Facts


class Encoder:
    """Results to rows.

    Args:
        form: how rows are written.
        audit: how much of the audit they hold.
    """

    def __init__(self, form: RowFormat, audit: AuditLevel) -> None:
        self.form = form
        self.audit: AuditLevel = audit

    def __call__(self, result: Result) -> Row:
        """The row of a result."""
        result = writable(result)
        if self.form == "jsonl":
            return Row(json_line(result, self.audit), Facts.of(result))
        return Row(_message(arrow_row(result, self.audit)), Facts.of(result))


class CleanToRow:
    """A record to its row, as a worker process calls it.

    Args:
        clean: how a record is cleaned.
        encode: how a row is written.
        columns: what the keys of lines are.
    """

    def __init__(self, clean: CleanRecord, encode: Encoder, columns: Columns) -> None:
        self.clean = clean
        self.encode = encode
        self.columns = columns

    def warm_up(self) -> None:
        """Load what the first document would wait for."""
        self.clean.warm_up()
        self(Record(raw="One line."))

    def __call__(self, work: Record | Line) -> Row:
        """Clean the record and encode what came out."""
        record = self._record(work)
        return self.encode(cleaned(record, self.clean) if isinstance(record, Record) else record)

    def failed(self, outcome: Failed[Record | Line]) -> Row:
        """The row of a record that gave no result.

        Raises:
            NewscleanError: the worker raised it, and no document is to blame.
        """
        record = self._record(outcome.work)
        return self.encode(given_up(record, outcome) if isinstance(record, Record) else record)

    def _record(self, work: Record | Line) -> Record | Rejected:
        return read_line(work, self.columns) if isinstance(work, Line) else work


def _message(row: dict[str, Any]) -> bytes:
    pa = import_pyarrow("writing Parquet")
    message: bytes = pa.RecordBatch.from_pylist([row], schema=_schema()).serialize().to_pybytes()
    return message


@cache
def _schema() -> Any:
    return arrow_schema()


def batch_of(data: bytes) -> Any:
    """The Arrow batch that a row's bytes hold."""
    return import_pyarrow("writing Parquet").ipc.read_record_batch(data, _schema())
