"""An Article as schema.org's NewsArticle in JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsclean.model.article import Article, Author, Media

_TYPES = {
    "opinion": "OpinionNewsArticle",
    "live_blog": "LiveBlogPosting",
}
"""Subtypes of schema.org for kinds of article. All others are a NewsArticle."""


def to_jsonld(article: Article) -> dict[str, Any]:
    """A NewsArticle node with its context; what the article does not know is left out.

    Dates keep their own precision: schema.org's Date takes `2023` and `2023-06` as ISO 8601 does.
    """
    url = article.canonical_url or article.url
    node: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(article.kind, "NewsArticle"),
        "@id": url,
        "url": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url} if url else None,
        "headline": article.title,
        "alternativeHeadline": article.subtitle,
        "description": article.description,
        "articleBody": article.text or None,
        "articleSection": article.section,
        "author": [_author(author) for author in article.authors],
        "datePublished": article.published.value if article.published else None,
        "dateModified": article.modified.value if article.modified else None,
        "publisher": _publisher(article),
        "keywords": list(article.tags),
        "inLanguage": article.language.code if article.language else None,
        "image": [_media(image, "ImageObject") for image in article.images],
        "video": [_media(video, "VideoObject") for video in article.videos],
        "isAccessibleForFree": {"free": True, "paywalled": False, "metered": False}.get(article.access),
        "license": article.license,
        "copyrightNotice": article.copyright,
        "creditText": article.agency,
        "wordCount": article.word_count or None,
    }
    return {name: value for name, value in node.items() if value is not None and value != []}


def _author(author: Author) -> dict[str, Any]:
    kind = "Organization" if author.kind == "organisation" else "Person"
    node: dict[str, Any] = {"@type": kind, "name": author.name, "url": author.url}
    if kind == "Person":
        node["jobTitle"] = author.role
        if author.organisation:
            node["worksFor"] = {"@type": "Organization", "name": author.organisation}
    return {name: value for name, value in node.items() if value is not None}


def _publisher(article: Article) -> dict[str, Any] | None:
    publisher = article.publisher
    if publisher is None:
        return None
    node = {"@type": "Organization", "name": publisher.name or publisher.domain}
    if publisher.domain:
        node["url"] = f"https://{publisher.domain}"
    return node


def _media(media: Media, kind: str) -> dict[str, Any]:
    node = {
        "@type": kind,
        "contentUrl": media.url,
        "caption": media.caption,
        "description": media.alt,
        "creditText": media.credit,
    }
    return {name: value for name, value in node.items() if value is not None}
