"""The end of every tool that writes a page of the documentation."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def write_or_check(target: Path, text: str) -> int:
    """Write the page, or with `--check` compare; the exit code."""
    if "--check" in sys.argv[1:]:
        if target.exists() and target.read_text("utf-8") == text:
            return 0
        sys.stderr.write(f"{target.relative_to(ROOT)} is out of date; run `make docs`\n")
        return 1
    target.write_text(text, "utf-8")
    return 0
