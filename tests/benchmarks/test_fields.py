from __future__ import annotations

import pytest
from benchmarks import fields
from benchmarks.fields import DateVerdict


@pytest.mark.parametrize(
    ("names", "keys"),
    [
        (["Ann Lee, Bob Ray, and Cy Poe"], {"ann lee", "bob ray", "cy poe"}),
        (["Ann Lee, MD, E-RYT 200"], {"ann lee"}),
        (["Ann Lee, Ph.D."], {"ann lee"}),
        (["Maria & Katerina"], {"maria", "katerina"}),
        (["Anna Müller und Max Roth"], {"anna müller", "max roth"}),
        (["ANNA MÜLLER", "Anna Müller"], {"anna müller"}),
        (["AFP, dpa, AP"], {"afp", "dpa", "ap"}),
        (["AP"], {"ap"}),
        ([" ", ""], set()),
    ],
)
def test_author_keys(names: list[str], keys: set[str]) -> None:
    assert fields.author_keys(names) == keys


@pytest.mark.parametrize(
    ("answer", "gold", "same"),
    [("en-GB", "en", True), ("no", "nb", True), ("nn", "nb", True), ("zh-Hans", "zh", True), (None, "en", False)],
)
def test_same_language(answer: str | None, gold: str, same: bool) -> None:
    assert fields.same_language(answer, gold) is same


@pytest.mark.parametrize(
    ("answer", "gold", "verdict"),
    [
        # The same instant on two clocks, on two days: read in the gold's offset it is the same day.
        ("2024-01-08T00:30+02:00", "2024-01-07 22:30:00+00:00", DateVerdict(True, True, True, True)),
        # Without an offset the clock's face counts, and the offset is missing.
        ("2024-01-07T22:30", "2024-01-07 22:30:41+00:00", DateVerdict(True, True, True, False)),
        ("2024-01-07T22:30+01:00", "2024-01-07 22:30:00+00:00", DateVerdict(True, True, False, False)),
        ("2024-01-07", "2024-01-07 22:30:00+00:00", DateVerdict(True, True, False, False)),
        ("2024-01-07T05:00", "2024-01-07", DateVerdict(True, True, None, None)),
        ("2024-01-08", "2024-01-07", DateVerdict(True, False, None, None)),
        ("2024-01", "2024-01-07", DateVerdict(True, False, None, None)),
        (None, "2024-01-07", DateVerdict(False, False, None, None)),
    ],
)
def test_judge_date(answer: str | None, gold: str, verdict: DateVerdict) -> None:
    assert fields.judge_date(answer, gold) == verdict
