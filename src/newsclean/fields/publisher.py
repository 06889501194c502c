"""Who published the document: a name as the document states it, and the domain of its address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.fields import json_ld
from newsclean.fields.choice import Choice, candidate, first_of
from newsclean.fields.sources import Sources
from newsclean.model.article import Publisher
from newsclean.model.audit import Removed
from newsclean.model.evidence import Candidate
from newsclean.text.fold import fold

SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "govt", "info", "ne", "net", "nom", "or", "org"})
"""Labels that registries of two-letter domains sell names below (`bbc.co.uk`), from the Public Suffix List."""

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\)|copyright)?\s*"
    r"(?:(?:19|20)\d\d(?:\s*[-–—]\s*(?:(?:19|20)?\d\d))?)?,?\s*(?:by\s+)?(?P<who>[^\d|•·©][^|•·©]{1,80})",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\b(?:all rights|alle rechte|tous droits|todos los derechos|tutti i diritti|todos os direitos|rights reserved"
    r"|все права|усі права|tüm hakları|wszelkie prawa|(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
"""What follows the holder's name in a copyright line."""

_YEARS_ONLY = re.compile(r"[\d\s–—-]*")


def publisher_of(sources: Sources) -> Choice[Publisher | None]:
    """The publisher: what JSON-LD, the site's name, the record at the end or the copyright line states."""
    domain = registered_domain(sources.host) if sources.host else None
    stated = list(_names(sources))
    if not any(item.value for item in stated):
        stated = list(_copyright_lines(sources))
    named = first_of(_own_first(stated, domain))
    candidates = list(named.candidates)
    if domain is not None:
        candidates.append(
            Candidate(
                domain, sources.host or "", "url", "url", None, chosen=True, reason="domain of the page's address"
            )
        )
    if named.value is None and domain is None:
        return Choice(None, tuple(candidates))
    source = next((item.source for item in candidates if item.chosen), "")
    return Choice(Publisher(name=named.value, domain=domain, source=source), tuple(candidates))


def _own_first(stated: list[Candidate], domain: str | None) -> list[Candidate]:
    """The names in order of trust, those first that the site's address repeats.

    The first name stated may be the company's behind the paper, its blog software's or a slogan.
    """
    label = _letters((domain or "").split(".")[0])
    if len(label) < _SHORT_LABEL:
        return stated

    def is_own(item: Candidate) -> bool:
        name = _letters(item.value or "")
        return len(name) >= _SHORT_LABEL and (name in label or label in name)

    return sorted(stated, key=lambda item: not is_own(item))


_SHORT_LABEL = 4
"""Letters below which a name lies in a domain by chance."""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _names(sources: Sources) -> Iterator[Candidate]:
    yield from sources.from_uses("publisher")
    for member in json_ld.members(sources.main.get("publisher")):
        for text in json_ld.texts(json_ld.resolve(member, sources.nodes)):
            if "://" not in text:
                yield candidate(text, "json-ld:publisher", place=f"{sources.main_place}.publisher")
    yield from sources.from_meta("og:site_name")
    for node, place in sources.nodes_of("newsmediaorganization"):
        for text in json_ld.texts(node.get("name")):
            yield candidate(text, "json-ld:organization", place=f"{place}.name")
    for item in sources.from_meta(
        "dc.publisher", "dcterms.publisher", "publisher", "application-name", "apple-mobile-web-app-title"
    ):
        if "://" not in (item.value or ""):
            yield item
    for use in sources.uses("copyright"):
        name = copyright_holder(use.value)
        if name:
            block = sources.block(use)
            yield candidate(name, "block:copyright", raw=use.value, place=block.locator, block=use.block)


def _copyright_lines(sources: Sources) -> Iterator[Candidate]:
    """Names in removed copyright lines. The footer's line is the last; one at the body's end may be an agency's."""
    for block in reversed(sources.document.blocks[sources.outcome.core[1] :]):
        fate = sources.outcome.audit.fates[block.index]
        if not isinstance(fate, Removed) or len(block.text) > 300:
            continue
        name = copyright_holder(block.text)
        if name:
            yield candidate(name, "block:copyright", raw=block.text, place=block.locator, block=block.index)


def copyright_lines(sources: Sources) -> Iterator[Candidate]:
    """Removed lines behind the body that claim the copyright, as written, the page's last first."""
    for block in reversed(sources.document.blocks[sources.outcome.core[1] :]):
        if len(block.text) > _LONGEST_LINE or not _names_copyright(block.text) or not _CLAIM.search(block.text):
            continue
        if isinstance(sources.outcome.audit.fates[block.index], Removed):
            yield candidate(block.text, "block:copyright", place=block.locator, block=block.index)


_LONGEST_LINE = 250
_CLAIM = re.compile(r"©|\(c\)\s?(?:19|20)\d\d|\bcopyright\s(?:©\s?)?(?:19|20)\d\d", re.IGNORECASE)


def _names_copyright(line: str) -> bool:
    """Whether the line holds a word or a sign for copyright, as few lines do."""
    lowered = line.lower()
    return "©" in line or "(c)" in lowered or "copyright" in lowered


def copyright_holder(line: str) -> str | None:
    """The name in a copyright line: "© 2023 Newsmax. All rights reserved." gives "Newsmax"."""
    if not _names_copyright(line):
        return None
    match = _COPYRIGHT.search(line[:300])
    if match is None:
        return None
    name = _AFTER_NAME.split(match.group("who"), maxsplit=1)[0].strip(" ,;:-–—|/")
    if not name.endswith(_FORMS):
        name = name.split(". ")[0].rstrip(" .,;:-–—|/")
    words = name.split()
    if (
        not words
        or len(words) > _MAX_NAME_WORDS
        or _YEARS_ONLY.fullmatch(name)
        or ":" in name
        or fold(name) in {"all", "the", "this"}
    ):
        return None
    return name if not name[:1].islower() or "." in name else None


_FORMS = ("Inc.", "Ltd.", "Co.", "Corp.", "S.A.", "S.p.A.", "B.V.", "e.V.", "LLC.")
_MAX_NAME_WORDS = 8


def registered_domain(host: str) -> str | None:
    """The registered domain by a rule of thumb: two labels, three below a country's second-level labels."""
    labels = host.split(".")
    if labels[-1].isdigit() or ":" in host:
        return host
    if len(labels) < 2:
        return None
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL else 2
    return ".".join(labels[-keep:])
