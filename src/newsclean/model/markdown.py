"""An Article as Markdown: front matter for the fields, then the body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from newsclean.model.article import Article

_LEADING = re.compile(r"([#>|]|[-+*](?=\s)|~{3}|={3,}$|-{3,}$)")
_NUMBER = re.compile(r"(\d+)([.)])(?=\s)")
_INLINE = re.compile(r"([\\`*_\[\]<>])")


def to_markdown(article: Article) -> str:
    """CommonMark with YAML front matter; what an article does not know is left out."""
    parts = ["---", *_front_matter(article), "---", ""]
    if article.title:
        parts += [f"# {_escape(article.title)}", ""]
    if article.subtitle:
        parts += [line for part in article.subtitle.split("\n") for line in (f"*{_escape(part)}*", "")]
    before = None
    for paragraph in article.body:
        if before == paragraph.kind == "list_item":
            parts.pop()
        parts += [_paragraph(paragraph.text, paragraph.kind, paragraph.level), ""]
        before = paragraph.kind
    return "\n".join(parts)


def _front_matter(article: Article) -> Iterator[str]:
    """The fields as YAML: every value is written as JSON, which is YAML too."""
    fields: dict[str, Any] = {
        "title": article.title,
        "subtitle": article.subtitle,
        "description": article.description,
        "authors": [author.name for author in article.authors],
        "published": article.published.value if article.published else None,
        "modified": article.modified.value if article.modified else None,
        "publisher": (article.publisher.name or article.publisher.domain) if article.publisher else None,
        "agency": article.agency,
        "section": article.section,
        "tags": list(article.tags),
        "language": article.language.code if article.language else None,
        "url": article.canonical_url or article.url,
        "status": article.status,
        "words": article.word_count,
    }
    for name, value in fields.items():
        if value is not None and value != []:
            yield f"{name}: {msgspec.json.encode(value).decode()}"


def _paragraph(text: str, kind: str, level: int) -> str:
    if kind == "code":
        return "    " + text
    escaped = _escape(text)
    if kind == "heading":
        return f"{'#' * min(max(level, 2), 6)} {escaped}"
    if kind == "list_item":
        return f"{'  ' * (max(level, 1) - 1)}- {escaped}"
    if kind in {"quote", "embed"}:
        return f"> {escaped}"
    return escaped


def _escape(text: str) -> str:
    """The text so that Markdown shows it as it is."""
    escaped = _INLINE.sub(r"\\\1", text)
    if _LEADING.match(escaped):
        return "\\" + escaped
    # A digit cannot be escaped in CommonMark, the mark after it can.
    return _NUMBER.sub(r"\1\\\2", escaped, count=1) if _NUMBER.match(escaped) else escaped
