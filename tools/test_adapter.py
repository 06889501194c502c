"""Test an adapter and its example against the real engine, in an environment of their own.

    python tools/test_adapter.py spark

The environment stands in build/adapters/NAME and is used again while pyproject.toml is the same. Exit code 77 where the
engine cannot be installed here, and nothing was tested; else pytest's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SKIPPED = 77
"""What test runners since automake take for "skipped"."""

NEEDED = {"spark": "java"}
"""Programs that an engine runs on."""


def main(name: str) -> int:
    """Install and test."""
    program = NEEDED.get(name)
    if program is not None and shutil.which(program) is None:
        print(f"{name}: skipped, there is no {program}")
        return SKIPPED
    home = ROOT / "build" / "adapters" / name
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    stamp = home / "installed"
    wanted = (ROOT / "pyproject.toml").read_bytes()
    if not stamp.exists() or stamp.read_bytes() != wanted:
        venv.create(home, clear=True, with_pip=True)
        # The command's own formats too: what it writes is what the engine's rows are held against.
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        extra = f"{ROOT}[batch,{name}]"
        done = subprocess.run([*install, "--editable", extra, "pytest", "hypothesis"], check=False)
        if done.returncode:
            print(f"{name}: skipped, pip cannot install it here (exit code {done.returncode})")
            return SKIPPED
        stamp.write_bytes(wanted)
    # Engines warn in ways that are not ours to mend.
    tests = ["-m", "pytest", "-q", "-o", "filterwarnings=", f"tests/adapters/test_{name}.py"]
    return subprocess.run([python, *tests], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
