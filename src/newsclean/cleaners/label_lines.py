"""Lines that begin with the label of a field: "Title: …", "BYLINE: …", Factiva's "HD …", "Dokument 3 von 100"."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from newsclean.model.document import Block
from newsclean.pipeline.phrase import packaged
from newsclean.text.fold import fold

_LONGEST = 40
"""Characters of the longest label; "proquest document id" has 20."""

_MOST_WORDS = 4
"""Words of a label that no list holds, so that it is none of running text before a colon."""

_BEFORE = " #*_-•>\"'"
"""Marks of Markdown, lists and quotes before a label or right behind its name."""

_AFTER = " *_\t"
"""Blanks, and the marks of Markdown that close a label in bold, before a value."""

_JOINTS = re.compile(r"[\s_-]+")

_CODE = re.compile(r"[A-Z]{2,3}(?= |$)")
_CODES: Mapping[str, str] = {
    "HD": "title",
    "BY": "byline",
    "CR": "copyright",
    "WC": "length",
    "PD": "published",
    "ET": "record",
    "SN": "publisher",
    "SC": "record",
    "ED": "record",
    "PG": "record",
    "LA": "language",
    "CY": "copyright",
    "SE": "section",
    "CLM": "record",
    "CT": "record",
    "VOL": "record",
    "ART": "record",
    "RF": "record",
    "LP": "body",
    "TD": "body",
    "CO": "record",
    "IN": "record",
    "NS": "record",
    "RE": "record",
    "IPC": "record",
    "IPD": "record",
    "PUB": "publisher",
    "AN": "record",
}
"""Field codes of Factiva's documents (Dow Jones, "Factiva article fields")."""

_MIN_CODES = 4
"""Different codes that a document of Factiva has; two capitals alone begin many a line."""

_COUNTER = re.compile(
    r"(?:document|dokument|documento)\s+\d{1,6}\s+(?:of|von|de|di)\s+\d{1,6}"
    r"|\d{1,6}\s+(?:of|von|de|di)\s+\d{1,6}\s+(?:documents?|dokumente?n?|documentos?|documenti)",
    re.IGNORECASE,
)
"""How LexisNexis numbers the documents of a file: "3 of 100 DOCUMENTS", "Document 3 of 100"."""

_LONGEST_MARK = 120
"""Characters of a line that parts documents; a rule may be as wide as a printed page."""

_RULE = re.compile(r"[-=_*~#]{3,}|\+{3}|</?(?:DOC|TEXT|doc|text)>")
_FENCES = frozenset({"---", "+++"})
"""What stands around front matter in YAML and in TOML."""


class Label(Struct, frozen=True, gc=False):
    """The label that a line begins with.

    Attributes:
        kinds: the groups of `phrases/labelled_fields.toml` that hold it, in their order; none for an unknown label.
        name: the label as written.
        end: where the value begins; the length of the line where there is none.
    """

    kinds: tuple[str, ...]
    name: str
    end: int


def label_of(text: str, *, codes: bool = False, equals: bool = False) -> Label | None:
    """The label of a line, known or not; `None` for a line that begins with none.

    Args:
        text: the line.
        codes: whether the document has Factiva's codes for labels.
        equals: whether "=" stands between label and value, as in TOML.
    """
    if codes:
        code = _CODE.match(text)
        kind = _CODES.get(code.group()) if code else None
        return Label((kind,), text[: code.end()], min(len(text), code.end() + 1)) if code and kind else None
    head = text[: _LONGEST + 1]
    marks = (":", "：", "=") if equals else (":", "：")
    at = min((found for mark in marks if (found := head.find(mark)) > 0), default=-1)
    if at < 0:
        return None
    name = head[:at].strip(_BEFORE)
    if not name or not name[0].isalpha():
        return None
    kinds = _known().get(_normal(name), ())
    if not kinds and (name.count(" ") >= _MOST_WORDS or text.startswith("//", at + 1)):
        return None
    end = at + 1
    while end < len(text) and text[end] in _AFTER:
        end += 1
    return Label(kinds, name, end)


def is_body_label(text: str) -> bool:
    """Whether a line is nothing but a label such as "Body", without its colon."""
    return len(text) <= _LONGEST and "body" in _known().get(_normal(text), ())


def has_codes(blocks: Sequence[Block]) -> bool:
    """Whether these lines, the first of a document, have Factiva's codes: a headline's, and several others."""
    found = {code.group() for block in blocks if (code := _CODE.match(block.text))} & _CODES.keys()
    return len(found) >= _MIN_CODES and "HD" in found and not found.isdisjoint({"PD", "WC"})


def is_counter(text: str) -> bool:
    """Whether a line numbers the documents of a file."""
    return len(text) <= _LONGEST_MARK and _COUNTER.fullmatch(text.strip(" .")) is not None


def is_fence(text: str) -> bool:
    """Whether a line opens or closes a document's front matter."""
    return text in _FENCES


def is_mark(text: str) -> bool:
    """Whether a line parts a document from its record or from another: a counter, a rule, "End of Document"."""
    if len(text) > _LONGEST_MARK:
        return False
    return _RULE.fullmatch(text) is not None or is_counter(text) or _normal(text.strip(" .")) in _ends()


def _normal(name: str) -> str:
    return _JOINTS.sub(" ", fold(name)).strip()


@functools.cache
def _known() -> Mapping[str, tuple[str, ...]]:
    """The kinds of each label."""
    kinds: dict[str, dict[str, None]] = {}
    for phrase in packaged("labelled_fields").load():
        if phrase.group != "end":
            kinds.setdefault(_normal(phrase.text), {})[phrase.group] = None
    return {name: tuple(groups) for name, groups in kinds.items()}


@functools.cache
def _ends() -> frozenset[str]:
    return frozenset(_normal(phrase.text) for phrase in packaged("labelled_fields").load() if phrase.group == "end")
