"""The pages of the documentation site that are made: the gallery, its documents and the changelog. A hook of mkdocs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import newsclean
from newsclean.report import inspect_page

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent

SEEDS = {
    "prisoners-dump": ("A dump with share counts and lost apostrophes", "000_17f193d6e2cd5ef6.txt"),
    "newsmax-dump": ("A dump with app banners, a metadata tail and a broken date", "004_e1aa51efec56bf4b.txt"),
}
"""The two documents the project grew from: what they show, and their files."""

LOADED = re.compile(
    r"""<(?:script|img|iframe|source)\b[^>]*\bsrc=["']?(?:https?:)?//|<link\b[^>]*\bhref=["']?(?:https?:)?//"""
)
"""What a browser would fetch from elsewhere when it opens a page. Links that a reader may follow are none of it."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the made pages to those that are written by hand."""
    from mkdocs.structure.files import File

    def add(path: str, content: str) -> None:
        files.append(File.generated(config, path, content=content))

    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    add("changelog.md", re.sub(r"\bdocs/([\w-]+\.md)\b", r"[\1](\1)", changelog))
    for slug, _, path in documents():
        add(f"shown/{slug}.html", inspect_page(newsclean.clean_file(path), names=[path.name]))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Hang the documents into the gallery."""
    if page.file.src_uri != "gallery.md":
        return markdown
    return "\n\n".join((markdown, *(section(slug, title, path) for slug, title, path in documents())))


def documents() -> list[tuple[str, str, Path]]:
    """Slug, title and file of every document of the gallery."""
    found = [(slug, title, ROOT / "seeds" / name) for slug, (title, name) in SEEDS.items()]
    pages = sorted((ROOT / "fixtures" / "pages").glob("*/source.*"))
    return found + [(path.parent.name, path.parent.name.replace("-", " ").capitalize(), path) for path in pages]


def section(slug: str, title: str, path: Path) -> str:
    """A document of the gallery: in numbers, and as the inspect page shows it."""
    article = newsclean.clean_file(path)
    audit = article.audit
    return (
        f"## {title}\n\n"
        f"{len(audit)} blocks: {len(audit.kept())} kept, {len(audit.used())} used for fields, "
        f"{len(audit.removed())} removed; {article.word_count} words of body. "
        f"[On a page of its own](shown/{slug}.html).\n\n"
        f'<iframe class="shown" src="shown/{slug}.html" title="{title}" loading="lazy"></iframe>\n'
    )


def on_post_build(config: MkDocsConfig) -> None:
    """Hold the site to its promise: no page asks anything of another host.

    Raises:
        PluginError: a page does.
    """
    from mkdocs.exceptions import PluginError

    for path in sorted(Path(config.site_dir).rglob("*.html")):
        if found := LOADED.search(path.read_text(encoding="utf-8")):
            raise PluginError(f"{path} loads something from another host: {found[0]}")
