"""Pages in a DataFrame to articles in Parquet: python examples/spark_clean.py OUT."""

from __future__ import annotations

import os
import sys

from pages import rows
from pyspark.sql import SparkSession

from newsclean.adapters.spark import clean_dataframe


def main(out: str) -> None:
    """Clean some pages on the cores of this machine."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "256")
        .getOrCreate()
    )
    pages = spark.createDataFrame(rows(), "id string, url string, html string")
    clean_dataframe(pages, audit="reasons", timeout=60).write.mode("overwrite").parquet(out)
    spark.read.parquet(out).groupBy("status").count().show()
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "articles")
