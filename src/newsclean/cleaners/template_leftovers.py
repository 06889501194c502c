"""What templates and tools leave behind: "[email protected]", ", opens new tab", icon-font names, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.cleaners.shape import is_loose
from newsclean.model.decision import Decision, Edit, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged
from newsclean.text.measure import has_digit

_EVERYDAY = frozenset(
    "undefined null nan none default category sidebar widget anchor placeholder empty test fallback logo header footer "
    "content banner image navigation hamburger loader spinner iframe svg".split(),
)
"""Placeholders that are also words: left alone in the body, where one may be a subhead or an answer."""

_TEMPLATE = re.compile(r"\{\{[^{}]{1,80}\}\}|\{%[^{}%]{1,80}%\}|<%[^<>%]{1,80}%>|\$\{[^{}]{1,60}\}|%%[A-Za-z_]{2,30}%%")
"""An unfilled field of the common template languages (Mustache, Jinja, ERB, template strings, mail merges)."""

_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|vc_\w{1,40}|et_pb_\w{1,40}|fusion_\w{1,40}|su_\w{1,40}"
    r"|contact-form-7|gravityform|ad_\w{1,40}|adrotate|widget|shortcode|toc|ez-toc|newsletter_\w{1,40})(?:\s[^\[\]]{0,300})?/?\]",
)
"""WordPress shortcodes that no plug-in replaced: those of WordPress itself and of its common page builders."""

_BUILD = re.compile(
    r"[0-9a-f]{7,40}(?:#\w{1,40})?(?: @ \d{4}-\d\d-\d\dT[\d:.]{5,15}Z?)?|\d{4}-\d\d-\d\dT[\d:.]{5,15}Z @ \w{1,40}",
)
"""The hash of a build, with its branch and time."""

_CODE = re.compile(
    r"(?:window|document|googletag|jQuery|dataLayer|_gaq|_taboola)[.\[(]|function ?\w{0,40} ?\(|var \w{1,40} ?=|"
    r"\(function ?\(|\}\)\(|[.#]?[\w-]{1,40} ?\{ ?[a-z-]{2,30} ?:|@media|@import|<!--|-->|<!\[CDATA\[|//<!\[",
)
"""How a line of a script or style sheet begins that was taken for text."""

_MAX_BUILD = 80

_SIGNS = "{};=<>%["
"""What stands in every template, shortcode and line of code."""

_CODE_MARKS = "{};=<>"

_MIN_CODE_SHARE = 0.02
"""Marks of code a character of such a line, below which it may quote code in a sentence."""

_QUOTABLE = frozenset({"template", "code"})
"""What articles about programs show as well; in a dump nothing marks it as code. Left alone inside the body."""

_GLYPHS = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd]+")
"""Characters of the private use areas: glyphs of icon fonts, which mean nothing without the font."""


@cleaner(
    "template_leftovers",
    phrases=packaged("template_leftovers"),
    reasons=["template", "shortcode", "build", "code", "glyph"],
    always=True,
)
def template_leftovers(draft: Draft) -> Iterator[Decision]:
    """Placeholders, icon names, code and unfilled fields as whole lines; notes on links and glyphs within lines."""
    taken: set[int] = set()
    for hit in draft.hits:
        block = hit.block
        if hit.group == "link_note" or block.index in taken or block.kind in {"code", "table_row"}:
            continue
        if hit.group == "icon" or _is_leftover(draft, hit):
            taken.add(block.index)
            yield hit.remove()
    edits: dict[int, list[tuple[int, int, str]]] = {}
    for hit in draft.hits:
        if hit.group == "link_note" and hit.block.index not in taken:
            if _says_more(hit):
                start, end = _with_blank(hit.block.text, hit.start, hit.end)
                edits.setdefault(hit.block.index, []).append((start, end, "link_note"))
            else:
                taken.add(hit.block.index)
                yield hit.remove()
    facts = draft.facts
    has_glyphs = _GLYPHS.search("".join(facts.characters)) is not None
    suspects = facts.holding(*_SIGNS).union(facts.digits, edits)
    for block in draft.blocks:
        if block.index in taken:
            continue
        if block.index not in suspects and not has_glyphs:
            continue
        reason = "glyph" if has_glyphs and not _GLYPHS.sub("", block.text).strip() else _whole(block)
        if reason and not (reason in _QUOTABLE and draft.place(block) == "inside"):
            yield Remove(block, reason, f'"{block.text[:40]}"')
            continue
        spans = edits.get(block.index, [])
        if has_glyphs:
            spans.extend((*_with_blank(block.text, *match.span()), "glyph") for match in _GLYPHS.finditer(block.text))
        if "[" in block.text and block.kind != "code":
            found = _SHORTCODE.finditer(block.text)
            spans.extend((*_with_blank(block.text, *match.span()), "shortcode") for match in found)
        at = 0
        for start, end, why in sorted(spans):
            if start >= at:
                yield Edit(block, start, end, "", why, block.text[start:end].strip())
                at = end


def _is_leftover(draft: Draft, hit: Hit) -> bool:
    """Whether a placeholder stands for nothing: in the body, everyday words may be subheads."""
    block = hit.block
    if hit.group == "skeleton" or hit.phrase in _EVERYDAY:
        return is_loose(draft, block) and block.kind != "list_item"
    return not (draft.place(block) == "inside" and block.kind == "heading")


def _says_more(hit: Hit) -> bool:
    """Whether the block says something beside the note on its link."""
    text = hit.block.text
    return any(map(str.isalnum, text[: hit.start])) or any(map(str.isalnum, text[hit.end :]))


def _with_blank(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the blank before it, or at the start of the line the blank after it."""
    if start and text[start - 1] == " ":
        return start - 1, end
    if not start and end < len(text) and text[end] == " ":
        return start, end + 1
    return start, end


def _whole(block: Block) -> str:
    """The reason why the whole block is a leftover, or the empty string."""
    text = block.text
    if block.kind in {"code", "table_row"}:
        return ""
    if ("{" in text or "%" in text) and _TEMPLATE.search(text) and not _says(_TEMPLATE.sub("", text)):
        return "template"
    if "[" in text and not _says(_SHORTCODE.sub("", text)) and _says(text):
        return "shortcode"
    if len(text) <= _MAX_BUILD and _BUILD.fullmatch(text) and has_digit(text) and any(map(str.isalpha, text)):
        return "build"
    if block.tag != "p":
        marks = sum(map(text.count, _CODE_MARKS))
        if marks >= 2 and marks >= _MIN_CODE_SHARE * len(text) and _CODE.match(text):
            return "code"
    return ""


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))
