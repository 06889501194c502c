"""The records of labelled fields at the head and the foot of a dump, and where its article's text lies between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from newsclean.cleaners.label_lines import (
    Label,
    has_codes,
    is_body_label,
    is_counter,
    is_fence,
    is_mark,
    label_of,
)
from newsclean.cleaners.name_shape import is_name_like
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
_MAX_LOOSE_CODED = 8
_PROSE_WORDS = 12
_SAID_WORDS = 4
_FULL_LINE = 45
"""Characters of a line whose value may go on, in capitals or not, on the next."""

_FOLLOWS = 6
"""Lines below a second title among which another label must stand, so that the title opens another document."""

_YEAR = 4


class Entry(Struct, gc=False):
    """A field of a record.

    Attributes:
        kind: what kind of field, a group of `phrases/labelled_fields.toml`; `unknown` for a label of no list.
        block: the labelled line.
        label: the label as written.
        start: where the value begins in the line.
        more: the lines below on which the value goes on.
    """

    kind: str
    block: Block
    label: str
    start: int
    more: list[Block]

    @property
    def value(self) -> str:
        """The value, its lines joined by blanks."""
        return " ".join(text for text in (self.block.text[self.start :], *(item.text for item in self.more)) if text)


class Records(Struct, gc=False):
    """What labels say of a dump.

    Attributes:
        head: the fields above the text, in order; the label of the text itself is the last.
        foot: the fields below it.
        marks: rules, counters and the like around them.
        leading: lines above the first label.
        inside: labels within the text, as Factiva parts a lead from what follows.
        others: the lines of further documents behind the first.
    """

    head: list[Entry]
    foot: list[Entry]
    marks: list[Block]
    leading: list[Block]
    inside: list[Entry]
    others: Sequence[Block]

    @property
    def is_numbered(self) -> bool:
        """Whether the lines above the first label are those that LexisNexis writes without labels."""
        kinds = {entry.kind for entry in self.head}
        return any(is_counter(block.text) for block in self.marks) or (
            "length" in kinds and len(kinds) >= _MIN_KINDS and any(is_copyright(line.text) for line in self.leading)
        )


_MIN_KINDS = 3


def is_copyright(text: str) -> bool:
    """Whether a line is an archive's copyright line."""
    return text[:10].casefold().startswith(("copyright ", "©", "(c) ")) and not ends_sentence(text.removesuffix("."))


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
        self.draft = draft
        self.blocks = blocks
        self.codes = codes
        self.fenced = False
        self.equals = False
        self.text = 0

    def head(self) -> Records | None:
        """The record at the start, where there is enough of it."""
        found = Records([], [], [], [], [], ())
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
                    self.text = at + 1
                    break
                continue
            label = self._label(block, found)
            if label is not None and label.kinds:
                self._close(found, loose)
                entry = self._entry(block, label, found)
                found.head.append(entry)
                self.text = at + 1
                if entry.kind == "body":
                    self.text = at if entry.value else at + 1
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
        _settle_subject(found.head)
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
        if label is not None and label.kinds and not _fits(label.kinds[0], block.text[label.end :]):
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
            elif found.head and (self.fenced or self.codes or _goes_on(found.head[-1], block)):
                found.head[-1].more.append(block)
        loose.clear()

    def _value_below(self, found: Records, loose: list[Block]) -> None:
        """Take the first line below a last label that has no value on its own line."""
        last = found.head[-1] if found.head else None
        if last is None or last.kind == "body" or last.value or not loose or self._is_prose(loose[0]):
            return
        last.more.append(loose[0])
        self.text = next(at for at, block in enumerate(self.blocks) if block is loose[0]) + 1

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
        if len(found.leading) > (0 if named and "body" not in kinds else 2) and not _is_address_alone(found.leading):
            return False
        return _is_enough(found.head, kinds)

    def read_rest(self, found: Records) -> None:
        """Read the text's own labels, the record at the foot, and where another document begins."""
        end = next(iter(self._openings(found)), len(self.blocks))
        found.others = self.blocks[end:]
        self._read_foot(found, end)
        if self.codes:
            for block in self.blocks[self.text : end]:
                label = label_of(block.text, codes=True)
                if label is not None and label.kinds == ("body",) and block is not found.head[-1].block:
                    found.inside.append(Entry("body", block, label.name, label.end, []))

    def _openings(self, found: Records) -> Iterator[int]:
        """Indices of the lines with which further documents open."""
        before = _before_title(found.head)
        kinds = {entry.kind for entry in found.head} - {"unknown"}
        for at in range(self.text + 1, len(self.blocks)):
            text = self.blocks[at].text
            if is_counter(text) and any(is_counter(block.text) for block in found.marks):
                yield at
                continue
            if "title" not in kinds or "title" not in self._kinds(at):
                continue
            below = range(at + 1, min(len(self.blocks), at + 1 + _FOLLOWS))
            if not any((set(self._kinds(other)) - {"title"}) & kinds for other in below):
                continue
            first = at
            while first - 1 > self.text and set(self._kinds(first - 1)) & before:
                first -= 1
            while first - 1 > self.text and is_mark(self.blocks[first - 1].text):
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
        for at in range(end - 1, max(self.text, end - MAX_LINES), -1):
            block = self.blocks[at]
            label = label_of(block.text, codes=self.codes)
            if self.codes and self._is_prose(block):
                break
            if label is not None and label.kinds:
                entry = self._entry(block, label, Records(found.head, foot, [], [], [], ()))
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
        _settle_subject([*found.head, *found.foot])

    def foot_alone(self) -> Records | None:
        """The record at the foot of a dump that has none at its head, the label of the text aside."""
        found = Records([], [], [], [], [], ())
        if not self.blocks:
            return None
        self.text = 0
        self._read_foot(found, len(self.blocks))
        label = label_of(self.blocks[0].text)
        if label is not None and label.kinds == ("body",):
            found.head.append(Entry("body", self.blocks[0], label.name, label.end, []))
        kinds = {entry.kind for entry in (*found.head, *found.foot)} - {"unknown"}
        every = [entry.kind for entry in found.foot]
        # A list of articles has each field many times, and no text above.
        if every.count("title") != 1 or every.count("url") > 1 or not any(map(self._is_prose, self.blocks[:3])):
            return None
        return found if _is_enough([*found.head, *found.foot], kinds) else None


def _fits(kind: str, value: str) -> bool:
    """Whether a label's value is of its kind: a date has a digit, and "Text: Jane Doe" is a credit."""
    if kind in {"published", "modified"}:
        return not value or any(map(str.isdigit, value))
    return kind != "body" or not is_name_like(value, fewest=2, most=4)


def _is_address_alone(leading: Sequence[Block]) -> bool:
    return len(leading) == 1 and leading[0].text.startswith(("http://", "https://"))


def _is_enough(entries: Sequence[Entry], kinds: set[str]) -> bool:
    """Whether fields of these kinds are a document's record.

    A title with its author and publisher, and a year at most, may be a book's.
    """
    full = any(entry.kind == "published" and len(entry.value.strip()) > _YEAR for entry in entries)
    telling = kinds & {"body", "url", "section", "tags", "modified", "length", "language", "description", "sender"}
    if full:
        telling.add("published")
    if "foreign" in kinds:
        return False
    if "title" in kinds:
        return bool(telling & {"body", "published", "url", "sender"}) or (len(telling) > 1 and len(kinds) >= _MIN_KINDS)
    sure = bool(telling & {"body", "length"}) or ({"url", "published"} <= telling and bool(kinds & _CREDITED))
    return len(kinds) >= _MIN_KINDS and sure and len(telling) > 1


_CREDITED = frozenset({"author", "byline", "publisher"})


def _before_title(head: Sequence[Entry]) -> set[str]:
    """The kinds of the fields that a record has above its title."""
    before: set[str] = set()
    for entry in head:
        if entry.kind == "title":
            return before
        before.add(entry.kind)
    return set()


def _settle_subject(entries: Sequence[Entry]) -> None:
    """A subject is an e-mail's title; beside a title it is what the document is about."""
    kinds = {entry.kind for entry in entries}
    for entry in entries:
        if entry.kind == "subject":
            entry.kind = "tags" if "title" in kinds or not kinds & {"sender", "published"} else "title"


def _goes_on(entry: Entry, block: Block) -> bool:
    """Whether a field's value goes on in the line below it."""
    value = entry.value
    if not value:
        return True
    last = (entry.block, *entry.more)[-1]
    if block.gap or block.index != last.index + 1 or ends_sentence(value):
        return False
    return block.text[0].islower() or len(last.text) >= _FULL_LINE
