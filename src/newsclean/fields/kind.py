"""What sort of page it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from newsclean.fields import json_ld
from newsclean.fields.choice import Choice, candidate, judged
from newsclean.fields.listings import listing_of
from newsclean.fields.sources import Sources
from newsclean.fields.words import key, words
from newsclean.model.evidence import Candidate
from newsclean.text.fold import fold
from newsclean.text.measure import count_words

Kind = Literal["article", "opinion", "live_blog", "video", "gallery", "listing", "not_article", "unknown"]

SHORT_LISTING = 150
_MOSTLY_LINKS = 0.4
"""A page whose address is that of a list is one where the body is shorter than an article, or made of links. Articles
stand below `/topic/` or on a front page too, with a few hundredths of their characters in links."""

LITTLE_TEXT = 60
"""Words below which a page whose title is that of an error, or whose type is a video, holds no article of its own."""

MUCH_TEXT = 600
"""Words from which a page may be an article in spite of such a title; pages of errors list the most read stories."""

MAX_ERROR = 60
"""Characters of a line that says "404 Not Found" and no more."""

_SITE_WORDS = 4
_ERROR_NUMBER = re.compile(r"[45]\d\d (?=\D)|\D [45]\d\d\b")
"""A status of HTTP beside a word, as headlines of articles do not begin."""

_FIRST_LINES = 3
_FEW = 12
_ARTICLE_RANK = 2
_TYPES: tuple[tuple[str, Kind], ...] = (
    ("liveblogposting", "live_blog"),
    ("opinionnewsarticle", "opinion"),
    ("newsarticle", "article"),
    ("article", "article"),
    ("blogposting", "article"),
    ("report", "article"),
)
_PAGE_TYPES: tuple[tuple[str, Kind], ...] = (
    ("collectionpage", "listing"),
    ("searchresultspage", "listing"),
    ("profilepage", "listing"),
    ("imagegallery", "gallery"),
    ("mediagallery", "gallery"),
)
_OF_ARTICLES = frozenset({"json-ld:@type", "meta:article:published_time"})
"""Evidence that outweighs a list of links: front pages call themselves articles (`og:type`), but give no day of
publication."""

_LIVE_PATH = re.compile(r"/live(?:[-_/]?blog)?[s]?(?:[-/]|$)|live-?ticker|[-/]live-updates|newsticker")
_OPINION_PATH = re.compile(
    r"/(?:opinions?|opinion-?s?|editorials?|op-ed|commentisfree|comment|columnists?|kommentare?|meinung|debatt|ledare|leder|"
    r"opinie|tribunas?|columnas?|opinione|opiniao|editoriali|blogs/opinion|kolumnen?)/"
)
_VIDEO_PATH = re.compile(r"/(?:videos?|watch|mediathek)/")
_GALLERY_PATH = re.compile(
    r"/(?:galler(?:y|ies)|galerie|fotostrecken?|bilder|photos?|diaporama|fotogaleria|fotogallery|in-pictures)/"
)
_LISTING_PATH = re.compile(
    r"/(?:tags?|topics?|category|categories|authors?|search|archive|thema|themen|autor|autoren|seccion|rubrique)(?:/[^/]{1,60})?/?$"
)


def kind_of(sources: Sources, *, title: str | None, section: str | None, words_of_body: int) -> Choice[Kind]:
    """The sort of page, from its declared type, its address, its section and its headline.

    Args:
        sources: the document's evidence.
        title: the headline.
        section: the section.
        words_of_body: words of the body.
    """
    seen = list(_seen(sources, title, section, words_of_body))
    values = [item.value for item in seen]
    order: tuple[Kind, ...] = ("not_article", "live_blog", "opinion", "video", "gallery", "article", "listing")
    value: Kind = next((name for name in order if name in values), "unknown")
    if (
        value in {"article", "unknown"}
        and "listing" in values
        and not any(item.source in _OF_ARTICLES and item.value == "article" for item in seen)
    ):
        value = "listing"
    return Choice(value, judged(seen, lambda item: item.value == value, won="shows it", lost="outweighed"))


def _seen(sources: Sources, title: str | None, section: str | None, count: int) -> Iterator[Candidate]:
    yield from _by_error(sources, title, count)
    yield from listing_of(sources)
    yield from _by_type(sources, count)
    for content in sources.meta("og:type"):
        name = fold(content)
        if name in {"article", "news", "newsarticle", "blog"}:
            yield candidate("article", "meta:og:type", raw=content, place="meta og:type")
        elif name.startswith("video") and count < 2 * LITTLE_TEXT:
            yield candidate("video", "meta:og:type", raw=content, place="meta og:type")
    for content in sources.meta("article:published_time"):
        yield candidate("article", "meta:article:published_time", raw=content, place="meta article:published_time")
    for content in sources.meta("article:opinion"):
        if fold(content) == "true":
            yield candidate("opinion", "meta:article:opinion", raw=content, place="meta article:opinion")
    yield from _by_address(sources, count)
    if section is not None and fold(section) in words("titles", "opinion"):
        yield candidate("opinion", "section", raw=section, place="section")
    if title:
        label = re.split(r"\s*[:|]\s+", fold(title), maxsplit=1)[0]
        if label in words("titles", "live"):
            yield candidate("live_blog", "title", raw=title, place="title")
        elif label in words("titles", "opinion"):
            yield candidate("opinion", "title", raw=title, place="title")
        if count >= 2 * LITTLE_TEXT:
            yield candidate("article", "body", raw=f"a headline and {count} words", place="text")


def _by_error(sources: Sources, title: str | None, count: int) -> Iterator[Candidate]:
    """Headlines and page titles that tell of an error or a check; the first lines of a page that holds little else."""
    if count >= LITTLE_TEXT and (count >= MUCH_TEXT or json_ld.rank(sources.main) >= _ARTICLE_RANK):
        return
    texts = [(title or "", "title"), (sources.hints.title_tag or "", "title")]
    if count < LITTLE_TEXT:
        blocks = sources.document.blocks if len(sources.document.blocks) <= _FEW else sources.kept
        texts += [(block.text, block.locator) for block in blocks[:_FIRST_LINES] if len(block.text) <= MAX_ERROR]
    for text, place in texts:
        names = {key(piece) for piece in _pieces(text[:200])} & _error_titles()
        if names and (count < LITTLE_TEXT or any(" " in name for name in names)):
            yield candidate("not_article", "title" if place == "title" else "block", raw=text, place=place)


def _pieces(text: str) -> Iterator[str]:
    """The line, what its bars and dashes part, and what a colon parts from a site's name, but not from a sentence."""
    yield text
    for part in re.split(r"\s[|\-–—·•]\s|\|", text):
        yield part
        before, colon, after = part.partition(":")
        if colon:
            yield from (
                part
                for part, rest in ((before, after), (after, before))
                if count_words(rest) <= _SITE_WORDS or _ERROR_NUMBER.search(part)
            )


def _by_type(sources: Sources, count: int) -> Iterator[Candidate]:
    """The schema.org type of the main node; of the page where there is no such node."""
    for name in json_ld.types(sources.main):
        for ending, kind in _TYPES:
            if name.endswith(ending):
                yield candidate(kind, "json-ld:@type", raw=name, place=f"{sources.main_place}.@type")
                break
    if sources.main and json_ld.rank(sources.main) >= 2:
        return
    for ending, kind in _PAGE_TYPES:
        for _, place in sources.nodes_of(ending):
            yield candidate(kind, "json-ld:@type", raw=ending, place=f"{place}.@type")
    if count < 2 * LITTLE_TEXT:
        for _, place in sources.nodes_of("videoobject"):
            yield candidate("video", "json-ld:@type", raw="videoobject", place=f"{place}.@type")


def _by_address(sources: Sources, count: int) -> Iterator[Candidate]:
    path = sources.path
    if not path:
        return
    checks: list[tuple[re.Pattern[str], Kind, bool]] = [
        (_LIVE_PATH, "live_blog", True),
        (_OPINION_PATH, "opinion", True),
        (_VIDEO_PATH, "video", count < 2 * LITTLE_TEXT),
        (_GALLERY_PATH, "gallery", count < 2 * LITTLE_TEXT),
    ]
    for pattern, kind, applies in checks:
        if applies and pattern.search(path):
            yield candidate(kind, "url", raw=path, place="url")
    is_list = path == "/" or _LISTING_PATH.search(path) is not None
    if is_list and (count < SHORT_LISTING or _link_share(sources) > _MOSTLY_LINKS):
        yield candidate("listing", "url", raw=path, place="url")


def _link_share(sources: Sources) -> float:
    """Share of the body's characters that stand in links."""
    kept = sources.outcome.audit.kept()
    characters = sum(len(block.text) for block in kept)
    return sum(block.link_chars for block in kept) / characters if characters else 1.0


def _error_titles() -> frozenset[str]:
    return frozenset(map(key, words("titles", "error")))
