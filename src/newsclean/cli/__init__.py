"""The command: arguments to calls, results to the terminal."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

import newsclean
from newsclean.cli.dates import show_dates
from newsclean.cli.inputs import (
    EncodingOption,
    FetchedOption,
    Files,
    Kind,
    KindOption,
    LanguageOption,
    UrlOption,
    clean_input,
)
from newsclean.cli.inspect import inspect
from newsclean.cli.output import CommandError, ReaderGone, is_terminal, write_line
from newsclean.model.audit import Kept, Removed, Used
from newsclean.pipeline.cleaner import summary
from newsclean.pipeline.phrase import phrases_of

if TYPE_CHECKING:
    from rich.text import Text

    from newsclean.model.audit import Fate

USAGE_ERROR = 2

app = typer.Typer(
    help="Clean news articles out of HTML and text dumps, with a receipt for every line.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


app.command()(inspect)


class Format(StrEnum):
    """How articles are printed."""

    json = "json"
    text = "text"
    markdown = "markdown"


@app.command()
def clean(
    files: Files,
    format: Annotated[Format, typer.Option(help="How to print the articles.")] = Format.json,  # noqa: A002
    kind: KindOption = Kind.auto,
    url: UrlOption = None,
    fetched: FetchedOption = None,
    language: LanguageOption = None,
    encoding: EncodingOption = None,
) -> None:
    """Print the article in each document: as a line of JSON, as plain text, or as Markdown with front matter."""
    for number, name in enumerate(files):
        article = clean_input(name, kind, url, fetched, language, encoding)
        match format:
            case Format.json:
                write_line(article.to_json())
            case Format.markdown:
                write_line(article.to_markdown())
            case Format.text:
                if number:
                    write_line("")
                write_line("\n\n".join(part for part in (article.title, article.subtitle, article.text) if part))


@app.command()
def explain(
    files: Files,
    kind: KindOption = Kind.auto,
    url: UrlOption = None,
    fetched: FetchedOption = None,
    language: LanguageOption = None,
    encoding: EncodingOption = None,
) -> None:
    """Show what became of every line: kept, used for a field, or removed; by which cleaner and why.

    In colour on a terminal. Piped, a line a block: place, fate, field or cleaner, reason, evidence and text, with
    tabs between.
    """
    terminal = is_terminal()
    for number, name in enumerate(files):
        article = clean_input(name, kind, url, fetched, language, encoding)
        if len(files) > 1:
            write_line(f"{chr(10) if number else ''}==> {name} <==")
        if terminal:
            _explain_to_terminal(article)
        else:
            _explain_to_pipe(article)


@app.command()
def cleaners() -> None:
    """List the cleaners in the order they run, with the reasons they give."""
    terminal = is_terminal()
    if not terminal:
        for number, cleaner in enumerate(newsclean.DEFAULT, 1):
            write_line("\t".join((str(number), cleaner.name, ", ".join(_reasons(cleaner)), summary(cleaner))))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("", "cleaner", "what it takes", "reasons", box=None)
    for number, cleaner in enumerate(newsclean.DEFAULT, 1):
        table.add_row(str(number), cleaner.name, summary(cleaner), ", ".join(_reasons(cleaner)))
    Console().print(table)


app.command("dates")(show_dates)


def main() -> None:
    """Run the command; one line on standard error and exit code 2 for what the caller can mend."""
    try:
        code = app(standalone_mode=False)
    except (CommandError, newsclean.NewscleanError) as error:
        _fail(str(error))
    except ReaderGone:
        # What is left in the buffer must not be written when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except Exception as error:
        message = getattr(error, "format_message", None)
        if message is None:
            raise
        if len(sys.argv) == 1:
            sys.stderr.write(f"{message()}\n")
            raise SystemExit(USAGE_ERROR) from None
        _fail(message())
    else:
        raise SystemExit(code if isinstance(code, int) else 0)


def _fail(message: str) -> None:
    sys.stderr.write(f"newsclean: {' '.join(message.split())}\n")
    raise SystemExit(USAGE_ERROR)


def _reasons(cleaner: newsclean.Cleaner) -> list[str]:
    groups = (phrase.group for phrase in phrases_of(cleaner.phrases))
    return list(dict.fromkeys((*cleaner.reasons, *groups)))


def _columns(fate: Fate) -> tuple[str, str, str, str]:
    """Fate, what by or what for, reason, evidence."""
    match fate:
        case Kept(edits=edits):
            return "kept", "", " ".join(dict.fromkeys(edit.reason for edit in edits)), ""
        case Used(field=field, reason=reason, evidence=evidence):
            return "used", field, reason, evidence
        case Removed(by=by, reason=reason, evidence=evidence):
            return "removed", by, reason, evidence


def _explain_to_pipe(article: newsclean.Article) -> None:
    for block, fate in article.audit:
        write_line("\t".join((block.locator, *_columns(fate), block.text)))
    for skipped in article.audit.skipped:
        write_line(f"\tskipped\t{skipped.kind}\t\t{skipped.count} pieces, {skipped.characters} characters\t")


def _explain_to_terminal(article: newsclean.Article) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    styles = {"kept": "green", "used": "cyan", "removed": "red"}
    table = Table("where", "fate", "for / by", "why", "text", box=None, pad_edge=False)
    for column in table.columns[:4]:
        column.no_wrap = True
    wide = console.width >= _TABLE_WIDTH
    for block, fate in article.audit:
        name, by, reason, evidence = _columns(fate)
        why = f"{reason.removeprefix(by + '.')} {evidence}".strip()
        cells = (
            Text(block.locator[-24:], style="dim"),
            Text(name, style=styles[name]),
            Text(by),
            Text(why if len(why) <= _WHY_WIDTH else why[: _WHY_WIDTH - 1] + "…", style="dim"),
        )
        if wide:
            table.add_row(*cells, _shown(article, block.index, fate))
        else:
            console.print(Text("  ").join(cell for cell in cells if cell.plain))
            console.print(Padding(_shown(article, block.index, fate), (0, 0, 0, 2)))
    if wide:
        console.print(table)
    for skipped in article.audit.skipped:
        console.print(f"[dim]not visible: {skipped.count} x {skipped.kind}, {skipped.characters} characters[/dim]")
    console.print(f"[bold]{article.status}[/bold], {article.word_count} words kept")


_TABLE_WIDTH = 100
"""Columns that a table needs: the first four may take 80. On a narrower terminal the text goes below them."""

_WHY_WIDTH = 36


def _shown(article: newsclean.Article, index: int, fate: Fate) -> Text:
    """The text, struck through where it went, with the edits to be seen."""
    from rich.text import Text

    if isinstance(fate, Removed):
        return Text(article.audit.blocks[index].text, style="dim strike")
    text = Text(article.audit.text(index))
    if fate.edits:
        text.append("  (edited)", style="yellow")
    return text
