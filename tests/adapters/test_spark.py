from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import newsclean
from tests.adapters.corpus import ENVIRONMENT, by_command, rows, run_example

pytest.importorskip("pyspark")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = ENVIRONMENT["PYTHONPATH"]
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.session.timeZone", "America/New_York")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "3")
        .getOrCreate()
    )
    yield session
    session.stop()


def plain(value: Any) -> Any:
    """Rows of Spark as those of Arrow: moments in UTC."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC)
    if isinstance(value, list):
        return [plain(item) for item in value]
    return {name: plain(item) for name, item in value.items()} if isinstance(value, dict) else value


def test_rows_are_those_of_the_command(spark: Any, tmp_path: Path) -> None:
    from newsclean.adapters.spark import clean_dataframe

    expected = by_command(tmp_path)
    df = clean_dataframe(spark.read.parquet(str(tmp_path / "in.parquet")))
    found = [plain(found.asDict(recursive=True)) for found in df.collect()]
    assert sorted(found, key=lambda one: one["id"]) == sorted(expected, key=lambda one: one["id"])


def test_own_columns_follow(spark: Any) -> None:
    from newsclean.adapters.spark import clean_dataframe

    own = [(one["html"], number, "theirs") for number, one in enumerate(rows()) if one["html"]]
    df = clean_dataframe(spark.createDataFrame(own, "html string, crawl long, title string"), audit="none")
    assert df.columns == [*newsclean.arrow_schema().names, "crawl", "input_title"]
    assert [found.input_title for found in df.select("input_title").collect()] == ["theirs"] * len(own)


def test_timestamps_can_be_read_and_follow(spark: Any) -> None:
    from newsclean.adapters.spark import clean_dataframe

    moment = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)
    df = spark.createDataFrame([("<p>x</p>", moment, moment)], "html string, fetched timestamp, seen timestamp")
    (found,) = clean_dataframe(df, audit="none").collect()
    assert (found.status, plain(found.fetched), plain(found.seen)) == ("ok", moment, moment)


def test_wrong_columns_are_told_of_before_anything_runs(spark: Any) -> None:
    from newsclean.adapters.spark import clean_dataframe

    with pytest.raises(newsclean.ColumnError):
        clean_dataframe(spark.createDataFrame([("x",)], "body string"))


def test_the_example_runs(tmp_path: Path) -> None:
    assert "ok" in run_example("spark_clean.py", str(tmp_path / "out"))
