"""The long fault drills of `newsclean batch`: each with its counts, and its differences from what must come out.

    python -m benchmarks.drills                    # all, on invented pages
    python -m benchmarks.drills kill disk          # some of them

`kill`: twenty kills at random moments, each followed by `--resume`, output compared byte for byte; `pages`: pages that
kill their worker or hang; `large`: a document of 200 MB, and one that is too large; `truncated`: .gz and WARC cut off;
`disk`: a small file system that runs full (needs root, for a tmpfs); `rows`: documents that go wrong in many ways, by
every way through newsclean, engines in the environments of `make adapters` (or those in NEWSCLEAN_ENGINES). Exit code 1
where anything differs.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.adapters.routes import ROUTES, documents, write_documents  # noqa: E402
from tests.batch.inputs import lines, warc_record  # noqa: E402
from tests.batch.pages import page, row  # noqa: E402

COMMAND = [sys.executable, "-c", "from newsclean.cli import main; main()", "batch"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
KILLS = 20
ENGINES = Path(os.environ.get("NEWSCLEAN_ENGINES", ROOT / "build" / "adapters"))
ENGINE_NAMES = {"spark", "ray", "datatrove"}


def batch(*arguments: object) -> tuple[int, str]:
    """Run the command: exit code, and what it says."""
    done = subprocess.run([*COMMAND, *map(str, arguments)], env=ENVIRONMENT, capture_output=True, check=False)
    return done.returncode, done.stderr.decode()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows_of(folder: Path) -> list[dict[str, object]]:
    paths = sorted(folder.glob("part-*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_bytes().splitlines()]


def show(name: str, read: int, written: int, differences: int, note: str) -> int:
    print(f"| {name} | {read:,} | {written:,} | {differences} | {note} |", flush=True)
    return differences


def kill(folder: Path) -> int:
    count = 600
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(lines([row(number) for number in range(count)])))
    archive = b"".join(warc_record(page(n).encode(), f"https://ley-post.example/{n}") for n in range(count // 3))
    (folder / "b.warc.gz").write_bytes(gzip.compress(archive)[:-30])
    options = [folder / "a.jsonl.gz", folder / "b.warc.gz", "--jobs", 2, "--part-rows", 10]
    batch(*options, "-o", folder / "whole")
    chance = random.Random(20)
    out = folder / "out"
    kills = before = 0
    moments: Counter[str] = Counter()
    while True:
        command = [*COMMAND, *map(str, [*options, "-o", out, "--resume"])]
        process = subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
        if kills < KILLS and _moment(process, out, chance):
            process.kill()
            process.wait()
            kills += 1
            parts = len(list(out.glob("part-*")))
            moments["while starting" if parts == before else "after more parts"] += 1
            moments["of these with a part under way"] += bool(list(out.glob(".part-*.tmp")))
            before = parts
            continue
        process.wait()
        break
    whole, found = contents(folder / "whole"), contents(out)
    differing = sum(whole.get(name) != found.get(name) for name in whole.keys() | found.keys())
    ids = [one["id"] for one in rows_of(out)]
    note = f"{kills} kills ({', '.join(f'{name} {n}' for name, n in moments.items())}), {len(whole)} files compared"
    return show("kill -9, then --resume", count + count // 3, len(ids), differing, note)


def _moment(process: subprocess.Popen[bytes], out: Path, chance: random.Random) -> bool:
    """Wait for a random moment: of the start, or up to a second and a half after the next part; False at the end."""
    early = chance.random() < 0.2
    parts = len(list(out.glob("part-*")))
    while not early and process.poll() is None and len(list(out.glob("part-*"))) == parts:
        time.sleep(0.005)
    try:
        process.wait(timeout=chance.uniform(0, 1.5))
    except subprocess.TimeoutExpired:
        return True
    return False


def pages(folder: Path) -> int:
    rows = [row(number) for number in range(60)]
    bad = {
        7: "KILL THE WORKER",
        8: "KILL THE WORKER",
        21: "HANG THE WORKER",
        40: "KILL THE WORKER",
        59: "HANG THE WORKER",
    }
    clean = lines([one for number, one in enumerate(rows) if number not in bad])
    for number, words in bad.items():
        rows[number]["html"] = f"<p>{words}</p>"
    (folder / "bad.jsonl").write_bytes(lines(rows))
    (folder / "good.jsonl").write_bytes(clean)
    options = ["--jobs", 2, "--pipeline", "tests.batch.pages:TROUBLED", "--timeout", 5]
    batch(folder / "good.jsonl", "-o", folder / "good", *options)
    code, told = batch(folder / "bad.jsonl", "-o", folder / "bad", *options)
    found = rows_of(folder / "bad")
    errors = Counter(str(one["error"]) for one in found if one["status"] == "error")
    differing = sum(
        one != other
        for one, other in zip([one for one in found if one["status"] != "error"], rows_of(folder / "good"), strict=True)
    )
    differing += errors != {"crash": 3, "timeout": 2} or bool(code)
    return show("pages that kill or hang their worker", 60, len(found), differing, told.strip().replace("\n", "; "))


def large(folder: Path) -> int:
    paragraph = "<p>The council of Upper Marsh voted on Monday to rebuild the old bridge over the river Ley.</p>"
    (folder / "in").mkdir()
    (folder / "in" / "a.html").write_text(page(1))
    (folder / "in" / "b.html").write_text(f"<article>{paragraph * (200_000_000 // len(paragraph))}</article>")
    (folder / "in" / "c.html").write_text(page(2))
    (folder / "in" / "d.html").write_text("x" * 270_000_000)
    (folder / "in" / "e.html").write_text(page(3))
    code, _ = batch(folder / "in", "-o", folder / "out", "--jobs", 2, "--audit", "counts", "--timeout", 300)
    found = rows_of(folder / "out")
    issues = [issue["code"] for issue in found[1].get("issues", [])]  # type: ignore[attr-defined]
    seen = [str(one["status"]) for one in found]
    differing = (seen[::2] != ["ok"] * 3) + (found[3].get("error") != "too_large") + bool(code)
    differing += not ("input_cut" in issues or seen[1] == "error")
    return show(
        "documents of 200 and 270 MB", 5, len(found), differing, f"{', '.join(seen)}; issues of the first: {issues}"
    )


def truncated(folder: Path) -> int:
    differing = 0
    data = lines([row(number) for number in range(50)])
    whole = gzip.compress(data)
    archive = b"".join(warc_record(page(n).encode(), f"https://ley-post.example/{n}") for n in range(50))
    members = gzip.compress(archive)
    # As crawlers write it, a member of its own for each record.
    records = b"".join(gzip.compress(warc_record(page(n).encode(), f"https://ley-post.example/{n}")) for n in range(50))
    cases = {
        "a.jsonl.gz": whole[: len(whole) * 7 // 10],
        "b.warc.gz": members[: len(members) * 7 // 10],
        "c.warc": archive[: len(archive) * 7 // 10],
        "d.warc.gz": records[: len(records) * 7 // 10],
    }
    for name, content in cases.items():
        (folder / name).write_bytes(content)
        out = folder / f"{name}.out"
        code, told = batch(folder / name, "-o", out, "--jobs", 1)
        found = rows_of(out)
        *articles, last = found
        wrong = any(one["status"] == "error" for one in articles) + (last.get("error") != "truncated") + (code != 1)
        differing += show(f"{name}, cut at 70 %", 50, len(found), wrong, f"exit {code}; {told.splitlines()[0]}")
    return differing


def disk(folder: Path) -> int:
    (folder / "in.jsonl").write_bytes(lines([row(number) for number in range(900)]))
    small = folder / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(small)], check=False)
    if mounted.returncode:
        return show("full disk", 900, 0, 0, "skipped: no tmpfs can be mounted here")
    try:
        options = [folder / "in.jsonl", "--jobs", 2, "--part-rows", 100]
        code, told = batch(*options, "-o", small / "out")
        parts = len(list((small / "out").glob("part-*")))
        left = len(list((small / "out").glob(".*")))
        subprocess.run(["mount", "-o", "remount,size=64m", str(small)], check=True)
        again, _ = batch(*options, "-o", small / "out", "--resume")
        batch(*options, "-o", folder / "whole")
        found = contents(small / "out")
        differing = (found != contents(folder / "whole")) + (code != 3) + (told.count("\n") != 1) + bool(again) + left
        note = f"exit {code}: {told.strip()}; {parts} whole parts stayed, resumed on a larger disk"
        return show("full disk, then --resume", 900, len(rows_of(small / "out")), differing, note)
    finally:
        subprocess.run(["umount", str(small)], check=False)


def rows(folder: Path) -> int:
    """The rows of each route against those of the command, each engine in an environment of its own."""
    write_documents(folder / "in.parquet")
    count = len(documents())
    expected: dict[str, Any] = {}
    differing = 0
    for route in ROUTES:
        own = ENGINES / route / "bin" / "python"
        python = own if own.exists() else sys.executable
        out = folder / "out.jsonl"
        command = [str(python), "-m", "tests.adapters.routes", route, str(folder / "in.parquet"), str(out)]
        done = subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, capture_output=True, check=False)
        if done.returncode:
            reason = "there is no such environment" if route in ENGINE_NAMES and not own.exists() else "it failed"
            show(route, count, 0, 0, f"not run: {reason}")
            differing += own.exists() or route not in ENGINE_NAMES
            continue
        found = {str(row["id"]): row for row in map(json.loads, out.read_bytes().splitlines())}
        expected = expected or found
        wrong = [name for name in found if found[name] != expected[name]]
        absent = ", ".join(expected.keys() - found.keys())
        note = "; ".join(([f"not given: {absent}"] if absent else []) + ([f"differing: {wrong}"] if wrong else []))
        differing += show(route, count, len(found), len(wrong), note or _by_status(found.values()))
    return differing


def _by_status(found: Iterable[dict[str, Any]]) -> str:
    return ", ".join(f"{status} {number}" for status, number in Counter(one["status"] for one in found).items())


DRILLS: dict[str, Callable[[Path], int]] = {
    "kill": kill,
    "pages": pages,
    "large": large,
    "truncated": truncated,
    "disk": disk,
    "rows": rows,
}


def main() -> int:
    names = sys.argv[1:] or list(DRILLS)
    print("| drill | documents | rows | differences | note |\n|---|---:|---:|---:|---|")
    total = 0
    for name in names:
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            total += DRILLS[name](Path(folder))
        print(f"<!-- {name}: {time.monotonic() - started:.0f} s -->", flush=True)
    return 1 if total else 0


if __name__ == "__main__":
    raise SystemExit(main())
