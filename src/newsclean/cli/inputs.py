"""What the commands read: documents by name, and the options that tell about them."""

from __future__ import annotations

import datetime as dt
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

import newsclean
from newsclean.cli.output import CommandError


class Kind(StrEnum):
    """What the input is."""

    auto = "auto"
    html = "html"
    text = "text"


Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Files to read; - for standard input.")]
KindOption = Annotated[Kind, typer.Option(help="What the input is; told apart by default.")]
UrlOption = Annotated[str | None, typer.Option(help="Where the document is from.")]
FetchedOption = Annotated[str | None, typer.Option(help="When it was fetched, ISO 8601 with a time zone.")]
LanguageOption = Annotated[str | None, typer.Option(help="BCP 47 code of its language, where known.")]
EncodingOption = Annotated[str | None, typer.Option(help="Charset of the input, such as the HTTP header's.")]


def clean_input(
    name: str,
    kind: Kind,
    url: str | None,
    fetched: str | None,
    language: str | None,
    encoding: str | None,
) -> newsclean.Article:
    """Clean the document in a file, or on standard input, by what the options tell of it."""
    wanted: Literal["auto", "html", "text"] = kind.value
    return newsclean.clean(
        read_input(name),
        kind=wanted,
        url=url,
        fetched=to_moment(fetched),
        language=language,
        encoding=encoding,
    )


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for `-`.

    Raises:
        CommandError: it cannot be read.
    """
    if name == "-" and sys.stdin is None:
        raise CommandError("cannot read -: standard input is closed")
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"cannot read {name or repr(name)}: {error.strerror or error}") from error


def to_moment(value: str | None, option: str = "--fetched") -> dt.datetime | None:
    """The moment that an option names.

    Raises:
        CommandError: it is no ISO 8601 date and time.
    """
    if value is None:
        return None
    try:
        return dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise CommandError(f"{option} {value!r} is no ISO 8601 date and time") from error


def is_file(source: str) -> bool:
    """Whether a document can be read from there."""
    try:
        return source == "-" or Path(source).is_file()
    except (OSError, ValueError):
        return False
