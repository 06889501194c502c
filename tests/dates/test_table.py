"""Every row of fixtures/dates.toml comes out as it says."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from newsclean.dates import read_date, read_with_evidence
from newsclean.model.date import Problem, Reading, format_offset

TABLE = Path(__file__).resolve().parents[2] / "fixtures" / "dates.toml"
ROWS = [
    (name, *(row + [""] * (5 - len(row))))
    for name, rows in tomllib.loads(TABLE.read_text(encoding="utf-8")).items()
    for row in rows
]


def shown(read: Reading | Problem) -> str:
    """A reading as the table writes it."""
    if isinstance(read, Problem):
        return f"!{read.flag} {parts(read.known) if read.known else ''}".strip()
    return f"{parts(read)} {read.role or ''}".strip()


def parts(read: Reading) -> str:
    clock = read.hour is not None
    if read.year is not None and read.month is None and read.day is None and not clock:
        return f"{read.year:04d}-?" if read.alternatives else f"{read.year:04d}"
    text = f"{read.year:04d}" if read.year is not None else "????"
    if read.month is None and read.day is None and not clock:
        return text
    text += f"-{read.month:02d}" if read.month is not None else "-??"
    if read.day is None and not clock:
        return text
    text += f"-{read.day:02d}" if read.day is not None else "-??"
    if read.hour is None:
        return text
    text += f"T{read.hour:02d}"
    if read.minute is not None:
        text += f":{read.minute:02d}"
    if read.second is not None:
        text += f":{read.second:02d}"
    return text + format_offset(read.offset_minutes)


@pytest.mark.parametrize(
    ("name", "raw", "expected", "language", "reference", "evidence"),
    ROWS,
    ids=[f"{row[0]}-{index}" for index, row in enumerate(ROWS)],
)
def test_row(name: str, raw: str, expected: str, language: str, reference: str, evidence: str) -> None:
    fetched = dt.datetime.fromisoformat(reference) if reference else None
    if evidence:
        read = read_with_evidence(raw, evidence, language=language or None, reference=fetched).result
    else:
        read = read_date(raw, language=language or None, reference=fetched)
    assert shown(read) == expected, f"{name}: {raw!r} {read}"


def test_table_is_large_and_covers_its_classes() -> None:
    assert len(ROWS) >= 400
    assert len({row[0] for row in ROWS}) >= 18
