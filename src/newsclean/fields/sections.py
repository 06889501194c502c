"""The section of the publication and the path of sections above the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from newsclean.fields import json_ld
from newsclean.fields.choice import Choice, candidate, first_of, judged
from newsclean.fields.sources import Sources
from newsclean.fields.words import key
from newsclean.model.evidence import Candidate

MAX_SECTION = 60
"""Characters of a section's name; what is longer is a list or a sentence."""

_LONG = 16
"""Letters of a step that a headline would not begin with by chance, as it may with a section's name ("Iran")."""

_SEPARATOR = re.compile(r"\s*[›»>/|→]\s*")
_NO_SECTION = frozenset(
    {
        "home",
        "homepage",
        "start",
        "startseite",
        "accueil",
        "inicio",
        "portada",
        "главная",
        "головна",
        "ana sayfa",
        "anasayfa",
    }
    | {
        "hjem",
        "hem",
        "etusivu",
        "strona główna",
        "홈",
        "ホーム",
        "トップ",
        "首页",
        "首頁",
        "الرئيسية",
        "default",
        "article",
        "none",
        "null",
    },
)


def section_of(sources: Sources, title: str | None) -> Choice[str | None]:
    """The section that the document states for itself; where it states none, the breadcrumb above the article's own."""
    return first_of(_kept(_sections(sources, key(title or ""))))


def _sections(sources: Sources, own: str) -> Iterator[Candidate]:
    yield from sources.from_uses("section")
    yield from sources.from_main("articleSection")
    yield from sources.from_meta(
        "article:section", "parsely-section", "cxenseparse:section", "articlesection", "og:section"
    )
    yield from sources.from_meta("section", "dc.subject", "category", "mrf:sections", "sailthru.section")
    yield from (step for step in reversed(_trail(sources)) if not _names_article(step.value, own))


def _kept(items: Iterator[Candidate]) -> Iterator[Candidate]:
    for item in items:
        value = item.value or ""
        if not 1 < len(value) <= MAX_SECTION or key(value) in _NO_SECTION or value.isdigit() or "://" in value:
            yield Candidate(None, item.raw, item.source, item.place, item.block, reason="not a section's name")
        else:
            yield item


def breadcrumbs_of(sources: Sources, title: str | None) -> Choice[tuple[str, ...]]:
    """The path of sections, outermost first, without the home page and the article itself."""
    trail = _trail(sources)
    own = key(title or "")
    kept = [
        item
        for item in trail
        if item.value
        and len(item.value) <= 2 * MAX_SECTION
        and key(item.value) not in _NO_SECTION
        and not _names_article(item.value, own)
    ]
    values = tuple(dict.fromkeys(item.value for item in kept if item.value))
    return Choice(
        values, judged(trail, lambda item: item in kept, won="a step of the path", lost="home page or article")
    )


def _names_article(step: str | None, own: str) -> bool:
    """Whether a step of the path is the article itself: its headline, or the long beginning of it."""
    name = key(step or "")
    return name == own or (len(name) >= _LONG and own.startswith(name[:40]))


def _trail(sources: Sources) -> list[Candidate]:
    """The steps of the breadcrumbs: those that a cleaner found, or the longest JSON-LD list."""
    steps: list[Candidate] = []
    for use in sources.uses("breadcrumbs"):
        block = sources.block(use)
        for step in _SEPARATOR.split(use.value):
            if step.strip():
                source = f"block:{use.by}"
                steps += [candidate(step.strip(), source, raw=use.value, place=block.locator, block=use.block)]
    if steps:
        return steps
    best: list[Candidate] = []
    lists = list(sources.nodes_of("breadcrumblist"))
    inner = sources.main.get("breadcrumb")
    if isinstance(inner, Mapping):
        lists.append((inner, f"{sources.main_place}.breadcrumb"))
    for node, place in lists:
        found: list[Candidate] = []
        for member in json_ld.members(node.get("itemListElement")):
            if isinstance(member, Mapping):
                item = member.get("item")
                name = json_ld.text(member.get("name")) or (json_ld.text(item) if isinstance(item, Mapping) else None)
                if name and "://" not in name:
                    found.append(candidate(name, "json-ld:breadcrumb", place=f"{place}.itemListElement"))
        if len(found) > len(best):
            best = found
    return best
