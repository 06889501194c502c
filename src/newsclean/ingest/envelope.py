"""What a document was sent or saved in: an HTTP response, a WARC record, a MIME message such as a page in MHTML.

Messages are not given to the standard library's `email`: its parser goes into nested parts without a bound, and takes
every picture of a saved page apart, where one part is wanted.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import quopri
import re

from msgspec import Struct

_MAX_HEAD = 65_536
"""Bytes of a head; servers refuse longer ones at a quarter of it."""

_MAX_LAYERS = 4
"""A WARC record holds an HTTP response, before which an interim one may stand; parts of a message hold parts."""

_MAX_PARTS = 2_000
"""Parts of a message that are looked at; a page saved with its pictures has some hundred."""

_STATUS = re.compile(rb"(?:HTTP/\d(?:\.\d)? (\d{3})|WARC/\d\.\d)[^\r\n]{0,200}\r?\n")
_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:")
_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]+")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]{0,9}(?:;[^\r\n]{0,100})?\r\n")
_BOUNDARY = re.compile(rb"boundary=(?:\"([^\"]{1,200})\"|([^\s;]{1,200}))", re.IGNORECASE)
_CHARSET = re.compile(rb"charset=[\"']?([\w.:-]{1,40})", re.IGNORECASE)


_NO_DOCUMENTS = frozenset({b"warcinfo", b"request", b"metadata", b"revisit"})
"""Types of WARC records that tell of a crawl (ISO 28500, section 5.5)."""


class Opened(Struct, frozen=True):
    """What was in an envelope.

    Attributes:
        body: the document, transfer encodings undone.
        charset: what the envelope says of its encoding.
        is_verbatim: whether the body stood in the envelope as it is.
        name: what the envelope was, in a few words.
        refusal: why it holds no document: an error's or a redirection's status, a record of something else.
    """

    body: bytes
    charset: str | None
    is_verbatim: bool
    name: str
    refusal: str | None = None


def open_envelope(raw: bytes) -> Opened | None:
    """The document in an HTTP response, a WARC record or a MIME message; `None` where the bytes are none of these."""
    name: str | None = None
    charset: str | None = None
    refusal: str | None = None
    is_verbatim = True
    body = raw.lstrip(b"\r\n") if raw[:1] in (b"\r", b"\n") else raw
    for _ in range(_MAX_LAYERS):
        status = _STATUS.match(body)
        split = _split(body, status.end() if status is not None else 0)
        if split is None:
            break
        fields, rest = split
        if status is None and not (b"mime-version" in fields and b"content-type" in fields):
            break
        kind = fields.get(b"content-type", b"")
        if status is not None:
            name = name or ("a WARC record" if body.startswith(b"WARC") else "an HTTP response")
            refusal = refusal or _refusal(status[1], fields)
            if b"chunked" in fields.get(b"transfer-encoding", b"").lower():
                rest = _joined(rest)
        else:
            name = name or "a MIME message"
            rest, kind, is_verbatim = _text_part(fields, rest)
        body = rest
        found = _CHARSET.search(kind)
        charset = found[1].decode("ascii") if found is not None else charset
    return None if name is None else Opened(body, charset, is_verbatim, name, refusal)


def _refusal(code: bytes | None, fields: dict[bytes, bytes]) -> str | None:
    """What tells that a response (RFC 9110, section 15) or a WARC record brings no document of its address."""
    if code is not None:
        # After an interim response (1xx) another follows.
        return None if code[:1] in (b"1", b"2") else f"status {code.decode('ascii')}"
    kind = fields.get(b"warc-type", b"").lower()
    return f"type {kind.decode('ascii')}" if kind in _NO_DOCUMENTS else None


def _split(raw: bytes, start: int) -> tuple[dict[bytes, bytes], bytes] | None:
    """The fields of a head, by their names in lower case, and what follows it; `None` where no head begins."""
    if not _FIELD.match(raw, start):
        return None
    end = _END.search(raw, start, start + _MAX_HEAD)
    if end is None:
        return None
    fields: dict[bytes, bytes] = {}
    for line in _FOLD.sub(b" ", raw[start : end.start()]).splitlines():
        if not _FIELD.match(line):
            return None
        name, _, value = line.partition(b":")
        fields.setdefault(name.lower(), value.strip())
    return fields, raw[end.end() :]


def _joined(raw: bytes) -> bytes:
    """A body that was sent in chunks (RFC 9112, section 7.1); as it is, where it was joined already."""
    parts: list[bytes] = []
    at = 0
    while (head := _CHUNK.match(raw, at)) is not None:
        size = int(head[1], 16)
        if not size:
            break
        parts.append(raw[head.end() : head.end() + size])
        at = head.end() + size + 2
    return b"".join(parts) or raw


def _text_part(fields: dict[bytes, bytes], body: bytes) -> tuple[bytes, bytes, bool]:
    """The first HTML part of a message, else its first text part, decoded; its type; whether it was verbatim."""
    for _ in range(_MAX_LAYERS):
        kind = fields.get(b"content-type", b"text/plain")
        boundary = _BOUNDARY.search(kind)
        if not kind.lower().startswith(b"multipart/") or boundary is None:
            break
        found = (_split(part.lstrip(b"\r\n"), 0) for part in _parts(body, boundary[1] or boundary[2]))
        parts = [part for part in found if part is not None]
        wanted = (b"text/html", b"application/xhtml+xml", b"multipart/", b"text/")
        ranked = [
            part for start in wanted for part in parts if part[0].get(b"content-type", b"").lower().startswith(start)
        ]
        if not ranked:
            return b"", kind, True
        fields, body = ranked[0]
    encoding = fields.get(b"content-transfer-encoding", b"").lower()
    if encoding == b"quoted-printable":
        return quopri.decodestring(body), kind, False
    if encoding == b"base64":
        try:
            return base64.b64decode(body), kind, False
        except binascii.Error:
            return b"", kind, False
    return body, kind, True


def _parts(body: bytes, boundary: bytes) -> list[bytes]:
    """The parts between boundary lines (RFC 2046, section 5.1.1); the last one, of a message cut off, to its end."""
    line = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*+(?=\r?\n|\Z)")
    parts: list[bytes] = []
    start = -1
    for mark in itertools.islice(line.finditer(body), _MAX_PARTS):
        if start >= 0:
            parts.append(body[start : mark.start()])
        if mark[1]:
            return parts
        start = mark.end()
    return [*parts, body[start:]] if start >= 0 else parts
