"""Lists of other stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclean.cleaners.head import Head, head_of
from newsclean.cleaners.shape import by_block
from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged
from newsclean.text.measure import ends_sentence

MAX_HEADING_WORDS = 9
MAX_HEADING_OF_WORDS = 7

MAX_LISTED = 120
"""Blocks under one heading. Front-page sections with teasers run to about a hundred."""

MAX_INSIDE = 8
"""Lines of a box of other stories between two paragraphs of a dump."""

_PARAGRAPH_WORDS = 18
_LINKED = 0.5
_SHORT_RUN = 5
"""Short lines in a row that end a list of stories: what follows is a menu or a footer. Between two headlines stand up
to four: section, date, author, a count."""

_HEADLINE_WORDS = 5


@cleaner(
    "related",
    phrases=packaged("related"),
    reasons=["listed", "next_story"],
    always=True,
    after=["headline", "bylines", "read_also"],
)
def related(draft: Draft) -> Iterator[Decision]:
    """Headings such as "Most read" or "You may also like", the stories under them, and whole stories after this one."""
    finder = _Containers(draft) if draft.is_html else None
    head = head_of(draft)
    taken: set[int] = set()
    for block, evidence in _next_stories(draft, head):
        taken.add(block.index)
        yield Remove(block, "next_story", evidence)
    for index, hits in by_block(draft.hits).items():
        heading = hits[0].block
        if index in taken or index == head.headline or not _is_heading(draft, heading, hits):
            continue
        listed: Sequence[Block]
        if finder is not None:
            listed = finder.listed(heading)
        elif index < head.headline:
            listed = ()
        else:
            listed = _listed_below(draft, heading)
        listed = [block for block in listed if block.index not in taken and block.index != index]
        if not listed and not _is_bare_label(draft, heading):
            continue
        taken.add(index)
        taken.update(block.index for block in listed)
        yield Remove(heading, hits[0].group, f'"{hits[0].text}"')
        for block in listed:
            yield Remove(block, "listed", f'under "{heading.text[:40]}"')


def _next_stories(draft: Draft, head: Head) -> Iterator[tuple[Block, str]]:
    """The blocks of whole articles that a page appends to its own, as those do that load the next one on scrolling.

    Each stands in an `<article>` of its own behind that of the headline, with a headline of the same level.
    """
    if not draft.is_html or not head.found:
        return
    title = draft.all[head.headline]
    own = next((item.index for item in draft.ancestors(title) if item.tag == "article"), -1)
    if own < 0 or title.kind != "heading":
        return
    spans = draft.elements.spans
    end = spans[own][1]
    if _prose_words(draft, range(head.headline, end + 1)) < _STORY_WORDS:
        return
    for container in draft.document.containers[own + 1 :]:
        first, last = spans[container.index]
        if container.tag != "article" or first <= end:
            continue
        headings = [block for block in draft.all[first : min(last + 1, first + _STORY_HEAD)] if block.kind == "heading"]
        other = next((block for block in headings if block.level == title.level), None)
        if other is None or other.text == title.text or _prose_words(draft, range(first, last + 1)) < _STORY_WORDS:
            continue
        end = last
        for block in draft.all[first : last + 1]:
            if draft.is_open(block):
                yield block, f'in the article "{other.text[:40]}"'


def _prose_words(draft: Draft, indices: range) -> int:
    return sum(draft.words(draft.all[index]) for index in indices if draft.is_sentence_like(draft.all[index]))


_STORY_WORDS = 60
"""Words of running text that make an article; teasers have fewer."""

_STORY_HEAD = 8
"""Blocks at an article's beginning among which its headline stands."""


def _is_heading(draft: Draft, block: Block, hits: Sequence[Hit]) -> bool:
    """Whether a line with one of the phrases may head a list."""
    words = draft.words(block)
    if block.kind in {"table_row", "code", "quote"} or words > MAX_HEADING_WORDS or ends_sentence(block.text):
        return block.text.rstrip().endswith(("…", "...", "?")) and words <= MAX_HEADING_WORDS
    for hit in hits:
        if hit.group == "heading":
            return True
        if hit.group == "heading_of" and words <= MAX_HEADING_OF_WORDS and draft.place(block) == "after":
            return True
    return False


def _is_bare_label(draft: Draft, block: Block) -> bool:
    """Whether the heading is clutter even though no list was found below: outside the body's core."""
    return draft.place(block) != "inside" and block.kind != "list_item"


def _is_prose(draft: Draft, block: Block) -> bool:
    return (
        draft.words(block) >= _PARAGRAPH_WORDS
        and draft.is_sentence_like(block)
        and block.link_chars < _LINKED * len(block.text)
    )


class _Containers:
    """The containers of an HTML document: how many blocks each holds, and how much of the body."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        containers = draft.document.containers
        self._containers = containers
        content = draft.content
        self._blocks = draft.all
        self._total = draft.elements.counts(draft.all)
        core = draft.all[content.start : content.end]
        self._body = draft.elements.counts(block for block in core if _is_prose(draft, block))

    def listed(self, heading: Block) -> Sequence[Block]:
        """The blocks of the list: those of the heading's container, or links that follow it in the body."""
        index = heading.container
        if index < 0:
            return ()
        while self._total[index] < 3:
            parent = self._containers[index].parent
            if parent < 0 or self._body[parent] or self._containers[parent].tag in {"html", "body"}:
                break
            index = parent
        if self._body[index] == 0 and 2 <= self._total[index] <= MAX_LISTED:
            return [
                block
                for block in self._around(heading)
                if self._draft.is_open(block) and self._is_within(block.container, index)
            ]
        return self._links_below(heading)

    def _around(self, heading: Block) -> Sequence[Block]:
        """Blocks from the heading on. Those above it in its container belong to something else."""
        return self._blocks[heading.index + 1 : heading.index + 1 + MAX_LISTED]

    def _is_within(self, container: int, outer: int) -> bool:
        while container > outer:
            container = self._containers[container].parent
        return container == outer

    def _links_below(self, heading: Block) -> Sequence[Block]:
        """What follows the heading and is mostly links, up to the first block that is not."""
        listed: list[Block] = []
        for block in self._around(heading)[:40]:
            if not self._draft.is_open(block):
                continue
            if block.link_chars < 0.6 * len(block.text) or self._draft.words(block) > 40:
                break
            listed.append(block)
        return listed


def _listed_below(draft: Draft, heading: Block) -> Sequence[Block]:
    """The lines of the list in a dump.

    It ends where two paragraphs of running text follow each other, where a run of short lines begins, or, above and
    inside the body, at the first paragraph: teasers above an article are single lines.
    """
    inside = draft.place(heading) == "inside"
    above = heading.index < draft.content.start
    following = draft.following(heading, MAX_LISTED + 1)
    listed: list[Block] = []
    headlines = 0
    short = 0
    keep = 0
    for at, block in enumerate(following[: MAX_INSIDE if inside else MAX_LISTED]):
        if not draft.is_open(block):
            continue
        if _is_prose(draft, block):
            after = following[at + 1 : at + 2]
            if inside or above or (after and _is_prose(draft, after[0])):
                break
        words = draft.words(block)
        if words >= _HEADLINE_WORDS:
            headlines += 1
            short = 0
        else:
            short += 1
            if short >= _SHORT_RUN:
                break
        listed.append(block)
        if words >= _HEADLINE_WORDS:
            keep = len(listed)
    del listed[keep:]
    if inside:
        if len(listed) == MAX_INSIDE or headlines == 0:
            return ()
        # The last short line above a paragraph may be a subhead of the body.
        if len(listed) > 1 and draft.words(listed[-1]) < 8:
            listed.pop()
    return listed
