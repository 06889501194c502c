"""Fits the weights of `newsclean/cleaners/headline_weights.py`: which line of a document is its headline, or none.

A conditional logit: a document's candidates, and "none", compete; each candidate's score is the weighted sum of its
measures. The gold of a document is every candidate that agrees with the corpus's headline, or with the first-level
heading that the page prints where that is in question (publishers' shared headlines differ from the printed ones, and a
dump holds only the printed one). A third of the dumps are taken once more, cut off above the body's second paragraph,
so that "none" is learned.

    nice -n 10 python -m training.headline --form text
    nice -n 10 python -m training.headline --form html

prints the right line's share on held-out domains with the shipped weights and with the fitted ones, then the weights.
Corpora as for the benchmarks. About five minutes of one core.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from benchmarks.corpora import SCORED, Kind, Page, load
from numpy.typing import NDArray

import newsclean
from newsclean.api import read
from newsclean.cleaners.declared import agreement, run_in, tokens
from newsclean.cleaners.headline_score import Candidate, candidates
from newsclean.cleaners.headline_weights import NONE_HTML, NONE_TEXT, WEIGHTS_HTML, WEIGHTS_TEXT
from newsclean.content import score
from newsclean.model.document import Document
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.phrase import packaged

FOLDS = 5
L2 = 1.0
"""Penalty on the squared weights. Held-out shares move by less than a hundredth between 1 and 16."""

ROUNDS = 400
RATE = 0.05
AGREES = 0.8
"""Token F1 from which a candidate is the headline; below, it is another one."""

WEIGHT = {"fundus": 3.0, "wcxb": 1.0}
"""What a page of each corpus counts: fundus is all news, and a seventh of the pages."""

Floats = NDArray[np.float64]


@dataclass(slots=True)
class Choice:
    """The candidates of one document.

    Attributes:
        corpus: where it is from.
        fold: the split that holds its domain out.
        measures: of each candidate.
        right: whether each is the headline; none may be.
    """

    corpus: str
    fold: int
    measures: list[Mapping[str, float]]
    right: list[bool]


def collect(form: str, limit: int | None = None) -> list[Choice]:
    """Every document's candidates and which of them is right.

    Args:
        form: `html` or `text`.
        limit: at most so many pages of each corpus.
    """
    kinds: tuple[Kind, ...] = ("html",) if form == "html" else ("innertext", "lossy")
    found: list[Choice] = []
    for corpus in SCORED:
        printed = _printed(load(corpus, "html", limit=limit)) if form == "text" else {}
        for kind in kinds:
            for page in load(corpus, kind, limit=limit):
                if not page.gold.title:
                    continue
                golds = [tokens(text) for text in (page.gold.title, printed.get(page.id)) if text]
                found.append(_choice(page, read(page.raw(), kind=_kind(kind)), golds))
                if kind == "innertext" and _digest(page.id) % 3 == 0:
                    found.append(_choice(page, read(_cut(page), kind="text"), golds))
    return found


def _kind(kind: Kind) -> newsclean.api.Kind:
    return "html" if kind == "html" else "text"


def _digest(text: str) -> int:
    return hashlib.sha256(text.encode()).digest()[0]


def _cut(page: Page) -> str:
    """The dump from the body's second paragraph on."""
    raw = page.raw()
    text = raw if isinstance(raw, str) else raw.decode("utf-8", "replace")
    paragraphs = page.gold.text.split("\n\n")
    at = text.find(paragraphs[1][:40]) if len(paragraphs) > 1 else -1
    return text[at:] if at > 0 else text[len(text) // 2 :]


def _printed(pages: Sequence[Page]) -> dict[str, str]:
    """The only first-level heading of each page that has one."""
    found: dict[str, str] = {}
    for page in pages:
        headings = [block.text for block in read(page.raw(), kind="html").blocks if block.tag == "h1"]
        if len(headings) == 1:
            found[page.id] = headings[0]
    return found


def _choice(page: Page, document: Document, golds: Sequence[tuple[str, ...]]) -> Choice:
    found: list[Candidate] = []

    @newsclean.cleaner("headline", phrases=packaged("headline"), always=True)
    def headline(draft: Draft) -> list[newsclean.Decision]:
        """Takes down the candidates and decides nothing."""
        found.extend(candidates(draft))
        return []

    names = newsclean.DEFAULT.names
    before = newsclean.DEFAULT.only(*names[: names.index("headline") + 1]).replace("headline", headline)
    before.run(document, scorer=score)
    right = [any(_is_right(tokens(item.text), gold) for gold in golds) for item in found]
    return Choice(page.corpus, _digest(page.domain) % FOLDS, [item.measures for item in found], right)


def _is_right(ours: tuple[str, ...], gold: tuple[str, ...]) -> bool:
    return agreement(ours, gold) >= AGREES or (len(gold) >= 5 and run_in(gold, ours) >= 0 and len(ours) < 2 * len(gold))


class Table:
    """Choices as numbers: rows of candidates, and one row of "none" for each document."""

    def __init__(self, choices: Sequence[Choice], names: Sequence[str]) -> None:
        sizes = [len(choice.measures) + 1 for choice in choices]
        self.starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        self.sizes = np.array(sizes)
        self.x = np.zeros((sum(sizes), len(names) + 1))
        self.y = np.zeros(sum(sizes))
        self.weight = np.repeat([WEIGHT[choice.corpus] for choice in choices], sizes)
        at = {name: number for number, name in enumerate(names)}
        for start, choice in zip(self.starts, choices, strict=True):
            for row, (measures, right) in enumerate(zip(choice.measures, choice.right, strict=True)):
                for name, value in measures.items():
                    if name in at:
                        self.x[start + row, at[name]] = value
                self.y[start + row] = right
            none = start + len(choice.measures)
            self.x[none, -1] = 1.0
            self.y[none] = not any(choice.right)

    def shares(self, weights: Floats) -> Floats:
        """The probability of each row within its document."""
        z = self.x @ weights
        z -= np.repeat(np.maximum.reduceat(z, self.starts), self.sizes)
        e = np.exp(z)
        shares: Floats = e / np.repeat(np.add.reduceat(e, self.starts), self.sizes)
        return shares

    def gradient(self, weights: Floats) -> Floats:
        """Of the log-likelihood that a document's best row is a right one."""
        p = self.shares(weights)
        q = p * self.y
        q /= np.repeat(np.maximum(np.add.reduceat(q, self.starts), 1e-300), self.sizes)
        gradient: Floats = self.x.T @ ((q - p) * self.weight)
        return gradient

    def right(self, weights: Floats) -> list[bool]:
        """For each document, whether its best row is a right one."""
        z = self.x @ weights
        pairs = zip(self.starts, self.sizes, strict=True)
        return [bool(self.y[start + int(np.argmax(z[start : start + size]))]) for start, size in pairs]


def fit(table: Table) -> Floats:
    """The weights, by Adam on the whole sample."""
    weights = np.zeros(table.x.shape[1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, ROUNDS + 1):
        gradient = table.gradient(weights) - L2 * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights += RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.headline", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--form", choices=("html", "text"), default="text")
    parser.add_argument("--limit", type=int, help="at most so many pages of each corpus")
    options = parser.parse_args(arguments)
    choices = collect(options.form, options.limit)
    shipped, none = (WEIGHTS_HTML, NONE_HTML) if options.form == "html" else (WEIGHTS_TEXT, NONE_TEXT)
    names = sorted({name for choice in choices for measures in choice.measures for name in measures})
    old = np.array([*(shipped.get(name, 0.0) for name in names), none])
    held: dict[str, list[tuple[bool, bool]]] = {}
    for fold in range(FOLDS):
        weights = fit(Table([choice for choice in choices if choice.fold != fold], names))
        out = [choice for choice in choices if choice.fold == fold]
        table = Table(out, names)
        for choice, new, before in zip(out, table.right(weights), table.right(old), strict=True):
            kind = f"{choice.corpus}, {'with' if any(choice.right) else 'without'} a headline"
            held.setdefault(kind, []).append((new, before))
    print(f"{len(choices)} documents; right on held-out domains (shipped weights, fitted on the others):")
    for kind, pairs in sorted(held.items()):
        new, before = (sum(column) / len(pairs) for column in zip(*pairs, strict=True))
        print(f"  {kind}: {len(pairs)} documents, {before:.3f}, {new:.3f}")
    weights = fit(Table(choices, names))
    for name, value in sorted(zip(names, weights[:-1], strict=True), key=lambda pair: -abs(pair[1])):
        print(f'    "{name}": {value:.1f},   # shipped {shipped.get(name, 0.0):.1f}')
    print(f"NONE = {weights[-1]:.1f}   # shipped {none:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
