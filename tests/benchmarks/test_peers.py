from __future__ import annotations

import argparse
import gzip
import sys
from pathlib import Path

import pytest
from benchmarks import peers, quality
from benchmarks.corpora import Gold, Page

STORY = "The council met on Monday to vote on the new bridge over the river."


def options(**values: object) -> argparse.Namespace:
    return argparse.Namespace(**{"peer_python": sys.executable, "peer_cache": None, "peers": "justext", **values})


def page(folder: Path) -> Page:
    path = folder / "a.html.gz"
    html = f"<html><body><h1>Vote</h1>{f'<p>{STORY} {STORY} {STORY} {STORY}</p>' * 8}</body></html>"
    path.write_bytes(gzip.compress(html.encode(), mtime=0))
    return Page("wcxb", "html", "a", "http://example.org/a", path, Gold())


def test_a_peer_answers_through_the_pipe_and_the_cache(tmp_path: Path) -> None:
    pytest.importorskip("justext")
    cached = options(peer_cache=str(tmp_path / "cache"))
    first = peers.run("justext", [page(tmp_path)], cached)
    assert not first.absent
    assert STORY in first.answers[0]["text"]
    assert peers.run("justext", [page(tmp_path)], cached) == first


def test_a_peer_that_is_not_installed_is_absent(tmp_path: Path) -> None:
    pytest.importorskip("justext")
    run = peers.run("newspaper4k", [page(tmp_path)], options())
    assert run.absent.startswith("ModuleNotFoundError") or run.version


def test_an_unknown_peer_is_refused() -> None:
    with pytest.raises(SystemExit, match="unknown peer 'lynx'"):
        peers.wanted(options(peers="trafilatura,lynx"))
    assert peers.wanted(options(peers="none")) == []


def test_best_run_keeps_the_lines_between_sentences() -> None:
    text = f"Home\nNews\n{STORY}\nThe vote\n{STORY}\nShare\nPrint"
    assert peers.best_run(text) == f"{STORY}\nThe vote\n{STORY}"


def test_best_run_of_menus_is_empty() -> None:
    assert peers.best_run("Home\nNews") == ""


def test_best_run_does_not_bridge_a_long_menu() -> None:
    # Fourteen words of story against three lines at a cost of six.
    text = f"{STORY}\nOne\nTwo\nThree\n{STORY} {STORY}"
    assert peers.best_run(text) == f"{STORY} {STORY}"


def test_line_filter() -> None:
    assert peers.line_filter(f"Home\n{STORY}\nToo short.") == STORY


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("東京で雨が降った", "cjk"),
        ("한국일보 기사", "cjk"),
        ("هطل المطر", "right-to-left"),
        ("дождь шёл", "cyrillic"),
        ("Regen in Köln", "other"),
        ("", "other"),
    ],
)
def test_script_of(text: str, script: str) -> None:
    assert quality.script_of(text) == script
