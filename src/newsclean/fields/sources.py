"""All that a document offers for its fields, looked up once: hints by name, the main JSON-LD node, uses by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from newsclean.fields import json_ld
from newsclean.fields.choice import candidate
from newsclean.model.decision import FieldUse
from newsclean.model.document import Block, Document, Hints, MarkTag
from newsclean.model.evidence import Candidate
from newsclean.pipeline.run import Outcome
from newsclean.text.fold import fold

MAX_TEXT = 20_000
"""Characters of the body that are searched for common words."""

MAX_META = 2_000
"""Meta tags read of one page; pages that list interface texts in meta tags have some hundred."""


_PLAIN_ADDRESS = re.compile(r"https?://[\w.-]+(?:/[\w.,;:@&=+$!*'()~%/?#-]*)?")
"""An address in full, which joining would give back as it is."""


class Sources:
    """A document, what the pipeline made of it, and what it says about itself.

    Attributes:
        document: what was read.
        outcome: what the pipeline made of it.
        nodes: every JSON-LD node.
        main: the JSON-LD node of the page's own article; empty where there is none.
        main_place: where that node stands.
    """

    def __init__(self, document: Document, outcome: Outcome) -> None:
        self.document = document
        self.outcome = outcome
        self.nodes = document.hints.json_ld
        self._meta: dict[str, list[str]] = {}
        for tag in document.hints.meta[:MAX_META]:
            content = json_ld.plain(tag.content)
            if content:
                self._meta.setdefault(tag.name, []).append(content)
        self._uses: dict[str, list[FieldUse]] = {}
        for use in outcome.uses:
            self._uses.setdefault(use.field, []).append(use)
        titles = [fold(value) for value in self.meta("og:title", "twitter:title")]
        titles += [fold(use.value) for use in self.uses("title")]
        if self.hints.title_tag:
            titles.append(fold(self.hints.title_tag))
        node, self.main_place = json_ld.main_node(self.nodes, self.addresses, titles)
        self.main: json_ld.Node = node if node is not None else {}

    @property
    def hints(self) -> Hints:
        """What the document says about itself outside its visible text."""
        return self.document.hints

    @property
    def is_html(self) -> bool:
        """Whether the document was HTML."""
        return self.document.origin.kind == "html"

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The page's own addresses: the caller's, the canonical one, OpenGraph's."""
        given = [self.document.url, self.hints.canonical, *self.meta("og:url")]
        return tuple(dict.fromkeys(address for address in given if address))

    @cached_property
    def host(self) -> str | None:
        """The host name of the page, in lower case, without `www.`; of an archive's copy, the original's."""
        for address in self.addresses:
            host = host_of(_of_original(address))
            if host:
                return host
        return None

    @cached_property
    def _base(self) -> str | None:
        """The first of the page's addresses that names a host."""
        return next((given for given in self.addresses if host_of(given)), None)

    @cached_property
    def path(self) -> str:
        """The path of the page's address, in lower case."""
        for address in self.addresses:
            if host_of(address):
                return urlsplit(_of_original(address)).path.lower()
        return ""

    @cached_property
    def kept(self) -> tuple[Block, ...]:
        """The blocks of the body."""
        return tuple(self.outcome.audit.kept())

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Words that the body writes in lower case: no names, at least here."""
        text = " ".join(block.text for block in self.kept)
        return frozenset(word for word in text[:MAX_TEXT].split() if word.islower())

    def meta(self, *names: str) -> Iterator[str]:
        """The contents of meta tags of these names, in the order of the names."""
        for name in names:
            yield from self._meta.get(name, ())

    def marks(self, name: str) -> Iterator[MarkTag]:
        """The elements of the body that their markup calls so."""
        return (mark for mark in self.hints.marks if mark.name == name)

    def uses(self, field: str) -> list[FieldUse]:
        """What cleaners found for a field."""
        return self._uses.get(field, [])

    def block(self, use: FieldUse) -> Block:
        """The block that a use was made of."""
        return self.document.blocks[use.block]

    def from_uses(self, field: str) -> Iterator[Candidate]:
        """A candidate for each use."""
        for use in self.uses(field):
            block = self.block(use)
            value = " ".join(use.value.split())
            if value:
                yield candidate(
                    value, f"block:{use.by}", raw=block.text, place=block.locator or "block", block=use.block
                )

    def from_meta(self, *names: str) -> Iterator[Candidate]:
        """A candidate for each meta tag of these names."""
        for name in names:
            for content in self._meta.get(name, ()):
                yield candidate(content, f"meta:{name}", place=f"meta {name}")

    def from_main(self, *names: str) -> Iterator[Candidate]:
        """A candidate for each string of these properties of the main JSON-LD node."""
        for name in names:
            for text in json_ld.texts(self.main.get(name)):
                yield candidate(text, f"json-ld:{name}", place=f"{self.main_place}.{name}")

    def nodes_of(self, *types: str) -> Iterator[tuple[Mapping[str, Any], str]]:
        """JSON-LD nodes of these types (lower case) with their places."""
        for index, node in enumerate(self.nodes):
            if any(name in types for name in json_ld.types(node)):
                yield node, f"json-ld[{index}]"

    def absolute(self, address: str) -> str | None:
        """The address in full; `None` for one that no page can load (`data:`, `javascript:`, nonsense)."""
        address = address.strip()[: json_ld.MAX_TEXT]
        base = self._base
        if address.startswith(("https://", "http://")) and _PLAIN_ADDRESS.fullmatch(address):
            return address
        try:
            full = urljoin(base, address) if base else address
            scheme = urlsplit(full).scheme
        except ValueError:
            return None
        if scheme in {"http", "https"} or (not base and not scheme and full):
            return full
        return None


_ARCHIVED = re.compile(r"\s*https?://web\.archive\.org/web/\d{1,14}(?:[a-z]{2}_)?/(?=https?://)", re.IGNORECASE)
"""What the Internet Archive puts before the address of a page it keeps a copy of."""


def _of_original(address: str) -> str:
    """The address of the page that an address of the Internet Archive is a copy of; other addresses as they are."""
    found = _ARCHIVED.match(address)
    original = address[found.end() :] if found is not None else ""
    return original if host_of(original) else address


def host_of(address: str) -> str | None:
    """The host of an http address, in lower case, without `www.`; `None` where it has none."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "") if parts.scheme.lower() in {"http", "https", ""} else ""
    except ValueError:
        return None
    host = host.rstrip(".")
    return host.removeprefix("www.") or None
