"""Articles that come as JSON: an object with a title, a text and the like."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from newsclean.ingest.structured import ArticleFields, StructuredDocument, as_html, page_of

_BODIES: Final = (
    "articlebody bodyhtml contenthtml html fulltext maintext articletext body content text story articlecontent"
).split()
"""Names of the text, likeliest first, in lower case and without `_` and `-`: of schema.org, JSON Feed, and what
scrapers and content management systems call it."""

_TITLES: Final = "headline title name".split()

_METAS: Final = {
    "datepublished": "pubdate",
    "publishedat": "pubdate",
    "publisheddate": "pubdate",
    "datepublish": "pubdate",
    "publishdate": "pubdate",
    "publicationdate": "pubdate",
    "pubdate": "pubdate",
    "published": "pubdate",
    "date": "pubdate",
    "datemodified": "dcterms.modified",
    "modifiedat": "dcterms.modified",
    "updatedat": "dcterms.modified",
    "updated": "dcterms.modified",
    "modified": "dcterms.modified",
    "author": "author",
    "authors": "author",
    "byline": "author",
    "creator": "author",
    "description": "description",
    "summary": "description",
    "excerpt": "description",
    "section": "section",
    "category": "section",
    "tags": "article:tag",
    "keywords": "article:tag",
    "publisher": "og:site_name",
    "sitename": "og:site_name",
    "source": "og:site_name",
    "image": "og:image",
    "topimage": "og:image",
}
"""Meta tags that mean what a field of that name means."""

_ADDRESSES: Final = "canonicalurl canonical url link".split()
_LANGUAGES: Final = "inlanguage language lang".split()
_INSIDE: Final = ("rendered", "html", "name", "url", "value", "text", "#text")
"""Where a value stands that is an object: WordPress's `{"rendered": …}`, schema.org's names and addresses."""

_MIN_BODY = 40
"""Characters of a field that is a text; `content` and `text` are the names of much else."""

_HALF = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_MAX_DIGITS = 18
"""Digits of numbers that fit into 64 bits; longer ones lose their last digits, as in JavaScript."""

_MAX_VALUES = 50
"""Items of a list that are read; longer lists of authors or tags are none."""

_DEPTH = 4
"""Levels at which articles are looked for: `{"data": {"articles": [{…}]}}` has four."""


def read_json(text: str) -> StructuredDocument | None:
    """The article in a JSON object, as a page; `None` for what is no JSON object or list of them.

    JSON without an article's text gives a count of 0.
    """
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return None
    try:
        found = [_decoded(text)]
    except (ValueError, RecursionError):
        # An object a line: two of them tell that it is not one article.
        lines = text.strip().split("\n", 2)
        if start != "{" or len(lines) < 2:
            return None
        try:
            found = [_decoded(line) for line in lines[:2]]
        except (ValueError, RecursionError):
            return None
    articles = [fields for value in found for fields in _articles(value, _DEPTH)]
    # Comments and teasers have a text, too.
    titled = [fields for fields in articles if fields.title]
    articles = titled or articles
    return StructuredDocument(page_of(articles), "JSON", len(articles))


def _decoded(text: str) -> Any:
    """The value. Raises ValueError or RecursionError where it is none."""
    try:
        return msgspec.json.decode(text)
    except ValueError:
        # What common writers leave and RFC 8259 does not know: NaN, halves of characters, line breaks within strings.
        whole = _HALF.sub(r"\\ufffd", text)
        return json.loads(whole, strict=False, parse_constant=lambda _: None, parse_int=_number)


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) < _MAX_DIGITS else float(digits)


def _articles(value: Any, depth: int) -> Iterator[ArticleFields]:
    """The articles in a value: itself, or those in the objects and lists it holds."""
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles(item, depth - 1)
            # Lists in lists are the rows of tables.
            if not isinstance(item, dict):
                return
    elif isinstance(value, dict):
        fields = _fields(value)
        if fields is not None:
            yield fields
        else:
            for item in value.values():
                if isinstance(item, dict | list):
                    yield from _articles(item, depth - 1)


def _fields(record: dict[str, Any]) -> ArticleFields | None:
    """The fields of an article; `None` for an object without a text."""
    named = {name.lower().replace("_", "").replace("-", ""): value for name, value in record.items()}
    bodies = (body for name in _BODIES for body in _strings(named.get(name)) if len(body) >= _MIN_BODY)
    body = next(bodies, None)
    if body is None:
        return None
    fields = ArticleFields(body=as_html(body))
    fields.title = next((title for name in _TITLES for title in _strings(named.get(name))), None)
    fields.canonical = next((url for name in _ADDRESSES for url in _strings(named.get(name))), None)
    fields.language = next((code for name in _LANGUAGES for code in _strings(named.get(name))), None)
    fields.metas += ((_METAS[name], text) for name in _METAS for text in _strings(named.get(name)))
    if "@type" in record:
        fields.json_ld = msgspec.json.encode(record).decode()
    return fields


def _strings(value: Any) -> list[str]:
    """The strings that a value is, holds, or names."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, dict):
        return next(
            (strings for name in _INSIDE if isinstance(value.get(name), str) and (strings := _strings(value[name]))), []
        )
    if isinstance(value, list):
        return [text for item in value[:_MAX_VALUES] if not isinstance(item, list) for text in _strings(item)]
    return []
