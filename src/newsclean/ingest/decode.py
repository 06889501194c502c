"""Bytes to text: which encoding, and how it was known."""

from __future__ import annotations

import codecs
import logging
import re

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

_NO_CHARSETS = frozenset(
    {"idna", "mbcs", "oem", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf_7"},
)
"""Text encodings that Python knows and no document is written in; some of them fail on bytes whatever they are told.
UTF-7 is shut out by the WHATWG Encoding Standard too, as a way to smuggle markup."""

_WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})

_SILENT = logging.NullHandler()

_SAMPLE = 4_096
_MIN_ZEROS = 0.05
"""Share of zero bytes in one half of the byte pairs from which a document without a byte order mark is taken for
UTF-16. Blanks, digits, full stops and markup give more in any script; stray NULs in a dump stand in both."""

_GUESSED_FROM = 65_536
"""Bytes of the document that a guess is made from."""

_MAX_BROKEN = 0.01
"""Share of undecodable characters up to which a declared encoding is believed: pages cut in the middle of a character
or with one bad include have far less, pages that declare the wrong encoding far more."""

_MAX_HIGH = 0.3
"""Share of letters beyond ASCII up to which windows-1252 is plausible. French and Vietnamese stay below .15; Chinese,
Cyrillic or Greek bytes read as windows-1252 are above .5."""


_CONTROL_CODES = bytes([*range(1, 7), *range(0x0E, 0x1A), 0x1C, 0x1D, 0x1E, 0x1F])
"""Control codes of ASCII that no text has: white space, bell and backspace are none of them, nor the end of file, nor
the escape that terminals and Japanese encodings use, nor NUL, which stray UTF-16 is full of."""

_MAX_CODE_SHARE = 0.03
"""Share of them from which bytes are held for no text: bytes at random have a tenth, mistaken text next to none."""

_MIN_CODES = 16
"""As many of them at least: a short text may have lost a few letters to them."""


_HIGH = re.compile(rb"[\x80-\xff]+")
_LONG_RUN = 4
"""Bytes beyond ASCII that follow each other as they hardly do in the languages of windows-1252, whose accents stand
among plain letters. In Cyrillic, Greek, Arabic, Chinese and Korean text whole words are such runs."""

_MIN_HIGH = 16
"""Bytes beyond ASCII that there must be to judge by."""


class Decoded(Struct, frozen=True, gc=False):
    """Text, the codec that gave it, and how that codec was chosen."""

    text: str
    encoding: str
    source: str
    issues: tuple[Issue, ...] = ()


def is_binary(raw: bytes, encoding: str) -> bool:
    """Whether bytes are of no text: programs, pictures, archives of kinds that no mark at their start tells.

    Args:
        raw: the document.
        encoding: the encoding that was found for it; in two or four bytes a letter, any byte may be half of one.
    """
    if encoding in _WIDE:
        return False
    sample = raw[:_GUESSED_FROM]
    codes = len(sample) - len(sample.translate(None, _CONTROL_CODES))
    return codes >= _MIN_CODES and codes >= _MAX_CODE_SHARE * len(sample)


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """Decode a document.

    In this order: byte order mark, the caller's charset, strict UTF-8, the charset that the document declares,
    windows-1252, and `UnicodeDammit` with charset-normalizer's guess. Bytes that are UTF-16 by their zero bytes come
    before strict UTF-8, which they often are as well.

    Args:
        raw: the document.
        declared: the caller's charset, such as the one of an HTTP header.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _lenient(raw[len(mark) :], name, "bom")
    if declared is not None and (found := _within(raw, declared, "caller")) is not None:
        return found
    if (found := _unmarked(raw)) is not None:
        return found
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError:
        pass
    from bs4.dammit import EncodingDetector, UnicodeDammit

    label: str | None = EncodingDetector.find_declared_encoding(raw, is_html=True, search_entire_document=False)
    # A declaration that could be read as ASCII cannot be right about UTF-16 (WHATWG, "prescan a byte stream").
    if label is not None and _codec(label) not in _WIDE and (found := _within(raw, label, "declared")) is not None:
        return found
    if (found := _within(raw, "utf-8", "utf-8")) is not None:
        return found
    guess = Issue("encoding_guessed", "warning", "The encoding is a guess: not UTF-8, and none declared that fits.")
    western = raw.decode("cp1252", "replace")
    if (
        "\ufffd" not in western
        and _is_western(raw)
        and sum(char > "\x7f" for char in western) <= _MAX_HIGH * len(western)
    ):
        return Decoded(western, "cp1252", "windows-1252", (guess,))
    # It logs what we put on record; with no handler set up, Python would print that to standard error.
    logging.getLogger("bs4.dammit").addHandler(_SILENT)
    dammit = UnicodeDammit(raw, _likely(raw), is_html=True, exclude_encodings=[label] if label is not None else [])
    if dammit.unicode_markup and dammit.original_encoding:
        return Decoded(dammit.unicode_markup, dammit.original_encoding, "guessed", (guess,))
    return Decoded(western, "cp1252", "windows-1252", (guess,))


def _likely(raw: bytes) -> list[str]:
    """The encoding that the bytes look like, if any.

    `UnicodeDammit` would ask whichever detector happens to be installed, and show it the whole document: the same bytes
    would read differently on two machines, and long ones for a long time.
    """
    from charset_normalizer import detect

    name = detect(raw[:_GUESSED_FROM])["encoding"]
    return [name] if isinstance(name, str) else []


def _unmarked(raw: bytes) -> Decoded | None:
    """The text of UTF-16 without a byte order mark, told by zero bytes that stand in one half of the byte pairs."""
    sample = raw[: min(_SAMPLE, len(raw) // 2 * 2)]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < max(2, _MIN_ZEROS * len(sample) / 2) or min(even, odd) * 20 > max(even, odd):
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    found = _within(raw, name, "guessed")
    if found is None:
        return None
    issue = Issue("encoding_guessed", "warning", "The encoding is a guess: UTF-16 by its zero bytes, and no mark.")
    return Decoded(found.text, name, "guessed", (*found.issues, issue))


def _codec(label: str) -> str | None:
    """Python's name for an encoding, with the web's own meaning; `None` for an unknown one."""
    try:
        name = codecs.lookup(label.strip().lower()).name
        "".encode(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    if name.replace("-", "_") in _NO_CHARSETS:
        return None
    return _LABELS.get(name, name)


def _within(raw: bytes, label: str, source: str) -> Decoded | None:
    """The text by the encoding of that label, where it is known and fails on no more than `_MAX_BROKEN` of the text."""
    name = _codec(label)
    # Any bytes of even number are UTF-16; those without a zero byte hold no blank, no digit and no markup in it.
    if name is None or (name in _WIDE and b"\0" not in raw[:_SAMPLE]):
        return None
    # Servers and libraries name Latin-1 where they know nothing.
    if name == "cp1252" and not _is_western(raw):
        return None
    found = _lenient(raw, name, source)
    if found.text.count("\ufffd") > max(1, _MAX_BROKEN * len(found.text)):
        return None
    return found


def _is_western(raw: bytes) -> bool:
    """Whether the bytes may be windows-1252: no more than half of those beyond ASCII stand in long runs."""
    runs = [len(run) for run in _HIGH.findall(raw[:_GUESSED_FROM])]
    high = sum(runs)
    return high < _MIN_HIGH or 2 * sum(length for length in runs if length >= _LONG_RUN) <= high


def _lenient(raw: bytes, name: str, source: str) -> Decoded:
    text = raw.decode(name, "replace")
    broken = text.count("\ufffd")
    if not broken:
        return Decoded(text, name, source)
    issue = Issue("undecodable_characters", "warning", f"{broken} characters could not be decoded as {name}.")
    return Decoded(text, name, source, (issue,))
