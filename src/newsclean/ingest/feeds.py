"""Articles in the formats that machines hand each other: RSS, Atom, NITF, NewsML-G2. They are read as pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Final

from newsclean.ingest.structured import ArticleFields, StructuredDocument, as_html, page_of
from newsclean.text.entities import unescape

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = re.compile(
    r"(?:\s++|<\?[^>]{0,1000}>|<!--(?:(?!-->).){0,5000}-->|<!DOCTYPE[^>]{0,1000}>)*+"
    r"<(?:[\w-]{1,20}:)?(rss|RDF|feed|item|entry|nitf|newsItem|newsMessage)(?=[\s>])",
    re.DOTALL,
)
"""The first element, which tells the format, behind white space, declarations and comments."""

_FORMATS: Final = {"rss": "RSS", "RDF": "RSS", "item": "RSS", "feed": "Atom", "entry": "Atom", "nitf": "NITF"}
"""Formats by the name of their first element; the others are of NewsML-G2."""

_PROLOGUE = re.compile(r"<\?xml[^>]{0,1000}>|<!DOCTYPE[^>\[]{0,1000}>")
_WRAPPER: Final = "newsclean"
"""Name of the element that is put around a document, which may hold several items and no feed."""

_REFERENCE = re.compile(r"&(?:(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});|(\w{2,32};)?)")
_MAILED = re.compile(r"\S+@\S+ \(([^()]{1,200})\)")
"""An author as RSS 2.0 wants it: an address, and the name in brackets."""

_HTML_NAMES: Final = {
    "hl1": "h1",
    "hl2": "h2",
    "byline": "p",
    "dateline": "p",
    "distributor": "p",
    "body": "article",
    "body.head": "header",
    "body.content": "div",
    "body.end": "footer",
    "hedline": "div",
    "block": "div",
    "media": "figure",
    "media-reference": "img",
    "media-caption": "figcaption",
    "bq": "blockquote",
}
"""Elements of HTML that stand for elements of NITF 3.6."""

_KEPT: Final = frozenset("p a b em i strong br h1 h2 h3 h4 h5 h6 ul ol li table tr td th blockquote figure img".split())
"""Elements of HTML that NITF and Atom's `xhtml` have under the same names; all others become `span`."""

_ATTRIBUTES: Final = (("href", "href"), ("src", "src"), ("alt", "alt"), ("source", "src"))
"""Attributes that are kept, and what HTML calls them; `source` is NITF's."""

_BODIES: Final = ("encoded", "content", "description", "summary")
"""Where an item's text may stand, fullest first."""


def read_feed(text: str) -> StructuredDocument | None:
    """The article that a feed item or a news agency's XML holds, as a page; `None` for other documents."""
    root = _ROOT.match(text)
    if root is None:
        return None
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=True, encoding="utf-8", remove_pis=True
    )
    source = f"<{_WRAPPER}>{_clean_xml(_PROLOGUE.sub('', text, count=2))}</{_WRAPPER}>"
    try:
        tree = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if tree is None:
        return None
    elements = list(_outermost(tree))
    found = [fields for element in elements if (fields := _fields_of(element)) is not None]
    if not any(fields.body for fields in found):
        return None
    if len(elements) == len(found) == 1:
        _add_of_channel(found[0], elements[0])
    is_damaged = len(parser.error_log.filter_from_fatals()) > 0
    return StructuredDocument(page_of(found), _FORMATS.get(root[1], "NewsML-G2"), len(found), is_damaged=is_damaged)


def _outermost(tree: _Element) -> Iterator[_Element]:
    """The elements that are articles, in document order."""
    stack = [tree]
    while stack:
        element = stack.pop()
        if _name(element) in {"item", "entry", "newsItem", "nitf"}:
            yield element
        else:
            stack += reversed(element)


def _clean_xml(text: str) -> str:
    """The text with the references of HTML resolved and bare ampersands escaped, sections of CDATA as they are."""
    parts: list[str] = []
    at = 0
    while (start := text.find("<![CDATA[", at)) >= 0:
        end = text.find("]]>", start)
        if end < 0:
            # The feed was cut off within a section; left open, a parser drops it.
            text, end = f"{text}]]>", len(text)
        parts += (_REFERENCE.sub(_referred, text[at:start]), text[start : end + 3])
        at = end + 3
    return "".join((*parts, _REFERENCE.sub(_referred, text[at:]))).translate({0x0B: " ", 0x0C: " "})


def _referred(match: re.Match[str]) -> str:
    if len(match[0]) > 1 and match[1] is None:
        return match[0]
    return escape(unescape(match[0]), quote=False)


def _name(element: _Element) -> str:
    """The name of an element without its namespace; the empty string for comments."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def _text(element: _Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _fields_of(element: _Element) -> ArticleFields | None:
    match _name(element):
        case "item" | "entry":
            return _of_item(element)
        case "newsItem":
            return _of_news_item(element)
        case "nitf":
            return _of_nitf(element)
    return None


def _of_item(item: _Element) -> ArticleFields:
    """The fields of an RSS item or an Atom entry."""
    fields = ArticleFields()
    bodies: dict[str, str] = {}
    for child in item:
        name, text = _name(child), _text(child)
        is_media = _is_media_rss(child)
        if is_media and (url := child.get("url")) and "image" in (child.get("type") or child.get("medium") or "image"):
            fields.metas.append(("og:image", url))
        elif is_media:
            continue
        elif name == "title":
            fields.title = fields.title or unescape(text)
        elif name in _BODIES:
            bodies.setdefault(name, _markup(child))
        elif name in {"creator", "author"}:
            names = [_text(part) for part in child if _name(part) == "name"] or [text]
            fields.metas += (("author", _MAILED.sub(r"\1", name)) for name in names if name)
        elif name in {"pubDate", "published", "issued", "date"}:
            fields.metas.append(("pubdate", text))
        elif name in {"updated", "modified"}:
            fields.metas.append(("dcterms.modified", text))
        elif name == "category":
            fields.metas.append(("article:tag", text or child.get("term") or ""))
        elif name == "link" and child.get("rel", "alternate") == "alternate":
            fields.canonical = fields.canonical or text or child.get("href")
    fields.body = next((bodies[name] for name in _BODIES if bodies.get(name)), "")
    short = bodies.get("description") or bodies.get("summary")
    if short and short != fields.body:
        fields.metas.append(("description", " ".join(re.sub(r"<[^<>]{1,1000}>", " ", short).split())))
    return fields


def _is_media_rss(element: _Element) -> bool:
    """Whether an element is of Media RSS, by its namespace, or by its prefix where the namespace is not declared."""
    tag = str(element.tag)
    return "search.yahoo" in tag or "media" in tag.partition(":")[0]


def _add_of_channel(fields: ArticleFields, item: _Element) -> None:
    """Add what the channel or feed around its only item says of itself."""
    around = item.getparent()
    if around is None or _name(around) == _WRAPPER:
        return
    channel = next((child for child in around if _name(child) == "channel"), around)
    for child in channel:
        if _name(child) == "title":
            fields.metas.append(("og:site_name", _text(child)))
        elif _name(child) == "language":
            fields.language = fields.language or _text(child) or None


def _markup(element: _Element) -> str:
    """The HTML in an element: as text, or (Atom's `xhtml`) as elements."""
    if len(element):
        return "".join(_html(element))
    return as_html("".join(element.itertext()))


def _html(element: _Element) -> Iterator[str]:
    """An element's content as HTML, with the names that HTML has for NITF's elements."""
    stack: list[_Element | str] = [*reversed(_inside(element))]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        name = _name(item)
        tag = _HTML_NAMES.get(name, name if name in _KEPT else "span")
        if not name or name in {"head", "script", "style"}:
            stack.append(escape(item.tail or "", quote=False))
            continue
        attributes = f' class="{name}"' if tag != name else ""
        for kept, meaning in _ATTRIBUTES:
            if (value := item.get(kept)) is not None:
                attributes += f' {meaning}="{escape(value)}"'
        closing = "" if tag in {"br", "img"} else f"</{tag}>"
        stack += (escape(item.tail or "", quote=False), closing, *reversed(_inside(item)), f"<{tag}{attributes}>")


def _inside(element: _Element) -> list[_Element | str]:
    return [escape(element.text or "", quote=False), *element]


def _of_nitf(nitf: _Element) -> ArticleFields:
    """The fields of a NITF document, whose headline and byline stand in its body."""
    fields = ArticleFields()
    for element in nitf.iter():
        match _name(element):
            case "date.issue":
                fields.metas.append(("pubdate", element.get("norm") or _text(element)))
            case "doc.copyright":
                fields.metas.append(("copyright", element.get("holder") or ""))
            case "keyword":
                fields.metas.append(("article:tag", element.get("key") or ""))
            case "title" if not fields.metas or fields.metas[0][0] != "dc.title":
                fields.metas.insert(0, ("dc.title", _text(element)))
    fields.body = "".join(_html(nitf))
    return fields


def _of_news_item(item: _Element) -> ArticleFields | None:
    """The fields of a NewsML-G2 item; `None` for one without text, such as a picture's or a package's."""
    fields = ArticleFields()
    contents: list[_Element] = []
    stack = [*reversed(item)]
    while stack:
        element = stack.pop()
        name = _name(element)
        if name in {"inlineXML", "inlineData"}:
            contents.append(element)
        elif name == "headline":
            fields.title = fields.title or _text(element)
        elif name == "by":
            fields.metas.append(("author", _text(element)))
        elif name in {"contentCreated", "firstCreated"}:
            fields.metas.append(("pubdate", _text(element)))
        elif name in {"contentModified", "versionCreated"}:
            fields.metas.append(("dcterms.modified", _text(element)))
        elif name == "copyrightNotice":
            fields.metas.append(("copyright", _text(element)))
        elif name == "keyword":
            fields.metas.append(("article:tag", _text(element)))
        elif name == "language" and element.get("tag"):
            fields.language = fields.language or element.get("tag")
        else:
            stack += reversed(element)
    if not contents:
        return None
    fields.body = "".join(_markup(content) for content in contents)
    if "<h1" in fields.body and fields.title:
        fields.metas.append(("dc.title", fields.title))
        fields.title = None
    return fields
