from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import newsclean
from tests.adapters.corpus import ENVIRONMENT, by_command, run_example

pytest.importorskip("ray")


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    import ray

    ray.init(
        num_cpus=2,
        include_dashboard=False,
        _node_ip_address="127.0.0.1",
        runtime_env={"env_vars": {"PYTHONPATH": ENVIRONMENT["PYTHONPATH"]}},
        log_to_driver=False,
    )
    yield ray
    ray.shutdown()


@pytest.mark.parametrize("batch_size", [3, 64])
def test_rows_are_those_of_the_command(ray: Any, tmp_path: Path, batch_size: int) -> None:
    import pyarrow.parquet as pq

    from newsclean.adapters.ray import clean_dataset

    expected = by_command(tmp_path)
    dataset = ray.data.from_arrow(pq.read_table(tmp_path / "in.parquet"))
    cleaned = clean_dataset(dataset, concurrency=1, batch_size=batch_size)
    cleaned.write_parquet(str(tmp_path / "out"))
    found = pq.read_table(tmp_path / "out").to_pylist()
    assert sorted(found, key=lambda one: one["id"]) == sorted(expected, key=lambda one: one["id"])


def test_wrong_options_are_told_of_at_once(ray: Any) -> None:
    from newsclean.adapters.ray import clean_dataset

    with pytest.raises(newsclean.InputValueError):
        clean_dataset(ray.data.range(1), concurrency=1, audit="all")  # type: ignore[typeddict-item]


def test_the_example_runs() -> None:
    assert "ok" in run_example("ray_clean.py")
