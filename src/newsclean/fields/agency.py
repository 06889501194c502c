"""The news agency credited: in the byline, the dateline, or a line at the end."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

from newsclean.fields.choice import Choice, candidate, judged
from newsclean.fields.sources import Sources
from newsclean.fields.words import tables, words
from newsclean.model.article import Author, Paragraph
from newsclean.model.evidence import Candidate
from newsclean.text.fold import fold
from newsclean.text.measure import is_unspaced

DATELINE = 90
"""Characters at a body's start within which a dateline's agency stands: "KYIV/MOSCOW, June 14 (Reuters) - "."""

SIGN_OFF_WORDS = 30
"""Words of a last paragraph that credits agencies. Longer ones are about them."""

_IN_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{2,40})[)\]）]")
_DATELINE = re.compile(r"^[^()（）.!?]{0,60}[(（]([^()（）]{2,40})[)）]\s{0,3}(?:[-–—:.]|$|\S)")
_LED = re.compile(r"^([\w/. -]{2,24})\s{0,2}[-–—:]\s")
_SLASHED = re.compile(r"^[^/.!?]{0,60}\.?\s{0,2}/([^/.!?]{2,30})/")
_DASHED = re.compile(r"^[^–—.!?]{2,60}\s[–—-]\s([^–—.!?,;:]{2,30})[.:,]\s")
"""Datelines without brackets: "МОСКВА, 12 марта. /ТАСС/.", "МОСКВА, 12 мар — РИА Новости. ..."."""

_WIRE_NAME = 8
"""Characters of a Chinese dateline in which its agency is named: "新华社" has three, brackets aside."""

_WIRED = re.compile(r"^[（(【\[]?[^\s\d（()）【】\[\]]{3,12}\d{1,2}月\d{1,2}日[电電讯訊]")
"""A Chinese dateline: "新华社北京3月12日电"."""

_NAME_BREAK = re.compile(r"[/,;&|+=]|\s+(?:and|und|et|y|e|og|och|и|та|with|mit|avec|con)\s+|\s+[-–—]\s+")
_LAST_PARAGRAPHS = 3


def agency_of(sources: Sources, body: tuple[Paragraph, ...], authors: tuple[Author, ...] = ()) -> Choice[str | None]:
    """The agency that the document credits most surely: one that a cleaner found, a sign-off, a dateline, a byline.

    Args:
        sources: the document's evidence.
        body: the paragraphs of the body.
        authors: who is credited; an agency may be among them.
    """
    seen = list(_seen(sources, body))
    for author in authors:
        name = agency_named(author.name) or agency_named(author.organisation or "")
        if name:
            seen.append(candidate(name, author.source, raw=author.raw, place="authors"))
    value = next((item.value for item in seen if item.value), None)
    verdicts = judged(
        seen, lambda item: item.value == value, won="credited here", lost="another agency is credited first"
    )
    return Choice(value, verdicts)


def _seen(sources: Sources, body: tuple[Paragraph, ...]) -> Iterator[Candidate]:
    for use in sources.uses("agency"):
        block = sources.block(use)
        name = next(agencies_in(use.value), None) or agency_named(use.value)
        yield candidate(name, f"block:{use.by}", raw=use.value, place=block.locator, block=use.block)
    for paragraph in body[-_LAST_PARAGRAPHS:]:
        if len(paragraph.text.split()) <= SIGN_OFF_WORDS and _is_sign_off(paragraph.text):
            yield from _named(agencies_in(paragraph.text), paragraph, sources, "block:sign_off")
    yield from _behind(sources, body)
    for paragraph in body[:2]:
        yield from _named(_dateline(paragraph.text), paragraph, sources, "block:dateline")
    for use in sources.uses("byline"):
        for part in (*_BYLINE_PARTS.split(use.value), *_IN_BRACKETS.findall(use.value)):
            name = agency_named(part)
            if name:
                block = sources.block(use)
                yield candidate(name, f"block:{use.by}", raw=use.value, place=block.locator, block=use.block)
    if body:
        tail = _IN_BRACKETS.search(body[-1].text[-40:])
        if tail is not None:
            parts = (tail.group(1), *_NAME_BREAK.split(tail.group(1)))
            yield from _named(filter(None, map(agency_named, parts)), body[-1], sources, "block:sign_off")


_BYLINE_PARTS = re.compile(
    r"[/,;&|•·()\n]|\s+(?:and|und|et|y|e|og|och|и|та|ve|with|mit|avec|con|by|von|par|por)\s+", re.IGNORECASE
)


def _behind(sources: Sources, body: tuple[Paragraph, ...]) -> Iterator[Candidate]:
    """Sign-offs right behind the body that are no part of it."""
    if not body:
        return
    last = body[-1].block
    for block in sources.document.blocks[last + 1 : last + 1 + _LAST_PARAGRAPHS]:
        if len(block.text.split()) <= SIGN_OFF_WORDS and _is_sign_off(block.text):
            for name in agencies_in(block.text):
                yield candidate(name, "block:sign_off", raw=block.text, place=block.locator, block=block.index)


def _named(names: Iterator[str], paragraph: Paragraph, sources: Sources, source: str) -> Iterator[Candidate]:
    for name in names:
        locator = sources.document.blocks[paragraph.block].locator
        yield candidate(name, source, raw=paragraph.text, place=locator, block=paragraph.block)


def _dateline(text: str) -> Iterator[str]:
    start = text[:DATELINE]
    for pattern in (_DATELINE, _LED, _SLASHED, _DASHED):
        match = pattern.match(start)
        for part in _NAME_BREAK.split(match.group(1)) if match is not None else ():
            name = agency_named(part)
            if name:
                yield name
    if _WIRED.match(start) is not None:
        yield from itertools.islice(agencies_in(start[:_WIRE_NAME]), 1)


def _is_sign_off(text: str) -> bool:
    folded = fold(text)
    return any(phrase in folded for phrase in tables("sign_offs")["phrases"]["all"]) or agency_named(text) is not None


def agencies_in(text: str) -> Iterator[str]:
    """The agencies named anywhere in a text, in order."""
    for match in _all_names().finditer(text):
        name = agency_named(match.group())
        if name:
            yield name


def agency_named(text: str) -> str | None:
    """The agency whose name the whole text is, under the name that `Article.agency` uses."""
    text = text.strip(" .,;:()[]*–—-\"'©").removeprefix("Mit Material von ").strip()
    if not text or len(text) > 40:
        return None
    exact, folded = _names()
    found = exact.get(text) or folded.get(fold(text))
    if found is None and (bare := _DESK.sub("", text)) != text:
        found = exact.get(bare) or folded.get(fold(bare))
    return found


_DESK = re.compile(r"\s+(?:editorial|staff|news agency|newsroom|desk|news desk|reporters|bureau)$", re.IGNORECASE)
"""What agencies add to their name in credits: "Reuters Editorial"."""


@functools.cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for name, spellings in tables("agencies")["names"].items():
        for spelling in spellings:
            if spelling.isupper() and spelling.isascii() and len(spelling) <= 5:
                exact[spelling] = name
            else:
                folded[fold(spelling)] = name
    return exact, folded


@functools.cache
def _all_names() -> re.Pattern[str]:
    exact, folded = _names()
    whole = words("agencies", "whole")
    names = sorted({*exact, *folded} - whole - set(map(fold, whole)), key=lambda name: (-len(name), name))
    short = "|".join(re.escape(name) for name in names if name in exact)
    long = "|".join(re.escape(name) for name in names if name not in exact)
    unspaced = "|".join(re.escape(name) for name in names if is_unspaced(name[0]) and is_unspaced(name[-1]))
    return re.compile(rf"{unspaced}|(?<!\w)(?:{short}|(?i:{long}))(?!\w)")
