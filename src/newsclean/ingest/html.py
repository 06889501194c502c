"""An HTML page to blocks: one walk over a tree that an HTML5 parser built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newsclean.ingest.hints import parse_json_ld
from newsclean.ingest.markup import (
    BARE_TAGS,
    BLOCK_TAGS,
    KINDS,
    STRONG_TAGS,
    UNSEEN_TAGS,
    Attributes,
    cues_of,
    hidden_by,
    is_caption,
    is_embed,
)
from newsclean.ingest.nesting import flatten
from newsclean.model.document import Block, BlockKind, Container, Hints, ImageTag, Issue, MetaTag, Skipped, TimeTag
from newsclean.text.unseen import CONTROL, INVISIBLE_CHARACTER

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MAX_ROW_CHARACTERS = 300
"""A table row of more is taken for a layout table, whose cells stay blocks of their own."""

_MOSTLY_HIDDEN = 4
"""A page that hides this many times more text than it shows is one that a script uncovers: it is read as if shown."""


class Page(Struct, frozen=True):
    """What the walk found."""

    blocks: tuple[Block, ...]
    containers: tuple[Container, ...]
    hints: Hints
    skipped: tuple[Skipped, ...]
    issues: tuple[Issue, ...]


def to_page(html: str, max_blocks: int) -> Page:
    """Parse and walk a page.

    Args:
        html: the decoded page.
        max_blocks: blocks beyond this number are skipped as `beyond_limit`.
    """
    from selectolax.lexbor import LexborHTMLParser

    html, flattened = flatten(html)
    root = LexborHTMLParser(html).root
    walk = _Walk(max_blocks, show_hidden=False)
    if root is not None:
        walk.run(root)
        if walk.hidden_characters > _MOSTLY_HIDDEN * max(200, walk.visible_characters):
            shown = _Walk(max_blocks, show_hidden=True)
            shown.run(root)
            message = "The page hides most of its text until a script shows it; the hidden text was read too."
            shown.issues.append(Issue("hidden_text_read", "info", message))
            walk = shown
    if flattened:
        walk.issues.append(Issue("nesting_flattened", "warning", "Elements nested beyond 400 levels were flattened."))
    return walk.page()


class _Frame:
    """An open element."""

    __slots__ = ("container", "counts", "cues", "is_block", "kind", "level", "locator", "nth", "parent", "tag")

    def __init__(self, tag: str, parent: _Frame | None, nth: int) -> None:
        self.tag = tag
        self.parent = parent
        self.nth = nth
        self.locator: str | None = None
        self.counts: dict[str, int] | None = None
        self.container = -1
        self.cues: tuple[str, ...] = ()
        self.is_block = False
        self.kind: BlockKind = "other"
        self.level = 0

    def path(self) -> str:
        """The XPath of the element, positions counted among elements of the same name."""
        if self.locator is None:
            unnamed: list[_Frame] = []
            frame: _Frame | None = self
            while frame is not None and frame.locator is None:
                unnamed.append(frame)
                frame = frame.parent
            path = "" if frame is None or frame.locator is None else frame.locator
            for frame in reversed(unnamed):
                step = frame.tag if frame.tag in {"html", "body"} else f"{frame.tag}[{frame.nth}]"
                path = frame.locator = f"{path}/{step}"
            return path
        return self.locator


class _Walk:
    """The state of one walk over a tree."""

    def __init__(self, max_blocks: int, *, show_hidden: bool) -> None:
        self.max_blocks = max_blocks
        self.show_hidden = show_hidden
        self.blocks: list[Block] = []
        self.containers: list[Container] = []
        self.issues: list[Issue] = []
        self.skipped: dict[str, list[int]] = {}
        self.visible_characters = 0
        self.hidden_characters = 0
        self.meta: list[MetaTag] = []
        self.json_ld: list[dict[str, Any]] = []
        self.times: list[TimeTag] = []
        self.images: list[ImageTag] = []
        self.title_tag: str | None = None
        self.html_lang: str | None = None
        self.canonical: str | None = None
        self.pieces: list[str] = []
        self.link_chars = 0
        self.strong_chars = 0
        self.in_link = 0
        self.in_strong = 0
        self.in_pre = 0

    def run(self, root: LexborNode) -> None:
        """Walk the tree in document order, without recursion."""
        top = _Frame("html", None, 1)
        top.is_block = True
        attributes: Attributes = root.attributes
        self.html_lang = attributes.get("lang") or attributes.get("xml:lang") or None
        stack: list[tuple[_Frame, LexborNode | None]] = []
        frame, node = top, root.first_child
        while True:
            if node is None:
                self._close(frame)
                if not stack:
                    return
                frame, node = stack.pop()
                continue
            tag = node.tag
            following = node.next
            if tag == "-text":
                self._text(node.text_content or "", frame)
            elif tag is not None and tag[0] not in "-!":
                child = self._open(node, tag, frame)
                if child is not None:
                    stack.append((frame, following))
                    frame, node = child, node.first_child
                    continue
            node = following

    def page(self) -> Page:
        """What the walk found, frozen."""
        hints = Hints(
            json_ld=tuple(self.json_ld),
            meta=tuple(self.meta),
            times=tuple(self.times),
            images=tuple(self.images),
            title_tag=self.title_tag,
            html_lang=self.html_lang,
            canonical=self.canonical,
        )
        skipped = tuple(Skipped(kind, *counts) for kind, counts in sorted(self.skipped.items()))
        return Page(tuple(self.blocks), tuple(self.containers), hints, skipped, tuple(self.issues))

    def _open(self, node: LexborNode, tag: str, parent: _Frame) -> _Frame | None:
        """Enter an element; `None` for one that is not entered."""
        if parent.counts is None:
            parent.counts = {}
        nth = parent.counts[tag] = parent.counts.get(tag, 0) + 1
        if tag == "br":
            self._flush(parent)
            return None
        if tag in UNSEEN_TAGS:
            self._unseen(node, tag)
            return None
        frame = _Frame(tag, parent, nth)
        if tag in BARE_TAGS:
            attributes: Attributes = {}
        else:
            attributes = node.attributes
            if tag in _HINT_TAGS:
                self._hint(node, tag, attributes)
                if tag != "time":
                    return None
            hidden = hidden_by(tag, attributes)
            if hidden is not None and tag != "body":
                text = node.text(deep=True)
                self.hidden_characters += len(text)
                if not self.show_hidden:
                    self._skip(hidden, len(text.strip()))
                    return None
        if tag in BLOCK_TAGS:
            self._flush(parent)
            frame.is_block = True
            if attributes:
                frame.cues = cues_of(attributes)
            frame.kind, frame.level = self._kind(frame, parent)
            self._hold(parent)
            if tag == "pre":
                self.in_pre += 1
        else:
            frame.container, frame.cues, frame.kind, frame.level = (
                parent.container,
                parent.cues,
                parent.kind,
                parent.level,
            )
            if tag == "a":
                self.in_link += 1
            elif tag in STRONG_TAGS:
                self.in_strong += 1
        return frame

    def _close(self, frame: _Frame) -> None:
        """Leave an element."""
        tag = frame.tag
        if frame.is_block:
            self._flush(frame)
            if tag == "tr":
                self._join_row(frame)
            elif tag == "pre":
                self.in_pre -= 1
        elif tag == "a":
            self.in_link -= 1
        elif tag in STRONG_TAGS:
            self.in_strong -= 1

    def _kind(self, frame: _Frame, parent: _Frame) -> tuple[BlockKind, int]:
        """What a block element makes of its text: its own kind, or the one it stands in."""
        tag = frame.tag
        around = parent.kind
        if tag == "blockquote":
            return ("embed" if around == "embed" or is_embed(frame.cues) else "quote"), 0
        if frame.cues and tag not in _NEVER_SPECIAL:
            if is_embed(frame.cues):
                return "embed", 0
            if is_caption(frame.cues):
                return "caption", 0
        if tag in {"ul", "ol"}:
            return ("list_item" if around == "list_item" else "other"), parent.level if around == "list_item" else 0
        if tag == "li":
            return "list_item", parent.level + 1 if around == "list_item" else 1
        if around in {"quote", "embed", "caption"}:
            return around, 0
        own = KINDS.get(tag)
        if own == "heading":
            return "heading", int(tag[1])
        if around in {"list_item", "table_row", "code"}:
            return around, parent.level
        return own or "other", 0

    def _hold(self, frame: _Frame) -> None:
        """Make the element a container, for it holds a block element."""
        block = frame
        while not block.is_block and block.parent is not None:
            block = block.parent
        self._container(block)

    def _container(self, frame: _Frame) -> int:
        """Index of the container that a block element makes."""
        if frame.container >= 0:
            return frame.container
        parent = -1
        depth = 0
        above = frame.parent
        while above is not None and not above.is_block:
            above = above.parent
        if above is not None:
            parent = self._container(above)
            depth = self.containers[parent].depth + 1
        frame.container = len(self.containers)
        self.containers.append(Container(frame.container, parent, frame.tag, frame.cues, depth))
        return frame.container

    def _text(self, text: str, frame: _Frame) -> None:
        """Take text along, and count what stands in links and bold."""
        if self.in_pre and "\n" in text:
            *lines, text = text.split("\n")
            for line in lines:
                self._piece(line)
                self._flush(frame)
        self._piece(text)

    def _piece(self, text: str) -> None:
        # Most text nodes are the blanks between elements; at the start of a block they say nothing.
        if not text or (not self.pieces and text.isspace()):
            return
        self.pieces.append(text)
        if self.in_link or self.in_strong:
            length = len(text.strip())
            if self.in_link:
                self.link_chars += length
            if self.in_strong:
                self.strong_chars += length

    def _flush(self, frame: _Frame) -> None:
        """Make a block of the text taken along."""
        if not self.pieces:
            return
        text = _seen("".join(self.pieces))
        link_chars, strong_chars = self.link_chars, self.strong_chars
        self.pieces = []
        self.link_chars = self.strong_chars = 0
        if not text:
            return
        if not text.isascii() and not INVISIBLE_CHARACTER.sub("", text).strip():
            self._skip("zero_width", 0)
            return
        if len(self.blocks) >= self.max_blocks:
            self._skip("beyond_limit", len(text))
            return
        self.visible_characters += len(text)
        block = frame
        while not block.is_block and block.parent is not None:
            block = block.parent
        holder = block.parent
        while holder is not None and not holder.is_block:
            holder = holder.parent
        self.blocks.append(
            Block(
                index=len(self.blocks),
                text=text,
                kind=block.kind,
                level=block.level,
                locator=block.path(),
                link_chars=min(link_chars, len(text)),
                strong_chars=min(strong_chars, len(text)),
                tag=block.tag,
                cues=block.cues,
                container=self._container(holder) if holder is not None else -1,
            ),
        )

    def _join_row(self, frame: _Frame) -> None:
        """Make one block of the cells of a table row, where the cells are short."""
        path = frame.path() + "/"
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
            locator=frame.path(),
            link_chars=sum(cell.link_chars for cell in cells),
            strong_chars=sum(cell.strong_chars for cell in cells),
            tag="tr",
            cues=frame.cues,
            container=self.containers[cells[0].container].parent,
        )

    def _unseen(self, node: LexborNode, tag: str) -> None:
        """Count an element that a reader does not see; read the hints in it."""
        if tag == "head":
            for child in node.iter():
                name = child.tag or ""
                if name in _HINT_TAGS:
                    self._hint(child, name, child.attributes)
                elif name in UNSEEN_TAGS:
                    self._unseen(child, name)
            return
        text = node.text(deep=True) or ""
        if tag == "script" and "json" in (kind := node.attributes.get("type") or "") and "ld" in kind:
            nodes, readable = parse_json_ld(text)
            self.json_ld += nodes
            if not readable:
                message = "A JSON-LD script on the page cannot be read."
                self.issues.append(Issue("json_ld_unreadable", "info", message))
        self._skip(tag, len(text.strip()))

    def _hint(self, node: LexborNode, tag: str, attributes: Attributes) -> None:
        """Note what a meta, link, title, img or time element says."""
        if tag == "meta":
            content = attributes.get("content")
            if content:
                for key in ("name", "property", "itemprop", "http-equiv"):
                    name = attributes.get(key)
                    if name:
                        self.meta.append(MetaTag(name.strip().lower(), CONTROL.sub("", content).strip()))
                        break
        elif tag == "link":
            href = attributes.get("href")
            if href and self.canonical is None and "canonical" in (attributes.get("rel") or "").lower().split():
                self.canonical = href.strip()
        elif tag == "title":
            if self.title_tag is None:
                self.title_tag = _seen(node.text(deep=True) or "") or None
        elif tag == "img":
            url = attributes.get("src") or ""
            if not url or url.startswith("data:"):
                url = attributes.get("data-src") or attributes.get("data-original") or _first_of(attributes)
            if url:
                container = self.containers[-1].index if self.containers else -1
                self.images.append(
                    ImageTag(url.strip(), (attributes.get("alt") or "").strip(), len(self.blocks), container)
                )
        elif tag == "time":
            text = " ".join((node.text(deep=True) or "").split())
            moment = (attributes.get("datetime") or "").strip()
            self.times.append(TimeTag(moment, text, cues_of(attributes), len(self.blocks)))

    def _skip(self, kind: str, characters: int) -> None:
        counts = self.skipped.setdefault(kind, [0, 0])
        counts[0] += 1
        counts[1] += characters


_NEVER_SPECIAL = frozenset("html body main article header footer nav form h1 h2 h3 h4 h5 h6".split())
"""Elements whose cues describe the page or its parts, and headings, which stay headings whatever they are called."""

_HINT_TAGS = frozenset({"meta", "link", "title", "img", "time"})


def _first_of(attributes: Attributes) -> str:
    """The first address of a `srcset`."""
    return ((attributes.get("srcset") or attributes.get("data-srcset") or "").strip().split(" ", 1)[0]).rstrip(",")


def _seen(text: str) -> str:
    """The text with white space collapsed, and without control characters that came as character references."""
    collapsed = " ".join(text.split())
    return collapsed if collapsed.isprintable() else " ".join(CONTROL.sub("", collapsed).split())
