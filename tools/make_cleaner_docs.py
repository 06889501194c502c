"""Writes docs/cleaners.md from the cleaners, their phrases and their first cases. `--check` fails when it differs."""

from __future__ import annotations

import tomllib
from typing import Any

from generated import ROOT, write_or_check

import newsclean
from newsclean.pipeline.cleaner import summary
from newsclean.pipeline.phrase import phrases_of

TARGET = ROOT / "docs" / "cleaners.md"
SHOWN = 3
"""Examples shown of each kind."""

HEAD = """# Cleaners

The cleaners of `newsclean.DEFAULT`, in the order they run. This page is made from the cleaners, their phrase files and
their case tables by `tools/make_cleaner_docs.py`; change those, then run `make docs`.
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(section(number, cleaner) for number, cleaner in enumerate(newsclean.DEFAULT, 1))


def section(number: int, cleaner: newsclean.Cleaner) -> str:
    """One cleaner: what it takes, its reasons, its languages, lines it takes and lines it leaves."""
    phrases = phrases_of(cleaner.phrases)
    reasons = dict.fromkeys((*cleaner.reasons, *(phrase.group for phrase in phrases)))
    languages = sorted({phrase.language for phrase in phrases} - {"und"})
    lines = [f"\n## {number}. {cleaner.name}\n", summary(cleaner), ""]
    if reasons:
        lines.append("- reasons: " + ", ".join(f"`{reason}`" for reason in reasons))
    if phrases:
        lines.append(f"- phrases: {len(phrases)} in {', '.join(languages)}")
    taken, left = examples(cleaner.name)
    lines += [f"- takes: {line}" for line in taken[:SHOWN]]
    lines += [f"- leaves: {line}" for line in left[:SHOWN]]
    return "\n".join(lines) + "\n"


def examples(name: str) -> tuple[list[str], list[str]]:
    """Lines that the case table shows as taken, and as left."""
    path = ROOT / "fixtures" / "cleaners" / f"{name}.toml"
    if not path.exists():
        return [], []
    cases: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["case"]
    cases = [case for case in cases if "known_failure" not in case]
    taken: list[str] = []
    for case in cases:
        removed = case.get("removed", [])
        taken += [quoted(text) for text in (list(removed)[:1])]
        taken += [f"{quoted(value)} as {field}" for field, value in case.get("used", [])[:1]]
        taken += [f"{quoted(before)} → {quoted(after)}" for before, after in case.get("edited", [])[:1]]
    left = [quoted(text) for case in cases for text in case.get("kept", [])[:1]]
    return list(dict.fromkeys(taken)), list(dict.fromkeys(left))


def quoted(text: str) -> str:
    """The line, short enough for a list, as code."""
    text = text if len(text) <= 110 else text[:109] + "…"
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


if __name__ == "__main__":
    raise SystemExit(write_or_check(TARGET, page()))
