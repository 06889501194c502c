"""The records of labelled fields at the head and the foot of a dump, and where its article's text lies between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclean.cleaners.label_lines import (
    Label,
    has_codes,
    is_body_label,
    is_counter,
    is_fence,
    is_mark,
    label_of,
)
from newsclean.cleaners.labelled_entries import (
    Entry,
    Records,
    before_title,
    fits,
    goes_on,
    is_copyright,
    is_enough,
    settle_subject,
)
from newsclean.model.document import Block
from newsclean.pipeline.draft import Draft
from newsclean.text.measure import ends_sentence

MAX_LINES = 80
"""Lines at the start of a document in which its record is looked for, and lines of a record at its foot."""

MAX_LEADING = 10
"""Lines above the first label: a file's counter, the paper's name, its date and edition, a copyright line."""

_MAX_LOOSE = 3
"""Lines in a row inside a record that begin with no known label: a value's further lines, fields of a house's own."""

_MAX_LOOSE_FOOT = 1
"""The same below the text, whose last lines may be as short as a record's."""

_MAX_LOOSE_CODED = 8
"""The same among Factiva's codes, whose values go on over several lines: copyright notices, lists of subjects."""

_PROSE_WORDS = 12
"""Words of a line of running text; a value that closes with a full stop, such as a copyright line's, has fewer."""

_SAID_WORDS = 4
"""Words of a sentence behind an unknown label, which is then who speaks: an interview has begun."""

_MAX_LEADING_SURE = 2
"""Lines above the first label of a record with no title, or with a labelled text; others have none but an address."""

_FOLLOWS = 6
"""Lines below a second title among which another label must stand, so that the title opens another document."""


def records_of(draft: Draft) -> Records | None:
    """The records of a dump; `None` for a document that begins and ends with no record."""
    every = draft.all
    codes = has_codes(every[:MAX_LINES])
    if not codes and not any(_may_begin(block.text) for block in (*every[: MAX_LEADING + 2], *every[-MAX_LEADING:])):
        return None
    # Rules that were removed as Markdown's may fence front matter.
    blocks = tuple(block for block in every if draft.is_open(block) or is_fence(block.text))
    reader = _Reader(draft, blocks, codes=codes)
    head = reader.head()
    if head is None:
        return reader.foot_alone()
    reader.read_rest(head)
    return head


def _may_begin(text: str) -> bool:
    label = label_of(text)
    return (label is not None and bool(label.kinds)) or is_counter(text) or is_fence(text)


class _Reader:
    """Reads the lines of one dump."""

    def __init__(self, draft: Draft, blocks: Sequence[Block], *, codes: bool) -> None:
        """Take the lines.

        Args:
            draft: the document.
            blocks: its open lines, and the fences of front matter.
            codes: whether it has Factiva's codes for labels.
        """
        self.draft = draft
        self.blocks = blocks
        self.codes = codes
        self.fenced = False
        self.equals = False
        self.text_start = 0

    def head(self) -> Records | None:
        """The record at the start, where there is enough of it."""
        found = Records()
        fence = self._fence()
        self.fenced = fence > 0
        self.equals = self.fenced and self.blocks[0].text == "+++"
        loose: list[Block] = []
        for at, block in enumerate(self.blocks[:MAX_LINES]):
            if is_mark(block.text):
                if found.head and not self.fenced:
                    if is_counter(block.text):
                        break
                    loose.append(block)
                    continue
                found.marks.append(block)
                if self.fenced and at == fence:
                    self._close(found, loose)
                    self.text_start = at + 1
                    break
                continue
            label = self._label(block, found)
            if label is not None and label.kinds:
                self._close(found, loose)
                entry = self._entry(block, label, found)
                found.head.append(entry)
                self.text_start = at + 1
                if entry.kind == "body":
                    self.text_start = at if entry.value else at + 1
                    break
            elif not found.head:
                found.leading.append(block)
                if len(found.leading) > MAX_LEADING or self._is_prose(block):
                    return None
            elif not self.fenced and self._ends_record(block) and (found.head[-1].value or loose):
                break
            else:
                loose.append(block)
                if len(loose) > (_MAX_LOOSE_CODED if self.codes else _MAX_LOOSE) and not self.fenced:
                    break
        self._value_below(found, loose)
        settle_subject(found.head)
        return found if self._is_record(found) else None

    def _fence(self) -> int:
        """Index of the line that closes the front matter which the first line opens; 0 without front matter."""
        if not self.blocks or not is_fence(self.blocks[0].text):
            return 0
        mark = self.blocks[0].text
        opens = False
        for at, block in enumerate(self.blocks[1:MAX_LINES], 1):
            if block.text == mark:
                return at
            label = label_of(block.text, equals=mark == "+++")
            if label is None and not opens and self._is_prose(block):
                return 0
            # A value may begin below its label, or below the sign that YAML folds lines with.
            opens = label is not None and block.text[label.end :] in {"", "|", ">", "|-", ">-"}
        return 0

    def _label(self, block: Block, found: Records) -> Label | None:
        label = label_of(block.text, codes=self.codes, equals=self.equals)
        if label is not None and label.kinds and not fits(label.kinds[0], block.text[label.end :]):
            return None
        if label is None and len({entry.kind for entry in found.head}) > 1 and is_body_label(block.text):
            return Label(("body",), block.text, len(block.text))
        return label

    def _entry(self, block: Block, label: Label, found: Records) -> Entry:
        """The field; a label of several kinds ("Rubrik") is of the first that the record does not have yet."""
        have = {entry.kind for entry in (*found.head, *found.foot)}
        kind = next((kind for kind in label.kinds if kind not in have), label.kinds[0] if label.kinds else "unknown")
        return Entry(kind, block, label.name, label.end, [])

    def _close(self, found: Records, loose: list[Block]) -> None:
        """Give the lines between two labels to the field above, where its value goes on, or make unknown fields."""
        for block in loose:
            label = label_of(block.text, codes=self.codes, equals=self.equals)
            if label is not None and not (self.fenced and block.text.startswith("- ")):
                found.head.append(Entry("unknown", block, label.name, label.end, []))
            elif found.head and (self.fenced or self.codes or goes_on(found.head[-1], block)):
                found.head[-1].more.append(block)
        loose.clear()

    def _value_below(self, found: Records, loose: list[Block]) -> None:
        """Take the first line below a last label that has no value on its own line."""
        last = found.head[-1] if found.head else None
        if last is None or last.kind == "body" or last.value or not loose or self._is_prose(loose[0]):
            return
        last.more.append(loose[0])
        self.text_start = next(at for at, block in enumerate(self.blocks) if block is loose[0]) + 1

    def _ends_record(self, block: Block) -> bool:
        """Whether a line is running text, or what somebody says in an interview."""
        said = ends_sentence(block.text) and self.draft.words(block) >= _SAID_WORDS
        return self._is_prose(block) or (said and label_of(block.text) is not None)

    def _is_prose(self, block: Block) -> bool:
        return self.draft.is_sentence_like(block) and self.draft.words(block) >= _PROSE_WORDS

    def _is_record(self, found: Records) -> bool:
        """Whether the lines found are a record of the document, and no box of a book's data, an interview or a list."""
        kinds = {entry.kind for entry in found.head} - {"unknown"}
        named = sum(entry.kind == "title" for entry in found.head)
        if self.fenced:
            return bool(kinds - {"record", "foreign"}) and len(found.head) > len(kinds) / 2
        if self.codes:
            return named == 1
        if "foreign" in kinds or named > 1:
            return False
        if any(is_counter(block.text) for block in found.marks):
            return bool(kinds)
        if found.is_numbered:
            return len(kinds) > 1
        most = 0 if named and "body" not in kinds else _MAX_LEADING_SURE
        if len(found.leading) > most and not _is_address_alone(found.leading):
            return False
        return is_enough(found.head, kinds)

    def read_rest(self, found: Records) -> None:
        """Read the text's own labels, the record at the foot, and where another document begins."""
        end = next(iter(self._openings(found)), len(self.blocks))
        found.others = self.blocks[end:]
        self._read_foot(found, end)
        if self.codes:
            for block in self.blocks[self.text_start : end]:
                label = label_of(block.text, codes=True)
                if label is not None and label.kinds == ("body",) and block is not found.head[-1].block:
                    found.inside.append(Entry("body", block, label.name, label.end, []))

    def _openings(self, found: Records) -> Iterator[int]:
        """Indices of the lines with which further documents open."""
        before = before_title(found.head)
        kinds = {entry.kind for entry in found.head} - {"unknown"}
        for at in range(self.text_start + 1, len(self.blocks)):
            text = self.blocks[at].text
            if is_counter(text) and any(is_counter(block.text) for block in found.marks):
                yield at
                continue
            if "title" not in kinds or "title" not in self._kinds(at):
                continue
            below = range(at + 1, min(len(self.blocks), at + 1 + _FOLLOWS))
            follow = {kind for other in below for kind in self._kinds(other)}
            # A box with a film's or a book's data opens no document.
            if "foreign" in follow or not (follow - {"title"}) & kinds:
                continue
            first = at
            while first - 1 > self.text_start and set(self._kinds(first - 1)) & before:
                first -= 1
            while first - 1 > self.text_start and is_mark(self.blocks[first - 1].text):
                first -= 1
            yield first

    def _kinds(self, at: int) -> tuple[str, ...]:
        label = label_of(self.blocks[at].text, codes=self.codes)
        return label.kinds if label is not None else ()

    def _read_foot(self, found: Records, end: int) -> None:
        """Read the labels at the end, upwards to the text."""
        has_title = any(entry.kind == "title" for entry in found.head)
        most = _MAX_LOOSE_CODED if self.codes else _MAX_LOOSE_FOOT
        foot: list[Entry] = []
        marks: list[Block] = []
        loose: list[Block] = []
        for at in range(end - 1, max(self.text_start, end - MAX_LINES), -1):
            block = self.blocks[at]
            label = label_of(block.text, codes=self.codes)
            if self.codes and self._is_prose(block):
                break
            if label is not None and label.kinds:
                entry = self._entry(block, label, Records(found.head, foot))
                if entry.kind in {"body", "foreign"} or (entry.kind == "title" and has_title):
                    break
                below = enumerate(loose[::-1], block.index + 1) if foot or self.codes else ()
                entry.more = [item for index, item in below if item.index == index]
                foot.append(entry)
                loose = []
            elif is_copyright(block.text) and not loose:
                foot.append(Entry("copyright", block, "", 0, []))
            elif is_mark(block.text) and not loose:
                marks.append(block)
            elif self._is_prose(block) or len(loose) >= most:
                break
            else:
                loose.append(block)
        found.marks += marks
        found.foot = foot[::-1]
        settle_subject([*found.head, *found.foot])

    def foot_alone(self) -> Records | None:
        """The record at the foot of a dump that has none at its head, the label of the text aside."""
        found = Records()
        if not self.blocks:
            return None
        self.text_start = 0
        self._read_foot(found, len(self.blocks))
        label = label_of(self.blocks[0].text)
        if label is not None and label.kinds == ("body",):
            found.head.append(Entry("body", self.blocks[0], label.name, label.end, []))
        kinds = {entry.kind for entry in (*found.head, *found.foot)} - {"unknown"}
        every = [entry.kind for entry in found.foot]
        # A list of articles has each field many times, and no text above.
        if every.count("title") != 1 or every.count("url") > 1 or not any(map(self._is_prose, self.blocks[:3])):
            return None
        # What an event is called, when and where it takes place stand below its announcement.
        if kinds <= _OF_EVENTS:
            return None
        return found if is_enough([*found.head, *found.foot], kinds) else None


_OF_EVENTS = frozenset({"title", "subtitle", "published", "place", "record"})


def _is_address_alone(leading: Sequence[Block]) -> bool:
    return len(leading) == 1 and leading[0].text.startswith(("http://", "https://"))
