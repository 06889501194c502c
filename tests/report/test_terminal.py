from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from tests.report.test_inspection import hostile

import newsclean

SEEDS = sorted((Path(__file__).parents[2] / "seeds").iterdir())


def printed(record: Any, width: int = 120) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(record)
    return capture.get()


def test_an_article() -> None:
    article = newsclean.clean_file(SEEDS[1])
    shown = " ".join(printed(article).split())
    assert shown.startswith(f"{article.title} ok · 254 words · 49 blocks")
    assert "published 2023-06-14T17:56-04:00, to the minute" in shown
    assert " ".join(article.body[-1].text.split()) in shown


@pytest.mark.parametrize("width", [30, 80, 120, 300])
def test_an_audit_shows_every_word_at_any_width(width: int) -> None:
    article = newsclean.clean_file(SEEDS[0])
    shown = printed(article.audit, width)
    for block in article.audit.kept():
        assert article.audit.text(block.index).split()[0] in shown
    assert shown.count("removed") == len(article.audit.removed())


def test_a_date() -> None:
    shown = printed(newsclean.clean_file(SEEDS[1]).published)
    assert "2023-06-14T17:56-04:00  to the minute, confidence" in shown
    assert "minutes_for_month, repaired" in shown


def test_a_pipeline_is_its_order() -> None:
    rows = printed(newsclean.DEFAULT, 200).splitlines()[1:]
    assert [row.split()[1] for row in rows if row.split() and row.split()[0].isdigit()] == list(newsclean.DEFAULT.names)


def test_a_terminal_is_not_told_what_to_do() -> None:
    article = hostile()
    for record in (article, article.audit):
        shown = printed(record, 400)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
    # Square brackets are text too, and no markup.
    assert "[31mred" in "".join(printed(article, 400).split())
