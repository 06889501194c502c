"""The reader of web archives: what servers answered, decoded, with what the record and the HTTP headers say."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, cast

from newsclean.batch.compression import DamagedInput
from newsclean.batch.items import MAX_DOCUMENT, Read, lost
from newsclean.errors import NewscleanError
from newsclean.ingest.read import Kind
from newsclean.records import Record
from newsclean.text.unseen import whole_text

_KINDS: Final[dict[str, Kind]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/xml": "auto",
    "text/xml": "auto",
    "text/plain": "text",
}
"""Media types that may hold an article. A record without one, or with octets, is looked at."""

_VERSION = len(b"WARC/1.0\r\n")
"""Bytes of the first line of a record (ISO 28500, section 4)."""

_UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream", "unknown/unknown"})


def read_warc(stream: io.BufferedReader, name: str, skip: int, skipped: Counter[str]) -> Iterator[Read]:
    """Documents of a WARC file: responses with status 2xx that are HTML or text, resources, and conversions (WET).

    `url` is the record's target, `fetched` its date, `encoding` the charset of the HTTP header; `extra` holds the
    record's id and the file's name.

    Args:
        stream: the archive, decompressed.
        name: what the source is called.
        skip: documents to pass over.
        skipped: counts other records, by reason.

    Raises:
        DamagedInput: the archive breaks off, or is none.
        NewscleanError: fastwarc is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise NewscleanError("reading WARC needs fastwarc: pip install 'newsclean[warc]'") from error
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    archive: Any = None
    pipe = _Pipe(stream)
    number = 0
    while True:
        try:
            if archive is None:
                archive = iter(ArchiveIterator(cast("Any", pipe), record_types=wanted, parse_http=False))
            record = next(archive, None)
            if record is None:
                if not pipe.whole():
                    raise DamagedInput("it ends in the middle of a record's header", truncated=True)  # noqa: TRY301 - damage is damage wherever it shows
                if not pipe.begins_well():
                    raise DamagedInput("it is no WARC file")  # noqa: TRY301
                return
            number += 1
            place = f"{name}#{number}"
            found = _read(record, WarcRecordType, name, place)
        except DamagedInput:
            raise
        except Exception as error:
            # Versions of fastwarc have error classes of their own.
            if pipe.ended and not pipe.whole():
                raise DamagedInput("it ends in the middle of a record's header", truncated=True) from error
            raise DamagedInput(f"it cannot be read after record {number} ({error})") from error
        except BaseException as error:
            # What fastwarc's own code raises where it fails is no `Exception`.
            if type(error).__name__ != "PanicException":
                raise
            raise DamagedInput(f"it cannot be read after record {number} (fastwarc fails on it)") from error
        if isinstance(found, str):
            skipped[found] += 1
        elif skip:
            skip -= 1
            skipped.clear()
        else:
            yield found


class _Pipe:
    """A stream that is only read. fastwarc asks any stream where it is, by `seek(0, 1)`, and a pipe cannot tell."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._position = 0
        self._head = self._tail = b""
        self.ended = False

    def read(self, size: int = -1) -> bytes:
        # One read of the stream below: `read` would lose what it has when the next one finds the damage.
        data = self._stream.read1(size)
        self._position += len(data)
        if len(self._head) < _VERSION:
            self._head = (self._head + data.lstrip())[:_VERSION]
        self._tail = (self._tail + data[-4:])[-4:]
        self.ended = self.ended or not data
        return data

    def whole(self) -> bool:
        """Whether what was read ends as a record does, or is nothing."""
        return not self._tail or self._tail.replace(b"\r", b"").endswith(b"\n\n")

    def begins_well(self) -> bool:
        """Whether what was read begins as a record does, or is nothing; with other line ends fastwarc finds none."""
        return not self._head or (self._head.startswith(b"WARC/") and self._head.endswith(b"\r\n"))

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if (offset, whence) not in {(0, io.SEEK_CUR), (self._position, io.SEEK_SET)}:
            raise OSError("a stream that is only read")
        return self._position

    def close(self) -> None:
        """It is not ours to close."""


def _read(record: Any, types: Any, name: str, place: str) -> Read | str:
    """The document in a record, or why it holds none."""
    headers = record.headers
    url = headers.get("WARC-Target-URI")
    url = None if url is None else whole_text(url.strip("<>"))
    extra = {"warc_record_id": headers.get("WARC-Record-ID"), "warc_file": name}
    length = record.content_length
    if length > MAX_DOCUMENT:
        return lost(place, "too_large", f"the record is larger than {MAX_DOCUMENT >> 20} MiB", url=url, extra=extra)
    record.freeze()
    if record.content_length < length:
        raise DamagedInput(f"it ends in the middle of a record ({url or place})", truncated=True)
    kind: Kind | None
    if record.record_type == types.response:
        record.parse_http()
        if not record.is_http:
            return "no HTTP"
        status = record.http_headers.status_code
        # A record of no status is an HTTP/0.9 answer or a crawler's own making; its body may be a page all the same.
        if status is not None and not 200 <= status < 300:
            return f"HTTP status {status}"
        media, encoding = (record.http_content_type or "").lower(), record.http_charset
        body = _decoded(record.reader.read(), record.http_headers)
    else:
        media, _, _ = (headers.get("Content-Type") or "").lower().partition(";")
        encoding = None
        body = record.reader.read()
    media = media.strip()
    kind = "auto" if media in _UNSAID else _KINDS.get(media)
    if kind is None:
        return f"content type {media}"
    return Record(raw=body, url=url, kind=kind, fetched=record.record_date, encoding=encoding, extra=extra)


def _decoded(body: bytes, headers: Any) -> bytes:
    """The body without its transfer and content encodings, where they are true: crawlers often decode, and say not."""
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        body = _joined(body)
    for coding in reversed((headers.get("Content-Encoding") or "").lower().split(",")):
        body = _undo(body, coding.strip())
    return body


def _joined(body: bytes) -> bytes:
    """The chunks as one (RFC 9112, section 7.1); the body as it is, where there are none."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 1024)
        try:
            size = int(body[at:end].partition(b";")[0], 16) if end > 0 else -1
        except ValueError:
            size = -1
        if size < 0 or end + 2 + size > len(body):
            return body if not parts else b"".join(parts) + body[at:]
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2


def _undo(body: bytes, coding: str) -> bytes:
    try:
        if coding in {"gzip", "x-gzip"}:
            return _inflated(body, 31)
        if coding == "deflate":
            # Servers send either, whatever RFC 9110 says.
            return _inflated(body, 15 if body[:1] == b"\x78" else -15)
        if coding == "zstd":
            import zstandard

            return zstandard.ZstdDecompressor().decompressobj().decompress(body)[:MAX_DOCUMENT] or body
        if coding == "br":
            import brotli  # type: ignore[import-not-found, import-untyped, unused-ignore]

            return bytes(brotli.decompress(body))
    except (zlib.error, ImportError, ValueError):
        return body
    except Exception as error:
        # Classes of error that are known by name only where their packages are there.
        if type(error).__module__.partition(".")[0] in {"brotli", "_brotli", "zstandard", "zstd"}:
            return body
        raise
    return body


def _inflated(body: bytes, bits: int) -> bytes:
    """Bytes inflated, up to what a document may have; what there is of them where they break off."""
    inflate = zlib.decompressobj(wbits=bits)
    return inflate.decompress(body, MAX_DOCUMENT)
