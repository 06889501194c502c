"""The examples of docs/dates.md give what the page says."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from newsclean import cli
from newsclean.model.date import DateFlag

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_python_examples() -> None:
    checked = 0
    for block in blocks("python"):
        names: dict[str, object] = {}
        for line in block.splitlines():
            code, mark, expected = line.partition("  # ")
            if mark:
                assert repr(eval(code, names)) == expected, code
                checked += 1
            else:
                exec(code, names)
    assert checked >= 10


def test_console_examples(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    examples = [part for block in blocks("console") for part in block.split("$ ") if part]
    assert len(examples) >= 4
    for example in examples:
        command, _, expected = example.partition("\n")
        monkeypatch.setattr(sys, "argv", shlex.split(command))
        with pytest.raises(SystemExit):
            cli.main()
        assert capfdbinary.readouterr().out.decode() == expected, command


def test_every_flag_is_explained() -> None:
    table = PAGE[PAGE.index("## Flags") :]
    told = set(re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE))
    assert told == set(DateFlag.__args__)  # type: ignore[attr-defined]
