"""Lines between the paragraphs that send the reader to another story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclean.cleaners.head import head_of
from newsclean.cleaners.shape import by_block
from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged
from newsclean.text.measure import ends_sentence

MAX_WORDS = 36
"""Words of a label with a headline; headlines have up to 25."""

MAX_STORIES = 5
"""Headlines in a box between two paragraphs."""

TAIL = 6
"""Blocks after the body's core that still count as between paragraphs."""

_COMMON = frozenset(
    {
        "read", "more", "see also", "related", "recommended", "further reading", "more from", "read more", "must read",
        "don't miss", "mehr", "zum thema", "dossier", "lire", "à lire", "à découvrir", "además", "más información",
        "para saber más", "leggi", "per approfondire", "leia", "saiba mais", "zobacz", "przeczytaj", "czytaj",
        "polecamy", "čtěte", "související", "citește", "подробнее", "по теме", "до теми", "за темою", "докладніше",
        "детальніше", "διαβάστε", "المزيد", "للمزيد", "بخوانید", "पढ़ें", "baca", "skaitykite", "関連", "次のページ",
        "☞", "kapcsolódó", "relacionado", "relacionadas", "recomandare", "approfondimento", "lesetipp", "anbefalt",
        "see more", "keep reading", "weiterlesen", "lees meer", "leer más", "ver más", "leggi di più", "läs mer",
        "læs mere", "les mer", "lue lisää", "lire la suite", "lees verder", "meer over", "siehe auch", "voir aussi",
        "ver también", "vedi anche", "veja também", "zie ook", "se även", "se også", "katso myös",
        "sehen sie auch", "passend dazu", "mehr dazu", "xem thêm", "más info", "更多新聞", "more on this",
    },
)  # fmt: skip
"""Labels that also begin sentences, subheads or entries of a list of sources: a colon, a bar or a link must follow."""

_SEPARATORS = frozenset(":：|»>→-–—▶►›・】]")

_COLONS = frozenset(":：")

_OF_SOURCES = frozenset({"further reading", "more on this", "para saber más", "per approfondire", "saiba mais"})
"""Common labels of several words that an author may set before books and papers; they prove nothing without a link."""


@cleaner(
    "read_also",
    phrases=packaged("read_also"),
    reasons=["headline_below"],
    after=["headline", "bylines"],
)
def read_also(draft: Draft) -> Iterator[Decision]:
    """Pointers to other stories between the paragraphs: "Also read: …", or a label with a headline below."""
    head = head_of(draft)
    end = draft.content.end + TAIL
    taken: set[int] = set()
    for index, hits in by_block(draft.hits).items():
        block = hits[0].block
        if index in taken or not head.headline < index < end or block.kind in {"table_row", "code"}:
            continue
        words = draft.words(block)
        if words > MAX_WORDS:
            continue
        for hit in hits:
            decisions = list(_decide(draft, block, hit, words, taken))
            if decisions:
                taken.update(decision.block.index for decision in decisions)
                yield from decisions
                break


def _decide(draft: Draft, block: Block, hit: Hit, words: int, taken: set[int]) -> Iterator[Remove]:
    text = block.text
    if hit.group == "pointer":
        if words <= 20 and (_is_linked(draft, block) or "|" in text):
            yield hit.remove()
        return
    rest = text[hit.end :].strip()
    if not any(map(str.isalnum, rest)):
        stories = _stories_below(draft, block, taken)
        if stories:
            yield hit.remove()
            for story in stories:
                yield Remove(story, "headline_below", f'below "{text[:40]}"')
        return
    if block.kind == "heading":
        return
    if rest[0] in _SEPARATORS or not text[hit.end].isspace():
        if _is_headline(draft, block, rest) or (rest[0] in _COLONS and _is_bare_pointer(draft, hit, rest)):
            yield hit.remove()
    elif block.link_chars >= 0.6 * len(text) or (
        hit.phrase not in _COMMON
        and (_is_headline(draft, block, rest) or (not rest[0].islower() and _is_bare_pointer(draft, hit, rest)))
    ):
        yield hit.remove()


def _is_headline(draft: Draft, block: Block, rest: str) -> bool:
    """Whether what follows the label may be a headline: at most a sentence or two, in HTML mostly a link."""
    if draft.is_html and block.link_chars < 0.4 * len(rest):
        return False
    return rest.count(". ") <= 2 and (len(rest) >= 12 or draft.words(block) >= 4)


def _is_bare_pointer(draft: Draft, hit: Hit, rest: str) -> bool:
    """Whether a paragraph of a page is a label and a headline whose link was lost, or is set by a script.

    Only a label that says nothing else proves it, and only before what is no sentence: an entry of a list of sources
    ends with a full stop, or is an item of a list.
    """
    block = hit.block
    words = draft.words(block)
    if not draft.is_html or block.kind not in {"paragraph", "quote"} or rest.endswith(_FULL_STOPS) or ". " in rest:
        return False
    if hit.phrase in _COMMON and (hit.phrase in _OF_SOURCES or (" " not in hit.phrase and hit.phrase != "related")):
        return False
    return words <= _POINTER_WORDS and (len(rest) >= 12 or words >= 4)


def _is_linked(draft: Draft, block: Block) -> bool:
    return not draft.is_html or block.link_chars > 0


_POINTER_WORDS = 30
"""Words of a label with a headline where nothing but the words tells."""

_SENTENCE_WORDS = 5
_FULL_STOPS = (".", "。", ".”", ".“", ".»", '."')
"""So many words with a full stop are a sentence of the body: headlines end without one."""


def _stories_below(draft: Draft, label: Block, taken: set[int]) -> Sequence[Block]:
    """The headlines under a label alone on its line, up to the next paragraph; none where there is a doubt.

    In a dump a headline is a line without an end mark, or one in a run that ends before running text; when more than
    one such line stands there, the last may be a subhead of the body and stays unless it looks like a headline.
    """
    stories: list[Block] = []
    for block in draft.following(label, MAX_STORIES + 2):
        if not draft.is_open(block) or block.index in taken:
            break
        words = draft.words(block)
        if draft.is_html:
            if block.link_chars < 0.6 * len(block.text) or words > 40:
                break
        elif _is_prose(draft, block) or words > 30 or (words >= _SENTENCE_WORDS and block.text.endswith(_FULL_STOPS)):
            break
        stories.append(block)
        if len(stories) == MAX_STORIES:
            break
    if not stories:
        return ()
    after = draft.following(stories[-1])
    if not draft.is_html:
        if len(stories) > 1 and after and _is_prose(draft, after[0]) and draft.words(stories[-1]) < 7:
            stories.pop()
        if not any(draft.words(story) >= 4 for story in stories):
            return ()
        if stories[0].gap > label.gap + 1:
            return ()
    return stories


def _is_prose(draft: Draft, block: Block) -> bool:
    return draft.words(block) >= 12 and (ends_sentence(block.text) or draft.words(block) > 30)
