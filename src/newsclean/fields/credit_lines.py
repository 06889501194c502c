"""Lines near the headline, or right behind the body, that credit somebody although no cleaner took them for bylines.

Cleaners remove lines, so they must be sure; a field may look closer, for all it can do is name nobody.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from newsclean.fields.credit_forms import in_one_form
from newsclean.fields.names import EDGE, is_person, tells_role
from newsclean.fields.people import authors_in, without_label
from newsclean.fields.sources import Sources
from newsclean.fields.words import key, words
from newsclean.model.article import Author
from newsclean.model.audit import Used
from newsclean.model.document import Block
from newsclean.text.fold import fold
from newsclean.text.measure import ends_sentence, is_unspaced

BELOW_HEADLINE = 12
"""Blocks below the headline in which a line may credit the author: share bars and a picture stand between."""

BEHIND = 3
"""Blocks behind the body, and at its end, in which a name alone signs it."""

MAX_CREDIT = 160
"""Characters of such a line. Three names with roles and a date have some 150."""

_LABEL_WORDS = 16
_BAR = re.compile(r"\s*[|•·]\s*")
_DATED = re.compile(r"^\D{4,80}?(?=\s*[|•·–—,-]?\s*(?:\d|$))")
_MONTH = re.compile(r"(?:(?<=[a-zà-ž])|\s+)(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?$")
_ROLE = re.compile(r"^([^–—|,-]{4,40}?)\s*(?:[–—|,]|\s-\s)\s*(\S.{2,60})$")
_TITLED = re.compile(r"^([\uac00-\ud7a3]{2,4})\s?(?:선임기자|객원기자|인턴기자|기자|특파원|논설위원)(?:\s+\S+@\S+)?$")

Sign = Literal["label", "role", "dated", "name"]


class CreditLine(Struct, frozen=True):
    """A line that credits somebody.

    Attributes:
        block: where it stands.
        authors: who it names.
        sign: what tells: a label such as "by", a role behind the name, a date behind it, or its place alone.
    """

    block: Block
    authors: tuple[Author, ...]
    sign: Sign


def credit_lines(sources: Sources, site: frozenset[str]) -> Iterator[CreditLine]:
    """The lines, those with the surest sign first.

    Args:
        sources: the document's evidence.
        site: keys of the site's own names.
    """
    found: list[CreditLine] = []
    head, tail = _places(sources)
    bylines = [sources.block(use) for field in ("byline", "published") for use in sources.uses(field)]
    near = {block.index: block for block in (*head, *bylines, *tail)}
    for _, block in sorted(near.items()):
        line = _read(block, sources, site)
        if line is not None:
            found.append(line)
    order: tuple[Sign, ...] = ("label", "role", "dated", "name")
    yield from sorted(found, key=lambda line: order.index(line.sign))


def _places(sources: Sources) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks between headline and body, and those at the body's end."""
    start, end = sources.outcome.core
    if start == end:
        return (), ()
    blocks = sources.document.blocks
    titles = [use.block for use in sources.uses("title") if use.block <= start]
    first = max(titles) + 1 if titles else max(0, start - BELOW_HEADLINE)
    return blocks[first : min(start + 1, first + BELOW_HEADLINE)], blocks[max(start + 1, end - 1) : end + BEHIND]


_BY = frozenset(
    map(key, ("by", "written by", "posted by", "von", "par", "por", "di", "door", "av", "af", "автор", "oleh"))
)
_LONE_WORDS = 4
"""Words behind "by" that may be a pen name or a newsroom's: "by riverwatcher", "By the Example Team"."""

_CREDITING = frozenset({"bylines", "agency_signoffs"})
"""Cleaners whose lines may hold more than what they were used for."""


def _read(block: Block, sources: Sources, site: frozenset[str]) -> CreditLine | None:
    text = block.text
    if len(text) > MAX_CREDIT or len(text) < 3 or block.kind == "caption":
        return None
    fate = sources.outcome.audit.fates[block.index]
    if isinstance(fate, Used) and fate.by not in _CREDITING:
        return None

    def people(part: str, *, entity: bool = False, anybody: bool = False) -> tuple[Author, ...]:
        named = authors_in(part, source="block:credit", site=site, entity=entity)
        return tuple(author for author in named if anybody or author.kind == "person")

    if isinstance(fate, Used) or not text.isascii():
        text = in_one_form(text).strip(" |")
    titled = _TITLED.match(text)
    if titled is not None:
        return CreditLine(block, people(text), "role")
    for part in _BAR.split(text)[:5]:
        if _is_of_others(part):
            continue
        rest, labelled = without_label(part.strip(EDGE))
        if labelled and rest and len(part.split()) <= _LABEL_WORDS and not ends_sentence(part):
            label = key(part[: len(part) - len(rest)])
            lone = label in _BY and len(rest.split()) <= _LONE_WORDS and block.link_chars <= len(rest)
            named = people(part, anybody=lone)
            if named:
                return CreditLine(block, named, "label")
    if is_unspaced(text[:1]):
        return None
    role = _ROLE.match(text)
    if role is not None and is_person(role[1].strip()) and tells_role(set(key(role[2]).split())):
        return CreditLine(block, people(text), "role")
    if isinstance(fate, Used):
        dated = _DATED.match(text)
        named = people(_MONTH.sub("", dated.group())) if dated and not _is_of_others(text) else ()
        return CreditLine(block, named, "dated") if len(named) == 1 and _is_name(named[0].name, sources) else None
    if (
        block.kind != "heading"
        and _is_name(text, sources)
        and (_is_signature(block, sources) or _is_confirmed(block, sources))
    ):
        return CreditLine(block, people(text, entity=True), "name")
    return None


def _is_signature(block: Block, sources: Sources) -> bool:
    """Whether the line is the last that is left of the body, below a sentence."""
    kept = sources.kept[-2:]
    return sources.is_html and len(kept) == 2 and kept[1] is block and ends_sentence(kept[0].text)


def _is_of_others(text: str) -> bool:
    """Whether the line names its editor, reviewer or photographer."""
    first = key(text[:40]).split()
    return any(" ".join(first[:count]) in _others() for count in (1, 2))


@functools.cache
def _others() -> frozenset[str]:
    return frozenset(map(key, words("people", "not_authors")))


def _is_confirmed(block: Block, sources: Sources) -> bool:
    """Whether something beside its shape and place tells that a line is a name.

    That is an address with the surname in it, or a text about the person outside the body, which begins with the name.
    Without that, seven of ten such lines of the development corpora are no names ("Further Information").
    """
    name = block.text.strip(EDGE)
    surname = key(name).split()[-1]
    start, end = sources.outcome.core
    if any("@" in content and surname in fold(content) for content in sources.meta("author", "article:author")):
        return True
    for other in (*sources.document.blocks[:start], *sources.document.blocks[end:]):
        text = other.text
        if other is block or len(text) > _LONGEST_BIO:
            continue
        if "@" in text and len(surname) > 3 and surname in _local_parts(text):
            return True
        if text.startswith(name) and len(text) > 2 * len(name) and _is_about(text[len(name) :]):
            return True
    return False


_LONGEST_BIO = 1_500
_ADDRESS = re.compile(r"([\w.+-]{1,64})@[\w-]{1,63}\.\w")


def _local_parts(text: str) -> str:
    return fold(" ".join(_ADDRESS.findall(text)))


def _is_about(rest: str) -> bool:
    """Whether what follows a name tells of a person: a role, or a sentence that goes on in lower case."""
    following = rest.lstrip(EDGE + " ").split()
    return bool(following) and (tells_role(set(key(" ".join(following[:4])).split())) or following[0] in _COPULAS)


_COPULAS = frozenset(
    "is was has writes covers ist war hat schreibt est a es fue ha è scrive é foi är er jest był har on werkt".split(),
)
"""Words with which a biography goes on behind the name."""


def _is_name(text: str, sources: Sources) -> bool:
    """Whether a line is the full name of a person, none of whose words the body writes in lower case."""
    name = text.strip(EDGE)
    parts = key(name).split()
    return (
        2 <= len(parts) <= 4
        and is_person(name)
        and not any(len(part) > 2 and part in sources.common_words for part in parts)
    )
