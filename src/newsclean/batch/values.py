"""Arrow values as Python's, where `to_pylist` would raise: one odd value must not cost the run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from newsclean.model.arrow import import_pyarrow


def python_rows(batch: Any, used: Mapping[str, Collection[str]]) -> list[dict[str, Any]]:
    """The rows of an Arrow batch as Python values.

    Text that is not the UTF-8 it is declared as stays bytes where it is a document, for `clean` to make sense of; of
    other columns the broken characters become U+FFFD. Moments that Python cannot hold, for their nanoseconds or their
    year, become the text that Arrow writes for them.

    Args:
        batch: a batch with at least one column.
        used: for each column that makes part of a record, which parts.
    """
    names = batch.schema.names
    columns = [
        _values(column, as_it_is="raw" in used.get(name, ())) for name, column in zip(names, batch.columns, strict=True)
    ]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _values(column: Any, *, as_it_is: bool) -> list[Any]:
    pa = import_pyarrow("reading tables")
    # What `to_pylist` gives for nanoseconds hangs on whether pandas is installed.
    if "[ns" not in str(column.type):
        try:
            values: list[Any] = column.to_pylist()
        except (ValueError, OverflowError, pa.ArrowException):
            pass
        else:
            return values
    return [_value(pa, cell, as_it_is=as_it_is) for cell in column]


def _value(pa: Any, cell: Any, *, as_it_is: bool) -> Any:
    if not cell.is_valid:
        return None
    if isinstance(cell, pa.DictionaryScalar):
        return _value(pa, cell.value, as_it_is=as_it_is)
    if isinstance(cell, pa.StructScalar):
        return {name: _value(pa, cell[name], as_it_is=False) for name in cell}
    if isinstance(cell, pa.ListScalar | pa.LargeListScalar | pa.FixedSizeListScalar):
        return [_value(pa, item, as_it_is=False) for item in cell.values]
    try:
        return _in_microseconds(pa, cell).as_py()
    except UnicodeDecodeError:
        data: bytes = cell.as_buffer().to_pybytes()
        return data if as_it_is else data.decode("utf-8", "replace")
    except (ValueError, OverflowError, pa.ArrowException):
        return cell.cast(pa.string()).as_py()


def _in_microseconds(pa: Any, cell: Any) -> Any:
    """The cell, or the same moment or span in microseconds. Raises ArrowInvalid where that is not the same."""
    kind = cell.type
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        return cell.cast(pa.timestamp("us", kind.tz))
    if pa.types.is_duration(kind) and kind.unit == "ns":
        return cell.cast(pa.duration("us"))
    if pa.types.is_time64(kind) and kind.unit == "ns":
        return cell.cast(pa.time64("us"))
    return cell
