"""Inputs of all kinds, made for tests."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from pathlib import Path
from typing import Any

from tests.batch.pages import row


def lines(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in rows)


def compressed(data: bytes, suffix: str) -> bytes:
    if suffix == ".zst":
        import zstandard

        # Two frames, as `zstd -c a b` gives.
        return zstandard.compress(data[:1000]) + zstandard.compress(data[1000:])
    if suffix == ".gz":
        return gzip.compress(data[:1000]) + gzip.compress(data[1000:])
    return {"": bytes, ".bz2": bz2.compress, ".xz": lzma.compress}[suffix](data)


def warc_record(
    body: bytes,
    url: str = "https://ley-post.example/1",
    *,
    kind: str = "response",
    status: str = "200 OK",
    media: str = "text/html; charset=utf-8",
    headers: str = "",
) -> bytes:
    if kind == "response":
        body = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}\r\n".encode() + body
        media = "application/http; msgtype=response"
    named = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(body):032x}>\r\nWARC-Target-URI: {url}\r\n"
    )
    dated = f"WARC-Date: 2024-06-01T10:00:00Z\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    return (named + dated).encode() + body + b"\r\n\r\n"


def write_jsonl(path: Path, count: int, start: int = 0) -> Path:
    data = lines([row(number) for number in range(start, start + count)])
    path.write_bytes(compressed(data, path.suffix if path.suffix != ".jsonl" else ""))
    return path
