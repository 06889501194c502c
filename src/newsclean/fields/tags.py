"""Declared keywords, from the source that lists them most plainly, without the site's name and the headline's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from newsclean.fields import json_ld
from newsclean.fields.choice import Choice, candidate
from newsclean.fields.sources import Sources
from newsclean.fields.words import key, words
from newsclean.model.evidence import Candidate
from newsclean.text.fold import fold

MAX_TAG = 90
"""Characters of a tag; longer ones are headlines or sentences."""

MAX_TAGS = 100

_SPLIT = re.compile(r"\s*[,;|、，،؛]\s*|\s+[·•/]\s+|\n")
_HASH = re.compile(r"(?:^|\s)#(?=\w)")
_CODE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{20,40}|[A-Z]{2,12}:[A-Z0-9_-]{1,40}|\w{1,20}:\w.{0,60}"
    r"|(?i:section|category|type|source|author|channel|topic|entity|tag|nlp[\w ]{0,30}) ?:.{0,80}"
    r"|[\w.-]{1,60}\.(?:com|org|net|de|co\.uk|ca|fr|es|it)|[\d\W]{4,}|\W+",
)
"""Identifiers, agencies' codes, `key:value` pairs of advertising systems, host names, numbers."""

_NEAR = 12
"""Blocks behind the body in which links marked as tags are the article's own."""

_CODES_SHARE = 0.5
_HEADLINE_SHARE = 0.8


class _List(Struct, frozen=True):
    """One source's tags, and its candidates."""

    source: str
    tags: tuple[str, ...]
    seen: tuple[Candidate, ...]


class Page(Struct, frozen=True):
    """What a page's tags are held against.

    Attributes:
        title: the headline.
        section: the section.
        site: keys of the site's own names.
        authors: keys of the authors' names.
        slug: words of the address's last part, which some sites repeat as keywords.
        said: the folded headline, summary and body.
    """

    title: str | None
    section: str | None
    site: frozenset[str]
    authors: frozenset[str]
    slug: frozenset[str]
    said: str


def tags_of(sources: Sources, page: Page) -> Choice[tuple[str, ...]]:
    """The tags of the first source that has some, or of one that lists those and more.

    The other sources' lists are kept as evidence.

    Args:
        sources: the document's evidence.
        page: what they are held against.
    """
    lists = [_judged(found, page) for found in _lists(sources)]
    best = next((item for item in lists if item.tags), None)
    if best is not None:
        best = _fuller(best, lists)
    candidates: list[Candidate] = []
    chosen = {key(tag) for tag in best.tags} if best else set()
    for item in lists:
        for seen in item.seen:
            if seen.reason:
                candidates.append(seen)
            elif item is best:
                candidates.append(msgspec.structs.replace(seen, chosen=True, reason="the first source that lists tags"))
            else:
                agrees = seen.value is not None and key(seen.value) in chosen
                reason = "agrees" if agrees else "another source lists the tags"
                candidates.append(msgspec.structs.replace(seen, chosen=agrees, reason=reason))
    return Choice(best.tags if best else (), tuple(candidates[: 2 * MAX_TAGS]))


def _fuller(best: _List, lists: list[_List]) -> _List:
    """Another list that holds all of the best one and more, where the best one is short."""
    own = {key(tag) for tag in best.tags}
    for item in lists:
        theirs = {key(tag) for tag in item.tags}
        if own < theirs and len(theirs) <= _FULLER * len(own) and item.source in _TRUSTED:
            return item
    return best


_FULLER = 3
_TRUSTED = frozenset({"json-ld:keywords", "meta:news_keywords", "meta:article:tag", "meta:keywords", "block:tags"})


def _lists(sources: Sources) -> Iterator[tuple[str, list[Candidate]]]:
    """Each source's raw list, most trusted first."""
    uses = [
        candidate(tag, f"block:{use.by}", raw=use.value, place=sources.block(use).locator, block=use.block)
        for use in sources.uses("tags")
        for tag in split_tags(use.value)
    ]
    tail = [item for item in uses if item.source == "block:metadata_tail"]
    yield "block:metadata_tail", tail
    keywords = [
        candidate(tag, "json-ld:keywords", raw=raw, place=f"{sources.main_place}.keywords")
        for raw, tag in _json_ld_keywords(sources.main.get("keywords"))
    ]
    yield "json-ld:keywords", keywords
    for name in ("news_keywords", "parsely-tags", "article:tag", "keywords", "sailthru.tags", "dc.subject"):
        found = [
            candidate(tag, f"meta:{name}", raw=content, place=f"meta {name}")
            for content in sources.meta(name)
            for tag in split_tags(content)
        ]
        yield f"meta:{name}", found
    yield "block:tags", [item for item in uses if item not in tail]
    end = sources.outcome.core[1]
    marks = [mark for mark in sources.marks("keywords") if mark.block <= end + _NEAR and 0 < len(mark.text) <= MAX_TAG]
    yield (
        "rel=tag",
        [candidate(mark.text.strip("#, "), mark.source, raw=mark.text, place=mark.source) for mark in marks],
    )


def _json_ld_keywords(value: Any) -> Iterator[tuple[str, str]]:
    """Keywords as one string, a list of strings, or a list of terms; with each the string it came from."""
    is_list = isinstance(value, list) and len(value) > 1
    for text in json_ld.texts(value):
        for tag in [text] if is_list and text.count(",") < 2 else split_tags(text):
            yield text, tag


def split_tags(text: str) -> list[str]:
    """The tags of a line such as `Tags: a | b | c`, "a, b, c" or "#a #b"."""
    text = text[: json_ld.MAX_TEXT].strip()
    if text[:1] == "[" and text[-1:] == "]":
        # A list that a template printed as its software writes it: ["a", "b"].
        text = text[1:-1]
    head, colon, rest = text.partition(":")
    if colon and fold(head).strip() in words("tags", "labels"):
        text = rest
    if _HASH.search(text) and not _SPLIT.search(text):
        text = _HASH.sub(",", text)
    return [tag.strip(" \t\n#.,;:|\"'“”") for tag in _SPLIT.split(text) if tag.strip(" \t\n#.,;:|\"'“”")]


def _judged(found: tuple[str, list[Candidate]], page: Page) -> _List:
    """A source's list without what is no tag; empty where the whole list is none."""
    source, seen = found
    seen = _without_label(seen)
    whole = _no_list(source, [item.value or "" for item in seen], page)
    keyed = sum(_KEYED.match(item.value or "") is not None for item in seen) > 1
    tags: dict[str, str] = {}
    verdicts: list[Candidate] = []
    for item in seen:
        value = item.value or ""
        name = key(value)
        reason = whole or _no_tag(value, name, page)
        if not reason and keyed and _KEYED.match(value):
            reason = "a code, not a word"
        elif not reason and name in tags:
            reason = "listed already"
        if not reason:
            tags[name] = value
        verdicts.append(msgspec.structs.replace(item, reason=reason) if reason else item)
    return _List(source, tuple(tags.values())[:MAX_TAGS], tuple(verdicts[:MAX_TAGS]))


def _without_label(seen: list[Candidate]) -> list[Candidate]:
    """The candidates without "tag:", "topic:" before each of them."""
    labels = {(item.value or "").partition(":")[0].strip().lower() for item in seen}
    if len(seen) < _SEVERAL or len(labels) > 1 or not labels <= _LABELS:
        return seen
    return [msgspec.structs.replace(item, value=(item.value or "").partition(":")[2].strip()) for item in seen]


_SEVERAL = 2
"""Candidates that all have the label; before one alone it may belong to it."""

_LABELS = frozenset({"tag", "tags", "topic", "keyword", "subject"})

_KEYED = re.compile(r"[\w ]{3,30}: ?\S")


def _no_list(source: str, values: list[str], page: Page) -> str:
    """Why a whole list is no list of tags; empty where it is one."""
    if not values:
        return ""
    if sum(_CODE.fullmatch(value) is not None or _is_code(value) for value in values) > _CODES_SHARE * len(values):
        return "codes, not words"
    if len(values) == 1 and len(values[0].split()) > _MAX_TAG_WORDS and source != "block:tags":
        return "a sentence, not tags"
    headline = set(key(page.title or "").split()) | page.slug
    if len(values) >= 3 and headline and _from_headline(values, headline):
        return "the headline cut into words"
    if source == "meta:keywords" and page.said and not any(fold(value) in page.said for value in values):
        return "words of the site, not of the text"
    return ""


_MAX_TAG_WORDS = 7


def _no_tag(value: str, name: str, page: Page) -> str:
    """Why a string is no tag; empty where it is one."""
    if not name or len(value) > MAX_TAG:
        return "no tag by its length"
    if _CODE.fullmatch(value) or "_" in value:
        return "a code, not a word"
    if name in page.site or name.replace(" ", "") in page.site:
        return "the site's name"
    if name == key(page.title or ""):
        return "the headline"
    if name in page.authors:
        return "an author's name"
    if page.section is not None and name == key(page.section) and fold(value) not in page.said:
        # "Mexico" can be a section and what the text is about; "Sport" is hardly ever said.
        return "the section's name"
    return ""


def _is_code(value: str) -> bool:
    """Whether the tag is one of an agency's topic codes, such as `AERO` or `INDS08`."""
    return len(value) <= 8 and value.isascii() and value.isupper() and " " not in value


def _from_headline(values: list[str], headline: set[str]) -> bool:
    """Whether a list of single words is little more than the headline."""
    single = [key(value) for value in values]
    if any(" " in value for value in single):
        return False
    return sum(value in headline for value in single) >= _HEADLINE_SHARE * len(single)
