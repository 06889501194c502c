"""Bare sign-offs at the end of the body: agencies, initials, sources, reporters' addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsclean.cleaners.name_shape import is_name_like
from newsclean.cleaners.shape import by_block
from newsclean.model.decision import Decision, Remove, Use
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged
from newsclean.text.fold import fold
from newsclean.text.measure import ends_sentence

MAX_WORDS = 12
TAIL = 8
"""Blocks after the body's last paragraph among which a sign-off stands: tags, share bars and bios come beside it."""

_ORIGIN_WORDS = 60
_INITIALS = re.compile(
    r"[—–-]?\s?(?:[(\[/][a-zäöüßåøæ]{2,5}(?:[/,; ]{1,2}[a-zäöüß]{2,5}){0,3}[)\]/]\.?"
    r"|[a-zäöüßåøæ]{2,3}(?:[/,][a-zäöüß]{2,5}){0,3})",
)
"""Reporters' initials as German, Swiss and Nordic papers print them: "(dmk)", "amw", "/lno"."""

_ADDRESS = re.compile(r"[\w.+-]{2,40}@[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}")
_SPLIT = re.compile(r"[/,;()\[\]—–\-&+|·•:\s]+")
_CONNECTORS = frozenset("mit von und avec et with and con y e med og och z i from der die agenturen bnt © (c)".split())
_CODE = re.compile(r"[a-zäöü]{2,5}|[A-Z]{2,4}")


@cleaner(
    "agency_signoffs",
    phrases=packaged("agency_signoffs"),
    reasons=["initials", "address", "reporter"],
    always=True,
    after=["bylines"],
)
def agency_signoffs(draft: Draft) -> Iterator[Decision]:
    """Sign-offs below the last paragraph: "dpa/lno", "(AFP)", "Source: …", initials, a reporter's e-mail address.

    Sentences such as "(Reporting by …)" or "Information from Reuters was used in this report." are part of the body.
    """
    last = _last_paragraph(draft)
    if last < 0:
        return
    hits = by_block(draft.hits)
    for block in draft.all[last + 1 : last + 1 + TAIL]:
        if not draft.is_open(block) or block.kind in {"heading", "table_row"}:
            continue
        yield from _decide(draft, block, hits.get(block.index, ()), first=block.index == last + 1)
    for block in _inner_origins(draft, hits, last):
        yield Remove(block, "origin", "says where the text appeared first")


def _last_paragraph(draft: Draft) -> int:
    """Index of the last paragraph of the core that is no statement of origin; -1 without one."""
    content = draft.content
    for block in reversed(draft.all[content.start : content.end]):
        if draft.is_open(block) and draft.is_sentence_like(block):
            return block.index
    return -1


def _inner_origins(draft: Draft, hits: dict[int, list[Hit]], last: int) -> Iterator[Block]:
    """Statements of origin in the last lines of the core, where running text ends."""
    for index in range(max(draft.content.start, last - 2), last + 1):
        for hit in hits.get(index, ()):
            if hit.group == "origin" and draft.words(hit.block) <= _ORIGIN_WORDS:
                yield hit.block
                break


def _decide(draft: Draft, block: Block, hits: Sequence[Hit], *, first: bool) -> Iterator[Decision]:
    text = block.text
    words = draft.words(block)
    for hit in hits:
        if hit.group == "origin" and words <= _ORIGIN_WORDS:
            yield hit.remove()
            return
    if words > MAX_WORDS or len(text) > 120:
        return
    agencies = [hit for hit in hits if hit.group == "agency" and _is_written_as_agency(hit)]
    label = next((hit for hit in hits if hit.group == "source" and _is_label(text, hit)), None)
    if agencies and (label is not None or _is_only_agencies(text, agencies)):
        for hit in agencies:
            yield Use(block, "agency", hit.text, "agency", f'"{text[:60]}"')
    elif label is not None and not ends_sentence(text) and text[label.end :].strip(" :："):
        yield label.remove()
    elif first and _INITIALS.fullmatch(text) and not block.link_chars and not draft.repeats(block):
        yield Remove(block, "initials", "initials below the last paragraph")
    elif _ADDRESS.search(text) and words <= 7:
        yield from _address(block, text)


def _address(block: Block, text: str) -> Iterator[Decision]:
    """A reporter's address: with a name beside it, a byline."""
    name = _ADDRESS.sub("", text).strip(" ()[]|/,:")
    if name and is_name_like(name, fewest=2, most=6):
        yield Use(block, "byline", text, "reporter", "a name and an e-mail address below the last paragraph")
    elif not name:
        yield Remove(block, "address", "an e-mail address below the last paragraph")


def _is_written_as_agency(hit: Hit) -> bool:
    """Codes are written in capitals or, in German papers, all in lower case; "Ap" or "Sid" is something else."""
    text = hit.text
    return len(text) > 4 or text.isupper() or text.islower() or not text.isascii() or text[:1] == "/"


def _is_label(text: str, hit: Hit) -> bool:
    """Whether a colon, or a name for labels that end in a preposition, follows the word."""
    rest = text[hit.end :].lstrip()
    return rest[:1] in {":", "："} or (" " in hit.phrase and bool(rest))


def _is_only_agencies(text: str, agencies: Sequence[Hit]) -> bool:
    """Whether the line holds agencies, initials and joining words only, or an agency after a dash or a ©."""
    rest = list(text)
    for hit in agencies:
        rest[hit.start : hit.end] = " " * (hit.end - hit.start)
    tokens = [token for token in _SPLIT.split("".join(rest)) if token and any(map(str.isalnum, token))]
    if len(tokens) > 4:
        return False
    return all(fold(token) in _CONNECTORS or _CODE.fullmatch(token) or token.isdigit() for token in tokens)
