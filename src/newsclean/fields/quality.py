"""Self-checks of the body: the publisher's own word count against ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsclean.fields.sources import Sources
from newsclean.model.article import Quality, Signal

TOLERANCE = 0.1
"""Share by which two counts may differ and agree: publishers count the headline or captions in or out, and words with
dashes as one or two."""

_NUMBER = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+|\d{1,6}")


def quality_of(sources: Sources, words: int) -> Quality:
    """The self-checks that the document allows.

    Args:
        sources: the document's evidence.
        words: words of the body.
    """
    signals = []
    for stated in _stated(sources):
        agrees = abs(words - stated) <= TOLERANCE * stated
        signals.append(Signal("declared_word_count", float(words), float(stated), agrees))
        break
    if not signals:
        return Quality(score=None)
    expected = signals[0].expected or 1.0
    return Quality(score=round(min(words, expected) / max(words, expected, 1), 3), signals=tuple(signals))


def _stated(sources: Sources) -> Iterator[int]:
    """Word counts that the document states; counts below 20 are placeholders."""
    for use in sources.uses("quality"):
        yield from _count(use.value)
    yield from _count(sources.main.get("wordCount"))


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
        if match is not None:
            number = int(re.sub(r"\D", "", match.group()))
    if number >= 20:
        yield number
