"""The rows that a batch left, read back: JSON lines or Parquet, as far as a report needs them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from newsclean.errors import InputValueError

FIELDS: Final = ("title", "subtitle", "byline", "authors", "published", "modified", "publisher", "section", "tags")
"""Fields whose coverage a report tells."""


class LineOfAudit(Struct, frozen=True, gc=False):
    """One block of a document: its text where the audit holds it, and its fate."""

    fate: str
    by: str = ""
    reason: str = ""
    text: str | None = None


class Row(Struct, frozen=True, kw_only=True):
    """What a report needs of one document.

    Attributes:
        id: the document's.
        status: the article's, or `error`.
        error: what went wrong, where no article came out.
        host: of its address; empty where unknown.
        language: code; empty where unknown.
        words: in the body.
        quality: 0 to 1, where known.
        published: ISO 8601 at its own precision, where known.
        found: the fields of `FIELDS` that hold something.
        issues: their codes.
        lines: every block with its fate; none where the audit was not stored.
        counts: blocks by fate, such as `removed:footer`, where the audit holds no more than that.
    """

    id: str
    status: str
    error: str = ""
    host: str = ""
    language: str = ""
    words: int = 0
    quality: float | None = None
    published: str = ""
    found: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    lines: tuple[LineOfAudit, ...] = ()
    counts: dict[str, int] = {}


class _Named(Struct, frozen=True):
    code: str = ""
    text: str = ""
    value: str = ""


class _Audit(Struct, frozen=True):
    blocks: list[_Named] = []
    fates: list[LineOfAudit] = []
    counts: dict[str, int] = {}


class _Quality(Struct, frozen=True):
    score: float | None = None


class _Json(Struct, frozen=True):
    """A line of JSON as `newsclean batch` writes it."""

    id: str
    status: str
    error: str = ""
    url: str | None = None
    canonical_url: str | None = None
    language: _Named | None = None
    word_count: int = 0
    quality: _Quality = _Quality()
    title: str | None = None
    subtitle: str | None = None
    byline: str | None = None
    authors: list[Any] = []
    published: _Named | None = None
    modified: _Named | None = None
    publisher: Any = None
    section: str | None = None
    tags: list[str] = []
    issues: list[_Named] = []
    audit: _Audit | None = None


_json = msgspec.json.Decoder(_Json)
_audit = msgspec.json.Decoder(_Audit)

_COLUMNS = (
    *("id", "status", "rejected_error", "url", "canonical_url", "language", "word_count", "quality"),
    *("title", "subtitle", "byline", "authors", "published_value", "modified_value", "publisher", "section", "tags"),
    "publisher_domain",
    *("issues", "audit"),
)


def rows_in(folder: Path) -> Iterator[Row]:
    """The rows of all part files in a folder, in their order.

    Args:
        folder: where `newsclean batch` wrote.

    Raises:
        InputValueError: there is no part file, or one of them is none.
        OSError: a file cannot be read.
    """
    parts = sorted(path for path in folder.glob("part-*") if path.suffix in {".jsonl", ".parquet"})
    if not parts:
        raise InputValueError(f"{folder} holds no part files of a batch")
    for path in parts:
        yield from _parquet(path) if path.suffix == ".parquet" else _lines(path)


def _lines(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield _row(_json.decode(line))
            except msgspec.MsgspecError as error:
                raise InputValueError(f"{path}, line {number}: not a row of newsclean ({error})") from error


def _row(seen: _Json) -> Row:
    lines, counts = _audited(seen.audit)
    return Row(
        id=seen.id,
        status=seen.status,
        error=seen.error,
        host=_host(seen.url or seen.canonical_url),
        language=seen.language.code if seen.language else "",
        words=seen.word_count,
        quality=seen.quality.score,
        published=seen.published.value if seen.published else "",
        found=tuple(field for field in FIELDS if getattr(seen, field)),
        issues=tuple(dict.fromkeys(issue.code for issue in seen.issues)),
        lines=lines,
        counts=counts,
    )


def _parquet(path: Path) -> Iterator[Row]:
    try:
        import pyarrow as pa  # type: ignore[import-not-found, import-untyped, unused-ignore]
        import pyarrow.parquet as pq  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError as error:
        raise InputValueError(f"reading {path} needs pyarrow: pip install 'newsclean[parquet]'") from error
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=100, columns=list(_COLUMNS)):
                yield from (_table_row(row) for row in batch.to_pylist())
    except (pa.ArrowInvalid, KeyError, msgspec.MsgspecError) as error:
        raise InputValueError(f"{path}: not rows of newsclean ({error})") from error


def _table_row(row: dict[str, Any]) -> Row:
    lines, counts = _audited(_audit.decode(row["audit"]) if row["audit"] and row["audit"] != "null" else None)
    holds = {
        **row,
        "published": row["published_value"],
        "modified": row["modified_value"],
        "publisher": row["publisher"] or row["publisher_domain"],
    }
    return Row(
        id=row["id"],
        status=row["status"],
        error=row["rejected_error"] or "",
        host=_host(row["url"] or row["canonical_url"]),
        language=row["language"] or "",
        words=row["word_count"] or 0,
        quality=row["quality"],
        published=row["published_value"] or "",
        found=tuple(field for field in FIELDS if holds[field]),
        issues=tuple(dict.fromkeys(issue["code"] for issue in row["issues"] or ())),
        lines=lines,
        counts=counts,
    )


def _audited(audit: _Audit | None) -> tuple[tuple[LineOfAudit, ...], dict[str, int]]:
    if audit is None:
        return (), {}
    if len(audit.blocks) != len(audit.fates):
        return tuple(audit.fates), audit.counts
    texts = zip(audit.blocks, audit.fates, strict=True)
    return tuple(LineOfAudit(fate.fate, fate.by, fate.reason, block.text) for block, fate in texts), audit.counts


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""
