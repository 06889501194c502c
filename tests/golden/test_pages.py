"""Whole documents with all that is expected of them, a test for each field."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for path in (ROOT / "fixtures" / "pages").iterdir() if path.is_dir())


@cache
def tool() -> Any:
    spec = importlib.util.spec_from_file_location("update_golden", ROOT / "tools" / "update_golden.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def result(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = tool().expected_of(folder)
    return found


def expected(folder: Path) -> dict[str, Any]:
    wanted: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    return wanted


@pytest.mark.parametrize(
    ("folder", "field"),
    [
        pytest.param(folder, field, id=f"{folder.name}: {field}")
        for folder in PAGES
        if (folder / "expected.json").exists()
        for field in expected(folder)
    ],
)
def test_field(folder: Path, field: str) -> None:
    assert result(folder)[field] == expected(folder)[field]


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_every_page_is_complete(folder: Path) -> None:
    assert (folder / "about.toml").exists()
    assert expected(folder).keys() == result(folder).keys()
