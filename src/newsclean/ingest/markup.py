"""Which HTML elements make blocks, hold clutter out of sight, or carry text along."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

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

HINT_TAGS: Final = frozenset({"meta", "link", "title", "img", "time"})
"""Elements that say something of the page beside its text."""

STRONG_TAGS: Final = frozenset({"b", "strong"})


Role = Literal["break", "unseen", "hint", "block", "link", "strong", "inline"]
"""What an element is to a walk over the page."""

ROLES: Final[dict[str, Role]] = {
    "a": "link",
    **dict.fromkeys(STRONG_TAGS, "strong"),
    **dict.fromkeys(BLOCK_TAGS, "block"),
    **dict.fromkeys(HINT_TAGS, "hint"),
    **dict.fromkeys(UNSEEN_TAGS, "unseen"),
    "br": "break",
}
"""By name; all others are `inline`."""

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
_SPECIAL = re.compile(
    "twitter-|instagram-|tiktok-|fb-post|bluesky-|reddit-|caption|bildunterschrift|bildtext|cutline|legend|credit|copyright|desc"
)
"""What a value with a cue of either kind has in it."""
_UNDISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

MARKING: Final = frozenset({"rel", "itemprop", "property"})
"""Attributes that say what an element is."""

Attributes = dict[str, str | None]
Special = Literal["", "embed", "caption"]

_NEVER_SPECIAL: Final = frozenset("html body main article header footer nav form h1 h2 h3 h4 h5 h6".split())
"""Elements whose cues describe the page or its parts, and headings, which stay headings whatever they are called."""

HIDING: Final = frozenset({"hidden", "aria-hidden", "style"})
"""Attributes that can hide an element, `<dialog>` aside, which is hidden without `open`."""


def hidden_by(tag: str, attributes: Attributes) -> str | None:
    """What hides an element: `hidden`, `aria_hidden`, `display_none` or `dialog`; `None` for one that can be seen."""
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return "hidden"
    if attributes.get("aria-hidden") == "true":
        return "aria_hidden"
    style = attributes.get("style")
    if style and _UNDISPLAYED.search(style):
        return "display_none"
    return "dialog" if tag == "dialog" and "open" not in attributes else None


class Cues(NamedTuple):
    """The cues of an element, and whether one of them makes it special.

    Attributes:
        tokens: class, id, role, itemprop and component names in lower case, camelCase split with a hyphen.
        special: `embed` where they are those of an embedded post, `caption` where of a caption.
    """

    tokens: tuple[str, ...]
    special: Special


NO_CUES: Final = Cues((), "")

_MARKED: Final = {
    "id": "#",
    "role": "role=",
    "itemprop": "itemprop=",
    "data-testid": "data=",
    "data-component": "data=",
    "data-type": "data=",
}


def cues_of(attributes: Attributes) -> Cues:
    """The cues of an element with these attributes."""
    value = attributes.get("class")
    found = _cues_in(value, "") if value else NO_CUES
    if _MARKED.keys().isdisjoint(attributes):
        return found
    for name, mark in _MARKED.items():
        value = attributes.get(name)
        if value:
            more = _cues_in(value, mark)
            found = Cues(found.tokens + more.tokens, _first(found.special, more.special))
    return found


@lru_cache(maxsize=4096)
def _cues_in(value: str, mark: str) -> Cues:
    """The cues in the value of one attribute. A page repeats its classes, and a site its pages."""
    lowered = value if value.islower() else _CAMEL.sub("-", value).lower()
    tokens = lowered.split()
    if mark:
        tokens = [mark + token for token in tokens]
    special: Special = ""
    # Most values hold no such word at all.
    if _SPECIAL.search(lowered):
        for token in tokens:
            special = _first(special, _special(token))
    return Cues(tuple(tokens), special)


_TOPICS: Final = frozenset(
    f"{of}{mark}{name}"
    for of in ("", "article", "post", "entry", "story", "content", "c", "news")
    for mark in ("-", "_", "__")
    for name in ("tags", "topics", "keywords", "tag-list", "tag-links", "tags-links", "taglist")
)
"""Class names of lists of topics; `tag-politics` names what an article is about."""


@lru_cache(maxsize=4096)
def lists_topics(cues: tuple[str, ...]) -> bool:
    """Whether an element is a list of topics by its class: each link in it is one, blanks between them or not."""
    return any(cue in _TOPICS or "-" + cue in _TOPICS for cue in cues)


def _first(one: Special, other: Special) -> Special:
    """An embedded post before a caption."""
    return one if one == "embed" or not other else other


def _special(cue: str) -> Special:
    """What the cue makes of an element.

    `embed`: an embedded post (Twitter, Instagram, TikTok, Facebook, Bluesky, Reddit). `caption`: a caption or a credit,
    as WordPress (`wp-caption-text`) and newsrooms name them: on 919 labelled pages 7 in 100 blocks inside the body
    whose class says caption or credit were part of the gold text.
    """
    if _EMBED.search(cue):
        return "embed"
    return "caption" if _CAPTION.search(cue) else ""


@lru_cache(maxsize=4096)
def kind_of(tag: str, special: Special, around: BlockKind, level: int) -> tuple[BlockKind, int]:
    """What a block element makes of its text, its own kind or the one it stands in, and the level of that.

    Args:
        tag: the element.
        special: what its cues say.
        around: the kind of the block element around it.
        level: the level of that.
    """
    if tag == "blockquote":
        return ("embed" if around == "embed" or special == "embed" else "quote"), 0
    if special and tag not in _NEVER_SPECIAL:
        return special, 0
    if tag in {"ul", "ol"}:
        return ("list_item", level) if around == "list_item" else ("other", 0)
    if tag == "li":
        return "list_item", level + 1 if around == "list_item" else 1
    if around in {"quote", "embed", "caption"}:
        return around, 0
    own = KINDS.get(tag)
    if own == "heading":
        return "heading", int(tag[1])
    if around in {"list_item", "table_row", "code"}:
        return around, level
    return own or "other", 0
