"""Runs the case tables in fixtures/cleaners: what each cleaner takes, and the near misses it must leave."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

import newsclean
from newsclean.content.best_run import score
from newsclean.model.audit import Fate, Kept, Removed, Used
from newsclean.pipeline.sheet import Scorer

TABLES = Path(__file__).parents[2] / "fixtures" / "cleaners"
KEYS = {"label", "comment", "core", "text", "html", "removed", "used", "edited", "kept", "with", "known_failure"}


def cases_of(path: Path) -> list[dict[str, Any]]:
    """The cases of one table."""
    cases: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["case"]
    return cases


def parameters() -> list[Any]:
    """Every case of every table; a known failure is a strict xfail."""
    return [
        pytest.param(
            path.stem,
            case,
            id=f"{path.stem}: {case['label']}",
            marks=[pytest.mark.xfail(strict=True, reason=case["known_failure"])] if "known_failure" in case else [],
        )
        for path in sorted(TABLES.glob("*.toml"))
        for case in cases_of(path)
    ]


def scorer_of(case: dict[str, Any]) -> Scorer:
    """The plain scorer, which no training changes; or the body between the two lines that the case names."""
    if "core" not in case:
        return score

    def between(document: newsclean.Document) -> newsclean.ContentScore:
        texts = [block.text for block in document.blocks]
        start, last = (texts.index(line) for line in case["core"])
        scores = tuple(0.95 if start <= at <= last else 0.05 for at in range(len(texts)))
        return newsclean.ContentScore(scores, start, last + 1, "case")

    return between


@pytest.mark.parametrize(("name", "case"), parameters())
def test_case(name: str, case: dict[str, Any]) -> None:
    """The cleaner settles exactly the lines that the case names, and leaves all others."""
    unknown = set(case) - KEYS
    assert not unknown, f"unknown keys {unknown}"
    document = (
        newsclean.read(case["html"], kind="html") if "html" in case else newsclean.read(case["text"], kind="text")
    )
    pipeline = newsclean.DEFAULT.only(name, *case.get("with", ()))
    outcome = pipeline.run(document, scorer=scorer_of(case), strict=True)
    audit = outcome.audit

    removed = [(block.text, fate.reason) for block, fate in audit if isinstance(fate, Removed) and fate.by == name]
    used = [[use.field, use.value] for use in outcome.uses if use.by == name]
    edited = [
        [block.text, audit.text(block.index)] for block, fate in audit if any(edit.by == name for edit in fate.edits)
    ]
    wanted = case.get("removed", [])
    if isinstance(wanted, dict):
        assert removed == [(text, f"{name}.{reason}" if reason else name) for text, reason in wanted.items()]
    else:
        assert [text for text, _ in removed] == wanted
    assert used == case.get("used", [])
    assert edited == case.get("edited", [])
    left = [block.text for block, fate in audit if isinstance(fate, Kept)]
    for text in case.get("kept", []):
        assert text in left, f"{text!r} is not kept"


@pytest.mark.parametrize("name", newsclean.DEFAULT.names)
def test_table_is_there(name: str) -> None:
    """Every default cleaner has a table with at least as many near misses as hits."""
    if name == "off_article":
        pytest.skip("takes what the content score says; see tests/content")
    cases = cases_of(TABLES / f"{name}.toml")
    hits = sum(
        len(case.get("removed", ())) + len({tuple(use) for use in case.get("used", ())}) + len(case.get("edited", ()))
        for case in cases
    )
    near_misses = sum(len(case.get("kept", ())) for case in cases)
    assert hits, "the table shows nothing that the cleaner takes"
    assert near_misses >= hits, f"{near_misses} near misses for {hits} hits"
    labels = [case["label"] for case in cases]
    assert len(set(labels)) == len(labels), "labels must differ"


def test_tables_name_cleaners() -> None:
    """No table is left without its cleaner."""
    assert {path.stem for path in TABLES.glob("*.toml")} <= set(newsclean.DEFAULT.names)


def test_fates_are_exhaustive() -> None:
    """The driver above knows every fate."""
    assert {Kept, Removed, Used} == set(get_args(Fate))
