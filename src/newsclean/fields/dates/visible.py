"""Dates that a reader sees: `<time>`, labelled lines, bylines and datelines, metadata tails, and what cleaners used."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from newsclean.dates.folding import fold_name
from newsclean.dates.lexicon import lexicon
from newsclean.dates.moments import day_of
from newsclean.dates.proof import weekday_in
from newsclean.dates.reading import read_in
from newsclean.dates.setting import Setting
from newsclean.dates.spans import FoundDate, find_in
from newsclean.fields.dates.seen import Seen
from newsclean.model.date import DateRole, Problem, Reading
from newsclean.model.decision import FieldUse
from newsclean.model.document import Block, Document
from newsclean.text.measure import has_decimal

LOOK_BEFORE = 60
"""Blocks before the core that are searched: a headline, its standfirst, byline and share bar are a dozen."""

LOOK_AFTER = 60
"""Blocks after the core that are searched, for a labelled line or a metadata tail."""

INSIDE = 10
"""Blocks into a body in which a line of its own can still be the date line: what stood before it was a standfirst."""

NEAR = 25
"""Blocks between an article's own date line and its body at most: share bar, standfirst, caption, player."""

MAX_LINE = 220
"""Characters of a line that can be a date line; of longer ones only a dateline at the start counts."""

_HEAD_TRUST = 0.72
_LABEL_TRUST = 0.82
_FAR_TRUST = 0.35
_TAIL_TRUST = 0.4
_AFTER_TRUST = 0.3

_PUBLISHED_CUES = re.compile(
    r"publish|entry-date|pubdate|post-date|created|posted|posttime|article-date|article__date|byline", re.IGNORECASE
)
_MODIFIED_CUES = re.compile(r"updat|modif|lastmod|revis", re.IGNORECASE)
_FOREIGN_CUES = re.compile(
    r"comment|related|teaser|recommend|popular|most-?read|footer|sidebar|aside|card|carousel|latest|trending|widget|event|tweet|nav|menu|promo|more-|listing|feed",
    re.IGNORECASE,
)
_INDEX = re.compile(r"\[\d+\]")
_LIST_DAYS, _LIST_TRUST = 3, 0.5


def visible_dates(
    document: Document,
    uses: Sequence[FieldUse],
    setting: Setting,
    core: tuple[int, int],
    foreign: frozenset[int] = frozenset(),
) -> Iterator[Seen]:
    """The dates in the visible text, nearest to the article's head first."""
    zone = Zone(document, core)
    seen: set[tuple[int, str]] = set()
    lines = [item for item in _lines(document, setting, zone) if item.block not in foreign]
    tails = {item.block for item in lines if item.source == "block:metadata_tail"}
    lines = [item for item in lines if item.block not in tails or item.source == "block:metadata_tail"]
    found = [*_uses(document, uses, setting, zone), *_times(document, setting, zone), *lines]
    for item in _lists_doubted(found, document.blocks):
        key = (item.block if item.block is not None else -1, _plain(item.raw))
        if key in seen:
            continue
        seen.add(key)
        yield item


def _lists_doubted(found: Sequence[Seen], blocks: Sequence[Block]) -> Iterator[Seen]:
    """The candidates, with less trust in those that stand at the same place of several alike parts of the page.

    An article has one date line; dates of several days at one path, indices aside, are those of a list of articles.
    """
    days: dict[str, set[dt.date]] = {}
    paths: list[str] = []
    for item in found:
        locator = blocks[item.block].locator if item.block is not None else ""
        path = _INDEX.sub("", locator) if "[" in locator else ""
        paths.append(path)
        day = day_of(item.read) if path and isinstance(item.read, Reading) else None
        if day is not None:
            days.setdefault(path, set()).add(day)
    for item, path in zip(found, paths, strict=True):
        alike = len(days.get(path, ())) >= _LIST_DAYS
        yield structs.replace(item, trust=item.trust * _LIST_TRUST) if alike and item.trust else item


def _plain(raw: str) -> str:
    return " ".join(raw.split()).strip(" ,.|")


class Zone:
    """Where in a document the article's head, body and end are."""

    __slots__ = ("blocks", "end", "head", "start")

    def __init__(self, document: Document, core: tuple[int, int]) -> None:
        self.blocks = document.blocks
        self.start, self.end = core
        if self.start >= self.end:
            self.start = self.end = 0
        self.head = self._head(document)

    def _head(self, document: Document) -> int | None:
        """The headline's block: the first-level heading before the core, or the line that the title begins with."""
        stop = self.start + 3 if self.end else min(len(self.blocks), LOOK_BEFORE)
        title = (document.hints.title_tag or "").casefold()
        best: int | None = None
        for block in self.blocks[max(0, stop - LOOK_BEFORE - 3) : stop]:
            text = block.text.casefold()
            is_title = title.startswith(text[:30])
            if block.kind == "heading" and block.level == 1:
                best = block.index if best is None or is_title else best
            elif best is None and len(text) > 20 and title.startswith(text[:60]):
                best = block.index
        return best

    def trust(self, index: int, *, labelled: bool) -> tuple[float, str]:
        """How far a date in a block is to be trusted by its place, and the place's name."""
        with_label, without, place = self._place(index)
        return (with_label if labelled else without), place

    def _place(self, index: int) -> tuple[float, float, str]:
        if not self.end:
            return self._place_without_core(index)
        if index < self.start:
            distance = self.start - index
            if distance <= NEAR or (self.head is not None and self.head - 6 <= index):
                # Of several dates before a body the nearest is its own; farther up stand teasers and today's date.
                fall = 0.008 * min(distance, NEAR)
                return _LABEL_TRUST - fall, _HEAD_TRUST - fall, "head"
            return 0.6, _FAR_TRUST, "far before"
        if index < self.end:
            if index <= self.start + 1:
                return _LABEL_TRUST, 0.6, "body's first lines"
            if index >= self.end - 2:
                return 0.65, 0.2, "body's last lines"
            return (0.7, 0.55, "body's first lines") if index <= self.start + INSIDE else (0.3, 0.0, "body")
        return (0.65, _AFTER_TRUST, "after the body") if index <= self.end + 8 else (0.46, 0.0, "far after")

    def _place_without_core(self, index: int) -> tuple[float, float, str]:
        if self.head is not None and -6 <= index - self.head <= 12:
            return _LABEL_TRUST, _HEAD_TRUST, "head"
        if self.head is None and index < 25:
            return 0.7, 0.5, "top"
        return 0.5, _AFTER_TRUST, "far"


def _uses(document: Document, uses: Sequence[FieldUse], setting: Setting, zone: Zone) -> Iterator[Seen]:
    for use in uses:
        if use.field not in {"published", "modified", "byline", "authors", "dateline"} or not 0 <= use.block < len(
            document.blocks
        ):
            continue
        block = document.blocks[use.block]
        found = find_in(use.value, setting)
        asked: DateRole | None = use.field if use.field in {"published", "modified"} else None  # type: ignore[assignment]
        if not found and asked is not None:
            read = read_in(use.value, setting)
            if not (isinstance(read, Problem) and read.flag == "not_a_date"):
                yield _seen(use.value, read, asked, zone, block, f"block:{use.reason}", labelled=True)
            continue
        for date in found:
            role = date.role
            if role in {None, "other"} and (asked is not None or date.role is None):
                role = asked
            if asked == "modified" and date.role is None:
                role = "modified"
            yield _seen(date.raw, date.result, role, zone, block, f"block:{use.reason}", labelled=True)


def _seen(
    raw: str, read: Reading | Problem, role: DateRole | None, zone: Zone, block: Block, source: str, *, labelled: bool
) -> Seen:
    trust, place = zone.trust(block.index, labelled=labelled)
    if place == "far before" and isinstance(read, Reading) and read.role is None and _is_calendar_line(raw, read):
        # A page's top shows the day of the visit.
        return Seen(raw, read, role, _TAIL_TRUST, "line", source, f"{block.locator} ({place})", block.index)
    # A cleaner looked at the line and its neighbours; in a tail it is a lesser witness.
    trust = _weighed(max(trust, _TAIL_TRUST + 0.1), read)
    return Seen(raw, read, role, trust, "line", source, f"{block.locator} ({place})", block.index)


def _is_calendar_line(raw: str, read: Reading) -> bool:
    """Whether a date is told as the top of a page tells today's: with its weekday and without a clock."""
    return read.hour is None and read.day is not None and weekday_in(raw) is not None


def _weighed(trust: float, read: Reading | Problem) -> float:
    """A place's trust by how the date is told there."""
    if not isinstance(read, Reading):
        return trust
    if read.month is not None and read.day is None and read.role is None and not read.alternatives:
        # "June 2009" by itself: an issue, or a link to an archive.
        return trust * 0.5
    if "relative" in read.flags and read.minute is None:
        # "1 day ago" is anything from 24 to 48 hours.
        return trust * 0.6
    # An article's date line more often has its clock than a video's, a caption's or a teaser's beside it.
    return trust + 0.03 if trust and read.minute is not None else trust


def _times(document: Document, setting: Setting, zone: Zone) -> Iterator[Seen]:
    for tag in document.hints.times[:400]:
        raw = tag.datetime.strip() or tag.text.strip()
        if not raw or not has_decimal(raw) or not 0 <= tag.block < len(document.blocks):
            continue
        block = document.blocks[tag.block]
        cues = " ".join(tag.cues)
        role = _role_by_cues(cues)
        label = _role_in_line(tag.text, block, setting) if tag.text else None
        if label is not None:
            role = label
        elif role is None:
            role = _label_of_neighbour(document, block)
        trust, place = zone.trust(tag.block, labelled=role in {"published", "modified"})
        foreign = _FOREIGN_CUES.search(" ".join((cues, *block.cues)))
        if foreign is not None and place not in {"head", "body's first lines"}:
            role, trust = "other", 0.0
        if place == "body" or (place.startswith("far") and role is None):
            role = "other"
        read = read_in(raw[:100], setting)
        if isinstance(read, Problem) and tag.text.strip() and raw != tag.text.strip() and has_decimal(tag.text):
            second = read_in(tag.text.strip()[:200], setting)
            if not isinstance(second, Problem):
                raw, read = tag.text.strip()[:200], second
        yield Seen(
            raw[:200],
            read,
            role,
            min(0.85, trust + 0.08) if trust else 0.0,
            "time",
            "time",
            f"{block.locator} ({place})",
            tag.block,
        )


def _role_by_cues(cues: str) -> DateRole | None:
    if _MODIFIED_CUES.search(cues):
        return "modified"
    return "published" if _PUBLISHED_CUES.search(cues) else None


def _role_in_line(text: str, block: Block, setting: Setting) -> DateRole | None:
    """What the line around a `<time>` says of it."""
    position = block.text.find(text.strip())
    if position < 0 or len(block.text) > MAX_LINE:
        return None
    for found in find_in(block.text, setting):
        if found.start < position + len(text) and position < found.end and found.role in {"published", "modified"}:
            return found.role
    before = block.text[:position][-40:] + " 1 January 2001"
    dates = find_in(before, setting)
    return dates[-1].role if dates and dates[-1].role in {"published", "modified"} else None


def _label_of_neighbour(document: Document, block: Block) -> DateRole | None:
    if block.index == 0:
        return None
    before = document.blocks[block.index - 1]
    return label_line(before.text)


def label_line(text: str) -> DateRole | None:
    """The role that a line which is nothing but a label gives to the next: "Published", "입력", "Updated:"."""
    if len(text) > 40:
        return None
    role = lexicon().roles.get(fold_name(text.strip(" :|-–—")))
    return role if role in {"published", "modified"} else None


def _lines(document: Document, setting: Setting, zone: Zone) -> Iterator[Seen]:
    blocks = document.blocks
    if zone.end:
        first, last = max(0, zone.start - LOOK_BEFORE), min(len(blocks), zone.end + LOOK_AFTER)
    else:
        first, last = 0, min(len(blocks), 150)
    if zone.head is not None:
        first = min(first, max(0, zone.head - 6))
    tail: list[tuple[Block, tuple[FoundDate, ...]]] = []
    for block in blocks[first:last]:
        inside = zone.end and zone.start + 1 < block.index < zone.end - 2
        line = block.text[:MAX_LINE]
        if (inside and (len(block.text) > MAX_LINE or block.index > zone.start + INSIDE)) or not has_decimal(line):
            continue
        dates = find_in(line, setting)
        if not dates or (inside and not _is_date_line(line, dates)):
            continue
        if zone.end and block.index >= zone.end and _is_only_dates(line, dates):
            tail.append((block, dates))
        neighbour = label_line(blocks[block.index - 1].text) if block.index else None
        foreign = _FOREIGN_CUES.search(" ".join(block.cues)) is not None
        for date in dates:
            role = date.role or (neighbour if date is dates[0] else None)
            if len(block.text) > MAX_LINE and not (date.start < 60 and role in {None, "published"}):
                continue
            labelled = role in {"published", "modified"}
            trust, place = zone.trust(block.index, labelled=labelled)
            if block.kind == "embed" or (foreign and place != "head"):  # a post has a day of its own
                trust = 0.0
            if not labelled and not _is_only_dates(line, dates):
                # A date beside other words in a line without a label: a byline at best, a teaser at worst.
                trust *= 0.95 if place == "head" else 0.85
            if not labelled and _is_today(date, setting):
                trust *= 0.7  # a page's head often shows the day of the visit
            if block.kind == "caption":
                trust *= 0.5  # when the photo was taken
            trust = _weighed(trust, date.result)
            yield Seen(date.raw, date.result, role, trust, "line", "block", f"{block.locator} ({place})", block.index)
    yield from _tail(tail, zone)


def _is_today(date: FoundDate, setting: Setting) -> bool:
    """Whether a day with its weekday and without a clock is the day of the fetch."""
    if setting.reference is None or not isinstance(date.result, Reading) or date.result.hour is not None:
        return False
    day = day_of(date.result)
    near = day is not None and abs(day - setting.reference.date()) <= dt.timedelta(days=1)
    return near and weekday_in(date.raw) is not None


def _is_only_dates(line: str, dates: Sequence[FoundDate]) -> bool:
    rest = line
    for date in reversed(dates):
        rest = rest[: date.start] + rest[date.end :]
    return sum(char.isalnum() for char in rest) <= 3


def _is_date_line(line: str, dates: Sequence[FoundDate]) -> bool:
    """Whether a line in the body is a date line: little beside dates, and one of them perhaps the article's own."""
    covered = sum(date.end - date.start for date in dates)
    return any(date.role in {None, "published", "modified"} for date in dates) and len(line) - covered <= 40


def _tail(tail: Sequence[tuple[Block, tuple[FoundDate, ...]]], zone: Zone) -> Iterator[Seen]:
    """Lines of a metadata tail: dates alone on neighbouring lines, as a scraper leaves them after the body."""
    indices = {block.index for block, _ in tail}
    for block, dates in tail:
        number = block.index > 0 and zone.blocks[block.index - 1].text.strip().isdigit()
        if len(dates) == 1 and (number or {block.index - 1, block.index + 1} & indices):
            date = dates[0]
            yield Seen(
                date.raw,
                date.result,
                date.role,
                _TAIL_TRUST,
                "tail",
                "block:metadata_tail",
                f"{block.locator} (metadata tail)",
                block.index,
            )
