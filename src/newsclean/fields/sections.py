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


def section_of(sources: Sources) -> Choice[str | None]:
    """The section that the document states for itself; the nearest breadcrumb where it states none."""
    return first_of(_kept(_sections(sources)))


def _sections(sources: Sources) -> Iterator[Candidate]:
    yield from sources.from_uses("section")
    yield from sources.from_main("articleSection")
    yield from sources.from_meta(
        "article:section", "parsely-section", "cxenseparse:section", "articlesection", "og:section"
    )
    yield from sources.from_meta("section", "dc.subject", "category", "mrf:sections", "sailthru.section")
    yield from reversed(_trail(sources))


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
        if (
            item.value
            and key(item.value) not in _NO_SECTION
            and key(item.value) != own
            and not own.startswith(key(item.value)[:40] or "-")
        )
        or (item.value and len(key(item.value)) < 16 and key(item.value) not in _NO_SECTION and key(item.value) != own)
    ]
    kept = [item for item in kept if len(item.value or "") <= 2 * MAX_SECTION]
    values = tuple(dict.fromkeys(item.value for item in kept if item.value))
    return Choice(
        values, judged(trail, lambda item: item in kept, won="a step of the path", lost="home page or article")
    )


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
