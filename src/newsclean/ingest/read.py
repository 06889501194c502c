"""Raw input to a Document."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from newsclean.errors import InputTypeError, InputValueError
from newsclean.ingest.decode import Decoded, decode, is_binary
from newsclean.ingest.envelope import open_envelope
from newsclean.ingest.escapes import read_escapes
from newsclean.ingest.feeds import read_feed
from newsclean.ingest.html import to_page
from newsclean.ingest.json_article import read_json
from newsclean.ingest.lines import to_blocks
from newsclean.ingest.sniff import sniff
from newsclean.ingest.structured import StructuredDocument
from newsclean.model.document import Document, Hints, InputKind, Issue, Origin, Skipped
from newsclean.text.unseen import CONTROL, whole_text

Raw: TypeAlias = Any
"""`str`, `bytes`, `bytearray`, `memoryview`, a `bs4.BeautifulSoup` (or tag), an lxml element or element tree."""

Kind: TypeAlias = Literal["auto", "html", "text"]


_FORMATS = (
    (b"%PDF-", "a PDF file"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"PK\x03\x04", "a ZIP archive, as EPUB and Office files are"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office file"),
)
"""First bytes of what crawls take for pages, and no text begins with (WHATWG MIME Sniffing Standard, section 6)."""

_C0 = frozenset([*range(9), *range(0x0E, 0x1C), 0x7F])
_WITHOUT_C0 = bytes(0xFF if code in _C0 else code for code in range(256))
"""Puts a byte that UTF-8 never has in the place of control characters."""

_UNSEEN = (
    (b"\xc2", re.compile(b"\xc2[\x80-\x84\x86-\x9f]")),
    (b"\xef", re.compile(b"\xef\xbf[\xbe\xbf]")),
)
"""C1 controls and non-characters in UTF-8, each with its first byte, which most pages of Latin script do without."""


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bounds on the work done for one document. What lies beyond is counted as skipped and noted as an issue.

    Attributes:
        max_bytes: bytes of raw input read.
        max_characters: characters of decoded input read.
        max_blocks: blocks made.

    Raises:
        InputTypeError, InputValueError: a limit is no whole number, or negative.
    """

    max_bytes: int = 32_000_000
    max_characters: int = 16_000_000
    max_blocks: int = 100_000

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if type(value) is not int:
                raise InputTypeError(f"{name} must be int, not {type(value).__name__}")
            if value < 0:
                raise InputValueError(f"{name} is {value}; it must be 0 or more")


DEFAULT_LIMITS = Limits()


def read_document(
    raw: Raw,
    *,
    kind: Kind = "auto",
    url: str | None = None,
    fetched: dt.datetime | None = None,
    encoding: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Read a raw document into blocks.

    Raises:
        InputTypeError: `raw` is none of the types of `Raw`.
    """
    raw, is_tree = serialise(raw)
    issues: list[Issue] = []
    skipped: list[Skipped] = []
    encoded = _utf8(raw) if isinstance(raw, str) else raw
    digest = hashlib.sha256(raw.encode("utf-8", "surrogatepass") if encoded is None else encoded).hexdigest()
    if encoded is not None and not is_tree and (opened := open_envelope(encoded)) is not None:
        encoding = encoding or ("utf-8" if isinstance(raw, str) and opened.is_verbatim else opened.charset)
        raw = opened.body
        issues.append(Issue("envelope_opened", "info", f"The document came in {opened.name}, and was read out of it."))
        if (refusal := opened.refusal) is not None:
            issues.append(Issue("no_document", "error", f"There is no article in {opened.name} with {refusal}."))
    decoded: Decoded | None = None
    if isinstance(raw, str):
        text = raw.removeprefix("\ufeff")
    else:
        raw = _bounded(raw, limits, issues, skipped)
        decoded = _decoded(raw, encoding, issues, skipped)
        text = decoded.text.removeprefix("\ufeff")
        issues += decoded.issues
        is_strict = decoded.encoding == "utf-8" and not decoded.issues
        encoded = raw if is_strict else _utf8(text)
    text, unseen = _visible(given := text, encoded)
    if unseen:
        skipped.append(Skipped("control_characters", unseen, unseen))
    characters = len(text)
    if characters > limits.max_characters:
        skipped.append(Skipped("beyond_limit", 1, characters - limits.max_characters))
        text = text[: limits.max_characters]
    found, source = _kind(text, kind, is_tree=is_tree)
    if not is_tree:
        text, found, source = _unwrapped(text, found, source, issues)
    origin = _origin(found, source, decoded, characters, digest)
    if found == "html":
        page = to_page(text, limits.max_blocks, _unmarked(encoded) if text is given else None)
        blocks, containers, hints = page.blocks, page.containers, page.hints
        skipped += page.skipped
        issues += page.issues
    else:
        blocks, left_out = to_blocks(text, limits.max_blocks)
        containers, hints = (), Hints()
        skipped += left_out
    merged = _merge(skipped)
    if any(item.kind == "beyond_limit" for item in merged):
        issues.append(Issue("input_cut", "warning", "The document is larger than the limits; its end was not read."))
    return Document(
        blocks=blocks,
        origin=origin,
        containers=containers,
        hints=hints,
        skipped=merged,
        url=url,
        fetched=fetched,
        issues=tuple(dict.fromkeys(issues)),
    )


def _bounded(raw: bytes, limits: Limits, issues: list[Issue], skipped: list[Skipped]) -> bytes:
    """The bytes as far as they are read: none of what is no text, and no more than the limits allow."""
    found = next((name for mark, name in _FORMATS if raw.startswith(mark)), None)
    if found is not None:
        return _unread(raw, f"The bytes are {found}; nothing was read.", issues, skipped)
    if len(raw) > limits.max_bytes:
        skipped.append(Skipped("beyond_limit", 1, len(raw) - limits.max_bytes))
    return raw[: limits.max_bytes]


def _decoded(raw: bytes, encoding: str | None, issues: list[Issue], skipped: list[Skipped]) -> Decoded:
    """The bytes as text; as none where their control codes tell that they are no text."""
    decoded = decode(raw, encoding)
    if is_binary(raw, decoded.encoding):
        message = "The bytes are no text, by their control codes; nothing was read."
        return decode(_unread(raw, message, issues, skipped), encoding)
    return decoded


def _unread(raw: bytes, message: str, issues: list[Issue], skipped: list[Skipped]) -> bytes:
    """Nothing, in the place of bytes that are no text, and a note of it."""
    issues.append(Issue("not_text", "error", message))
    skipped.append(Skipped("binary", 1, len(raw)))
    return b""


def _unwrapped(text: str, kind: InputKind, source: str, issues: list[Issue]) -> tuple[str, InputKind, str]:
    """The text of a data format or of a document that was escaped; what it is then, and what told."""
    structured = read_feed(text) or read_json(text)
    if structured is not None:
        issues += _issues_of(structured)
        return (CONTROL.sub("", structured.html), "html", structured.name) if structured.count else (text, kind, source)
    text, kind, escapes = read_escapes(text, kind)
    if escapes is not None:
        text = CONTROL.sub("", text)
        issues.append(Issue("escapes_read", "info", f"The document was escaped once too often; {escapes} were read."))
    return text, kind, source


def serialise(raw: Raw) -> tuple[str | bytes, bool]:
    """The document as a string or bytes, and whether it came as a tree.

    Raises:
        InputTypeError: `raw` is none of the types of `Raw`.
    """
    if isinstance(raw, str | bytes):
        return str(raw) if isinstance(raw, str) else bytes(raw), False
    if isinstance(raw, bytearray | memoryview):
        return bytes(raw), False
    # Told by the type's home, so that neither library is imported for those who use the other.
    homes = {base.__module__.partition(".")[0] for base in type(raw).__mro__}
    if "bs4" in homes and hasattr(raw, "decode"):
        return str(raw), True
    if "lxml" in homes and (hasattr(raw, "getroottree") or hasattr(raw, "getroot")):
        import lxml.html

        return str(lxml.html.tostring(raw, encoding="unicode")), True
    files = "; clean_file reads a path" if hasattr(raw, "__fspath__") else ""
    raise InputTypeError(f"cannot read a {type(raw).__name__}: give str, bytes, a BeautifulSoup or an lxml tree{files}")


def _issues_of(document: StructuredDocument) -> Iterator[Issue]:
    name = document.name
    if document.count == 1:
        yield Issue("data_read", "info", f"The document is {name}; the fields of its article were read.")
    elif document.count:
        yield Issue("several_articles", "error", f"The document is {name} with several articles, not one.")
    else:
        yield Issue("no_article_field", "error", f"The document is {name}; no field holds an article's text.")
    if document.is_damaged:
        yield Issue("data_damaged", "warning", f"The {name} is damaged; some of its text may be missing.")


def _utf8(text: str) -> bytes | None:
    """The text in UTF-8; `None` where it holds halves of characters."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return None


def _unmarked(encoded: bytes | None) -> bytes | None:
    """The bytes; `None` where a byte order mark stands before them, which the text has lost."""
    return None if encoded is None or encoded.startswith(BOM_UTF8) else encoded


def _visible(text: str, encoded: bytes | None) -> tuple[str, int]:
    """The text without control characters, and how many there were; lone surrogates become U+FFFD.

    Args:
        text: the decoded document.
        encoded: the same in UTF-8, a byte order mark aside: mapping bytes and searching for fixed ones is many times
            faster than a character class over a whole page.
    """
    if encoded is None:
        text = whole_text(text)
        encoded = text.encode()
    if encoded.translate(_WITHOUT_C0) == encoded and not any(
        (first := encoded.find(lead)) >= 0 and pattern.search(encoded, first) for lead, pattern in _UNSEEN
    ):
        return text, 0
    return CONTROL.subn("", text)


def _kind(text: str, kind: Kind, *, is_tree: bool) -> tuple[InputKind, str]:
    if kind != "auto":
        return kind, "caller"
    if is_tree:
        return "html", "tree"
    return sniff(text)


def _origin(kind: InputKind, source: str, decoded: Decoded | None, characters: int, digest: str) -> Origin:
    return Origin(
        kind=kind,
        kind_source=source,
        encoding=None if decoded is None else decoded.encoding,
        encoding_source=None if decoded is None else decoded.source,
        characters=characters,
        sha256=digest,
    )


def _merge(skipped: list[Skipped]) -> tuple[Skipped, ...]:
    """One entry a kind, in order of kind."""
    merged: dict[str, Skipped] = {}
    for item in skipped:
        old = merged.get(item.kind, Skipped(item.kind, 0, 0))
        merged[item.kind] = Skipped(item.kind, old.count + item.count, old.characters + item.characters)
    return tuple(merged[kind] for kind in sorted(merged))
