"""Markdown that a scraper wrote: its marks taken out of a dump, what they mark kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from newsclean.model.decision import Decision, Edit, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft

MIN_SIGNS: Final = 2
"""Headings, bold passages and underlines in a dump that show it to be Markdown; one link or picture does alone."""

_ADDRESS: Final = r"<[^<>]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?"
_TARGET: Final = rf"\((?:{_ADDRESS})(?:\s{{1,4}}[\"'“][^\"”]{{0,300}}[\"'”])?\s?\)"
"""An address in brackets, with or without a title."""

_IMAGE: Final = re.compile(rf"!\[[^\[\]]{{0,500}}\](?:{_TARGET}|\[[^\[\]]{{0,60}}\])")
_AROUND: Final = re.compile(rf"\]{_TARGET}")
"""What closes a link whose text is a picture, which `_LINK` does not find for the picture's own brackets."""

_LINK: Final = re.compile(rf"(?<!!)\[([^\[\]]{{0,500}})\]({_TARGET})")
_WEB: Final = re.compile(r"\(<?(?:https?://|/|\./|\.\./|#|mailto:|tel:|www\.|\))", re.IGNORECASE)
"""What follows a link's text is an address; "[we](sic)" is none."""

_REFERENCE: Final = re.compile(r"(?<!!)\[([^\[\]^]{1,300})\]\[([^\[\]]{0,60})\]")
_DEFINITION: Final = re.compile(r"\[([^\[\]^]{1,60})\]:\s{1,4}<?(?:https?://|/|#|mailto:)\S{1,2000}(?:\s.{0,300})?")
_AUTOLINK: Final = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")

_HEADING: Final = re.compile(r"#{1,6} +(?=\S)")
_CLOSING_HASHES: Final = re.compile(r" +#{1,6}$")
_QUOTE: Final = re.compile(r"(?:> ?)+(?=\S)")
_RULE: Final = re.compile(
    r"[-*_](?: ?[-*_]){2,}|={3,}|\|?(?: ?:?-{2,}:? ?\|)+(?: ?:?-{2,}:? ?)?|`{3,}\w{0,20}|~{3,}\w{0,20}"
)
"""Lines that part sections, underline headings, head tables, or fence code."""

_UNDERLINE: Final = re.compile(r"={3,}|-{3,}")

_UNEVEN: Final = 3
"""Characters by which the line under a heading may be longer or shorter; tools draw it as long as the heading."""

_STRONG: Final = re.compile(
    r"\*\*(?=[^\s*])([^*]{1,400})(?<=\S)\*\*|(?<!\w)__(?=[^\s_])(?![a-z0-9]{1,40}__)([^_]{1,400})(?<=\S)__(?!\w)"
)
"""Strong emphasis; one word in small letters between underscores is a name of Python's (`__init__`)."""

_EMPHASIS: Final = re.compile(
    r"(?<![\w*\\])\*(?=[^\s*])([^*]{1,400})(?<![\s\\])\*(?![\w*])|(?<![\w_\\])_(?=[^\s_])([^_]{1,400})(?<![\s\\])_(?![\w_])"
)
_CODE: Final = re.compile(r"(?<!`)(`{1,2})(?=[^`\s])[^`]{1,300}\1(?!`)")
_NOTE: Final = re.compile(r"\[\^[^\[\]\s]{1,20}\](?!:)")
_ESCAPE: Final = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!>~|-])")
"""What CommonMark 0.31.2 calls strong emphasis, emphasis, code spans and backslash escapes, within one line; the rules
on what may stand beside a mark are narrowed to those that no plain text meets."""

_SIGNS: Final = ("](", "# ", "===", "---", "**", "__")
"""One of these stands in every link, picture, heading, underline and bold passage."""

_MARKS: Final = frozenset("#*_`[]<>\\=-~|")


@cleaner(
    "markdown",
    reasons=["heading", "link", "picture", "emphasis", "code", "quote", "escape", "rule", "link_target"],
    always=True,
)
def markdown(draft: Draft) -> Iterator[Decision]:
    """The marks of Markdown in dumps that are written in it; `#hashtag` and a lone `*` are none."""
    if draft.is_html or not any(sign in draft.facts.whole for sign in _SIGNS) or not _is_markdown(draft):
        return
    targets = {
        match.group(1).casefold() for block in draft.blocks if (match := _DEFINITION.fullmatch(block.text)) is not None
    }
    for block in draft.blocks:
        text = block.text
        if _MARKS.isdisjoint(text):
            continue
        if _RULE.fullmatch(text):
            yield Remove(block, "rule", f'"{text[:20]}"')
        elif _DEFINITION.fullmatch(text):
            yield Remove(block, "link_target", f'"{text[:60]}"')
        elif "](" in text and not any(map(str.isalnum, _without_pictures(text))):
            yield Remove(block, "picture" if "![" in text else "link", f'"{text[:80]}"')
        else:
            yield from _edits(block, targets)


def _is_markdown(draft: Draft) -> bool:
    """Whether the dump holds a link or a picture as Markdown writes them, or several of its other signs."""
    signs = 0
    blocks = draft.blocks
    before = ""
    for at, block in enumerate(blocks):
        text = block.text
        if "](" in text and (_IMAGE.search(text) or any(_WEB.match(match.group(2)) for match in _LINK.finditer(text))):
            return True
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if following is not None and _HEADING.match(text):
            # Tags are written so, too, one below the other or in a row.
            alone = not _HEADING.match(before) and not _HEADING.match(following.text)
            if alone and "#" not in _CLOSING_HASHES.sub("", text).lstrip("#"):
                signs += MIN_SIGNS if at == 0 else 1
        elif following is not None and following.gap == 0 and _UNDERLINE.fullmatch(following.text):
            signs += MIN_SIGNS if abs(len(following.text) - len(text)) <= _UNEVEN else following.text[0] == "="
        signs += ("**" in text or "__" in text) and _STRONG.search(text) is not None
        if signs >= MIN_SIGNS:
            return True
        before = text
    return False


def _without_pictures(text: str) -> str:
    """The text without pictures, and without the links that hold nothing else."""
    return _LINK.sub(lambda match: match.group(1), _IMAGE.sub("", text))


def _edits(block: Block, targets: set[str]) -> Iterator[Edit]:
    """The edits that take the marks out of one line; none overlaps another, and pictures and links come first."""
    text = block.text
    found: list[tuple[int, int, str]] = []
    start = 0
    if match := _QUOTE.match(text):
        found.append((0, match.end(), "quote"))
        start = match.end()
    if match := _HEADING.match(text, start):
        found.append((start, match.end(), "heading"))
        if match := _CLOSING_HASHES.search(text, match.end()):
            found.append((match.start(), match.end(), "heading"))
    found += _links(text, targets)
    for pattern, reason in ((_CODE, "code"), (_STRONG, "emphasis"), (_EMPHASIS, "emphasis")):
        for match in pattern.finditer(text, start):
            # A code span's group is its mark; the others' is what stands between the marks.
            inner = match.start(match.lastindex or 0)
            width = len(match.group(1)) if pattern is _CODE else inner - match.start()
            found.append((match.start(), match.start() + width, reason))
            found.append((match.end() - width, match.end(), reason))
    found += [(match.start(), match.end(), "link") for match in _NOTE.finditer(text)]
    found += [(match.start(), match.end(), "escape") for match in _ESCAPE.finditer(text)]
    at = 0
    order = {"picture": 0, "link": 1}
    for begin, end, reason in sorted(found, key=lambda span: (span[0], order.get(span[2], 2), -span[1])):
        if begin >= at:
            yield Edit(block, begin, end, "", reason, text[begin:end][:200])
            at = end


def _links(text: str, targets: set[str]) -> Iterator[tuple[int, int, str]]:
    """The spans of pictures, and what stands around the text of links."""
    pictures = [match.span() for match in _IMAGE.finditer(text)] if "![" in text else []
    for begin, end in pictures:
        # A link that holds nothing but a picture goes with it.
        around = _AROUND.match(text, end) if begin and text[begin - 1] == "[" else None
        span = (begin, end) if around is None else (begin - 1, around.end())
        yield *_with_blank(text, *span), "picture"
    for match in _LINK.finditer(text):
        if _WEB.match(match.group(2)) and not any(begin <= match.start() < end for begin, end in pictures):
            yield match.start(), match.start() + 1, "link"
            yield match.end(1), match.end(), "link"
    for match in _REFERENCE.finditer(text):
        if (match.group(2) or match.group(1)).casefold() in targets:
            yield match.start(), match.start() + 1, "link"
            yield match.end(1), match.end(), "link"
    for match in _AUTOLINK.finditer(text):
        yield match.start(), match.start() + 1, "link"
        yield match.end() - 1, match.end(), "link"


def _with_blank(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with one of the blanks around it."""
    if end < len(text) and text[end] == " " and (start == 0 or text[start - 1] == " "):
        return start, end + 1
    return start, end
