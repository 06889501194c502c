"""Documents whose size once cost its square: each of these takes a moment, or, should the fault come back, minutes."""

from __future__ import annotations

import pytest

import newsclean

SENTENCE = "The council said on Tuesday that the new budget had been approved by a wide majority of its members."
STORY = f"Council approves new budget\n\n{SENTENCE}\n\n{SENTENCE}\n\n{SENTENCE}\n\n"
PARAGRAPHS = f"<p>{SENTENCE}</p>" * 3


def metas(name: str, count: int) -> str:
    """Meta tags of one name, each with another content."""
    return "".join(f"<meta property='{name}' content='{number} days'>" for number in range(count))


def page(head: str = "", body: str = "") -> str:
    """An HTML page of a short story."""
    return f"<html><head>{head}</head><body><article>{PARAGRAPHS}{body}{PARAGRAPHS}</article></body></html>"


@pytest.mark.parametrize("unit", [".", "a", "é", "don t ", "Russia s ", "a\u200b", "1,", "a@b"])
def test_one_long_line(unit: str) -> None:
    """A line of one thing over and over: no cleaner searches it from each of its characters, or copies it."""
    article = newsclean.clean(STORY + unit * (200_000 // len(unit)), strict=True)
    assert article.audit.failures == ()


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(page(metas("og:url", 2_000)), id="og:url"),
        pytest.param(page(metas("og:title", 4_000)), id="og:title"),
        pytest.param(page(body="".join(f"<h1>Council approves budget {n}</h1>" for n in range(4_000))), id="h1"),
        pytest.param(STORY + "\n".join(f"#tag{n}" for n in range(4_000)), id="hashtags"),
    ],
)
def test_many_of_one_kind(raw: str) -> None:
    """Thousands of titles, addresses, headings or tags: none is held against all the others."""
    article = newsclean.clean(raw, strict=True)
    assert article.text
