from __future__ import annotations

import html

import pytest

import newsclean
from newsclean.text.entities import unescape

ENDLESS = "&#" + "1" * 5_000 + ";"


@pytest.mark.parametrize("text", ["AT&T", "AT&amp;T &#8217; &#x2019 &nbsp;", "&#0;&#x110000;&bogus;", ""])
def test_references_are_resolved_as_the_standard_says(text: str) -> None:
    assert unescape(text) == html.unescape(text)


def test_references_to_no_character_never_raise() -> None:
    assert unescape(f"a {ENDLESS}&amp;b") == "a \ufffd&b"


def test_endless_references_in_declared_text_never_raise() -> None:
    body = f'{{"@type": "NewsArticle", "headline": "{ENDLESS}", "articleBody": "{ENDLESS} {"word " * 90}"}}'
    page = f"<script type=application/ld+json>{body}</script><title>{ENDLESS}</title><h1>Harbour bridge</h1>"
    assert newsclean.clean(page).title == "Harbour bridge"
    assert newsclean.read_date(ENDLESS)
