from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsclean.model.audit import AppliedEdit, apply_edits
from newsclean.report.marks import Piece, marked


def edit(start: int, end: int, before: str, after: str) -> AppliedEdit:
    return AppliedEdit("a_cleaner", "a_cleaner.reason", start, end, before, after)


def test_a_replaced_span_is_struck_and_its_place_filled() -> None:
    assert marked("Russia s army", [edit(6, 7, " ", "’")]) == (
        Piece("same", "Russia"),
        Piece("del", " "),
        Piece("ins", "’"),
        Piece("same", "s army"),
    )


def test_what_was_put_in_and_taken_out_again_is_not_shown() -> None:
    edits = [edit(0, 0, "", "abc"), edit(0, 3, "abc", "")]
    assert marked("text", edits) == (Piece("same", "text"),)


def test_an_edit_across_an_earlier_one() -> None:
    pieces = marked("one two three", [edit(4, 7, "two", "2"), edit(2, 7, "e 2 t", "-")])
    assert "".join(piece.text for piece in pieces if piece.mark != "ins") == "one two three"
    assert "".join(piece.text for piece in pieces if piece.mark != "del") == "on-hree"


@given(
    st.text("ab \u200b", min_size=1, max_size=20),
    st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25), st.text("xyz", max_size=3)), max_size=6),
)
def test_pieces_hold_the_text_before_and_after(text: str, spans: list[tuple[int, int, str]]) -> None:
    edits: list[AppliedEdit] = []
    now = text
    for one, other, after in spans:
        start, end = sorted((min(one, len(now)), min(other, len(now))))
        edits.append(edit(start, end, now[start:end], after))
        now = apply_edits(now, edits[-1:])
    pieces = marked(text, edits)
    assert "".join(piece.text for piece in pieces if piece.mark != "ins") == text
    assert "".join(piece.text for piece in pieces if piece.mark != "del") == now
