"""What a scraper or a press database wrote above the text: "Title: …", "Author: …", "URL: …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsclean.model.decision import Decision, Remove, Use
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged

MAX_LINES: Final = 20
"""Lines at a dump's beginning in which such a header stands; front matter with lists of tags has about that many."""

MIN_LABELS: Final = 2
"""Different labels that make a header, at least one of them none that a page prints beside its headline; one more where
neither the title nor the address has one."""

_PRINTED: Final = frozenset({"byline", "published", "modified", "tags", "section", "publisher", "subtitle"})
_SURE: Final = frozenset({"title", "address"})
_FIELDS: Final = _PRINTED | {"title"}
_REASONS: Final = ["address", "count", "body", "fence", "title", "byline", "published", "modified", "tags", "section"]
_COLONS: Final = (":", "：")
_FENCES: Final = frozenset({"---", "+++"})
_QUOTES: Final = "\"'"


@cleaner("record_header", phrases=packaged("record_header"), reasons=[*_REASONS, "publisher", "subtitle"])
def record_header(draft: Draft) -> Iterator[Decision]:
    """A header of labelled lines above the text of a dump, as scrapers, press databases and front matter write it."""
    if draft.is_html:
        return
    found: dict[int, Hit] = {}
    for hit in draft.hits:
        if hit.block.index < MAX_LINES and hit.block.text[hit.end :].lstrip().startswith(_COLONS):
            # Of two labels that a line begins with ("url", "url source") the longer one reaches the colon.
            found[hit.block.index] = hit
    end = _first_prose(draft, min(found, default=0))
    found = {index: hit for index, hit in found.items() if index < end}
    groups = {hit.group for hit in found.values()}
    least = MIN_LABELS if groups & _SURE else MIN_LABELS + 1
    if len(groups) < least or groups <= _PRINTED or not any(index + 1 in found for index in found):
        return
    taken: set[str] = set()
    for index in sorted(found):
        hit = found[index]
        value = _value(hit)
        if hit.group not in _FIELDS or not value:
            if hit.group != "body" or not value:
                yield Remove(hit.block, hit.group if hit.group not in _FIELDS else "count", f'"{hit.text}"')
        elif hit.group not in taken:
            taken.add(hit.group)
            yield Use(hit.block, hit.group, value, hit.group, f'"{hit.text}"')
    last = max(found)
    for block in draft.all[: last + 2]:
        if block.text in _FENCES and draft.is_open(block):
            yield Remove(block, "fence", "around a header of labelled lines")


def _value(hit: Hit) -> str:
    """What stands behind the label's colon, quotes and the brackets of a list aside."""
    value = hit.block.text[hit.end :].lstrip().lstrip("".join(_COLONS)).strip()
    if value[:1] == "[" and value[-1:] == "]":
        value = value[1:-1].strip()
    if len(value) > 1 and value[0] in _QUOTES and value[-1] == value[0]:
        value = value[1:-1]
    return value


def _first_prose(draft: Draft, start: int) -> int:
    """Index of the first running text below a line."""
    for block in draft.all[start + 1 : start + MAX_LINES]:
        if draft.is_sentence_like(block):
            return block.index
    return start + MAX_LINES
