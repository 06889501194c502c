"""Posts of social networks set into the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft

MAX_WORDS = 150
"""Words of the longest run of blocks that is taken for one post by its markup; the longest of the development corpora
has 61. A whole article inside such an element is left to the content score."""

_ATTRIBUTION = re.compile(r"[—–-]\s?[^()]{1,80}\(@\w{1,15}\)(\s.{4,30}\d{4})?")
"""`— Name (@handle) May 3, 2024`: how the markup that X and Twitter hand out for an embedded post ends. Handles have at
most 15 letters, digits and underscores (X Help Center, "Username"). Without a date it may be the byline of somebody who
gives a handle, so that a post must stand above it."""

_POST_LINK = re.compile(r"(?:https?://t\.co/\w{4,12}|pic\.twitter\.com/\w{4,12})$")
"""The link that stands at the end of such a post's text where it has a picture or cites a page."""

_ABOVE = 2
"""Lines above an attribution that may belong to its post."""


@cleaner("embeds", reasons=["post", "attribution", "above_attribution"], always=True)
def embeds(draft: Draft) -> Iterator[Decision]:
    """Embedded posts: other people's words, shown by another site; the article tells what it needs of them."""
    if draft.is_html:
        for run in _runs(draft):
            if sum(draft.words(block) for block in run) <= MAX_WORDS:
                yield from (Remove(block, "post", f"<{block.tag}> in an embedded post") for block in run)
        return
    for block in draft.blocks:
        if "(@" not in block.text or not (signed := _ATTRIBUTION.fullmatch(block.text)):
            continue
        posts = list(_posts_above(draft, block))
        if signed[1] or posts:
            yield Remove(
                block,
                "attribution",
                "signed with name, handle and date" if signed[1] else "signed with name and handle",
            )
            yield from posts


def _posts_above(draft: Draft, attribution: Block) -> Iterator[Decision]:
    for above in draft.previous(attribution, _ABOVE):
        if not draft.is_open(above) or not (found := _POST_LINK.search(above.text)):
            return
        yield Remove(above, "above_attribution", f"ends in {found.group()}")


def _runs(draft: Draft) -> Iterator[list[Block]]:
    """The open blocks that the markup names as parts of a post, neighbours together."""
    run: list[Block] = []
    for block in draft.blocks:
        if block.kind != "embed":
            continue
        if run and block.index != run[-1].index + 1:
            yield run
            run = []
        run.append(block)
    if run:
        yield run
