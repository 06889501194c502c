"""User code, checked by `mypy --strict` and never run: what a caller may write, and the types they get."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, assert_type

import msgspec

import newsclean


# The cleaner of README.md and docs/write-a-cleaner.md: five lines, and a docstring.
@newsclean.cleaner("horoscope_teaser", phrases=["your stars today", "read your horoscope"])
def horoscope_teaser(draft: newsclean.Draft) -> Iterator[newsclean.Remove]:
    """Links to the horoscope page set between paragraphs."""
    for hit in draft.hits:
        if hit.block.words < 12:
            yield hit.remove()


@newsclean.cleaner("agency_line", reasons=["agency_line.credit"], after=["horoscope_teaser"])
def agency_line(draft: newsclean.Draft) -> Iterator[newsclean.Decision]:
    """A last line that credits an agency; it gives a field, and loses its dash."""
    for block in draft.blocks[-1:]:
        if block.text.startswith("- "):
            yield newsclean.Edit(block, 0, 2)
        yield newsclean.Use(block, "agency", block.text.removeprefix("- "))


class LongLines(msgspec.Struct, frozen=True):
    """Lines longer than a limit: a cleaner with a parameter."""

    max_words: int = 400

    name: ClassVar[str] = "long_lines"
    reasons: ClassVar[tuple[str, ...]] = ()
    phrases: ClassVar[tuple[str, ...]] = ()
    always: ClassVar[bool] = True
    after: ClassVar[tuple[str, ...]] = ()

    def __call__(self, draft: newsclean.Draft) -> Iterator[newsclean.Remove]:
        for block in draft.blocks:
            words = draft.words(block)
            if words > self.max_words:
                yield newsclean.Remove(block, evidence=f"{words} words")


def pipelines() -> newsclean.Pipeline:
    mine = (
        newsclean.DEFAULT.after("comment_prompts", horoscope_teaser)
        .before("footer", agency_line)
        .without("share_counts")
        .replace("footer", LongLines(max_words=200))
    )
    assert_type(mine, newsclean.Pipeline)
    assert_type(mine.only("newsletter"), newsclean.Pipeline)
    assert_type(mine.names, tuple[str, ...])
    return mine


def clean(raw: str | bytes, path: Path) -> newsclean.Article:
    assert_type(newsclean.clean(raw), newsclean.Article)
    assert_type(newsclean.clean_file(path), newsclean.Article)
    assert_type(newsclean.read(raw), newsclean.Document)
    return newsclean.clean(
        raw,
        url="https://news.example/story",
        kind="text",
        fetched=dt.datetime(2024, 5, 1, tzinfo=dt.UTC),
        language="en",
        pipeline=pipelines(),
        extra={"row": 1},
    )


def fields(article: newsclean.Article) -> None:
    assert_type(article.title, str | None)
    assert_type(article.text, str)
    assert_type(article.authors, tuple[newsclean.Author, ...])
    assert_type(article.tags, tuple[str, ...])
    assert_type(article.word_count, int)
    assert_type(article.extra, Mapping[str, Any])
    assert_type([paragraph.text for paragraph in article.body], list[str])
    if article.published is not None:
        assert_type(article.published, newsclean.DateValue)
        assert_type(article.published.date(), dt.date)
        assert_type(article.published.datetime(fill="first"), dt.datetime)
    if article.publisher is not None:
        assert_type(article.publisher.name, str | None)
    if article.language is not None:
        assert_type(article.language.code, str)
    if article.status == "ok":
        assert_type(article.quality.score, float | None)
    for candidate in article.evidence.get("published", ()):
        assert_type(candidate, newsclean.Candidate)
        assert_type(candidate.chosen, bool)


def receipts(audit: newsclean.Audit) -> str:
    for block, fate in audit:
        assert_type(block, newsclean.Block)
        match fate:
            case newsclean.Kept():
                assert_type(fate.edits, tuple[newsclean.AppliedEdit, ...])
            case newsclean.Used():
                assert_type(fate.field, str)
            case newsclean.Removed():
                assert_type(fate.by, str)
                assert_type(fate.reason, str)
    assert_type(audit.counts(), dict[str, int])
    return audit.rebuild()


def stored(article: newsclean.Article) -> None:
    assert_type(article.to_json(), str)
    assert_type(newsclean.Article.from_json(article.to_json(indent=2)), newsclean.Article)
    assert_type(article.to_dict(), dict[str, Any])
    assert_type(newsclean.json_schema(), dict[str, Any])


def many(pages: list[str]) -> Iterator[str | None]:
    for article in newsclean.clean_many(pages):
        assert_type(article, newsclean.Article)
    for result in newsclean.clean_many(pages, jobs=2, ordered=False, timeout=30):
        assert_type(result, newsclean.Article | newsclean.Rejected)
        yield result.title if isinstance(result, newsclean.Article) else None


def mistakes(raw: str) -> None:
    try:
        newsclean.clean(raw, pipeline=newsclean.DEFAULT.without("foooter"))
    except newsclean.UnknownCleaner as error:
        assert_type(error.near, tuple[str, ...])
    except newsclean.NewscleanError:
        raise
    # What must not pass; an ignore that is not needed is an error, so each of these is one.
    newsclean.clean(raw, url=3)  # type: ignore[arg-type]
    newsclean.clean(raw, kind="pdf")  # type: ignore[arg-type]
    newsclean.DEFAULT.after("footer", str.strip)  # type: ignore[arg-type]
