"""Article text that a page holds and shows to no reader: bodies in JSON-LD, or in scripts until they run."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Final, TypeVar

import msgspec

from newsclean.ingest.page import Page
from newsclean.model.document import Block, Container, ImageTag, Issue, TimeTag
from newsclean.text.entities import unescape
from newsclean.text.measure import count_words, is_unspaced

MIN_WORDS: Final = 80
"""Words from which such text is a body: descriptions, teasers and notices of consent stay below."""

PARAGRAPH_WORDS: Final = 20
"""A page that shows a block of so many words is no shell that a script fills."""

_WINDOWS = 32
_WINDOW = 12
_SHOWN = 0.3
"""Places of a declared body that are looked up in the page, characters at each, and the share of places found from
which the body counts as shown. Of 93 bodies declared in the development pages, 92 are found at .75 of the places or
more, and one, behind a paywall, at .24."""

_MAX_HEADLINE = 500
_MAX_HEADLINES = 5
"""Characters, and headings, of a page that may name its article."""

_MAX_STATE = 8_000_000
"""Characters of scripts that are searched at most."""

_MIN_TEASER = 40
"""Letters of a shown block that can be the beginning of the text; shorter ones are met by chance."""

_SCRIPT = re.compile(r"<script\b[^<>]*>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_BETWEEN_QUOTES = re.compile(r'([^"\\]*+(?:\\.?+[^"\\]*+)*+)(?:"|\Z)', re.DOTALL)
"""What stands up to the next quotation mark that is not escaped. It matches at any place, and each match begins where
the one before ended, so that a source is read once however its quotes are set."""

_MIN_STRING = 400
"""Characters of a string that can hold a body."""

_WORD = re.compile(r"[^\W\d_]+")
_NAME_LETTERS = 3
_NAMED = 0.25
"""Share of a title's words of so many letters and more that its body holds; a site's name stands beside them."""

_TAG = re.compile(r"<[^<>]{1,1000}>")
_MARKUP = re.compile(r"<(?:p|br|div)\b[^>]*>", re.IGNORECASE)
_DEPTH = 2
"""JSON within a JSON string: how frameworks hand their state to the browser (Next.js, `self.__next_f.push`)."""

_Tag = TypeVar("_Tag", TimeTag, ImageTag)


def with_unshown(page: Page, html: str, parse: Callable[[str], Page], max_blocks: int) -> Page:
    """The page with the text of its article put in, where it holds that text and shows it nowhere.

    Args:
        page: what is shown.
        html: the page's source.
        parse: reads a fragment of HTML as a page.
        max_blocks: blocks beyond this number are not added.
    """
    found = _declared(page)
    where = "JSON-LD"
    if found is None and not any(block.words >= PARAGRAPH_WORDS for block in page.blocks):
        found = _in_scripts(page, html)
        where = "script"
    if found is None:
        return page
    fragment = found if _MARKUP.search(found) else "".join(f"<p>{escape(line)}" for line in found.split("\n"))
    blocks = parse(fragment).blocks
    if sum(block.words for block in blocks) < MIN_WORDS:
        return page
    after, blocks = _beyond_teaser(page.blocks, blocks)
    return _grafted(page, after, blocks[: max(0, max_blocks - len(page.blocks))], where)


def _declared(page: Page) -> str | None:
    """The longest `articleBody` of the page's JSON-LD, if the page shows little of it."""
    nodes = [node for node in page.hints.json_ld if isinstance(node.get("articleBody"), str)]
    bodies = [node["articleBody"] for node in nodes]
    if len(set(bodies)) > 1:
        # Those of related stories stand beside the page's own.
        titles = _headlines(page)
        bodies = [
            node["articleBody"]
            for node in nodes
            if isinstance(title := node.get("headline"), str) and (letters := _letters(title)) and letters in titles
        ]
    # Some sites escape it once more than JSON asks, some twice.
    body = unescape(unescape(max(bodies, key=len, default="")))
    plain = " ".join(_TAG.sub(" ", body).split())
    if count_words(plain) < MIN_WORDS:
        return None
    shown = " ".join(block.text for block in page.blocks)
    windows = [plain[at : at + _WINDOW] for at in range(0, len(plain) - _WINDOW, max(1, len(plain) // _WINDOWS))]
    return body if sum(window in shown for window in windows) < _SHOWN * len(windows) else None


def _headlines(page: Page) -> str:
    """The letters of the page's title and first headings."""
    headings = (block.text for block in page.blocks if block.kind == "heading" and block.level == 1)
    texts = (page.hints.title_tag or "", *itertools.islice(headings, _MAX_HEADLINES))
    return " ".join(_letters(text[:_MAX_HEADLINE]) for text in texts)


def _in_scripts(page: Page, html: str) -> str | None:
    """The longest piece of markup that a script holds as a string and that tells what the page's title names.

    Forms, notices and templates are strings of markup as well.
    """
    headings = (block.text for block in page.blocks if block.kind == "heading" and block.level == 1)
    title = " ".join((page.hints.title_tag or "", *itertools.islice(headings, _MAX_HEADLINES)))[:_MAX_HEADLINE]
    named = _names(title)
    found = (text for script in _scripts(html[:_MAX_STATE]) for text in _strings(script, _DEPTH))
    return max((text for text in found if _tells(text, named)), key=len, default=None)


def _names(title: str) -> frozenset[str]:
    """The longer words of a title; in scripts without blanks, pairs of letters."""
    words = [word for word in _WORD.findall(title.casefold()) if len(word) >= _NAME_LETTERS]
    return frozenset(
        piece
        for word in words
        for piece in ([word[at : at + 2] for at in range(len(word) - 1)] if is_unspaced(word[0]) else [word])
    )


def _tells(text: str, named: frozenset[str]) -> bool:
    folded = text.casefold()
    return sum(word in folded for word in named) >= max(1.0, _NAMED * len(named))


def _scripts(html: str) -> Iterator[str]:
    """The sources of the scripts that are closed."""
    at = 0
    while (start := _SCRIPT.search(html, at)) is not None:
        end = _SCRIPT_END.search(html, start.end())
        if end is None:
            return
        yield html[start.end() : end.start()]
        at = end.end()


def _strings(source: str, depth: int) -> Iterator[str]:
    """The strings of markup in JSON or a script, and in JSON that a string holds."""
    for literal in _BETWEEN_QUOTES.finditer(source):
        # Code between two strings is tried, too: which of the marks open one is known only to a parser of the language.
        if literal.end(1) - literal.start(1) < _MIN_STRING:
            continue
        try:
            text = msgspec.json.decode(f'"{literal[1]}"'.encode(), type=str)
        except (msgspec.DecodeError, UnicodeEncodeError):
            continue
        if '"' in text and depth > 1:
            yield from _strings(text, depth - 1)
        if _MARKUP.match(text.lstrip()) is not None:
            yield text


def _beyond_teaser(shown: Sequence[Block], blocks: tuple[Block, ...]) -> tuple[int, tuple[Block, ...]]:
    """Where the text belongs among the blocks shown, and what of it they do not show.

    It goes on after the last shown block that it begins with, else after the first heading of level one, else at the
    end.
    """
    after = next((block.index + 1 for block in shown if block.kind == "heading" and block.level == 1), len(shown))
    by_letters = {letters: block.index for block in shown if len(letters := _letters(block.text)) >= _MIN_TEASER}
    for at, block in enumerate(blocks):
        letters = _letters(block.text)
        if letters in by_letters:
            after = by_letters[letters] + 1
            continue
        teaser = max((other for other in by_letters if letters.startswith(other)), key=len, default="")
        if teaser:
            after = by_letters[teaser] + 1
            rest = _after_letters(block.text, len(teaser))
            head = (msgspec.structs.replace(block, text=rest),) if rest else ()
            return after, (*head, *blocks[at + 1 :])
        return after, blocks[at:]
    return after, ()


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _after_letters(text: str, count: int) -> str:
    """The text after so many letters and digits, and after the marks that follow them."""
    for at, char in enumerate(text):
        if char.isalnum():
            if not count:
                return text[at:]
            count -= 1
    return ""


def _grafted(page: Page, after: int, blocks: Sequence[Block], where: str) -> Page:
    """The page with blocks put in, in one container of their own, and all that counts blocks counted anew."""
    if not blocks:
        return page
    parent = page.blocks[after - 1].container if 0 < after <= len(page.blocks) else -1
    depth = page.containers[parent].depth + 1 if parent >= 0 else 0
    container = Container(len(page.containers), parent, "script", ("articlebody",), depth)
    added = [
        msgspec.structs.replace(
            block, index=after + at, locator=f"{where}, block {at + 1}", container=container.index, cues=()
        )
        for at, block in enumerate(blocks)
    ]
    moved = [msgspec.structs.replace(block, index=block.index + len(added)) for block in page.blocks[after:]]
    hints = msgspec.structs.replace(
        page.hints,
        times=tuple(_shifted(tag, after, len(added)) for tag in page.hints.times),
        images=tuple(_shifted(tag, after, len(added)) for tag in page.hints.images),
    )
    return msgspec.structs.replace(
        page,
        blocks=(*page.blocks[:after], *added, *moved),
        containers=(*page.containers, container),
        hints=hints,
        issues=(
            *page.issues,
            Issue("unshown_text_read", "info", f"The page shows little of its text; the rest was read from {where}."),
        ),
    )


def _shifted(tag: _Tag, after: int, count: int) -> _Tag:
    return msgspec.structs.replace(tag, block=tag.block + count) if tag.block >= after else tag
