"""Records as tables and paragraphs for a terminal, by rich."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from newsclean.model.article import Article
from newsclean.model.audit import Audit, Fate, Removed
from newsclean.model.date import DateValue
from newsclean.pipeline.cleaner import reasons_of, summary
from newsclean.pipeline.pipeline import Pipeline
from newsclean.report.page import named
from newsclean.report.values import count, fate_columns, values_of

WIDE: Final = 100
"""Columns that the table of an audit needs: the first four may take 80. On a narrower terminal the text goes below."""

_WHY_WIDTH = 36
_STYLES = {"kept": "green", "used": "cyan", "removed": "red"}
_FIELDS = (
    "subtitle",
    "authors",
    "published",
    "modified",
    "publisher",
    "agency",
    "section",
    "tags",
    "language",
    "kind",
    "access",
)


class Shown:
    """A record that rich can print."""

    def __init__(self, show: Callable[[int], RenderResult]) -> None:
        self._show = show

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self._show(options.max_width)


def renderable(record: Article | Audit | DateValue | Pipeline) -> Shown:
    """What rich prints for a record."""
    match record:
        case Article():
            return Shown(lambda _: _article(record))
        case Audit():
            return Shown(lambda width: _audit(record, width))
        case DateValue():
            return Shown(lambda _: _date(record))
        case Pipeline():
            return Shown(lambda _: _pipeline(record))


def _text(text: str, style: str = "") -> Text:
    # No markup is read in a Text, and characters that a terminal would obey are named.
    return Text(named(text), style=style)


def _article(article: Article) -> RenderResult:
    yield _text(article.title or "No title was found", "bold")
    quality = article.quality.score
    facts = [article.status, count(article.word_count, "word"), count(len(article.audit), "block")]
    yield _text(" · ".join(facts if quality is None else [*facts, f"quality {quality:.2f}"]), "dim")
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column()
    for field in _FIELDS:
        for value in values_of(article, field):
            table.add_row(field, _text(value))
    counts = [f"{name.removeprefix('removed:')} {n}" for name, n in article.audit.counts().items() if "removed" in name]
    if counts:
        table.add_row("removed", _text(", ".join(counts)))
    for issue in article.issues:
        table.add_row(issue.severity, _text(issue.message))
    yield table
    for paragraph in article.body:
        yield Padding(_text(paragraph.text, "bold" if paragraph.kind == "heading" else ""), (1, 0, 0, 0))


def _audit(audit: Audit, width: int) -> RenderResult:
    table = Table("where", "fate", "for / by", "why", "text", box=None, pad_edge=False)
    for column in table.columns[:4]:
        column.no_wrap = True
    wide = width >= WIDE
    for block, fate in audit:
        name, by, reason, evidence = fate_columns(fate)
        why = f"{reason.removeprefix(by + '.')} {evidence}".strip()
        cells = (
            _text(block.locator[-24:], "dim"),
            Text(name, style=_STYLES[name]),
            _text(by),
            _text(why if len(why) <= _WHY_WIDTH else why[: _WHY_WIDTH - 1] + "…", "dim"),
        )
        if wide:
            table.add_row(*cells, _block(audit, block.index, fate))
        else:
            yield Text("  ").join(cell for cell in cells if cell.plain)
            yield Padding(_block(audit, block.index, fate), (0, 0, 0, 2))
    if wide:
        yield table
    for skipped in audit.skipped:
        yield _text(f"not visible: {skipped.count} x {skipped.kind}, {skipped.characters} characters", "dim")
    for failure in audit.failures:
        yield _text(f"failed: {failure.cleaner}: {failure.error} {failure.message}", "red")


def _block(audit: Audit, index: int, fate: Fate) -> Text:
    """The text, struck through where it went, with a note where it was edited."""
    if isinstance(fate, Removed):
        return _text(audit.blocks[index].text, "dim strike")
    text = _text(audit.text(index))
    if fate.edits:
        text.append("  (edited)", style="yellow")
    return text


def _date(value: DateValue) -> RenderResult:
    offset = "" if value.offset_known else ", offset unknown"
    line = _text(value.value, "bold")
    line.append(f"  to the {value.precision}{offset}, confidence {value.confidence:.2f}", style="dim")
    yield line
    yield _text(f"  written {value.raw!r} in {value.source}")
    if value.flags:
        yield _text(f"  {', '.join(value.flags)}", "yellow")
    if value.alternatives:
        yield _text(f"  or {', '.join(value.alternatives)}")


def _pipeline(pipeline: Pipeline) -> RenderResult:
    table = Table("", "cleaner", "what it takes", "reasons", box=None)
    for number, cleaner in enumerate(pipeline, 1):
        table.add_row(str(number), _text(cleaner.name), _text(summary(cleaner)), _text(", ".join(reasons_of(cleaner))))
    yield table
