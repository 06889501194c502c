"""The labelled fields that scrapers, archives and mail programs write around an article's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from newsclean.cleaners.label_lines import is_fence
from newsclean.cleaners.labelled_entries import Entry, Records, is_copyright
from newsclean.cleaners.labelled_records import records_of
from newsclean.dates import find_dates
from newsclean.model.decision import Decision, Edit, Remove, Use
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft

_FIELDS: Mapping[str, str] = {
    "title": "title",
    "subtitle": "subtitle",
    "author": "authors",
    "byline": "byline",
    "sender": "byline",
    "published": "published",
    "modified": "modified",
    "publisher": "publisher",
    "section": "section",
    "tags": "tags",
    "url": "url",
    "description": "description",
    "copyright": "copyright",
}
"""The field of an `Article` that an entry of a record tells, by its kind. Entries of other kinds are removed."""

_LIST = re.compile(r"\s*[,;|、，；]\s*")
_STOP = re.compile(r"\s*[;；\[]\s*")
"""What parts the items of a list; and what ends a section's or a paper's name, before a page or a place."""

_NUMBER = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+|\d{1,6}")
_NO_WORDS = re.compile(r"char|zeich|caract|字|자|car\.|min|page|seite|line|zeile|tecken|tegn|знак", re.IGNORECASE)
"""Units of a length that counts no words."""

_NOTHING = frozenset({"", "null", "none", "n/a", "nan", "na", "-", "[]", "~", "not available"})
"""Values that data sets write for none."""

_DATE_SHARE = 0.6
"""Share of a line's characters that its date has; the weekday, a clock or an edition may stand beside it."""

_LONGEST_DATE = 80
"""Characters of such a line."""

_ABOVE = "above a record of labelled fields"


@cleaner(
    "labelled_fields",
    reasons=[
        *_FIELDS,
        "length",
        "place",
        "language",
        "record",
        "unknown",
        "empty",
        "body",
        "mark",
        "edition",
        "next_document",
    ],
    always=True,
    after=["mojibake"],
)
def labelled_fields(draft: Draft) -> Iterator[Decision]:
    """Records of labelled fields around the text, as data sets, front matter, press archives and mails have them."""
    if draft.is_html:
        return
    records = records_of(draft)
    if records is None:
        return
    fenced = any(is_fence(block.text) for block in records.marks)
    if records.is_numbered:
        yield from _unlabelled(records)
    for entry in (*records.head, *records.foot, *records.inside):
        yield from _decide(entry, fenced=fenced)
    for block in records.marks:
        if draft.is_open(block):
            yield Remove(block, "mark", "around a record of labelled fields")
    for block in records.others:
        yield Remove(block, "next_document", "behind the first document of several")


def _decide(entry: Entry, *, fenced: bool) -> Iterator[Decision]:
    """What becomes of a field's lines: all of them give the whole value."""
    evidence = f'"{entry.label}"'
    if entry.kind == "body":
        if entry.value and not entry.more:
            yield Edit(entry.block, 0, entry.start, "", "body", evidence)
        else:
            yield Remove(entry.block, "body", evidence)
        return
    value = _unquoted(entry.value) if fenced else entry.value.strip()
    lines = (entry.block, *entry.more)
    kind = "record" if entry.kind in {"foreign", "subject"} else entry.kind
    if kind in {"section", "publisher"}:
        value = _first(value)
    if value.casefold() in _NOTHING:
        yield from (Remove(block, "empty", evidence) for block in lines)
    elif kind == "tags":
        yield from _tags(entry, value, evidence)
    elif kind == "length" and (number := _words(entry, value)):
        yield from (Use(block, "quality", number, kind, evidence) for block in lines)
    elif kind == "author":
        is_list = value[:1] == "[" and value[-1:] == "]"
        for block in lines:
            for name in _items(value[1:-1]) if is_list else [value]:
                yield Use(block, "authors", name, kind, evidence)
            if not is_list:
                yield Use(block, "byline", value, kind, evidence)
    elif kind in _FIELDS:
        yield from (Use(block, _FIELDS[kind], value, kind, evidence) for block in lines)
    else:
        yield from (Remove(block, kind, evidence) for block in lines)


def _tags(entry: Entry, value: str, evidence: str) -> Iterator[Decision]:
    """The items of a list on one line, or on lines of their own."""
    for number, block in enumerate((entry.block, *entry.more)):
        items = _items((block.text[entry.start :] if number == 0 else block.text).strip(" []"))
        for item in items:
            yield Use(block, "tags", item, "tags", evidence)
        if not items:
            yield Remove(block, "empty" if not value else "tags", evidence)


def _items(text: str) -> list[str]:
    """The items of a list, each once."""
    pieces = (_unquoted(piece.strip(" -•*")) for piece in _LIST.split(text))
    return list(dict.fromkeys(piece for piece in pieces if piece))


def _words(entry: Entry, value: str) -> str:
    """The number of words that a length tells; empty for a length in characters, pages or minutes."""
    number = _NUMBER.search(value[:40])
    return "" if number is None or _NO_WORDS.search(value) or _NO_WORDS.search(entry.label) else number.group()


def _first(value: str) -> str:
    """The first of several values, or what stands before a page or a place: "METRO; Pg. B01", "[Local, Traffic]"."""
    value = value.strip("- ")
    is_list = value[:1] == "[" and value[-1:] == "]"
    return _unquoted((_LIST if is_list else _STOP).split(value.strip("[]"), maxsplit=1)[0])


def _unquoted(value: str) -> str:
    """The value without the quotes and the sign for folded lines that YAML and TOML write around it."""
    value = value.strip().removeprefix(">-").removeprefix("|-").removeprefix("> ").removeprefix("| ").strip()
    return value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _unlabelled(records: Records) -> Iterator[Decision]:
    """The lines that LexisNexis writes without labels: headline, paper, date, edition and copyright.

    The paper stands directly above the date. The headline stands above it, or else it is the last line before the
    labels.
    """
    lines: list[Block] = []
    dates: list[Block] = []
    for block in records.leading:
        if is_copyright(block.text):
            yield Use(block, "copyright", None, "copyright", _ABOVE)
        elif _is_date(block.text):
            dates.append(block)
        else:
            lines.append(block)
    for block in dates:
        yield Use(block, "published", None, "published", _ABOVE)
    title, publisher = _title_and_publisher(records, lines, dates)
    for block in lines:
        if block is title:
            yield Use(block, "title", None, "title", _ABOVE)
        elif block is publisher:
            yield Use(block, "publisher", None, "publisher", _ABOVE)
        else:
            yield Remove(block, "edition", _ABOVE)


def _title_and_publisher(
    records: Records, lines: Sequence[Block], dates: Sequence[Block]
) -> tuple[Block | None, Block | None]:
    labelled = any(entry.kind == "title" for entry in records.head)
    if not dates:
        return (None if labelled or not lines else lines[-1]), None
    above = [block for block in lines if block.index < dates[0].index]
    below = [block for block in lines if block.index > dates[0].index]
    publisher = above[-1] if above else None
    if labelled:
        return None, publisher
    if len(above) > 1:
        return above[0], publisher
    return (below[-1], publisher) if below else (publisher, None)


def _is_date(text: str) -> bool:
    found = find_dates(text) if len(text) <= _LONGEST_DATE and any(map(str.isdigit, text)) else ()
    return sum(date.end - date.start for date in found) >= _DATE_SHARE * len(text)
