"""Which HTML elements make blocks, hold clutter out of sight, or carry text along."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from newsclean.model.document import BlockKind

BLOCK_TAGS: Final = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre "
    "search section select summary table tbody td textarea tfoot th thead tr ul video audio".split(),
)
"""Elements that start a new line. `display: block` of the HTML standard's rendering section, and controls, whose
labels are no part of the text around them."""

UNSEEN_TAGS: Final = frozenset(
    "script style template noscript iframe object embed svg canvas math head audio video map datalist rp".split(),
)
"""Elements whose content a reader does not see as text."""

VOID_TAGS: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())

BARE_TAGS: Final = frozenset("b br em i strong u sub sup tbody thead tr wbr".split())
"""Elements whose attributes are not worth reading: they are not hidden, and their cues say nothing."""

STRONG_TAGS: Final = frozenset({"b", "strong"})

KINDS: Final[dict[str, BlockKind]] = {
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "p": "paragraph",
    "li": "list_item",
    "dt": "list_item",
    "dd": "list_item",
    "figcaption": "caption",
    "caption": "caption",
    "pre": "code",
    "tr": "table_row",
    "td": "table_row",
    "th": "table_row",
}

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_EMBED = re.compile(r"twitter-tweet|twitter-video|instagram-media|tiktok-embed|fb-post|bluesky-embed|reddit-embed")
_CAPTION = re.compile(
    r"(?:^|[-_=])(?:fig)?(?:caption|bildunterschrift|bildtext|cutline|legende)s?(?:[-_]{1,2}(?:text|content|inner|body|title))?$"
    r"|caption-attachment|(?:image|img|photo|picture|media|figure|foto|bild)[a-z]*[-_]{1,2}(?:caption|credit|copyright|legend|desc)",
)
_UNDISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

Attributes = dict[str, str | None]


def hidden_by(tag: str, attributes: Attributes) -> str | None:
    """What hides an element: `hidden`, `aria_hidden`, `display_none` or `dialog`; `None` for one that can be seen."""
    if not attributes:
        return "dialog" if tag == "dialog" else None
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return "hidden"
    if attributes.get("aria-hidden") == "true":
        return "aria_hidden"
    style = attributes.get("style")
    if style and _UNDISPLAYED.search(style):
        return "display_none"
    return "dialog" if tag == "dialog" and "open" not in attributes else None


def cues_of(attributes: Attributes) -> tuple[str, ...]:
    """Class, id, role, itemprop and component names as lower-case tokens, camelCase split with a hyphen."""
    if not attributes:
        return ()
    cues: list[str] = []
    value = attributes.get("class")
    if value:
        cues += (value if value.islower() else _CAMEL.sub("-", value).lower()).split()
    if len(attributes) > 1 or value is None:
        for name, mark in _MARKED:
            value = attributes.get(name)
            if value:
                cues += [
                    mark + token for token in (value if value.islower() else _CAMEL.sub("-", value).lower()).split()
                ]
    return tuple(cues)


_MARKED: Final = (
    ("id", "#"),
    ("role", "role="),
    ("itemprop", "itemprop="),
    ("data-testid", "data="),
    ("data-component", "data="),
    ("data-type", "data="),
)


@lru_cache(maxsize=4096)
def is_caption(cues: tuple[str, ...]) -> bool:
    """Whether the cues are those of a caption or a credit, as WordPress (`wp-caption-text`) and newsrooms name them.

    On 919 labelled pages 7 in 100 blocks inside the body whose class says caption or credit were part of the gold text.
    """
    return any(("c" in cue or "b" in cue) and _CAPTION.search(cue) is not None for cue in cues)


@lru_cache(maxsize=4096)
def is_embed(cues: tuple[str, ...]) -> bool:
    """Whether the cues are those of an embedded post (Twitter, Instagram, TikTok, Facebook, Bluesky, Reddit)."""
    return any(_EMBED.search(cue) for cue in cues)
