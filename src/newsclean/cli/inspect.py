"""`newsclean inspect`: documents to a page that shows what was cleaned, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
from newsclean.cli.output import write_file
from newsclean.report import inspect_page

OutputOption = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The page to write; - for output.")]


def inspect(
    files: Files,
    output: OutputOption = Path("report.html"),
    kind: KindOption = Kind.auto,
    url: UrlOption = None,
    fetched: FetchedOption = None,
    language: LanguageOption = None,
    encoding: EncodingOption = None,
) -> None:
    """Write a page that shows every block of the documents with its fate, and where each field came from."""
    articles = [clean_input(name, kind, url, fetched, language, encoding) for name in files]
    write_file(output, inspect_page(articles, names=files))
