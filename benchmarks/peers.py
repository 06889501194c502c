"""Peers and plain rules beside newsclean: the other side of `peer.py`'s pipe, and baselines for text dumps."""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.corpora import Page
from benchmarks.peer import PEERS
from newsclean.text.measure import count_words, ends_sentence, is_sentence_like

Answer = dict[str, Any]
Rule = Callable[[str], str]

SCRIPT = Path(__file__).with_name("peer.py")

RUN_COST = 6
"""Words of running text that make up for one other line inside the best run: the study behind docs/architecture.md,
"The body"."""


@dataclass(slots=True)
class PeerRun:
    """What a peer said of some pages; `absent` tells why where it said nothing."""

    name: str
    version: str = ""
    absent: str = ""
    answers: list[Answer] = field(default_factory=list)


def add_arguments(parser: argparse.ArgumentParser, default: str) -> None:
    """The options that say which peers run, and where."""
    parser.add_argument(
        "--peers", default=default, metavar="A,B", help=f"of {', '.join(PEERS)}; 'none' for none (default: {default})"
    )
    parser.add_argument(
        "--peer-python",
        default=sys.executable,
        metavar="PATH",
        help="the Python of the environment that holds the peers",
    )
    parser.add_argument("--peer-cache", metavar="DIR", help="keep the peers' answers there, by version and page")


def wanted(arguments: argparse.Namespace) -> list[str]:
    """The names of the peers that the arguments ask for.

    Raises:
        SystemExit: one of them is unknown.
    """
    if arguments.peers == "none":
        return []
    names = [name.strip() for name in arguments.peers.split(",") if name.strip()]
    for name in names:
        if name not in PEERS:
            sys.exit(f"unknown peer {name!r}; known: {', '.join(PEERS)}")
    return names


def run(name: str, pages: Sequence[Page], arguments: argparse.Namespace) -> PeerRun:
    """A peer's answers on HTML pages, in the order of the pages, from its own process."""
    process = subprocess.Popen(
        [arguments.peer_python, str(SCRIPT), name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        # The script's folder must not shadow what a peer imports.
        env={**os.environ, "PYTHONSAFEPATH": "1", "PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "0"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        greeting = process.stdout.readline()
        about = json.loads(greeting) if greeting else {"absent": f"{arguments.peer_python} did not start it"}
        if "absent" in about:
            return PeerRun(name, absent=about["absent"])
        result = PeerRun(name, about["version"])
        store = _Store(arguments.peer_cache, name, result.version)
        for page in pages:
            html = page.raw()
            assert isinstance(html, bytes)
            key = hashlib.sha256(html + (page.url or "").encode()).hexdigest()
            if (answer := store.get(key)) is None:
                request = {"id": page.id, "html": base64.b64encode(html).decode("ascii"), "url": page.url}
                print(json.dumps(request), file=process.stdin, flush=True)
                line = process.stdout.readline()
                if not line:
                    return PeerRun(name, absent=f"died on {page.name}")
                answer = json.loads(line)
                store.put(key, answer)
            result.answers.append(answer)
        process.stdin.close()
    return result


class _Store:
    """Answers of one version of one peer, one JSON line each, appended as they come; none where no folder is given."""

    def __init__(self, folder: str | None, name: str, version: str) -> None:
        self._path = Path(folder) / f"{name}-{version}.jsonl" if folder else None
        self._known: dict[str, Answer] = {}
        if self._path and self._path.exists():
            for line in self._path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                self._known[row["key"]] = row["answer"]

    def get(self, key: str) -> Answer | None:
        return self._known.get(key)

    def put(self, key: str, answer: Answer) -> None:
        if self._path:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as lines:
                print(json.dumps({"key": key, "answer": answer}), file=lines)


def best_run(text: str) -> str:
    """The contiguous run of lines with the most words in sentence-like lines, each other line costing `RUN_COST`."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    best = total = 0
    best_range, start = (0, 0), 0
    for at, line in enumerate(lines):
        words = count_words(line)
        if total <= 0:
            total, start = 0, at
        total += words if is_sentence_like(line, words) else -RUN_COST
        if total > best:
            best, best_range = total, (start, at + 1)
    return "\n".join(lines[slice(*best_range)])


def line_filter(text: str) -> str:
    """The lines of ten words or more that end as a sentence does."""
    return "\n".join(line for line in text.splitlines() if count_words(line) >= 10 and ends_sentence(line.strip()))


def everything(text: str) -> str:
    """The whole dump."""
    return text


RULES: dict[str, Rule] = {"best line rule": best_run, "line filter": line_filter, "keep everything": everything}
"""Baselines for text dumps, where no peer works."""
