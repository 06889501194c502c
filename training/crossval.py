"""Columns of samples, fits, and scores out of fold."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsclean.content.characters import character_classes
from newsclean.content.columns import matrix
from newsclean.content.learned import first_columns
from newsclean.content.lexis import OddsTable
from newsclean.content.measures import Measures, measure
from newsclean.content.second_look import second_look
from newsclean.content.weights import Scorer, Stage
from newsclean.content.wording import Wording
from training.boost import fit
from training.dataset import FOLDS, SILVER, Sample
from training.network import fit_network
from training.odds import Counts, Table, cue_counts, tables, text_counts
from training.wording import Wordings, fit_wording, lesson

CLASSES = np.frombuffer(character_classes(), np.uint8)
TREES = (80, 150)
"""Of the two stages.  The first has only to give the second an opinion on what stands around a block."""
SHARES = {"HTML": (0.5, 0.5), "text": (0.25, 0.0)}
"""Of the perceptron in the average of logits, in each stage. On two held-out folds of dumps a quarter gave .9497 and
.9238 after both stages, a half .9484 and .9237, none .9512 and .9236, nothing else .9389 and .9201."""

WORDS = 6000
CUES = 2500
_EASY_SHARE = 0.08
_EASY_AWAY = 6
Floats = NDArray[np.float64]


@dataclass
class Tables:
    """What all pages say of words, and for each fold what is learned without it."""

    words: Table
    cues: Table
    wording: Wording
    words_without: dict[int, Table]
    cues_without: dict[int, Table]
    wording_without: dict[int, Wording]


def learn_tables(pages: Sequence[Sample]) -> Tables:
    """From the HTML samples."""
    by_domain: defaultdict[tuple[int, str], list[Sample]] = defaultdict(list)
    for sample in pages:
        by_domain[sample.fold, sample.domain].append(sample)
    texts: defaultdict[int, list[Counts]] = defaultdict(list)
    marks: defaultdict[int, list[Counts]] = defaultdict(list)
    for (fold, _), group in sorted(by_domain.items(), key=lambda item: item[0]):
        pairs = [(s.document, s.keep) for s in group]
        texts[fold].append(text_counts(pairs))
        marks[fold].append(cue_counts(pairs))
    words, words_without = tables(texts, WORDS)
    cues, cues_without = tables(marks, CUES)
    wording, wording_without = _wordings(pages)
    return Tables(words, cues, wording, words_without, cues_without, wording_without)


def _wordings(pages: Sequence[Sample]) -> tuple[Wording, dict[int, Wording]]:
    """The tables of wording."""
    nothing = OddsTable.of({})
    lessons: list[Wordings] = []
    for sample in pages:
        measures = measure(sample.document, CLASSES, nothing)
        y = np.array(sample.keep, dtype=np.float64)
        use = _chosen(sample, measures, y)
        lessons.append(lesson(measures.lexis, measures.words, y, use, sample.weight))

    def fitted(without: int | None) -> Wording:
        return fit_wording([own for own, sample in zip(lessons, pages, strict=True) if sample.fold != without])

    return fitted(None), {fold: fitted(fold) for fold in range(FOLDS)}


@dataclass
class Rows:
    """A sample as numbers.

    Attributes:
        sample: the sample.
        measures: of its blocks.
        inputs: the first stage's columns.
        y: labels.
        weight: of each block.
        use: blocks that take part in training.
    """

    sample: Sample
    measures: Measures
    inputs: NDArray[np.float32]
    y: Floats
    weight: Floats
    use: NDArray[np.bool_]


def rows_of(samples: Sequence[Sample], learned: Tables) -> tuple[list[Rows], tuple[str, ...]]:
    """Columns from the tables that do not know the page's domain."""
    result: list[Rows] = []
    names: tuple[str, ...] = ()
    words = {fold: OddsTable.of(table) for fold, table in learned.words_without.items()}
    cues = {fold: OddsTable.of(table) for fold, table in learned.cues_without.items()}
    for sample in samples:
        measures, columns = first_columns(
            sample.document, CLASSES, words[sample.fold], cues[sample.fold], learned.wording_without[sample.fold]
        )
        names = tuple(columns)
        y = np.array(sample.keep, dtype=np.float64)
        gold = max(60.0, float(measures.words[y > 0].sum()))
        weight = np.minimum(1.0, (measures.words + 2) / gold) * sample.weight
        use = _chosen(sample, measures, y)
        if sample.corpus in SILVER:
            # The corpora that people made agree that captions and embedded posts are no part of the text; what
            # extractors give holds them.
            use &= np.array([block.kind not in {"caption", "embed"} for block in sample.document.blocks])
        weight = np.where(_easy(measures, y), weight / _EASY_SHARE, weight)
        result.append(Rows(sample, measures, matrix(columns, names), y, weight, use))
    return result, names


def _easy(measures: Measures, y: Floats) -> NDArray[np.bool_]:
    """Short blocks far from any block of the article."""
    at = np.flatnonzero(y)
    if not len(at):
        return np.zeros(len(y), dtype=bool)
    index = np.arange(len(y))
    nearest = np.min(np.abs(index[:, None] - at[None, :]), axis=1)
    result: NDArray[np.bool_] = (measures.words < 10) & (nearest > _EASY_AWAY)
    return result


def _chosen(sample: Sample, measures: Measures, y: Floats) -> NDArray[np.bool_]:
    """All blocks but for most of the easy ones."""
    easy = _easy(measures, y)
    seed = int.from_bytes(hashlib.sha256(f"{sample.corpus}/{sample.id}/{sample.style}".encode()).digest()[:4], "big")
    draw = np.random.default_rng(seed).random(len(y))
    result: NDArray[np.bool_] = ~easy | (draw < _EASY_SHARE)
    return result


def train_stage(
    rows: Sequence[Rows], inputs: Sequence[NDArray[np.float32]], names: tuple[str, ...], number: int
) -> Stage:
    """Trees and a perceptron on the rows chosen for training; stages are numbered from 0."""
    wide = np.concatenate([x[r.use] for x, r in zip(inputs, rows, strict=True)])
    y = np.concatenate([r.y[r.use] for r in rows])
    weight = np.concatenate([r.weight[r.use] for r in rows])
    share = SHARES["HTML" if rows[0].sample.style == "html" else "text"][number]
    return Stage(names, fit(wide, y, weight, TREES[number]), fit_network(wide, y, weight), share)


def held_out(
    rows: Sequence[Rows], inputs: Sequence[NDArray[np.float32]], names: tuple[str, ...], number: int
) -> list[Floats]:
    """The scores of each sample by a model that has not seen its domain."""
    result: list[Floats] = [np.zeros(0)] * len(rows)
    for fold in range(FOLDS):
        inside = [i for i, r in enumerate(rows) if r.sample.fold != fold]
        stage = train_stage([rows[i] for i in inside], [inputs[i] for i in inside], names, number)
        for i, r in enumerate(rows):
            if r.sample.fold == fold:
                result[i] = stage.scores(inputs[i])
    return result


def with_second(rows: Sequence[Rows], first: Sequence[Floats]) -> tuple[list[NDArray[np.float32]], tuple[str, ...]]:
    """The second stage's columns: those of the first and what it thought."""
    names: tuple[str, ...] = ()
    wide: list[NDArray[np.float32]] = []
    for r, scores in zip(rows, first, strict=True):
        columns = second_look(r.measures, scores)
        names = tuple(columns)
        wide.append(np.concatenate([r.inputs, matrix(columns, names)], axis=1))
    return wide, names


def train_plain(rows: Sequence[Rows], names: tuple[str, ...]) -> Scorer:
    """A scorer without the care of `train_both`: its second stage is the first again."""
    stage = train_stage(rows, [r.inputs for r in rows], names, 0)
    return Scorer(stage, stage)


def train_both(rows: Sequence[Rows], names: tuple[str, ...]) -> tuple[Scorer, list[Floats], list[Floats]]:
    """The scorer of all samples, and the scores out of fold after each stage."""
    inputs = [r.inputs for r in rows]
    first = held_out(rows, inputs, names, 0)
    wide, more = with_second(rows, first)
    second = held_out(rows, wide, names + more, 1)
    scorer = Scorer(
        train_stage(rows, inputs, names, 0),
        train_stage(rows, wide, names + more, 1),
    )
    return scorer, first, second
