"""Ray Data: a callable class for `map_batches`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from newsclean.batch import BatchCleaner, Options

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]
    from ray.data import Dataset

BATCH_SIZE = 64
"""Rows of a batch: a few seconds of work, so that little is done again when an actor is lost."""


class CleanBatches:
    """Cleans Arrow batches, in a stateful actor that loads weights and phrase lists once.

        ds.map_batches(CleanBatches, batch_format="pyarrow", batch_size=64, concurrency=8,
                       fn_constructor_kwargs={"audit": "reasons"})

    Args:
        **options: those of `newsclean.batch.BatchCleaner`, whose errors this raises.
    """

    def __init__(self, **options: Unpack[Options]) -> None:
        self._cleaner = BatchCleaner(**options)

    def __call__(self, batch: pa.Table) -> pa.Table:
        """The articles of a batch, with the columns of `BatchCleaner`."""
        import pyarrow as pa

        return pa.Table.from_batches([self._cleaner(batch)])


def clean_dataset(
    dataset: Dataset, *, concurrency: int, batch_size: int = BATCH_SIZE, **options: Unpack[Options]
) -> Dataset:
    """Clean a dataset's documents, a row of output for each row of input. Nothing runs before it is consumed.

    Args:
        dataset: a column of documents, and others.
        concurrency: actors, of one core each.
        batch_size: rows of a batch.
        **options: those of `newsclean.batch.BatchCleaner`.

    Raises:
        InputTypeError, InputValueError: an option cannot be used.
    """
    # Wrong options are told of here, and not by an actor that dies.
    BatchCleaner(**options)
    arguments: dict[str, Any] = dict(options)
    return dataset.map_batches(
        CleanBatches,
        batch_format="pyarrow",
        batch_size=batch_size,
        concurrency=concurrency,
        fn_constructor_kwargs=arguments,
    )
