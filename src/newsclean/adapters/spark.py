"""Spark: a DataFrame of documents to a DataFrame of articles, by `mapInArrow`."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Unpack

from newsclean.batch import BatchCleaner, Options

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]
    from pyspark.sql import DataFrame


def clean_dataframe(df: DataFrame, **options: Unpack[Options]) -> DataFrame:
    """Clean a DataFrame's documents, a row of output for each row of input.

    Nothing runs before an action asks for it. Rows are cleaned where they are; batches have as many as
    `spark.sql.execution.arrow.maxRecordsPerBatch` says (10,000; a few hundred are better for pages). Timestamps are
    shown in the session's time zone; `published_offset_minutes` tells the document's own.

    Args:
        df: a column of documents, and others.
        **options: those of `newsclean.batch.BatchCleaner`.

    Returns:
        The columns of `newsclean.arrow_schema()`, then the DataFrame's own.

    Raises:
        ColumnError: a column is missing, or has a type that cannot be used.
        InputTypeError, InputValueError: an option cannot be used.
    """
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    cleaner = BatchCleaner(**options)
    # Spark 4.3 asks for the zone of timestamps; before, it was always UTC. To Spark's own schema the zone is nothing.
    zone = {"timezone": "UTC"} if "timezone" in inspect.signature(to_arrow_schema).parameters else {}
    schema = cleaner.output_schema(to_arrow_schema(df.schema, **zone))
    return df.mapInArrow(_Partition(cleaner), from_arrow_schema(schema))


class _Partition:
    """One cleaner for all batches of a partition."""

    def __init__(self, cleaner: BatchCleaner) -> None:
        self._cleaner = cleaner

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[Any]:
        try:
            for batch in batches:
                yield self._cleaner(batch)
        finally:
            self._cleaner.close()
