"""newsclean as the benchmarks run it: which pipeline, what counts as its body, and a map over pages in processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import Literal, TypeVar

import newsclean
from benchmarks.corpora import Corpus, Page

Result = TypeVar("Result")

PipelineName = Literal["full", "named"]

SCORE_CLEANER = "off_article"
"""The cleaner that removes what the content score alone speaks against; `named` is the pipeline without it."""


@cache
def pipeline(name: PipelineName = "full", only: tuple[str, ...] = ()) -> newsclean.Pipeline:
    """The default pipeline, or the named cleaners of it alone, or just those in `only`."""
    chosen = newsclean.DEFAULT
    if name == "named" and SCORE_CLEANER in chosen.names:
        chosen = chosen.without(SCORE_CLEANER)
    return chosen.only(*only) if only else chosen


def clean_page(page: Page, chosen: newsclean.Pipeline) -> newsclean.Article:
    """The page cleaned with what a crawler would know: its form and its URL. Dumps get no URL, for theirs is lost."""
    if page.kind == "html":
        return newsclean.clean(page.raw(), kind="html", url=page.url, pipeline=chosen)
    return newsclean.clean(page.raw(), kind="text", pipeline=chosen)


def body_of(article: newsclean.Article, corpus: Corpus) -> str:
    """The text that the corpus's gold is about: fundus's begins with the standfirst, which newsclean holds apart."""
    if corpus == "fundus" and article.subtitle:
        return f"{article.subtitle}\n\n{article.text}"
    return article.text


def over(pages: Sequence[Page], work: Callable[[Page], Result], jobs: int = 1) -> Iterator[Result]:
    """`work` on every page, results in the order of the pages.

    Args:
        pages: the pages.
        work: must pickle where there is more than one job.
        jobs: processes.
    """
    if jobs <= 1:
        yield from map(work, pages)
        return
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(work, pages, chunksize=8)
