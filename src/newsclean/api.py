"""The verbs: read a document, clean it, clean many. No rules and no formats of their own."""

from __future__ import annotations

import datetime as dt
import functools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec
from msgspec import Struct

from newsclean.cleaners.default import DEFAULT
from newsclean.content import score
from newsclean.errors import InputTypeError, InputValueError, PipelineError
from newsclean.fields.assemble import assemble
from newsclean.ingest.read import DEFAULT_LIMITS, Kind, Limits, Raw, read_document, serialise
from newsclean.model.article import Article
from newsclean.model.document import Document
from newsclean.pipeline.pipeline import Pipeline

if TYPE_CHECKING:
    from concurrent.futures import Future


class Record(Struct, frozen=True, kw_only=True):
    """One document for `clean_many`, with what the caller knows about it.

    Attributes:
        raw: as for `clean`.
        id: becomes `Article.id`; by default that is a digest of the input.
        kind: as for `clean`, and so are the others.
        url: where the document is from.
        fetched: when it was fetched, with a time zone.
        language: BCP 47 code of its language.
        encoding: charset of bytes.
        extra: the caller's own columns.
    """

    raw: Raw
    id: str | None = None
    kind: Kind = "auto"
    url: str | None = None
    fetched: dt.datetime | None = None
    language: str | None = None
    encoding: str | None = None
    extra: Mapping[str, Any] = {}


AnyRecord: TypeAlias = Record | Mapping[str, Any] | Raw
"""A `Record`; a mapping with its fields, where `html` or `text` may stand for `raw` and other keys go to `extra`; or a
raw document."""


def read(
    raw: Raw,
    *,
    kind: Kind = "auto",
    url: str | None = None,
    fetched: dt.datetime | None = None,
    encoding: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Read a raw document into blocks, without deciding anything about them.

    Args:
        raw: `str`, `bytes`, a `BeautifulSoup` or an lxml tree; HTML or text.
        kind: `html` or `text` where the caller knows; `auto` tells them apart.
        url: where the document is from.
        fetched: when it was fetched, with a time zone; no date of the document can be later.
        encoding: charset of bytes, such as the one of an HTTP header; the document's own word counts after it.
        limits: bounds on the work done.

    Raises:
        InputTypeError: an argument has a type that cannot be used.
        InputValueError: an argument has a value that cannot be used.
    """
    if kind not in ("auto", "html", "text"):
        raise InputValueError(f"kind is {kind!r}; it must be 'auto', 'html' or 'text'")
    _check("url", url, str)
    _check("encoding", encoding, str)
    _check("fetched", fetched, dt.datetime)
    _check("limits", limits, Limits, optional=False)
    if fetched is not None and fetched.utcoffset() is None:
        raise InputValueError("fetched has no time zone")
    return read_document(raw, kind=kind, url=url, fetched=fetched, encoding=encoding, limits=limits)


def _check(name: str, value: object, wanted: type, *, optional: bool = True) -> None:
    """Hold an argument to its type, and text to what a file can hold.

    Raises:
        InputTypeError: it has another type.
        InputValueError: it is a string with lone surrogates, such as `os.fsdecode` gives for file names in no encoding.
    """
    if value is None and optional:
        return
    if not isinstance(value, wanted):
        or_none = " or None" if optional else ""
        raise InputTypeError(f"{name} must be {wanted.__name__}{or_none}, not {type(value).__name__}")
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise InputValueError(f"{name} is {value!r}, which holds half of a character") from None


def clean_document(
    document: Document,
    *,
    html: str | bytes | None = None,
    language: str | None = None,
    pipeline: Pipeline = DEFAULT,
    extra: Mapping[str, Any] | None = None,
    strict: bool = False,
) -> Article:
    """Clean a document that was read before.

    Args:
        document: what `read` gave.
        html: the page it was read from, for trafilatura's second opinion on a doubtful body; without it there is none.
        language: as for `clean`, and so are the others and the errors.
        pipeline: see `clean`.
        extra: see `clean`.
        strict: see `clean`.
    """
    if html is not None and not isinstance(html, str | bytes):
        raise InputTypeError(f"html must be str, bytes or None, not {type(html).__name__}")
    page = None if html is None else lambda: html
    return _clean(document, page, language=language, pipeline=pipeline, extra=extra, strict=strict)


def _clean(
    document: Document,
    page: Callable[[], str | bytes] | None,
    *,
    language: str | None,
    pipeline: Pipeline,
    extra: Mapping[str, Any] | None,
    strict: bool,
) -> Article:
    """Clean a document; `page` gives what it was read from, should that be wanted."""
    _check("document", document, Document, optional=False)
    _check("language", language, str)
    _check("pipeline", pipeline, Pipeline, optional=False)
    _check("extra", extra, Mapping)
    for name in extra or ():
        if not isinstance(name, str):
            raise InputTypeError(f"the keys of extra must be str, not {type(name).__name__} ({name!r})")
    outcome = pipeline.run(document, scorer=functools.partial(score, html=page), strict=strict)
    return assemble(document, outcome, language=language, extra=extra or {})


def clean(
    raw: Raw,
    *,
    url: str | None = None,
    kind: Kind = "auto",
    fetched: dt.datetime | None = None,
    language: str | None = None,
    encoding: str | None = None,
    id: str | None = None,  # noqa: A002
    pipeline: Pipeline = DEFAULT,
    limits: Limits = DEFAULT_LIMITS,
    extra: Mapping[str, Any] | None = None,
    strict: bool = False,
) -> Article:
    """Clean one document.

    No content of `raw` raises: a document without an article gives an Article whose `status` says so.

    Args:
        raw: `str`, `bytes`, a `BeautifulSoup` or an lxml tree; HTML or text.
        url: where the document is from; evidence for its date and publisher.
        kind: `html` or `text` where the caller knows; `auto` tells them apart.
        fetched: when it was fetched, with a time zone; no date of the document can be later.
        language: BCP 47 code of its language, where the caller knows.
        encoding: charset of bytes, such as the one of an HTTP header.
        id: becomes `Article.id`; by default that is a digest of the input.
        pipeline: the cleaners to run.
        limits: bounds on the work done.
        extra: the caller's own columns, passed through to `Article.extra` untouched; only `to_json` asks that their
            values can be written as JSON.
        strict: re-raise what a cleaner raises, instead of noting it in the audit.

    Raises:
        InputTypeError: an argument has a type that cannot be used.
        InputValueError: an argument has a value that cannot be used.
        PipelineError: a phrase file of the pipeline cannot be read.
    """
    _check("id", id, str)
    document = read(raw, kind=kind, url=url, fetched=fetched, encoding=encoding, limits=limits)
    article = _clean(
        document, lambda: serialise(raw)[0], language=language, pipeline=pipeline, extra=extra, strict=strict
    )
    return article if id is None else msgspec.structs.replace(article, id=id)


def clean_file(path: str | Path, **options: Any) -> Article:
    """Clean the document in a file, read as bytes. Options as for `clean`.

    Raises:
        OSError: the file cannot be read.
    """
    return clean(Path(path).read_bytes(), **options)


def clean_many(
    records: Iterable[AnyRecord],
    *,
    jobs: int = 1,
    pipeline: Pipeline = DEFAULT,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Article]:
    """Clean documents one after the other, or in several processes; articles come in the order of the records.

    Only a few records a process are read ahead, so endless iterables are fine.

    Args:
        records: see `AnyRecord`.
        jobs: processes; with 1 the work is done in this one. More need a pipeline that pickles.
        pipeline: the cleaners to run.
        limits: bounds on the work done for each document.

    Raises:
        InputTypeError: an argument or a record has a type that cannot be used.
        InputValueError: an argument or a record has a value that cannot be used. What a document holds never raises.
        PipelineError: with more than one process, the pipeline does not pickle.
    """
    _check("jobs", jobs, int, optional=False)
    _check("pipeline", pipeline, Pipeline, optional=False)
    _check("limits", limits, Limits, optional=False)
    if isinstance(records, str | bytes | Mapping):
        raise InputTypeError(f"records must be an iterable of records, not one {type(records).__name__}")
    if jobs < 1:
        raise InputValueError(f"jobs is {jobs}; it must be 1 or more")
    if jobs == 1:
        return (_clean_record(_record(item), pipeline, limits) for item in records)
    import pickle

    try:
        pickled = pickle.dumps(pipeline)
    except Exception as error:
        message = (
            "the pipeline does not pickle, so it cannot go to other processes; define its cleaners at the top level"
        )
        raise PipelineError(f"{message} of a module ({error})") from error
    return _clean_in_processes(records, jobs, pickled, limits)


_READ_AHEAD = 8
"""Records given out per process before the first result is waited for: enough to keep all busy when one is slow."""


def _clean_in_processes(
    records: Iterable[AnyRecord],
    jobs: int,
    pickled: bytes,
    limits: Limits,
) -> Iterator[Article]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Not fork: the caller's process may have threads, and a fork would copy their locks in whatever state they are.
    context = multiprocessing.get_context("spawn")
    pending: deque[Future[Article]] = deque()
    with ProcessPoolExecutor(jobs, context) as pool:
        try:
            for item in records:
                pending.append(pool.submit(_clean_elsewhere, _record(item), pickled, limits))
                if len(pending) >= _READ_AHEAD * jobs:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        finally:
            for future in pending:
                future.cancel()


@functools.lru_cache(maxsize=1)
def _unpickled(pickled: bytes) -> Pipeline:
    """The pipeline in a worker process: made once, for getting its phrases ready takes longer than many documents."""
    import pickle

    pipeline: Pipeline = pickle.loads(pickled)  # noqa: S301
    return pipeline


def _clean_elsewhere(record: Record, pickled: bytes, limits: Limits) -> Article:
    return _clean_record(record, _unpickled(pickled), limits)


def _clean_record(record: Record, pipeline: Pipeline, limits: Limits) -> Article:
    return clean(
        record.raw,
        url=record.url,
        kind=record.kind,
        fetched=record.fetched,
        language=record.language,
        encoding=record.encoding,
        id=record.id,
        pipeline=pipeline,
        limits=limits,
        extra=record.extra,
    )


def _record(item: AnyRecord) -> Record:
    if isinstance(item, Record):
        return item
    if not isinstance(item, Mapping):
        return Record(raw=item)
    known: dict[str, Any] = {}
    own = item.get("extra")
    _check("extra", own, Mapping)
    extra: dict[str, Any] = dict(own or {})
    for name, value in item.items():
        if name in {"raw", "html", "text"}:
            if value is None:
                # A column of a table that has both.
                continue
            if "raw" in known:
                raise InputValueError("a record holds more than one of 'raw', 'html' and 'text'")
            known["raw"] = value
            if name != "raw":
                known.setdefault("kind", name)
        elif name in Record.__struct_fields__:
            if value is not None:
                known[name] = value
        else:
            extra[name] = value
    if "raw" not in known:
        raise InputValueError("a record holds none of 'raw', 'html' and 'text'")
    return Record(**{**known, "extra": extra})
