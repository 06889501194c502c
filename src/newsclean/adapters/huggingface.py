"""Hugging Face datasets: a function for `Dataset.map` that pickles, with a fingerprint of its options alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from newsclean.batch import BatchCleaner, Options

if TYPE_CHECKING:
    from datasets import Dataset, Features


class CleanExamples:
    """Cleans batches of examples.

        clean = CleanExamples(audit="reasons")
        ds.map(clean, batched=True, batch_size=64, num_proc=8, remove_columns=ds.column_names,
               features=clean.features(ds.features))

    or, shorter, `clean_dataset(ds, num_proc=8, audit="reasons")`.

    Args:
        **options: those of `newsclean.batch.BatchCleaner`, whose errors this raises.
    """

    def __init__(self, **options: Unpack[Options]) -> None:
        self._options = options
        self._cleaner: BatchCleaner | None = None
        BatchCleaner(**options)

    def __getstate__(self) -> dict[str, Any]:
        # The cache of `map` is found by a hash of this, so it must not change by use.
        return {"_options": self._options, "_cleaner": None}

    def features(self, features: Features) -> Features:
        """The features of what comes out, for a dataset that has these.

        Raises:
            ColumnError: a column is missing, or has a type that cannot be used.
        """
        from datasets import Features

        schema = BatchCleaner(**self._options).output_schema(features.arrow_schema.remove_metadata())
        return Features.from_arrow_schema(schema.remove_metadata())

    def __call__(self, examples: Any) -> Any:
        """Articles of a batch, given as Arrow table or as a dict of lists, and given back as that."""
        import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]

        if self._cleaner is None:
            self._cleaner = BatchCleaner(**self._options)
        if isinstance(examples, pa.Table):
            return pa.Table.from_batches([self._cleaner(examples)])
        return self._cleaner(pa.table(dict(examples))).to_pydict()


def clean_dataset(
    dataset: Dataset, *, num_proc: int | None = None, batch_size: int = 64, **options: Unpack[Options]
) -> Dataset:
    """Clean a dataset's documents, a row of output for each row of input.

    Args:
        dataset: a column of documents, and others.
        num_proc: processes.
        batch_size: rows of a batch.
        **options: those of `newsclean.batch.BatchCleaner`.

    Raises:
        ColumnError: a column is missing, or has a type that cannot be used.
        InputTypeError, InputValueError: an option cannot be used.
    """
    clean = CleanExamples(**options)
    # As Arrow, so that columns keep their types where a batch of one has only nulls.
    cleaned = dataset.with_format("arrow").map(
        clean,
        batched=True,
        batch_size=batch_size,
        num_proc=num_proc,
        remove_columns=dataset.column_names,
        features=clean.features(dataset.features),
        desc="newsclean",
    )
    return cleaned.with_format(None)
