from __future__ import annotations

import json
import subprocess
import sys

import newsclean

HEAVY = frozenset(
    {
        "ahocorasick_rs",
        "bs4",
        "click",
        "dateutil",
        "ftfy",
        "langdetect",
        "lxml",
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


def test_every_public_name_is_there() -> None:
    assert len(newsclean.__all__) == len(set(newsclean.__all__))
    for name in newsclean.__all__:
        assert getattr(newsclean, name) is not None, name


def test_dir_shows_every_public_name() -> None:
    assert set(newsclean.__all__) <= set(dir(newsclean))
