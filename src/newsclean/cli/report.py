"""`newsclean report`: what a batch left to a page about the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsclean.cli.inspect import OutputOption
from newsclean.cli.output import CommandError, write_file
from newsclean.report import report_page


def report(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where newsclean batch wrote.")],
    output: OutputOption = Path("report.html"),
) -> None:
    """Write a page about a batch: what was read, what the cleaners removed, and what to look at."""
    try:
        page = report_page(folder)
    except OSError as error:
        raise CommandError(f"cannot read {folder}: {error.strerror or error}") from error
    write_file(output, page)
