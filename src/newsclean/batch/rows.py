"""A row of any table to its record, or to what stands for it."""

from __future__ import annotations

from typing import Any

from newsclean.batch.columns import Columns, Used, own_of
from newsclean.batch.items import MAX_DOCUMENT, lost
from newsclean.errors import InputTypeError, InputValueError
from newsclean.model.rejected import Rejected
from newsclean.records import Record

TOO_LARGE = f"larger than {MAX_DOCUMENT >> 20} MiB"


def read_row(row: dict[str, Any], columns: Columns, used: Used, place: str) -> Record | Rejected:
    """The record that a row makes, or what stands for it.

    Args:
        row: values by column.
        columns: which columns are what.
        used: what of them there is.
        place: where in which source.
    """
    try:
        record = columns.record_of(row, used)
    except (InputTypeError, InputValueError) as error:
        return lost(place, "invalid", str(error), **own_of(row, used))
    if len(record.raw) > MAX_DOCUMENT:
        own = {"url": record.url, "extra": record.extra}
        return lost(record.id or place, "too_large", f"the document is {TOO_LARGE}", **own)
    return record
