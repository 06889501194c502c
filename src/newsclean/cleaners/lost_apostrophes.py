"""Apostrophes that a scraper lost ("Russia s ministry"), put back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from msgspec import Struct

from newsclean.model.decision import Decision, Edit
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft

MIN_SIGNS: Final = 2
"""Sure signs of loss in a document before its doubtful places are mended too; one where it holds no apostrophe."""

_MIN_FUNCTION_WORDS: Final = 0.07
"""Share of a document's words that must be function words of a language for its rules to apply. In running text the
lists below make up .14 to .30, in a text of another language under .04; menus around the text halve that."""

_NOT_OWNERS: Final = frozenset(
    "a an and are as at be by category class classes figure for from grade grades group hepatitis in is letter letters "
    "level line lowercase model no of on or phase plan plural route s schedule section series size sizes small "
    "suffix the to type types uppercase vitamin vitamins was with word".split(),
)
"""Words before a bare "s" that name it ("the letter s", "vitamin s") rather than own what follows."""


_APOSTROPHES: Final = frozenset("'\u2019\u2018`\u00b4\u02bc")


class _Rules(Struct, frozen=True, eq=False):
    """Where a language loses apostrophes. The blank to be mended is the one group of each pattern.

    Every sure pattern's blank is also found by `blank` in the folded text, which is one quick search where the patterns
    are many.
    """

    function_words: frozenset[str]
    blank: re.Pattern[str]
    sure: tuple[re.Pattern[str], ...]
    doubtful: tuple[re.Pattern[str], ...] = ()


_ENGLISH = _Rules(
    function_words=frozenset("the of and that for with from this have has said".split()),
    blank=re.compile(r" (?:[mst]|ll|re|ve)\b"),
    sure=(
        re.compile(
            r"\b(?:ain|aren|couldn|didn|doesn|don|hadn|hasn|haven|isn|mustn|shouldn|wasn|weren|wouldn)( )t\b",
            re.IGNORECASE,
        ),
        re.compile(r"\b(?:[Cc]an|[Ww]on)( )t\b"),
        re.compile(r"\b(?:[Tt]hey|[Ww]e|[Yy]ou)( )(?:ll|re|ve)\b"),
        re.compile(r"\bI( )(?:ll|m|ve)\b"),
        re.compile(r"\b(?:[Hh]e|[Ii]t|[Ss]he|[Tt]hat|[Tt]here|[Ww]hat|[Ww]ho|[Hh]ere|[Ll]et)( )s\b(?= [a-z])"),
        re.compile(r"\b[A-Z][^\W\d_]*[a-z]( )s\b(?= [^\W\d_])"),
    ),
    doubtful=(re.compile(r"\b[a-z]{3,}( )s\b(?= [^\W\d_])"),),
)
_FRENCH = _Rules(
    function_words=frozenset("le les des du et une à dans pour par sur est au qui ont pas".split()),
    blank=re.compile(r" (?:(?:(?<=\b[cdjlmnst] )|(?<=qu ))(?=[aeiouyhàâæéèêëîïôœûù])|(?<=ujourd )(?=hui))"),
    sure=(
        re.compile(
            r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)( )(?=[aeiouyhàâæéèêëîïôœûùAEIOUYHÀÂÆÉÈÊËÎÏÔŒÛÙ][^\W\d_])"
        ),
        re.compile(
            r"(?:^|[.!?:«»\"“(] ?)(?:[CDJLNS]|Qu|Lorsqu|Puisqu)( )"
            r"(?=[aeiouyhàâæéèêëîïôœûùAEIOUYHÀÂÆÉÈÊËÎÏÔŒÛÙ][^\W\d_])"
        ),
        re.compile(r"\b[Aa]ujourd( )hui\b"),
    ),
)
_ITALIAN = _Rules(
    function_words=frozenset("il di e che della del per con non è sono gli nel più dei".split()),
    blank=re.compile(r" (?:(?<=\b[cdl] )|(?<=ll )|(?<=est ))(?=[aeiouàèéìòù])"),
    sure=(
        re.compile(
            r"\b(?:[Aa]ll|[Dd]all|[Dd]ell|[Nn]ell|[Ss]ull|[Qq]uell|[Qq]uest)( )(?=[aeiouàèéìòùAEIOUÀÈÉÌÒÙ][^\W\d_])"
        ),
        re.compile(r"\b(?:l|d|c)( )(?=[aeiouàèéìòùAEIOUÀÈÉÌÒÙ])"),
    ),
)
_RULES: Final = (_ENGLISH, _FRENCH, _ITALIAN)
_FUNCTION_WORDS: Final = frozenset().union(*(rules.function_words for rules in _RULES))


@cleaner("lost_apostrophes", reasons=["possessive", "contraction", "elision"])
def lost_apostrophes(draft: Draft) -> Iterator[Decision]:
    """Apostrophes that are missing where English, French or Italian cannot do without one."""
    blocks = [block for block in draft.blocks if " " in block.text]
    runs = draft.facts.runs
    least = _MIN_FUNCTION_WORDS * sum(map(len, runs))
    # One pass over all words and three over the few of any list cost less than three over all.
    known = list(filter(_FUNCTION_WORDS.__contains__, chain.from_iterable(runs)))
    shares = {rules: sum(map(rules.function_words.__contains__, known)) for rules in _RULES}
    found = {
        rules: signs
        for rules, share in shares.items()
        if share >= least and (signs := _found(_with_blank(draft, blocks, rules), rules.sure))
    }
    has_apostrophes = not _APOSTROPHES.isdisjoint(draft.facts.characters)
    if not found and not has_apostrophes and shares[_ENGLISH] >= least:
        # Where a text has no apostrophe at all, two owners without one are no chance.
        doubtful = _found(_with_blank(draft, blocks, _ENGLISH), _ENGLISH.doubtful)
        found = {_ENGLISH: doubtful} if len(doubtful) >= MIN_SIGNS else {}
    if not found:
        return
    rules = max(found, key=lambda rules: shares[rules])
    signs = found[rules]
    if len(signs) >= MIN_SIGNS or not has_apostrophes:
        signs = {**signs, **_found(blocks, rules.doubtful)}
    mark = _mark(blocks)
    for (_, at), block in sorted(signs.items(), key=lambda item: item[0]):
        yield Edit(block, at, at + 1, mark, _reason(block.text, at, rules), _word_before(block.text, at))


def _with_blank(draft: Draft, blocks: list[Block], rules: _Rules) -> list[Block]:
    """The blocks in which a sure pattern can match at all; in sound text hardly any."""
    if not rules.blank.search(draft.facts.whole):
        return []
    return [block for block in blocks if rules.blank.search(draft.facts.folded[block.index])]


def _found(blocks: list[Block], patterns: tuple[re.Pattern[str], ...]) -> dict[tuple[int, int], Block]:
    """The places where a pattern misses an apostrophe: block index and offset of the blank."""
    return {
        (block.index, match.start(1)): block
        for pattern in patterns
        for block in blocks
        for match in pattern.finditer(block.text)
        if not _names_the_letter(block.text, match.start(1))
    }


def _names_the_letter(text: str, at: int) -> bool:
    """Whether the word before the blank makes of the "s" after it the name of a letter."""
    if text[at + 1 : at + 2] != "s" or text[at + 2 : at + 3].isalpha():
        return False
    return _word_before(text, at).lower() in _NOT_OWNERS


def _word_before(text: str, at: int) -> str:
    """The word that ends at an offset. Only that word is copied: a long line may have many such places."""
    return text[text.rfind(" ", 0, at) + 1 : at]


def _mark(blocks: list[Block]) -> str:
    """The apostrophe that the document itself uses; the straight one where it uses none."""
    curly = sum(block.text.count("\u2019") for block in blocks)
    return "\u2019" if curly > sum(block.text.count("'") for block in blocks) else "'"


def _reason(text: str, at: int, rules: _Rules) -> str:
    if rules is not _ENGLISH:
        return "elision"
    return "possessive" if text[at + 1 : at + 3].rstrip() == "s" else "contraction"
