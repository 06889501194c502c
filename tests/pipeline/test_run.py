from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import pytest

import newsclean
from newsclean import DEFAULT, Decision, Draft, Edit, Kept, Pipeline, Remove, Removed, Use, Used
from newsclean.pipeline.draft import MAX_REPEATS
from newsclean.pipeline.run import MAX_EDITS, Outcome

LINES = "Alpha line\nBeta line\nGamma line"


def run(decide: Callable[[Draft], Iterable[Decision]], text: str = LINES, **options: Any) -> Outcome:
    made = newsclean.cleaner("made", reasons=["why"], **options)(decide)
    return Pipeline([made]).run(newsclean.read(text, kind="text"))


def failure(decide: Callable[[Draft], Iterable[Any]]) -> str:
    audit = run(decide).audit
    assert [item.cleaner for item in audit.failures] == ["made"]
    assert all(fate == Kept() for fate in audit.fates), "none of a failed cleaner's decisions count"
    return f"{audit.failures[0].error}: {audit.failures[0].message}"


def test_what_nobody_settles_is_kept() -> None:
    assert run(lambda draft: ()).audit.fates == (Kept(), Kept(), Kept())


def test_remove_and_use() -> None:
    def decide(draft: Draft) -> Iterable[Decision]:
        first, second, _ = draft.blocks
        yield Remove(first, "why", "because")
        yield Use(second, "title", "Beta")
        yield Use(second, "byline")

    outcome = run(decide)
    assert outcome.audit.fates[0] == Removed("made", "made.why", "because")
    assert outcome.audit.fates[1] == Used("made", "title", "made", "Beta")
    assert [(use.field, use.value, use.block) for use in outcome.uses] == [
        ("title", "Beta", 1),
        ("byline", "Beta line", 1),
    ]
    assert outcome.audit.counts() == {"removed:made": 1, "used:title": 1, "kept": 1}


def test_edits_are_seen_by_the_next_cleaner_and_can_be_undone() -> None:
    @newsclean.cleaner("shorten")
    def shorten(draft: Draft) -> Any:
        block = draft.blocks[0]
        yield Edit(block, 0, 1, "a")
        yield Edit(block, 6, 10, "LINE!")

    @newsclean.cleaner("shout", phrases=["line!"])
    def shout(draft: Draft) -> Any:
        for hit in draft.hits:
            yield hit.edit("end")

    document = newsclean.read(LINES, kind="text")
    audit = Pipeline([shorten, shout]).run(document, strict=True).audit
    assert audit.text(0) == "alpha end"
    assert audit.rebuild() == document.text == LINES
    assert [edit.by for edit in audit.fates[0].edits] == ["shorten", "shorten", "shout"]


def test_many_edits_of_a_block_become_one() -> None:
    text = "x " * (2 * MAX_EDITS) + "end"

    def decide(draft: Draft) -> Iterable[Decision]:
        for at in range(0, len(text) - 3, 2):
            yield Edit(draft.blocks[0], at, at + 1, "yy")

    audit = run(decide, text).audit
    assert audit.text(0) == "yy " * (2 * MAX_EDITS) + "end"
    assert len(audit.fates[0].edits) == 1
    assert audit.rebuild() == text


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        (lambda d: [Remove(d.blocks[0], "undeclared")], "does not declare"),
        (lambda d: [Use(d.blocks[0], "colour")], "which no block gives"),
        (lambda d: [Edit(d.blocks[0], 3, 99)], "leave the text"),
        (lambda d: [Edit(d.blocks[0], 0, 3), Edit(d.blocks[0], 2, 4)], "overlap"),
        (lambda d: [Edit(d.blocks[0], 3, 2)], "overlap"),
        (lambda d: [Remove(d.blocks[0]), Use(d.blocks[0], "title")], "both used and removed"),
        (lambda d: [Remove(newsclean.Block(99, "none"))], "does not show"),
        (lambda d: [Remove(newsclean.Block(0, "Another text"))], "does not show"),
        (lambda d: ["remove it"], "no decision"),
        (lambda d: None, "not iterable"),
        (lambda d: [Remove(None)], "NoneType, which is no block"),  # type: ignore[arg-type]
        (lambda d: [Remove(d.blocks[0], evidence=3)], "int as evidence"),  # type: ignore[arg-type]
        (lambda d: [Remove(d.blocks[0], reason=["why"])], "list as reason"),  # type: ignore[arg-type]
        (lambda d: [Use(d.blocks[0], "title", 5)], "int as value"),  # type: ignore[arg-type]
        (lambda d: [Edit(d.blocks[0], 0, 2, 5)], "int as text"),  # type: ignore[arg-type]
        (lambda d: [Edit(d.blocks[0], 0.0, 2.0)], "no whole numbers"),  # type: ignore[arg-type]
        (lambda d: [Edit(d.blocks[0], 0, 2, "\ud800")], "lone surrogate"),
        (lambda d: itertools.repeat(Remove(d.blocks[0])), "more than there is text"),
        (lambda d: [d.all.append(newsclean.Block(3, "Forged"))], "no attribute 'append'"),
        (lambda d: [d.hits.clear()], "no attribute 'clear'"),
        (lambda d: [Remove(d.blocks[0]), 1 / 0], "ZeroDivisionError"),
    ],
)
def test_the_law_of_the_run(decisions: Callable[[Draft], Any], message: str) -> None:
    assert message in failure(decisions)


def test_a_settled_block_is_settled() -> None:
    @newsclean.cleaner("early")
    def early(draft: Draft) -> Any:
        yield Remove(draft.blocks[0])

    @newsclean.cleaner("late")
    def late(draft: Draft) -> Any:
        assert [block.index for block in draft.blocks] == [1, 2]
        assert draft.settled_by(draft.all[0]) == "early"
        yield Remove(draft.all[0])

    pipeline = Pipeline([early, late])
    document = newsclean.read(LINES, kind="text")
    audit = pipeline.run(document).audit
    assert audit.fates[0] == Removed("early", "early")
    assert "settled by early" in audit.failures[0].message
    with pytest.raises(newsclean.BadDecision, match="settled by early"):
        pipeline.run(document, strict=True)


def test_two_hits_in_a_block_may_both_remove_it() -> None:
    outcome = run(lambda draft: [hit.remove("why") for hit in draft.hits], phrases=["alpha", "line"])
    assert outcome.audit.failures == ()
    assert [fate for fate in outcome.audit.fates if isinstance(fate, Removed)] == [
        Removed("made", "made.why", '"Alpha"'),
        Removed("made", "made.why", '"line"'),
        Removed("made", "made.why", '"line"'),
    ]


def test_a_cleaner_with_phrases_is_not_called_without_them() -> None:
    def decide(draft: Draft) -> Any:
        raise AssertionError("called")

    assert run(decide, phrases=["omega"]).audit.failures == ()
    assert run(decide, phrases=["omega"], always=True).audit.failures != ()


def test_draft_shows_neighbours_repeats_and_place() -> None:
    text = (
        "Menu\nHeadline here\nheadline: HERE\n" + "A sentence of more than eight words stands here today.\n" * 2 + "End"
    )
    seen: dict[str, Any] = {}

    @newsclean.cleaner("look")
    def look(draft: Draft) -> Any:
        second = draft.blocks[1]
        seen["previous"] = [block.text for block in draft.previous(second, 5)]
        seen["following"] = [block.text for block in draft.following(second)]
        seen["repeats"] = draft.repeats(second)
        seen["places"] = [draft.place(block) for block in draft.all]
        seen["sentence"] = draft.is_sentence_like(draft.all[3])
        return ()

    from newsclean.content.best_run import score

    Pipeline([look]).run(newsclean.read(text, kind="text"), scorer=score, strict=True)
    assert seen == {
        "previous": ["Menu"],
        "following": ["headline: HERE"],
        "repeats": (2,),
        "places": ["before", "before", "before", "inside", "inside", "after"],
        "sentence": True,
    }


def test_cue_words_come_from_all_containers() -> None:
    html = '<body class="page"><aside id="shareBox"><div class="list__item"><p class="x">Hello</p></div></aside>'
    words: list[frozenset[str]] = []

    @newsclean.cleaner("look")
    def look(draft: Draft) -> Any:
        words.append(draft.cue_words(draft.blocks[0]))
        assert [container.tag for container in draft.ancestors(draft.blocks[0])][:2] == ["div", "aside"]
        return ()

    Pipeline([look]).run(newsclean.read(html, kind="html"), strict=True)
    assert {"share", "box", "list", "item", "x", "aside", "div"} <= words[0]
    assert "page" not in words[0]


def test_what_cleaners_say_when_they_fail_can_be_stored() -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise ValueError

    for error in (Mute(), ValueError("\ud800")):

        def decide(draft: Draft, error: Exception = error) -> Any:
            raise error

        audit = run(decide).audit
        assert [item.cleaner for item in audit.failures] == ["made"]
        assert msgspec.json.decode(msgspec.json.encode(audit), type=newsclean.Audit) == audit


def test_the_shown_text_is_the_audits_text() -> None:
    shown: list[str] = []

    @newsclean.cleaner("look")
    def look(draft: Draft) -> Any:
        shown.extend(block.text for block in draft.all)
        return ()

    text = "Russia s Ministry said that they don t know.\n\nThe caf\u00c3\u00a9\u200b was closed on Monday, he said."
    audit = DEFAULT.after("lost_apostrophes", look).run(newsclean.read(text), strict=True).audit
    assert sum(bool(fate.edits) for fate in audit.fates) == 2
    assert shown == [audit.text(index) for index in range(len(audit))]


def test_edited_blocks_are_searched_again_for_every_cleaner() -> None:
    @newsclean.cleaner("cut", phrases=["line"])
    def cut(draft: Draft) -> Any:
        for hit in draft.hits[1:]:
            yield hit.edit("omega")

    seen: list[int] = []

    @newsclean.cleaner("look", phrases=["omega", "alpha"])
    def look(draft: Draft) -> Any:
        seen.extend(hit.block.index for hit in draft.hits)
        return ()

    Pipeline([cut, look]).run(newsclean.read(LINES, kind="text"), strict=True)
    assert seen == [0, 1, 2]


def test_a_line_over_and_over_tells_its_nearest_repeats() -> None:
    found: dict[int, tuple[int, ...]] = {}

    @newsclean.cleaner("look")
    def look(draft: Draft) -> Any:
        found.update((block.index, draft.repeats(block)) for block in draft.blocks)
        return ()

    Pipeline([look]).run(newsclean.read("Same line\n" * 1000, kind="text"), strict=True)
    assert found[0] == tuple(range(1, 1 + MAX_REPEATS))
    assert found[500] == (*range(500 - MAX_REPEATS, 500), *range(501, 501 + MAX_REPEATS))
    assert found[999] == tuple(range(999 - MAX_REPEATS, 999))
