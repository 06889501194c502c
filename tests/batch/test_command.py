from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import newsclean
from tests.batch.inputs import compressed, lines, warc_record, write_jsonl
from tests.batch.pages import page, row

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from newsclean.cli import main; main()", "batch"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}


def batch(*arguments: object, code: int = 0, **options: Any) -> str:
    """Run the command; what it says on standard error."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
        timeout=180,
        **{"stdin": subprocess.DEVNULL, **options},
    )
    told = done.stderr.decode()
    assert done.returncode == code, told
    assert done.stdout == b""
    assert "Traceback" not in told
    return told


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def articles(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(folder.glob("part-*.jsonl")) for line in path.read_bytes().splitlines()]


def tally(folder: Path) -> dict[str, Any]:
    *_, last = (folder / "_manifest.jsonl").read_text().splitlines()
    end = json.loads(last)
    assert end["line"] == "end"
    found: dict[str, Any] = end["tally"]
    assert found["read"] == found["articles"] + found["rejected"] == sum(found["status"].values())
    return found


def test_one_row_a_document_in_order(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    write_jsonl(inputs / "a.jsonl", 8)
    write_jsonl(inputs / "b.jsonl.gz", 8, start=8)
    (inputs / "c.html").write_text(page(16))
    (inputs / "d.txt").write_text("\n".join(["The Ley Post", "", *["The council of Upper Marsh voted for it."] * 5]))
    report = tmp_path / "report.json"
    told = batch(inputs, "-o", tmp_path / "out", "--jobs", 2, "--part-rows", 5, "--report", report)
    assert told.startswith("newsclean: 18 read: 18 articles, 0 rejected (ok 1")
    names = ["_manifest.jsonl", *(f"part-{number:05d}.jsonl" for number in range(4))]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    found = articles(tmp_path / "out")
    assert [one["id"] for one in found[:16]] == [f"doc-{number}" for number in range(16)]
    assert found[16]["extra"] == {"path": f"{inputs}/c.html"}
    own = newsclean.clean(page(3), kind="html", id="doc-3", url=row(3)["url"])
    assert newsclean.Article.from_json(json.dumps(found[3])) == own
    total = tally(tmp_path / "out")
    assert json.loads(report.read_text()) == total
    assert total["hosts"]["ley-post.example"] == 16
    assert total["cleaned"]["navigation"] == 17
    assert total["languages"]["en"] >= 17


def test_the_number_of_jobs_changes_nothing(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in.jsonl", 30)
    for jobs in (1, 2):
        batch(tmp_path / "in.jsonl", "-o", tmp_path / str(jobs), "--jobs", jobs, "--part-rows", 7)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_parquet_holds_the_rows_of_the_arrow_core(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from newsclean.batch import clean_batch

    rows = [row(number) for number in range(12)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    batch(tmp_path / "in.parquet", "-o", tmp_path / "out", "--format", "parquet", "--part-rows", 5)
    written = pq.read_table(tmp_path / "out", schema=newsclean.arrow_schema())
    assert len(list((tmp_path / "out").glob("part-*.parquet"))) == 3
    assert written.to_pylist() == clean_batch(pa.Table.from_pylist(rows)).to_pylist()
    first = pq.read_schema(tmp_path / "out" / "part-00000.parquet")
    assert first.equals(newsclean.arrow_schema(), check_metadata=True)


def test_web_archives_to_parquet(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    data = b"".join(warc_record(page(n).encode(), f"https://ley-post.example/{n}") for n in range(4))
    (tmp_path / "in.warc.gz").write_bytes(compressed(data + warc_record(b"", status="302 Found"), ".gz"))
    told = batch(tmp_path / "in.warc.gz", "-o", tmp_path / "out", "--format", "parquet", "--audit", "counts")
    assert "not read, no documents: HTTP status 302 1" in told
    found = pq.read_table(tmp_path / "out" / "part-00000.parquet").to_pylist()
    assert [one["url"] for one in found] == [f"https://ley-post.example/{n}" for n in range(4)]
    assert found[0]["fetched"].isoformat() == "2024-06-01T10:00:00+00:00"
    assert tally(tmp_path / "out")["skipped"] == {"HTTP status 302": 1}


def test_standard_input(tmp_path: Path) -> None:
    with write_jsonl(tmp_path / "in.jsonl.zst", 3).open("rb") as stdin:
        batch("-", "-o", tmp_path / "out", stdin=stdin)
    assert len(articles(tmp_path / "out")) == 3


def troubled(tmp_path: Path) -> list[str]:
    rows = [row(number) for number in range(12)]
    rows[3]["html"] = "<p>KILL THE WORKER</p>"
    rows[6]["html"] = "<p>HANG THE WORKER</p>"
    rows[9]["html"] = "<p>FILL THE MEMORY</p>"
    (tmp_path / "in.jsonl").write_bytes(lines(rows[:5]) + b"{not JSON\n" + lines(rows[5:]))
    return ["--pipeline", "tests.batch.pages:TROUBLED", "--timeout", "4", "--part-rows", "5"]


def test_pages_that_hang_crash_or_swell_are_rows_like_others(tmp_path: Path) -> None:
    options = troubled(tmp_path)
    told = batch(tmp_path / "in.jsonl", "-o", tmp_path / "out", "--jobs", 2, *options)
    assert "13 read: 10 articles, 3 rejected" in told
    found = articles(tmp_path / "out")
    assert [one["id"] for one in found if one["status"] == "ok"] == [f"doc-{n}" for n in (0, 1, 2, 4, 5, 7, 8, 10, 11)]
    errors = {one["id"]: (one["stage"], one["error"]) for one in found if one["status"] == "error"}
    assert errors == {
        "doc-3": ("clean", "crash"),
        f"{tmp_path}/in.jsonl:6": ("read", "bad_record"),
        "doc-6": ("clean", "timeout"),
    }
    assert tally(tmp_path / "out")["errors"] == {"crash": 1, "bad_record": 1, "timeout": 1}
    # What a cleaner raises, a lack of memory too, costs its decisions and not the article.
    (swollen,) = [one for one in found if one["id"] == "doc-9"]
    assert [(failure["cleaner"], failure["error"]) for failure in swollen["audit"]["failures"]] == [
        ("trouble", "MemoryError")
    ]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_after_a_kill_the_output_is_that_of_a_run_undisturbed(tmp_path: Path, form: str) -> None:
    """The short drill; benchmarks/drills.py has the long one."""
    write_jsonl(tmp_path / "a.jsonl.gz", 70)
    data = b"".join(warc_record(page(n).encode()) + warc_record(b"", status="301 Moved") for n in range(30))
    (tmp_path / "b.warc.gz").write_bytes(compressed(data, ".gz")[:-40])
    inputs = [tmp_path / "a.jsonl.gz", tmp_path / "b.warc.gz"]
    options = ["--jobs", 2, "--part-rows", 9, "--format", form]
    batch(*inputs, "-o", tmp_path / "whole", *options, code=1)
    chance = random.Random(7)
    out = tmp_path / "out"
    kills = 0
    while True:
        process = subprocess.Popen(
            [*COMMAND, *map(str, [*inputs, "-o", out, "--resume", *options])],
            env=ENVIRONMENT,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(timeout=chance.uniform(1.5, 4) + kills)
        except subprocess.TimeoutExpired:
            process.kill()
            kills += 1
            process.wait()
            continue
        assert process.returncode == 1
        break
    assert contents(out) == contents(tmp_path / "whole")


def test_torn_manifests_and_missing_parts_are_made_anew(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in.jsonl", 30)
    out = tmp_path / "out"
    options = [tmp_path / "in.jsonl", "-o", out, "--part-rows", 10]
    batch(*options)
    whole = contents(out)

    def resumed() -> dict[str, bytes]:
        batch(*options, "--resume")
        return contents(out)

    (out / "_manifest.jsonl").write_bytes(whole["_manifest.jsonl"][:-300])
    (out / ".part-00002.jsonl.tmp").write_bytes(b"half")
    assert resumed() == whole
    (out / "part-00001.jsonl").unlink()
    assert resumed() == whole
    (out / "part-00001.jsonl").write_bytes(b"short")
    assert resumed() == whole
    assert resumed() == whole


@pytest.mark.parametrize(
    ("number", "code", "word"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "term")]
)
def test_signals_end_cleanly_and_the_run_can_be_gone_on_with(
    tmp_path: Path, number: signal.Signals, code: int, word: str
) -> None:
    write_jsonl(tmp_path / "in.jsonl", 400)
    out = tmp_path / "out"
    command = [*COMMAND, *map(str, [tmp_path / "in.jsonl", "-o", out, "--part-rows", 10, "--jobs", 2])]
    process = subprocess.Popen(
        # A shell that starts the tests in the background has them ignore SIGINT, and children inherit that.
        command,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    deadline = time.monotonic() + 120
    while not (out / "part-00001.jsonl").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    # To all of its processes, as Ctrl-C at a terminal.
    os.killpg(process.pid, number)
    told = process.communicate(timeout=60)[1].decode()
    assert process.returncode == code, told
    assert told.count("\n") == 1
    assert word in told
    assert "--resume" in told
    assert not list(out.glob(".*"))
    # multiprocessing's own resource tracker ends a moment after its parent.
    deadline = time.monotonic() + 30
    with contextlib.suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.killpg(process.pid, 0)
            time.sleep(0.05)
        raise AssertionError("a process is left")


@pytest.mark.parametrize(
    ("content", "arguments", "message"),
    [
        (b'{"body": "x"}\n', [], "no column 'html', 'text' or 'raw'"),
        (b'{"html": "x"}\n', ["--url-column", "link"], "no column 'link'"),
        (b'{"html": "x"}\n', ["--timeout", "-1"], "timeout"),
        (b'{"html": "x"}\n', ["--jobs", "-1"], "jobs"),
        (b'{"html": "x"}\n', ["--part-rows", "0"], "part_rows"),
        (b'{"html": "x"}\n', ["--max-errors", "few"], "--max-errors"),
        (b'{"html": "x"}\n', ["--pipeline", "nowhere:MINE"], "nowhere"),
        (b'{"html": "x"}\n', ["--pipeline", "json:dumps"], "not a Pipeline"),
    ],
)
def test_mistakes_are_one_line_and_exit_code_2(
    tmp_path: Path, content: bytes, arguments: list[str], message: str
) -> None:
    (tmp_path / "in.jsonl").write_bytes(content)
    told = batch(tmp_path / "in.jsonl", "-o", tmp_path / "out", *arguments, code=2)
    assert told.count("\n") == 1
    assert message in told


@pytest.mark.parametrize(
    ("most", "code"), [(None, 5), ("50%", 5), ("66%", 5), ("67%", 0), ("100%", 0), ("1", 5), ("2", 0), ("0", 5)]
)
def test_more_errors_than_are_allowed_are_an_exit_code(tmp_path: Path, most: str | None, code: int) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines([row(1)]) + b'{"html": 1}\n[]\n')
    options = [] if most is None else ["--max-errors", most]
    told = batch(tmp_path / "in.jsonl", "-o", tmp_path / "out", "--jobs", 1, *options, code=code)
    assert ("2 of 3 documents gave no article" in told) == (code == 5)
    assert tally(tmp_path / "out")["rejected"] == 2


@pytest.mark.parametrize("report", ["folder", "nowhere/report.html", "nowhere/report.json"])
def test_a_report_that_cannot_be_written_is_told_of_before_the_run(tmp_path: Path, report: str) -> None:
    write_jsonl(tmp_path / "in.jsonl", 1)
    (tmp_path / "folder").mkdir()
    told = batch(tmp_path / "in.jsonl", "-o", tmp_path / "out", "--report", tmp_path / report, code=3)
    assert told.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_that_nobody_listens_changes_nothing(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in.jsonl", 1)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*COMMAND, tmp_path / "in.jsonl", "-o", tmp_path / "out", "--jobs", "1"],
        env=ENVIRONMENT,
        stderr=writing,
        check=False,
        timeout=180,
    )
    os.close(writing)
    assert done.returncode == 0
    assert tally(tmp_path / "out")["articles"] == 1


def test_an_output_folder_is_not_written_over(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "in.jsonl", 2)
    out = tmp_path / "out"
    out.mkdir()
    (out / "precious").write_bytes(b"x")
    assert "is not empty" in batch(tmp_path / "in.jsonl", "-o", out, code=2)
    (out / "precious").unlink()
    batch(tmp_path / "in.jsonl", "-o", out)
    assert "or --resume" in batch(tmp_path / "in.jsonl", "-o", out, code=2)
    assert "other audit (full, not none)" in batch(
        tmp_path / "in.jsonl", "-o", out, "--resume", "--audit", "none", code=2
    )
    assert "other options (part_rows 10000, not 7)" in batch(
        tmp_path / "in.jsonl", "-o", out, "--resume", "--part-rows", "7", code=2
    )
    write_jsonl(tmp_path / "in.jsonl", 3)
    assert "other" in batch(tmp_path / "in.jsonl", "-o", out, "--resume", code=2)


def test_a_full_disk_is_one_line_and_what_is_whole_stays(tmp_path: Path) -> None:
    """A limit on the size of files stands in for a full disk; benchmarks/drills.py fills a real one."""
    write_jsonl(tmp_path / "in.jsonl", 60)
    out = tmp_path / "out"
    options = [tmp_path / "in.jsonl", "-o", out, "--jobs", 1, "--part-rows", 50]
    limited = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    limited += "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY)); "
    command = [sys.executable, "-c", f"{limited}from newsclean.cli import main; main()", "batch"]
    done = subprocess.run(
        [*command, *map(str, options)], env=ENVIRONMENT, capture_output=True, check=False, timeout=120
    )
    told = done.stderr.decode()
    assert done.returncode == 3, told
    assert told.count("\n") == 1
    assert "cannot write" in told
    assert not list(out.glob("*part*"))
    batch(*options, "--resume")
    assert len(articles(out)) == 60


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    write_jsonl(tmp_path / "in.jsonl", 2)
    batch(tmp_path / "in.jsonl", "-o", tmp_path / "out")
    with (tmp_path / "out" / "_manifest.jsonl").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        told = batch(tmp_path / "in.jsonl", "-o", tmp_path / "out", "--resume", code=3)
    assert "another run" in told


def test_a_terminal_sees_progress(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    write_jsonl(tmp_path / "in.jsonl", 40)
    ours, theirs = pty.openpty()
    command = [*COMMAND, *map(str, [tmp_path / "in.jsonl", "-o", tmp_path / "out", "--jobs", 1])]
    process = subprocess.Popen(command, env={**ENVIRONMENT, "TERM": "xterm", "COLUMNS": "120"}, stderr=theirs)
    os.close(theirs)
    seen = b""
    with contextlib.suppress(OSError):
        while data := os.read(ours, 65536):
            seen += data
    os.close(ours)
    assert process.wait(timeout=120) == 0
    assert b"documents" in seen
    assert b"/s" in seen


def test_nothing_to_read_is_a_run_too(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"")
    assert "0 read" in batch(tmp_path / "in.jsonl", "-o", tmp_path / "out")
    assert tally(tmp_path / "out")["read"] == 0
    shutil.rmtree(tmp_path / "out")
