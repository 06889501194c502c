"""Documents for the property tests: put together from seed lines, phrases of all cleaners, damage and plain noise."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]


def _seed_lines() -> list[str]:
    return sorted({line for path in sorted((ROOT / "seeds").iterdir()) for line in path.read_text("utf-8").split("\n")})


def _case_texts() -> list[str]:
    return [
        case.get("text") or case["html"]
        for path in sorted((ROOT / "fixtures" / "cleaners").glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


def _phrases() -> list[str]:
    phrases: list[str] = []
    for path in sorted((ROOT / "src" / "newsclean" / "phrases").glob("*.toml")):
        for table in tomllib.loads(path.read_text("utf-8")).values():
            for language, texts in table.items():
                if language != "match":
                    phrases += texts[:3]
    return phrases


SENTENCES = [
    "The council voted on Tuesday to close the old bridge to traffic until the spring, the mayor said.",
    "Der Stadtrat beschloss am Dienstag, die alte Brücke bis zum Frühjahr für den Verkehr zu sperren.",
    "Le conseil a décidé mardi de fermer le vieux pont à la circulation jusqu’au printemps.",
    "市議会は火曜日、古い橋を春まで通行止めにすることを決めたと市長が述べた。",
    "وقرر المجلس يوم الثلاثاء إغلاق الجسر القديم أمام حركة المرور حتى الربيع، حسبما قال رئيس البلدية.",
    "Russia s Ministry said they don t know what the committee s report will hold when it is out.",
    "The cafÃ© was closed, â€œfor goodâ€ as they put it.",
]

BREAKS = ["\n", "\n\n", "\r\n", "\r", "\u2028", "\n \n", "\n\u200c\n", "\x0b", "\f"]

lines = st.one_of(
    st.sampled_from(_seed_lines()),
    st.sampled_from(SENTENCES),
    st.sampled_from(_phrases() or ["share"]),
    st.text(max_size=40),
    st.text(st.characters(), max_size=10),
    st.sampled_from(
        ["167", "2", "×", "2023-56-14", "14 June 2023 05:56 PM EDT", "By Jane Doe", "\x00", "\ufeff", "\u00a0"]
    ),
)


@st.composite
def dumps(draw: st.DrawFn) -> str:
    """A text dump: lines of all kinds with line breaks of all kinds."""
    parts = draw(st.lists(lines, max_size=30))
    breaks = draw(st.lists(st.sampled_from(BREAKS), min_size=len(parts), max_size=len(parts)))
    return "".join(part + end for part, end in zip(parts, breaks, strict=True))


TAGS = ["div", "p", "span", "a", "ul", "li", "h1", "h2", "article", "aside", "nav", "footer", "table", "tr", "td", "b"]
TAGS += ["blockquote", "figure", "figcaption", "time", "pre", "section", "header", "button", "svg", "template", "form"]
CUES = ["", ' class="share-bar"', ' class="newsletter-box"', ' id="comments"', " hidden", ' style="display:none"']
CUES += [' aria-hidden="true"', ' class="byline"', ' itemprop="articleBody"', ' href="/x"', ' datetime="2023-56-14"']
LOOSE = ["<br>", "<img src=x>", "<!-- c -->", "<", "&amp;", "&#0;", "</p>", "</div>", "<p", "<script>x</script>", "]]>"]
LOOSE.append(
    '<script type="application/ld+json">'
    '{"@type":"NewsArticle","headline":"A, b","datePublished":"2023-56-14",}</script>',
)


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, cue, inner, close: f"<{tag}{cue}>{''.join(inner)}" + (f"</{tag}>" if close else ""),
        st.sampled_from(TAGS),
        st.sampled_from(CUES),
        st.lists(children, max_size=4),
        st.booleans(),
    )


_NAMES = ["@id", "@type", "headline", "author", "name", "datePublished", "dateModified", "publisher", "keywords"]
_NAMES += [
    "image",
    "url",
    "wordCount",
    "articleBody",
    "isAccessibleForFree",
    "mainEntityOfPage",
    "inLanguage",
    "@graph",
]
_NAMES += [
    "articleSection",
    "itemListElement",
    "license",
    "video",
    "@value",
    "description",
    "hasPart",
    "copyrightNotice",
]
_values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.floats(),
        st.integers(),
        st.sampled_from(["NewsArticle", "2023-56-14", "Jane Doe", "https://example.org/a", "a\ud800b", "\x00", 10**40]),
        st.text(max_size=8),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(_NAMES), inner, max_size=5)),
    max_leaves=12,
)
scripts = st.builds(
    lambda kind, node: f'<script type="application/ld+json">{json.dumps({"@type": kind, **node})}</script>',
    st.sampled_from(["NewsArticle", "WebPage", "BreadcrumbList", "VideoObject"]),
    st.dictionaries(st.sampled_from(_NAMES), _values, max_size=8),
)
"""JSON-LD with values of any type in any place: NaN, halves of characters and huge numbers among them."""

pages = st.builds(
    lambda head, body: f"<!doctype html><html lang=en><head>{head}</head><body>{''.join(body)}</body></html>",
    st.one_of(
        st.sampled_from(["", "<title>A page - Site</title>", '<meta property="og:title" content="A page">']), scripts
    ),
    st.lists(st.recursive(st.one_of(lines, st.sampled_from(LOOSE)), _element, max_leaves=12), max_size=8),
)

texts = st.one_of(dumps(), st.text(), st.sampled_from(_case_texts() or [""]))
_ENCODINGS = ["utf-8", "utf-16", "utf-16-be", "cp1252", "koi8-r", "shift_jis"]
_bytes = st.builds(
    lambda page, codec: page.encode(codec, "replace"), st.one_of(pages, texts), st.sampled_from(_ENCODINGS)
)
documents: st.SearchStrategy[Any] = st.one_of(texts, pages, st.binary(), _bytes)
