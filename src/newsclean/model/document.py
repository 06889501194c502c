"""The document as it was read: blocks in reading order, hints beside them, and what was skipped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, Literal

from msgspec import Struct

from newsclean.text.measure import count_words, count_words_of_each

BlockKind = Literal["heading", "paragraph", "list_item", "quote", "caption", "table_row", "code", "embed", "other"]
"""What a block is by its markup; every block of a text dump is `other` until a person could tell more."""

InputKind = Literal["html", "text"]


class Block(Struct, frozen=True, gc=False):
    """A run of visible text that a reader would see as one line or paragraph.

    Attributes:
        index: its place in `Document.blocks`, from 0.
        text: the visible text, white space collapsed to single blanks, never empty.
        kind: what the markup says it is.
        level: 1 to 6 for headings, nesting depth for list items, else 0.
        locator: where a person finds it: `line 12`, `lines 12-14`, or a DOM path such as `/html/body/main/p[3]`.
        gap: blank lines before it in a text dump; 0 in HTML.
        glue: what stood between it and the block before, where one line was cut in two: a blank or nothing; `None`
            where a line break did.
        link_chars: how many characters of `text` stand inside links.
        strong_chars: how many stand inside bold markup.
        tag: the HTML element that makes it a block; empty in a text dump.
        cues: lower-cased class, id, role and itemprop tokens of that element (`#top` for ids, `role=nav`,
            `itemprop=author`).
        container: index into `Document.containers` of the element it stands in; -1 in a text dump.
    """

    index: int
    text: str
    kind: BlockKind = "other"
    level: int = 0
    locator: str = ""
    gap: int = 0
    glue: str | None = None
    link_chars: int = 0
    strong_chars: int = 0
    tag: str = ""
    cues: tuple[str, ...] = ()
    container: int = -1

    @property
    def words(self) -> int:
        """Words in the text; in scripts without blanks an estimate (see `count_words`)."""
        return count_words(self.text)


class Container(Struct, frozen=True, gc=False):
    """An element that holds blocks.

    Attributes:
        index: its place in `Document.containers`, from 0.
        parent: index of the enclosing container; -1 at the root.
        tag: element name in lower case.
        cues: as for `Block`.
        depth: number of containers around it.
    """

    index: int
    parent: int
    tag: str
    cues: tuple[str, ...] = ()
    depth: int = 0


class MetaTag(Struct, frozen=True, gc=False):
    """One `<meta>`: `name` is its name, property, itemprop or http-equiv in lower case."""

    name: str
    content: str


class TimeTag(Struct, frozen=True, gc=False):
    """One `<time>` element, or another that microdata marks as a date.

    Attributes:
        datetime: the attribute as written, or the empty string.
        text: what a reader sees.
        cues: class, id and itemprop tokens of the element.
        block: index of the block it stands in, or of the next one when it is empty; -1 past the last block.
    """

    datetime: str
    text: str
    cues: tuple[str, ...]
    block: int


class ImageTag(Struct, frozen=True, gc=False):
    """One `<img>`: `block` is the index of the block that it stands in or before."""

    url: str
    alt: str
    block: int
    container: int = -1


class VideoTag(Struct, frozen=True, gc=False):
    """One `<video>`, or the frame of a video host: `block` is the index of the block that it stands in or before."""

    url: str
    poster: str
    block: int


class MarkTag(Struct, frozen=True, gc=False):
    """One element in the page's body whose markup says what it is, by `rel`, microdata or RDFa.

    Attributes:
        name: what it is: `author`, `license`, `keywords`, `headline` or `section`.
        source: how the markup says it, such as `rel=author` or `itemprop=author`.
        text: what a reader sees.
        url: where it links to, or the empty string.
        block: index of the block that it stands in, or of the next one.
    """

    name: str
    source: str
    text: str
    url: str
    block: int


class Hints(Struct, frozen=True):
    """What the document says about itself outside its visible text. Seen, not judged.

    Attributes:
        json_ld: every JSON-LD node with a type, `@graph` and lists flattened, in document order.
        meta: `<meta>` tags with a name and content, in document order.
        times: `<time>` elements and others that microdata marks as dates, in document order.
        images: `<img>` elements with a source, in document order.
        videos: `<video>` elements and frames of video hosts, in document order.
        marks: elements of the body that `rel`, microdata or RDFa names, in document order.
        title_tag: text of the first `<title>` in the head.
        html_lang: `<html lang>` as written.
        canonical: `<link rel=canonical>` as written.
    """

    json_ld: tuple[Mapping[str, Any], ...] = ()
    meta: tuple[MetaTag, ...] = ()
    times: tuple[TimeTag, ...] = ()
    images: tuple[ImageTag, ...] = ()
    videos: tuple[VideoTag, ...] = ()
    marks: tuple[MarkTag, ...] = ()
    title_tag: str | None = None
    html_lang: str | None = None
    canonical: str | None = None


class Skipped(Struct, frozen=True, gc=False):
    """Invisible matter of one kind: how many pieces, how many characters of text in them."""

    kind: str
    count: int
    characters: int


class Origin(Struct, frozen=True, gc=False):
    """What came in.

    Attributes:
        kind: HTML or plain text.
        kind_source: `caller`, or what told the two apart.
        encoding: the codec that decoded the bytes; `None` for input that was text already.
        encoding_source: `bom`, `caller`, `utf-8`, `declared`, `windows-1252`, `guessed`; `None` for text.
        characters: length of the decoded input.
        sha256: hex digest of the raw input (of its UTF-8 form where it was text).
    """

    kind: InputKind
    kind_source: str
    encoding: str | None
    encoding_source: str | None
    characters: int
    sha256: str


class Issue(Struct, frozen=True, gc=False):
    """Something a caller may want to act on.

    Attributes:
        code: stable identifier, listed in `docs/schema.md`.
        severity: `info`, `warning` or `error`.
        message: one sentence for a person.
        field: the Article field concerned, if any.
    """

    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    field: str | None = None


class Document(Struct, frozen=True, dict=True):
    """A document read into blocks, before anything was decided about them.

    Attributes:
        blocks: every visible run of text, in reading order; `blocks[i].index == i`.
        containers: the elements around the blocks (HTML only) in document order: all that stands in one comes right
            after it.
        hints: what the document says about itself.
        skipped: invisible matter by kind.
        origin: what came in and how it was decoded.
        url: the address given by the caller.
        fetched: when the document was fetched, given by the caller; the upper bound for its dates.
        issues: what reading noticed.
    """

    blocks: tuple[Block, ...]
    origin: Origin
    containers: tuple[Container, ...] = ()
    hints: Hints = Hints()
    skipped: tuple[Skipped, ...] = ()
    url: str | None = None
    fetched: dt.datetime | None = None
    issues: tuple[Issue, ...] = ()

    @property
    def text(self) -> str:
        """The visible text: one block a line, but for the lines that were cut."""
        return join_blocks(self.blocks, [block.text for block in self.blocks])

    @cached_property
    def words(self) -> tuple[int, ...]:
        """Words of each block (`Block.words`), counted when first asked for."""
        return tuple(count_words_of_each([block.text for block in self.blocks]))


SECOND_OPINION: Final = "+trafilatura"
"""What the method of a content score ends with where trafilatura's body raised some scores."""


class ContentScore(Struct, frozen=True, gc=False):
    """How likely each block is part of the article's body.

    Attributes:
        scores: 0 to 1 for each block of the document.
        start: index of the first block of the body's core; equal to `end` where no core was found.
        end: index after the last block of the core.
        method: name and version of the scorer.
    """

    scores: tuple[float, ...]
    start: int
    end: int
    method: str

    def expected_f1(self, words: Sequence[int], kept: Iterable[int]) -> float:
        """The word F1 that the scores promise a body, were they chances.

        Args:
            words: words of each block.
            kept: indices of the blocks of the body.

        Returns:
            0 to 1: twice the words expected to be right, by the words kept and the words expected to be wanted.
        """
        chosen = set(kept)
        right = sum(words[index] * self.scores[index] for index in chosen)
        wanted = sum(count * score for count, score in zip(words, self.scores, strict=True))
        given = sum(words[index] for index in chosen)
        return 2 * right / (given + wanted) if given + wanted else 0.0


def join_blocks(blocks: Sequence[Block], texts: Sequence[str], line_break: str = "\n") -> str:
    """The texts of blocks as one string: a line break between them, or the glue where a line was cut.

    Args:
        blocks: consecutive blocks of one document.
        texts: a text for each of them.
        line_break: what stands between lines.
    """
    parts: list[str] = []
    for block, text in zip(blocks, texts, strict=True):
        if parts:
            parts.append(line_break if block.glue is None else block.glue)
        parts.append(text)
    return "".join(parts)
