"""Readers' comments."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator

from newsclean.model.decision import Decision, Remove
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.elements import cue_words
from newsclean.pipeline.phrase import packaged

_NAMES = frozenset(
    "comment comments commentlist commentslist commentarea commentsection usercomments kommentar kommentare".split()
)
_TOOLS = frozenset("disqus disqusthread commento utterances viafoura openweb coral hyvor".split())
"""Names of comment systems; one of them anywhere in the cue is enough."""

_PARTS = frozenset(
    "list area section wrapper wrap container content block box thread threads body inner main item "
    "text entry author meta metadata header footer user users reader readers article post blog page "
    "view parent child children depth even odd alt group app root widget module feed replies reply "
    "holder component embed row tree level li div id all the story news permalink avatar name date "
    "time stream panel region wordpress wp facebook fb liste bereich".split(),
)
"""Words that may stand beside the name in a cue ("#comment-list", "post-comments"). Others make it a state, a link or a
count ("has-comments", "comments-open", "comment-count")."""

_BEFORE = 40
"""Words of running text that must stand before comments: without an article there is nothing to comment on."""

_CORE_SHARE = 0.3
"""A container that holds more of the body's core is taken for comments only where the article stands before it."""

_ARTICLE_WORDS = 100
"""Words of running text that make an article before a container that holds most of what reads as the body."""

_GAP = 15
"""Blocks from one button to the next; a comment of the development dumps has 1 to 8 lines."""

_MARK_GAP = 12
"""Blocks from the count or heading to the first button."""

_WRITER_WORDS = 8
"""Words of a line such as "Jane Doe says:"."""


@cleaner("comments", phrases=packaged("comments"), reasons=["list"], always=True, after=["comment_prompts"])
def comments(draft: Draft) -> Iterator[Decision]:
    """Readers' comments: containers named so, and runs of lines between "Reply" buttons after a comment heading."""
    told = _told(draft)
    taken: set[int] = set()
    for first, last, cue in _containers(draft, told):
        for index in range(first, last + 1):
            block = draft.all[index]
            if index not in taken and draft.is_open(block):
                taken.add(index)
                yield Remove(block, "list", f"in a container named {cue}")
    for first, last, buttons in _runs(draft, told):
        for index in range(first, last + 1):
            block = draft.all[index]
            if index not in taken and draft.is_open(block):
                taken.add(index)
                yield Remove(block, "list", f"in a run of lines with {buttons} reply buttons")
    for hit in draft.hits:
        if hit.group == "control" and hit.block.index not in taken and draft.place(hit.block) != "inside":
            taken.add(hit.block.index)
            yield hit.remove()


def _told(draft: Draft) -> list[int]:
    """Words of running text before each block, one more entry than blocks."""
    facts = draft.facts
    return _sums(words if prose else 0 for words, prose in zip(facts.words, facts.prose, strict=True))


def _sums(values: Iterable[int]) -> list[int]:
    """The sums of the values before each, and of all."""
    return list(itertools.accumulate(values, initial=0))


def _containers(draft: Draft, told: list[int]) -> Iterator[tuple[int, int, str]]:
    """The outermost containers of comments: first and last block, and the cue."""
    if not draft.is_html:
        return
    named = [
        (index, cue)
        for index in draft.elements.containers_with(_NAMES | _TOOLS)
        if (cue := _comment_cue(draft.document.containers[index].cues))
        and draft.document.containers[index].tag != "main"
    ]
    if not named:
        return
    spans = draft.elements.spans
    titles = _sums(block.kind == "heading" and block.level == 1 for block in draft.all)
    core = draft.content
    whole = told[core.end] - told[core.start]
    end = -1
    for index, cue in named:
        first, last = spans[index]
        if first > last or last <= end or told[first] < _BEFORE:
            continue
        inside = told[max(core.start, min(core.end, last + 1))] - told[min(core.end, max(core.start, first))]
        if inside > _CORE_SHARE * whole and told[first] < _ARTICLE_WORDS:
            continue
        if titles[last + 1] > titles[first]:
            continue
        end = last
        yield first, last, cue


def _runs(draft: Draft, told: list[int]) -> Iterator[tuple[int, int, int]]:
    """Runs of lines with reply buttons: first and last block, and the number of buttons."""
    buttons: list[int] = []
    for hit in draft.hits:
        index = hit.block.index
        short = draft.words(hit.block) <= _WRITER_WORDS
        closes = hit.group == "writer" and hit.block.text[hit.end :].strip() in {":", "…:", "...:"}
        if (hit.group == "control" or (short and (hit.group == "address" or closes))) and index not in buttons[-1:]:
            buttons.append(index)
    at = 0
    while at < len(buttons):
        stop = at + 1
        while stop < len(buttons) and buttons[stop] - buttons[stop - 1] <= _GAP:
            stop += 1
        first, last, count = buttons[at], buttons[stop - 1], stop - at
        at = stop
        mark = _mark(draft, first)
        if count < (2 if mark is not None else 3):
            continue
        start = first if mark is None else mark
        if told[start] >= _BEFORE:
            yield start, last, count


def _mark(draft: Draft, first: int) -> int | None:
    """The block after the nearest comment heading or count above the first button."""
    for index in range(first - 1, max(-1, first - 1 - _MARK_GAP), -1):
        if draft.settled_by(draft.all[index]) == "comment_prompts":
            return index + 1
    return None


@functools.lru_cache(maxsize=8192)
def _comment_cue(cues: tuple[str, ...]) -> str:
    """The cue that names a container of comments; empty where none does."""
    for cue in cues:
        words = cue_words([cue.lstrip("#").removeprefix("role=").removeprefix("data=").removeprefix("itemprop=")])
        if words & _TOOLS or (words & _NAMES and words <= _NAMES | _PARTS):
            return cue
    return ""
