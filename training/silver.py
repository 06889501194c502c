"""Labels for pages without gold: where a first model and trafilatura give the same body, it is taken for right."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from benchmarks.corpora import load
from benchmarks.scores import match

import newsclean
from newsclean.content.decoder import THRESHOLD
from newsclean.content.learned import score_learned
from newsclean.content.weights import Weights
from newsclean.model.document import join_blocks

AGREEMENT = 0.93
"""Least precision and recall of 4-gram shingles between the two bodies."""

_MIN_WORDS = 80


def silver(root: str | None, cache: Path, weights: Weights) -> dict[str, str]:
    """The agreed bodies of htmldate's pages by id."""
    name = cache / f"silver-{weights.digest}.json"
    if name.exists():
        found: dict[str, str] = json.loads(name.read_text())
        return found
    import trafilatura

    found = {}
    for page in load("htmldate", root=root):
        raw = page.raw()
        document = newsclean.read(raw, kind="html")
        if not document.blocks:
            continue
        scores = score_learned(document, weights).scores
        kept = [block for block, score in zip(document.blocks, scores, strict=True) if score >= THRESHOLD]
        text = join_blocks(kept, [block.text for block in kept], "\n\n")
        if sum(block.words for block in kept) < _MIN_WORDS:
            continue
        other = trafilatura.extract(raw, include_comments=False) or ""
        same = match(text, other)
        if min(same.precision, same.recall) >= AGREEMENT:
            found[page.id] = text
    name.write_text(json.dumps(found, ensure_ascii=False))
    return found


def digest_of(found: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(sorted(found.items())).encode()).hexdigest()[:8]
