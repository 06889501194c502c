"""Mending a malformed or doubtful string by other evidence that agrees with all it does hold.

Each rule (`faults.py`) names one cause: a fault that real publishing software makes. A rule fires only where every part
of the string but the faulty one agrees with the proof; what comes out is what the proof holds.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, structs

from newsclean.dates.faults import OTHER_DAY_RULES, PROBLEM_RULES, READING_RULES
from newsclean.dates.proof import Doubtful, Proof, Unread, clock_parts, is_day, same_day, weekday_in
from newsclean.dates.reading import as_utc, read_in
from newsclean.dates.setting import Setting, countries_in, setting_for
from newsclean.dates.spans import find_in
from newsclean.dates.urls import looks_like_url, read_url
from newsclean.model.date import DateFlag, Problem, Reading

_LANGUAGE = re.compile(
    r"""(?:\blang=|og:locale["']? content=|\binLanguage["']?\s?:\s?)["']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?)"""
)
"""Where a page names its language: `<html lang>`, Open Graph, JSON-LD."""

_SETTLED: frozenset[DateFlag] = frozenset({"ambiguous_order", "year_unknown", "weekday_conflict", "year_inferred"})
"""Flags of doubt that a repair takes away."""


class Repair(Struct, frozen=True, gc=False):
    """A string's reading after other evidence was asked.

    Attributes:
        result: the reading or problem that stands now; the one given, where nothing was mended.
        cause: the fault that was mended, as a flag; `None` where nothing was.
        message: one sentence on the cause, for a person.
        proof: the evidence that settled it.
    """

    result: Reading | Problem
    cause: DateFlag | None = None
    message: str = ""
    proof: Proof | None = None


def repair(raw: str, read: Reading | Problem, evidence: Sequence[Proof | Reading]) -> Repair:
    """Mends a doubtful or unreadable string by evidence, or leaves it as it is.

    Args:
        raw: the string.
        read: what `read_date` made of it.
        evidence: other dates of the document, the most trusted first.

    Returns:
        The mended reading with cause and proof; the given one where no evidence agrees, or two disagree.
    """
    proofs = [item if isinstance(item, Proof) else Proof(item) for item in evidence]
    weekday = weekday_in(raw)
    for mended in _attempts(raw, read, proofs, weekday):
        days = {(item[0].year, item[0].month, item[0].day) for item in mended}
        if len(days) == 1:
            # The evidence that holds most parts tells most.
            reading, cause, message, proof = max(mended, key=lambda item: clock_parts(item[0]))
            flags = tuple(dict.fromkeys((*(f for f in reading.flags if f not in _SETTLED), cause, "repaired")))
            role = read.role if isinstance(read, Reading) else None
            return Repair(structs.replace(reading, flags=flags, alternatives=(), role=role), cause, message, proof)
        if len(days) > 1:
            return Repair(read)
    if isinstance(read, Reading):
        return Repair(_completed(read, proofs))
    return Repair(read)


def _attempts(
    raw: str, read: Reading | Problem, proofs: Sequence[Proof], weekday: int | None
) -> Iterator[list[tuple[Reading, DateFlag, str, Proof]]]:
    """What each rule makes of the string, with each proof that it accepts."""
    if isinstance(read, Problem):
        for rule in PROBLEM_RULES:
            yield [
                (*outcome, proof)
                for proof in proofs
                if (outcome := rule(Unread(raw, read, proof, weekday))) is not None
            ]
        return
    # "2022-04-05" beside both 5 April and 4 May is what it says.
    sound = is_day(read) and any(is_day(proof.reading) and same_day(read, proof.reading) for proof in proofs)
    for doubt in READING_RULES:
        if sound and doubt in OTHER_DAY_RULES:
            continue
        yield [
            (*outcome, proof) for proof in proofs if (outcome := doubt(Doubtful(raw, read, proof, weekday))) is not None
        ]


def read_with_evidence(
    raw: str, evidence: str, *, language: str | None = None, reference: dt.datetime | None = None
) -> Repair:
    """Reads a string beside other text of its document: lines with dates, addresses, places, a page's language.

    Args:
        raw: the string.
        evidence: any text; each line is searched for dates, addresses and names of places.
        language: as for `read_date`.
        reference: as for `read_date`.
    """
    if language is None:
        tag = _LANGUAGE.search(evidence)
        language = tag[1] if tag is not None else None
    setting = setting_for(language, as_utc(reference), countries_in(evidence))
    return repair(raw, read_in(raw, setting), proofs_in(evidence, setting))


def proofs_in(text: str, setting: Setting) -> list[Proof]:
    """The dates that stand in the lines and addresses of a text."""
    proofs: list[Proof] = []
    for line in text.split("\n")[:200]:
        for word in line.split():
            if looks_like_url(word):
                read = read_url(word)
                if isinstance(read, Reading):
                    proofs.append(Proof(read, word, "url"))
        proofs.extend(
            Proof(found.result, found.raw, "text")
            for found in find_in(line, setting)
            if isinstance(found.result, Reading)
        )
        proofs.extend(
            Proof(found.result.known, found.raw, "text")
            for found in find_in(line, setting)
            if isinstance(found.result, Problem) and found.result.flag == "year_unknown" and found.result.known
        )
    return proofs


def _completed(read: Reading, proofs: Iterable[Proof]) -> Reading:
    """The reading with a clock or an offset that all evidence of the same day gives it."""
    if not is_day(read):
        return read
    same = [proof.reading for proof in proofs if is_day(proof.reading) and same_day(proof.reading, read)]
    if read.hour is None:
        clocks = {(other.hour, other.minute) for other in same if other.minute is not None}
        if len(clocks) == 1:
            best = max((other for other in same if other.minute is not None), key=clock_parts)
            return structs.replace(
                read, hour=best.hour, minute=best.minute, second=best.second, offset_minutes=best.offset_minutes
            )
    elif read.offset_minutes is None:
        offsets = {o.offset_minutes for o in same if (o.hour, o.minute) == (read.hour, read.minute)} - {None}
        if len(offsets) == 1:
            return structs.replace(read, offset_minutes=offsets.pop())
    return read
