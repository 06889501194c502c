from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import floors, scores


def test_the_shipped_floors_can_be_read() -> None:
    assert floors.read_floors()


@pytest.mark.parametrize("text", ["[fundus.pdf]\ns = 0.5", "[nowhere.html]\ns = 0.5", "[fundus.html]\nf2 = 0.5"])
def test_a_floor_that_nothing_could_break_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit):
        floors.read_floors(path)


def test_below_names_each_figure_under_its_floor() -> None:
    summary = scores.Summary(pages=3, s=0.9, precision=0.8, recall=1.0, word_f1=0.9, exact=0.1)
    assert floors.below(summary, {"s": 0.9, "precision": 0.85, "exact": 0.05}) == ["precision 0.8000 < 0.8500"]


def test_without_the_corpora_nothing_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert floors.main(["--corpora", str(tmp_path)]) == 0
    assert "floors not checked" in capsys.readouterr().out
