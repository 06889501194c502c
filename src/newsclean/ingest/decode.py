"""Bytes to text: which encoding, and how it was known."""

from __future__ import annotations

import codecs

from msgspec import Struct

from newsclean.model.document import Issue

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_LABELS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
"""Encodings that web pages name while they mean a larger one (WHATWG Encoding Standard, "Names and labels")."""

_MAX_BROKEN = 0.01
"""Share of undecodable characters up to which a declared encoding is believed: pages cut in the middle of a character
or with one bad include have far less, pages that declare the wrong encoding far more."""

_MAX_HIGH = 0.3
"""Share of letters beyond ASCII up to which windows-1252 is plausible. French and Vietnamese stay below .15; Chinese,
Cyrillic or Greek bytes read as windows-1252 are above .5."""


class Decoded(Struct, frozen=True, gc=False):
    """Text, the codec that gave it, and how that codec was chosen."""

    text: str
    encoding: str
    source: str
    issues: tuple[Issue, ...] = ()


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Decode a document.

    In this order: byte order mark, the caller's charset, strict UTF-8, the charset that the document declares,
    windows-1252, and `UnicodeDammit`'s guess.

    Args:
        raw: the document.
        declared: the caller's charset, such as the one of an HTTP header.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _lenient(raw[len(mark) :], name, "bom")
    if declared is not None and (found := _within(raw, declared, "caller")) is not None:
        return found
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError:
        pass
    from bs4.dammit import EncodingDetector, UnicodeDammit

    label: str | None = EncodingDetector.find_declared_encoding(raw, is_html=True, search_entire_document=False)
    if label is not None and (found := _within(raw, label, "declared")) is not None:
        return found
    if (found := _within(raw, "utf-8", "utf-8")) is not None:
        return found
    guess = Issue("encoding_guessed", "warning", "The encoding is a guess: the document is not UTF-8 and declares none.")
    western = raw.decode("cp1252", "replace")
    if "\ufffd" not in western and sum(char > "\x7f" for char in western) <= _MAX_HIGH * len(western):
        return Decoded(western, "cp1252", "windows-1252", (guess,))
    dammit = UnicodeDammit(raw, is_html=True)
    if dammit.unicode_markup and dammit.original_encoding:
        return Decoded(dammit.unicode_markup, dammit.original_encoding, "guessed", (guess,))
    return Decoded(western, "cp1252", "windows-1252", (guess,))


def _codec(label: str) -> str | None:
    """Python's name for an encoding, with the web's own meaning; `None` for an unknown one."""
    try:
        name = codecs.lookup(label.strip().lower()).name
        "".encode(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    return _LABELS.get(name, name)


def _within(raw: bytes, label: str, source: str) -> Decoded | None:
    """The text by the encoding of that label, where it is known and fails on no more than `_MAX_BROKEN` of the text."""
    name = _codec(label)
    if name is None:
        return None
    found = _lenient(raw, name, source)
    if found.text.count("\ufffd") > max(1, _MAX_BROKEN * len(found.text)):
        return None
    return found


def _lenient(raw: bytes, name: str, source: str) -> Decoded:
    text = raw.decode(name, "replace")
    broken = text.count("\ufffd")
    if not broken:
        return Decoded(text, name, source)
    message = f"{broken} characters could not be decoded as {name}."
    return Decoded(text, name, source, (Issue("undecodable_characters", "warning", message),))
