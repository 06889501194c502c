"""Links past the menu: "Skip to content" and its kin."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.boxes import coverage
from newsclean.cleaners.shape import by_block
from newsclean.model.decision import Decision, Remove
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.phrase import packaged

_SHARE = 0.6
"""Share of the block's letters that the phrases must make up ("Press enter to skip to content" has .65)."""

_MAX_WORDS = 16
"""Words of the longest line of several such links."""

_AHEAD_WORDS = 5
"""Words of a line that only begins as such links do ("Skip to price list")."""


@cleaner("skip_links", phrases=packaged("skip_links"))
def skip_links(draft: Draft) -> Iterator[Decision]:
    """Links past the menu ("Skip to content") and to other parts of the page."""
    for hits in by_block(draft.hits).values():
        block = hits[0].block
        words = draft.words(block)
        if words > _MAX_WORDS or block.kind in {"quote", "code", "table_row"}:
            continue
        found = [hit for hit in hits if hit.group == "jump"]
        if found and coverage(block, found) >= _SHARE:
            yield found[0].remove()
            continue
        ahead = next((hit for hit in hits if hit.group == "ahead"), None)
        if ahead is None or words > _AHEAD_WORDS or draft.place(block) != "before" or draft.is_sentence_like(block):
            continue
        if block.kind == "heading" or (draft.is_html and 2 * block.link_chars < len(block.text)):
            continue
        yield Remove(block, "ahead", f'"{ahead.text}"')
