"""The fields of a dump's record, and what makes a record of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from newsclean.cleaners.label_lines import is_counter
from newsclean.cleaners.name_shape import is_name_like
from newsclean.model.document import Block
from newsclean.text.measure import ends_sentence

_MIN_KINDS = 3
"""Kinds of fields that make a record where none of them alone does."""

_CREDITED = frozenset({"author", "byline", "publisher"})
"""One of these must stand beside an address and a date where there is no title: logs and lists have those two alone."""

_FULL_LINE = 45
"""Characters of a line whose value may go on, in capitals or not, on the next."""

_YEAR = 4
"""Characters of a date that is a year alone, as books and films have it."""


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

    head: list[Entry] = field(default_factory=list)
    foot: list[Entry] = field(default_factory=list)
    marks: list[Block] = field(default_factory=list)
    leading: list[Block] = field(default_factory=list)
    inside: list[Entry] = field(default_factory=list)
    others: Sequence[Block] = ()

    @property
    def is_numbered(self) -> bool:
        """Whether the lines above the first label are those that LexisNexis writes without labels."""
        kinds = {entry.kind for entry in self.head}
        return any(is_counter(block.text) for block in self.marks) or (
            "length" in kinds and len(kinds) >= _MIN_KINDS and any(is_copyright(line.text) for line in self.leading)
        )


def is_copyright(text: str) -> bool:
    """Whether a line is an archive's copyright line."""
    return text[:10].casefold().startswith(("copyright ", "©", "(c) ")) and not ends_sentence(text.removesuffix("."))


def fits(kind: str, value: str) -> bool:
    """Whether a label's value is of its kind: a date has a digit, and "Text: Jane Doe" is a credit."""
    if kind in {"published", "modified"}:
        return not value or any(map(str.isdigit, value))
    return kind != "body" or not is_name_like(value, fewest=2, most=4)


def is_enough(entries: Sequence[Entry], kinds: set[str]) -> bool:
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


def before_title(head: Sequence[Entry]) -> set[str]:
    """The kinds of the fields that a record has above its title."""
    before: set[str] = set()
    for entry in head:
        if entry.kind == "title":
            return before
        before.add(entry.kind)
    return set()


def settle_subject(entries: Sequence[Entry]) -> None:
    """A subject is an e-mail's title; beside a title it is what the document is about."""
    kinds = {entry.kind for entry in entries}
    for entry in entries:
        if entry.kind == "subject":
            entry.kind = "tags" if "title" in kinds or not kinds & {"sender", "published"} else "title"


def goes_on(entry: Entry, block: Block) -> bool:
    """Whether a field's value goes on in the line below it."""
    value = entry.value
    if not value:
        return True
    last = (entry.block, *entry.more)[-1]
    if block.gap or block.index != last.index + 1 or ends_sentence(value):
        return False
    return block.text[0].islower() or len(last.text) >= _FULL_LINE
