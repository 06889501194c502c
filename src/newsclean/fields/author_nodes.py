"""Authors as JSON-LD gives them: by name, in two parts, with the family name first, or by the address of their page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from newsclean.fields import json_ld
from newsclean.fields.names import is_credential, is_person
from newsclean.fields.sources import Sources
from newsclean.fields.words import key, words
from newsclean.model.article import Author

_FAMILY_FIRST = re.compile(r"([^\W\d_][\w'’-]+),\s([^\W\d_][\w'’-]+)")
"""One word before a comma and one behind it: "Doe, Jane". Lists of people have full names."""

_PEOPLE = frozenset(
    "author authors autor autoren autorin autore autori autores auteur auteurs people person profile profiles staff "
    "team by writer writers journalist journalists journaliste journalistes reporter reporters contributor "
    "contributors redakteur redakteure redaktion periodista firma firmas redazione skribent kirjoittaja yazar "
    "yazarlar".split(),
)
"""Steps of addresses under which sites keep their authors' pages."""

_SLUG = re.compile(r"([a-z]{2,20}(?:-[a-z]{1,20}){1,3})(?:-\d{1,12}|\.html?)?")
"""The name in an address: two words or more, and the number or ending that some sites put behind them."""

_MAX_ADDRESS = 500
"""Characters of an address; longer ones carry something else."""


def names_in(entity: Any) -> Iterator[str]:
    """The names that a JSON-LD author comes to, given name first.

    Args:
        entity: a string, or a node that `resolve` has looked up.
    """
    found = False
    person = "person" in json_ld.types(entity)
    for text in json_ld.texts(entity):
        found = True
        turned = _FAMILY_FIRST.fullmatch(text) if person else None
        yield f"{turned[2]} {turned[1]}" if turned and not is_credential(turned[2]) else text
    if not found and isinstance(entity, Mapping):
        given, family = json_ld.text(entity.get("givenName")), json_ld.text(entity.get("familyName"))
        if given and family:
            yield f"{given} {family}"


def names_of_pages(value: Any) -> Iterator[tuple[str, str]]:
    """The names that the addresses of authors' pages are made of, each with its address.

    Args:
        value: the `author` of a node.
    """
    for member in json_ld.members(value)[:20]:
        for entity in json_ld.members(member):
            stated = [entity.get(name) for name in ("name", "url", "@id")] if isinstance(entity, Mapping) else [entity]
            for address in stated:
                if isinstance(address, str) and (name := _name_in(address)) is not None:
                    yield name, address
                    break


def _name_in(address: str) -> str | None:
    """The name in the last step of an author's page: `/authors/jane-doe` is Jane Doe's."""
    if not address.startswith(("http://", "https://", "/")) or len(address) > _MAX_ADDRESS:
        return None
    try:
        steps = [step for step in unquote(urlsplit(address).path).lower().split("/") if step]
    except ValueError:
        return None
    if len(steps) < 2 or _PEOPLE.isdisjoint(steps[:-1]):
        return None
    slug = _SLUG.fullmatch(steps[-1])
    if slug is None:
        return None
    name = " ".join(part.capitalize() for part in slug[1].split("-"))
    unwanted = words("people", "organisations") | words("people", "roles") | words("people", "junk")
    return name if is_person(name) and unwanted.isdisjoint(key(name).split()) else None


def with_properties(author: Author, entity: Mapping[str, Any], sources: Sources) -> Author:
    """The author with what its node says beside the name: kind, page, role and employer."""
    kinds = json_ld.types(entity)
    kind = author.kind
    houses = [name for name in kinds if name.endswith(("organization", "corporation"))]
    # Some sites type people as organisations, but none as a news organisation.
    if houses and ("newsmediaorganization" in houses or not is_person(author.name)):
        kind = "organisation"
    elif "person" in kinds and kind == "unknown":
        kind = "person"
    address = json_ld.text(entity.get("url")) or json_ld.text(entity.get("sameAs"))
    url = sources.absolute(address) if address and "/" in address else None
    employer = json_ld.text(json_ld.resolve(entity.get("worksFor", entity.get("affiliation")), sources.nodes))
    return msgspec.structs.replace(
        author,
        kind=kind,
        url=author.url or url,
        role=author.role or json_ld.text(entity.get("jobTitle")),
        organisation=author.organisation or employer,
    )
