"""Every block of code in the documentation runs, and prints what the page says it prints."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from newsclean import cli

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


ENGINES = {"pipelines.md"}
"""Pages whose blocks are pieces of programs for Spark, Ray and their like: here only their grammar is looked at. They
run as the examples do, each in an environment with its engine."""


def fences(path: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a page: language and content."""
    return FENCE.findall(path.read_text(encoding="utf-8"))


def with_fence(language: str) -> list[Path]:
    return [path for path in PAGES if any(name == language for name, _ in fences(path))]


@pytest.mark.parametrize("path", with_fence("python"), ids=lambda path: path.name)
def test_python_blocks_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The blocks of a page are one program, read from top to bottom at the root of the project.
    monkeypatch.chdir(ROOT)
    namespace: dict[str, object] = {"__name__": path.stem}
    blocks = [*fences(path), ("", "")]
    for number, (language, code) in enumerate(blocks[:-1]):
        if language != "python":
            continue
        program = compile(code, f"{path.name}, block {number}", "exec")
        if path.name in ENGINES:
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(program, namespace)
        if blocks[number + 1][0] == "text":
            assert printed.getvalue() == blocks[number + 1][1]


@pytest.mark.parametrize("path", with_fence("console"), ids=lambda path: path.name)
def test_commands_run(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(ROOT / "fixtures" / "pages" / "harbour-bridge" / "source.html", tmp_path / "page.html")
    monkeypatch.chdir(tmp_path)
    for language, text in fences(path):
        for line in text.splitlines():
            words = shlex.split(line, comments=True) if language == "console" and line.startswith("$ newsclean") else []
            if words[2:] and "…" not in line and (words[2] != "batch" or Path(words[3]).exists()):
                monkeypatch.setattr(sys, "argv", words[1:])
                with pytest.raises(SystemExit) as stop:
                    cli.main()
                assert stop.value.code == 0, line
