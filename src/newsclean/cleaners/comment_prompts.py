"""Invitations and rules for readers' comments, and their count."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.boxes import BoxCues, Rules, prompts
from newsclean.model.decision import Decision
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.phrase import packaged
from newsclean.text.measure import has_digit

_CUES = BoxCues(sure=frozenset("respond commentform commentrespond".split()))
"""`respond` is the id that WordPress and its kin give the comment form."""

_RULES = Rules(strict=True, topics_alone=False)


@cleaner("comment_prompts", phrases=packaged("comment_prompts"), reasons=["box", "count"], always=True)
def comment_prompts(draft: Draft) -> Iterator[Decision]:
    """Invitations to comment, rules and forms for readers' comments, and their count."""
    counted: set[int] = set()
    for hit in draft.hits:
        block = hit.block
        if hit.group == "label" and block.index not in counted and has_digit(block.text):
            counted.add(block.index)
            yield hit.remove("count")
    for removal in prompts(draft, _CUES, _RULES, anchors=counted):
        if removal.block.index not in counted:
            yield removal
