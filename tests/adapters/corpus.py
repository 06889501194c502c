"""One corpus for all engines, and what the one-machine command makes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.batch.pages import page, row

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), "TZ": "Asia/Tokyo"}


def rows() -> list[dict[str, Any]]:
    """Pages, an empty one, one that is no page, and a row without a document."""
    found = [row(number) for number in range(20)]
    found[3] = {"id": "doc-3", "url": None, "html": "<p></p>"}
    found[5] = {"id": "doc-5", "url": "https://a.example/5", "html": None}
    found[7] = {"id": "doc-7", "url": "https://b.example/7", "html": page(7).replace("10:00:00+02:00", "")}
    return found


def write_parquet(path: Path) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(rows()), path)
    return path


def by_command(folder: Path, *options: str) -> list[dict[str, Any]]:
    """The rows that `newsclean batch` writes."""
    import pyarrow.parquet as pq

    out = folder / "command"
    source = write_parquet(folder / "in.parquet")
    command = [sys.executable, "-c", "from newsclean.cli import main; main()", "batch", str(source), "-o", str(out)]
    subprocess.run([*command, "--format", "parquet", "--jobs", "1", *options], env=ENVIRONMENT, check=True, timeout=300)
    found: list[dict[str, Any]] = pq.read_table(out / "part-00000.parquet").to_pylist()
    assert len(found) == 20
    return found


def run_example(name: str, *arguments: str) -> str:
    """What an example prints."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / name), *arguments],
        env=ENVIRONMENT,
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
