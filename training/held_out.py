"""The whole pipeline with held-out scores: every document is scored by a model that has not seen its domain."""

from __future__ import annotations

import pickle
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import cast

import msgspec
import numpy as np
from benchmarks import ours
from benchmarks.corpora import SCORED, Corpus, Page, load
from benchmarks.scores import Match, match
from numpy.typing import NDArray

import newsclean
from newsclean.content.decoder import core, decode
from newsclean.fields.assemble import assemble
from newsclean.model.audit import Kept, Removed
from newsclean.model.document import Block, ContentScore, Document
from newsclean.text.fold import key
from newsclean.text.measure import ends_sentence, is_sentence_like
from training.dataset import FORMS, Sample, samples

_DIGITS = 4
"""As `newsclean.content.learned` rounds."""


@dataclass
class Outcome:
    """What the pipeline made of one document.

    Attributes:
        sample: the document.
        alone: the body that the score alone gives, against the gold.
        match: the pipeline's body against the gold.
        lost: gold words lost, by (family, place, who took them).
        kept: clutter words kept, by (family, place).
        gold_words: words of the blocks that are article.
    """

    sample: Sample
    alone: Match
    match: Match
    lost: Counter[tuple[str, str, str]]
    kept: Counter[tuple[str, str]]
    gold_words: Counter[str]


def held_out(cache: Path, form: str, root: str | None) -> list[tuple[Sample, NDArray[np.float64]]]:
    """The documents of the scored corpora with the chances that a training left in the cache folder.

    Raises:
        SystemExit: blocks are read otherwise today than when the training ran.
    """
    keys, _, second = pickle.loads((cache / f"held-out-{form}.pickle").read_bytes())
    found = {(s.corpus, s.style, s.id): s for s in samples(root, cache, FORMS[form])}
    pairs = [(found[k], chances) for k, chances in zip(keys, second, strict=True) if k in found and k[0] in SCORED]
    if any(len(chances) != len(sample.document.blocks) for sample, chances in pairs):
        raise SystemExit("the held-out scores are of other blocks: run `python -m training.train` again")
    return pairs


def content_of(document: Document, chances: NDArray[np.float64]) -> ContentScore:
    """The score as `newsclean.content` would give it."""
    words = np.array([block.words for block in document.blocks], dtype=np.float64)
    scores = np.round(decode(chances, words), _DIGITS)
    start, end = core(scores, words)
    return ContentScore(tuple(scores.tolist()), start, end, "held-out")


def outcomes(pairs: Sequence[tuple[Sample, NDArray[np.float64]]], root: str | None) -> Iterator[Outcome]:
    """Clean every document with its held-out score."""
    urls: dict[tuple[str, str], str | None] = {
        (corpus, page.id): page.url for corpus in SCORED for page in load(corpus, root=root)
    }
    for sample, chances in pairs:
        document = sample.document
        if sample.style == "html":
            document = msgspec.structs.replace(document, url=urls[sample.corpus, sample.id])
        content = content_of(document, chances)
        run = newsclean.DEFAULT.run(document, scorer=partial(_given, content))
        article = assemble(document, run, language=None, extra={})
        alone = match(sample.body([score >= 0.5 for score in content.scores]), sample.gold)
        whole = match(ours.body_of(article, cast("Corpus", sample.corpus)), sample.gold)
        lost, kept, gold = _errors(sample, article, _twins(sample, root))
        yield Outcome(sample, alone, whole, lost, kept, gold)


def _given(content: ContentScore, _: Document) -> ContentScore:
    return content


def _errors(
    sample: Sample, article: newsclean.Article, twins: dict[str, tuple[Block, frozenset[str]]]
) -> tuple[Counter[tuple[str, str, str]], Counter[tuple[str, str]], Counter[str]]:
    """Words of whole blocks that met the wrong fate. A block used for a field of the gold's text is not lost."""
    blocks = article.audit.blocks
    fates = article.audit.fates
    ours_at = [at for at, fate in enumerate(fates) if isinstance(fate, Kept) and blocks[at].words >= _MARKING]
    gold_at = [at for at, keep in enumerate(sample.keep) if keep and blocks[at].words >= _MARKING]
    lost: Counter[tuple[str, str, str]] = Counter()
    clutter: Counter[tuple[str, str]] = Counter()
    gold: Counter[str] = Counter()
    title = key(article.title or "")
    for block, fate, keep in zip(blocks, fates, sample.keep, strict=True):
        twin = twins.get(key(block.text))
        if keep:
            family = gold_family(block, twin[0] if twin else None, title)
            gold[family] += block.words
            if isinstance(fate, Removed):
                by = "score" if fate.by == "off_article" else "cleaners"
                lost[family, _place(block.index, ours_at), by] += block.words
        elif isinstance(fate, Kept):
            clutter[clutter_family(block, twin, title), _place(block.index, gold_at)] += block.words
    return lost, clutter, gold


_MARKING = 5
"""Words of a block that can mark where a body begins or ends."""


def _place(at: int, body: Sequence[int]) -> str:
    if not body:
        return "no body"
    return "before" if at < body[0] else "after" if at > body[-1] else "inside"


def gold_family(block: Block, twin: Block | None, title: str) -> str:
    """What a block of the article is: by its markup, in a dump by that of the HTML page's block with the same text."""
    known = twin or block
    if title and key(block.text) == title:
        return "title"
    if known.kind == "heading":
        return "subhead"
    if known.kind in {"list_item", "caption", "quote", "table_row", "code", "embed"}:
        return known.kind
    if is_sentence_like(block.text, block.words):
        return "paragraph"
    return "short line, ended" if ends_sentence(block.text) else "short line"


_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?:^|[^a-z])(?:{words})"))
    for name, words in (
        ("comments", "comment|disqus|reply|respond"),
        ("related", "relat|recommend|more|popular|trend|latest|teaser|promo|next|prev|read|suggest|most"),
        ("newsletter", "newsletter|subscri|signup|sign-up|optin|form"),
        ("author", "author|bio|byline|contributor|profile"),
        ("caption", "caption|figure|credit|figcaption|gallery|image|photo"),
        ("call to action", "cta|banner|advert|ad|ads|sponsor|button|buy|offer|product|pricing"),
        ("contents", "toc|contents|jump"),
        ("share", "share|social|follow"),
        ("tags", "tag|tags|topic|categor"),
        ("navigation", "nav|menu|breadcrumb|header|topbar"),
        ("sidebar", "sidebar|aside|widget|rail"),
        ("footer", "footer|copyright|legal|disclaimer"),
        ("meta", "meta|date|time|info"),
    )
)
"""Families of clutter by the cues of a block and of the two containers around it, the first that fits."""


def clutter_family(block: Block, twin: tuple[Block, frozenset[str]] | None, title: str) -> str:
    """What a block of clutter is, by markup and cues, in a dump by those of the HTML page's block with its text."""
    if title and key(block.text) == title:
        return "title"
    if twin is None:
        return "no twin in HTML"
    known, cues = twin
    for name, pattern in _CUES:
        if any(pattern.search(cue) for cue in cues):
            return name
    kind = known.kind
    if kind in {"paragraph", "other"}:
        return "sentence" if is_sentence_like(block.text, block.words) else "short line"
    return kind


def _twins(sample: Sample, root: str | None) -> dict[str, tuple[Block, frozenset[str]]]:
    document = sample.document if sample.style == "html" else _html(sample.corpus, sample.id, root)
    boxes = document.containers
    found: dict[str, tuple[Block, frozenset[str]]] = {}
    for block in document.blocks:
        cues = set(block.cues)
        at = block.container
        for _ in range(2):
            if at > 0:
                cues.update(boxes[at].cues, (boxes[at].tag,))
                at = boxes[at].parent
        found.setdefault(key(block.text), (block, frozenset(cues)))
    return found


@cache
def _pages(corpus: Corpus, root: str | None) -> dict[str, Page]:
    return {page.id: page for page in load(corpus, root=root)}


def _html(corpus: str, page_id: str, root: str | None) -> Document:
    return newsclean.read(_pages(cast("Corpus", corpus), root)[page_id].raw(), kind="html")
