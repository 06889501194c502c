"""How good an answer is: pure functions of an answer and its gold.

Body: `Match` counts of one page, and `summarise` over pages, as scrapinghub's article-extraction-benchmark
(`evaluate.py`) defines them; word F1 and exact share beside them. Fields: exact and token F1 of titles, set F1 of names
and tags. `paired_interval` says how sure a difference between two systems is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

import numpy as np

SHINGLE = 4
"""Tokens a shingle, as in the article-extraction-benchmark."""

BOOTSTRAP_SEED = 20260101
BOOTSTRAP_ROUNDS = 2000
"""Resamples behind an interval; the percentiles move by less than .001 on these corpora with another seed."""

_TOKEN = re.compile(r"\w+")
_TITLES = re.compile(r"\b(?:dr|prof|mr|mrs|ms)\b\.?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """One page's body against its gold.

    Attributes:
        precision: share of the answer's shingles that the gold has.
        recall: share of the gold's shingles that the answer has.
        word_f1: F1 of the two multisets of lower-cased tokens.
        exact: whether the tokens are the same in the same order.
    """

    precision: float
    recall: float
    word_f1: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """Many pages' matches: `s` is the F1 of the mean precision and the mean recall."""

    pages: int
    s: float
    precision: float
    recall: float
    word_f1: float
    exact: float


@dataclass(frozen=True, slots=True)
class Interval:
    """A difference between two systems on the same pages, with its 95 % bootstrap interval."""

    difference: float
    low: float
    high: float


def tokens(text: str) -> list[str]:
    """Runs of word characters, case kept."""
    return _TOKEN.findall(text)


def shingles(words: Sequence[str], size: int = SHINGLE) -> Counter[tuple[str, ...]]:
    """Every run of `size` tokens with its count; a shorter text is one shingle, an empty one none."""
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def match(answer: str, gold: str) -> Match:
    """One page's body against its gold.

    Precision and recall are 1 where both texts are empty and 0 where only one is, as in the benchmark.
    """
    ours, theirs = tokens(answer), tokens(gold)
    got, wanted = shingles(ours), shingles(theirs)
    hits = (got & wanted).total()
    extra, missed = got.total() - hits, wanted.total() - hits
    if extra == missed == 0:
        precision = recall = 1.0
    else:
        precision = hits / (hits + extra) if hits + extra else 0.0
        recall = hits / (hits + missed) if hits + missed else 0.0
    return Match(precision, recall, bag_f1(_lower(ours), _lower(theirs)), ours == theirs)


def summarise(matches: Sequence[Match]) -> Summary:
    """Means over pages. An empty sequence gives zeros."""
    if not matches:
        return Summary(0, 0.0, 0.0, 0.0, 0.0, 0.0)
    n = len(matches)
    precision = sum(m.precision for m in matches) / n
    recall = sum(m.recall for m in matches) / n
    return Summary(
        pages=n,
        s=f1(precision, recall),
        precision=precision,
        recall=recall,
        word_f1=sum(m.word_f1 for m in matches) / n,
        exact=sum(m.exact for m in matches) / n,
    )


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def bag_f1(answer: Iterable[str], gold: Iterable[str]) -> float:
    """F1 of two multisets; 1 where both are empty."""
    got, wanted = Counter(answer), Counter(gold)
    if not got and not wanted:
        return 1.0
    hits = (got & wanted).total()
    return 2 * hits / (got.total() + wanted.total())


def paired_interval(
    ours: Sequence[Match], theirs: Sequence[Match], *, rounds: int = BOOTSTRAP_ROUNDS, seed: int = BOOTSTRAP_SEED
) -> Interval:
    """The difference in S, ours less theirs, with a 95 % percentile interval over resampled pages.

    Args:
        ours: one match a page.
        theirs: the same pages in the same order.
        rounds: resamples.
        seed: of a private generator; the same seed gives the same interval.

    Raises:
        ValueError: the two differ in length, or are empty.
    """
    n = len(ours)
    if n != len(theirs) or not n:
        raise ValueError(f"paired samples of {n} and {len(theirs)} pages")
    table = np.array([[a.precision, a.recall, b.precision, b.recall] for a, b in zip(ours, theirs, strict=True)])
    draws = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=rounds) @ table / n
    differences = _f1_columns(draws[:, 0], draws[:, 1]) - _f1_columns(draws[:, 2], draws[:, 3])
    low, high = np.quantile(differences, [0.025, 0.975])
    return Interval(summarise(ours).s - summarise(theirs).s, float(low), float(high))


def _f1_columns(precision: np.ndarray, recall: np.ndarray) -> np.ndarray:
    total = precision + recall
    result: np.ndarray = np.divide(2 * precision * recall, total, out=np.zeros_like(total), where=total > 0)
    return result


def plain(text: str) -> str:
    """The form in which two strings of a field are the same: entities read, NFKC, one kind of quote, apostrophe, dash
    and ellipsis, single blanks, lower case."""
    text = unicodedata.normalize("NFKC", unescape(text)).translate(_PLAIN)
    return " ".join(text.split()).casefold()


def title_exact(answer: str | None, gold: str) -> bool:
    """Whether the two headlines are the same string in plain form."""
    return answer is not None and plain(answer) == plain(gold)


def title_f1(answer: str | None, gold: str) -> float:
    """Multiset F1 of the two headlines' lower-cased tokens; 0 without an answer."""
    return bag_f1(tokens(plain(answer)), tokens(plain(gold))) if answer else 0.0


def name_key(name: str) -> str:
    """A person's or newsroom's name as it is compared: plain form, no academic or courtesy titles, letters only."""
    return " ".join(_TOKEN.findall(_TITLES.sub("", plain(name))))


@dataclass(frozen=True, slots=True)
class SetScore:
    """Sets compared over many pages.

    Attributes:
        pages: pages that count.
        f1: mean over pages of each page's F1 (1 where both sets are empty).
        precision: right ones among all given, over all pages.
        recall: right ones among all in the gold, over all pages.
    """

    pages: int
    f1: float
    precision: float
    recall: float


def set_score(pairs: Iterable[tuple[Iterable[str], Iterable[str]]]) -> SetScore:
    """Scores of (answer, gold) pairs of strings that are already in comparable form; empty strings are ignored."""
    hits = given = wanted = pages = 0
    total = 0.0
    for answer, gold in pairs:
        ours, theirs = {a for a in answer if a}, {g for g in gold if g}
        right = len(ours & theirs)
        total += 2 * right / (len(ours) + len(theirs)) if ours or theirs else 1.0
        hits, given, wanted, pages = hits + right, given + len(ours), wanted + len(theirs), pages + 1
    return SetScore(
        pages=pages,
        f1=total / pages if pages else 0.0,
        precision=hits / given if given else 1.0,
        recall=hits / wanted if wanted else 1.0,
    )


def _lower(words: Iterable[str]) -> list[str]:
    return [word.lower() for word in words]


_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ´`′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "\u200b": "",
        "\ufeff": "",
        "\u00ad": "",
    }
)
