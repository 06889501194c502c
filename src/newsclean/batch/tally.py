"""What a run has read, and what became of it. The sums add up, or the run fails."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from newsclean.batch.results import Result
from newsclean.model.audit import Removed
from newsclean.model.rejected import Rejected

HOSTS = 10_000
"""Hosts that are counted each: those seen first. All others are counted together, so that a tally stays small."""

OTHER = "(other)"
UNKNOWN = "(unknown)"


class Facts(Struct, frozen=True):
    """What a tally wants to know of one result.

    Attributes:
        status: the article's, or `error`.
        host: of its address; empty where unknown.
        language: code; empty where unknown.
        words: in the body.
        blocks: blocks removed, by cleaner.
        issues: their codes, each once.
        error: what went wrong, where no article came out.
    """

    status: str
    host: str = ""
    language: str = ""
    words: int = 0
    blocks: dict[str, int] = {}
    issues: tuple[str, ...] = ()
    error: str = ""

    @classmethod
    def of(cls, result: Result) -> Facts:
        """The facts of a result."""
        if isinstance(result, Rejected):
            return cls(status=result.status, host=host_of(result.url), error=result.error)
        blocks: dict[str, int] = {}
        for fate in result.audit.fates:
            if isinstance(fate, Removed):
                blocks[fate.by] = blocks.get(fate.by, 0) + 1
        return cls(
            status=result.status,
            host=host_of(result.url or result.canonical_url),
            language=result.language.code if result.language is not None else "",
            words=result.word_count,
            blocks=blocks,
            issues=tuple(dict.fromkeys(issue.code for issue in result.issues)),
        )


class Tally(Struct, kw_only=True):
    """Counts of a part of a run, or of all of it. `read` is `articles` and `rejected`, and so are `status` and `hosts`.

    Attributes:
        read: documents, in whatever state they came.
        articles: those that gave an Article.
        rejected: those that gave a `Rejected`.
        words: in the bodies of the articles.
        status: documents by status; `error` for those rejected.
        errors: rejected documents by error.
        languages: articles by language.
        hosts: documents by host; those past the first ten thousand hosts together.
        cleaners: removed blocks by cleaner.
        cleaned: articles that a cleaner took anything from, by cleaner.
        issues: articles by code of issue.
        skipped: records of web archives that are no documents, by reason; not in `read`.
        damaged: what could not be read to its end, in words.
    """

    read: int = 0
    articles: int = 0
    rejected: int = 0
    words: int = 0
    status: dict[str, int] = msgspec.field(default_factory=dict)
    errors: dict[str, int] = msgspec.field(default_factory=dict)
    languages: dict[str, int] = msgspec.field(default_factory=dict)
    hosts: dict[str, int] = msgspec.field(default_factory=dict)
    cleaners: dict[str, int] = msgspec.field(default_factory=dict)
    cleaned: dict[str, int] = msgspec.field(default_factory=dict)
    issues: dict[str, int] = msgspec.field(default_factory=dict)
    skipped: dict[str, int] = msgspec.field(default_factory=dict)
    damaged: list[str] = msgspec.field(default_factory=list)

    _COUNTS: ClassVar[tuple[str, ...]] = (
        "status",
        "errors",
        "languages",
        "cleaners",
        "cleaned",
        "issues",
        "skipped",
    )

    def note(self, facts: Facts) -> None:
        """Count one document."""
        self.read += 1
        _add(self.status, facts.status)
        self._host(facts.host or UNKNOWN, 1)
        if facts.error:
            self.rejected += 1
            _add(self.errors, facts.error)
            return
        self.articles += 1
        self.words += facts.words
        _add(self.languages, facts.language or UNKNOWN)
        for cleaner, blocks in facts.blocks.items():
            _add(self.cleaners, cleaner, blocks)
            _add(self.cleaned, cleaner)
        for code in facts.issues:
            _add(self.issues, code)

    def pass_over(self, skipped: dict[str, int], damage: str) -> None:
        """Count what is no document."""
        for reason, count in skipped.items():
            _add(self.skipped, reason, count)
        if damage:
            self.damaged.append(damage)

    def add(self, other: Tally) -> None:
        """Take in another tally, of what came after."""
        for name in ("read", "articles", "rejected", "words"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in self._COUNTS:
            mine = getattr(self, name)
            for key, count in getattr(other, name).items():
                _add(mine, key, count)
        for host, count in other.hosts.items():
            self._host(host, count)
        self.damaged.extend(other.damaged)

    def check(self) -> None:
        """Hold the sums to each other.

        Raises:
            AssertionError: a document was lost or counted twice: a fault of newsclean.
        """
        sums = {
            "articles and rejected": self.articles + self.rejected,
            "status": sum(self.status.values()),
            "hosts": sum(self.hosts.values()),
            "languages and rejected": sum(self.languages.values()) + self.rejected,
        }
        if any(total != self.read for total in sums.values()) or sum(self.errors.values()) != self.rejected:
            raise AssertionError(f"the tally does not add up: {self.read} read, {sums}, errors {self.errors}")

    def to_dict(self) -> dict[str, Any]:
        """Plain values, counts in order of size."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return {name: _sorted(value) if isinstance(value, dict) else value for name, value in plain.items()}

    def _host(self, host: str, count: int) -> None:
        known = host in self.hosts or len(self.hosts) < HOSTS
        _add(self.hosts, host if known else OTHER, count)


def host_of(url: str | None) -> str:
    """The host that an address names, in lower case; empty where it names none."""
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""


def _add(counts: dict[str, int], key: str, count: int = 1) -> None:
    counts[key] = counts.get(key, 0) + count


def _sorted(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))
