"""Names out of credits: "By Jane Doe and John Roe, Business Reporters | Updated 3 hours ago"."""

from __future__ import annotations

import functools
import re

import msgspec

from newsclean.fields.agency import agency_named
from newsclean.fields.credit_forms import in_one_form
from newsclean.fields.names import EDGE, is_person, kind_of_name, name_and_role, tells_role
from newsclean.fields.words import key, words
from newsclean.model.article import Author
from newsclean.pipeline.phrase import packaged
from newsclean.text.fold import fold
from newsclean.text.measure import is_unspaced

MAX_RAW = 600
"""Characters of a credit that are read. Forty names fit; longer strings are biographies."""

MAX_AUTHORS = 40
"""Authors taken from one credit. Research papers on news sites name some dozens."""

_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,300}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<!\w)@\w{1,40}")
_HARD = re.compile(
    r"[|•·●■▪◆¦/\n\t]+|\s[-–—]+\s|\s{2,}|(?<=[a-zà-ž])(?=(?:Published|Updated|Posted)\b)"
    r"|(?<=[A-Z])(?:PUBLISHED|UPDATED|POSTED)\b|(?i:\s(?:published|updated|posted|last updated)(?=[\s:]))",
)
_SOFT = re.compile(r"[,;、，；&+]|(?<=\w)\s*:\s+")
_GENERATION = re.compile(r",\s(Jr|Sr)\b\.?(?=$|\s?[,;|&]|\sand\b)")
"""A comma before what belongs to the name: "John Smith, Jr."."""

_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,3}(?:com|net|org|info|news|[a-z]{2})", re.IGNORECASE)
"""A site's address where a name would stand: "ExamplePost.com"."""

_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{1,80})[)\]）]")
_DATE_LIKE = re.compile(r"\d{1,4}[./年-]\d{1,2}|\d{1,2}:\d\d|\b(?:19|20)\d\d\b|\d+\s*(?:hours?|min|days?|std|시간)")
_CJK_SUFFIX = re.compile(
    r"\s*(?:선임기자|객원기자|인턴기자|기자|특파원|논설위원|편집위원|編集委員|特派員|記者|记者|编辑)(?:\s*외\s*\d+명)?$",
)
"""Job titles that Korean, Japanese and Chinese set behind a name, and Korean's "and two others"."""


def authors_in(
    raw: str, *, source: str, site: frozenset[str] = frozenset(), entity: bool = False
) -> tuple[Author, ...]:
    """The people and organisations that a credit names; none rather than junk.

    Args:
        raw: the credit as it stands.
        source: what to write into each author's `source`.
        site: keys of the site's own names, which are an organisation's.
        entity: whether the string is the whole name of one author by its markup, so that a lone word counts.
    """
    authors = _read(raw[:MAX_RAW], site, entity)
    return tuple(msgspec.structs.replace(author, source=source) for author in authors) if source else authors


@functools.lru_cache(maxsize=256)
def _read(raw: str, site: frozenset[str], entity: bool) -> tuple[Author, ...]:  # noqa: FBT001
    """The authors without their source. One credit stands in several places, and is asked for twice."""
    source = ""
    text = " ".join(raw.split())
    if _is_unfilled(text):
        return ()
    text = _GENERATION.sub(r" \1.", _ADDRESS.sub(" | ", text).strip(" |"))
    found: list[Author] = []
    if entity and "," not in text and not _HARD.search(text):
        whole = without_label(text.strip(EDGE))[0]
        if set(key(whole).split()) & words("people", "organisations"):
            # "Center for Research and Evaluation" is one name; a list of people has no such word.
            house = Author(name=whole, kind="organisation", raw=raw, source=source)
            return (house,) if _is_named(whole) else ()
    text = in_one_form(text)
    text, asides = _without_asides(text)
    labelled = False
    for stretch in _HARD.split(text):
        piece, has_label = without_label(stretch.strip(EDGE))
        labelled |= has_label
        parts = _parts(piece)
        for part, led in parts:
            # "By Jane Doe | Example News": a stretch with one name of an organisation is her paper.
            follows = led or (len(parts) == 1 and not has_label and agency_named(part) is None)
            lone = entity or (labelled and (not found or is_unspaced(part[:1])))
            _take(found, part, raw, source, site, lone=lone, follows=follows and bool(found))
    organisation = next(filter(agency_named, asides), None)
    if organisation and len(found) == 1 and found[0].kind == "person" and not found[0].organisation:
        found = [msgspec.structs.replace(found[0], organisation=organisation)]
    elif organisation and not found:
        found = [Author(name=organisation, kind="organisation", raw=raw, source=source)]
    return merged(found)


def _is_named(text: str) -> bool:
    """Whether an organisation's credit is more than "Staff" or "Editorial team"."""
    name = key(text)
    return bool(name) and name not in words("people", "nobody") and not _DATE_LIKE.search(text) and len(text) <= 120


def merged(found: list[Author] | tuple[Author, ...]) -> tuple[Author, ...]:
    """The authors, each once: names are the same without regard to case, and keep their mixed-case form."""
    unique: dict[str, Author] = {}
    for author in found:
        name = key(author.name)
        old = unique.get(name)
        if old is None:
            unique[name] = author
            continue
        better = author.name if old.name.isupper() and not author.name.isupper() else old.name
        unique[name] = msgspec.structs.replace(
            old,
            name=better,
            role=old.role or author.role,
            organisation=old.organisation or author.organisation,
            url=old.url or author.url,
        )
    return tuple(unique.values())[:MAX_AUTHORS]


def without_label(text: str) -> tuple[str, bool]:
    """The credit without "By", "Von:", "Written by", and whether there was one."""
    labelled = False
    for _ in range(3):
        folded = fold(text)
        head = folded.lstrip(EDGE)
        offset = len(folded) - len(head)
        length = _label_length(head)
        if not length:
            break
        text = text[offset + length :].lstrip(EDGE)
        labelled = True
    return text, labelled


def _label_length(head: str) -> int:
    """Characters of the longest label that the folded text begins with."""
    labels = _labels()
    best = 0
    for at in range(min(len(head), 40), 0, -1):
        if head[:at] in labels:
            rest = head[at:]
            if not rest or rest[0] in " :：/／" or head[:at] in _STUCK_LABELS:
                # "Editor Jane" has a label; "Redaktion Wirtschaft" is a newsroom, and says so only with a colon.
                colon = rest.lstrip()[:1] in {":", "："}
                if colon or not rest or head[:at] not in _colon_labels():
                    best = at
                    break
    return best


_STUCK_LABELS = frozenset({"記者", "记者", "本报记者", "本報記者", "新华社记者", "撰文"})
"""Labels that Chinese sets before a name without a blank."""


@functools.cache
def _labels() -> frozenset[str]:
    return words("people", "labels") | {p.text for p in packaged("bylines").load() if p.group == "author"}


@functools.cache
def _colon_labels() -> frozenset[str]:
    """Labels that are nouns: before a name they take a colon."""
    prepositions = {"by", "von", "par", "por", "da", "di", "door", "av", "af", "od", "от", "від", "oleh", "bởi"}
    prepositions |= {"του", "της", "των", "γράφει ο", "γράφει η", "بقلم", "كتب", "كتبت", "מאת", "โดย", "글"}
    return (
        frozenset(
            label for label in _labels() if label not in prepositions and label.split()[-1] not in prepositions | {"de"}
        )
        - _STUCK_LABELS
        - {"文"}
    )


@functools.cache
def _joiner() -> re.Pattern[str]:
    names = sorted(words("people", "joiners"), key=lambda name: (-len(name), name))
    return re.compile(rf"\s+(?:{'|'.join(map(re.escape, names))})\s+", re.IGNORECASE)


def _parts(piece: str) -> list[tuple[str, bool]]:
    """The piece cut at commas and joining words; with each part, whether a comma led it."""
    parts: list[tuple[str, bool]] = []
    at = 0
    led = False
    for match in [*_SOFT.finditer(piece), None]:
        end = len(piece) if match is None else match.start()
        chunk = piece[at:end].strip()
        if chunk:
            chunk = re.sub(r"^(?:and|und|et|y|e|og|och|и|ve|dan)\s+", "", chunk)
            names = _joiner().split(chunk)
            # "University of Arts and Crafts", "Research and Development": a joining word inside one organisation.
            if len(names) > 1 and not all(_starts_high(name) for name in names):
                names = [chunk]
            parts += [(name, led and order == 0) for order, name in enumerate(names)]
        if match is not None:
            at = match.end()
            led = match.group().strip() in {",", "，", ":"}
    return parts


def _starts_high(text: str) -> bool:
    first = text.strip(EDGE)[:1]
    return bool(first) and not first.islower()


def _take(
    found: list[Author], part: str, raw: str, source: str, site: frozenset[str], *, lone: bool, follows: bool
) -> None:
    """Add what a part of a credit says: a name, or the role or employer of the name before it."""
    part, has_suffix = _trimmed(part, site)
    if not part or not any(map(str.isalpha, part)) or len(part) > 120:
        return
    part, employer = _without_employer(part)
    name = key(part)
    before = found[-1] if found and found[-1].kind == "person" else None
    if agency_named(part) or name in site or name.replace(" ", "") in site or _HOST.fullmatch(part):
        if follows and before is not None and not before.organisation:
            found[-1] = msgspec.structs.replace(before, organisation=part)
        elif lone or found or agency_named(part):
            found.append(Author(name=part, kind="organisation", raw=raw, source=source))
        return
    if name in words("people", "nobody") or _DATE_LIKE.search(part):
        return
    if is_unspaced(part[:1]) and not (lone or has_suffix or follows):
        # Two Han letters may be a name or a button; without a label or a title nothing tells.
        return
    person, role = name_and_role(part)
    if role is not None and follows and found:
        # A comma behind a name: "Jane Doe, Example University professor".
        person, role = part, None
    tokens = set(key(person).split())
    shouted = follows and part.isupper() and before is not None and not before.name.isupper()
    if shouted and len(part) <= 5:
        # "MS", "RD", "CFP": degrees and certificates.
        return
    is_paper = follows and before is not None and len(tokens) > 1 and bool(tokens & words("people", "papers"))
    is_house = is_paper or bool(tokens & words("people", "organisations"))
    if is_house or shouted or (lone and person.isupper() and len(person) <= 5):
        if follows and before is not None:
            found[-1] = msgspec.structs.replace(before, organisation=before.organisation or part)
        elif len(part.split()) > 1 or lone:
            found.append(Author(name=part, kind="organisation", raw=raw, source=source))
    elif tells_role(tokens):
        if before is not None and not before.role:
            found[-1] = msgspec.structs.replace(before, role=part)
    else:
        kind = kind_of_name(person, lone=lone and not follows)
        if kind is not None:
            found.append(Author(name=person, kind=kind, role=role, organisation=employer, raw=raw, source=source))


def _trimmed(part: str, site: frozenset[str]) -> tuple[str, bool]:
    """The part without label, job title in Han or Hangul, date and place; and whether it had such a title."""
    part, _ = without_label(part.strip(EDGE))
    part, has_suffix = _CJK_SUFFIX.subn("", _LABEL_BEHIND.sub("", part))
    part = _BUTTON.sub("", _IN_PLACE.sub("", _without_date(part.strip(EDGE), site)))
    if has_suffix and " " in part and "\uac00" <= part[-1] <= "\ud7a3":
        # Korean sets the place before the name: "광양 구현모 기자".
        part = part.rsplit(" ", 1)[1]
    return part, bool(has_suffix)


_LABEL_BEHIND = re.compile(r"\s+(?:द्वारा|tarafından|által|skrifar)$", re.IGNORECASE)
"""The "by" of languages that set it behind the name."""

_IN_PLACE = re.compile(r"(?<=\w)\s+in\s+[A-ZÀ-Þ][\w.’' -]{1,40}$")
"""Where a reporter wrote from: "Jane Doe in London"."""

_BUTTON = re.compile(
    r"\s+(?:follow|following|folgen|suivre|seguir|segui|volg|følg|följ|takip et|profile|bio)$", re.IGNORECASE
)
"""The button behind a name."""

_FOR_PAPER = re.compile(r"\s+(?:for|für|pour|para|voor)\s+(?:the\s+)?(\S.{1,40})$", re.IGNORECASE)


def _without_employer(part: str) -> tuple[str, str | None]:
    """A name without the paper or agency set behind it, and that: "Jane Doe for Example News"."""
    paper = _FOR_PAPER.search(part)
    if paper is not None and is_person(part[: paper.start()]):
        return part[: paper.start()], paper.group(1)
    tokens = part.split()
    for count in range(min(4, len(tokens) - 2), 0, -1):
        agency = " ".join(tokens[-count:])
        if agency_named(agency) and is_person(" ".join(tokens[:-count])):
            return " ".join(tokens[:-count]), agency
    return part, None


def _without_date(part: str, site: frozenset[str]) -> str:
    """The part up to the first word with a digit: "Madeleine Howell 30 August 2023"."""
    if key(part) in site or not any(map(str.isdigit, part)):
        return part
    tokens = part.split()
    at = next((i for i, token in enumerate(tokens) if any(map(str.isdigit, token))), len(tokens))
    while 2 < at <= len(tokens) and key(tokens[at - 1]) in _MONTHS:
        at -= 1
    return " ".join(tokens[:at]) if at >= 2 else part


_MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec am um on at den le el il""".split(),
)


def _is_unfilled(text: str) -> bool:
    """Whether the credit is a template's placeholder, such as `[[author]]` or `{name}`."""
    return any(mark in text for mark in ("{{", "}}", "[[", "]]", "%s", "${", "<%"))


def _without_asides(text: str) -> tuple[str, list[str]]:
    """The credit without what stands in brackets, and that."""
    asides = [match.group(1).strip() for match in _BRACKETS.finditer(text)]
    return _BRACKETS.sub(" ", text), asides
