"""Articles that come as the fields of a data format, made into the page that a reader would be shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from msgspec import Struct, field

from newsclean.ingest.escapes import read_escapes

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")


class ArticleFields(Struct):
    """What a format's fields say of one article.

    Attributes:
        title: the headline.
        body: the text, as HTML.
        metas: names of meta tags that mean the same as the fields, and their values.
        canonical: the address.
        language: of the text.
        json_ld: the article as JSON-LD, where it came as such.
    """

    title: str | None = None
    body: str = ""
    metas: list[tuple[str, str]] = field(default_factory=list)
    canonical: str | None = None
    language: str | None = None
    json_ld: str | None = None


class StructuredDocument(Struct, frozen=True):
    """A document of a data format, read as a page.

    Attributes:
        html: the page.
        name: the format.
        count: how many articles it holds; 0 where no field is the text of one.
        is_damaged: whether the format's grammar was broken, so that text may be missing.
    """

    html: str
    name: str
    count: int
    is_damaged: bool = False


def as_html(text: str) -> str:
    """A field that holds HTML or plain text, as HTML; HTML that was escaped once more is unescaped."""
    text = read_escapes(text, "text")[0]
    if _TAG.search(text):
        return text
    # No tag is in it, so that every "<" is one to be read: "a<b". References may stand for characters.
    return "".join(f"<p>{line.replace('<', '&lt;')}</p>\n" for line in text.splitlines() if line.strip())


def page_of(articles: Sequence[ArticleFields]) -> str:
    """The page with these articles; what is declared for one of them is declared for the page if it is the only one."""
    shown = "".join(
        f"<article>{_heading(item.title, 1 if len(articles) == 1 else 2)}{item.body}</article>\n" for item in articles
    )
    if len(articles) != 1:
        return f"<html><body>{shown}</body></html>"
    only = articles[0]
    metas = "".join(f'<meta name="{escape(name)}" content="{escape(value)}">' for name, value in only.metas if value)
    link = f'<link rel="canonical" href="{escape(only.canonical)}">' if only.canonical else ""
    script = ""
    if only.json_ld:
        # An escaped "<" ends no script.
        script = f'<script type="application/ld+json">{only.json_ld.replace("<", chr(92) + "u003c")}</script>'
    language = f' lang="{escape(only.language)}"' if only.language else ""
    return f"<html{language}><head>{metas}{link}{script}</head><body>{shown}</body></html>"


def _heading(title: str | None, level: int) -> str:
    return f"<h{level}>{escape(title)}</h{level}>\n" if title else ""
