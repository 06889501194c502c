"""Boxes: prompts set beside or into an article, found by their words, their containers' names and their neighbours.

Newsletter forms, cookie banners, sales offers and app banners are built alike: a line that gives the box away, and
lines around it (buttons, consent sentences, form labels) that say little by themselves. The cleaners of these families
differ in their phrase lists and cues only; what is alike is here.
"""

from __future__ import annotations

import bisect
import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from newsclean.cleaners.shape import by_block
from newsclean.model.decision import Remove
from newsclean.model.document import Block
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.elements import cue_words
from newsclean.text.measure import ends_sentence

MAX_CORE_SHARE = 0.3
"""A container that holds more of the body's core is a wrapper around the article ("newsletter-article"), no box. The
core of a short article may lie a few lines off, so some of it is allowed."""

LEAD_WORDS = 20
"""Words that may stand before the phrase in a paragraph of the body. A prompt asks at once, in its first or second
sentence; a paragraph that ends in one has told something before."""

REACH = 4
"""Lines on either side of a prompt that may belong to its box. Boxes of the development dumps have two to six lines."""

BRIDGE_WORDS = 6
"""A line of so few words between two lines of a box belongs to it, whatever it says."""

BRIDGE_LINES = 2
"""As many of them in a row."""

OPENER_WORDS = 16
"""Words of a block in which an opener and a topic make a prompt ("Sign up for the … newsletter")."""

TOPIC_WORDS = 3
"""Words of a line outside the body that a topic alone makes a label ("Sunday Newsletter")."""

BOXED_WORDS = 45
"""Words of the longest line beside a prompt that may belong to its box: consent sentences run to about 40."""

MENU_WORDS = 12
MENU_SHARE = 0.25
"""A longer line without an end mark, of which phrases make up less, is a menu that lists a prompt
among other things."""

BOXED_SHARE = 0.2
"""Share of the letters of such a line, where it is longer than a label, that phrases must make up."""

PROMPT_SHARE = 0.4
"""Share of the letters of running text that a phrase must make up where one phrase is to be enough."""

_SLUG_HYPHENS = 3
_FOREIGN_CUES = ("has-", "no-", "not-", "with-", "without-", "is-", "category-", "tag-", "post-", "post_tag-", "topic-")
"""Cue prefixes that tell about a state, or name a post's own topic (WordPress), not what the element is."""

_STRONG = frozenset({"prompt", "title", "topic"})
_BESIDE = frozenset({"prompt", "label", "button", "near"})
_NO_BOX_TAGS = frozenset({"html", "body", "main"})
_BODY_KINDS = frozenset({"list_item", "table_row", "quote", "code", "embed"})


class BoxCues(Struct, frozen=True):
    """How a family's containers are named.

    Attributes:
        sure: cue words that name the box.
        likely: cue words that name it where one of the family's phrases stands in it as well.
        max_words: words of the largest box.
        bare_words: words of the largest box without any phrase of the family.
    """

    sure: frozenset[str]
    likely: frozenset[str] = frozenset()
    max_words: int = 160
    bare_words: int = 60


class Rules(Struct, frozen=True):
    """What a family's phrases are worth.

    Attributes:
        max_words: words of the longest block that a phrase alone may take.
        strict: whether running text needs two of the phrases, or one that makes up much of it: for families whose
            phrases an article may use as well.
        line_share: share of the letters of any block that a single phrase must make up.
        topics_alone: whether a topic is a label in a line of two or three words.
        bridged: whether short lines between two lines of a box belong to it.
    """

    max_words: int = 60
    strict: bool = False
    line_share: float = 0.0
    topics_alone: bool = True
    bridged: bool = True


PLAIN_RULES = Rules()


class Box(Struct, frozen=True):
    """A container that its cues name: its blocks, `first` to `last` inclusive, and the cue word."""

    first: int
    last: int
    cue: str


def prompts(draft: Draft, cues: BoxCues, rules: Rules = PLAIN_RULES, anchors: Iterable[int] = ()) -> Iterator[Remove]:
    """Remove what belongs to boxes of one family.

    The groups of the cleaner's phrase file say what a phrase is worth:

    - `prompt`: gives the box away wherever it stands.
    - `opener` with `topic`: do so together, in this order, in a short block; outside the body a topic does so alone in
      a block of two or three words.
    - `title`: does so as a whole line.
    - `label`: a whole line that is clutter outside the body, or beside a line of the box.
    - `button` (a whole line) and `near`: only tell that a line beside a line of the box belongs to it.

    Other groups are left to the cleaner. Reasons: the groups, and `box` for what was taken for its container or its
    neighbours alone.

    Args:
        draft: the document.
        cues: how the family's containers are named.
        rules: what the phrases are worth.
        anchors: blocks that the cleaner itself took for lines of a box.
    """
    hits = by_block(draft.hits)
    taken: dict[int, Remove] = {}
    for box in cue_boxes(draft, cues, hits):
        for index in range(box.first, box.last + 1):
            block = draft.all[index]
            if draft.is_open(block):
                taken[index] = Remove(block, "box", f"in a container named {box.cue}")
    sure = {*taken, *anchors}
    for index, found in hits.items():
        if index in taken:
            continue
        verdict = _verdict(draft, found, rules)
        if verdict is not None:
            taken[index] = verdict
            if verdict.reason != "label":
                sure.add(index)
    _spread(draft, hits, sure, taken)
    if rules.bridged:
        _bridge(draft, taken)
    for index in sorted(taken):
        yield taken[index]


def coverage(block: Block, hits: Sequence[Hit]) -> float:
    """Share of the block's letters and digits that lie in hits, 0 to 1."""
    total = sum(map(str.isalnum, block.text))
    covered = 0
    end = 0
    for hit in sorted(hits, key=lambda item: item.start):
        covered += sum(map(str.isalnum, block.text[max(end, hit.start) : hit.end]))
        end = max(end, hit.end)
    return covered / total if total else 0.0


def cue_boxes(draft: Draft, cues: BoxCues, hits: dict[int, list[Hit]]) -> Iterator[Box]:
    """The outermost containers and blocks that the cues name and that are no wrappers around the article.

    Args:
        draft: the document; a text dump has no boxes.
        cues: the names.
        hits: the family's phrases, by block.
    """
    if not draft.is_html:
        return
    wanted = cues.sure | cues.likely
    elements = draft.elements
    named = [
        (index, words)
        for index in elements.containers_with(wanted)
        if (words := own_words(elements.containers[index].cues) & wanted)
        and elements.containers[index].tag not in _NO_BOX_TAGS
    ]
    alone = [
        (index, words)
        for index in elements.blocks_with(wanted)
        if (words := own_words(draft.all[index].cues) & wanted) and draft.is_open(draft.all[index])
    ]
    if not named and not alone:
        return
    measure = _Measure(draft, hits)
    end = -1
    for index, words in named:
        first, last = elements.spans[index]
        if last <= end or first > last or not measure.is_box(first, last, cues, words):
            continue
        end = last
        yield Box(first, last, min(words))
    for index, words in alone:
        if measure.is_box(index, index, cues, words):
            yield Box(index, index, min(words))


@functools.lru_cache(maxsize=8192)
def own_words(cues: tuple[str, ...]) -> frozenset[str]:
    """The words of an element's own cues, without ids made from headings and without cues of state or topic."""
    return cue_words(cue for cue in cues if not cue.startswith(_FOREIGN_CUES) and not _is_slug(cue))


def _is_slug(cue: str) -> bool:
    """Whether a cue is an id made from a heading's text ("#how-to-read-a-newsletter")."""
    return cue[0] == "#" and cue.count("-") >= _SLUG_HYPHENS


class _Measure:
    """Sums over runs of blocks: words, words of the body's core, headlines, and hits."""

    def __init__(self, draft: Draft, hits: dict[int, list[Hit]]) -> None:
        self._sums = draft.learn(_sums)
        self._strong = sorted(index for index, found in hits.items() if any(hit.group in _STRONG for hit in found))

    def is_box(self, first: int, last: int, cues: BoxCues, words: frozenset[str]) -> bool:
        """Whether the run of blocks is a box and not a wrapper."""
        sums = self._sums
        size = sums.words[last + 1] - sums.words[first]
        has_hit = bisect.bisect_left(self._strong, first) < bisect.bisect_right(self._strong, last)
        if size > (cues.max_words if has_hit else cues.bare_words) or not (has_hit or words & cues.sure):
            return False
        if sums.titles[last + 1] > sums.titles[first]:
            return False
        return sums.core[last + 1] - sums.core[first] <= MAX_CORE_SHARE * sums.core[-1]


class _Sums(Struct, frozen=True):
    """Sums over the blocks before each, and over all: words, words of the core's running text, headlines."""

    words: list[int]
    core: list[int]
    titles: list[int]


def _sums(draft: Draft) -> _Sums:
    words, prose, places = draft.facts.words, draft.facts.prose, draft.places
    core = (count if place == "inside" and told else 0 for count, told, place in zip(words, prose, places, strict=True))
    titles = (block.kind == "heading" and block.level == 1 for block in draft.all)
    return _Sums(*(list(itertools.accumulate(column, initial=0)) for column in (words, core, titles)))


def _verdict(draft: Draft, hits: Sequence[Hit], rules: Rules) -> Remove | None:
    """What a block's own phrases say about it."""
    groups: dict[str, Hit] = {}
    for hit in hits:
        groups.setdefault(hit.group, hit)
    block = hits[0].block
    inside = draft.place(block) == "inside"
    linked = 2 * block.link_chars >= len(block.text)
    in_body = inside and block.kind in _BODY_KINDS
    words = draft.words(block)
    # A lone word amid the body may be a subhead ("Spenden"), and an unlinked item one of the article's own lists.
    if (title := groups.get("title")) and not (inside and words == 1) and not (in_body and not linked):
        return title.remove()
    if in_body:
        return None
    if (prompt := groups.get("prompt")) and words <= rules.max_words:
        several = sum(hit.group == "prompt" for hit in hits) > 1
        early = not inside or (several and not rules.strict) or block.text[: prompt.start].count(" ") <= LEAD_WORDS
        told = not several and _is_told(draft, block, hits, rules)
        if early and not told and not _is_menu(draft, block, hits):
            return prompt.remove()
    opener, topic = groups.get("opener"), groups.get("topic")
    if opener and topic and words <= OPENER_WORDS and not (rules.strict and inside and draft.is_sentence_like(block)):
        last = max((hit for hit in hits if hit.group == "topic"), key=lambda hit: hit.start)
        if opener.start < last.start:
            return Remove(block, "prompt", f'"{opener.text} … {last.text}"')
    if inside or (block.kind in _BODY_KINDS and not linked):
        return None
    if label := groups.get("label"):
        return label.remove()
    if topic and rules.topics_alone and words <= TOPIC_WORDS:
        return Remove(block, "label", f'"{topic.text}"')
    return None


def _is_menu(draft: Draft, block: Block, hits: Sequence[Hit]) -> bool:
    """Whether the block is a long line of menu items, of which the phrases are one or two."""
    if draft.words(block) <= MENU_WORDS or ends_sentence(block.text):
        return False
    return coverage(block, hits) < MENU_SHARE


def _is_told(draft: Draft, block: Block, hits: Sequence[Hit], rules: Rules) -> bool:
    """Whether a block with one of the phrases goes beyond it: tells of it, or lists it among other things."""
    share = coverage(block, hits)
    if share < rules.line_share:
        return True
    if share >= PROMPT_SHARE or not draft.is_sentence_like(block):
        return False
    if rules.strict:
        return True
    alone = len({hit.phrase for hit in hits}) == 1
    return alone and draft.words(block) > OPENER_WORDS and draft.place(block) == "inside"


def _spread(draft: Draft, hits: dict[int, list[Hit]], anchors: set[int], taken: dict[int, Remove]) -> None:
    """Take the neighbours of anchors that hold a phrase of the family."""
    for anchor in sorted(anchors):
        for step in (-1, 1):
            for index in range(anchor + step, anchor + step * (REACH + 1), step):
                if not 0 <= index < len(draft.all):
                    break
                if index in taken:
                    continue
                found = [hit for hit in hits.get(index, ()) if hit.group in _BESIDE]
                block = draft.all[index]
                if not draft.is_open(block):
                    continue
                if not found or not _may_be_boxed(draft, block, found):
                    break
                taken[index] = Remove(block, "box", f'"{found[0].text}" beside a line of the box')


def _may_be_boxed(draft: Draft, block: Block, hits: Sequence[Hit]) -> bool:
    """Whether a block beside a prompt belongs to its box: a short line with a phrase, a longer one with two."""
    words = draft.words(block)
    if words > BOXED_WORDS or (block.kind in _BODY_KINDS and draft.place(block) == "inside"):
        return False
    if words <= BRIDGE_WORDS:
        return True
    return len({hit.phrase for hit in hits}) > 1 and coverage(block, hits) >= BOXED_SHARE


def _bridge(draft: Draft, taken: dict[int, Remove]) -> None:
    """Take the few short lines that stand between two lines of a box."""
    order = sorted(taken)
    for before, after in itertools.pairwise(order):
        if "label" in (taken[before].reason, taken[after].reason):
            continue
        between = [draft.all[index] for index in range(before + 1, after)]
        if not 0 < len(between) <= BRIDGE_LINES:
            continue
        if all(
            draft.is_open(block) and draft.words(block) <= BRIDGE_WORDS and block.kind != "heading" for block in between
        ):
            for block in between:
                taken[block.index] = Remove(block, "box", "between two lines of the box")
