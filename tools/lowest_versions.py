"""Print newsclean's own dependencies, each pinned to the lowest version that pyproject.toml allows.

The output is a constraints file: `python tools/lowest_versions.py > constraints.txt`. `make lowest` installs with it
and runs the tests, which is what makes the floors in pyproject.toml a claim that was checked. Dependencies of
dependencies stay at their newest, as they would be for a user who upgrades everything but us.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"
REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)>=(?P<floor>[0-9A-Za-z.]+)")


def pins(pyproject: str) -> list[str]:
    """The dependencies of a pyproject.toml as `name==floor`.

    Raises:
        ValueError: a dependency does not have the plain form `name>=version`.
    """
    lines = []
    for requirement in tomllib.loads(pyproject)["project"]["dependencies"]:
        found = REQUIREMENT.fullmatch(requirement)
        if found is None:
            raise ValueError(f"{requirement!r} has no floor that could be pinned")
        lines.append(f"{found['name']}=={found['floor']}")
    return lines


if __name__ == "__main__":
    sys.stdout.write("\n".join(pins(PYPROJECT.read_text(encoding="utf-8"))) + "\n")
