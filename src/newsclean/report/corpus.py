"""What cleaners did to a corpus, as one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from newsclean.report.census import OTHERS, UNKNOWN, Census, Host, Returning, Sample, Work
from newsclean.report.page import render
from newsclean.report.rows import FIELDS, Row, rows_in

_LANGUAGES: Final = 6
_ROWS: Final = 9
_HOSTS: Final = 30
_LINES: Final = 8
_MONTHS: Final = 36
"""Months in a chart; a corpus over a longer time is shown by year."""


class Bar(Struct, frozen=True):
    """One row of a chart: what it counts, how many, its share of the whole and its width beside the longest."""

    name: str
    count: int
    share: float
    width: float


class Column(Struct, frozen=True):
    """One column of a chart over time or over a measure; `x` and `height` in the units of its drawing."""

    name: str
    count: int
    x: float
    height: float
    labelled: bool


class CleanerView(Struct, frozen=True):
    """What a cleaner did."""

    name: str
    work: Work
    width: float
    languages: tuple[int, ...]
    samples: tuple[Sample, ...]


class HostView(Struct, frozen=True):
    """A host with the lines that came back."""

    name: str
    host: Host
    lines: tuple[Returning, ...]


def report_page(folder: Path, *, name: str = "") -> str:
    """A self-contained page about a batch: what was read, what cleaners removed, and what to look at.

    Args:
        folder: where `newsclean batch` wrote its part files.
        name: what to call the corpus; by default the folder's name.

    Returns:
        HTML, to be written as UTF-8.

    Raises:
        InputValueError: the folder holds no part files, or something else in their place.
        OSError: a file cannot be read.
    """
    return corpus_page(rows_in(folder), name=name or folder.resolve().name)


def corpus_page(rows: Iterable[Row], *, name: str) -> str:
    """As `report_page`, of rows from anywhere."""
    census = Census()
    for row in rows:
        census.add(row)
    languages = [language for language, _ in census.languages.most_common(_LANGUAGES)]
    return render(
        "corpus.html",
        ("look.css", "corpus.css"),
        (),
        name=name,
        census=census,
        facts=_facts(census),
        status=_bars(census.status, census.documents),
        errors=_bars(census.errors, census.documents),
        issues=_bars(census.issues, census.articles),
        languages=_bars(_largest(census.languages), census.articles),
        found=_bars(Counter({field: census.found[field] for field in FIELDS}), census.articles),
        quality=_columns([(f"{part / 20:.2f}", census.qualities[part]) for part in range(20)], 10),
        dates=_columns(_over_time(census.months), _DATE_LABELS),
        undated=census.months[UNKNOWN],
        cleaners=_cleaners(census, languages),
        top_languages=languages,
        hosts=_by_share(census),
        returning=_returning(census),
    )


_DATE_LABELS = 6


def _facts(census: Census) -> list[tuple[str, str]]:
    facts = [
        (f"{census.documents:,}", "documents"),
        (f"{census.articles:,}", "articles"),
        (f"{sum(census.errors.values()):,}", "without an article"),
        (f"{census.words_kept:,}", "words of body"),
    ]
    if census.words_read:
        kept = 100 * census.words_kept / census.words_read
        facts.append((f"{kept:.0f} %", f"of {census.words_read:,} words read"))
    return facts


def _bars(counts: Counter[str], whole: int) -> list[Bar]:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    most = max((count for _, count in ranked), default=0) or 1
    return [Bar(name, count, 100 * count / (whole or 1), 100 * count / most) for name, count in ranked]


def _largest(counts: Counter[str]) -> Counter[str]:
    """The largest counts, and the rest as one."""
    shown = Counter(dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_ROWS]))
    if rest := counts.total() - shown.total():
        shown[OTHERS] = rest
    return shown


def _columns(counts: list[tuple[str, int]], labels: int) -> list[Column]:
    """Columns in a drawing 600 wide and 100 high; a label under every so many of them."""
    most = max((count for _, count in counts), default=0) or 1
    step = 600 / max(len(counts), 1)
    every = max(1, -(-len(counts) // labels))
    return [
        Column(name, count, round(at * step, 2), round(100 * count / most, 2), at % every == 0)
        for at, (name, count) in enumerate(counts)
    ]


def _over_time(months: Counter[str]) -> list[tuple[str, int]]:
    """Counts without gaps, by month; by year where there would be too many."""
    known = sorted(month for month in months if month != UNKNOWN)
    if not known:
        return []
    first, last = (12 * int(month[:4]) + int(month[5:7]) - 1 for month in (known[0], known[-1]))
    if last - first < _MONTHS:
        names = [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, last + 1)]
        return [(name, months[name]) for name in names]
    years: Counter[str] = Counter()
    for month in known:
        years[month[:4]] += months[month]
    # A stray date of another century must not stretch the picture: years without any are drawn between near ones only.
    found = [int(year) for year in sorted(years)]
    shown = range(found[0], found[-1] + 1) if found[-1] - found[0] <= _MONTHS else found
    return [(f"{year:04d}", years[f"{year:04d}"]) for year in shown]


def _cleaners(census: Census, languages: list[str]) -> list[CleanerView]:
    ranked = sorted(census.work.items(), key=lambda item: (-item[1].words, -item[1].blocks, item[0]))
    most = max((work.words or work.blocks for _, work in ranked), default=0) or 1
    return [
        CleanerView(
            name,
            work,
            100 * (work.words or work.blocks) / most,
            tuple(census.by_language[name, language] for language in languages),
            tuple(census.samples(name)),
        )
        for name, work in ranked
    ]


def _by_share(census: Census) -> list[tuple[str, Host]]:
    hosts = [(name, host) for name, host in census.hosts.items() if host.words and name != UNKNOWN]
    return sorted(hosts, key=lambda item: (-item[1].share, item[0]))[:_HOSTS]


def _returning(census: Census) -> list[HostView]:
    views = [
        HostView(name, host, tuple(host.returning()[:_LINES])) for name, host in census.hosts.items() if name != UNKNOWN
    ]
    found = [view for view in views if view.lines]
    return sorted(found, key=lambda view: (-sum(line.fates["kept"] for line in view.lines), view.name))[:_HOSTS]
