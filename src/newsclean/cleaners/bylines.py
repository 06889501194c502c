"""Lines that say who wrote the article and when it was published or updated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newsclean.cleaners.byline_line import Line, LineReader
from newsclean.cleaners.date_line import dates_in, outside
from newsclean.cleaners.head import Head, head_of
from newsclean.model.decision import Decision, Remove, Use
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.phrase import packaged
from newsclean.text.fold import key

MAX_NAMES = 6
"""Names in a row after a label alone on its line."""

DATES_APART = 4
"""Lines between two unlabelled dates of one article; further apart, the second belongs to another story."""

TAIL = 8
"""Blocks after the body's core in which a byline may still be the article's own."""

_NEIGHBOURS = 2
_NEARBY = 4
_EVIDENCE: dict[str, str] = {
    "staff": "production credits",
    "clock": "a time of day without a date",
}


@cleaner(
    "bylines",
    phrases=packaged("bylines"),
    reasons=["named", "declared", "cued", "beside", "dated", "label", "clock", "source", "other_story"],
    always=True,
    after=["headline", "repeated_headline"],
)
def bylines(draft: Draft) -> Iterator[Decision]:
    """Lines beside the headline, or right after the body, that say who wrote the article and when it appeared."""
    reader = LineReader(draft)
    head = head_of(draft)
    start = max(head.end, draft.content.end)
    near = range(head.start, head.end)
    tail = range(start, start + TAIL)
    credits_in_core = _credits_in_core(draft, reader, head.end)
    top: list[Line] = []
    bottom: list[Line] = []
    others: list[Block] = []
    for block in draft.blocks:
        if block.index in near:
            line = reader.read(block)
            if line is not None and not (line.kind == "staff" and _is_one_of_a_list(draft, reader, block)):
                top.append(line)
        elif block.index in credits_in_core:
            bottom.append(credits_in_core[block.index])
        elif block.index in tail:
            line = reader.read(block)
            if line is not None and line.kind not in {"role", "maybe", "clock"}:
                bottom.append(line)
        elif reader.is_other(block):
            others.append(block)
    chosen = _choose(draft, head, top)
    yield from _decide(chosen)
    yield from _decide_tail(bottom, chosen, frozenset(credits_in_core))
    for block in others:
        yield Remove(block, "other_story", f"a byline {draft.place(block)} the body, far from the headline")


def _credits_in_core(draft: Draft, reader: LineReader, start: int) -> dict[int, Line]:
    """The labelled credits below the last paragraph that the content score counts to the body's core."""
    found: dict[int, Line] = {}
    content = draft.content
    for block in reversed(draft.all[max(start, content.start, content.end - TAIL) : content.end]):
        if not draft.is_open(block):
            continue
        line = reader.read(block) if block.kind in _CREDIT_KINDS else None
        if line is not None and line.reason in {"staff", "named"} and not line.dates:
            found[block.index] = line
        elif draft.is_sentence_like(block):
            break
    return found


_CREDIT_KINDS = frozenset({"paragraph", "other"})


def _is_one_of_a_list(draft: Draft, reader: LineReader, block: Block) -> bool:
    """Whether a credit such as "Producer: …" is an item of a list that holds other things: a film's data, say."""
    if block.kind != "list_item":
        return False
    beside = (*draft.previous(block, _NEARBY), *draft.following(block, _NEARBY))
    return any(item.kind == "list_item" and reader.read(item) is None for item in beside)


def _choose(draft: Draft, head: Head, lines: Sequence[Line]) -> list[Line]:
    """The lines near the headline that are the article's own.

    Lines above the headline count only where none below says the same kind of thing; unlabelled dates inside a body
    that is full of them are subheads of a timeline; a name without label counts beside a label, a date or a role.
    """
    below = [line for line in lines if line.block.index >= head.headline or not head.found]
    dated = any(line.dates for line in below)
    clocks = sum(line.kind == "clock" for line in lines)
    by_index = {line.block.index: line for line in lines}
    labelled = [line for line in below if line.kind == "label" and _labels_something(draft, line, by_index)]
    named = any(line.kind in {"names", "both"} and line.reason not in {"beside", "dated"} for line in below) or any(
        not line.labelled for line in labelled
    )
    timeline = _is_timeline(draft)
    subheads = _subheads(draft, head, lines)
    last_date = -1
    chosen: list[Line] = []
    names = _names_by_label(draft, labelled, by_index)
    for line in lines:
        index = line.block.index
        if index in subheads or (line.kind == "clock" and clocks > 1):
            continue  # the times of a live blog's entries are theirs
        above = index < head.headline and head.found
        if line.kind == "dates" and timeline and index > head.body and not line.labelled:
            beside = by_index.get(_neighbour(draft, line.block, -1))
            if beside is None or beside.kind not in {"names", "both", "maybe", "role"}:
                continue
        if above and ((line.dates and dated) or (line.kind in {"names", "label"} and named)):
            continue
        if line.dates and not line.labelled and last_date >= 0 and index > last_date + DATES_APART:
            continue
        if line.kind == "maybe" and index not in names:
            if above or named or not _is_beside(draft, line, by_index):
                continue
            named = not _is_agency(line)
        if line.kind == "role" and not _follows_name(draft, line, by_index):
            continue
        if line.kind == "label" and line not in labelled:
            continue
        if line.dates:
            last_date = index
        chosen.append(line)
    return chosen


def _subheads(draft: Draft, head: Head, lines: Sequence[Line]) -> frozenset[int]:
    """Indices of lines that look like bylines but head paragraphs of the body: "By Bus", "By Boat".

    One may be a byline under a standfirst; two or more are not.
    """
    found = [
        line.block.index
        for line in lines
        if line.reason == "named" and not line.dates and line.block.index > head.body
        if any(draft.is_sentence_like(below) for below in draft.following(line.block))
    ]
    return frozenset(found) if len(found) > 1 else frozenset()


def _names_by_label(draft: Draft, labels: Sequence[Line], lines: Mapping[int, Line]) -> frozenset[int]:
    """Indices of the names without label that follow a label alone on its line: one, or a few in a row."""
    names: set[int] = set()
    for label in labels:
        if label.labelled:
            continue
        block = label.block
        for _ in range(MAX_NAMES):
            line = lines.get(_neighbour(draft, block, 1))
            if line is None or line.kind not in {"maybe", "names"} or (names and not _goes_on(block, line.block)):
                break
            block = line.block
            names.add(block.index)
    return frozenset(names)


def _goes_on(block: Block, following: Block) -> bool:
    """Whether a list of names goes on in the next line: after a comma, or with another name in capitals."""
    return block.text.endswith((",", "&")) or (following.text[:1].isupper() and following.text.count(" ") <= 3)


def _is_agency(line: Line) -> bool:
    return line.reason == "newsroom"


def _neighbour(draft: Draft, block: Block, step: int) -> int:
    """Index of the nearest open block in a direction, a settled one or two passed over."""
    blocks = draft.previous(block, _NEIGHBOURS) if step < 0 else draft.following(block, _NEIGHBOURS)
    for other in blocks:
        if draft.is_open(other):
            return other.index
    return -1


def _is_beside(draft: Draft, line: Line, lines: Mapping[int, Line]) -> bool:
    """Whether a date or a role stands directly below a possible name, or above it where no name is above the date.

    In scripts without capitals only the line above a date counts: below it stand buttons.
    """
    above = lines.get(_neighbour(draft, line.block, -1))
    below = lines.get(_neighbour(draft, line.block, 1))
    if below is not None and below.kind in {"dates", "role"}:
        return True
    if below is not None and below.kind == "maybe" and "(" in line.block.text:
        under = lines.get(_neighbour(draft, below.block, 1))
        return under is not None and under.kind == "dates"
    if above is None or above.kind not in {"dates", "role"} or not line.block.text[:1].isupper():
        return False
    over = lines.get(_neighbour(draft, above.block, -1))
    return over is None or over.kind not in {"maybe", "names", "both", "role"}


def _follows_name(draft: Draft, line: Line, lines: Mapping[int, Line]) -> bool:
    above = lines.get(_neighbour(draft, line.block, -1))
    return above is not None and above.kind in {"names", "both", "maybe"}


def _labels_something(draft: Draft, line: Line, lines: Mapping[int, Line]) -> bool:
    below = lines.get(_neighbour(draft, line.block, 1))
    if below is None:
        return False
    return bool(below.dates) if line.labelled else below.kind in {"names", "maybe", "both"}


def _is_timeline(draft: Draft) -> bool:
    """Whether the body's core holds three or more lines that are dates: a chronicle or a live blog."""
    content = draft.content
    found = 0
    for block in draft.all[content.start : content.end]:
        if len(block.text) <= 40 and draft.words(block) <= 6:
            dates = dates_in(draft, block, relative=False)
            if dates and len(outside(block.text, [(date.start, date.end) for date in dates]).split()) <= 2:
                found += 1
    return found >= 3


def _decide(lines: Sequence[Line]) -> Iterator[Decision]:
    """Uses of the lines chosen; names that follow a label alone are taken with it."""
    modified_label = False
    for line in lines:
        block = line.block
        if line.kind == "label":
            modified_label = line.modified
            yield Remove(block, "label", "a label, its value on the next line")
            continue
        if line.kind in _EVIDENCE:
            yield Remove(block, line.kind, _EVIDENCE[line.kind])
            continue
        if line.kind == "source":
            yield Use(block, "agency", line.names, "source", f'"{block.text[:60]}"')
            continue
        if line.kind == "role":
            yield Use(block, "byline", block.text, "role", "a job title below a name")
            continue
        yield from _uses(line, modified=line.modified or modified_label)
        modified_label = False


def _uses(line: Line, *, modified: bool) -> Iterator[Use]:
    """The uses that one line comes to: the byline as written, each date as written."""
    block = line.block
    if line.kind != "dates":
        yield Use(block, "byline", block.text, line.reason, f'"{line.names[:60]}"')
    for found in line.dates:
        field = "modified" if found.role == "modified" or (modified and found is line.dates[0]) else "published"
        yield Use(block, field, found.raw, "dated" if line.kind == "dates" else line.reason, f'"{found.raw}"')


def _decide_tail(lines: Sequence[Line], chosen: Sequence[Line], in_core: frozenset[int]) -> Iterator[Decision]:
    """Bylines and labelled dates at the end of the body, or below it: the article's own where the headline had none."""
    has_names = any(line.kind in {"names", "both", "maybe"} for line in chosen)
    has_dates = any(line.dates for line in chosen)
    own = {key(line.names) for line in chosen if line.names}
    for line in lines:
        if line.kind == "label":
            continue
        if line.kind == "staff":
            yield Remove(line.block, "staff", "production credits")
            continue
        if line.kind == "source":
            yield Use(line.block, "agency", line.names, "source", f'"{line.block.text[:60]}"')
            continue
        if line.kind == "dates":
            if line.labelled and not has_dates:
                yield from _uses(line, modified=line.modified)
            continue
        if not has_names or key(line.names) in own or line.reason == "declared":
            yield from _uses(line, modified=line.modified)
            has_names = has_names or line.reason == "named"
        else:
            reason = "staff" if line.block.index in in_core else "other_story"
            yield Remove(line.block, reason, "the headline has a byline already")
