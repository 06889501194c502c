from __future__ import annotations

import pytest

import newsclean
from newsclean.content.second_opinion import MAX_BLOCKS, consulted
from newsclean.model.document import ContentScore

TEXTS = (
    "The harbour council voted on Tuesday to close the old ferry pier for two years.",
    "Ferries to the islands will leave from the fish market in the meantime.",
)
PAGE = "<html><body><article>" + "".join(f"<p>{text}</p>" for text in TEXTS) + "</article></body></html>"


@pytest.fixture
def theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.content.second_opinion._theirs", lambda _: TEXTS[1])


@pytest.mark.usefixtures("theirs")
def test_unsure_scores_are_raised() -> None:
    document = newsclean.read(PAGE, kind="html")
    found = consulted(document, ContentScore((0.3, 0.3), 0, 0, "test"), lambda: PAGE)
    assert found.scores == (0.3, 0.5)
    assert (found.start, found.end) == (1, 2)
    assert found.method == "test+trafilatura"


@pytest.mark.usefixtures("theirs")
def test_sure_scores_stay() -> None:
    document = newsclean.read(PAGE, kind="html")
    content = ContentScore((0.95, 0.02), 0, 1, "test")
    assert consulted(document, content, lambda: PAGE) is content


@pytest.mark.usefixtures("theirs")
def test_pages_of_very_many_blocks_are_not_asked_about() -> None:
    page = PAGE.replace("</article>", "<p>One</p>" * MAX_BLOCKS + "</article>")
    content = ContentScore((0.3,) * (MAX_BLOCKS + 2), 0, 0, "test")
    assert consulted(newsclean.read(page, kind="html"), content, lambda: page) is content


def test_without_their_answer_scores_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsclean.content.second_opinion._theirs", lambda _: "")
    document = newsclean.read(PAGE, kind="html")
    content = ContentScore((0.3, 0.3), 0, 0, "test")
    assert consulted(document, content, lambda: PAGE) is content


@pytest.mark.parametrize("html", ["", "<p>", b"\xff\xfe", "<html></html>"])
def test_pages_that_trafilatura_cannot_read(html: str | bytes) -> None:
    document = newsclean.read(PAGE, kind="html")
    content = ContentScore((0.3, 0.3), 0, 0, "test")
    assert consulted(document, content, lambda: html) is content
