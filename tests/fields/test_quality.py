from __future__ import annotations

import pytest

import newsclean
from newsclean.fields.assemble import assemble
from newsclean.model.article import Article
from newsclean.model.audit import Audit, Kept, PipelineInfo, Removed
from newsclean.model.document import ContentScore
from newsclean.pipeline.run import Outcome

PAGE = (
    "<html><head><script type='application/ld+json'>{}</script></head><body><article>"
    "<p>The harbour council voted on Tuesday to close the old ferry pier for two years so that it can be mended.</p>"
    "<p>Ferries to the islands will leave from the fish market in the meantime, an hour earlier than now.</p>"
    "</article><footer><p>All rights reserved.</p></footer></body></html>"
)


def _article(
    ld: str = "{}", *, scores: tuple[float, ...] = (0.9, 0.9, 0.1), kept: tuple[int, ...] = (0, 1), named: bool = False
) -> Article:
    document = newsclean.read(PAGE.replace("{}", ld), kind="html")
    by = "footer" if named else "off_article"
    fates = tuple(Kept() if block.index in kept else Removed(by, by) for block in document.blocks)
    audit = Audit(document.blocks, fates, PipelineInfo("test", "test", ()))
    return assemble(document, Outcome(audit, (), ContentScore(scores, 0, 2, "test")), language=None, extra={})


def _score(**options: tuple[float, ...] | tuple[int, ...] | bool) -> float:
    score = _article(**options).quality.score  # type: ignore[arg-type]
    assert score is not None
    return score


def _agrees(article: Article, name: str) -> bool | None:
    return next(signal.agrees for signal in article.quality.signals if signal.name == name)


def test_sure_scores_give_more_than_unsure_ones() -> None:
    assert _score() > _score(scores=(0.6, 0.55, 0.45))


def test_a_block_that_a_named_cleaner_took_is_not_held_against_the_body() -> None:
    assert _score(scores=(0.9, 0.9, 0.9), named=True) > _score(scores=(0.9, 0.9, 0.9))


@pytest.mark.parametrize(("count", "agrees"), [("38", True), ('"38"', True), ("400", False)])
def test_declared_word_count(count: str, agrees: bool) -> None:
    article = _article('{"@type": "NewsArticle", "wordCount": ' + count + "}")
    assert _agrees(article, "declared_word_count") is agrees


@pytest.mark.parametrize("count", ["0", "true", "null", '"many"', "[]", "-5", '"-50"', "1e400"])
def test_word_counts_that_say_nothing(count: str) -> None:
    article = _article('{"@type": "NewsArticle", "wordCount": ' + count + "}")
    assert not any(signal.name == "declared_word_count" for signal in article.quality.signals)


def test_declared_body_that_was_missed() -> None:
    body = " ".join(f"word{number}" for number in range(60))
    assert _agrees(_article('{"@type": "NewsArticle", "articleBody": "' + body + '"}'), "declared_body") is False


def test_a_paywall_is_a_signal() -> None:
    article = _article('{"@type": "NewsArticle", "isAccessibleForFree": false}')
    assert _agrees(article, "paywall") is False


def test_nothing_kept() -> None:
    assert _score(kept=()) == 0.0


def test_empty_document() -> None:
    assert newsclean.clean("").quality.score is None


def test_doubts_are_issues() -> None:
    unsure = _article(scores=(0.55, 0.52, 0.5))
    assert [issue.code for issue in unsure.issues] == ["low_quality"]
    assert _article(scores=(0.99, 0.99, 0.0)).issues == ()
