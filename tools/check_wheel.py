"""Use the installed newsclean as a stranger would: import it, clean the files named, check what comes back.

Run with `python -I` in an environment that holds the wheel and nothing else of this project (`make wheel`).
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import newsclean


def main(paths: list[str]) -> None:
    """Clean each file through the library and through the command."""
    installed = Path(newsclean.__file__).resolve()
    site = Path(sysconfig.get_path("purelib")).resolve()
    if not installed.is_relative_to(site):
        raise SystemExit(f"newsclean came from {installed}, not from the wheel in {site}")
    if not paths:
        raise SystemExit("no file was named")
    command = Path(sysconfig.get_path("scripts")) / "newsclean"
    for path in paths:
        article = newsclean.clean_file(path)
        if article.status != "ok" or not article.title or not article.text:
            raise SystemExit(
                f"{path}: status {article.status}, title {article.title!r}, {len(article.text)} characters"
            )
        if newsclean.Article.from_json(article.to_json()) != article:
            raise SystemExit(f"{path}: the article does not come back from its own JSON")
        for verb in ("clean", "explain"):
            shown = subprocess.run([command, verb, path], check=True, capture_output=True, text=True, encoding="utf-8")
            if not shown.stdout.strip():
                raise SystemExit(f"newsclean {verb} {path} printed nothing")
        print(f"newsclean {newsclean.__version__} from the wheel: {path}: {article.title}")


if __name__ == "__main__":
    main(sys.argv[1:])
