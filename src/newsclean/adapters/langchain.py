"""LangChain: a document transformer and a loader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

try:
    from langchain_core.document_loaders import BaseLoader
    from langchain_core.documents import BaseDocumentTransformer, Document
except ImportError as error:
    raise ImportError(
        "newsclean.adapters.langchain needs langchain-core: pip install 'newsclean[langchain]'"
    ) from error

from newsclean.adapters.fields import flat_fields
from newsclean.api import CleanRecord
from newsclean.batch.results import RecordCleaner, Result
from newsclean.cleaners.default import DEFAULT
from newsclean.ingest.read import DEFAULT_LIMITS, Kind, Limits
from newsclean.pipeline.pipeline import Pipeline
from newsclean.records import Record
from newsclean.workers import Bounds


class NewsTransformer(BaseDocumentTransformer):
    """Turns documents whose `page_content` is a news page or a text dump into articles.

    The text becomes `page_content`; fields join the metadata as text and numbers, under the names of
    `newsclean.Article`, with a list joined by semicolons. Every document comes out, in order; `metadata["status"]` says
    which to leave out.

    Args:
        kind: what the documents are; told apart by default.
        url_key: metadata key of the address, as LangChain's loaders have it.
        pipeline: the cleaners to run.
        limits: bounds on the work done for each document.
        timeout: seconds that a document may take; with it or `memory` the work is done in a worker process.
        memory: bytes that a document may take.

    Raises:
        InputTypeError, InputValueError: an option cannot be used.
    """

    def __init__(
        self,
        *,
        kind: Kind = "auto",
        url_key: str = "source",
        pipeline: Pipeline = DEFAULT,
        limits: Limits = DEFAULT_LIMITS,
        timeout: float | None = None,
        memory: int | None = None,
    ) -> None:
        self.kind: Kind = kind
        self.url_key = url_key
        self._clean = RecordCleaner(CleanRecord(pipeline, limits), Bounds(timeout=timeout, memory=memory))

    def transform_documents(self, documents: Sequence[Document], **_: Any) -> Sequence[Document]:
        """The articles of documents, in order."""
        try:
            results = list(self._clean(self._record(document) for document in documents))
        finally:
            self._clean.close()
        return [
            _document(result, document.metadata, document.id)
            for result, document in zip(results, documents, strict=True)
        ]

    def _record(self, document: Document) -> Record:
        url = document.metadata.get(self.url_key)
        address = url if isinstance(url, str) and url.startswith(("http://", "https://")) else None
        return Record(raw=document.page_content, kind=self.kind, url=address, id=document.id)


class NewsLoader(BaseLoader):
    """Loads articles from files with news pages or text dumps; `metadata["source"]` is the path.

    Args:
        paths: the files.
        kind: what they are; told apart by default.
        pipeline: the cleaners to run.
        limits: bounds on the work done for each document.
    """

    def __init__(
        self,
        paths: Iterable[str | Path],
        *,
        kind: Kind = "auto",
        pipeline: Pipeline = DEFAULT,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self.paths = [Path(path) for path in paths]
        self.kind: Kind = kind
        self._clean = RecordCleaner(CleanRecord(pipeline, limits), Bounds())

    def lazy_load(self) -> Iterator[Document]:
        """One article after the other.

        Raises:
            OSError: a file cannot be read.
        """
        for path in self.paths:
            (result,) = self._clean([Record(raw=path.read_bytes(), kind=self.kind)])
            yield _document(result, {"source": str(path)}, None)


def _document(result: Result, own: dict[str, Any], name: str | None) -> Document:
    text = getattr(result, "text", "")
    return Document(page_content=text, metadata={**own, **flat_fields(result)}, id=name)
