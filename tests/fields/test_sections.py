from __future__ import annotations

import json

import pytest

import newsclean

TITLE = "Trade with the islands: how much pressure can sanctions bring?"
BODY = "<p>The ministers met on Monday to talk about the sanctions, and agreed on little, one of them said.</p>" * 6


def page(*steps: str) -> str:
    trail = {
        "@type": "BreadcrumbList",
        "itemListElement": [{"@type": "ListItem", "position": at, "name": step} for at, step in enumerate(steps, 1)],
    }
    return f'<script type="application/ld+json">{json.dumps(trail)}</script><h1>{TITLE}</h1>{BODY}'


@pytest.mark.parametrize(
    ("steps", "section"),
    [
        (("Home", "Economy", TITLE), "Economy"),
        (("Home", "Economy", TITLE[:45]), "Economy"),
        (("Home", "Economy", "Trade"), "Trade"),
        (("Home", TITLE), None),
    ],
)
def test_the_last_breadcrumb_is_no_section_where_it_is_the_article(steps: tuple[str, ...], section: str | None) -> None:
    article = newsclean.clean(page(*steps))
    assert article.title == TITLE
    assert article.section == section
