"""datatrove: a pipeline step that keeps what extractors throw away, metadata and audit."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

try:
    from datatrove.data import Document, DocumentsPipeline
    from datatrove.pipeline.base import PipelineStep
except ImportError as error:
    raise ImportError("newsclean.adapters.datatrove needs datatrove: pip install 'newsclean[datatrove]'") from error

from newsclean.adapters.fields import row_fields
from newsclean.api import CleanRecord
from newsclean.batch.results import RecordCleaner
from newsclean.cleaners.default import DEFAULT
from newsclean.errors import InputValueError
from newsclean.ingest.read import DEFAULT_LIMITS, Kind, Limits
from newsclean.model.receipts import AuditLevel, check_level
from newsclean.model.rejected import Rejected
from newsclean.pipeline.pipeline import Pipeline
from newsclean.records import Record
from newsclean.workers import Bounds


class NewsCleaner(PipelineStep):
    """Turns `Document.text`, a page or a text dump, into the article's text, and puts its fields into the metadata.

    Every document comes out, in order; what it is tells `metadata["status"]`, for a filter to act on. The metadata are
    the columns of `newsclean.arrow_schema()` that have a value, moments as ISO 8601 text, beside the document's own
    (`input_` before a name that is one of ours). The step's statistics count documents by status.

    Args:
        kind: what the documents are; told apart by default.
        audit: how much of the audit is kept.
        url_key: metadata key of the address, as datatrove's WARC reader has it.
        fetched_key: metadata key of the moment it was fetched, ISO 8601 with a time zone; others are passed over.
        pipeline: the cleaners to run.
        limits: bounds on the work done for each document.
        timeout: seconds that a document may take; with it or `memory` the work is done in a worker process.
        memory: bytes that a document may take.

    Raises:
        InputTypeError, InputValueError: an option cannot be used.
    """

    name = "newsclean"
    type = "EXTRACTOR"

    def __init__(
        self,
        *,
        kind: Kind = "auto",
        audit: AuditLevel = "full",
        url_key: str = "url",
        fetched_key: str = "date",
        pipeline: Pipeline = DEFAULT,
        limits: Limits = DEFAULT_LIMITS,
        timeout: float | None = None,
        memory: int | None = None,
    ) -> None:
        super().__init__()
        check_level(audit)
        if kind not in {"auto", "html", "text"}:
            raise InputValueError(f"kind is {kind!r}; it must be 'auto', 'html' or 'text'")
        self.kind: Kind = kind
        self.audit: AuditLevel = audit
        self.url_key = url_key
        self.fetched_key = fetched_key
        self._clean = RecordCleaner(CleanRecord(pipeline, limits), Bounds(timeout=timeout, memory=memory))

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> Iterator[Document]:  # noqa: ARG002
        """Clean the documents of a rank."""
        under_way: deque[Document] = deque()

        def records() -> Iterator[Record | Rejected]:
            for document in data or ():
                under_way.append(document)
                yield self._record(document)

        try:
            for result in self._clean(records()):
                document = under_way.popleft()
                fields = row_fields(result, self.audit)
                self.stat_update("total", fields["status"])
                yield Document(
                    text=fields.pop("text", ""),
                    id=document.id,
                    media=document.media,
                    metadata={**_passed(document.metadata, fields), **fields},
                )
        finally:
            self._clean.close()

    def _record(self, document: Document) -> Record:
        url = document.metadata.get(self.url_key)
        return Record(
            raw=document.text,
            id=document.id,
            kind=self.kind,
            url=url if isinstance(url, str) else None,
            fetched=_moment(document.metadata.get(self.fetched_key)),
        )


def _passed(own: Mapping[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    return {f"input_{name}" if name in ours and ours[name] != value else name: value for name, value in own.items()}


def _moment(value: Any) -> dt.datetime | None:
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, dt.datetime) and value.utcoffset() is not None else None
