"""An HTML page to blocks: one walk over a tree that an HTML5 parser built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsclean.ingest.heading_parts import MAX_HEADING, is_beside_headline, is_next_part
from newsclean.ingest.hint_tags import HintTags, seen
from newsclean.ingest.markup import (
    BARE_TAGS,
    HIDING,
    HINT_TAGS,
    MARKING,
    NO_CUES,
    ROLES,
    UNSEEN_TAGS,
    Attributes,
    Role,
    cues_of,
    hidden_by,
    kind_of,
    lists_topics,
)
from newsclean.ingest.nesting import flatten, plain_formatting, shorten_tags
from newsclean.ingest.open_element import OpenElement
from newsclean.ingest.page import Page
from newsclean.ingest.unshown import with_unshown
from newsclean.model.document import Block, Container, Issue, Skipped
from newsclean.text.unseen import INVISIBLE_CHARACTER

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MAX_ROW_CHARACTERS = 300
"""A table row of more is taken for a layout table, whose cells stay blocks of their own."""

_MOSTLY_HIDDEN = 4
"""A page that hides this many times more text than it shows is one that a script uncovers: it is read as if shown."""

_VIDEO_TAGS = frozenset({"video", "iframe"})
_NO_ATTRIBUTES: Attributes = {}


def to_page(html: str, max_blocks: int, encoded: bytes | None = None) -> Page:
    """Parse and walk a page.

    Args:
        html: the decoded page.
        max_blocks: blocks beyond this number are skipped as `beyond_limit`.
        encoded: the same in UTF-8, where the caller has it: the parser need not encode the page again then.
    """
    page = _shown(html, max_blocks, encoded)
    return with_unshown(page, html, lambda fragment: _shown(fragment, max_blocks), max_blocks)


def _shown(html: str, max_blocks: int, encoded: bytes | None = None) -> Page:
    from selectolax.lexbor import LexborHTMLParser

    given, html = html, plain_formatting(shorten_tags(html))
    fewer = html is not given
    html, flattened = flatten(html)
    root = LexborHTMLParser(encoded if encoded is not None and html is given else html).root
    walk = _Walk(max_blocks, show_hidden=False)
    if root is not None:
        walk.run(root)
        if walk.hidden_characters > _MOSTLY_HIDDEN * max(200, walk.visible_characters):
            shown = _Walk(max_blocks, show_hidden=True)
            shown.run(root)
            message = "The page hides most of its text until a script shows it; the hidden text was read too."
            shown.hints.issues.append(Issue("hidden_text_read", "info", message))
            walk = shown
    if flattened:
        walk.hints.issues.append(
            Issue("nesting_flattened", "warning", "Elements nested beyond 400 levels were flattened.")
        )
    if fewer:
        message = "The page has more attributes than the limits allow; the others were not read."
        walk.hints.issues.append(Issue("attributes_cut", "warning", message))
    return walk.page()


class _Walk:
    """The state of one walk over a tree."""

    def __init__(self, max_blocks: int, *, show_hidden: bool) -> None:
        self.max_blocks = max_blocks
        self.show_hidden = show_hidden
        self.blocks: list[Block] = []
        self.containers: list[Container] = []
        self.hints = HintTags()
        self.skipped: dict[str, list[int]] = {}
        self.visible_characters = 0
        self.hidden_characters = 0
        self.html_lang: str | None = None
        self.block = OpenElement("html", None, 1)
        self.pieces: list[str] = []
        self.link_chars = 0
        self.strong_chars = 0
        self.in_link = 0
        self.in_strong = 0
        self.in_pre = 0
        self.heading: OpenElement | None = None
        self.heading_size = 0

    def run(self, root: LexborNode) -> None:
        """Walk the tree in document order, without recursion."""
        attributes: Attributes = root.attributes
        self.html_lang = attributes.get("lang") or attributes.get("xml:lang") or None
        pieces = self.pieces
        stack: list[tuple[OpenElement, LexborNode | None]] = []
        element, node = self.block, root.first_child
        while True:
            if node is None:
                self._close(element)
                if not stack:
                    return
                element, node = stack.pop()
                continue
            tag = node.tag
            if tag == "-text":
                text = node.text_content
                # Most text nodes are the blanks between elements; at the start of a block they say nothing.
                if text and (pieces or not text.isspace()):
                    self._text(text)
            elif tag is not None:
                child = self._open(node, tag, element)
                if child is not None:
                    stack.append((element, node.next))
                    element, node = child, node.first_child
                    continue
            node = node.next

    def page(self) -> Page:
        """What the walk found, frozen."""
        skipped = tuple(Skipped(kind, *counts) for kind, counts in sorted(self.skipped.items()))
        hints = self.hints.found(self.html_lang)
        return Page(tuple(self.blocks), tuple(self.containers), hints, skipped, tuple(self.hints.issues))

    def _open(self, node: LexborNode, tag: str, parent: OpenElement) -> OpenElement | None:
        """Enter an element; `None` for one that is done with already, and for comments and the like."""
        role = ROLES.get(tag, "inline")
        if role == "inline" and tag[0] in "-!":
            return None
        counts = parent.counts
        if counts is None:
            counts = parent.counts = {}
        nth = counts[tag] = counts.get(tag, 0) + 1
        if role == "break":
            if self.pieces:
                self._flush()
            return None
        if role == "unseen":
            self._unseen(node, tag)
            return None
        attributes: Attributes = _NO_ATTRIBUTES if tag in BARE_TAGS else node.attributes
        if role == "hint":
            self._hint(node, tag, attributes)
            if tag != "time":
                return None
        elif "itemprop" in attributes:
            self.hints.note_microdata(node, attributes, len(self.blocks))
        if (tag == "dialog" or not HIDING.isdisjoint(attributes)) and self._hide(node, tag, attributes):
            return None
        if attributes and not MARKING.isdisjoint(attributes):
            self.hints.note_mark(node, attributes, len(self.blocks))
        if parent.kind == "heading":
            return self._open_part(node, tag, parent, nth, role)
        if role == "link" and self.block.cues and lists_topics(self.block.cues):
            self.in_link += 1
            return self._open_block(tag, parent, nth, attributes)
        if role == "block":
            return self._open_block(tag, parent, nth, attributes)
        return self._open_inline(node, tag, parent, nth, role)

    def _open_part(self, node: LexborNode, tag: str, heading: OpenElement, nth: int, role: Role) -> OpenElement | None:
        """Enter an element right inside a heading: a part of the headline, or something set beside it."""
        attributes = node.attributes
        if self.heading is not heading:
            self.heading = heading
            self.heading_size = len(node.parent.text(deep=True) or "") if node.parent is not None else 0
        is_whole = heading.level == 1 and self.heading_size <= MAX_HEADING
        beside = is_whole and is_beside_headline(node, attributes, self.heading_size)
        if role == "block":
            element = self._open_block(tag, heading, nth, attributes)
            if element.kind == "other" and not beside and is_whole:
                element.kind, element.level = heading.kind, heading.level
            return element
        if beside:
            if role == "link":
                self.in_link += 1
            return self._open_block(tag, heading, nth, attributes)
        if self.pieces and is_next_part(node, attributes):
            self.pieces.append(" ")
        return self._open_inline(node, tag, heading, nth, role)

    def _hide(self, node: LexborNode, tag: str, attributes: Attributes) -> bool:
        """Leave out an element that is hidden; whether it was."""
        hidden = hidden_by(tag, attributes)
        if hidden is None or tag == "body":
            return False
        text = node.text(deep=True)
        self.hidden_characters += len(text)
        if self.show_hidden:
            return False
        self._skip(hidden, len(text.strip()))
        return True

    def _open_block(self, tag: str, parent: OpenElement, nth: int, attributes: Attributes) -> OpenElement:
        """Enter a block element, which ends the block before it."""
        if self.pieces:
            self._flush()
        around = self.block
        if around.container < 0:
            self._hold(around)
        cues, special = cues_of(attributes) if attributes else NO_CUES
        kind, level = kind_of(tag, special, around.kind, around.level)
        element = self.block = OpenElement(tag, parent, nth, around, cues, kind, level)
        if tag == "pre":
            self.in_pre += 1
        return element

    def _open_inline(self, node: LexborNode, tag: str, parent: OpenElement, nth: int, role: Role) -> OpenElement | None:
        """Enter an element in the running text; one that holds nothing but text is done with at once."""
        child = node.first_child
        if child is None:
            return None
        if role == "link":
            self.in_link += 1
        elif role == "strong":
            self.in_strong += 1
        if child.tag != "-text" or child.next is not None:
            return OpenElement(tag, parent, nth)
        self._text(child.text_content or "")
        self._leave(role)
        return None

    def _leave(self, role: Role) -> None:
        """Leave an element in the running text."""
        if role == "link":
            self.in_link -= 1
        elif role == "strong":
            self.in_strong -= 1

    def _close(self, element: OpenElement) -> None:
        """Leave an element that was entered."""
        tag = element.tag
        role = ROLES.get(tag, "inline")
        if role != "block" and element.around is None:
            self._leave(role)
            return
        if self.pieces:
            self._flush()
        if role != "block":
            self._leave(role)
        if tag == "tr":
            self._join_row(element)
        elif tag == "pre":
            self.in_pre -= 1
        if element.around is not None:
            self.block = element.around

    def _hold(self, block: OpenElement) -> int:
        """Index of the container that a block element makes as soon as it holds another."""
        if block.container < 0:
            parent, depth = -1, 0
            if block.around is not None:
                parent = self._hold(block.around)
                depth = self.containers[parent].depth + 1
            block.container = len(self.containers)
            self.containers.append(Container(block.container, parent, block.tag, block.cues, depth))
        return block.container

    def _text(self, text: str) -> None:
        """Take text along; the lines of preformatted text are blocks of their own."""
        if self.in_pre and "\n" in text:
            *lines, text = text.split("\n")
            for line in lines:
                self._piece(line)
                if self.pieces:
                    self._flush()
        self._piece(text)

    def _piece(self, text: str) -> None:
        """Take a piece of text along, and count what stands in links and bold."""
        if not text or (not self.pieces and text.isspace()):
            return
        self.pieces.append(text)
        if self.in_link or self.in_strong:
            length = len(text.strip())
            if self.in_link:
                self.link_chars += length
            if self.in_strong:
                self.strong_chars += length

    def _flush(self) -> None:
        """Make a block of the text taken along."""
        text = seen("".join(self.pieces))
        link_chars, strong_chars = self.link_chars, self.strong_chars
        self.pieces.clear()
        self.link_chars = self.strong_chars = 0
        if not text:
            return
        if INVISIBLE_CHARACTER.match(text) and not INVISIBLE_CHARACTER.sub("", text).strip():
            self._skip("zero_width", 0)
            return
        length = len(text)
        if len(self.blocks) >= self.max_blocks:
            self._skip("beyond_limit", length)
            return
        self.visible_characters += length
        block = self.block
        self.blocks.append(
            Block(
                index=len(self.blocks),
                text=text,
                kind=block.kind,
                level=block.level,
                locator=block.path(),
                link_chars=min(link_chars, length),
                strong_chars=min(strong_chars, length),
                tag=block.tag,
                cues=block.cues,
                container=self._hold(block.around) if block.around is not None else -1,
            ),
        )

    def _join_row(self, row: OpenElement) -> None:
        """Make one block of the cells of a table row, where the cells are short."""
        path = row.path() + "/"
        first = len(self.blocks)
        while first and self.blocks[first - 1].tag in {"td", "th"} and self.blocks[first - 1].locator.startswith(path):
            first -= 1
        cells = self.blocks[first:]
        if len(cells) < 2 or sum(len(cell.text) for cell in cells) > _MAX_ROW_CHARACTERS:
            return
        del self.blocks[first + 1 :]
        self.blocks[first] = Block(
            index=first,
            text=" ".join(cell.text for cell in cells),
            kind="table_row",
            locator=row.path(),
            link_chars=sum(cell.link_chars for cell in cells),
            strong_chars=sum(cell.strong_chars for cell in cells),
            tag="tr",
            cues=row.cues,
            container=self.containers[cells[0].container].parent,
        )

    def _unseen(self, node: LexborNode, tag: str) -> None:
        """Count an element that a reader does not see; read the hints in it."""
        if tag == "head":
            for child in node.iter():
                name = child.tag or ""
                if name in HINT_TAGS:
                    self._hint(child, name, child.attributes)
                elif name in UNSEEN_TAGS:
                    self._unseen(child, name)
            return
        if tag in _VIDEO_TAGS:
            self.hints.note_video(node, tag, len(self.blocks))
        text = node.text(deep=True) or ""
        if tag == "script" and "json" in (kind := node.attributes.get("type") or "") and "ld" in kind:
            self.hints.note_script(text)
        self._skip(tag, len(text.strip()))

    def _hint(self, node: LexborNode, tag: str, attributes: Attributes) -> None:
        self.hints.note(node, tag, attributes, len(self.blocks), len(self.containers) - 1)

    def _skip(self, kind: str, characters: int) -> None:
        counts = self.skipped.setdefault(kind, [0, 0])
        counts[0] += 1
        counts[1] += characters
