from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from tests.report.test_inspection import PAGES, SEEDS

import newsclean
from newsclean.report.corpus import corpus_page
from newsclean.report.rows import LineOfAudit, Row

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def corpus() -> str:
    rows = [Row(id="lost", status="error", error="timeout")]
    for path in [*SEEDS, *PAGES] * 2:
        article = newsclean.clean_file(path)
        lines = tuple(
            LineOfAudit(type(fate).__name__.lower(), getattr(fate, "by", ""), getattr(fate, "reason", ""), block.text)
            for block, fate in article.audit
        )
        rows.append(
            Row(
                id=article.id,
                status=article.status,
                host="news.example",
                language=article.language.code if article.language else "",
                words=article.word_count,
                quality=article.quality.score,
                published=article.published.value if article.published else "",
                lines=lines,
            )
        )
    return corpus_page(rows, name="fixtures")


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (1400, "dark"), (820, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_overflows(
    visit: Visit, axe: Callable[[Page], list[str]], corpus: str, width: int, scheme: str
) -> None:
    page = visit(corpus, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
