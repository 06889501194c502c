"""What stands in the output for a document that gave no Article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct

from newsclean.errors import SchemaError
from newsclean.model.article import SCHEMA_VERSION

Stage = Literal["read", "clean"]
"""Where a document was lost: while it was read from its source, or while it was cleaned."""

Fault = Literal["bad_record", "invalid", "too_large", "unreadable", "truncated", "timeout", "memory", "crash"]
"""What went wrong; stable identifiers.

`bad_record`: a line, a row or a record that is not one (broken JSON, no document in it); `invalid`: a column of it
cannot be used; `too_large`: larger than a record may be; `unreadable`: the source cannot be read, or not from here on;
`truncated`: the source ends in the middle of a record; `timeout`: over the deadline; `memory`: over the memory cap;
`crash`: the worker process died twice over it, or something was raised that never should be: a fault of newsclean.
"""


class Rejected(Struct, frozen=True, kw_only=True):
    """A document that could not be cleaned at all. Where this is made, the run goes on.

    Not to be confused with an Article whose status is `rejected`: that one was read, and is no text.

    Attributes:
        id: the caller's own id; else the digest an Article would have; else the place in the source.
        stage: where it was lost.
        error: what went wrong.
        message: the same in one sentence for a person.
        url: the address given by the caller.
        extra: the caller's own columns, untouched.
        status: always `error`, to tell these rows from articles.
        schema: version of the records.
    """

    id: str
    stage: Stage
    error: Fault
    message: str = ""
    url: str | None = None
    extra: Mapping[str, Any] = {}
    status: Literal["error"] = "error"
    schema: str = SCHEMA_VERSION

    def to_json(self) -> str:
        """The record as one line of JSON, fields in the order of this class.

        Raises:
            TypeError: a value in `extra` cannot be written as JSON.
        """
        return msgspec.json.encode(self).decode()

    @classmethod
    def from_json(cls, data: str | bytes) -> Rejected:
        """The record that `to_json` wrote.

        Raises:
            SchemaError: the data is not JSON, or not a Rejected.
        """
        try:
            return _decoder.decode(data)
        except msgspec.MsgspecError as error:
            raise SchemaError(f"not a Rejected: {error}") from error


_decoder: msgspec.json.Decoder[Rejected] = msgspec.json.Decoder(Rejected)
