"""One record to its result: an article, or what stands for one. Here a bad value in a row does not raise either."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from newsclean.api import CleanRecord
from newsclean.errors import InputTypeError, InputValueError
from newsclean.model.article import Article
from newsclean.model.rejected import Rejected
from newsclean.records import Record, rejected
from newsclean.workers import Done, Failed

Result: TypeAlias = Article | Rejected


def cleaned(record: Record, clean: CleanRecord) -> Result:
    """The article of a record; a record with a value that cannot be used is rejected."""
    try:
        return clean(record)
    except (InputTypeError, InputValueError) as error:
        return rejected(record, "clean", "invalid", str(error))


def settled(outcome: Done[Result] | Failed[Record]) -> Result:
    """The result of work that was done elsewhere.

    Raises:
        Exception: the worker raised something that no document can be blamed for.
    """
    if isinstance(outcome, Done):
        return outcome.value
    if outcome.reason == "raised":
        raise outcome.error or RuntimeError(outcome.message)
    return rejected(outcome.work, "clean", outcome.reason, outcome.message)


def writable(result: Result) -> Result:
    """The result, unless a column of the caller's own cannot be written as JSON: then a `Rejected` without them."""
    try:
        msgspec.json.encode(result.extra)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        return Rejected(
            id=result.id,
            stage="read",
            error="invalid",
            message=f"a column cannot be written as JSON: {error}",
            url=result.url,
        )
    return result
