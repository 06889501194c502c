"""The edits of a block as marks in its text: what stood there, and what was put in its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from newsclean.model.audit import AppliedEdit

Mark = Literal["same", "del", "ins"]


class Piece(Struct, frozen=True, gc=False):
    """A run of text that was left, taken out or put in."""

    mark: Mark
    text: str


def marked(text: str, edits: Iterable[AppliedEdit]) -> tuple[Piece, ...]:
    """The text in pieces: `same` and `del` make the text before the edits, `same` and `ins` the text after them.

    Args:
        text: the text before any edit.
        edits: the edits in the order they were applied, each counted in the text as those before it left it.
    """
    pieces = [Piece("same", text)]
    for edit in edits:
        pieces = list(_applied(pieces, edit))
    return tuple(piece for piece in pieces if piece.text)


def _applied(pieces: list[Piece], edit: AppliedEdit) -> Iterable[Piece]:
    at = 0
    placed = False
    for piece in pieces:
        if piece.mark == "del":
            yield piece
            continue
        start, end = max(edit.start - at, 0), min(edit.end - at, len(piece.text))
        if not placed and edit.start <= at + len(piece.text):
            # What was put in by an earlier edit and is taken out by this one never stood in the input.
            yield Piece(piece.mark, piece.text[:start])
            if piece.mark == "same":
                yield Piece("del", piece.text[start : max(start, end)])
            yield Piece("ins", edit.after)
            yield Piece(piece.mark, piece.text[max(start, end) :])
            placed = True
        elif start < end:
            yield Piece(piece.mark, piece.text[:start])
            if piece.mark == "same":
                yield Piece("del", piece.text[start:end])
            yield Piece(piece.mark, piece.text[end:])
        else:
            yield piece
        at += len(piece.text)
