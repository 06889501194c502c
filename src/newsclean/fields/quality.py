"""Self-checks of the body: how far it can be trusted, told from the document and the scores alone."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from newsclean.fields.sources import Sources
from newsclean.model.article import Quality, Signal
from newsclean.model.audit import Kept, Removed
from newsclean.text.measure import ends_sentence

LOW: Final = 0.85
"""Quality below which a body should be looked at: 5 % of the development pages and 14 % of the dumps, half of whose
bodies have an F1 below .8; of the others 4 in 100."""

WORDS_AGREE: Final = 0.1
"""Share by which two word counts may differ and agree: publishers count the headline or captions in or out, and words
with dashes as one or two."""

_BODY_AGREES = 0.9
_MIN_DECLARED = 20
"""Declared counts and bodies of fewer words are placeholders."""

CUT_MARKS: Final = ("...", "…", "[...]", "[…]", "(...)", "(…)")
"""What stands at the end of a text that was cut."""

_BASE: Final = -0.5
_EXPECTED: Final = 1.0
_COUNT: Final = 0.6
_DECLARED: Final = 0.8
_NOT_WHOLE: Final = -0.3
_FEW: Final = -0.2
_FEW_WORDS: Final = 80
"""A logistic fit of the body's F1 on 1,995 development documents, scores by held-out domains: the logit of the expected
F1 carries it, the rest moves it a little (docs/content-score.md, "Quality")."""

_NUMBER = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+|\d{1,6}")


def quality_of(sources: Sources, text: str, words: int, *, paywalled: bool) -> Quality:
    """The self-checks that a document allows, and what they come to.

    Args:
        sources: the document's evidence.
        text: the body.
        words: words of the body.
        paywalled: whether the page is known to show a part only.

    Returns:
        A quality without score where there is no block to judge by.
    """
    if not sources.document.blocks:
        return Quality(score=None)
    signals = [*_scores(sources), *_declared(sources, text, words), *_shape(text, words)]
    if paywalled:
        signals.append(Signal("paywall", 1.0, 0.0, agrees=False))
    return Quality(score=_combined(signals, words), signals=tuple(signals))


def _scores(sources: Sources) -> Iterator[Signal]:
    """What the content score says of the choice: expected F1, mean margin of what was kept, share of the page kept."""
    audit, content = sources.outcome.audit, sources.outcome.content
    if content.method == "none":
        return
    every = sources.document.words
    if not (total := sum(every)):
        return
    kept = [index for index, fate in enumerate(audit.fates) if isinstance(fate, Kept)]
    # What a named cleaner took was judged by more than the score: that it is missing says nothing against the body.
    judged = [
        count if isinstance(fate, Kept) or (isinstance(fate, Removed) and fate.by == "off_article") else 0
        for count, fate in zip(every, audit.fates, strict=True)
    ]
    yield Signal("expected_f1", round(content.expected_f1(judged, kept), 3))
    if given := sum(every[index] for index in kept):
        margin = sum(every[index] * (content.scores[index] - 0.5) for index in kept) * 2 / given
        yield Signal("mean_margin", round(margin, 3))
    yield Signal("share_kept", round(sum(every[index] for index in kept) / total, 3))


def _declared(sources: Sources, text: str, words: int) -> Iterator[Signal]:
    """The publisher's own count and body against ours."""
    stated = next(_stated(sources), None)
    if stated is not None:
        agrees = abs(words - stated) <= WORDS_AGREE * max(words, stated)
        yield Signal("declared_word_count", float(words), float(stated), agrees)
    bodies = [value for node in sources.nodes if isinstance(value := node.get("articleBody"), str)]
    theirs = Counter(max(bodies, key=len, default="").lower().split())
    if theirs.total() >= _MIN_DECLARED:
        share = (theirs & Counter(text.lower().split())).total() / theirs.total()
        yield Signal("declared_body", round(share, 3), 1.0, share >= _BODY_AGREES)


def _stated(sources: Sources) -> Iterator[int]:
    """Word counts that the document states, the best first."""
    for use in sources.uses("quality"):
        yield from _count(use.value)
    for node in (sources.main, *sources.nodes):
        yield from _count(node.get("wordCount"))


def _count(value: Any) -> Iterator[int]:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, bool):
        return
    number = 0
    if isinstance(value, int | float):
        number = int(value) if 0 <= value < 10**7 else 0
    elif isinstance(value, str):
        match = _NUMBER.search(value[:40])
        if match is not None and not value[: match.start()].rstrip().endswith("-"):
            number = int(re.sub(r"\D", "", match.group()))
    if number >= _MIN_DECLARED:
        yield number


def _shape(text: str, words: int) -> Iterator[Signal]:
    """Marks of a body that was cut."""
    if not words:
        return
    end = text.rstrip()
    cut = end.endswith(CUT_MARKS)
    whole = ends_sentence(end[-40:]) and not cut
    yield Signal("ends_whole", float(whole), 1.0, agrees=False if cut else (True if whole else None))


def _combined(signals: Sequence[Signal], words: int) -> float:
    """The signals as one number; a body without words is worth nothing."""
    if not words:
        return 0.0
    by_name = {signal.name: signal for signal in signals}
    expected = min(max(by_name["expected_f1"].value if "expected_f1" in by_name else 0.5, 0.01), 0.995)
    logit = _BASE + _EXPECTED * math.log(expected / (1 - expected))
    if (count := by_name.get("declared_word_count")) is not None and count.expected:
        ratio = min(count.value, count.expected) / max(count.value, count.expected)
        logit += _COUNT * (ratio - (1 - WORDS_AGREE))
    if (body := by_name.get("declared_body")) is not None:
        logit += _DECLARED * (body.value - _BODY_AGREES)
    if (whole := by_name.get("ends_whole")) is not None and not whole.value:
        logit += _NOT_WHOLE
    logit += _FEW * max(0.0, 1 - words / _FEW_WORDS)
    return round(1.0 / (1.0 + math.exp(-logit)), 3)
