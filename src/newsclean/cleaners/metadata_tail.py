"""The record that a scraper or a template appended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from newsclean.cleaners.wording import coverage, tokens_of
from newsclean.dates import find_dates
from newsclean.model.decision import Decision, Remove, Use
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged
from newsclean.text.measure import ends_sentence

MIN_KINDS = 3
"""Different kinds of elements in one run that make it a record. Footers have a company and a year, teasers a date and a
number; no run of the development dumps that is none has three."""

MAX_LINES = 14
MAX_LINE = 1_500

_NUMBER = re.compile(r"\d{1,3}(?:[,. ]?\d{3})|\d{1,4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMERIC_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?\S{0,7})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
)
_URL = re.compile(r"https?://\S{4,400}")
_LIST_MARKS = ",;|"
_LIST = re.compile(rf"\s*[{_LIST_MARKS}]\s*")
_LABEL_END = re.compile(r"\s*[:=]\s*")
_MAX_ITEM_WORDS = 5
_MIN_ITEMS = 2
_MAX_SECTION_WORDS = 3
_MAX_COMPANY_WORDS = 8

_ANCHOR_CHARACTERS = 60
_ANCHOR_REACH = 4
"""Lines around a number, a year or a company that are looked at; a record's lines follow one another."""

_SUMMARY = 0.8
_LEAD_BLOCKS = 6
"""A summary says what one of the first paragraphs says: this share of its words stands in it."""

_LEAD_SLACK = 4
"""Blocks above the core that may hold the first paragraph; the core may begin below it."""

_COUNT_FACTOR = 2.0
"""A number further from the body's words than by this factor was not counted on it: it may be a tally of shares."""

_BELOW = frozenset({"date", "modified", "company", "url", "number", "keywords"})
_TELLING = frozenset({"number", "date", "company", "keywords", "summary"})

_FIELDS: Mapping[str, str] = {
    "summary": "description",
    "keywords": "tags",
    "number": "quality",
    "date": "published",
    "modified": "modified",
    "company": "publisher",
    "section": "section",
    "url": "url",
}

_LABELLED: Mapping[str, str] = {
    "field_section": "section",
    "field_description": "summary",
    "field_keywords": "keywords",
    "field_quality": "number",
    "field_published": "date",
    "field_modified": "modified",
    "field_publisher": "company",
    "field_url": "url",
}


class _Element(Struct, frozen=True, gc=False):
    """A line that may be part of a record: what kind of element it is, and its value."""

    block: Block
    kind: str
    value: str


@cleaner(
    "metadata_tail",
    phrases=packaged("metadata_tail"),
    reasons=["record", "number", "title", "summary", "keywords", "date", "modified", "section", "url"],
    always=True,
    after=["headline", "repeated_headline"],
)
def metadata_tail(draft: Draft) -> Iterator[Decision]:
    """The record that a scraper or a template appended: section, summary, keywords, word count, dates, publisher."""
    if draft.is_html:
        return
    hits: dict[int, list[Hit]] = {}
    for hit in draft.hits:
        hits.setdefault(hit.block.index, []).append(hit)
    reader = _Reader(draft, hits)
    first = draft.content.start + 1 if draft.content.end > draft.content.start else 0
    records: list[Sequence[_Element]] = []
    run: list[_Element] = []
    near = reader.anchored(first)
    for block in draft.all[first:]:
        element = reader.element(block) if block.index in near else None
        if element is not None:
            run.append(element)
        else:
            records += _records(run)
            run = []
    records += _records(run)
    # A page that lists events or products has such a record for each of them: they are its body.
    if len(records) != 1 or not _is_behind_body(draft, records[0]):
        return
    for element in records[0]:
        if draft.is_open(element.block):
            yield from _decide(element, reader)


def _is_behind_body(draft: Draft, record: Sequence[_Element]) -> bool:
    """Whether most of the running text stands before the record; a footer's sentences and comments follow it."""
    before = behind = 0
    for block in draft.all:
        if draft.is_sentence_like(block):
            if block.index < record[0].block.index:
                before += draft.words(block)
            else:
                behind += draft.words(block)
    return before > behind


class _Reader:
    """Tells the kind of a line."""

    def __init__(self, draft: Draft, hits: Mapping[int, Sequence[Hit]]) -> None:
        self._draft = draft
        self._hits = hits
        content = draft.content
        first = max(0, content.start - _LEAD_SLACK)
        lead = [block for block in draft.all[first : content.end] if draft.words(block) >= 12]
        tokens = [(block.index, tokens_of(draft, block)) for block in lead[:_LEAD_BLOCKS]]
        self._lead = [(index, theirs, frozenset(theirs)) for index, theirs in tokens]
        self.body_words = sum(draft.words(block) for block in draft.all[content.start : content.end])

    def anchored(self, first: int) -> set[int]:
        """Indices of the blocks near a bare number, a year, a company or a field's name; others cost time."""
        near: set[int] = set()
        for block in self._draft.all[first:]:
            text = block.text
            if block.index in self._hits or (
                len(text) <= _ANCHOR_CHARACTERS and (_NUMBER.fullmatch(text) or _YEAR.search(text))
            ):
                near.update(range(block.index - _ANCHOR_REACH, block.index + _ANCHOR_REACH + 1))
        return near

    def element(self, block: Block) -> _Element | None:
        """The element that a line is; `None` for one of no kind."""
        if self._draft.settled_by(block) in {"headline", "repeated_headline"}:
            return _Element(block, "title", block.text)
        if not self._draft.is_open(block) or not block.text or len(block.text) > MAX_LINE:
            return None  # edits may have left nothing
        return self._labelled(block) or self._bare(block)

    def _labelled(self, block: Block) -> _Element | None:
        for hit in self._hits.get(block.index, ()):
            kind = _LABELLED.get(hit.group)
            colon = _LABEL_END.match(block.text, hit.end) if kind else None
            if kind and colon and colon.end() < len(block.text) and hit.start == 0:
                value = block.text[colon.end() :]
                if kind not in {"date", "modified"} or _is_date(value):
                    return _Element(block, kind, value)
        return None

    def _bare(self, block: Block) -> _Element | None:
        text = block.text
        words = self._draft.words(block)
        kind = ""
        if _NUMBER.fullmatch(text) and not _YEAR.fullmatch(text):
            kind = "number"
        elif _URL.fullmatch(text):
            kind = "url"
        elif len(text) <= 80 and _is_date(text):
            kind = "date"
        elif words <= _MAX_COMPANY_WORDS and self._is_company(block):
            kind = "company"
        elif _is_list(text):
            kind = "keywords"
        elif words >= 6 and self._is_summary(block):
            kind = "summary"
        elif 1 <= words <= _MAX_SECTION_WORDS and len(text) <= 40 and text[0].isalpha() and text[-1].isalpha():
            kind = "section"
        return _Element(block, kind, text) if kind else None

    def _is_company(self, block: Block) -> bool:
        if not (block.text[0].isupper() or block.text[0].isdigit() or not block.text[0].isascii()):
            return False
        groups = {hit.group for hit in self._hits.get(block.index, ())}
        return not groups.isdisjoint({"company", "company_before"})

    def _is_summary(self, block: Block) -> bool:
        ours = tokens_of(self._draft, block)
        if len(ours) < 6:
            return False
        # Tokens that are there at all come first: to count how often each is there takes ten times as long.
        return any(
            index < block.index
            and sum(map(different.__contains__, ours)) / len(ours) >= _SUMMARY
            and coverage(ours, theirs) >= _SUMMARY
            for index, theirs, different in self._lead
        )


def _is_date(text: str) -> bool:
    """Whether a string is a date and no more, malformed numeric ones included."""
    if _NUMERIC_DATE.fullmatch(text):
        return True
    found = find_dates(text)
    return bool(found) and sum(date.end - date.start for date in found) >= 0.7 * len(text)


def _is_list(text: str) -> bool:
    """Whether a line is a list of keywords."""
    if ends_sentence(text) or not any(mark in text for mark in _LIST_MARKS):
        return False
    items = [item for item in _LIST.split(text) if item]
    if len(items) < _MIN_ITEMS:
        return False
    return all(len(item.split()) <= _MAX_ITEM_WORDS and any(map(str.isalpha, item)) for item in items)


def _records(run: Sequence[_Element]) -> list[Sequence[_Element]]:
    """The records in a run of elements: what stands around a date, without menus above it."""
    records: list[Sequence[_Element]] = []
    at = 0
    while at < len(run):
        if run[at].kind != "date":
            at += 1
            continue
        first = _upwards(run, at)
        last = at
        while last + 1 < len(run) and run[last + 1].kind in _BELOW:
            last += 1
        record = run[first : last + 1]
        if _is_record(record):
            records.append(record)
        at = last + 1
    return records


def _is_record(record: Sequence[_Element]) -> bool:
    """Whether a run of elements is one record: enough kinds, no field twice, and more than a teaser's rank and date."""
    kinds = {element.kind for element in record} - {"section"}
    if len(kinds) < MIN_KINDS or len(kinds & _TELLING) < MIN_KINDS - 1 or len(record) > MAX_LINES:
        return False
    every = [element.kind for element in record]
    if any(every.count(kind) > 1 for kind in ("number", "keywords", "company", "summary")):
        return False
    return not kinds <= {"number", "date", "keywords"} or every.count("date") > 1


def _upwards(run: Sequence[_Element], date: int) -> int:
    """Index of the record's first element: upwards from its first date, through one section name at most."""
    first = date
    sections = 0
    while first > 0 and run[first].kind != "title":
        above = run[first - 1]
        if above.kind == "section":
            # A section's name stands at the top of the record, or below a copy of the headline.
            below_title = first > 1 and run[first - 2].kind == "title"
            if sections or not (below_title or run[first].kind in {"summary", "keywords", "number"}):
                break
            sections += 1
            if not below_title:
                return first - 1
        first -= 1
    return first


def _decide(element: _Element, reader: _Reader) -> Iterator[Decision]:
    block, kind, value = element.block, element.kind, element.value
    if kind == "keywords":
        for item in dict.fromkeys(_LIST.split(value)):
            if item:
                yield Use(block, "tags", item, kind, "in a record behind the article")
    elif kind == "number" and not _counts_words(value, reader.body_words):
        yield Remove(block, kind, f"in a record behind the article; the body has about {reader.body_words} words")
    elif kind == "title":
        yield Remove(block, kind, "in a record behind the article")
    else:
        yield Use(block, _FIELDS[kind], value, kind, "in a record behind the article")


def _counts_words(text: str, words: int) -> bool:
    number = int("".join(char for char in text if char.isdigit()) or 0)
    return words > 0 and words / _COUNT_FACTOR <= number <= words * _COUNT_FACTOR
