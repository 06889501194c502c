"""The standfirst."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclean.cleaners.declared import Declared, summaries
from newsclean.cleaners.headline_shape import is_date_shaped
from newsclean.cleaners.wording import agreement, run_in, stems_of, tokens, tokens_of
from newsclean.model.decision import Decision, Use
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.elements import words_of
from newsclean.pipeline.phrase import packaged
from newsclean.text.measure import ends_sentence

MIN_WORDS = 6
MAX_WORDS = 80
"""Bounds of a standfirst. Of 93 in the gold of the development pages two are shorter and one is longer, lists aside."""

_REACH = 25
"""Blocks below the headline in which a standfirst is looked for; bylines and share bars stand between them."""

_CUES = frozenset(
    """standfirst dek deck lede lead leads leadtext strapline subtitle subtitles subheadline subheading subhead excerpt
    einleitung preface vorspann anriss anleser ingress underrubrik manchet manchett sapo chapo chapeau entradilla bajada
    bajadas sumario copete volanta sottotitolo sommario occhiello catenaccio perex lid spot ozet abstract intro preamble
    epigraph summary teaser description zajawka anons sinopsis resumen linhafina gravata""".split(),
)
"""Words in class names that mean a standfirst, in the languages of the sites that print them. `lead-in` and `text-lead`
count by their part `lead`."""

_WEAK_CUES = frozenset({"teaser", "description", "summary", "intro", "abstract", "excerpt", "leads", "spot", "deck"})
"""Words that other things carry too: boxes of other stories, pictures, bullet summaries, first paragraphs."""

_PICTURE_CUES = frozenset(
    """figure figcaption caption image img photo foto picture gallery video media legend bildunterschrift card cards
    comment comments product""".split(),
)
"""Words in class names and tags of what holds captions, players and cards. A lead picture's caption carries `lead`."""

_MAX_PROSE = 3
"""Paragraphs in a container whose class names a standfirst; one with more is a wrapper of the article."""

_DECLARED = 0.85
"""Agreement with the declared summary; sites cut and re-punctuate it."""

_LIKE_TITLE = 0.6
"""Agreement with the headline at which a line is another wording of it."""

_NEAR = 3
"""Lines between headline and standfirst in a dump: a kicker, a count, a reading time."""

_MARKS = 6
"""Lines below the standfirst among which a byline or date must come; a share bar may stand before it."""

_MAX_BARE_WORDS = 60
"""Words of a standfirst that only its place gives away."""

_UNMARKED_WORDS = 8
"""Words of a standfirst without a terminal mark in a dump, so that a kicker or a place name is none."""

_SEED_WORDS = range(8, 36)
_ELABORATED = 0.5
"""Share of a standfirst's words that the paragraphs below it take up again."""


@cleaner(
    "standfirst",
    phrases=packaged("standfirst"),
    reasons=["cue", "declared", "subheading", "above_byline", "below_repeated_headline"],
    always=True,
    after=["headline", "repeated_headline"],
)
def standfirst(draft: Draft) -> Iterator[Decision]:
    """The standfirst: the sentence or two between headline and body that sum the story up."""
    uses = draft.used("title")
    if not uses:
        return
    page = _Page(draft, uses[0].block)
    if draft.is_html:
        found = page.by_markup() or page.above_byline()
    else:
        found = page.above_byline() or page.below_repeated_headline()
    yield from found


class _Page:
    """The blocks between the headline and the first paragraphs of the body."""

    def __init__(self, draft: Draft, title: int) -> None:
        self.draft = draft
        content = draft.content
        limit = max(content.start, title) + 4 if content.end > content.start else len(draft.all)
        copies = [index for index in draft.settled("headline", "repeated_headline") if title <= index < limit]
        self.copies = copies
        self.title = tokens(draft.used("title")[0].value)
        self.first = max(copies, default=title) + 1
        self.blocks = draft.all[self.first : self.first + _REACH]
        self.bylines = {hit.block.index for hit in draft.hits if hit.group == "byline" and draft.words(hit.block) <= 15}
        self.credits = {hit.block.index for hit in draft.hits if hit.group == "credit"}
        self.declared: tuple[Declared, ...] = summaries(draft.hints) if draft.is_html else ()

    def by_markup(self) -> list[Use]:
        """Standfirsts that the page's class names, its headings or its declared summary give away."""
        draft = self.draft
        prose_in = self._prose_in_containers()
        found: list[Use] = []
        paragraphs = 0
        for block in self.blocks:
            is_prose = self._is_prose(block)
            if self._may_be_standfirst(block) and block.link_chars * 2 < len(block.text):
                reason, evidence = self._markup(block, prose_in)
                adjoining = not found or block.index - found[-1].block.index <= 2
                if reason and adjoining and (not found or (reason == found[-1].reason == "cue")):
                    found.append(Use(block, "subtitle", None, reason, evidence))
                    continue
            paragraphs += is_prose and draft.words(block) >= 15 and block.index not in self.credits
            if found or paragraphs >= 2:
                break
        return found if self._leaves_body(found) else []

    def _markup(self, block: Block, prose_in: Sequence[int]) -> tuple[str, str]:
        """What the markup says of a block: a reason and its evidence; an empty reason for nothing."""
        draft = self.draft
        fit = max((_fit(tokens_of(draft, block), item) for item in self.declared), default=0.0)
        cue = self._cue(block, prose_in)
        apart = self._stands_apart(block)
        if cue and (cue not in _WEAK_CUES or fit >= _DECLARED or self._mark_follows(block)):
            return "cue", f"class {cue}"
        if fit >= _DECLARED and apart:
            return "declared", f"agreement with the declared summary {fit:.2f}"
        is_heading = block.kind == "heading" and block.level > 1 and draft.words(block) >= 2 * MIN_WORDS
        if is_heading and block.index - self.first <= 2 and self._mark_follows(block):
            return "subheading", f"heading of level {block.level} below the headline"
        return "", ""

    def _cue(self, block: Block, prose_in: Sequence[int]) -> str:
        own = sorted(words_of(block.cues) & _CUES)
        if own:
            return own[0]
        for container in self.draft.ancestors(block):
            if prose_in[container.index] > _MAX_PROSE:
                break
            around = sorted(words_of(container.cues) & _CUES)
            if around:
                return around[0]
        return ""

    def _stands_apart(self, block: Block) -> bool:
        """Whether the block is set off from the paragraphs below: another container or class, bold, a mark between."""
        if self._mark_follows(block):
            return True
        below = [item for item in self.draft.following(block, 12) if self._is_prose(item)][:2]
        if len(below) < 2:
            return False
        if all(item.container != block.container for item in below):
            return below[0].container == below[1].container or block.kind == "heading"
        if 10 * block.strong_chars >= 9 * len(block.text):
            return all(2 * item.strong_chars < len(item.text) for item in below)
        return bool(block.cues) and all(set(item.cues) != set(block.cues) for item in below) and block.tag == "p"

    def above_byline(self) -> list[Use]:
        """A sentence below the headline with the byline or the date below it.

        Without a terminal mark it must stand between the two, with nothing else there. Where a date or a byline stands
        above it already, another byline must follow at once.
        """
        marked = False
        for block in self.blocks[: _NEAR + 1]:
            if self._is_mark(block):
                marked = True
                continue
            touches = block.index == self.first and bool(self._marks_directly_below(block))
            is_line = touches and self.draft.words(block) >= _UNMARKED_WORDS and block.text[-1].isalnum()
            if not self._is_prose(block) and not is_line:
                continue
            too_long = self.draft.words(block) > _MAX_BARE_WORDS
            if too_long or not self._may_be_standfirst(block) or block.index in self.credits:
                return []
            follows = "byline" in self._marks_directly_below(block) if marked else self._mark_follows(block)
            found = [Use(block, "subtitle", None, "above_byline", "between headline and byline or date")]
            return found if follows and self._leaves_body(found) else []
        return []

    def _marks_directly_below(self, block: Block) -> str:
        """`byline` or `date` if the next block is one, else nothing."""
        below = self.draft.following(block)
        if not below or not self._is_mark(below[0]):
            return ""
        item = below[0]
        is_byline = item.index in self.bylines or self.draft.settled_by(item) == "bylines"
        return "byline" if is_byline and not is_date_shaped(item.text, self.draft.words(item)) else "date"

    def below_repeated_headline(self) -> list[Use]:
        """One sentence directly below the second copy of the headline, with longer paragraphs below that take it up."""
        draft = self.draft
        if len(self.copies) < 2 or not self.blocks:
            return []
        block = self.blocks[0]
        if not draft.is_open(block) or draft.words(block) not in _SEED_WORDS or not ends_sentence(block.text):
            return []
        below = draft.following(block, _MAX_PROSE)
        if len(below) < _MAX_PROSE or not all(draft.is_sentence_like(item) for item in below[:2]):
            return []
        named = stems_of(draft, block)
        taken_up = named & set().union(*(stems_of(draft, item) for item in below))
        longer = draft.words(below[0]) > draft.words(block) and draft.words(below[1]) > draft.words(block)
        if longer and named and len(taken_up) >= _ELABORATED * len(named):
            return [
                Use(block, "subtitle", None, "below_repeated_headline", f"{len(taken_up)} of {len(named)} words below")
            ]
        return []

    def _may_be_standfirst(self, block: Block) -> bool:
        """Whether nothing speaks against the block: its length, its words, its place in a picture or a card."""
        draft = self.draft
        if not draft.is_open(block) or not MIN_WORDS <= draft.words(block) <= MAX_WORDS or block.tag == "h1":
            return False
        if block.kind == "caption" or agreement(tokens_of(draft, block), self.title) >= _LIKE_TITLE:
            return False
        words = set(words_of(block.cues))
        for number, container in enumerate(draft.ancestors(block)):
            if number == 2:
                break
            words |= words_of(container.cues) | {container.tag}
        return _PICTURE_CUES.isdisjoint(words)

    def _is_prose(self, block: Block) -> bool:
        return self.draft.is_sentence_like(block) or (
            self.draft.words(block) >= MIN_WORDS and ends_sentence(block.text)
        )

    def _is_mark(self, block: Block) -> bool:
        if self.draft.settled_by(block) == "bylines" or block.index in self.bylines:
            return True
        return not self._is_prose(block) and is_date_shaped(block.text, self.draft.words(block))

    def _mark_follows(self, block: Block) -> bool:
        """Whether a byline or date comes before the next paragraph."""
        for item in self.draft.following(block, _MARKS):
            if self._is_mark(item):
                return True
            if self._is_prose(item):
                return False
        return False

    def _leaves_body(self, found: list[Use]) -> bool:
        """Whether running text follows: a page's only paragraph is its body."""
        if not found:
            return False
        taken = {use.block.index for use in found}
        last = max(taken)
        return sum(self._is_prose(item) for item in self.draft.all[last + 1 : last + 1 + 3 * _REACH]) >= 2

    def _prose_in_containers(self) -> Sequence[int]:
        """How many paragraphs of the page each container holds."""
        return self.draft.elements.counts(block for block in self.draft.all if self._is_prose(block))


def _fit(ours: tuple[str, ...], item: Declared) -> float:
    """Agreement with a declared summary, which may be cut off."""
    theirs = item.tokens
    if len(theirs) < len(ours) and 2 * len(theirs) >= len(ours) and run_in(theirs[:-1], ours) == 0:
        return 1.0
    return agreement(ours, theirs)
