from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean

SENTENCE = "The harbour council voted on Tuesday to close the old ferry pier for two years."


def _texts(dump: str) -> list[str]:
    return [block.text for block in newsclean.read(dump, kind="text").blocks]


@pytest.mark.parametrize(
    ("dump", "texts"),
    [
        ("One\nTwo\n\nThree", ["One", "Two", "Three"]),
        ("One\r\nTwo\rThree", ["One", "Two", "Three"]),
        ("  a \t b  ", ["a b"]),
        ("\n\n", []),
        ("One\n\u200b\nTwo", ["One", "Two"]),
    ],
)
def test_lines(dump: str, texts: list[str]) -> None:
    assert _texts(dump) == texts


def test_lines_split_at_inline_tags_are_joined() -> None:
    dump = "The mayor,\nAnna Berg\n, told the paper on Monday that the pier would\nreopen\nin the spring of next year."
    assert len(_texts(dump)) < 5


def test_wrapped_paragraphs_are_joined() -> None:
    paragraphs = [" ".join([SENTENCE] * 4), " ".join([SENTENCE] * 3)]
    dump = "\n\n".join(textwrap.fill(text, 72) for text in paragraphs)
    assert _texts(dump) == paragraphs


def test_glued_pieces_are_cut_and_keep_their_glue() -> None:
    document = newsclean.read(f"Published 20 Apr 2026Updated 12:44 by the harbour desk\n{SENTENCE}", kind="text")
    assert [block.text for block in document.blocks][:2] == [
        "Published 20 Apr 2026",
        "Updated 12:44 by the harbour desk",
    ]
    assert document.blocks[1].glue == ""
    assert document.text.startswith("Published 20 Apr 2026Updated")


def test_a_page_on_one_line_is_cut_into_sentences() -> None:
    assert len(_texts(" ".join([SENTENCE] * 30))) == 30


@given(st.lists(st.text("abc. ,Z9é日。", max_size=40), max_size=30))
def test_every_visible_character_is_in_one_block(lines: list[str]) -> None:
    dump = "\n".join(lines)
    assert "".join("".join(_texts(dump)).split()) == "".join(dump.split())
