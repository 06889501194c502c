"""The run: sources through workers into parts, in order, from wherever the manifest says."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from newsclean._version import __version__
from newsclean.api import CleanRecord
from newsclean.batch.columns import Columns
from newsclean.batch.encode import CleanToRow, Encoder, Row, RowFormat
from newsclean.batch.items import Item, Line
from newsclean.batch.manifest import Header, Manifest, PartLine
from newsclean.batch.parts import ROWS, Part, part_name
from newsclean.batch.readers import read
from newsclean.batch.sources import Source, digest
from newsclean.batch.tally import Facts, Tally
from newsclean.cleaners.default import DEFAULT
from newsclean.errors import InputValueError
from newsclean.ingest.read import DEFAULT_LIMITS, Limits
from newsclean.model.article import SCHEMA_VERSION
from newsclean.model.receipts import AuditLevel
from newsclean.pipeline.pipeline import Pipeline
from newsclean.records import Record, size_of
from newsclean.workers import Bounds, Done, Failed, Pool, Ready, Task

TIMEOUT = 60.0
"""Seconds for a document. The largest page that is read (32 MB) takes about a third of it on a slow machine."""

MEMORY = 2 << 30
"""Bytes for a document. That page takes about 0.7 GB."""


class Plan(Struct, frozen=True, kw_only=True):
    """What a run is to do.

    Attributes:
        sources: the inputs, in order.
        out: the folder for the output.
        form: how rows are written.
        audit: how much of the audit they hold.
        columns: which columns of tables are what.
        jobs: worker processes.
        bounds: deadline and memory cap of each document.
        pipeline: the cleaners to run.
        limits: bounds on what is read of each document.
        part_rows: rows of a part file, at most.
        resume: whether to go on with a run that is in the folder.
    """

    sources: Sequence[Source]
    out: Path
    form: RowFormat = "jsonl"
    audit: AuditLevel = "full"
    columns: Columns = Columns()
    jobs: int = 1
    bounds: Bounds = Bounds(timeout=TIMEOUT, memory=MEMORY)
    pipeline: Pipeline = DEFAULT
    limits: Limits = DEFAULT_LIMITS
    part_rows: int = ROWS
    resume: bool = False

    def __post_init__(self) -> None:
        if self.part_rows < 1:
            raise InputValueError(f"part_rows is {self.part_rows}; it must be 1 or more")

    def header(self) -> Header:
        """What rows depend on. Jobs are not of it, nor are the bounds: what is cut short by them was ill anyway."""
        return Header(
            newsclean=__version__,
            schema=SCHEMA_VERSION,
            pipeline=self.pipeline.info.digest,
            format=self.form,
            audit=self.audit,
            options={
                "columns": msgspec.to_builtins(self.columns),
                "limits": msgspec.to_builtins(self.limits),
                "part_rows": self.part_rows,
            },
            sources=len(self.sources),
            bytes=sum(source.size for source in self.sources),
            inputs=digest(self.sources),
        )


class Place(Struct, frozen=True):
    """Where in the inputs a run is: an index of a source, how many items of it went before, and the share of all."""

    source: int
    items: int
    share: float = 0.0


Watch = Callable[[Facts, Place], Any]
"""Told of every document that is written."""


def run(plan: Plan, watch: Watch | None = None, started: Callable[[Tally, Place], Any] | None = None) -> Tally:
    """Clean a corpus.

    Args:
        plan: what to do.
        watch: called after each row.
        started: called once, with what an earlier run has done.

    Returns:
        The tally of the whole run, with what an earlier run has done.

    Raises:
        InputValueError: the folder holds something already, or another run.
        ColumnError: the first table lacks a column.
        OutputError: the output cannot be written. What is whole stays, and can be gone on with.
        WorkerError: worker processes cannot be started.
    """
    with closing(Manifest(plan.out, plan.header(), resume=plan.resume)) as manifest:
        place = Place(manifest.parts[-1].source, manifest.parts[-1].items) if manifest.parts else Place(0, 0)
        if started is not None:
            started(manifest.total(), place)
        if manifest.end is None:
            _clean(plan, manifest, place, watch)
        return manifest.finish()


def _clean(plan: Plan, manifest: Manifest, place: Place, watch: Watch | None) -> None:
    encode = Encoder(plan.form, plan.audit)
    work = CleanToRow(CleanRecord(plan.pipeline, plan.limits), encode, plan.columns)
    # Items under way, in order: the pool gives their rows in the same order.
    under_way: deque[tuple[Item, Place]] = deque()

    def tasks() -> Iterator[Task[Record | Line] | Ready[Row | None]]:
        for item, at in items(plan, place):
            # What is done with is let go of: the pool holds it until its row is there.
            under_way.append((msgspec.structs.replace(item, result=None), at))
            match item.result:
                case Record() as record:
                    yield Task(record, size_of(record))
                case Line() as line:
                    yield Task(line, len(line.data))
                case None:
                    yield Ready(None)
                case rejected:
                    yield Ready(encode(rejected))

    def row(outcome: Done[Row | None] | Failed[Record | Line]) -> Row | None:
        return outcome.value if isinstance(outcome, Done) else work.failed(outcome)

    with Pool[Record | Line, Row | None](work, jobs=plan.jobs, bounds=plan.bounds) as pool:
        _write(plan, manifest, ((*under_way.popleft(), row(one)) for one in pool.run(tasks())), watch)


def items(plan: Plan, place: Place) -> Iterator[tuple[Item, Place]]:
    """The items of all sources from a place on, each with the place after it."""
    sizes = [source.size for source in plan.sources]
    whole = sum(sizes) or 1
    before = sum(sizes[: place.source])
    for index in range(place.source, len(plan.sources)):
        source = plan.sources[index]
        skip = place.items if index == place.source else 0
        for number, item in enumerate(read(source, plan.columns, skip=skip, first=index == 0), skip + 1):
            share = (before + item.share * source.size) / whole
            yield item, Place(index + 1, 0, share) if item.last else Place(index, number, share)
        before += source.size


def _write(plan: Plan, manifest: Manifest, rows: Iterator[tuple[Item, Place, Row | None]], watch: Watch | None) -> None:
    current = next(rows, None)
    while current is not None:
        number = len(manifest.parts)
        tally = Tally()
        with Part(manifest.folder, number, plan.form, plan.part_rows) as part:
            # What is no row takes no room, and needs no part of its own.
            while current is not None and not (part.full() and current[2] is not None):
                item, place, row = current
                tally.pass_over(dict(item.skipped), item.damage)
                if row is not None:
                    part.write(row.data)
                    tally.note(row.facts)
                    if watch is not None:
                        watch(row.facts, place)
                current = next(rows, None)
            size, sha256 = part.finish()
        manifest.add(
            PartLine(
                file=part_name(number, plan.form),
                rows=part.rows,
                bytes=size,
                sha256=sha256,
                source=place.source,
                items=place.items,
                tally=tally,
            )
        )
