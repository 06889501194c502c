"""Where a bare article begins: a dump or a fragment whose first lines are its headline and credits, and no menu."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.cleaners.headline_shape import INLINE_BYLINE, JOINTS, LIST_ITEM, MAX_WORDS, has_full_stop
from newsclean.cleaners.name_shape import is_name_like
from newsclean.pipeline.draft import Draft

MAX_LINES = 3
"""Lines above the headline of a dump that begins with its article: a section, a date, a byline."""

MAX_FIRST_WORDS = 18
"""Words of a line with which an article begins: a first line that is longer may be a standfirst or a paragraph that
lost its full stop."""

MAX_DOUBTFUL_WORDS = 4
"""Words up to which a first line may be the site's name, or three entries of its menu: it must share a word with the
text, and running text must follow without a standfirst."""

_CREDITS = 10
"""Lines from such a headline to the running text: byline, date, the buttons of a share bar."""

_CREDIT_WORDS = 5
"""Words of a name with a role behind it ("Tom Ridley, Staff Reporter")."""

_LOWEST_LEVEL = 3
"""Lowest level of a heading that is the headline of a fragment."""

_SHORT = 3
"""Words of a section's name, or of a button; a headline has as many at least."""

_SENTENCE_WORDS = 4
"""Words of a sentence with its mark, with which an article may go on however short it is."""

_LIST_ITEMS = 3
"""Items in a row that make a list."""


class Opening:
    """Tells with which line a document begins that holds little but its article."""

    def __init__(self, draft: Draft, *, is_date: Sequence[bool], is_byline: Sequence[bool]) -> None:
        """Take what the first lines are known to be.

        Args:
            draft: the document.
            is_date: whether a line has the shape of a date, for each of the first lines.
            is_byline: whether a line begins with the label of a byline, for as many lines or more.
        """
        self._draft = draft
        self._blocks = draft.all
        self._is_date = is_date
        self._is_byline = is_byline
        self._is_prose = draft.facts.prose[: len(is_date)]

    def heads_list(self, at: int) -> bool:
        """Whether a list follows at once, of three or more items that begin with numbers or bullets."""
        items = self._blocks[at + 1 : at + 1 + _LIST_ITEMS]
        return len(items) == _LIST_ITEMS and all(LIST_ITEM.match(item.text) for item in items)

    def is_at(self, at: int) -> bool:
        """Whether the document begins with this line, and running text or the article's credits follow at once."""
        draft = self._draft
        if at > MAX_LINES or JOINTS.search(self._blocks[at].text) or "»" in self._blocks[at].text:
            return False
        if not all(
            self._is_date[index] or self._is_byline[index] or draft.words(self._blocks[index]) <= _SHORT
            for index in range(at)
        ):
            return False
        if self.heads_list(at):
            return True
        has_core = draft.content.end > draft.content.start
        standfirst = False
        for block in self._blocks[at + 1 : at + 1 + _CREDITS]:
            is_near = block.index < len(self._is_date)
            if (is_near and self._is_prose[block.index]) or (
                draft.facts.closes[block.index] and draft.words(block) >= _SENTENCE_WORDS
            ):
                # The core of a brief may begin a line or two late; the one of a page lies far below its first lines.
                return not has_core or block.index >= draft.content.start - MAX_LINES
            is_credit = (
                (is_near and (self._is_date[block.index] or self._is_byline[block.index]))
                or INLINE_BYLINE.search(block.text) is not None
                or is_name_like(block.text, fewest=2, most=_CREDIT_WORDS)
            )
            if not is_credit and draft.words(block) > _SHORT:
                own = draft.words(self._blocks[at])
                if standfirst or not MAX_DOUBTFUL_WORDS < own <= draft.words(block):
                    return False
                standfirst = True
        return False

    def of_fragment(self) -> int:
        """Index of the line with which a fragment of HTML begins; -1 where none is clear.

        It is a heading of the second or third level and the only one of its level or above, or a first line outside
        all elements. Among several such headings the first may be a subhead as the others are.
        """
        if not self._blocks:
            return -1
        headings = [block for block in self._blocks if block.kind == "heading" and block.level <= _LOWEST_LEVEL]
        first = self._blocks[0]
        if headings and headings[0].index <= MAX_LINES:
            first = headings[0]
        elif first.tag != "body":
            return -1
        rivals = (other for other in headings if other is not first and other.level <= max(1, first.level))
        if first.level == 1 or any(rivals) or not self.is_at(first.index):
            return -1
        most = MAX_WORDS if headings else MAX_FIRST_WORDS
        return first.index if _SHORT <= self._draft.words(first) <= most and not has_full_stop(first.text) else -1
