"""Self-checks of a body: how far it can be trusted, told from the document and the scores alone."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from newsclean.model.article import Quality, Signal
from newsclean.model.document import ContentScore, Document
from newsclean.text.measure import count_words, ends_sentence

LOW: Final = 0.85
"""Quality below which a body should be looked at: 5 % of the development pages and 14 % of the dumps, half of whose
bodies have an F1 below .8; of the others 4 in 100."""

_WORDS_AGREE = 0.1
"""Share by which two word counts may differ and agree: publishers count headlines and captions in or out."""

_BODY_AGREES = 0.9
_MIN_DECLARED = 20
"""Declared counts and bodies of fewer words are placeholders."""

_CUT_MARKS: Final = ("…", "...", "[…]", "[...]", "(...)")

_BASE: Final = -0.5
_EXPECTED: Final = 1.0
_COUNT: Final = 0.6
_DECLARED: Final = 0.8
_NOT_WHOLE: Final = -0.3
_FEW: Final = -0.2
_FEW_WORDS: Final = 80
"""A logistic fit of the body's F1 on 1,995 development documents, scores by held-out domains: the logit of the expected
F1 carries it, the rest moves it a little (docs/content-score.md, "Quality")."""


def quality_of(
    document: Document,
    text: str,
    kept: Sequence[int],
    content: ContentScore,
    *,
    settled: Collection[int] = (),
    stated: int | None = None,
) -> Quality:
    """The self-checks that a document allows, and what they come to.

    Args:
        document: what was read.
        text: the body.
        kept: indices of the blocks it was made from.
        content: the scores of the document's blocks.
        settled: indices of blocks that named cleaners took: that they are missing is not held against the body.
        stated: words of the article as the page states them; by default the `wordCount` of its JSON-LD.

    Returns:
        A quality without score where there is no block to judge by.
    """
    if not document.blocks:
        return Quality(score=None)
    words = count_words(text)
    signals = [
        *_scores(document, kept, content, settled),
        *_declared(document, text, words, stated),
        *_shape(text, words),
    ]
    return Quality(score=_combined(signals, words), signals=tuple(signals))


def expected_f1(words: Sequence[int], scores: Sequence[float], kept: Sequence[int]) -> float:
    """The word F1 that the scores promise, were they chances: of kept words that are right, and of right words kept."""
    chosen = set(kept)
    right = sum(words[at] * scores[at] for at in chosen)
    wanted = sum(count * score for count, score in zip(words, scores, strict=True))
    given = sum(words[at] for at in chosen)
    return 2 * right / (given + wanted) if given + wanted else 0.0


def _scores(
    document: Document, kept: Sequence[int], content: ContentScore, settled: Collection[int]
) -> Iterator[Signal]:
    """What the content score says of the choice: expected F1, mean margin of what was kept, share of the page kept."""
    every = [block.words for block in document.blocks]
    total = sum(every)
    words = [0 if at in settled else count for at, count in enumerate(every)]
    if not total:
        return
    yield Signal("expected_f1", round(expected_f1(words, content.scores, kept), 3))
    given = sum(words[at] for at in kept)
    if given:
        margin = sum(words[at] * (content.scores[at] - 0.5) for at in kept) * 2 / given
        yield Signal("mean_margin", round(margin, 3))
    yield Signal("share_kept", round(given / total, 3))


def _declared(document: Document, text: str, words: int, stated: int | None) -> Iterator[Signal]:
    """The publisher's own count and body against ours."""
    count = _word_count(document.hints.json_ld) if stated is None else stated
    if count is not None:
        agrees = abs(words - count) <= _WORDS_AGREE * max(words, count)
        yield Signal("declared_word_count", float(words), float(count), agrees)
    body = _body(document.hints.json_ld)
    if count_words(body) >= _MIN_DECLARED:
        theirs, ours = Counter(body.lower().split()), Counter(text.lower().split())
        share = (theirs & ours).total() / theirs.total()
        yield Signal("declared_body", round(share, 3), 1.0, share >= _BODY_AGREES)


def _shape(text: str, words: int) -> Iterator[Signal]:
    """Marks of a body that was cut."""
    if not words:
        return
    end = text.rstrip()
    cut = end.endswith(_CUT_MARKS)
    whole = ends_sentence(end[-40:]) and not cut
    yield Signal("ends_whole", float(whole), 1.0, False if cut else None if not whole else True)


def _combined(signals: Sequence[Signal], words: int) -> float:
    """The signals as one number; coefficients fitted on development pages, by held-out domains."""
    if not words:
        return 0.0
    by_name = {signal.name: signal for signal in signals}
    expected = min(max(by_name["expected_f1"].value if "expected_f1" in by_name else 0.5, 0.01), 0.995)
    logit = _BASE + _EXPECTED * math.log(expected / (1 - expected))
    if (count := by_name.get("declared_word_count")) is not None and count.expected:
        ratio = min(count.value, count.expected) / max(count.value, count.expected)
        logit += _COUNT * (ratio - (1 - _WORDS_AGREE))
    if (body := by_name.get("declared_body")) is not None:
        logit += _DECLARED * (body.value - _BODY_AGREES)
    if (whole := by_name.get("ends_whole")) is not None and not whole.value:
        logit += _NOT_WHOLE
    logit += _FEW * max(0.0, 1 - words / _FEW_WORDS)
    return round(1.0 / (1.0 + math.exp(-logit)), 3)


def _word_count(nodes: Sequence[Mapping[str, Any]]) -> int | None:
    for node in nodes:
        value = node.get("wordCount")
        if isinstance(value, str) and value.strip().isdecimal() and len(value) < 9:
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and _MIN_DECLARED <= value < 10**7:
            return value
    return None


def _body(nodes: Sequence[Mapping[str, Any]]) -> str:
    bodies = [value for node in nodes if isinstance(value := node.get("articleBody"), str)]
    return max(bodies, key=len, default="")
