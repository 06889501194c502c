from __future__ import annotations

import pytest
from benchmarks import scores
from benchmarks.scores import Match


def test_tokens_keep_case_and_drop_marks() -> None:
    assert scores.tokens("It's 5 o'clock, über_all!") == ["It", "s", "5", "o", "clock", "über_all"]


def test_shingles_of_a_short_text_are_one_shingle() -> None:
    assert scores.shingles(["a", "b"]) == {("a", "b"): 1}


def test_shingles_of_nothing_are_none() -> None:
    assert not scores.shingles([])


def test_shingles_count_repeats() -> None:
    assert scores.shingles(list("aaaaa")) == {("a", "a", "a", "a"): 2}


def test_match_by_hand() -> None:
    # Gold: abcd bcde cdef. Answer: abcd bcde cdex. Two of three on either side; five of six words.
    match = scores.match("a b c d e x", "a b c d e f")
    assert match.precision == pytest.approx(2 / 3)
    assert match.recall == pytest.approx(2 / 3)
    assert match.word_f1 == pytest.approx(5 / 6)
    assert not match.exact


def test_match_counts_a_repeated_sentence_as_wrong() -> None:
    # Gold: one shingle. Answer: abcd twice, with bcda, cdab, dabc between: 1 hit of 5.
    match = scores.match("a b c d a b c d", "a b c d")
    assert match.precision == pytest.approx(1 / 5)
    assert match.recall == 1.0


def test_match_is_exact_up_to_marks_and_white_space() -> None:
    assert scores.match("One  two,\n\nthree.", "One two three").exact
    assert not scores.match("one two three", "One two three").exact


def test_word_f1_ignores_case() -> None:
    assert scores.match("one two three four", "One two three four").word_f1 == 1.0


@pytest.mark.parametrize(
    ("answer", "gold", "precision", "recall"),
    [("", "", 1.0, 1.0), ("a", "", 0.0, 0.0), ("", "a", 0.0, 0.0)],
)
def test_match_of_empty_texts(answer: str, gold: str, precision: float, recall: float) -> None:
    match = scores.match(answer, gold)
    assert (match.precision, match.recall) == (precision, recall)


def test_summary_takes_the_f1_of_means_not_the_mean_of_f1s() -> None:
    summary = scores.summarise([Match(1.0, 0.5, 1.0, exact=True), Match(0.5, 1.0, 0.0, exact=False)])
    # Mean precision and recall are .75 each; the mean of the pages' own F1s would be .667.
    assert summary == scores.Summary(pages=2, s=0.75, precision=0.75, recall=0.75, word_f1=0.5, exact=0.5)


def test_summary_of_no_pages() -> None:
    assert scores.summarise([]).pages == 0


def test_bag_f1_by_hand() -> None:
    # Two words shared, of three and two: 2 * 2 / 5.
    assert scores.bag_f1(["a", "a", "b"], ["a", "b"]) == pytest.approx(0.8)
    assert scores.bag_f1([], []) == 1.0
    assert scores.bag_f1(["a"], []) == 0.0


def test_paired_interval_of_equal_systems_is_zero() -> None:
    matches = [Match(0.9, 0.8, 0.9, exact=False), Match(0.5, 0.7, 0.6, exact=False)]
    assert scores.paired_interval(matches, matches) == scores.Interval(0.0, 0.0, 0.0)


def test_paired_interval_of_a_constant_lead() -> None:
    ours = [Match(0.9, 0.9, 0.9, exact=False)] * 20
    theirs = [Match(0.8, 0.8, 0.8, exact=False)] * 20
    interval = scores.paired_interval(ours, theirs)
    assert (interval.difference, interval.low, interval.high) == pytest.approx((0.1, 0.1, 0.1))


def test_paired_interval_contains_the_difference_and_repeats() -> None:
    ours = [Match(i / 40, 1 - i / 80, 0.5, exact=False) for i in range(40)]
    theirs = [Match(0.5, 0.5, 0.5, exact=False)] * 40
    interval = scores.paired_interval(ours, theirs)
    assert interval.low < interval.difference < interval.high
    assert interval == scores.paired_interval(ours, theirs)


def test_paired_interval_refuses_unpaired_samples() -> None:
    with pytest.raises(ValueError, match="paired samples of 1 and 0 pages"):
        scores.paired_interval([Match(1.0, 1.0, 1.0, exact=True)], [])


@pytest.mark.parametrize(
    ("answer", "gold"),
    [
        ("Trump “congratulates” China", 'Trump "congratulates" China'),
        ("A &amp; B", "A & B"),
        ("So  it\u00a0goes …", "so it goes ..."),
        ("Left – right", "Left - right"),
    ],
)
def test_titles_that_are_the_same(answer: str, gold: str) -> None:
    assert scores.title_exact(answer, gold)


def test_titles_that_are_not_the_same() -> None:
    assert not scores.title_exact("Storm hits coast | The Times", "Storm hits coast")
    assert not scores.title_exact(None, "Storm hits coast")


def test_title_f1_by_hand() -> None:
    # Three tokens shared, of five and three: 6 / 8.
    assert scores.title_f1("Storm hits coast | The Times", "Storm hits coast") == pytest.approx(0.75)
    assert scores.title_f1(None, "Storm") == 0.0


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Dr. Anna  Müller", "anna müller"),
        ("ANNA MÜLLER", "anna müller"),
        ("Conan O’Brien", "conan o brien"),
        ("Prof Jean-Luc Picard", "jean luc picard"),
        ("Drew Msomi", "drew msomi"),
    ],
)
def test_name_key(name: str, key: str) -> None:
    assert scores.name_key(name) == key


def test_set_score_by_hand() -> None:
    score = scores.set_score([(["a", "b"], ["a"]), (["x"], ["y", "z"]), ([], [])])
    # F1 2/3, 0 and 1; one right of three given and of three wanted.
    assert score.pages == 3
    assert score.f1 == pytest.approx((2 / 3 + 0 + 1) / 3)
    assert score.precision == pytest.approx(1 / 3)
    assert score.recall == pytest.approx(1 / 3)


def test_set_score_without_answers() -> None:
    score = scores.set_score([([], ["a"])])
    assert (score.f1, score.precision, score.recall) == (0.0, 1.0, 0.0)
