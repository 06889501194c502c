from __future__ import annotations

import ast
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement

import newsclean

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "newsclean"


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


@pytest.fixture(scope="module")
def shipped() -> frozenset[str]:
    """Paths in the wheel, by the builder's own word and without building it."""
    return frozenset(
        Path(file.distribution_path).as_posix() for file in WheelBuilder(str(ROOT)).recurse_included_files()
    )


def test_the_version_is_the_same_everywhere() -> None:
    assert newsclean.__version__ == version("newsclean")


def test_the_wheel_holds_the_package_whole(shipped: frozenset[str]) -> None:
    package = {
        path.relative_to(SOURCE.parent).as_posix()
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert shipped == package


def test_the_wheel_says_that_it_is_typed(shipped: frozenset[str]) -> None:
    assert "newsclean/py.typed" in shipped


def test_the_wheel_holds_the_phrase_lists(shipped: frozenset[str]) -> None:
    lists = {path.relative_to(SOURCE.parent).as_posix() for path in SOURCE.rglob("*.toml")}
    assert lists, "newsclean ships phrase lists"
    assert lists <= shipped


def test_phrase_lists_are_data_only() -> None:
    for path in (SOURCE / "phrases").rglob("*.py"):
        statements = ast.parse(path.read_text(encoding="utf-8")).body
        assert [type(statement) for statement in statements] == [ast.Expr], f"{path} holds more than a docstring"


def test_the_licence_ships(project: dict[str, Any]) -> None:
    assert project["license"] == "Apache-2.0"
    for name in project["license-files"]:
        assert "Apache License" in (ROOT / name).read_text(encoding="utf-8")


def test_the_extra_all_is_every_extra_but_the_tools(project: dict[str, Any]) -> None:
    extras = project["optional-dependencies"]
    (everything,) = map(Requirement, extras["all"])
    assert everything.name == project["name"]
    assert everything.extras == extras.keys() - {"all", "dev"}


def test_every_dependency_has_a_floor_and_no_ceiling(project: dict[str, Any]) -> None:
    # A library that caps its dependencies shuts its users out of their fixes.
    for line in project["dependencies"]:
        assert [part.operator for part in Requirement(line).specifier] == [">="], line
