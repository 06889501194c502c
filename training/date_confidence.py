"""Fit the weights of a date's confidence, and show how they hold on domains that they were not fitted on.

Every development page with a gold date is cleaned; what was known of the chosen date (`evidence_of`) and whether its
day was right are fed to a logistic regression. Predictions for the table come from ten folds that keep a domain's pages
together. Pages whose gold is a date that the page itself calls the last change are left out of the fit, for the gold
is then the answer to another question; the second table has them.

    python -m training.date_confidence [--limit N] [--root PATH]
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unittest import mock

import numpy as np
from benchmarks import corpora
from benchmarks.corpora import Corpus, Kind, Page
from benchmarks.fields import judge_date
from msgspec import Struct

import newsclean
from newsclean.fields.dates import choice
from newsclean.fields.dates.confidence import WEIGHTS, confidence_of

SETS: tuple[tuple[Corpus, Kind], ...] = (
    ("fundus", "html"),
    ("fundus", "innertext"),
    ("htmldate", "html"),
    ("wcxb", "html"),
    ("wcxb", "innertext"),
)
FOLDS = 10
RIDGE = 1.0
"""Weight of the squares of the coefficients, the base's left out; a tenth or ten times as much changes nothing."""

BUCKETS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)


class Answer(Struct, frozen=True):
    """A date that was given for a page.

    Attributes:
        page: the page.
        evidence: what was known of the choice.
        right: whether its day is the gold's.
        last_change: whether the gold is a date that the page calls a change.
        stated: the confidence as it is shipped.
    """

    page: Page
    evidence: dict[str, float]
    right: bool
    last_change: bool
    stated: float


def answers(pages: Sequence[Page]) -> Iterator[Answer]:
    """The dates given for pages that have a gold one."""
    for page in pages:
        gold = page.gold.published
        if not gold or len(gold) < len("2024-01-07"):
            continue
        fetched = dt.datetime.fromisoformat(page.gold.fetched).replace(tzinfo=dt.UTC) if page.gold.fetched else None
        kind = "html" if page.kind == "html" else "text"
        with mock.patch.object(choice, "confidence_of", wraps=confidence_of) as recorded:
            article = newsclean.clean(page.raw(), kind=kind, url=page.url, fetched=fetched)
        if article.published is None or len(article.published.value) < len("2024-01-07"):
            continue
        right = judge_date(article.published.value, gold).day
        changes = (candidate.value or "" for candidate in article.evidence.get("modified", ()))
        yield Answer(
            page=page,
            # The published date is weighed before the modified one.
            evidence=recorded.call_args_list[0].args[0],
            right=right,
            last_change=not right and any(value[:10] == gold[:10] for value in changes),
            stated=article.published.confidence,
        )


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Coefficients of a logistic regression with a small ridge, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    ridge = np.eye(rows.shape[1]) * RIDGE
    ridge[0, 0] = 1e-3
    for _ in range(50):
        likely = 1.0 / (1.0 + np.exp(-rows @ weights))
        slope = rows.T @ (likely - right) + ridge @ weights
        weights = weights - np.linalg.solve((rows.T * (likely * (1.0 - likely))) @ rows + ridge, slope)
    return weights


def held_out(given: Sequence[Answer], names: Sequence[str]) -> np.ndarray:
    """The probability of each answer by weights that never saw its domain."""
    rows = np.array([[answer.evidence[name] for name in names] for answer in given])
    right = np.array([answer.right for answer in given], float)
    clean = np.array([not answer.last_change for answer in given])
    likely = np.zeros(len(given))
    for _, left_out in corpora.folds([answer.page for answer in given], FOLDS):
        domains = {page.domain for page in left_out}
        out = np.array([answer.page.domain in domains for answer in given])
        weights = fit(rows[~out & clean], right[~out & clean])
        likely[out] = 1.0 / (1.0 + np.exp(-rows[out] @ weights))
    return likely


def table(title: str, given: Sequence[Answer], likely: Sequence[float]) -> None:
    """Stated against observed, in Markdown: the mean of each bucket, the share that was right, and how many."""
    columns = ["all", *(f"{corpus}, {kind}" for corpus, kind in SETS)]
    print(f"\n{title}\n\n| stated | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    for low, high in pairwise(BUCKETS):
        cells = []
        for column in columns:
            own = [
                (p, answer.right)
                for answer, p in zip(given, likely, strict=True)
                if low <= p < high + (high == 1.0) and column in {"all", f"{answer.page.corpus}, {answer.page.kind}"}
            ]
            mean = sum(p for p, _ in own) / len(own) if own else 0.0
            share = sum(right for _, right in own) / len(own) if own else 0.0
            cells.append(f"{mean:.2f}: {share:.2f} ({len(own)})" if own else "–")
        print(f"| {low:.2f}–{high:.2f} | {' | '.join(cells)} |")
    brier = sum((p - answer.right) ** 2 for answer, p in zip(given, likely, strict=True)) / max(len(given), 1)
    print(
        f"\nBrier score {brier:.4f}, {len(given)} dates, {sum(a.right for a in given) / max(len(given), 1):.3f} right"
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--root", help="the corpora's folder")
    parser.add_argument("--limit", type=int, help="at most so many pages of each set")
    options = parser.parse_args()
    given = [
        answer
        for corpus, kind in SETS
        for answer in answers(corpora.load(corpus, kind, root=options.root, limit=options.limit))
    ]
    names = list(WEIGHTS)
    fitted = [answer for answer in given if not answer.last_change]
    rows = np.array([[answer.evidence[name] for name in names] for answer in fitted])
    weights = fit(rows, np.array([answer.right for answer in fitted], float))
    print("WEIGHTS", {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)})
    print(f"{len(given) - len(fitted)} of {len(given)} golds are the last change")
    likely = held_out(given, names)
    table(
        "held out, without those golds",
        fitted,
        [p for answer, p in zip(given, likely, strict=True) if not answer.last_change],
    )
    table("held out, all golds", given, list(likely))
    table("as shipped, without those golds", fitted, [answer.stated for answer in fitted])


if __name__ == "__main__":
    main()
