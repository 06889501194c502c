"""One peer extractor behind a JSON-lines pipe, so that its pins need not fit newsclean's.

Stand-alone: needs nothing but the standard library and the peer. `PYTHON peer.py NAME` writes one line about itself
(`{"name", "version"}`, or `{"absent": why}` and ends), then for every line `{"id", "html", "url"}` on its input (html
in base64) one line `{"id", "text", "title", "authors", "published", "cpu_ms"}`. A page on which the peer raises gives
`error` and no text.
"""

from __future__ import annotations

import base64
import contextlib
import importlib.metadata
import json
import logging
import re
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

Answer = dict[str, Any]
Extract = Callable[[bytes, "str | None"], Answer]


def trafilatura(**options: Any) -> Callable[[], Extract]:
    """Body and metadata in one call, its own defaults but for the metadata and the comments, which no gold holds."""

    def make() -> Extract:
        from trafilatura import bare_extraction  # type: ignore[import-untyped, unused-ignore]

        def extract(html: bytes, url: str | None) -> Answer:
            found: Any = bare_extraction(html, url=url, with_metadata=True, include_comments=False, **options)
            if found is None:
                return {}
            authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
            return {
                "text": found.text,
                "title": found.title,
                "authors": authors,
                "published": found.date,
                "tags": found.tags or [],
                "publisher": found.sitename,
            }

        return extract

    return make


def newspaper() -> Extract:
    """`Article.parse` on HTML given by hand; no NLP step."""
    import newspaper as package  # type: ignore[import-not-found, unused-ignore]

    def extract(html: bytes, url: str | None) -> Answer:
        article = package.Article(url or "http://localhost/")
        article.download(input_html=decode(html))
        article.parse()
        return {
            "text": article.text,
            "title": article.title,
            "authors": list(article.authors),
            "published": article.publish_date.isoformat() if article.publish_date else None,
            "tags": sorted(article.tags or ()),
        }

    return extract


def readability() -> Extract:
    """`Document.summary`, its paragraphs joined by blank lines; `short_title` as the title."""
    import lxml.html  # type: ignore[import-untyped, unused-ignore]
    from readability import Document  # type: ignore[import-not-found, unused-ignore]

    def extract(html: bytes, url: str | None) -> Answer:
        document = Document(decode(html), url=url)
        tree = lxml.html.fromstring(document.summary())
        for block in tree.iter("p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "tr"):
            block.tail = "\n\n" + (block.tail or "")
        return {"text": tree.text_content(), "title": document.short_title()}

    return extract


def resiliparse() -> Extract:
    """`extract_plain_text` with `main_content`."""
    from resiliparse.extract.html2text import (  # type: ignore[import-not-found, unused-ignore]
        extract_plain_text,
    )

    def extract(html: bytes, _url: str | None) -> Answer:
        return {"text": extract_plain_text(decode(html), main_content=True, alt_texts=False)}

    return extract


def justext() -> Extract:
    """Good paragraphs with the stop words of all its languages together, for pages in any of them."""
    import justext as package  # type: ignore[import-untyped, unused-ignore]

    stop_words = frozenset[str]().union(*(package.get_stoplist(name) for name in package.get_stoplists()))

    def extract(html: bytes, _url: str | None) -> Answer:
        paragraphs = package.justext(decode(html), stop_words)
        return {"text": "\n\n".join(p.text for p in paragraphs if not p.is_boilerplate)}

    return extract


PEERS: dict[str, tuple[str, Callable[[], Extract]]] = {
    "trafilatura": ("trafilatura", trafilatura()),
    "trafilatura-precision": ("trafilatura", trafilatura(favor_precision=True)),
    "trafilatura-fast": ("trafilatura", trafilatura(fast=True)),
    "newspaper4k": ("newspaper4k", newspaper),
    "readability-lxml": ("readability-lxml", readability),
    "resiliparse": ("resiliparse", resiliparse),
    "justext": ("justext", justext),
}
"""Each peer's distribution and how to make its extractor."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)


def decode(html: bytes) -> str:
    """Strict UTF-8, the declared charset, else windows-1252: peers that want a string all get the same one."""
    declared = _CHARSET.search(html[:4096])
    for encoding in ("utf-8-sig", declared[1].decode("ascii", "replace") if declared else "utf-8"):
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            return html.decode(encoding)
    return html.decode("cp1252", "replace")


def main() -> int:
    """Serve one peer until the input ends."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    pipe, sys.stdout = sys.stdout, sys.stderr  # what a peer prints must not break the protocol
    name = sys.argv[1]
    package, make = PEERS[name]
    try:
        extract = make()
        version = importlib.metadata.version(package)
    except Exception as error:  # noqa: BLE001 - a peer that cannot be imported, for whatever reason, is absent
        print(json.dumps({"absent": f"{type(error).__name__}: {error}"}), file=pipe, flush=True)
        return 0
    print(json.dumps({"name": name, "version": version}), file=pipe, flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        html = base64.b64decode(request["html"])
        started = time.process_time()
        try:
            answer = extract(html, request["url"])
        except Exception as error:  # noqa: BLE001 - a peer's failure on a page is an empty answer
            answer = {"error": f"{type(error).__name__}: {error}"}
        answer["cpu_ms"] = (time.process_time() - started) * 1000
        answer["id"] = request["id"]
        print(json.dumps(answer, default=str), file=pipe, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
