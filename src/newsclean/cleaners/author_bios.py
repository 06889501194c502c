"""What is said about the author below the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.cleaners.head import head_of
from newsclean.cleaners.name_shape import is_handle, is_name_like
from newsclean.cleaners.shape import Cues, by_block
from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged
from newsclean.text.fold import fold, key
from newsclean.text.measure import is_unspaced

MAX_WORDS = 130
LAST_PARAGRAPHS = 4
"""Paragraphs at the end of the body's core among which a bio may hide: it is running text, so the core takes it in."""

TAIL = 30
"""Blocks after the core in which a bio may stand, below share bars and tags."""

_MAX_START = 80
"""Characters before what is said of the author: a name, a second name, an outlet."""

_CUES = frozenset(
    {"bio", "biography", "authorbio", "authorbox", "authorinfo", "autorenbox", "autorinfo", "aboutauthor"}
)
_AUTHOR = frozenset({"author", "autor", "auteur", "autore", "contributor"})
_PRONOUNS = frozenset("he she they er sie il elle él ella ele ela han hun hon".split())
_WEAK = frozenset(
    {
        "covers", "is the", "is our", "joined the", "is based in", "couvre", "cubre", "cobre", "ist für", "ist seit",
        "'s chief",
        "studierte", "arbeitet als", "arbeitet für", "arbeitet seit", "a rejoint", "zajmuje się", "dekker", "dækker",
        "bevakar", "trabaja en", "журналист", "обозреватель", "оглядач", "is the founder of", "is a professor of",
        "is an associate professor", "is the author of", "is author of", "is a fellow at", "is a senior fellow",
        "est professeur", "est chercheur", "ist professor", "ist professorin", "ist gründer", "es profesor",
        "es profesora", "is hoogleraar", "mezun oldu", "毕业于", "畢業於", "年生まれ", "を担当", "graduated from",
        "absolvierte", "is an award-winning", "ist autor", "ist autorin", "is a writer", "is the editor", "est auteur",
        "is a journalist", "ist journalist", "ist journalistin", "est journaliste", "es periodista", "is an editor",
        "has worked for", "is a producer", "is a broadcaster", "reports on", "is a passionate", "skriver om",
        "is a lecturer", "is a seasoned", "is a research fellow", "has been published in", "ist reporter",
    },
)  # fmt: skip
"""What reports say of people they write about as well: the author's name must be known, or stand alone above."""


@cleaner(
    "author_bios",
    phrases=packaged("author_bios"),
    reasons=["below_heading", "cued", "name"],
    always=True,
    after=["bylines"],
)
def author_bios(draft: Draft) -> Iterator[Decision]:
    """What is said about the author below the body: "… is a reporter covering …", boxes headed "About the author"."""
    content = draft.content
    if content.start == content.end:
        return
    finder = _Finder(draft)
    yield from finder.decide()


_PROFESSION = re.compile(
    r"(?:is|was|has been|is currently) an? (?:[\w'-]+,? ){0,4}"
    r"(?:reporter|writer|journalist|editor|correspondent|columnist|blogger|copywriter)\b",
)
"""An English bio names the profession after up to four words of praise and field: "is a politics reporter"."""


class _Finder:
    """Finds the bios of one document."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._hits = by_block(draft.hits)
        self._names = frozenset(
            word
            for use in draft.used("byline")
            for word in key(use.value).split()
            if len(word) > 2 and not word.isdigit() and word not in {"von", "the", "and", "und", "par", "por"}
        )
        self._boxes: tuple[Cues, Cues] | None = None
        content = draft.content
        prose = [block.index for block in draft.all[content.start : content.end] if draft.is_sentence_like(block)]
        self._last = prose[-LAST_PARAGRAPHS:]
        middle = (content.start + content.end) // 2
        self._start = max(middle, self._last[0] if self._last else content.end, head_of(draft).body + 1)
        self._end = content.end + TAIL
        self._taken: set[int] = set()

    def decide(self) -> Iterator[Remove]:
        draft = self._draft
        for block in draft.blocks:
            if block.index in self._taken or not self._start <= block.index < self._end:
                continue
            found = self._hits.get(block.index, ())
            heading = next((hit for hit in found if hit.group == "heading"), None)
            if heading is not None and draft.words(block) <= 6:
                below = list(self._below(block))
                if below:
                    yield heading.remove()
                    for other in below:
                        self._taken.add(other.index)
                        yield Remove(other, "below_heading", f'below "{block.text[:40]}"')
                continue
            for hit in found:
                if hit.group == "bio" and self._is_bio(block, hit):
                    self._taken.add(block.index)
                    yield hit.remove()
                    yield from self._beside(block)
                    break
            else:
                yield from self._otherwise(block)

    def _otherwise(self, block: Block) -> Iterator[Remove]:
        """Bios that no phrase gives away: by the profession, or by the markup."""
        match = _PROFESSION.search(block.text, 0, 140) if self._draft.words(block) <= MAX_WORDS else None
        if match is not None and self._is_named(block, match.start(), weak=False):
            yield Remove(block, "bio", f'"{match.group()}"')
            yield from self._beside(block)
        elif self._is_cued(block):
            yield Remove(block, "cued", "in an author's box")

    def _is_bio(self, block: Block, hit: Hit) -> bool:
        """Whether the words found say something of a person named, or meant, right before them."""
        draft = self._draft
        text = block.text
        if draft.words(block) > MAX_WORDS or hit.start > _MAX_START or block.kind in {"quote", "heading", "list_item"}:
            return False
        if is_unspaced(text[:1]):
            return draft.place(block) == "after" or self._is_below_name(block)
        return self._is_named(block, hit.start, weak=hit.phrase in _WEAK)

    def _is_named(self, block: Block, start: int, *, weak: bool) -> bool:
        """Whether a name or a pronoun stands before what is said, and enough else speaks for the author.

        Args:
            block: the block.
            start: where what is said begins.
            weak: whether reports say the same of people they write about.
        """
        draft = self._draft
        before = block.text[:start].strip(" ,:|-–—")
        if start > _MAX_START or block.kind in {"quote", "heading", "list_item"}:
            return False
        if fold(before) in _PRONOUNS:
            return self._is_below_name(block) or self._is_below_bio(block)
        if not before:
            return self._is_below_name(block)
        if not (before[0].isupper() and is_name_like(before.split(",", 1)[0], most=7)):
            return False
        if not self._names.isdisjoint(key(before).split()) or self._is_below_name(block):
            return True
        return not weak and (draft.place(block) == "after" or block.index == self._last[-1])

    def _is_below_name(self, block: Block) -> bool:
        """Whether a name alone on its line, taken for a byline or not, stands above the block within three lines."""
        for above in self._draft.previous(block, 3):
            if self._draft.is_sentence_like(above):
                return False
            words = key(above.text).split()
            if self._names and words and self._names.issuperset(words):
                return True
            if self._draft.settled_by(above) == "bylines":
                return True
        return False

    def _is_below_bio(self, block: Block) -> bool:
        return any(above.index in self._taken for above in self._draft.previous(block))

    def _beside(self, bio: Block) -> Iterator[Remove]:
        """The author's name above the bio, links and addresses around it."""
        draft = self._draft
        for other in (*draft.previous(bio, 3), *draft.following(bio, 3)):
            if other.index in self._taken or not draft.is_open(other) or draft.words(other) > 6:
                continue
            link = any(hit.group == "link" for hit in self._hits.get(other.index, ()))
            words = key(other.text).split()
            if link or is_handle(other.text) or (self._names and words and self._names.issuperset(words)):
                self._taken.add(other.index)
                yield Remove(other, "link" if link else "name", "beside the author's bio")

    def _below(self, heading: Block) -> Iterator[Block]:
        """Name, bio and links under a heading: up to the first bio or long line, and short lines before it."""
        draft = self._draft
        found: list[Block] = []
        for block in draft.following(heading, 5):
            if not draft.is_open(block):
                continue
            words = draft.words(block)
            if words > MAX_WORDS:
                break
            if draft.is_sentence_like(block):
                found.append(block)
                yield from found
                return
            if not (is_name_like(block.text, most=8) or words <= 6):
                break
            found.append(block)
        if found and is_name_like(found[0].text, fewest=2, most=6):
            yield found[0]

    def _is_cued(self, block: Block) -> bool:
        """Whether the markup says so: a bio, in a box that does not hold the body."""
        draft = self._draft
        if not draft.is_html or draft.place(block) != "after" or draft.words(block) > MAX_WORDS:
            return False
        if block.kind == "heading" or block.link_chars > 0.5 * len(block.text):
            return False
        if self._boxes is None:
            self._boxes = Cues(draft, _CUES), Cues(draft, _AUTHOR)
        bio, author = self._boxes
        return block in bio or (block in author and draft.is_sentence_like(block))
