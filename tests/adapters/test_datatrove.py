from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

import newsclean
from tests.adapters.corpus import by_command, rows, run_example

pytest.importorskip("datatrove")


def plain(found: dict[str, Any]) -> dict[str, Any]:
    """A row as this step writes it: what has a value, moments as text."""
    values: dict[str, Any] = msgspec.to_builtins(found)
    return {name: value for name, value in values.items() if value is not None and value != []}


def test_rows_are_those_of_the_command(tmp_path: Path) -> None:
    from datatrove.executor.local import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from newsclean.adapters.datatrove import NewsCleaner

    # datatrove's readers know no documents without a text.
    expected = {one["id"]: plain(one) for one in by_command(tmp_path) if one["id"] != "doc-5"}
    (tmp_path / "in").mkdir()
    with (tmp_path / "in" / "a.jsonl").open("w") as file:
        for one in rows():
            if one["html"]:
                metadata = {"crawl": "may", "title": "theirs", **({"url": one["url"]} if one["url"] else {})}
                file.write(json.dumps({"text": one["html"], "id": one["id"], **metadata}) + "\n")
    LocalPipelineExecutor(
        pipeline=[
            JsonlReader(str(tmp_path / "in")),
            NewsCleaner(kind="html"),
            JsonlWriter(str(tmp_path / "out")),
        ],
        tasks=1,
        logging_dir=str(tmp_path / "logs"),
    ).run()
    (written,) = (tmp_path / "out").glob("*.jsonl.gz")
    found = [json.loads(line) for line in gzip.decompress(written.read_bytes()).splitlines()]
    assert len(found) == len(expected) == 19
    for one in found:
        row = {"id": one["id"], **({"text": one["text"]} if one.get("text") else {}), **one["metadata"]}
        assert row.pop("crawl") == "may"
        assert row.pop("input_title", "theirs") == "theirs"
        row.pop("file_path", None)
        if row.get("title") == "theirs":
            del row["title"]
        assert row == {name: value for name, value in expected[one["id"]].items() if value != ""}
    (stats,) = (tmp_path / "logs" / "stats").glob("*.json")
    assert '"ok"' in stats.read_text()


def test_a_deadline_holds() -> None:
    from datatrove.data import Document

    from newsclean.adapters.datatrove import NewsCleaner
    from tests.batch.pages import TROUBLED, page

    step = NewsCleaner(pipeline=TROUBLED, timeout=3)
    documents = [Document(text=text, id=str(n)) for n, text in enumerate([page(1), "<p>HANG THE WORKER</p>", page(2)])]
    found = list(step.run(iter(documents)))
    assert [one.metadata["status"] for one in found] == ["ok", "error", "ok"]
    assert found[1].metadata["rejected_error"] == "timeout"


def test_wrong_options_raise() -> None:
    from newsclean.adapters.datatrove import NewsCleaner

    with pytest.raises(newsclean.InputValueError):
        NewsCleaner(audit="all")  # type: ignore[arg-type]


def test_the_example_runs(tmp_path: Path) -> None:
    assert "ok" in run_example("datatrove_clean.py", str(tmp_path / "out"))
