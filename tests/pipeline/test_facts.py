from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean
from newsclean.model.document import Block, Container
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.elements import Elements
from newsclean.pipeline.facts import Facts
from newsclean.text.fold import fold, key
from newsclean.text.measure import count_words, count_words_of_each, ends_sentence, has_digit, is_sentence_like

PIECES = st.sampled_from(
    [*"aBcé ßΣςё İ.,!?»«“’-_0９²½日本한ไทย\u200bʼ%©", "The quick brown fox said so. ", "один два "]
)
LINES = st.lists(st.lists(PIECES, max_size=30).map("".join), max_size=6)


def assert_true_of(facts: Facts, texts: list[str]) -> None:
    assert facts.texts == texts
    assert facts.folded == [fold(text) for text in texts]
    assert facts.words == [count_words(text) for text in texts]
    assert facts.closes == [ends_sentence(text) for text in texts]
    assert facts.prose == [is_sentence_like(text, count_words(text)) for text in texts]
    assert list(facts.runs) == [key(text).split() for text in texts]
    assert list(facts.keys) == [key(text) for text in texts]
    assert list(facts.digits) == [index for index, text in enumerate(texts) if has_digit(text)]
    assert facts.characters >= set("".join(texts))
    for sign in "%aé日":
        assert facts.holding(sign) == {index for index, text in enumerate(texts) if sign in fold(text)}
    for index, text in enumerate(texts):
        same = [other for other, item in enumerate(texts) if key(text) and key(item) == key(text)]
        assert list(facts.alike(key(text))) == same, index


@given(LINES)
def test_the_columns_say_what_is_said_of_one_text(texts: list[str]) -> None:
    assert_true_of(Facts(texts, count_words_of_each(texts)), texts)


@given(LINES, st.data())
def test_facts_follow_an_edit(texts: list[str], data: st.DataObject) -> None:
    if not texts:
        return
    facts = Facts(texts, count_words_of_each(texts))
    assert_true_of(facts, texts)
    index = data.draw(st.integers(0, len(texts) - 1))
    texts[index] = data.draw(st.sampled_from(["", "12 % of 日本", "It’s over. It was said so by them all."]))
    facts.update(index, texts[index])
    assert_true_of(facts, texts)


def test_elements_are_found_by_the_words_of_their_cues() -> None:
    document = newsclean.read(
        "<html class=nav><body><nav class=top><ul class='mainMenu item'><li>Home<li>News</ul></nav>"
        "<div id=share-bar>Share <p class=lead>The harbour bridge reopened.</p> this</div></body></html>"
    )
    elements = Elements(document)
    texts = [block.text for block in document.blocks]
    assert texts == ["Home", "News", "Share", "The harbour bridge reopened.", "this"]

    def held(indices: list[int]) -> list[tuple[str, tuple[int, int]]]:
        return [(elements.containers[index].tag, elements.spans[index]) for index in indices]

    assert held(elements.containers_with(frozenset({"menu", "main"}))) == [("ul", (0, 1))]
    assert held(elements.containers_with(frozenset({"nav"}))) == []
    assert held(elements.containers_with(frozenset({"nav"}), tags=True)) == [("nav", (0, 1))]
    assert elements.blocks_with(frozenset({"lead"})) == [3]
    assert elements.words(lambda word: word.startswith("sh")) == {"share"}
    assert {"nav", "top", "main"} <= elements.around(document.blocks[0].container)
    assert sum(elements.counts(document.blocks)) >= len(texts)


def test_a_container_that_holds_nothing_has_an_empty_span() -> None:
    document = newsclean.Document(
        blocks=(Block(0, "Line", container=0),),
        containers=(Container(0, -1, "div"), Container(1, 0, "p")),
        origin=newsclean.read("x").origin,
    )
    assert list(Elements(document).spans) == [(0, 0), (1, 0)]


_asked: list[int] = []


def _longest(draft: Draft) -> int:
    _asked.append(1)
    return max(map(len, draft.facts.texts))


@newsclean.cleaner("first_reader", reasons=["edit"])
def first_reader(draft: Draft) -> Iterator[newsclean.Edit]:
    """Asks twice, then edits."""
    assert draft.learn(_longest) == draft.learn(_longest) == 5
    yield newsclean.Edit(draft.blocks[0], 0, 1, "long ", "edit")


@newsclean.cleaner("second_reader", reasons=["seen"])
def second_reader(draft: Draft) -> Iterator[newsclean.Remove]:
    """Asks again."""
    yield newsclean.Remove(draft.blocks[0], "seen", str(draft.learn(_longest)))


def test_what_was_learned_is_forgotten_with_an_edit() -> None:
    _asked.clear()
    outcome = newsclean.Pipeline([first_reader, second_reader]).run(newsclean.read("words"), strict=True)
    assert outcome.audit.removed()[0][1].evidence == str(len("long ords"))
    assert len(_asked) == 2


@pytest.mark.parametrize("name", ["headline", "nobody"])
def test_settled_blocks_are_told_by_cleaner(name: str) -> None:
    seen: list[tuple[int, ...]] = []

    @newsclean.cleaner("headline", reasons=["taken"])
    def taker(draft: Draft) -> Iterator[newsclean.Remove]:
        for block in reversed(draft.blocks[1:]):
            yield newsclean.Remove(block, "taken")

    @newsclean.cleaner("asker")
    def asker(draft: Draft) -> Iterator[newsclean.Remove]:
        seen.append(draft.settled(name))
        yield from ()

    newsclean.Pipeline([taker, asker]).run(newsclean.read("one\n\ntwo\n\nthree"), strict=True)
    assert seen == [(1, 2) if name == "headline" else ()]
