"""What cleaners did to a corpus: counts, samples and lines that came back, in memory that does not grow with it."""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from newsclean.report.rows import Row
from newsclean.text.measure import count_words

UNKNOWN: Final = "unknown"
OTHERS: Final = "(all others)"

HOSTS: Final = 2_000
"""Hosts that are told apart: those seen first. The rest are counted together."""

LINES: Final = 1_000
"""Lines remembered a host. When there are more, those seen in one document only are forgotten: what stands in every
hundredth document or more is found all the same (lossy counting, Manku and Motwani 2002)."""

SAMPLES: Final = 12
"""Removed lines shown a cleaner: enough to judge it by at a glance."""

_SHOWN_CHARACTERS = 240
_LINE_CHARACTERS = range(3, 400)
"""Lengths of lines that are followed: a mark says nothing, and long paragraphs come back only with their article."""


class Work(Struct):
    """What one cleaner took: documents it took anything from, blocks, words."""

    documents: int = 0
    blocks: int = 0
    words: int = 0


class Sample(Struct, frozen=True, order=True):
    """A removed line; those with the lowest `rank`, a digest, make a sample that chance chose once for all."""

    rank: int
    text: str
    reason: str
    document: str


class Returning(Struct):
    """A line of a host: documents it stood in, and its fates there."""

    text: str
    documents: int
    fates: Counter[str]


class Host(Struct):
    """One host: documents, words read and removed, and its lines by digest."""

    documents: int = 0
    words: int = 0
    removed: int = 0
    lines: dict[bytes, Returning] = {}

    @property
    def share(self) -> float:
        """Share of the words read that was removed."""
        return self.removed / self.words if self.words else 0.0

    def returning(self, least: int = 3) -> list[Returning]:
        """Lines that stood in at least so many documents: first what was kept most often, for that is most doubtful."""
        found = [line for line in self.lines.values() if line.documents >= least]
        return sorted(found, key=lambda line: (-line.fates["kept"], -line.documents, line.text))


class Census:
    """Counts over rows, taken one by one; the same rows give the same census.

    Attributes:
        documents: rows seen.
        audited: rows whose audit holds texts, so that words and samples could be had.
        status: documents by status.
        errors: documents without an article, by error.
        issues: articles by code of issue.
        languages: articles by language.
        qualities: articles by quality in twentieths, 0 to 19; -1 where there is none.
        months: articles by month of publication, `2024-05`; `unknown` where there is none.
        found: articles by field that holds something.
        words_read: words of all blocks, where audits hold texts.
        words_kept: words in bodies.
        work: what each cleaner took.
        by_language: words removed, by cleaner and language.
        hosts: by name.
    """

    def __init__(self) -> None:
        self.documents = 0
        self.audited = 0
        self.status: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()
        self.issues: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.qualities: Counter[int] = Counter()
        self.months: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.words_read = 0
        self.words_kept = 0
        self.work: dict[str, Work] = {}
        self.by_language: Counter[tuple[str, str]] = Counter()
        self.hosts: dict[str, Host] = {}
        self._samples: dict[str, list[tuple[int, Sample]]] = {}

    def add(self, row: Row) -> None:
        """Count one row."""
        self.documents += 1
        self.status[row.status] += 1
        if row.status == "error":
            self.errors[row.error or UNKNOWN] += 1
            return
        self.issues.update(row.issues)
        self.found.update(row.found)
        self.languages[row.language or UNKNOWN] += 1
        self.qualities[-1 if row.quality is None else min(int(row.quality * 20), 19)] += 1
        self.months[row.published[:7] if len(row.published) >= 7 else UNKNOWN] += 1
        self.words_kept += row.words
        host = self._host(row.host or UNKNOWN)
        host.documents += 1
        self._work(row, host)

    @property
    def articles(self) -> int:
        """Rows that hold an article."""
        return self.documents - sum(self.errors.values())

    def samples(self, cleaner: str) -> list[Sample]:
        """What the cleaner removed, for a person to judge it by; in no order of the documents."""
        return sorted(sample for _, sample in self._samples.get(cleaner, ()))

    def _host(self, name: str) -> Host:
        if name not in self.hosts and len(self.hosts) >= HOSTS:
            name = OTHERS
        return self.hosts.setdefault(name, Host(lines={}))

    def _work(self, row: Row, host: Host) -> None:
        texts = any(line.text is not None for line in row.lines)
        self.audited += texts
        touched: set[str] = set()
        for cleaner, words, blocks in _taken(row):
            work = self.work.setdefault(cleaner, Work())
            work.blocks += blocks
            work.words += words
            work.documents += cleaner not in touched
            touched.add(cleaner)
            self.by_language[cleaner, row.language or UNKNOWN] += words
            host.removed += words
        if not texts:
            return
        read = sum(count_words(line.text or "") for line in row.lines)
        self.words_read += read
        host.words += read
        for number, line in enumerate(row.lines):
            if line.fate == "removed" and line.text:
                self._sample(line.by, line.text, line.reason, row.id, number)
        if row.host:
            _remember(host, row)

    def _sample(self, cleaner: str, text: str, reason: str, document: str, number: int) -> None:
        rank = int.from_bytes(_digest(f"{document} {number}"))
        kept = self._samples.setdefault(cleaner, [])
        sample = Sample(rank, text[:_SHOWN_CHARACTERS], reason, document)
        if len(kept) < SAMPLES:
            heapq.heappush(kept, (-rank, sample))
        elif rank < -kept[0][0]:
            heapq.heapreplace(kept, (-rank, sample))


def _taken(row: Row) -> Iterator[tuple[str, int, int]]:
    """Cleaner, words and blocks for each thing removed."""
    for line in row.lines:
        if line.fate == "removed":
            yield line.by, count_words(line.text or ""), 1
    for name, blocks in row.counts.items():
        fate, _, cleaner = name.partition(":")
        if fate == "removed":
            yield cleaner, 0, blocks


def _remember(host: Host, row: Row) -> None:
    seen: set[bytes] = set()
    for line in row.lines:
        if line.text is None or len(line.text) not in _LINE_CHARACTERS:
            continue
        key = _digest(line.text)
        if key in seen:
            continue
        seen.add(key)
        known = host.lines.get(key)
        if known is None:
            known = host.lines[key] = Returning(line.text[:_SHOWN_CHARACTERS], 0, Counter())
        known.documents += 1
        known.fates[line.by if line.fate == "removed" else line.fate] += 1
    if len(host.lines) > LINES:
        host.lines = {key: line for key, line in host.lines.items() if line.documents > 1}


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
