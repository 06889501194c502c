"""Dates that a page declares: JSON-LD, meta tags, its address."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newsclean.dates.proof import same_day
from newsclean.dates.reading import read_in
from newsclean.dates.setting import Setting
from newsclean.dates.urls import read_url
from newsclean.fields.dates.seen import Seen
from newsclean.model.date import DateRole, Problem, Reading
from newsclean.model.document import Document

ARTICLE_TYPES = frozenset(
    "Article NewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle "
    "OpinionNewsArticle ReportageNewsArticle ReviewNewsArticle AdvertiserContentArticle "
    "SatiricalArticle TechArticle ScholarlyArticle Report BlogPosting LiveBlogPosting "
    "SocialMediaPosting DiscussionForumPosting Review CriticReview MedicalScholarlyArticle "
    "APIReference Recipe HowTo".split()
)
"""schema.org: Article and what is below it, and the works that pages of news sites hold instead of one."""

PAGE_TYPES = frozenset("WebPage ItemPage AboutPage FAQPage QAPage CollectionPage MedicalWebPage WebSite".split())
MEDIA_TYPES = frozenset("VideoObject AudioObject PodcastEpisode Episode ImageObject MediaObject".split())

_JSON_LD: dict[str, tuple[DateRole, float]] = {
    "datePublished": ("published", 0.92),
    "dateCreated": ("published", 0.6),
    "uploadDate": ("published", 0.6),
    "dateModified": ("modified", 0.92),
}
"""Properties of an article's node. A trust is about the share of them whose day is right on development pages."""

_META: dict[str, tuple[DateRole, float]] = {
    **dict.fromkeys(
        "article:published_time article:published og:article:published_time og:published_time "
        "datepublished parsely-pub-date sailthru.date pubdate publishdate publish-date publish_date "
        "publication_date publication-date published-date date.published article.published "
        "article:published_date rnews:datepublished bt:pubdate shareaholic:article_published_time "
        "cxenseparse:recs:publishtime cxenseparse:publishtime vr:published_time article_date_original "
        "originalpublicationdate dc.date.issued dcterms.issued dcterms.date.issued "
        "citation_online_date publishedat publish_time article.date datepublication date_published "
        "pub_date article:publish_time article_publish_time published_time published publishing_date "
        "publishtime dc.date.published ptime mediator_published_time weibo:article:create_at "
        "og:pubdate".split(),
        ("published", 0.9),
    ),
    **dict.fromkeys(
        "date dc.date dcterms.date dc:date dc.created dc.date.created dcterms.created datecreated "
        "article:created_time article.created created citation_publication_date citation_date "
        "prism.publicationdate article-date article_date displaydate timestamp eomportal-lastupdate_ "
        "created_at og:release_date video:release_date og:video:release_date release_date "
        "creation_date dc.date.submitted".split(),
        ("published", 0.75),
    ),
    **dict.fromkeys(
        "article:modified_time article:modified og:updated_time article:updated_time "
        "og:article:modified_time datemodified last-modified lastmod lastmodified last_modified "
        "dcterms.modified dc.date.modified revised article.updated updated modified modifieddate "
        "parsely-updated-date date.modified article_modified_time bt:moddate dc.modified eomportal- "
        "lastupdate updated_time og:modified_time utime mediator_updated_time moddate page-modified "
        "lastupdate update_time modification_date revision_date".split(),
        ("modified", 0.85),
    ),
}

_REPEATED = 0.6
_URL_TRUST = 0.6
_URL_MONTH_TRUST = 0.3


def declared_dates(document: Document, setting: Setting) -> Iterator[Seen]:
    """All declared dates, JSON-LD first."""
    yield from _json_ld(document, setting)
    seen: set[tuple[str, str]] = set()
    first: dict[str, Reading | Problem] = {}
    for tag in document.hints.meta:
        known = _META.get(tag.name)
        if known is None or not tag.content.strip() or (tag.name, tag.content) in seen or len(seen) > 60:
            continue
        seen.add((tag.name, tag.content))
        role, trust = known
        raw = tag.content.strip()[:300]
        read = read_in(raw, setting)
        before = first.setdefault(tag.name, read)
        if not (isinstance(before, Reading) and isinstance(read, Reading) and same_day(before, read)):
            # Of several values the first is the page's; what follows is of a video or a teaser.
            trust *= _REPEATED
        yield Seen(raw, read, role, trust, "meta", f"meta:{tag.name}", tag.name)
    yield from _addresses(document)


def _addresses(document: Document) -> Iterator[Seen]:
    addresses = (("caller", document.url), ("canonical", document.hints.canonical))
    known: set[Reading] = set()
    for place, url in addresses:
        if not url:
            continue
        read = read_url(url)
        if isinstance(read, Reading) and read.month is not None and read not in known:
            known.add(read)
            trust = _URL_TRUST if read.day is not None else _URL_MONTH_TRUST
            yield Seen(url, read, "published", trust, "url", "url", place)


def _json_ld(document: Document, setting: Setting) -> Iterator[Seen]:
    nodes = list(_walk(document.hints.json_ld))
    main = main_node(nodes, document)
    for path, node in nodes[:200]:
        types = _types(node)
        is_main = main is not None and node is main
        for name, (role, trust) in _JSON_LD.items():
            for raw in _strings(node.get(name)):
                where: DateRole = role
                weight = trust
                if not is_main:
                    if types & ARTICLE_TYPES:
                        where = "other"  # another story, a review, a comment
                    elif types & PAGE_TYPES and name != "dateCreated":
                        weight = 0.8 if main is None else 0.7
                        if types & {"WebSite", "CollectionPage"}:
                            where = "other"
                    elif types & MEDIA_TYPES and main is None and name in {"uploadDate", "datePublished"}:
                        weight = 0.5
                    else:
                        where = "other"
                yield Seen(raw, read_in(raw, setting), where, weight, "json-ld", f"json-ld:{name}", f"{path}.{name}")


def main_node(nodes: Sequence[tuple[str, Mapping[str, Any]]], document: Document) -> Mapping[str, Any] | None:
    """The article's own JSON-LD node: the one with the page's address or title, else the first one with a date."""
    articles = [node for _, node in nodes if _types(node) & ARTICLE_TYPES]
    if not articles:
        return None
    addresses = {_address(url) for url in (document.url, document.hints.canonical) if url}
    title = (document.hints.title_tag or "").casefold()

    def rank(item: tuple[int, Mapping[str, Any]]) -> tuple[bool, bool, bool, bool, int]:
        index, node = item
        own = {_address(value) for key in ("url", "mainEntityOfPage", "@id") for value in _strings(node.get(key))}
        headline = next(iter(_strings(node.get("headline") or node.get("name"))), "").casefold()
        long_enough = len(headline) > 10 and len(title) > 10
        names_title = long_enough and (headline in title or title[:60] in headline)
        return (
            not (addresses & own),
            not names_title,
            "datePublished" not in node,
            bool(_types(node) & {"Review", "CriticReview", "SocialMediaPosting", "HowTo", "Recipe"}),
            index,
        )

    return min(enumerate(articles), key=rank)[1]


def _address(url: str) -> str:
    return (
        url.partition("#")[0]
        .partition("?")[0]
        .rstrip("/")
        .removeprefix("https://")
        .removeprefix("http://")
        .removeprefix("www.")
    )


def _types(node: Mapping[str, Any]) -> set[str]:
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return {name.rpartition("/")[2].rpartition(":")[2] for name in names if isinstance(name, str)}


_INNER = (
    "mainEntity",
    "mainEntityOfPage",
    "hasPart",
    "itemReviewed",
    "comment",
    "subjectOf",
    "isPartOf",
    "video",
    "associatedMedia",
)


def _walk(nodes: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for index, node in enumerate(nodes[:500]):
        yield f"$[{index}]", node
        for name in _INNER[:1] if _types(node) & ARTICLE_TYPES else _INNER:
            inner = node.get(name)
            if isinstance(inner, Mapping) and "@type" in inner:
                yield f"$[{index}].{name}", inner


def _strings(value: Any, depth: int = 0) -> list[str]:
    """The strings of a JSON-LD value: plain, in a list, as `@value` or `@id`; numbers are epochs."""
    if isinstance(value, str):
        return [value.strip()[:300]] if value.strip() else []
    if isinstance(value, bool) or value is None or depth > 3:
        return []
    if isinstance(value, (int, float)):
        return [str(int(value))] if math.isfinite(value) else []
    if isinstance(value, Mapping):
        return [text for key in ("@value", "@id") for text in _strings(value.get(key), depth + 1)]
    if isinstance(value, (list, tuple)):
        return [text for item in value[:5] for text in _strings(item, depth + 1)]
    return []
