"""Same input, same output: whatever the process, the hash seed, the time zone, the locale or the number of threads."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import newsclean

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*(ROOT / "seeds").iterdir(), *(ROOT / "fixtures" / "pages").glob("*/source.*")])

SCRIPT = """
import hashlib, sys
import newsclean
for path in sys.argv[1:]:
    print(hashlib.sha256(newsclean.clean_file(path).to_json().encode()).hexdigest())
"""


def digests() -> list[str]:
    return [hashlib.sha256(newsclean.clean_file(path).to_json().encode()).hexdigest() for path in SOURCES]


@pytest.fixture(scope="module")
def here() -> list[str]:
    return digests()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "random", "TZ": "America/New_York", "LC_ALL": "de_DE.UTF-8", "PYTHONUTF8": "0"},
    ],
    ids=["C", "Tokyo", "New York"],
)
def test_in_another_process(here: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, SOURCES)],
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == here


def test_the_other_way_round(here: list[str]) -> None:
    backwards = [newsclean.clean_file(path).to_json() for path in reversed(SOURCES)]
    assert [hashlib.sha256(data.encode()).hexdigest() for data in reversed(backwards)] == here


def test_in_eight_threads(here: list[str]) -> None:
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: digests(), range(8)))
    assert all(result == here for result in results)


def test_in_eight_threads_of_a_fresh_process(here: list[str]) -> None:
    """The first use of the phrase lists, the weights and the language profiles comes from eight threads at once."""
    script = """
import hashlib, sys
from concurrent.futures import ThreadPoolExecutor
import newsclean
def digest(path):
    return hashlib.sha256(newsclean.clean_file(path).to_json().encode()).hexdigest()
with ThreadPoolExecutor(8) as pool:
    print("\\n".join(pool.map(digest, sys.argv[1:] * 2)))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, SOURCES)], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == here * 2
