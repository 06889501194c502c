"""The command `newsclean batch`: options to a plan, errors to one line and an exit code."""

from __future__ import annotations

import contextlib
import importlib
import math
import os
import signal
import sys
from collections.abc import Callable
from enum import IntEnum, StrEnum
from pathlib import Path
from types import FrameType
from typing import Annotated

import msgspec
import typer

from newsclean.batch.columns import Columns
from newsclean.batch.parts import ROWS, OutputError
from newsclean.batch.run import MEMORY, TIMEOUT, Plan, run
from newsclean.batch.sources import FORMATS, Format, find
from newsclean.batch.tally import Tally
from newsclean.cleaners.default import DEFAULT
from newsclean.cli.output import CommandError, write_file
from newsclean.cli.progress import Shown
from newsclean.errors import InputValueError, NewscleanError, WorkerError
from newsclean.pipeline.pipeline import Pipeline
from newsclean.report import report_page
from newsclean.workers import Bounds

MAX_ERRORS = "50%"
"""Where most documents give no article, it is not they that are odd: a column or a format is another than thought."""


class Exit(IntEnum):
    """How `newsclean batch` ends."""

    done = 0
    damaged = 1
    usage = 2
    output = 3
    workers = 4
    errors = 5
    interrupted = 130
    terminated = 143


class RowFormat(StrEnum):
    """How articles are written."""

    jsonl = "jsonl"
    parquet = "parquet"


class AuditLevel(StrEnum):
    """How much of the audit is written."""

    full = "full"
    reasons = "reasons"
    counts = "counts"
    none = "none"


class InputFormat(StrEnum):
    """What inputs hold."""

    auto = "auto"
    document = "document"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    warc = "warc"


class DocumentKind(StrEnum):
    """What documents are."""

    auto = "auto"
    html = "html"
    text = "text"


_FORMS: dict[InputFormat, Format | None] = {InputFormat.auto: None, **{InputFormat(name): name for name in FORMATS}}


class Terminated(BaseException):
    """SIGTERM came."""


def batch(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders or globs; - for standard input.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where the output goes.")],
    jobs: Annotated[int, typer.Option(help="Worker processes; 0 for one a core.")] = 0,
    format: Annotated[RowFormat, typer.Option(help="How articles are written.")] = RowFormat.jsonl,  # noqa: A002
    audit: Annotated[AuditLevel, typer.Option(help="How much of the audit is written.")] = AuditLevel.full,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the run that is in the folder.")] = False,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a page about the run there (.html), or its tally."),
    ] = None,
    input_format: Annotated[
        InputFormat, typer.Option(help="What the inputs hold; by their names by default.")
    ] = InputFormat.auto,
    column: Annotated[str | None, typer.Option(help="Column with the documents; by default html, text or raw.")] = None,
    kind: Annotated[
        DocumentKind | None, typer.Option(help="What the documents are; by column and file name by default.")
    ] = None,
    url_column: Annotated[str | None, typer.Option(help="Column with their addresses; default url.")] = None,
    id_column: Annotated[str | None, typer.Option(help="Column with their ids; default id.")] = None,
    fetched_column: Annotated[
        str | None, typer.Option(help="Column with the moments they were fetched; default fetched.")
    ] = None,
    language_column: Annotated[str | None, typer.Option(help="Column with their languages; default language.")] = None,
    encoding_column: Annotated[str | None, typer.Option(help="Column with their charsets; default encoding.")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds for a document; 0 for no deadline.")] = TIMEOUT,
    memory: Annotated[int, typer.Option(help="MiB of memory for a document; 0 for no cap.")] = MEMORY >> 20,
    part_rows: Annotated[int, typer.Option(help="Rows of a part file, at most.")] = ROWS,
    max_errors: Annotated[
        str,
        typer.Option(metavar="N|P%", help="Documents, or their share, that may give errors; beyond, exit code 5."),
    ] = MAX_ERRORS,
    pipeline: Annotated[
        str | None, typer.Option(metavar="MODULE:NAME", help="A pipeline of your own, by where Python finds it.")
    ] = None,
) -> int:
    """Clean a corpus: every document of the inputs gives one row, in order, in part files with a manifest.

    Inputs are HTML and text files, JSON lines, CSV, Parquet and WARC, each plain or as .gz, .zst, .bz2 or .xz. A
    document that hangs, crashes or cannot be read gives a row with the status "error". After a crash, --resume goes on
    where the last whole part ends; the output is the same, byte for byte.

    Exit codes: 0 done; 1 done, but an input could not be read to its end; 2 wrong arguments or columns; 3 the output
    cannot be written; 4 workers cannot be started; 5 done, but with more errors than --max-errors; 130 interrupted; 143
    terminated.
    """
    before = signal.signal(signal.SIGTERM, _terminate)
    terminal = sys.stderr is not None and sys.stderr.isatty()
    try:
        allowed = _allowed(max_errors)
        if report is not None:
            _check_report(report, out)
        plan = Plan(
            sources=find(inputs, form=_FORMS[input_format], outside=out),
            out=out,
            form=format.value,
            audit=audit.value,
            columns=Columns(
                document=column,
                kind=None if kind is None else kind.value,
                url=url_column,
                id=id_column,
                fetched=fetched_column,
                language=language_column,
                encoding=encoding_column,
            ),
            jobs=jobs or _cores(),
            bounds=Bounds(timeout=timeout or None, memory=(memory << 20) or None),
            pipeline=_pipeline(pipeline),
            part_rows=part_rows,
            resume=resume,
        )
        with Shown(terminal=terminal) as shown:
            tally = run(plan, shown.watch, shown.started)
        if report is not None:
            _report(report, tally, out)
        for line in _summary(tally, shown.rate()):
            _say(line)
        too_many = tally.rejected > allowed(tally.read)
        if too_many:
            _say(f"{tally.rejected:,} of {tally.read:,} documents gave no article: more than --max-errors {max_errors}")
    except KeyboardInterrupt:
        return _fail(f"interrupted; what is whole stays, and --resume goes on with {out}", Exit.interrupted)
    except Terminated:
        return _fail(f"terminated; what is whole stays, and --resume goes on with {out}", Exit.terminated)
    except OutputError as error:
        return _fail(str(error), Exit.output)
    except WorkerError as error:
        return _fail(str(error), Exit.workers)
    except NewscleanError as error:
        return _fail(str(error), Exit.usage)
    finally:
        signal.signal(signal.SIGTERM, before)
    if tally.damaged:
        return Exit.damaged
    return Exit.errors if too_many else Exit.done


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise Terminated


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pipeline(named: str | None) -> Pipeline:
    """The pipeline of that name.

    Raises:
        InputValueError: there is none.
    """
    if named is None:
        return DEFAULT
    module, _, name = named.partition(":")
    try:
        found = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError, ValueError) as error:
        raise InputValueError(f"--pipeline {named}: {error}") from error
    if not isinstance(found, Pipeline):
        raise InputValueError(f"--pipeline {named} is a {type(found).__name__}, not a Pipeline")
    return found


def _allowed(most: str) -> Callable[[int], float]:
    """How many documents may give errors, by how many are read.

    Raises:
        InputValueError: it is no number and no share.
    """
    try:
        number = float(most.removesuffix("%"))
    except ValueError:
        number = -1.0
    if not 0 <= number < math.inf:
        raise InputValueError(f"--max-errors is {most!r}; it must be a number such as 100, or a share such as 1%")
    return (lambda read: read * number / 100) if most.endswith("%") else (lambda _: number)


def _check_report(path: Path, out: Path) -> None:
    """Hold the place of the report to what can be written, before a run of hours.

    Raises:
        OutputError: it is a folder, or in none.
    """
    if path.is_dir():
        raise OutputError(f"cannot write {path}: it is a folder")
    if not path.parent.is_dir() and path.parent.resolve() != out.resolve():
        raise OutputError(f"cannot write {path}: there is no folder {path.parent}")


def _report(path: Path, tally: Tally, out: Path) -> None:
    try:
        if path.suffix == ".html":
            write_file(path, report_page(out))
        else:
            path.write_bytes(msgspec.json.format(msgspec.json.encode(tally.to_dict()), indent=2) + b"\n")
    except CommandError as error:
        raise OutputError(str(error)) from error
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error


def _summary(tally: Tally, rate: float) -> list[str]:
    def listed(counts: dict[str, int]) -> str:
        return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items(), key=lambda one: -one[1]))

    lines = [f"cannot read on: {line}" for line in tally.damaged]
    lines.append(
        f"{tally.read:,} read: {tally.articles:,} articles, {tally.rejected:,} rejected"
        f" ({listed(tally.status) or 'nothing'}); {rate:.1f} documents/s"
    )
    if tally.errors:
        lines.append(f"rejected: {listed(tally.errors)}")
    if tally.skipped:
        lines.append(f"not read, no documents: {listed(tally.skipped)}")
    return lines


def _say(line: str) -> None:
    # That nobody listens changes nothing of what was done.
    with contextlib.suppress(OSError, ValueError):
        if sys.stderr is not None:
            sys.stderr.write(f"newsclean: {' '.join(line.split())}\n")


def _fail(message: str, code: Exit) -> int:
    _say(message)
    return code
