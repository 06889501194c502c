from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import newsclean

HEAVY = frozenset(
    {
        "ahocorasick_rs",
        "bs4",
        "click",
        "dateutil",
        "ftfy",
        "jinja2",
        "langdetect",
        "lxml",
        "markupsafe",
        "numpy",
        "rich",
        "selectolax",
        "trafilatura",
        "typer",
    },
)
"""What only some callers need. Each is imported by the first call that needs it."""


def modules_after(code: str) -> frozenset[str]:
    """The top-level modules that a fresh, isolated interpreter holds after running the code, warnings being errors."""
    shown = subprocess.run(
        [sys.executable, "-I", "-W", "error", "-c", f"{code}\nimport json, sys\nprint(json.dumps(list(sys.modules)))"],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    return frozenset(name.partition(".")[0] for name in json.loads(shown.stdout))


def test_importing_newsclean_loads_no_heavy_package() -> None:
    # Whatever a bare interpreter loads (through .pth files of other packages) is not our doing.
    loaded = modules_after("import newsclean") - modules_after("")
    assert "newsclean" in loaded
    assert not loaded & HEAVY


def test_using_every_public_name_loads_no_heavy_package() -> None:
    loaded = modules_after("from newsclean import *") - modules_after("")
    assert not loaded & HEAVY


def test_type_checkers_and_interpreter_find_names_in_the_same_place() -> None:
    tree = ast.parse(Path(newsclean.__file__).read_text("utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    told = {
        alias.name: node.module for node in guarded.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert told == {name: f"newsclean.{home}" for name, home in newsclean._HOME_OF.items()}
    assert {*told, "__version__"} == set(newsclean.__all__)


def test_unknown_names_raise() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        newsclean.nonsense  # noqa: B018


def test_every_public_name_is_there() -> None:
    assert len(newsclean.__all__) == len(set(newsclean.__all__))
    for name in newsclean.__all__:
        assert getattr(newsclean, name) is not None, name


def test_dir_shows_every_public_name() -> None:
    assert set(newsclean.__all__) <= set(dir(newsclean))
