from __future__ import annotations

from newsclean.model.document import ContentScore


def test_expected_f1_is_one_where_everything_is_certain() -> None:
    assert ContentScore((1.0, 1.0, 0.0), 0, 2, "test").expected_f1([10, 20, 5], [0, 1]) == 1.0


def test_expected_f1_of_nothing_is_zero() -> None:
    assert ContentScore((), 0, 0, "test").expected_f1([], []) == 0.0


def test_expected_f1_counts_words_wanted_and_not_kept() -> None:
    assert ContentScore((1.0, 0.5), 0, 1, "test").expected_f1([10, 10], [0]) == 2 * 10 / (10 + 15)
