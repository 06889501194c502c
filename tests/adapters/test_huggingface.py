from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

import newsclean
from tests.adapters.corpus import by_command, rows, run_example

pytest.importorskip("datasets")


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))


def dataset() -> Any:
    from datasets import Dataset

    return Dataset.from_list(rows())


@pytest.mark.parametrize("processes", [None, 2])
def test_rows_are_those_of_the_command(tmp_path: Path, processes: int | None) -> None:
    from newsclean.adapters.huggingface import clean_dataset

    expected = by_command(tmp_path)
    cleaned = clean_dataset(dataset(), num_proc=processes, batch_size=3)
    assert cleaned.with_format("arrow")[:].to_pylist() == expected


def test_as_a_function_for_map_on_plain_lists() -> None:
    from newsclean.adapters.huggingface import CleanExamples

    clean = CleanExamples(audit="none")
    found = dataset()
    cleaned = found.map(
        clean, batched=True, batch_size=4, remove_columns=found.column_names, features=clean.features(found.features)
    )
    assert cleaned.column_names == newsclean.arrow_schema().names
    assert cleaned[0]["title"] == "Council votes for bridge 0"


def test_the_fingerprint_depends_on_the_options_alone() -> None:
    from datasets.fingerprint import Hasher

    from newsclean.adapters.huggingface import CleanExamples

    used = CleanExamples(audit="none")
    used({"html": ["<p>x</p>"]})
    assert Hasher.hash(used) == Hasher.hash(CleanExamples(audit="none")) != Hasher.hash(CleanExamples())
    assert pickle.loads(pickle.dumps(used))({"html": ["<p>x</p>"]}) == used({"html": ["<p>x</p>"]})


def test_wrong_columns_raise() -> None:
    from newsclean.adapters.huggingface import clean_dataset

    with pytest.raises(newsclean.ColumnError):
        clean_dataset(dataset(), column="body")


def test_the_example_runs() -> None:
    assert "ok" in run_example("huggingface_clean.py")
