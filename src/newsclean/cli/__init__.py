"""The command: arguments to calls, results to the terminal."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

import newsclean
from newsclean.cli.batch import batch
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
from newsclean.cli.report import report
from newsclean.pipeline.cleaner import reasons_of, summary
from newsclean.report.values import fate_columns

USAGE_ERROR = 2

app = typer.Typer(
    help="Clean news articles out of HTML and text dumps, with a receipt for every line.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


app.command()(inspect)
app.command()(report)
app.command()(batch)


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
            write_line("\t".join((str(number), cleaner.name, ", ".join(reasons_of(cleaner)), summary(cleaner))))
        return
    from rich.console import Console

    Console().print(newsclean.DEFAULT)


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


def _explain_to_pipe(article: newsclean.Article) -> None:
    for block, fate in article.audit:
        write_line("\t".join((block.locator, *fate_columns(fate), block.text)))
    for skipped in article.audit.skipped:
        write_line(f"\tskipped\t{skipped.kind}\t\t{skipped.count} pieces, {skipped.characters} characters\t")


def _explain_to_terminal(article: newsclean.Article) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    console.print(article.audit)
    console.print(f"[bold]{article.status}[/bold], {article.word_count} words kept")
