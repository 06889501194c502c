from __future__ import annotations

import pytest

import newsclean
from newsclean.content.quality import expected_f1, quality_of
from newsclean.model.article import Quality
from newsclean.model.document import ContentScore

PAGE = (
    "<html><head><script type='application/ld+json'>{}</script></head><body><article>"
    "<p>The harbour council voted on Tuesday to close the old ferry pier for two years so that it can be mended.</p>"
    "<p>Ferries to the islands will leave from the fish market in the meantime, an hour earlier than now.</p>"
    "</article><footer><p>All rights reserved.</p></footer></body></html>"
)


def _quality(ld: str = "{}", *, scores: tuple[float, ...] = (0.9, 0.9, 0.1), kept: tuple[int, ...] = (0, 1)) -> Quality:
    document = newsclean.read(PAGE.replace("{}", ld), kind="html")
    text = "\n\n".join(document.blocks[at].text for at in kept)
    return quality_of(document, text, kept, ContentScore(scores, 0, 2, "test"))


def _agrees(quality: Quality, name: str) -> bool | None:
    return next(signal.agrees for signal in quality.signals if signal.name == name)


def test_sure_scores_give_more_than_unsure_ones() -> None:
    sure, unsure = _quality().score, _quality(scores=(0.6, 0.55, 0.45)).score
    assert sure is not None
    assert unsure is not None
    assert sure > unsure


@pytest.mark.parametrize(("count", "agrees"), [("38", True), ('"38"', True), ("400", False)])
def test_declared_word_count(count: str, agrees: bool) -> None:
    quality = _quality('{"@type": "NewsArticle", "wordCount": ' + count + "}")
    assert _agrees(quality, "declared_word_count") is agrees


@pytest.mark.parametrize("count", ["0", "true", "null", '"many"', "[]", "-5", "1e400"])
def test_word_counts_that_say_nothing(count: str) -> None:
    quality = _quality('{"@type": "NewsArticle", "wordCount": ' + count + "}")
    assert not any(signal.name == "declared_word_count" for signal in quality.signals)


def test_declared_body_that_was_missed() -> None:
    body = " ".join(f"word{number}" for number in range(60))
    assert _agrees(_quality('{"@type": "NewsArticle", "articleBody": "' + body + '"}'), "declared_body") is False


def test_nothing_kept() -> None:
    assert _quality(kept=()).score == 0.0


def test_empty_document() -> None:
    document = newsclean.read("", kind="text")
    assert quality_of(document, "", (), ContentScore((), 0, 0, "test")).score is None


def test_expected_f1_is_one_where_everything_is_certain() -> None:
    assert expected_f1([10, 20, 5], [1.0, 1.0, 0.0], [0, 1]) == 1.0
    assert expected_f1([], [], []) == 0.0
