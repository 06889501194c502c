"""How fast and how large `newsclean batch` is, with 1 and 2 jobs, beside trafilatura in a plain pool on the same input.

The input is made of the development pages and their text dumps, repeated with other ids until there are enough. Runs of
all documents tell the rate and how well 2 jobs do against 1; runs of a quarter, whether memory is flat from there on,
and what the peer does; runs of an eighth, what pages and dumps take each. On a machine that does other work too, look
at the CPU time: it is what the work costs, whoever else is there.

    python -m benchmarks.throughput --documents 20000
    python -m benchmarks.throughput --documents 2000 --kind html    # pages alone, which is what the peer is made for
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpora
from benchmarks.corpora import KINDS, Kind

COMMAND = "from newsclean.cli import main; main()"

PEER = """
import gzip, json, multiprocessing, sys
def work(line):
    import trafilatura
    row = json.loads(line)
    found = trafilatura.bare_extraction(row.get("html") or row["text"], url=row["url"], with_metadata=True)
    return json.dumps({"id": row["id"], **(found.as_dict() if found else {})}, default=str)
if __name__ == "__main__":
    with multiprocessing.Pool(int(sys.argv[2])) as pool, open(sys.argv[3], "w") as out:
        for line in pool.imap(work, gzip.open(sys.argv[1], "rt"), chunksize=8):
            out.write(line + "\\n")
"""


@dataclass(frozen=True)
class Measured:
    """What a run took: seconds of wall and CPU time, peak resident MB of the parent and of the largest worker."""

    wall: float
    cpu: float
    parent: float
    worker: float


def make(path: Path, count: int, kinds: tuple[Kind, ...], root: Path | None) -> int:
    """Write the input; its bytes, uncompressed."""
    pages = [page for kind in kinds for page in corpora.load("fundus", kind, root=root)]
    # Kinds by turns, so that any beginning of the input is like the whole.
    pages.sort(key=lambda page: (page.id, page.kind))
    size = 0
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as file:
        for number in range(count):
            page = pages[number % len(pages)]
            column = "html" if page.kind == "html" else "text"
            raw = page.raw()
            document = raw if isinstance(raw, str) else raw.decode("utf-8", "replace")
            line = json.dumps({"id": f"{number}-{page.id}", "url": page.url, column: document}) + "\n"
            size += len(line)
            file.write(line)
    return size


def run(command: list[str]) -> Measured:
    """Run a command, watching its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    parent = worker = 0.0
    while process.poll() is None:
        parent = max(parent, _peak(process.pid))
        worker = max([worker, *(_peak(child) for child in _children(process.pid))])
        time.sleep(0.2)
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        sys.exit(f"{command[:4]} failed: {process.stderr.read().decode() if process.stderr else ''}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(wall, cpu, parent, worker)


def _peak(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def _children(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def ours(source: Path, folder: Path, jobs: int, *options: str) -> Measured:
    """One run of the command into a fresh folder."""
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    measured = run([sys.executable, "-c", COMMAND, "batch", str(source), "-o", str(out), "--jobs", str(jobs), *options])
    shutil.rmtree(out)
    return measured


def peer(source: Path, folder: Path, jobs: int) -> Measured:
    """One run of trafilatura."""
    script = folder / "peer.py"
    script.write_text(PEER)
    return run([sys.executable, str(script), str(source), str(jobs), str(folder / "peer.jsonl")])


def show(name: str, count: int, measured: Measured) -> Measured:
    """Print a line of the table."""
    print(
        f"| {name} | {count:,} | {count / measured.wall:.1f} | {1000 * measured.cpu / count:.1f} | "
        f"{measured.wall:.0f} | {measured.parent:.0f} | {measured.worker:.0f} |",
        flush=True,
    )
    return measured


def flat(name: str, few: Measured, many: Measured) -> str:
    """How peak memory at a quarter of the documents compares with that at the end."""
    return (
        f"peak MB with {name} at a quarter and at the end: parent {few.parent:.0f} and {many.parent:.0f}, "
        f"worker {few.worker:.0f} and {many.worker:.0f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kind", choices=KINDS, action="append", help="of the input; may be repeated; default: all")
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--full-peer", action="store_true", help="the peer on all documents too, in Pool(2)")
    parser.add_argument("--no-peer", action="store_true")
    arguments = parser.parse_args()
    kinds: tuple[Kind, ...] = tuple(arguments.kind or KINDS)
    count = arguments.documents
    few = count // 4
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name)
        source, part = folder / "in.jsonl.gz", folder / "quarter.jsonl.gz"
        size = make(source, count, kinds, arguments.corpora)
        make(part, few, kinds, arguments.corpora)
        print(
            f"{count:,} documents ({', '.join(kinds)} by turns), mean {size / count / 1000:.0f} kB, "
            f"load {os.getloadavg()[0]:.1f}\n"
        )
        print("| run | documents | documents/s | CPU ms a document | wall s | parent MB | worker MB |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        one = show("newsclean batch, 1 job, JSON lines, full audit", count, ours(source, folder, 1))
        two = show("the same, 2 jobs", count, ours(source, folder, 2))
        few_one = show("1 job, a quarter", few, ours(part, folder, 1))
        few_two = show("2 jobs, a quarter", few, ours(part, folder, 2))
        parquet = ours(part, folder, 2, "--format", "parquet", "--audit", "reasons")
        show("2 jobs, a quarter, Parquet, reasons", few, parquet)
        if not arguments.no_peer:
            for jobs in (1, 2):
                show(f"trafilatura, Pool({jobs}), a quarter", few, peer(part, folder, jobs))
            if arguments.full_peer:
                show("trafilatura, Pool(2)", count, peer(source, folder, 2))
        for kind in kinds if len(kinds) > 1 else ():
            alone = folder / f"{kind}.jsonl.gz"
            make(alone, count // 8, (kind,), arguments.corpora)
            show(f"1 job, {kind} alone", count // 8, ours(alone, folder, 1))
            if not arguments.no_peer:
                show(f"trafilatura, Pool(1), {kind} alone", count // 8, peer(alone, folder, 1))
        print(
            f"\nefficiency of 2 jobs against 1: wall {one.wall / two.wall / 2:.2f}, "
            f"CPU {one.cpu / two.cpu:.2f} (1: the second job costs nothing more a document)"
        )
        print(flat("1 job", few_one, one))
        print(flat("2 jobs", few_two, two))


if __name__ == "__main__":
    main()
