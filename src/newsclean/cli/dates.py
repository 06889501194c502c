"""`newsclean dates`: a date string, or the dates of a document, shown with what they were read from."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePath
from typing import Annotated, Any

import typer

import newsclean
from newsclean.cli.inputs import Kind, KindOption, LanguageOption, UrlOption, clean_input, is_file, to_moment
from newsclean.cli.output import CommandError, is_terminal, write_line
from newsclean.dates import Repair, read_with_evidence
from newsclean.model.date import DateValue, Problem, Reading
from newsclean.model.evidence import Candidate

DOCUMENT_SUFFIXES = frozenset({".htm", ".html", ".xhtml", ".mhtml", ".txt", ".text", ".md", ".json", ".gz", ".xml"})
"""Endings of a name that is meant as a file's; no date ends so."""

_PARTS = ("year", "month", "day", "hour", "minute", "second")


def show_dates(
    source: Annotated[
        str, typer.Argument(metavar="STRING|FILE", help="A date string, or a document; - for standard input.")
    ],
    language: LanguageOption = None,
    reference: Annotated[
        str | None,
        typer.Option(help="When it was written or fetched, ISO 8601 with a time zone; relative dates count from it."),
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(help="Other text of the same document, to repair a string by; may be given again."),
    ] = None,
    kind: KindOption = Kind.auto,
    url: UrlOption = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Read a date string, or list the dates of a document: readings, problems, repairs, and what was chosen."""
    if is_file(source):
        if evidence:
            raise CommandError("--evidence goes with a string; a document is its own evidence")
        article = clean_input(source, kind, url, reference, language, None)
        _show_document(article, as_json=json)
        return
    moment = to_moment(reference, "--reference")
    read = newsclean.read_date(source, language=language, reference=moment)
    if isinstance(read, Problem) and PurePath(source).suffix.lower() in DOCUMENT_SUFFIXES:
        raise CommandError(f"there is no file {source!r}, and as a string it holds no date")
    others = [*(evidence or ()), *([url] if url else ())]
    _show_string(source, read, _mended(source, read, others, language, moment), as_json=json)


def _mended(
    source: str, read: Reading | Problem, evidence: list[str], language: str | None, moment: dt.datetime | None
) -> Repair | None:
    """The string read beside its evidence, where that tells more than the string alone."""
    if not evidence:
        return None
    mended = read_with_evidence(source, "\n".join(evidence), language=language, reference=moment)
    return mended if mended.result != read or mended.cause else None


# --- a string ------------------------------------------------------------------


def _show_string(source: str, read: Reading | Problem, mended: Repair | None, *, as_json: bool) -> None:
    if as_json:
        shown: dict[str, Any] = {"raw": source, **_record(read)}
        if mended is not None:
            proof = mended.proof.raw if mended.proof is not None else None
            shown["repair"] = {
                **_record(mended.result), "cause": mended.cause, "message": mended.message, "proof": proof
            }  # fmt: skip
        _write_json(shown)
    elif is_terminal():
        _string_to_terminal(read, mended)
    else:
        write_line(_reading_line(read))
        if mended is not None:
            write_line(f"repaired: {_reading_line(mended.result)}")
            if mended.message:
                write_line(f"  {mended.message}")


def _string_to_terminal(read: Reading | Problem, mended: Repair | None) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    result = mended.result if mended is not None else read
    value = result.iso if isinstance(result, Reading) else None
    console = Console(highlight=False)
    console.print(Text(value or "no date", style="bold green" if value else "bold red"))
    table = Table.grid(padding=(0, 2))
    for name, text in _facts(result):
        table.add_row(Text(f"  {name}", style="dim"), Text(text))
    if mended is not None:
        if mended.message:
            table.add_row(Text("  proof", style="dim"), Text(mended.message))
        table.add_row(Text("  alone", style="dim"), Text(_reading_line(read)))
    console.print(table)


def _facts(result: Reading | Problem) -> list[tuple[str, str]]:
    """What a person wants to know of a reading, by name; nothing that is empty."""
    if isinstance(result, Problem):
        return [("why", f"{result.message} [{result.flag}]"), *_nonempty("known", _parts(result.known))]
    facts = _nonempty("known", "" if result.iso else _parts(result))
    facts += _nonempty("holds", f"to the {result.precision}{_offset(result)}" if result.precision else "")
    facts += _nonempty("label", result.role or "")
    facts += _nonempty("flags", ", ".join(result.flags))
    return facts + _nonempty("or", ", ".join(result.alternatives))


def _nonempty(name: str, text: str) -> list[tuple[str, str]]:
    return [(name, text)] if text else []


def _offset(read: Reading) -> str:
    if read.hour is None:
        return ""
    return ", offset unknown" if read.offset_minutes is None else ", offset known"


def _reading_line(result: Reading | Problem) -> str:
    if isinstance(result, Problem):
        known = _parts(result.known)
        return f"no date: {result.message} [{result.flag}]" + (f"; known: {known}" if known else "")
    known = _parts(result)
    parts = [result.iso or f"no date; known: {known}"]
    if result.precision:
        parts.append(f"to the {result.precision}")
    if result.role:
        parts.append(result.role)
    if result.flags:
        parts.append(f"[{', '.join(result.flags)}]")
    if result.alternatives:
        parts.append(f"or {', '.join(result.alternatives)}")
    return ", ".join(parts)


def _parts(reading: Reading | None) -> str:
    """The parts that are certain all the same."""
    named = ((name, getattr(reading, name)) for name in _PARTS)
    return ", ".join(f"{name} {value}" for name, value in named if value is not None) if reading else ""


# --- a document ----------------------------------------------------------------


def _show_document(article: newsclean.Article, *, as_json: bool) -> None:
    fields = (("published", article.published), ("modified", article.modified))
    if as_json:
        _write_json(
            {
                name: {"value": chosen, "candidates": article.evidence.get(name, ())}
                for name, chosen in fields
            }
        )  # fmt: skip
    elif is_terminal():
        for name, chosen in fields:
            _field_to_terminal(name, chosen, article.evidence.get(name, ()))
    else:
        for name, chosen in fields:
            write_line(f"{name}: {_date_line(chosen)}" if chosen else f"{name}: unknown")
            for candidate in article.evidence.get(name, ()):
                mark = "*" if candidate.chosen else " "
                flags = f" [{', '.join(candidate.flags)}]" if candidate.flags else ""
                place = f"{candidate.source} {candidate.place}".strip()
                write_line(
                    f"  {mark} {candidate.raw!r} in {place}: {candidate.value or 'no date'}{flags}; {candidate.reason}"
                )


def _field_to_terminal(name: str, chosen: DateValue | None, candidates: tuple[Candidate, ...]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    heading = Text(f"{name}  ", style="bold")
    heading.append(chosen.value if chosen else "unknown", style="bold green" if chosen else "bold red")
    if chosen:
        heading.append(_date_line(chosen).removeprefix(chosen.value), style="dim")
    console.print(heading)
    table = Table("", "date", "as written", "where", "why", box=None, pad_edge=False)
    table.columns[1].no_wrap = True
    for candidate in candidates:
        told = (flag for flag in candidate.flags if flag != "repaired" and flag not in candidate.reason)
        why = " ".join((candidate.reason, *(f"[{flag}]" for flag in told)))
        table.add_row(
            Text("*" if candidate.chosen else " ", style="green"),
            Text(candidate.value or "–", style="green" if candidate.chosen else ""),
            Text(candidate.raw),
            Text(candidate.source, style="dim"),
            Text(why, style="dim"),
        )
    if candidates:
        console.print(table)


def _date_line(value: DateValue) -> str:
    also = f"; or {', '.join(value.alternatives)}" if value.alternatives else ""
    flags = f" [{', '.join(value.flags)}]" if value.flags else ""
    return f"{value.value}, to the {value.precision}, confidence {value.confidence:.2f}{flags}{also}"


# --- JSON ----------------------------------------------------------------------


def _record(read: Reading | Problem) -> dict[str, Any]:
    """A reading or a problem as plain values: `date` is ISO 8601 or null."""
    if isinstance(read, Problem):
        known = {name: value for name in _PARTS if (value := getattr(read.known, name, None)) is not None}
        return {"date": None, "problem": {"flag": read.flag, "message": read.message, "known": known}}
    return {
        "date": read.iso,
        "precision": read.precision,
        "offset_known": read.offset_minutes is not None,
        "role": read.role,
        "flags": read.flags,
        "alternatives": read.alternatives,
    }


def _write_json(value: object) -> None:
    import msgspec

    write_line(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())
