from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean.pipeline.phrase import Match, Phrase, PhraseFile, packaged, phrases_of
from newsclean.pipeline.scan import Found, PhraseScan
from newsclean.text.fold import fold, key

PHRASES = Path(__file__).parents[2] / "src" / "newsclean" / "phrases"


def search(scan: PhraseScan, texts: list[str], blocks: list[int] | None = None) -> list[list[Found]]:
    return scan.search(texts, [fold(text) for text in texts], blocks)


def found(text: str, phrase: str, match: Match) -> list[str]:
    scan = PhraseScan([(Phrase(fold(phrase), "group", match, "en"),)])
    return [text[hit.start : hit.end] for hit in search(scan, [text])[0]]


@pytest.mark.parametrize(
    ("text", "phrase", "match", "expected"),
    [
        ("Share", "share", "line", ["Share"]),
        ("167 Share:", "share", "line", ["Share"]),
        ("Share this", "share", "line", []),
        ("Share this", "share", "start", ["Share"]),
        ("» Share this", "share", "start", ["Share"]),
        ("Please share", "share", "start", []),
        ("Please share!", "share", "end", ["share"]),
        ("Please share it", "share", "end", []),
        ("Please share it", "share", "anywhere", ["share"]),
        ("Shareholders met", "share", "anywhere", []),
        ("A timeshare", "share", "anywhere", []),
        ("Don’t miss out", "don't miss", "start", ["Don’t miss"]),
        ("この記事をシェアする", "シェア", "anywhere", ["シェア"]),
        ("댓글쓰기", "댓글", "start", ["댓글"]),
        ("12Comments", "comments", "line", ["Comments"]),
        ("SubscribeRead more", "read more", "end", ["Read more"]),
        ("SubscribeRead more", "read more", "anywhere", ["Read more"]),
        ("12 SHARES", "share", "anywhere", []),
        ("İletişim", "iletişim", "line", ["İletişim"]),
        ("Ещё новости", "еще новости", "line", ["Ещё новости"]),
        ("share " + "1" * 50, "share", "line", []),
    ],
)
def test_where_a_phrase_must_stand(text: str, phrase: str, match: Match, expected: list[str]) -> None:
    assert found(text, phrase, match) == expected


def test_offsets_hold_for_letters_that_change_length_in_lower_case() -> None:
    assert found("İİİ share", "share", "anywhere") == ["share"]
    assert len(fold("İẞŉ")) == 3


def test_hits_inside_longer_hits_are_left_out() -> None:
    phrases = tuple(Phrase(text, "group", "anywhere", "en") for text in ("sign up", "sign up for our newsletter"))
    hits = search(PhraseScan([phrases]), ["Now sign up for our newsletter and sign up again"])[0]
    assert [hit.phrase.text for hit in hits] == ["sign up for our newsletter", "sign up"]


def test_owners_do_not_see_each_others_phrases() -> None:
    one, two = (Phrase("menu", "group", "anywhere", "en"),), (Phrase("home", "group", "anywhere", "en"),)
    found_one, found_two = search(PhraseScan([one, two]), ["Home", "Menu", "Home menu"])
    assert [hit.block for hit in found_one] == [1, 2]
    assert [hit.block for hit in found_two] == [0, 2]


def test_keys_are_equal_for_lines_that_say_the_same() -> None:
    assert key("“Headline” – here!") == key('headline: "HERE"')
    assert key("× • ×") == ""


@pytest.mark.parametrize("path", sorted(PHRASES.glob("*.toml")), ids=lambda path: path.stem)
def test_packaged_files_load_and_repeat_nothing(path: Path) -> None:
    phrases = packaged(path.stem).load()
    assert phrases
    assert all(phrase.text == fold(" ".join(phrase.text.split())) for phrase in phrases)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[group]\nen = ['a']", "needs match"),
        ("[group]\nmatch = 'nearby'\nen = ['a']", "needs match"),
        ("[group]\nmatch = 'line'\nen = 'a'", "list of phrases"),
        ("[group]\nmatch = 'line'\nen = [' ']", "list of phrases"),
        ("group = 3", "needs match"),
        ("[group", "phrase file"),
    ],
)
def test_broken_phrase_files_say_what_is_wrong(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "phrases.toml"
    path.write_text(content)
    with pytest.raises(newsclean.PipelineError, match=message):
        PhraseFile(str(path)).load()
    with pytest.raises(newsclean.PipelineError, match="No such file"):
        PhraseFile(str(tmp_path / "none.toml")).load()


def test_phrases_from_a_file_of_the_users(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("[teaser]\nmatch = 'line'\nen = ['Your  Stars’ day']\n")
    assert phrases_of(PhraseFile(str(path))) == (Phrase("your stars' day", "teaser", "line", "en"),)


def test_a_long_line_of_hits_is_searched_in_one_pass() -> None:
    phrase = Phrase("share", "group", "start", "en")
    hits = search(PhraseScan([(phrase,)]), ["! " * 50_000 + "share " * 20_000, "share"])[0]
    assert [(hit.block, hit.start) for hit in hits] == [(0, 100_000), (1, 0)]


def test_blocks_may_be_searched_again_under_their_own_index() -> None:
    hits = search(PhraseScan([(Phrase("menu", "group", "line", "en"),)]), ["Menu", "Home", "Menu"], [3, 8, 9])[0]
    assert [hit.block for hit in hits] == [3, 9]


@pytest.mark.parametrize("phrase", ["", "  ", 3])
def test_a_phrase_is_text(phrase: Any) -> None:
    with pytest.raises(newsclean.PipelineError, match="is no phrase"):
        phrases_of((phrase,))
