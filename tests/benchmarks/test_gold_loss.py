from __future__ import annotations

from benchmarks import gold_loss

from newsclean import AppliedEdit, Audit, Block, Kept, PipelineInfo, Removed, Used

GOLD = """The council met on Monday to vote.

It rained all day long.

Chemnitz.

Nobody left the hall before midnight came."""


def audit(*pairs: tuple[str, Kept | Removed | Used]) -> Audit:
    blocks = tuple(Block(index, text) for index, (text, _) in enumerate(pairs))
    return Audit(blocks, tuple(fate for _, fate in pairs), PipelineInfo("1", "", ()))


def judge(*pairs: tuple[str, Kept | Removed | Used]) -> gold_loss.PageReport:
    return gold_loss.judge("page", "html", audit(*pairs), GOLD)


def test_a_removed_gold_paragraph_is_lost() -> None:
    report = judge(("The council met on Monday to vote.", Removed("related", "list")))
    assert [(finding.by, finding.words) for finding in report.lost] == [("related", 7)]


def test_a_removed_copy_of_a_kept_block_is_no_loss() -> None:
    report = judge(("It rained all day long.", Removed("repeats", "copy")), ("It rained all day long.", Kept()))
    assert not report.lost


def test_removing_both_copies_is_one_loss() -> None:
    report = judge(*[("It rained all day long.", Removed("repeats", "copy"))] * 2)
    assert len(report.lost) == 1
    assert report.removed["repeats"] == 2


def test_a_removed_copy_of_a_used_block_is_no_loss_and_the_use_is_told_apart() -> None:
    report = judge(
        ("It rained all day long.", Used("standfirst", "subtitle", "first", "It rained all day long.")),
        ("It rained all day long.", Removed("repeats", "copy")),
    )
    assert not report.lost
    assert [finding.by for finding in report.used] == ["standfirst -> subtitle"]


def test_a_short_block_is_lost_only_as_a_whole_line() -> None:
    report = judge(("Chemnitz", Removed("stray", "x")), ("Monday", Removed("stray", "x")))
    assert [finding.text for finding in report.lost] == ["Chemnitz"]


def test_a_block_that_shares_a_few_words_is_no_loss() -> None:
    report = judge(("The council met on Tuesday and left the hall again", Removed("related", "list")))
    assert not report.lost


def test_a_block_that_joins_two_gold_paragraphs_is_lost() -> None:
    report = judge(("The council met on Monday to vote. It rained all day long.", Removed("related", "list")))
    assert len(report.lost) == 1


def test_an_edit_that_deletes_gold_words_is_lost() -> None:
    edit = AppliedEdit("template", "x", 6, 23, " all day long now", "")
    edit_of_gold = AppliedEdit("template", "x", 2, 23, " rained all day long.", "")
    assert not judge(("It rained all day long now", Kept((edit,)))).lost
    assert [f.text for f in judge(("It rained all day long.", Kept((edit_of_gold,)))).lost] == [" rained all day long."]


def test_words_are_compared_folded() -> None:
    gold = gold_loss.Remaining("“Kiev’s” army – they said")
    assert gold.share(["kiev", "s", "army", "they", "said"]) == 1.0


def test_letters_of_unspaced_scripts_are_words() -> None:
    report = gold_loss.judge("page", "html", audit(("東京で雨が降った", Removed("x", "y"))), "昨日、東京で雨が降った。")
    assert len(report.lost) == 1


def test_kept_clutter_is_placed() -> None:
    report = judge(
        ("Menu and search bar", Kept()),
        ("The council met on Monday to vote.", Kept()),
        ("Read more about councils", Kept()),
        ("Nobody left the hall before midnight came.", Kept()),
        ("Sign up for our newsletter", Kept()),
    )
    assert [finding.place for finding in report.missed] == ["before", "inside", "after"]
    assert report.kept_words == 4 + 7 + 4 + 7 + 5


def test_a_second_kept_copy_is_clutter() -> None:
    report = judge(("It rained all day long.", Kept()), ("It rained all day long.", Kept()))
    assert len(report.missed) == 1


def test_clutter_without_a_gold_block_has_no_body_to_stand_by() -> None:
    assert [finding.place for finding in judge(("Menu and search bar", Kept())).missed] == ["no body"]
