"""Copyright, legal notices, imprint, contact details and what the site says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from newsclean.cleaners.shape import Cues, is_short
from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import PhraseFile, packaged

_MARK = re.compile(
    r"(?:©|\(c\)|&copy;)\W{0,3}(?:copyright\W{0,3})?(?:(?:19|20)\d\d|[^\W\d_])|\bcopyright\W{1,3}(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_SIGNS = ("©", "copyright", "(c)", "&copy;")
_PHONE = re.compile(r"(?<![\w.,])(?:\+|00|\(0|0)\d[\d\s()/.-]{6,}\d(?![\d%])")
_MAIL = re.compile(r"[\w.+-]@[\w-]+\.[\w.-]")
"""Enough of a mail address to tell that there is one. It begins at the character before the sign, so that a long line
without the sign is not searched from each of its characters."""

_CUES = frozenset(
    "footer colophon imprint impressum legal copyright sitefooter pagefooter footerlinks bottombar".split()
)
"""Cue words of the elements that close a page."""

LIKELY_BODY = 0.4
"""Blocks that the content score gives more are left to it, unless a phrase names them."""

_MAX_LEFT = 12
"""Words of a line behind the copyright that still goes as a part of the footer; longer ones are other stories."""

_REACH = 2
"""Short lines before a copyright line that belong to it: the site's name and its slogan."""

_LAST_PART = 0.4
"""A copyright line among the first 60 % of the blocks may be a picture's; what follows it is no footer."""


class footer(Struct, frozen=True):  # noqa: N801 - cleaners are named as the clutter, and called as functions
    """Copyright, legal notices, imprint, contact details and what the site says about itself.

    Attributes:
        max_words: words of the longest block that a phrase may take; legal paragraphs of news sites run to about 80.
    """

    name: ClassVar[str] = "footer"
    reasons: ClassVar[tuple[str, ...]] = ("mark", "contact", "container", "beside", "behind_copyright")
    phrases: ClassVar[PhraseFile] = packaged("footer")
    always: ClassVar[bool] = True
    after: ClassVar[tuple[str, ...]] = ()

    max_words: int = 90

    def __call__(self, draft: Draft) -> Iterator[Decision]:
        """Decide."""
        taken: dict[int, Remove] = {}
        for hit in draft.hits:
            block = hit.block
            if draft.words(block) > self.max_words or block.index in taken:
                continue
            if hit.group in {"rights", "legal"}:
                if draft.place(block) != "inside" or _is_notice(draft, hit):
                    taken[block.index] = hit.remove()
            elif draft.place(block) != "inside" and block.kind != "table_row":
                taken[block.index] = hit.remove()
        cues = Cues(draft, _CUES) if draft.is_html else None
        places, scores = draft.places, draft.content.scores
        marked = draft.facts.holding(*_SIGNS)
        numbered = draft.facts.holding("@").union(draft.facts.digits)
        for block in draft.blocks:
            index = block.index
            if places[index] == "inside" or scores[index] > LIKELY_BODY or index in taken:
                continue
            if cues and block in cues and not (draft.is_sentence_like(block) and _in_article(draft, block)):
                taken[block.index] = Remove(block, "container", f"in an element named {cues.word(block)}")
            elif draft.words(block) > self.max_words:
                continue
            elif index in marked and (found := _MARK.search(block.text)):
                if not draft.is_sentence_like(block) or found.start() == 0:
                    taken[block.index] = Remove(block, "mark", f'"{found[0]}"')
            elif places[index] == "after" and index in numbered and _is_contact(draft, block):
                taken[block.index] = Remove(block, "contact", "a telephone number or an address")
        yield from taken.values()
        yield from _around(draft, taken)


def _in_article(draft: Draft, block: Block) -> bool:
    """Whether the block's footer is that of an article, which may hold questions and answers."""
    return any(container.tag == "article" for container in draft.ancestors(block))


def _is_notice(draft: Draft, hit: Hit) -> bool:
    """Whether a block inside the body is a notice all the same: little else stands in it, or it ends the body."""
    block = hit.block
    if hit.group == "legal":
        return block.index == draft.content.end - 1
    letters = sum(map(str.isalpha, block.text))
    return draft.words(block) <= _MAX_LEFT and (
        _MARK.match(block.text) is not None or 2 * sum(map(str.isalpha, hit.text)) >= letters
    )


def _is_contact(draft: Draft, block: Block) -> bool:
    """Whether the line gives a telephone number or a mail address and hardly anything else."""
    if draft.is_sentence_like(block) or draft.words(block) > 2 * _MAX_LEFT:
        return False
    return _PHONE.search(block.text) is not None or (is_short(draft, block) and _MAIL.search(block.text) is not None)


def _around(draft: Draft, taken: dict[int, Remove]) -> Iterator[Remove]:
    """The short lines before copyright lines, and those behind the first one in the last part of the page."""
    last_part = (1 - _LAST_PART) * len(draft.all)
    closing = [index for index, item in taken.items() if item.reason in {"rights", "legal", "mark"}]
    closing = sorted(index for index in closing if draft.place(draft.all[index]) == "after")
    last = next((index for index in closing if index >= last_part), len(draft.all))
    beside = {index - step for index in closing for step in range(1, _REACH + 1)}
    for block in draft.blocks:
        if block.index in taken or draft.place(block) != "after":
            continue
        if block.index in beside and is_short(draft, block) and not _in_article(draft, block):
            yield Remove(block, "beside", "before a copyright line")
        elif block.index > last and draft.words(block) <= _MAX_LEFT and not draft.is_sentence_like(block):
            yield Remove(block, "behind_copyright", f"behind the notice in {draft.all[last].locator}")
