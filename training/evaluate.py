"""Held-out figures, after a training: of the score alone, or with `--pipeline` of everything.

    python -m training.evaluate --pipeline

The training leaves its held-out scores in the cache folder; this reads them, so that every figure of
docs/content-score.md can be had again without fitting anything. With `--pipeline` the named cleaners run on top, and
words lost and clutter kept are counted by family.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from benchmarks.scores import BOOTSTRAP_ROUNDS, BOOTSTRAP_SEED, Match, Summary, f1, match, summarise
from numpy.typing import NDArray

from newsclean.content.decoder import THRESHOLD, decode
from training.dataset import FORMS, Sample
from training.held_out import Outcome, held_out, outcomes


def matches(samples: Sequence[Sample], chances: Sequence[NDArray[np.float64]]) -> list[Match]:
    """The body that the chances come to, against the gold."""
    return [
        match(sample.body(kept(sample, values).tolist()), sample.gold)
        for sample, values in zip(samples, chances, strict=True)
    ]


def kept(sample: Sample, chances: NDArray[np.float64]) -> NDArray[np.bool_]:
    words = np.array([block.words for block in sample.document.blocks], dtype=np.float64)
    result: NDArray[np.bool_] = np.round(decode(chances, words), 4) >= THRESHOLD
    return result


def report(samples: Sequence[Sample], found: Sequence[Match]) -> dict[tuple[str, str], Summary]:
    groups: defaultdict[tuple[str, str], list[Match]] = defaultdict(list)
    for sample, result in zip(samples, found, strict=True):
        groups[sample.corpus, sample.style].append(result)
    return {key: summarise(group) for key, group in sorted(groups.items())}


def show(title: str, samples: Sequence[Sample], scores: Sequence[NDArray[np.float64]]) -> None:
    print(title)
    for (corpus, style), s in report(samples, matches(samples, scores)).items():
        print(
            f"  {corpus:12}{style:12}{s.pages:5}  S {s.s:.4f}  P {s.precision:.4f}  R {s.recall:.4f}"
            f"  word F1 {s.word_f1:.4f}  exact {s.exact:.3f}"
        )


_SCRIPTS = {
    "CJK": re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"),
    "right-to-left": re.compile("[\u0590-\u08ff]"),
    "Cyrillic": re.compile("[\u0400-\u04ff]"),
    "other": re.compile("[\u0900-\u0fff\u0370-\u03ff\u10a0-\u10ff]"),
}


def script_of(text: str) -> str:
    """The script of most of a text's letters."""
    letters = sum(map(str.isalpha, text)) or 1
    for name, pattern in _SCRIPTS.items():
        if len(pattern.findall(text)) > letters / 2:
            return name
    return "Latin"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", help="the corpora's folder (else $NEWSCLEAN_CORPORA)")
    parser.add_argument("--cache", default="build/training", help="where the training kept pages and held-out scores")
    parser.add_argument("--pipeline", action="store_true", help="the whole pipeline beside the score alone")
    parser.add_argument("--form", choices=tuple(FORMS), action="append", help="may be repeated; by default both")
    parser.add_argument("--rows", type=int, default=12, metavar="N", help="families shown for each corpus and form")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst documents of each")
    arguments = parser.parse_args()
    for form in arguments.form or FORMS:
        pairs = held_out(Path(arguments.cache), form, arguments.corpora)
        pages = [sample for sample, _ in pairs]
        if not arguments.pipeline:
            found = matches(pages, [chances for _, chances in pairs])
            _table(f"{form}, score alone", pages, found)
            continue
        results = list(outcomes(pairs, arguments.corpora))
        _table(f"{form}, score alone", pages, [each.alone for each in results])
        _table(f"{form}, whole pipeline", pages, [each.match for each in results])
        groups: defaultdict[tuple[str, str], list[Outcome]] = defaultdict(list)
        for each in results:
            groups[each.sample.corpus, each.sample.style].append(each)
        for (corpus, style), group in sorted(groups.items()):
            _families(f"{corpus}, {style}", group, arguments.rows)
            for each in sorted(group, key=_f1)[: arguments.worst]:
                print(f"  {each.sample.id:44} P {each.match.precision:.3f}  R {each.match.recall:.3f}")


def _table(title: str, pages: Sequence[Sample], found: Sequence[Match]) -> None:
    """By corpus and style with a 95 % bootstrap interval of S, then by script and style."""
    print(f"\n### {title}\n\n| corpus | style | documents | S | 95 % | precision | recall | word F1 | exact |")
    print("|---|---|---:|---:|---|---:|---:|---:|---:|")
    for by in (lambda sample: (sample.corpus, sample.style), lambda sample: (script_of(sample.gold), sample.style)):
        groups: defaultdict[tuple[str, str], list[Match]] = defaultdict(list)
        for sample, result in zip(pages, found, strict=True):
            groups[by(sample)].append(result)
        for (name, style), group in sorted(groups.items()):
            s = summarise(group)
            low, high = _interval(group)
            print(
                f"| {name} | {style} | {s.pages} | {s.s:.4f} | {low:.3f} to {high:.3f} | {s.precision:.4f} |"
                f" {s.recall:.4f} | {s.word_f1:.4f} | {s.exact:.3f} |"
            )


def _interval(found: Sequence[Match]) -> tuple[float, float]:
    """95 % percentile bootstrap of S over documents."""
    table = np.array([[m.precision, m.recall] for m in found])
    n = len(found)
    draws = np.random.default_rng(BOOTSTRAP_SEED).multinomial(n, np.full(n, 1 / n), size=BOOTSTRAP_ROUNDS) @ table / n
    s = 2 * draws[:, 0] * draws[:, 1] / np.maximum(draws.sum(axis=1), 1e-9)
    low, high = np.quantile(s, [0.025, 0.975]).tolist()
    return low, high


def _f1(outcome: Outcome) -> float:
    return f1(outcome.match.precision, outcome.match.recall)


def _families(title: str, group: Sequence[Outcome], rows: int) -> None:
    """Gold words lost and clutter words kept, each page's words as a share of its gold, means over pages."""
    lost: Counter[tuple[str, ...]] = Counter()
    clutter: Counter[tuple[str, ...]] = Counter()
    gold: Counter[str] = Counter()
    for each in group:
        scale = 100 / len(group) / max(1, each.gold_words.total())
        for total, own in ((lost, each.lost), (clutter, each.kept)):
            for names, words in own.items():
                total[names] += words * scale  # type: ignore[assignment]
        for name, words in each.gold_words.items():
            gold[name] += words * scale  # type: ignore[assignment]
    print(f"\n{title}: gold words lost {sum(lost.values()):.2f} %, clutter words kept {sum(clutter.values()):.2f} %\n")
    print("| family | place | by | of all gold | of the family |\n|---|---|---|---:|---:|")
    for (family, place, by), share in lost.most_common(rows):
        print(f"| {family} | {place} | {by} | {share:.2f} % | {100 * share / gold[family]:.0f} % |")
    print("\n| clutter | place | set against gold |\n|---|---|---:|")
    for (family, place), share in clutter.most_common(rows):
        print(f"| {family} | {place} | {share:.2f} % |")


if __name__ == "__main__":
    main()
