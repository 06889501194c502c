"""S of scores out of fold, by corpus, style and script: `python -m training.evaluate`, after a training.

The training leaves its held-out scores in the cache folder; this reads them, so that every figure of
docs/content-score.md can be had again without fitting anything.
"""

from __future__ import annotations

import argparse
import pickle
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from benchmarks.scores import Match, Summary, match, summarise
from numpy.typing import NDArray

from newsclean.content.decoder import THRESHOLD, decode
from training.dataset import Sample, samples


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
    arguments = parser.parse_args()
    cache = Path(arguments.cache)
    for title, styles in (("HTML", ("html",)), ("text", ("innertext", "lossy", "made"))):
        keys, _, second = pickle.loads((cache / f"held-out-{title}.pickle").read_bytes())
        found = {(s.corpus, s.style, s.id): s for s in samples(arguments.corpora, cache, styles)}
        pairs = [(found[key], scores) for key, scores in zip(keys, second, strict=True) if key in found]
        pages = [sample for sample, _ in pairs if sample.corpus in {"fundus", "wcxb"}]
        chances = [scores for sample, scores in pairs if sample.corpus in {"fundus", "wcxb"}]
        show(f"{title}, held out", pages, chances)
        by_script: defaultdict[tuple[str, str], list[Match]] = defaultdict(list)
        for sample, result in zip(pages, matches(pages, chances), strict=True):
            by_script[script_of(sample.gold), sample.style].append(result)
        for (script, style), group in sorted(by_script.items()):
            s = summarise(group)
            print(f"  {script:14}{style:12}{s.pages:5}  S {s.s:.4f}  P {s.precision:.4f}  R {s.recall:.4f}")


if __name__ == "__main__":
    main()
