"""Topic lists and keyword lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from newsclean.cleaners.shape import is_amid_prose
from newsclean.cleaners.wording import stems, stems_of, tokens, tokens_of
from newsclean.model.decision import Decision, Remove, Use
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.elements import words_of
from newsclean.pipeline.phrase import packaged
from newsclean.text.fold import key
from newsclean.text.measure import count_words, ends_sentence

MAX_VALUE_WORDS = 6
MAX_VALUE_CHARACTERS = 60
"""Bounds of one topic; of the 1,000 tags of the development pages' gold two are longer."""

MAX_VALUES = 40

_DOUBTFUL = 3
"""Topics in a row without a word in the body at which the list below a heading is held to have ended."""

_MAX_ACRONYM = 6
"""A longer line in capitals below lines without, or the reverse, is the heading of the next list."""

_MAX_RUN = 20
"""Lines below a heading of topics that are looked at."""

_REACH = 25
"""Lines behind the body's core in which topics are looked for; bios, share bars and sign-offs stand before them."""

_HEAD = 12
"""Lines below the headline among which topics may stand."""

_CUES = frozenset({"tag", "tags", "keyword", "keywords", "topic", "topics", "taglist", "topiclist", "tagcloud"})
_MENUS = frozenset({"nav", "footer", "menu", "navbar"})

_SEPARATOR = re.compile(r"\s*[|｜,，、;；•·]\s*|\s+/\s+|\s*#\s*|\s{2,}")
_COLON = re.compile(r"\s*[:：»›|-]\s*")
_MAX_LINKED = 5
"""Words of a topic in a list that only its markup names; longer ones are headlines of other stories."""

_COUNT = re.compile(r"\s\(?\d{1,6}\)?$")
"""How many stories a topic has, where most topics of a list end in such a number."""

_HASH = re.compile(r"[#＃]")
_MIN_SPACED_HASHES = 2
"""Marks that a line of topics of several words must have; one mark before words is a heading in Markdown."""

_HASHES = re.compile(r"(?:[#＃]\s?[^\W\d][^#＃\n]{1,60}){1,30}")


@cleaner(
    "tags",
    phrases=packaged("tags"),
    reasons=["heading", "labelled", "listed", "hashes", "container", "undivided"],
    always=True,
    after=["headline"],
)
def tags(draft: Draft) -> Iterator[Decision]:
    """The article's topics: "Tags: a | b", a heading with one topic a line below, "#a #b", or a list the page marks."""
    body = _Body(draft)
    taken: set[int] = set()
    labels = {hit.block.index: hit for hit in draft.hits}
    for block in draft.blocks:
        if block.index in taken:
            continue
        hit = labels.get(block.index)
        decisions: Sequence[Decision] = ()
        if block.text[:1] in {"#", "＃"}:
            decisions = _of_hashes(draft, block, body)
        elif hit is not None:
            decisions = _of_label(draft, hit, body)
        for decision in decisions:
            taken.add(decision.block.index)
            yield decision
    if draft.is_html:
        yield from _of_containers(draft, body, taken)


class _Body:
    """What confirms that words are topics of this article: its headline and the core of its body.

    Attributes:
        end: index after the core's last line of running text; the core's start where it has none.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._known: set[str] | None = None
        self._words: set[str] = set()
        content = draft.content
        self.end = content.end
        while self.end > content.start and not draft.is_sentence_like(draft.all[self.end - 1]):
            self.end -= 1

    def confirms(self, value: str) -> bool:
        """Whether more than half of the topic's words stand in the body."""
        if self._known is None:
            content = self._draft.content
            self._known = set()
            for use in self._draft.used("title"):
                self._known |= stems(use.value)
            for block in self._draft.all[content.start : content.end]:
                self._known |= stems_of(self._draft, block)
                self._words.update(tokens_of(self._draft, block))
        words = tokens(value)
        known = sum(word in self._words or not self._known.isdisjoint(stems(word)) for word in words)
        return 2 * known > len(words)


def _is_near(draft: Draft, block: Block, body: _Body) -> bool:
    """Whether the block stands where topics do: right behind the body, or between headline and body."""
    content = draft.content
    if content.start == content.end:
        return False
    if block.index >= body.end:
        return block.index - body.end <= _REACH
    titles = draft.used("title")
    return bool(titles) and titles[0].block < block.index < min(content.start + 3, titles[0].block + _HEAD)


def _of_hashes(draft: Draft, block: Block, body: _Body) -> list[Decision]:
    """A line of hashtags."""
    text = block.text
    if not _HASHES.fullmatch(text) or ends_sentence(text) or any(char in "=<>{}();" for char in text):
        return []
    values = [value for value in (piece.strip(" ,|·•") for piece in _HASH.split(text)) if value]
    spaced = [value for value in values if " " in value]
    if not all(map(_is_topic, values)) or (spaced and len(values) < _MIN_SPACED_HASHES):
        return []
    if not _is_near(draft, block, body) or block.kind == "heading":
        return []
    return [Use(block, "tags", value, "hashes", "hashtags") for value in dict.fromkeys(values)]


def _of_label(draft: Draft, hit: Hit, body: _Body) -> list[Decision]:
    """A label with topics behind it on the line, or below it."""
    block = hit.block
    if hit.start > 3:
        return []
    rest = block.text[hit.end :]
    colon = _COLON.match(rest)
    if colon is None or colon.end() == len(rest):
        return _below(draft, block, body) if not rest.strip(" :：") else []
    if rest.strip()[:1] not in ":：" and hit.phrase not in {"tags", "tag"}:
        return []
    return _behind(draft, block, rest[colon.end() :], body)


def _behind(draft: Draft, block: Block, rest: str, body: _Body) -> list[Decision]:
    """Topics behind the label."""
    if (block.index < body.end and is_amid_prose(draft, block)) or ends_sentence(rest) or len(rest) > 1_000:
        return []
    values = _values(rest)
    divided = len(values) > 1 and all(_is_topic(value) for value in values)
    confirmed = sum(body.confirms(value) for value in values)
    if divided or (len(values) == 1 and _is_topic(values[0]) and count_words(values[0]) <= 3):
        if draft.place(block) == "before" and not confirmed:
            return []
        return [Use(block, "tags", value, "labelled", "label and list") for value in values]
    if not confirmed or not _is_near(draft, block, body):
        return []
    return [Remove(block, "undivided", "label and words run together")]


def _below(draft: Draft, heading: Block, body: _Body) -> list[Decision]:
    """Topics one a line below a heading, down to the last that the body confirms."""
    if not _is_near(draft, heading, body):
        return []
    run: list[Block] = []
    seen: set[str] = set()
    doubtful = 0
    for block in draft.following(heading, _MAX_RUN):
        name = key(block.text)
        if run and draft.is_html and _markup(block) != _markup(run[0]):
            break
        if run and block.text.isupper() != run[-1].text.isupper() and len(block.text) > _MAX_ACRONYM:
            break
        if not draft.is_open(block) or not _is_topic(block.text.strip(" ,#|")) or name in seen:
            break
        doubtful = 0 if body.confirms(block.text) else doubtful + 1
        if doubtful == _DOUBTFUL or (doubtful and len(draft.repeats(block)) > 1):
            break
        seen.add(name)
        run.append(block)
    while run and not body.confirms(run[-1].text):
        run.pop()
    confirmed = sum(body.confirms(block.text) for block in run)
    if not run or 3 * confirmed < len(run):
        return []
    decisions: list[Decision] = [Remove(heading, "heading", f"{len(run)} topics below")]
    counted = 2 * sum(_COUNT.search(block.text) is not None for block in run) > len(run)
    for block in run:
        values = _values(_COUNT.sub("", block.text) if counted else block.text)
        decisions += [Use(block, "tags", value, "listed", "below a heading of topics") for value in values]
    return decisions


def _markup(block: Block) -> tuple[str, str, bool]:
    """What the topics of one list on a page have in common: element, kind, and whether they are links."""
    return block.tag, block.kind, 2 * block.link_chars >= len(block.text)


def _of_containers(draft: Draft, body: _Body, taken: set[int]) -> Iterator[Decision]:
    """Lists that the page's markup names tags, topics or keywords."""
    labels = {hit.block.index for hit in draft.hits}
    for blocks in _marked_lists(draft):
        if len(blocks) > MAX_VALUES or not _is_near(draft, blocks[0], body):
            continue
        if not _MENUS.isdisjoint(container.tag for container in draft.ancestors(blocks[0])):
            continue
        left = [block for block in blocks if draft.is_open(block) and block.index not in taken]
        values = [block for block in left if block.index not in labels]
        if not values or not all(_is_linked_topic(draft, block) for block in values):
            continue
        confirmed = sum(body.confirms(block.text) for block in values)
        if 2 * confirmed < len(values) or len({key(block.text) for block in values}) < len(values):
            continue
        for block in left:
            if block.index not in labels:
                for value in _values(block.text):
                    yield Use(block, "tags", value, "container", "in a container of topics")
            elif draft.words(block) <= MAX_VALUE_WORDS:
                yield Remove(block, "heading", "in a container of topics")


def _marked_lists(draft: Draft) -> Iterable[list[Block]]:
    """The blocks of each element whose class names it tags, topics or keywords."""
    lists: dict[int, list[Block]] = {}
    if not draft.elements.containers_with(_CUES):
        return lists.values()
    roots: list[int] = []
    for container in draft.document.containers:
        above = roots[container.parent] if container.parent >= 0 else -1
        if container.tag in {"html", "body", "main", "article"}:
            above = -1
        elif above < 0 and not _CUES.isdisjoint(words_of(container.cues)):
            above = container.index
        roots.append(above)
    for block in draft.all:
        root = roots[block.container] if block.container >= 0 else -1
        if root >= 0:
            lists.setdefault(root, []).append(block)
    return lists.values()


def _is_linked_topic(draft: Draft, block: Block) -> bool:
    """Whether a block of a list is a link with a topic's name."""
    text = block.text.strip(" ,#|")
    return (
        _is_topic(text) and draft.words(block) <= _MAX_LINKED and 2 * block.link_chars >= len(text) and "…" not in text
    )


def _values(text: str) -> list[str]:
    """The topics of a line, each once."""
    pieces = (piece.strip(" #＃,;|·•\u200b").removesuffix(" -") for piece in _SEPARATOR.split(text))
    return list(dict.fromkeys(piece for piece in pieces if any(map(str.isalnum, piece))))[:MAX_VALUES]


def _is_topic(text: str) -> bool:
    """Whether a string may be a topic: short, no sentence, with a letter in it."""
    if not 2 <= len(text) <= MAX_VALUE_CHARACTERS or not any(map(str.isalpha, text)):
        return False
    if not (text[0].isalnum() or text[0] in "\"'“„«‘(@"):
        return False
    return (
        len(text.split()) <= MAX_VALUE_WORDS and (not ends_sentence(text) or text.endswith("Jr.")) and text[-1] != ":"
    )
