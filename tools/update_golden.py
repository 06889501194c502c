"""Writes fixtures/pages/<slug>/expected.json anew, after showing what changes.

    python tools/update_golden.py --because "captions with two credits are recognised" [SLUG...]

Without --because it only shows the differences. The reason is added to the page's about.toml.
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import newsclean
from newsclean.model.audit import Kept, Removed

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"


def expected_of(folder: Path) -> dict[str, Any]:
    """What the page in a folder gives: the fields a reader would check, and the fate of every block."""
    source = next(folder.glob("source.*"))
    about = tomllib.loads((folder / "about.toml").read_text("utf-8"))
    article = newsclean.clean_file(source, url=about.get("url"), strict=True)
    return {
        "status": article.status,
        "title": article.title,
        "subtitle": article.subtitle,
        "description": article.description,
        "authors": [author.name for author in article.authors],
        "published": article.published.value if article.published else None,
        "modified": article.modified.value if article.modified else None,
        "publisher": article.publisher.name if article.publisher else None,
        "agency": article.agency,
        "section": article.section,
        "breadcrumbs": list(article.breadcrumbs),
        "tags": list(article.tags),
        "language": article.language.code if article.language else None,
        "text_direction": article.text_direction,
        "kind": article.kind,
        "access": article.access,
        "completeness": article.completeness,
        "word_count": article.word_count,
        "issues": [issue.code for issue in article.issues],
        "body": [[paragraph.kind, paragraph.text] for paragraph in article.body],
        "fates": [[_fate(fate), block.text] for block, fate in article.audit],
    }


def _fate(fate: newsclean.Kept | newsclean.Used | newsclean.Removed) -> str:
    if isinstance(fate, Kept):
        return "kept"
    if isinstance(fate, Removed):
        return f"removed: {fate.reason}"
    return f"used for {fate.field}: {fate.reason}"


def main() -> int:
    """Show differences; write where a reason is given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("slugs", nargs="*")
    parser.add_argument("--because", help="why the new result is right")
    options = parser.parse_args()
    folders = [PAGES / slug for slug in options.slugs] or sorted(path for path in PAGES.iterdir() if path.is_dir())
    changed = 0
    for folder in folders:
        target = folder / "expected.json"
        before = target.read_text("utf-8") if target.exists() else ""
        after = json.dumps(expected_of(folder), ensure_ascii=False, indent=1) + "\n"
        if before == after:
            continue
        changed += 1
        sys.stdout.writelines(
            difflib.unified_diff(
                before.splitlines(keepends=True), after.splitlines(keepends=True), f"{folder.name}: was", "is", n=0
            )
        )
        if options.because:
            target.write_text(after, "utf-8")
            if before:
                with (folder / "about.toml").open("a", encoding="utf-8") as about:
                    about.write(f"\n[[changed]]\nbecause = {json.dumps(options.because)}\n")
    if changed and not options.because:
        sys.stdout.write(f"{changed} pages differ; give --because to accept\n")
    return 1 if changed and not options.because else 0


if __name__ == "__main__":
    raise SystemExit(main())
