from __future__ import annotations

import numpy as np

from newsclean.content.lexis import lexis_of
from newsclean.content.wording import BITS, Wording, buckets, sign_columns, wording_columns


def test_a_block_without_tokens_has_no_bucket() -> None:
    lexis = lexis_of(["—", "Read more", "", "more"], [False] * 4)
    bucket, block = buckets(lexis)
    # Each token, each pair, and the pairs with the block's two ends.
    assert np.bincount(block, minlength=4).tolist() == [0, 2 + 3, 0, 1 + 2]
    assert bucket.min() >= 0
    assert bucket.max() < 1 << BITS


def test_pairs_know_their_order_and_the_ends_of_the_block() -> None:
    def of(text: str) -> set[int]:
        return set(buckets(lexis_of([text], [False]))[0].tolist())

    assert of("read more") != of("more read")
    assert len(of("read more") & of("to read more of")) == 3


def test_the_same_words_weigh_the_same_anywhere() -> None:
    rng = np.random.default_rng(1)
    table = Wording(rng.normal(size=(3, 1 << BITS)).astype(np.float32))
    alone = table.logits(lexis_of(["read more of this"], [False]))
    among = table.logits(lexis_of(["quite another", "read more of this", "日本"], [False, False, True]))
    assert np.allclose(alone[:, 0], among[:, 1])


def test_columns_of_tiny_documents() -> None:
    for n in (1, 2, 30):
        values, words = np.linspace(-1, 1, n), np.ones(n)
        columns = wording_columns(values, words) | sign_columns(values, values, np.zeros(n))
        assert all(column.shape == (n,) and np.isfinite(column).all() for column in columns.values())


def test_a_sign_is_seen_from_below_it_only() -> None:
    end = np.array([0.0, 0.0, 2.0, 0.0, 0.0])
    columns = sign_columns(end, end, np.ones(5))
    assert columns["ends_back_4"].tolist() == [-3.0, 0.0, 0.0, 2.0, 2.0]
    assert columns["begins_ahead_4"].tolist() == [2.0, 2.0, 0.0, 0.0, -3.0]
    assert columns["end_signs"].tolist() == [0.0, 0.0, 1.5, 1.5, 1.5]
