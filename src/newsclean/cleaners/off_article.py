"""What the content score alone takes."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.model.decision import Decision, Remove
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft

THRESHOLD = 0.5


@cleaner("off_article", reasons=["score"])
def off_article(draft: Draft) -> Iterator[Decision]:
    """Blocks without a name of their own that the content score holds for no part of the article."""
    content = draft.content
    if content.start == content.end:
        return
    for block in draft.blocks:
        score = content.scores[block.index]
        if score < THRESHOLD:
            yield Remove(block, "score", f"{content.method} {score:.2f}")
