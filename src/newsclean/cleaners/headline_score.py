"""Which line is the headline: candidates, what can be measured of each, and the weights of the measures."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Mapping, Sequence

from msgspec import Struct

from newsclean.cleaners.article_opening import MAX_DOUBTFUL_WORDS, MAX_FIRST_WORDS, Opening
from newsclean.cleaners.declared import Declared, site_tokens, titles_of
from newsclean.cleaners.headline_shape import (
    GLUED,
    JOINTS,
    LIST_ITEM,
    MAX_CHARACTERS,
    MAX_WORDS,
    OPEN_ENDS,
    end_of_headline,
    has_full_stop,
    is_date_shaped,
    is_unspaced_menu,
    start_of_headline,
)
from newsclean.cleaners.wording import agreement, probes, stems, stems_of, tokens_of
from newsclean.model.document import Block
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.elements import words_of
from newsclean.text.measure import ends_sentence

MAX_SENTENCE_WORDS = 12
"""Words of a headline that closes with a full stop."""

BELOW = 5
"""Lines below the first line of the body's core that may still be the headline: a core that begins with a menu or a
caption begins above it."""

_CORE_CHARACTERS = 6_000
"""Characters of the core that confirm a headline's words; its topic is named early."""

_LEAD_BLOCKS = 5
_LEAD_WORDS = 12
"""Paragraphs of the core that are its lead, and words of one."""

_CORE_WORDS = 8
"""Words of a block that is counted to the core; subheads and items of lists have fewer."""

_FEWEST = 3
"""Words of a dump's headline, unless it is the first line and the text follows it, or a copy does."""

_BYLINE_WORDS = 15
"""Words of a line with the label of a byline; in longer ones it is a word of the sentence."""

_SUBHEAD_FIT = 0.6
"""Agreement with a declared headline that a lower heading inside the body needs; without it it is a subhead."""

_AGREEMENT = 0.8
_AGREED_SHARE = 2 / 3
"""Agreement with a declared headline that makes any block a candidate; and the share of the declared words that a block
must have for it, however long it is."""

_PAGE_PARTS = frozenset(
    {"nav", "footer", "aside", "related", "teaser", "card", "sidebar", "recommended", "trending", "modal"}
)

_LOGOS = frozenset({"logo", "brand", "masthead"})

MAX_SITE_WORDS = 5
"""Words of a site's name in its logo."""

_HEADLINE_CUES = frozenset({"headline", "title", "titel", "titulo", "titre", "titolo", "heading", "kop", "rubrik"})


class Candidate(Struct, frozen=True, gc=False):
    """A block that may be the headline.

    Attributes:
        block: the block.
        start: where the headline begins in its text.
        end: where it ends.
        measures: what was measured, 0 to 1 each; a measure that is not there is 0.
    """

    block: Block
    start: int
    end: int
    measures: dict[str, float]

    @property
    def text(self) -> str:
        """The headline."""
        return self.block.text[self.start : self.end]

    def total(self, weights: Mapping[str, float]) -> float:
        """The weighted sum of the measures."""
        return sum(weights.get(name, 0.0) * value for name, value in self.measures.items())


def candidates(draft: Draft) -> list[Candidate]:
    """The blocks that may be the headline, with their measures, in reading order."""
    return _Page(draft).candidates()


class _Page:
    """What the measures of one document's candidates are taken from."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.blocks: Sequence[Block] = draft.all
        content = draft.content
        self.has_core = content.end > content.start
        self.start = content.start if self.has_core else len(self.blocks)
        self.limit = min(len(self.blocks), self.start + BELOW)
        self.declared: tuple[Declared, ...] = draft.learn(titles_of)
        self.sites = site_tokens(draft.document) if draft.is_html else frozenset()
        self.sizes = {
            size
            for item in self.declared
            for size in range(math.ceil(0.8 * len(item.text)), math.floor(1.25 * len(item.text)) + 1)
        }
        self.probes = {word for item in self.declared for word in probes(item.tokens, _AGREED_SHARE)}
        end = content.end if self.has_core else len(self.blocks)
        self.core: set[str] = set()
        self.lead: set[str] = set()
        self._read_core(self.blocks[content.start : end] if self.has_core else self.blocks)
        reach = self.limit + 5
        self.is_prose = draft.facts.prose[:reach]
        self.is_date = [is_date_shaped(block.text, draft.words(block)) for block in self.blocks[:reach]]
        self.is_byline = [False] * reach
        self.is_credit: set[int] = set()
        for hit in draft.hits:
            if hit.group == "byline" and hit.block.index < reach and draft.words(hit.block) <= _BYLINE_WORDS:
                self.is_byline[hit.block.index] = True
            elif hit.group != "byline":
                self.is_credit.add(hit.block.index)
        self.opening = Opening(draft, is_date=self.is_date, is_byline=self.is_byline)
        is_fragment = draft.is_html and not self.declared
        self.fragment_opening = self.opening.of_fragment() if is_fragment else -1

    def _read_core(self, blocks: Sequence[Block]) -> None:
        characters = 0
        paragraphs = 0
        first: set[str] = set()
        for number, block in enumerate(blocks):
            words = self.draft.words(block)
            if words < _CORE_WORDS:
                continue
            is_long = len(block.text) > _CORE_CHARACTERS
            found = stems(block.text[:_CORE_CHARACTERS]) if is_long else stems_of(self.draft, block)
            self.core |= found
            if number < _LEAD_BLOCKS and self.draft.facts.closes[block.index]:
                first |= found
            if words >= _LEAD_WORDS and paragraphs < _LEAD_BLOCKS:
                self.lead |= found
                paragraphs += 1
            characters += len(block.text)
            if characters > _CORE_CHARACTERS:
                break
        if not paragraphs and not self.draft.is_html:
            # A brief of short sentences.
            self.lead = first

    def candidates(self) -> list[Candidate]:
        is_html = self.draft.is_html
        found: list[Candidate] = []
        recent: list[bool] = []
        last_mark = -1
        for at in range(self.limit - 1, -1, -1):
            if self.is_date[at] or self.is_byline[at]:
                last_mark = at if at < self.start else last_mark
                if last_mark >= 0:
                    break
        for block in self._blocks_to_look_at():
            words = self.draft.words(block)
            if not 1 <= words <= MAX_WORDS or len(block.text) > MAX_CHARACTERS or not self.draft.is_open(block):
                continue
            if (
                is_html
                and block.kind != "heading"
                and not (self._may_agree(block) or _is_titled(block.cues) or block.index == self.fragment_opening)
            ):
                continue
            fit = self._declared_fit(block) if is_html else {}
            if is_html and not self._may_be_headline(block, fit):
                continue
            if not any(map(str.isalpha, block.text)):
                continue
            if (
                not is_html
                and words < _FEWEST
                and not (block.index == 0 and (self._has_copy_below(block) or (words > 1 and self.opening.is_at(0))))
            ):
                continue
            if (
                not is_html
                and self._prose_at(block.index)
                and has_full_stop(block.text)
                and (block.index >= self.start or words > MAX_SENTENCE_WORDS)
            ):
                continue
            if not is_html and self._is_list_item(block):
                continue
            end = end_of_headline(block.text)
            start = start_of_headline(block.text) if not is_html else 0
            text = block.text[start:end]
            measures = self._measures(block, text, words if len(text) == len(block.text) else len(text.split()))
            measures.update(fit)
            if is_html:
                measures.update(self._markup(block))
            measures["rivals_above"] = sum(recent[-12:][-3:]) / 3
            measures["mark_below"] = float(block.index < last_mark)
            if end < len(block.text):
                measures["mark_near"] = measures["mark_below"] = 1.0
            recent.append(
                measures["lead"] >= 0.5 and measures["lead_count"] >= 2 / 6 and not self._prose_at(block.index)
            )
            found.append(Candidate(block, start, end, {name: value for name, value in measures.items() if value}))
        return found

    def _blocks_to_look_at(self) -> Sequence[Block]:
        """The blocks above the body; on an HTML page without a first-level heading there, all blocks."""
        above = self.blocks[: self.limit]
        if not self.draft.is_html or any(block.tag == "h1" for block in above):
            return above
        return self.blocks

    def _has_copy_below(self, block: Block) -> bool:
        return any(index - block.index <= 4 for index in self.draft.repeats(block))

    def _is_list_item(self, block: Block) -> bool:
        """Whether the line is an item of a list: it begins with a number or a bullet, and so does the next or last."""
        if not LIST_ITEM.match(block.text):
            return False
        beside = self.blocks[max(0, block.index - 1) : block.index + 3]
        return any(item is not block and LIST_ITEM.match(item.text) for item in beside)

    def _prose_at(self, index: int) -> bool:
        return 0 <= index < len(self.is_prose) and self.is_prose[index]

    def _declared_fit(self, block: Block) -> dict[str, float]:
        """How far the block agrees with each kind of declared headline."""
        if not self.declared or (block.kind != "heading" and not self._has_length_of_declared(block)):
            return {}
        ours = tokens_of(self.draft, block)
        fit: dict[str, float] = {}
        for item in self.declared:
            value = agreement(ours, item.tokens)
            if value > fit.get(item.source, 0.0):
                fit[item.source] = value
        return fit

    def _has_length_of_declared(self, block: Block) -> bool:
        return len(block.text) in self.sizes

    def _may_agree(self, block: Block) -> bool:
        """Whether the block has the length and one of the words without which it can say no declared headline."""
        if not self._has_length_of_declared(block):
            return False
        folded = self.draft.facts.folded[block.index]
        return any(word in folded for word in self.probes)

    def _may_be_headline(self, block: Block, fit: Mapping[str, float]) -> bool:
        if block.kind == "heading" and self._is_site_name(block):
            return False
        best = max(fit.values(), default=0.0)
        if block.kind == "heading":
            above = block.index < self.start or (block.index == self.start and not self._has_first_heading)
            return block.level == 1 or above or best >= _SUBHEAD_FIT or block.index == self.fragment_opening
        return best >= _AGREEMENT or _is_titled(block.cues) or block.index == self.fragment_opening

    @functools.cached_property
    def _has_first_heading(self) -> bool:
        """Whether a first-level heading that is not the site's name stands above the body."""
        return any(block.level == 1 and not self._is_site_name(block) for block in self.blocks[: self.limit])

    def _is_site_name(self, block: Block) -> bool:
        """Whether a heading is the site's name: a link that says what the page calls itself, or stands in a logo."""
        if block.link_chars < 0.9 * len(block.text) or self.draft.words(block) > MAX_SITE_WORDS:
            return False
        if tokens_of(self.draft, block) in self.sites:
            return True
        around = itertools.islice(self.draft.ancestors(block), 2)
        return any(not _LOGOS.isdisjoint(words_of(cues)) for cues in (block.cues, *(item.cues for item in around)))

    def _measures(self, block: Block, text: str, words: int) -> dict[str, float]:
        """What is measured of a candidate in any kind of document."""
        draft = self.draft
        at = block.index
        below = self.blocks[at + 1 : at + 5]
        reach = len(self.is_date)
        named = stems(text)
        in_core = len(named & self.core)
        in_lead = len(named & self.lead)
        size = len(named) or 1
        closes = ends_sentence(text)
        stops = closes and has_full_stop(text)
        copies = draft.repeats(block)
        capitals = [word[0].isupper() for word in text.split() if word[0].isalpha()]
        share_of_capitals = sum(capitals) / len(capitals) if len(capitals) > 2 else 0.0
        before = self.start - at
        copies_below = [index for index in copies if 0 < index - at <= 4]
        dates = [item.index for item in below if item.index < reach and self.is_date[item.index]]
        bylines = [item.index for item in below if item.index < reach and self.is_byline[item.index]]
        opens = (
            not draft.is_html
            and not stops
            and words <= MAX_FIRST_WORDS
            and (in_core > 0 or (at == 0 and words > MAX_DOUBTFUL_WORDS))
            and not text.endswith(OPEN_ENDS)
            and (at == 0 or GLUED.search(text) is None)
            and self.opening.is_at(at)
        )
        values = {
            "words_2": words <= 2,
            "words_3": words == 3,
            "words_4": words == 4,
            "words_5_6": words in {5, 6},
            "words_15_18": 15 <= words <= 18,
            "words_19_25": 19 <= words <= 25,
            "words_26": words > 25,
            "full_stop": stops,
            "question": closes and not stops,
            "core": in_core / size,
            "core_count": min(in_core, 8) / 8,
            "lead": in_lead / size,
            "lead_count": min(in_lead, 6) / 6,
            "stems": min(len(named), 12) / 12,
            "at_core": before == 0 and not opens,
            "in_core": before < 0,
            "far": before > 30,
            "first": at == 0,
            "opens": at == self.fragment_opening if draft.is_html else opens,
            "copy_below": bool(copies_below),
            "first_of_copies": at == 0 and bool(copies_below),
            "date_below": bool(dates),
            "byline_below": bool(bylines),
            "prose_next": self._prose_at(at + 1) or (opens and self.opening.heads_list(at)),
            "prose_second": self._prose_at(at + 2) and not self._prose_at(at + 1),
            "prose_above": self._prose_at(at - 1),
            "short_above": at > 0 and draft.words(self.blocks[at - 1]) <= 3,
            "long_above": at > 0 and not self._prose_at(at - 1) and draft.words(self.blocks[at - 1]) >= 5,
            "number_next": bool(below) and below[0].text.isdigit(),
            "date_above": 0 < at <= reach and self.is_date[at - 1],
            "has_date": at < reach and self.is_date[at] and text == block.text,
            "byline": at < reach and self.is_byline[at] and text == block.text,
            "credit": at in self.is_credit,
            "joints": JOINTS.search(text) is not None or ("»" in text and "«" not in text),
            "title_case": share_of_capitals > 0.7,
            "menu": (words >= 8 and share_of_capitals > 0.9) or is_unspaced_menu(text),
            "upper": text.isupper(),
            "open_end": text.endswith(OPEN_ENDS),
            "glued": GLUED.search(text) is not None,
        }
        return {name: float(value) for name, value in values.items()}

    def _markup(self, block: Block) -> dict[str, float]:
        """What is measured of a candidate in HTML only."""
        own = words_of(block.cues)
        around = {item.tag for item in self.draft.ancestors(block)}
        words: set[str] = set()
        for number, container in enumerate(self.draft.ancestors(block)):
            if number >= 6:
                break
            words |= words_of(container.cues)
        return {
            "h1": float(block.level == 1 and block.kind == "heading"),
            "h2": float(block.level == 2 and block.kind == "heading"),
            "h3": float(block.level >= 3 and block.kind == "heading"),
            "headline_cue": float("headline" in own or "itemprop=headline" in block.cues),
            "title_cue": float(not _HEADLINE_CUES.isdisjoint(own)),
            "page_part": float(not _PAGE_PARTS.isdisjoint(around | words)),
            "in_article": float("article" in around or "main" in around),
            "linked": block.link_chars / len(block.text),
            "site_name": float(not _LOGOS.isdisjoint(own | words)),
            "after_core": float(self.has_core and block.index >= self.draft.content.end),
        }


@functools.lru_cache(maxsize=8192)
def _is_titled(cues: tuple[str, ...]) -> bool:
    """Whether an element's class, id or itemprop speaks of a title."""
    return any("title" in cue or "headline" in cue for cue in cues)
