"""Text dumps as scrapers leave them, made from HTML pages."""

from __future__ import annotations

import hashlib
import textwrap
from typing import Any, Final

from newsclean.model.document import Document

STYLES: Final = ("paragraphs", "spaced", "split", "wrapped", "flat")
"""`paragraphs`: a block a line; `spaced`: the same with blank lines between; `split`: every text node on its own line,
as `BeautifulSoup.get_text("\\n")` gives it; `wrapped`: blocks wrapped at 72 columns, blank lines between; `flat`: all
text nodes on one line."""

_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "head")


def style_of(page_id: str, *, broken: bool = False) -> str:
    """A style for a page, spread evenly, the same each time: one of the first three, or of those that break lines."""
    digest = hashlib.sha256(page_id.encode()).digest()
    return STYLES[3 + digest[1] % 2] if broken else STYLES[digest[0] % 3]


def dump(html: str | bytes, document: Document, style: str) -> str:
    """The page as a dump in one of `STYLES`."""
    texts = [block.text for block in document.blocks]
    if style == "paragraphs":
        return "\n".join(texts)
    if style == "spaced":
        return "\n\n".join(texts)
    if style == "wrapped":
        return "\n\n".join(textwrap.fill(text, 72, break_long_words=False, break_on_hyphens=False) for text in texts)
    nodes = _text_nodes(html)
    return "\n".join(nodes) if style == "split" else " ".join(nodes)


def _text_nodes(html: str | bytes) -> list[str]:
    from selectolax.lexbor import LexborHTMLParser

    tree: Any = LexborHTMLParser(html)
    tree.strip_tags(list(_UNSEEN))
    root = tree.root
    text = root.text(deep=True, separator="\x00", strip=False) if root is not None else ""
    return [" ".join(node.split()) for node in text.split("\x00") if node.strip()]
