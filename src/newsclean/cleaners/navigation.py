"""Menus and lists of sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsclean.cleaners.shape import Cues, is_amid_prose, is_short, short_runs
from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft

MIN_RUN = 3
"""Short lines in a row that make a menu outside the body (clutter of 62 development dumps: runs of three lines of at
most five words without a mark)."""

MARGIN = 2
"""Short lines directly beside the body's core that are left to others: a subhead, a dateline, the end of a list."""

LIKELY_BODY = 0.4
UNLIKELY_BODY = 0.15
"""Links, and short lines, that the content score gives more are left to it: lists of articles are runs of short lines,
too. The lower bound halved the gold words lost in dumps (.24 to .15 % of the development golds)."""

_LINKED = 0.9
"""Share of characters inside links from which a block is nothing but links."""

_MIN_LINKED_RUN = 3

_GLUE = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯЁ](?<=[a-zß-öø-ÿа-яё].)")
"""A capital behind a small letter. The capital stands first in the pattern because it is the rarer of the two."""

_MIN_GLUED = 3
_GLUED_SHARE = 0.6
"""Places where words are glued, for each blank-separated word, from which a line is a glued menu. Names such as
"YouTube" or "McDonald" stay far below in any sentence."""

_MIN_JOINED = 8
_JOINED_CAPITALS = 0.75
_MARKS = re.compile(r"[.,;:!?\"“”«»„()…。、，]")

_CELLS = re.compile(r"\|[^\n]{1,300}\|[^\n]{1,300}\|")
"""A row of a table as Markdown writes it."""

_CUES = frozenset(
    "nav navbar navigation navi mainnav subnav topnav sidenav menu menubar submenu megamenu mainmenu topmenu dropdown "
    "hamburger offcanvas pagination pager paging".split(),
)
"""Cue words of elements that hold menus."""


@cleaner("navigation", reasons=["container", "run", "links", "glued", "joined"])
def navigation(draft: Draft) -> Iterator[Decision]:
    """Menus, lists of sections and page numbers: runs of short lines or links outside the body."""
    taken: dict[int, Remove] = {}
    cues = Cues(draft, _CUES) if draft.is_html else None
    for block in draft.blocks:
        if cues and block in cues and draft.place(block) != "inside" and _is_item(draft, block):
            taken[block.index] = Remove(block, "container", f"in an element named {cues.word(block)}")
        elif _is_glued(draft, block):
            taken[block.index] = Remove(block, "glued", "words glued to one another, as in a list of links")
        elif _is_joined(draft, block):
            taken[block.index] = Remove(block, "joined", "capitalised words without a mark")
    if draft.content.start < draft.content.end:
        for run in short_runs(draft):
            for block in _menu(draft, run):
                taken.setdefault(block.index, Remove(block, "run", f"in a run of {len(run)} short lines"))
        for block in _linked(draft):
            taken.setdefault(block.index, Remove(block, "links", "among blocks that are nothing but links"))
    yield from taken.values()


def _is_item(draft: Draft, block: Block) -> bool:
    """Whether a block in a menu's element is an entry, and no paragraph that landed there."""
    return not draft.is_sentence_like(block) or block.link_chars >= _LINKED * len(block.text)


def _menu(draft: Draft, run: Sequence[Block]) -> Iterator[Block]:
    """The open blocks of a run that is a menu, without those beside the body."""
    start, end = draft.content.start, draft.content.end
    if len(run) < MIN_RUN or (run[0].index <= start and end <= run[-1].index + 1):
        return  # a run that holds all of the body is one of results, names or prices
    for block in run:
        if not draft.is_open(block) or block.kind == "table_row" or start - MARGIN <= block.index < end + MARGIN:
            continue
        if _CELLS.fullmatch(block.text) or not any(map(str.isalpha, block.text)) or draft.score(block) > UNLIKELY_BODY:
            continue
        if not is_amid_prose(draft, block):
            yield block


def _linked(draft: Draft) -> Iterator[Block]:
    """The blocks outside the body that stand among others which are nothing but links."""
    if not draft.is_html:
        return
    run: list[Block] = []
    for block in (*draft.all, None):
        if block is not None and block.link_chars >= _LINKED * len(block.text):
            run.append(block)
            continue
        if len(run) >= _MIN_LINKED_RUN:
            yield from (item for item in run if draft.is_open(item) and _is_outside(draft, item))
        run = []


def _is_outside(draft: Draft, block: Block) -> bool:
    return draft.place(block) != "inside" and draft.score(block) <= LIKELY_BODY


def _is_glued(draft: Draft, block: Block) -> bool:
    """Whether the line is a list whose entries lost what stood between them."""
    facts = draft.facts
    if facts.closes[block.index] or facts.prose[block.index] or block.kind in {"code", "table_row"}:
        return False
    if len(block.text) < 2 * _MIN_GLUED:
        return False
    glued = len(_GLUE.findall(block.text))
    if glued < _MIN_GLUED or glued < _GLUED_SHARE * draft.words(block):
        return False
    return not (is_short(draft, block) and draft.place(block) == "inside")


def _is_joined(draft: Draft, block: Block) -> bool:
    """Whether the line is a menu whose entries stand side by side: capitalised words, and not a mark among them."""
    if draft.is_html and block.link_chars < _LINKED * len(block.text):
        return False
    if block.kind in {"heading", "code", "table_row"} or (
        not draft.facts.unspaced and draft.words(block) < _MIN_JOINED
    ):
        return False
    if not _is_outside(draft, block):
        return False
    words = block.text.split()
    if len(words) < _MIN_JOINED or _MARKS.search(block.text):
        return False
    if abs(block.index - draft.content.start) <= MARGIN:
        return False  # headlines are capitalised in some papers
    return sum(word[0].isupper() for word in words) >= _JOINED_CAPITALS * len(words)
