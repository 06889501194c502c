"""How likely a chosen date is the article's own day: what speaks for and against it, weighed as pages have shown."""

from __future__ import annotations

import math
from collections.abc import Sequence

from newsclean.dates.proof import same_day
from newsclean.fields.dates.agreement import DOUBT, Able
from newsclean.model.date import DateFlag, Reading

WEIGHTS: dict[str, float] = {"base": 2.0, "support": 0.63, "address": 1.2, "against": -2.26, "shifted": -1.66}
"""Log-odds of the day being right, fitted by `python -m training.date_confidence` on 1,657 dates of development pages
(fundus, htmldate, wcxb; HTML and dumps); how they hold on sites left out of the fit is in `docs/dates.md`."""

DOUBTED = -1.0
"""Log-odds for a reading in doubt. Set by hand: 15 such dates on those pages are too few to measure it."""

_UNSURE: frozenset[DateFlag] = DOUBT | {"two_digit_year", "damaged"}


def evidence_of(read: Reading, agreeing: Sequence[Able], support: float, against: float) -> dict[str, float]:
    """What is known of a choice, by the names of `WEIGHTS`.

    Args:
        read: the reading chosen.
        agreeing: the candidates that agree with it, its own among them.
        support: how far the places of the agreeing ones are to be trusted together, 0 to 1.
        against: the same of the strongest rival.
    """
    others = [item for item in agreeing if item.read.day is not None]
    return {
        "base": 1.0,
        # A half, a tenth, a hundredth of a chance to err: 0.7, 2.3, 4.6.
        "support": -math.log(max(1.0 - support, 0.005)),
        "address": float(any(item.seen.kind == "url" for item in agreeing)),
        "against": against,
        # Another candidate has another day, and is the same moment only on another clock.
        "shifted": float(any(not same_day(item.read, read) for item in others)),
    }


def confidence_of(evidence: dict[str, float], read: Reading) -> float:
    """How likely the day is right, 0.01 to 0.99."""
    odds = sum(WEIGHTS[name] * value for name, value in evidence.items())
    if _UNSURE & set(read.flags):
        odds += DOUBTED
    return round(min(max(1.0 / (1.0 + math.exp(-odds)), 0.01), 0.99), 2)
