"""Whether a piece of text is somebody's name, by its shape, and what stands around a name."""

from __future__ import annotations

import re
from typing import Literal

from newsclean.fields.words import key, tables, words
from newsclean.text.fold import fold
from newsclean.text.measure import is_unspaced

EDGE = " \t\n.,;:|/•·*–—-\"'“”„«»‘’()[]{}<>@&+\u200b\ufeff：、，；／・【】「」『』（）＝="
"""Marks that cling to the ends of names in credits."""

_MAX_NAME_WORDS = 6
_ROLE_CASE = re.compile(r"(?<=[a-zà-ž])(?=[A-Z][a-zà-ž]{3,})")
_PARTICLES = frozenset(
    """a al af and av ap bin bint da dal das de dei del della den der des di do dos du e el en et ibn la las le los ló
    mac of op ou san st ten ter the til van vd ve vom von y z zu zum zur 't""".split(),
)


def kind_of_name(name: str, *, lone: bool) -> Literal["person", "unknown"] | None:
    """Whether the text has the shape of a name; `lone` where it is all that a field for names holds."""
    if is_person(name) or (lone and _is_lower_case_name(name)):
        return "person"
    return "unknown" if lone and _is_lone_name(name) else None


_ROLE_ENDINGS = (
    "redakteur",
    "redakteurin",
    "korrespondent",
    "korrespondentin",
    "reporter",
    "reporterin",
    "journalist",
    "journalistin",
    "redaktör",
    "redaktør",
    "toimittaja",
)


def tells_role(tokens: set[str]) -> bool:
    """Whether folded words tell what somebody does."""
    return bool(tokens & words("people", "roles")) or any(token.endswith(_ROLE_ENDINGS) for token in tokens)


def name_and_role(part: str) -> tuple[str, str | None]:
    """A name and the role that stands before, after, or stuck to it ("Emma DoeLifestyle Writer")."""
    roles = words("people", "roles")
    stuck = _ROLE_CASE.split(part, maxsplit=1)
    if len(stuck) == 2 and set(key(stuck[1]).split()) & roles and len(stuck[0].split()) > 1:
        return _bare(stuck[0]), stuck[1].strip()
    tokens = part.split()
    bare = [key(token) for token in tokens]
    if len(tokens) > 2 and bare[-1] in roles and bare[0] not in roles and bare[1] not in roles:
        at = 3 if len(bare[1]) == 1 or bare[1] in _PARTICLES else 2
        if at < len(tokens) and is_person(" ".join(tokens[:at])):
            return _bare(" ".join(tokens[:at])), " ".join(tokens[at:])
    if len(tokens) > 2 and bare[0] in roles:
        at = next((i for i, token in enumerate(bare) if token not in roles), 0)
        if at and len(tokens) - at >= 2:
            return _bare(" ".join(tokens[at:])), " ".join(tokens[:at])
    return _bare(part), None


def _bare(name: str) -> str:
    """The name without academic and courtesy titles, degrees, and what clings to its ends."""
    data = tables("people")["titles"]
    before, after = frozenset(data["before"].split()), frozenset(data["after"].split())
    tokens = name.strip(EDGE).split()
    while len(tokens) > 1 and fold(tokens[0]).strip(".") in before:
        tokens.pop(0)
    while len(tokens) > 2 and fold(tokens[-1]).replace(".", "") in after and tokens[-1][:1].isupper():
        tokens.pop()
    kept = " ".join(tokens).strip(EDGE)
    return kept + "." if kept.endswith((" Jr", " Sr")) else kept


def is_credential(text: str) -> bool:
    """Whether a word is a degree, a title, a role or a part of an organisation's name, and so no given name."""
    data = tables("people")["titles"]
    bare = fold(text).replace(".", "")
    if bare in data["after"].split() or bare in data["before"].split() or bare in {"jr", "sr"}:
        return True
    return text.isupper() or bare in words("people", "roles") | words("people", "organisations")


def is_person(name: str) -> bool:
    """Whether the text has the shape of one person's full name."""
    if any(map(str.isdigit, name)) or any(mark in name for mark in '!?:"=_#%{}<>'):
        return False
    if is_unspaced(name[:1]):
        if "\u0e00" <= name[0] <= "\u0eff":
            return _is_thai_name(name)
        letters = name.replace(" ", "").replace("・", "").replace("·", "")
        return 2 <= len(letters) <= (12 if "・" in name else 6) and all(map(str.isalpha, letters))
    tokens = name.split()
    if not 2 <= len(tokens) <= _MAX_NAME_WORDS or len(name) > 60:
        return False
    if any(key(token) in words("people", "junk") for token in tokens if key(token) not in _PARTICLES):
        return False
    cased = [token for token in tokens if fold(token) not in _PARTICLES]
    if not cased:
        return False
    return all(_is_name_token(token) for token in cased) and not tokens[-1].islower()


def _is_thai_name(name: str) -> bool:
    """Whether a Thai or Lao text is a given name and a family name, which have a blank between them."""
    parts = name.split()
    return len(parts) == 2 and all(2 <= len(part) <= _THAI_PART for part in parts) and not re.search(r"\d", name)


_THAI_PART = 18


def _is_name_token(token: str) -> bool:
    first = token.strip("'’-\"“”.")[:1]
    if not first.isalpha():
        return False
    return not first.islower() or any(map(str.isupper, token[1:4]))


def _is_lone_name(name: str) -> bool:
    """Whether one word can be all there is of a name: a pen name, an initial set, a first name."""
    if len(name.split()) > 1 or not 2 < len(name) <= 30 or key(name) in words("people", "junk"):
        return False
    return name[:1].isalpha() and not any(map(str.isdigit, name))


def _is_lower_case_name(name: str) -> bool:
    """Whether a field for names holds a full name in lower case, as some systems write them."""
    tokens = name.split()
    if not 2 <= len(tokens) <= 3 or not name.islower() or not all(token.isalpha() for token in tokens):
        return False
    unwanted = words("people", "junk") | words("people", "organisations") | words("people", "roles") | _PARTICLES
    return not any(token in unwanted for token in tokens)
