"""Parts of a heading that styles set apart from the headline: kickers, badges, counts and buttons."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from newsclean.ingest.markup import Attributes

_WORD = re.compile(r"[^\W\d_]+")

_BESIDE = frozenset(
    "kicker overline eyebrow topline roofline dachzeile spitzmarke surtitre surtitle supertitle pretitle pretitulo "
    "overtitle antetitulo volanta cintillo occhiello badge flag label topic category vignette "
    "comments comment count share".split(),
)
"""Class words of such parts, in English and as German, French, Spanish, Italian and Argentine newsrooms name them."""

_MAX_SHARE = 0.5
"""Share of the heading's characters that such a part has at most. What is longer is the headline, whatever its name."""

MAX_HEADING = 400
"""Characters of a heading, blanks included; what is longer is one that was left open, and holds a page.
The longest headline of the development corpora has 211."""

_MIN_PART = 3
"""Characters of the part before a joint: the parts of a word that styles animate, and initials, are shorter."""


_CLINGING = frozenset(":;,.!?…)]}’”»：、。，")
"""Marks that stand right behind a word."""


def is_beside_headline(node: LexborNode, attributes: Attributes, size: int) -> bool:
    """Whether an element of a heading is no part of the headline: by its class, and because it is short.

    With a colon behind it a kicker is printed as the headline's beginning, and is one.

    Args:
        node: the element.
        attributes: its attributes.
        size: characters of the heading.
    """
    name = attributes.get("class")
    if not name or not _tells_beside(name):
        return False
    text = (node.text(deep=True) or "").strip()
    if not 0 < len(text) <= _MAX_SHARE * size:
        return False
    following = node.next
    behind = (following.text(deep=True) or "").lstrip() if following is not None else ""
    return not (text.endswith((":", "：")) or behind.startswith((":", "：")))


@lru_cache(maxsize=1024)
def _tells_beside(name: str) -> bool:
    return not _BESIDE.isdisjoint(_WORD.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()))


def is_next_part(node: LexborNode, attributes: Attributes) -> bool:
    """Whether an inline element of a heading stands right behind another of a different class.

    Styles set such parts on lines of their own; joined, the last word of one and the first of the other would be one.
    """
    before = node.prev
    if before is None or before.tag != node.tag or not (name := attributes.get("class")):
        return False
    if (node.text(deep=True) or " ").lstrip()[:1] in _CLINGING:
        return False
    other = before.attributes.get("class")
    return bool(other) and other != name and len((before.text(deep=True) or "").strip()) >= _MIN_PART
