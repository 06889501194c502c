"""One record to its result: an article, or what stands for one. Here a bad value in a row does not raise either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import msgspec

from newsclean.api import CleanRecord
from newsclean.errors import InputTypeError, InputValueError, NewscleanError
from newsclean.model.article import Article
from newsclean.model.rejected import Rejected
from newsclean.records import Record, rejected, size_of
from newsclean.text.unseen import whole_text
from newsclean.workers import Bounds, Done, Failed, Pool, Ready, Task

Result: TypeAlias = Article | Rejected


def cleaned(record: Record, clean: CleanRecord) -> Result:
    """The article of a record; a record with a value that cannot be used, or a page that shows a fault, is rejected.

    Raises:
        PipelineError: a phrase file of the pipeline cannot be read.
        MemoryError: for a worker to tell of.
    """
    try:
        return clean(record)
    except (InputTypeError, InputValueError) as error:
        return rejected(record, "clean", "invalid", str(error))
    except (NewscleanError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - one page in a million must not end the run
        return rejected(record, "clean", "crash", f"{type(error).__name__}: {error}")


def given_up(record: Record, outcome: Failed[Any]) -> Rejected:
    """What stands for a record that a worker could not do.

    Raises:
        NewscleanError: the worker raised it, and no document is to blame.
    """
    if isinstance(outcome.error, NewscleanError):
        raise outcome.error
    reason = "crash" if outcome.reason == "raised" else outcome.reason
    return rejected(record, "clean", reason, outcome.message)


def writable(result: Result) -> Result:
    """The result, unless a value of the caller's own cannot be written as JSON: then a `Rejected` without it."""
    try:
        msgspec.json.encode((result.id, result.url, result.extra))
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        return Rejected(
            id=whole_text(result.id),
            stage="read",
            error="invalid",
            message=f"a value cannot be written as JSON: {whole_text(str(error))}",
            url=None if result.url is None else whole_text(result.url),
        )
    return result


class RecordCleaner:
    """Records to results, in order, for hosts that have processes of their own. Pickles.

    Args:
        clean: how a record is cleaned.
        bounds: what a document may take. With none, the work is done in this process; else in one worker process that
            lives as long as the cleaner.
    """

    def __init__(self, clean: CleanRecord, bounds: Bounds) -> None:
        self._clean = clean
        self._bounds = bounds
        self._pool: Pool[Record, Result] | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_pool": None}

    def close(self) -> None:
        """End the worker process, if there is one; the next record starts another."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def __call__(self, items: Iterable[Record | Rejected]) -> Iterator[Result]:
        """A result for each item; what is a result already comes out as it is."""
        if self._bounds == Bounds():
            for item in items:
                yield writable(cleaned(item, self._clean)) if isinstance(item, Record) else writable(item)
            return
        if self._pool is None:
            self._pool = Pool(_Cleaned(self._clean), jobs=1, bounds=self._bounds)
        whole = False
        try:
            for outcome in self._pool.run(_task(item) for item in items):
                done = outcome.value if isinstance(outcome, Done) else given_up(outcome.work, outcome)
                yield writable(done)
            whole = True
        finally:
            if not whole:
                self._pool = None


def _task(item: Record | Rejected) -> Task[Record] | Ready[Result]:
    return Task(item, size_of(item)) if isinstance(item, Record) else Ready(item)


class _Cleaned:
    """`cleaned`, as a worker process calls it."""

    def __init__(self, clean: CleanRecord) -> None:
        self.clean = clean

    def warm_up(self) -> None:
        self.clean.warm_up()

    def __call__(self, record: Record) -> Result:
        return cleaned(record, self.clean)
