"""The document as one cleaner sees it: blocks still open, neighbours, repeats, place, and its own hits."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

from msgspec import Struct

from newsclean.model.decision import Edit, FieldUse, Remove, Use
from newsclean.model.document import Block, Container, ContentScore, Document, Hints
from newsclean.pipeline.elements import words_of

if TYPE_CHECKING:
    from newsclean.pipeline.elements import Elements
    from newsclean.pipeline.facts import Facts
    from newsclean.pipeline.sheet import Sheet

T = TypeVar("T")

Place = Literal["before", "inside", "after"]
"""Where a block stands to the core of the body."""

MAX_REPEATS = 32
"""Repeats of a block that are told on either side: a document of one line over and over has as many pairs of equal
blocks as the square of its length. No cleaner asks for more than a few."""


class Hit(Struct, frozen=True, gc=False):
    """A phrase of the cleaner's, found in an open block.

    Attributes:
        block: the block, as the draft shows it.
        start: offset of its first character in `block.text`.
        end: offset after its last character.
        phrase: the phrase, folded.
        group: the group of the phrase file it stands in (`phrase` for phrases given in code).
        language: the language of the list it stands in.
    """

    block: Block
    start: int
    end: int
    phrase: str
    group: str
    language: str

    @property
    def text(self) -> str:
        """The words as they stand in the block."""
        return self.block.text[self.start : self.end]

    def remove(self, reason: str | None = None, evidence: str | None = None) -> Remove:
        """Remove the block; by default for the phrase's group, with the words found as evidence."""
        return Remove(self.block, self.group if reason is None else reason, evidence or f'"{self.text}"')

    def use(self, field: str, value: str | None = None, reason: str | None = None) -> Use:
        """Use the block, or a part of its text, for a field."""
        return Use(self.block, field, value, self.group if reason is None else reason, f'"{self.text}"')

    def edit(self, text: str = "", reason: str | None = None) -> Edit:
        """Replace the words found, by default with nothing."""
        return Edit(self.block, self.start, self.end, text, self.group if reason is None else reason)


class Draft:
    """A document part way through a pipeline, shown to one cleaner. It cannot be changed through this face."""

    __slots__ = ("_hits", "_sheet", "facts")

    def __init__(self, sheet: Sheet, hits: Sequence[Hit] = ()) -> None:
        self._sheet = sheet
        self._hits = tuple(hits)
        self.facts: Facts = sheet.facts

    @property
    def document(self) -> Document:
        """The document as it was read."""
        return self._sheet.document

    @property
    def hints(self) -> Hints:
        """What the document says about itself outside its visible text."""
        return self._sheet.document.hints

    @property
    def is_html(self) -> bool:
        """Whether the document was HTML; a text dump has no containers, cues or link characters."""
        return self._sheet.document.origin.kind == "html"

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks no cleaner has settled, in reading order, texts as edited so far."""
        return self._sheet.open_blocks()

    @property
    def all(self) -> Sequence[Block]:
        """Every block of the document, settled ones too, texts as edited so far; `draft.all[i].index == i`."""
        return self._sheet.all_blocks()

    @property
    def hits(self) -> Sequence[Hit]:
        """This cleaner's phrases in open blocks, in reading order."""
        return self._hits

    def is_open(self, block: Block) -> bool:
        """Whether no cleaner has settled the block."""
        return self._sheet.fates[block.index] is None

    def settled_by(self, block: Block) -> str | None:
        """The name of the cleaner that settled the block."""
        return self._sheet.settled_by(block.index)

    def previous(self, block: Block, count: int = 1) -> tuple[Block, ...]:
        """Up to `count` blocks before this one, settled ones too, nearest first."""
        return tuple(reversed(self._sheet.shown[max(0, block.index - count) : block.index]))

    def following(self, block: Block, count: int = 1) -> tuple[Block, ...]:
        """Up to `count` blocks after this one, settled ones too, nearest first."""
        return tuple(self._sheet.shown[block.index + 1 : block.index + 1 + count])

    def settled(self, *cleaners: str) -> tuple[int, ...]:
        """Indices of the blocks that the cleaners of these names settled, rising."""
        settled = self._sheet.settled
        found = [index for name in cleaners for index in settled.get(name, ())]
        return tuple(sorted(found))

    @property
    def removed(self) -> int:
        """How many blocks earlier cleaners removed; those used for a field are not among them."""
        return self._sheet.removed

    def words(self, block: Block) -> int:
        """Words in the block."""
        return self.facts.words[block.index]

    def is_sentence_like(self, block: Block) -> bool:
        """Whether the block reads as running text (`newsclean.text.measure.is_sentence_like`)."""
        return self.facts.prose[block.index]

    def repeats(self, block: Block) -> tuple[int, ...]:
        """Indices of the other blocks, settled ones too, that say the same: same letters and digits, folded.

        The nearest `MAX_REPEATS` above and below the block, in reading order.
        """
        same = self.facts.alike(self.facts.keys[block.index])
        if len(same) < 2:
            return ()
        at = bisect.bisect_left(same, block.index)
        return (*same[max(0, at - MAX_REPEATS) : at], *same[at + 1 : at + 1 + MAX_REPEATS])

    def learn(self, measure: Callable[[Draft], T]) -> T:
        """What a function finds out about the document, computed once for all cleaners that ask.

        Args:
            measure: a function at the top level of a module. It must go by the texts, the hints and the content score
                alone: what it gave is used again until a text is edited, however many blocks are settled meanwhile.
        """
        learned = self._sheet.learned
        if measure in learned:
            found: T = learned[measure]
            return found
        found = learned[measure] = measure(Draft(self._sheet))
        return found

    @property
    def content(self) -> ContentScore:
        """The content score of the document; computed when first asked for."""
        return self._sheet.content

    def score(self, block: Block) -> float:
        """How likely the block is part of the body, 0 to 1."""
        return self._sheet.content.scores[block.index]

    def place(self, block: Block) -> Place:
        """Where the block stands to the core of the body; `before` where no core was found."""
        return self._sheet.places[block.index]

    @property
    def places(self) -> Sequence[Place]:
        """`place` of every block."""
        return self._sheet.places

    def used(self, field: str) -> tuple[FieldUse, ...]:
        """What earlier cleaners found for a field, in the order they found it."""
        return tuple(use for use in self._sheet.uses if use.field == field)

    @property
    def elements(self) -> Elements:
        """The elements around the blocks, and the cue words they carry; none in a text dump."""
        return self._sheet.elements

    def ancestors(self, block: Block) -> Iterator[Container]:
        """The containers around the block, innermost first; none in a text dump."""
        containers = self._sheet.document.containers
        index = block.container
        while index >= 0:
            container = containers[index]
            yield container
            index = container.parent

    def cue_words(self, block: Block) -> frozenset[str]:
        """The words of the class, id, role and itemprop cues on the block and around it, and the container tags.

        `class="article-share__list"` inside `<aside>` gives `article`, `share`, `list` and `aside`. Cues of `<html>`
        and `<body>` are left out: they tell about the page.
        """
        return self._sheet.elements.around(block.container) | words_of(block.cues)
