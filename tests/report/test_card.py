from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.report.test_inspection import hostile

import newsclean
from newsclean.report.page import DECEIVING

SEED = Path(__file__).parents[2] / "seeds" / "004_e1aa51efec56bf4b.txt"


def test_a_notebook_shows_the_article_at_a_glance() -> None:
    article = newsclean.clean_file(SEED)
    tree = LexborHTMLParser(article._repr_html_())
    shown = tree.body.text()
    for part in (article.title, "254 words", "2023-06-14T17:56-04:00", "newsletter 4", article.body[0].text):
        assert part
        assert part in shown


@pytest.mark.parametrize("article", [hostile(), newsclean.clean("")], ids=["hostile", "empty"])
def test_a_card_holds_nothing_that_runs(article: newsclean.Article) -> None:
    html = article._repr_html_()
    tree = LexborHTMLParser(html)
    tags = {node.tag for node in tree.body.css("*")}
    known = {"div", "style", "p", "b", "svg", "rect", "table", "tbody", "tr", "th", "td", "details", "summary", "body"}
    assert tags <= known
    attributes = {name for node in tree.body.css("*") for name in node.attributes}
    allowed = {"class", "dir", "viewBox", "viewbox", "preserveAspectRatio", "preserveaspectratio", "role", "aria-label"}
    assert attributes <= allowed | {"x", "y", "width", "height", "scope"}
    assert not DECEIVING.search(html)


def test_looking_is_what_costs() -> None:
    code = (
        "import sys, newsclean; article = newsclean.clean('One line.'); repr(article);"
        "assert not {'jinja2', 'rich'} & set(sys.modules); article._repr_html_(); assert 'jinja2' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
