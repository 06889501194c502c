"""Runs the dumps of fixtures/dumps.toml through the whole pipeline: the fields, and every line of the text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import newsclean

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[2] / "fixtures" / "dumps.toml").read_text("utf-8"),
)["case"]
KEYS = {"label", "text", "title", "subtitle", "authors", "published", "agency", "section", "body"}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["label"]) for case in CASES])
def test_dump(case: dict[str, Any]) -> None:
    """A field that the case does not name is not looked at; the empty string says that there is none."""
    assert not case.keys() - KEYS
    article = newsclean.clean(case["text"], kind="text", strict=True)
    assert article.text.split("\n\n") == case["body"]
    for name in ("title", "subtitle", "agency", "section"):
        if name in case:
            assert (getattr(article, name) or "") == case[name], name
    if "authors" in case:
        assert [author.name for author in article.authors] == case["authors"]
    if "published" in case:
        assert (article.published.value if article.published else "") == case["published"]
