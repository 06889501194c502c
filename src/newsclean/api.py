"""The verbs: read a document, clean it, clean many. No rules and no formats of their own."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, overload

import msgspec

from newsclean.cleaners.default import DEFAULT
from newsclean.content import score
from newsclean.errors import InputTypeError, InputValueError, WorkerError
from newsclean.fields.assemble import assemble
from newsclean.fields.caller import Word, word_of
from newsclean.ingest.read import DEFAULT_LIMITS, Kind, Limits, Raw, read_document, serialise
from newsclean.model.article import Article
from newsclean.model.document import Document
from newsclean.model.rejected import Rejected
from newsclean.pipeline.pipeline import Pipeline
from newsclean.records import AnyRecord, Record, rejected, size_of, to_record
from newsclean.workers import Bounds, Done, Failed, Pool, Task


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
    fallback: Mapping[str, Any] | None = None,
    override: Mapping[str, Any] | None = None,
    pipeline: Pipeline = DEFAULT,
    extra: Mapping[str, Any] | None = None,
    strict: bool = False,
) -> Article:
    """Clean a document that was read before.

    Args:
        document: what `read` gave.
        html: the page it was read from, for trafilatura's second opinion on a doubtful body; without it there is none.
        language: as for `clean`, and so are the others and the errors.
        fallback: see `clean`.
        override: see `clean`.
        pipeline: see `clean`.
        extra: see `clean`.
        strict: see `clean`.
    """
    if html is not None and not isinstance(html, str | bytes):
        raise InputTypeError(f"html must be str, bytes or None, not {type(html).__name__}")
    page = None if html is None else lambda: html
    word = word_of(fallback, override)
    return _clean(document, page, language=language, word=word, pipeline=pipeline, extra=extra, strict=strict)


def _clean(
    document: Document,
    page: Callable[[], str | bytes] | None,
    *,
    language: str | None,
    word: Word,
    pipeline: Pipeline,
    extra: Mapping[str, Any] | None,
    strict: bool,
) -> Article:
    """Clean a document; `page` gives what it was read from, should that be wanted."""
    _check("document", document, Document, optional=False)
    _check("language", language, str)
    _check("pipeline", pipeline, Pipeline, optional=False)
    extra = _checked_extra({} if extra is None else extra)
    outcome = pipeline.run(document, scorer=functools.partial(score, html=page), strict=strict)
    return assemble(document, outcome, language=language, extra=extra, word=word)


def _checked_extra(extra: Mapping[str, Any]) -> Mapping[str, Any]:
    _check("extra", extra, Mapping)
    for name in extra:
        if not isinstance(name, str):
            raise InputTypeError(f"the keys of extra must be str, not {type(name).__name__} ({name!r})")
    return extra


def clean(  # noqa: PLR0913
    raw: Raw,
    *,
    url: str | None = None,
    kind: Kind = "auto",
    fetched: dt.datetime | None = None,
    language: str | None = None,
    encoding: str | None = None,
    id: str | None = None,  # noqa: A002
    fallback: Mapping[str, Any] | None = None,
    override: Mapping[str, Any] | None = None,
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
        fallback: what the caller knows of fields from elsewhere, such as the feed: `{"title": …, "authors": [...],
            "published": …}`, taken where the document does not say. Any of the fields title, subtitle, description,
            authors, byline, published, modified, publisher, agency, section, tags, language, canonical_url, license,
            copyright; strings, lists of strings for authors and tags, dates as string, date or datetime.
        override: the same, taken whatever the document says. `Article.evidence` shows what it says.
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
    word = word_of(fallback, override)
    document = read(raw, kind=kind, url=url, fetched=fetched, encoding=encoding, limits=limits)
    article = _clean(
        document,
        lambda: serialise(raw)[0],
        language=language,
        word=word,
        pipeline=pipeline,
        extra=extra,
        strict=strict,
    )
    return article if id is None else msgspec.structs.replace(article, id=id)


def clean_file(path: str | Path, **options: Any) -> Article:
    """Clean the document in a file, read as bytes. Options as for `clean`.

    Raises:
        OSError: the file cannot be read.
    """
    return clean(Path(path).read_bytes(), **options)


@overload
def clean_many(
    records: Iterable[AnyRecord],
    *,
    jobs: Literal[1] = 1,
    ordered: bool = True,
    timeout: None = None,
    memory: None = None,
    pipeline: Pipeline = DEFAULT,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Article]: ...
@overload
def clean_many(
    records: Iterable[AnyRecord],
    *,
    jobs: int = 1,
    ordered: bool = True,
    timeout: float | None = None,
    memory: int | None = None,
    pipeline: Pipeline = DEFAULT,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Article | Rejected]: ...
def clean_many(
    records: Iterable[AnyRecord],
    *,
    jobs: int = 1,
    ordered: bool = True,
    timeout: float | None = None,
    memory: int | None = None,
    pipeline: Pipeline = DEFAULT,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Article | Rejected]:
    """Clean documents one after the other, or in several processes.

    Records are taken only as results are: at most a few dozen for each process, and 64 MB of them or a single larger
    one, are under way at a time, so endless iterables are fine. Worker processes start when the first result is asked
    for and end with the iteration. A document that goes beyond its bounds, or ends its worker process, gives a
    `Rejected` in the place of its article, and the rest goes on.

    Args:
        records: see `AnyRecord`.
        jobs: processes. With 1, and neither `timeout` nor `memory`, the work is done in this process, and every result
            is an Article. Else the pipeline must pickle.
        ordered: results in the order of the records; else as they get done.
        timeout: seconds that a document may take before its worker is ended.
        memory: bytes of memory that a document may take beyond what a worker needs at rest, where the operating system
            can hold it to that (Linux can).
        pipeline: the cleaners to run.
        limits: bounds on the work done for each document.

    Raises:
        InputTypeError: an argument or a record has a type that cannot be used.
        InputValueError: an argument or a record has a value that cannot be used. What a document holds never raises.
        PipelineError: the pipeline must go to other processes and does not pickle.
        WorkerError: worker processes cannot be started.
    """
    _check("jobs", jobs, int, optional=False)
    _check("pipeline", pipeline, Pipeline, optional=False)
    _check("limits", limits, Limits, optional=False)
    if isinstance(records, str | bytes | Mapping):
        raise InputTypeError(f"records must be an iterable of records, not one {type(records).__name__}")
    if not isinstance(records, Iterable):
        raise InputTypeError(f"records must be an iterable of records, not {type(records).__name__}")
    if jobs < 1:
        raise InputValueError(f"jobs is {jobs}; it must be 1 or more")
    work = CleanRecord(pipeline, limits)
    bounds = Bounds(timeout=timeout, memory=memory)
    if jobs == 1 and bounds == Bounds():
        return (work(to_record(item)) for item in records)
    return _clean_in_processes(records, Pool(work, jobs=jobs, bounds=bounds), ordered=ordered)


class CleanRecord:
    """`clean` as worker processes call it: one record, with a pipeline and limits fixed."""

    def __init__(self, pipeline: Pipeline = DEFAULT, limits: Limits = DEFAULT_LIMITS) -> None:
        self.pipeline = pipeline
        self.limits = limits

    def warm_up(self) -> None:
        """Load what the first document would wait for: weights, phrase lists, language profiles."""
        self(Record(raw=_WARM_UP))

    def __call__(self, record: Record) -> Article:
        """Clean the record. Raises as `clean` does."""
        return clean(
            record.raw,
            url=record.url,
            kind=record.kind,
            fetched=record.fetched,
            language=record.language,
            fallback=record.fallback,
            override=record.override,
            encoding=record.encoding,
            id=record.id,
            pipeline=self.pipeline,
            limits=self.limits,
            extra=record.extra,
        )


_WARM_UP = "<p>The council met on Monday and voted, after a long debate, for a new bridge over the river.</p>" * 8
"""A page that declares no language, so that its words must be looked at."""


def _clean_in_processes(
    records: Iterable[AnyRecord], pool: Pool[Record, Article], *, ordered: bool
) -> Iterator[Article | Rejected]:
    # The caller's own columns stay here: they need not pickle, and come back as the same objects.
    extras: dict[int, Mapping[str, Any]] = {}

    def tasks() -> Iterator[Task[Record]]:
        for number, item in enumerate(records):
            record = to_record(item)
            if record.extra:
                extras[number] = _checked_extra(record.extra)
                record = msgspec.structs.replace(record, extra={})
            yield Task(record, size_of(record))

    with pool:
        for outcome in pool.run(tasks(), ordered=ordered):
            extra = extras.pop(outcome.number, {})
            result = outcome.value if isinstance(outcome, Done) else _rejected(outcome)
            yield msgspec.structs.replace(result, extra=extra) if extra else result


def _rejected(outcome: Failed[Record]) -> Rejected:
    """What stands for the article; an error that is the caller's own is raised."""
    if outcome.reason == "raised":
        raise outcome.error or WorkerError(outcome.message)
    return rejected(outcome.work, "clean", outcome.reason, outcome.message)
