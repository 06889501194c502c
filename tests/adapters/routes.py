"""The same documents by every way there is through newsclean, for drills: are the rows the same?

    python -m tests.adapters.routes ROUTE IN.parquet OUT.jsonl

cleans the documents by one route, in the environment of its engine, and writes a line for each row: what has a value.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from tests.batch.pages import TROUBLED, page

TIMEOUT = 20.0
OPTIONS: dict[str, Any] = {"pipeline": TROUBLED, "timeout": TIMEOUT}
COMMAND = [sys.executable, "-c", "from newsclean.cli import main; main()", "batch"]

_RIGHT_TO_LEFT = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "قرر مجلس المدينة يوم الاثنين إعادة بناء الجسر القديم فوق النهر بعد نقاش طويل.",
        "وقال رئيس البلدية للصحفيين بعد التصويت إن العمل سيبدأ في الربيع المقبل.",
    )
)
_DUMP = """Council votes for a new bridge
Published 2023-56-14
By Jane Doe
The council of Upper Marsh voted on Monday to rebuild the old bridge over the river Ley.
Work on the foundations will begin in spring, the mayor told reporters after the vote.
Wednesday, 14 June 2023 05:56 PM
Share this article"""
_LIST = "".join(f'<li><a href="/{n}">Headline number {n} of the day, and what it says</a></li>' for n in range(60))

HARD: dict[str, tuple[str, str | bytes | None]] = {
    "empty": ("html", ""),
    "no document": ("html", None),
    "no text": ("html", bytes(range(256)) * 20),
    "hangs": ("html", "<p>HANG THE WORKER</p>"),
    "kills its worker": ("html", "<p>KILL THE WORKER</p>"),
    "not UTF-8": ("html", page(1).replace("Ley", "Lé").encode("latin-1")),
    "right to left": ("html", f"<html lang='ar' dir='rtl'><body><article>{_RIGHT_TO_LEFT}</article></body></html>"),
    "damaged date": ("text", _DUMP),
    "damaged date in HTML": ("html", page(2).replace("2024-05-03T10:00:00+02:00", "2024-31-02T25:61")),
    "a list of links": ("html", f"<html><body><main><ul>{_LIST}</ul></main></body></html>"),
    "half of a character": ("html", page(3).replace("bridge", "&#xD800; bridge")),
    "a menu and nothing else": ("text", "Home\nSport\nWeather\nSign in"),
}
"""Documents that go wrong in their own ways, each by the column that it stands in."""


def documents() -> list[dict[str, Any]]:
    """Rows of a table: the hard documents among plain ones, some with an address and the moment of their fetching."""
    found: list[dict[str, Any]] = []
    plain = {f"plain {number}": ("html", page(number)) for number in range(8)}
    for number, (name, (column, raw)) in enumerate({**plain, **HARD}.items()):
        both: dict[str, Any] = {"html": None, "text": None}
        both[column] = raw.encode() if isinstance(raw, str) and column == "html" else raw
        url = f"https://ley-post.example/{number}" if number % 3 else None
        found.append({"id": name, "url": url, "fetched": dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC), **both})
    return found


def write_documents(path: Path) -> None:
    """The documents as a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    text = pa.string()
    fields = {"id": text, "url": text, "fetched": pa.timestamp("us", "UTC"), "html": pa.binary(), "text": text}
    pq.write_table(pa.Table.from_pylist(documents(), pa.schema(fields)), path)


def by_command_to_parquet(source: Path, folder: Path) -> list[dict[str, Any]]:
    return _by_command(source, folder / "parquet", "--format", "parquet")


def by_command_to_json(source: Path, folder: Path) -> list[dict[str, Any]]:
    """Read back from JSON lines, which are records and no columns."""
    from newsclean import Article
    from newsclean.model.arrow import arrow_row
    from newsclean.model.rejected import Rejected

    _by_command(source, folder / "jsonl", "--format", "jsonl")
    lines = (folder / "jsonl" / "part-00000.jsonl").read_bytes().splitlines()
    decoder = msgspec.json.Decoder(Rejected)
    return [
        arrow_row(decoder.decode(line) if b'"status":"error"' in line else Article.from_json(line)) for line in lines
    ]


def _by_command(source: Path, out: Path, *options: str) -> list[dict[str, Any]]:
    bounds = ["--timeout", str(TIMEOUT), "--pipeline", "tests.batch.pages:TROUBLED", "--jobs", "2"]
    subprocess.run([*COMMAND, str(source), "-o", str(out), *bounds, *options], check=True, stderr=subprocess.DEVNULL)
    return _parquet(out / "part-00000.parquet") if "parquet" in options else []


def by_clean_many(source: Path, folder: Path) -> list[dict[str, Any]]:
    """Without the row that holds no document: that is the caller's mistake there."""
    import newsclean
    from newsclean.model.arrow import arrow_row

    records = [row for row in _parquet(source) if row["id"] != "no document"]
    return [arrow_row(result) for result in newsclean.clean_many(records, jobs=2, **OPTIONS)]


def by_clean_batch(source: Path, folder: Path) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    from newsclean.batch import clean_batch

    found: list[dict[str, Any]] = clean_batch(pq.read_table(source), **OPTIONS).to_pylist()
    return found


def by_spark(source: Path, folder: Path) -> list[dict[str, Any]]:
    from pyspark.sql import SparkSession

    from newsclean.adapters.spark import clean_dataframe

    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.session.timeZone": "America/New_York",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "3",
        # By default it writes INT96, which has no zone.
        "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    clean_dataframe(session.read.parquet(str(source)), **OPTIONS).write.parquet(str(folder / "spark"))
    session.stop()
    return _parquet(folder / "spark")


def by_ray(source: Path, folder: Path) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq
    import ray

    from newsclean.adapters.ray import clean_dataset

    ray.init(
        num_cpus=2,
        include_dashboard=False,
        _node_ip_address="127.0.0.1",
        runtime_env={"env_vars": {"PYTHONPATH": os.environ["PYTHONPATH"]}},
        log_to_driver=False,
    )
    dataset = ray.data.from_arrow(pq.read_table(source))
    clean_dataset(dataset, concurrency=1, batch_size=5, **OPTIONS).write_parquet(str(folder / "ray"))
    ray.shutdown()
    return _parquet(folder / "ray")


def by_datatrove(source: Path, folder: Path) -> list[dict[str, Any]]:
    """Without what is no text: documents of datatrove are text."""
    from datatrove.data import Document

    from newsclean.adapters.datatrove import NewsCleaner

    found: list[dict[str, Any]] = []
    for kind in ("html", "text"):
        given = []
        for row in _parquet(source):
            raw = row[kind]
            try:
                text = raw.decode() if isinstance(raw, bytes) else raw
            except UnicodeDecodeError:
                continue
            if text is not None:
                given.append(Document(text, row["id"], metadata={"url": row["url"], "date": row["fetched"]}))
        for document in NewsCleaner(kind=kind, **OPTIONS).run(iter(given)):
            own = {name: value for name, value in document.metadata.items() if name != "date"}
            found.append({"id": document.id, **own, "text": document.text})
    return found


ROUTES: dict[str, Callable[[Path, Path], list[dict[str, Any]]]] = {
    "newsclean batch, Parquet": by_command_to_parquet,
    "newsclean batch, JSON lines": by_command_to_json,
    "clean_batch": by_clean_batch,
    "clean_many": by_clean_many,
    "spark": by_spark,
    "ray": by_ray,
    "datatrove": by_datatrove,
}
"""Ways through newsclean. The first is what the others are held against; engines go by the names of their extras."""


def plain(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What has a value, as values of JSON, in the order of the ids."""
    values: list[dict[str, Any]] = msgspec.json.decode(msgspec.json.encode(list(rows)))
    kept = [{name: value for name, value in row.items() if value not in (None, "", [])} for row in values]
    return sorted(kept, key=lambda row: str(row["id"]))


def _parquet(path: Path) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = pq.read_table(path, coerce_int96_timestamp_unit="us").to_pylist()
    return rows


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        written = plain(ROUTES[sys.argv[1]](Path(sys.argv[2]), Path(name)))
    Path(sys.argv[3]).write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in written))
