from __future__ import annotations

from newsclean.fields.body import kinds_of

SENTENCE = "Engineers replaced forty steel beams and the whole of the road surface, which cost nine million in all."


def test_subheads_stand_between_a_closed_line_and_a_paragraph() -> None:
    assert kinds_of([SENTENCE, "What comes next?", SENTENCE]) == ["paragraph", "heading", "paragraph"]
    assert kinds_of([SENTENCE, "Nine million", SENTENCE]) == ["paragraph", "heading", "paragraph"]


def test_names_labels_and_ends_are_no_subheads() -> None:
    assert kinds_of(["Nine million", SENTENCE, "Mona Feldt"]) == ["other", "paragraph", "other"]
    assert kinds_of([SENTENCE, "Mona Feldt", "bus driver"])[1] == "other"
    assert kinds_of([SENTENCE, "The figures:", SENTENCE])[1] == "other"
    assert kinds_of([SENTENCE, "and then", SENTENCE])[1] == "other"


def test_bullets_are_list_items() -> None:
    assert kinds_of(["• Forty beams", "- Nine million", "-5 degrees"]) == ["list_item", "list_item", "other"]


def test_scripts_without_case_and_blanks() -> None:
    body = "港の橋は十一週間の修理を終えて月曜日に再び開通したと市議会が発表した。市長は自転車で最初に橋を渡った。"
    assert kinds_of([body, "費用は九百万", body]) == ["paragraph", "heading", "paragraph"]
