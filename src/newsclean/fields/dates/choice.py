"""Choosing the published and the modified date: mending by agreement, support, conflict, confidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct, structs

from newsclean.dates.moments import day_of
from newsclean.dates.proof import Proof, same_day
from newsclean.dates.reading import as_utc
from newsclean.dates.repair import repair
from newsclean.dates.setting import Setting, countries_in, setting_for
from newsclean.fields.dates.agreement import DOUBT, Able, agree
from newsclean.fields.dates.clocks import clock_on_day, is_before, on_local_clock, on_shown_day, with_offset
from newsclean.fields.dates.confidence import confidence_of, evidence_of
from newsclean.fields.dates.declared import declared_dates
from newsclean.fields.dates.seen import Seen
from newsclean.fields.dates.stamps import without_overwritten
from newsclean.fields.dates.visible import visible_dates
from newsclean.model.date import DateFlag, DateRole, DateValue, Problem, Reading
from newsclean.model.decision import FieldUse
from newsclean.model.document import Document
from newsclean.model.evidence import Candidate

MIN_SUPPORT = 0.45
"""Below this no date is given; it stays a candidate. Set where a quarter of the answers are wrong."""

MAX_SEEN = 80
"""Dates weighed in one document, declared ones first; a page that has more is a list."""

_SHIFTED = 0.85
_HALF_YEAR = dt.timedelta(days=183)
_MAX_ALTERNATIVES = 5
_TELL_OF_REPAIR: frozenset[DateFlag] = frozenset({"repaired", "minutes_for_month", "day_month_swapped"})


class Dates(Struct, frozen=True):
    """The dates of an article and the evidence for them.

    Attributes:
        published: when the article was first published.
        modified: when it was last changed.
        published_candidates: every date seen that could be, or was taken for, the first.
        modified_candidates: every date seen that could be the second.
    """

    published: DateValue | None = None
    modified: DateValue | None = None
    published_candidates: tuple[Candidate, ...] = ()
    modified_candidates: tuple[Candidate, ...] = ()


def choose_dates(
    document: Document,
    uses: Sequence[FieldUse],
    *,
    language: str | None = None,
    core: tuple[int, int] = (0, 0),
    foreign: frozenset[int] = frozenset(),
) -> Dates:
    """The article's own dates, chosen from everything that the document holds.

    Args:
        document: the document as it was read; `url` is evidence, `fetched` an upper bound.
        uses: what cleaners found: date strings for `published` and `modified`, bylines.
        language: the document's language, BCP 47; the page's own declaration where `None`.
        core: the blocks of the article's body, first and after the last; equal where unknown.
        foreign: blocks known to tell of something else, such as another document or the day of a crawl.
    """
    setting = setting_of(document, language, core)
    seen = [*declared_dates(document, setting), *visible_dates(document, uses, setting, core, foreign)]
    seen = _mend([_long_ago_doubted(item, setting) for item in seen[:MAX_SEEN]])
    believed = without_overwritten(seen)
    published = _choose(believed, "published")
    modified = _choose(seen, "modified")
    if published is not None and modified is not None and _is_of_draft(modified, published):
        early = [item.seen for item in modified.agreeing]
        seen = [
            structs.replace(item, note="earlier than the publication: a draft's") if item in early else item
            for item in seen
        ]
        modified = None
    return Dates(
        published=_value(published, seen, setting) if published is not None else None,
        modified=_value(modified, seen, setting) if modified is not None else None,
        published_candidates=_evidence(believed, published, "published"),
        modified_candidates=_evidence(seen, modified, "modified"),
    )


def setting_of(document: Document, language: str | None, core: tuple[int, int]) -> Setting:
    """What the document says of its place and language."""
    declared = document.hints.html_lang
    own = declared if declared and (language is None or declared[:2].lower() == language[:2].lower()) else language
    host = (document.url or document.hints.canonical or "").partition("//")[2].partition("/")[0]
    countries = countries_in(host) if host else frozenset()
    setting = setting_for(own, as_utc(document.fetched), countries)
    start, end = core
    if not setting.countries and start < end <= len(document.blocks):
        # "NEW DELHI (PTI) -" at the head of the body tells which IST is meant.
        dateline = countries_in(document.blocks[start].text[:60])
        if len(dateline) == 1:
            setting = structs.replace(setting, countries=dateline)
    return setting


def _long_ago_doubted(item: Seen, setting: Setting) -> Seen:
    """The candidate; with less trust where its year was inferred and the same day is as near in the year to come."""
    day = day_of(item.read) if isinstance(item.read, Reading) and "year_inferred" in item.read.flags else None
    if day is None or setting.reference is None or setting.reference.date() - day < _HALF_YEAR:
        return item
    return structs.replace(item, trust=item.trust * 0.5)


# --- mending -------------------------------------------------------------------


def _mend(seen: list[Seen]) -> list[Seen]:
    """Each doubtful or unreadable date, mended by those that are neither, the most trusted first."""
    ordered = sorted(seen, key=lambda item: -item.trust)
    out = []
    for item in seen:
        if item.role in {"other", "event"} or _is_beyond_doubt(item):
            out.append(item)
            continue
        # The order of a site's short dates shows in any of them.
        ambiguous = isinstance(item.read, Reading) and "ambiguous_order" in item.read.flags
        proofs = [
            Proof(other.read, other.raw, other.source)
            for other in ordered
            if other is not item
            and isinstance(other.read, Reading)
            and other.role not in {"other", "event"}
            and not (other.role == "modified" and item.role != "modified" and item.trust >= 0.7)
            and (other.trust >= 0.3 or ambiguous)
        ]
        mended = repair(item.raw, item.read, proofs)
        if mended.cause is not None and isinstance(mended.result, Reading):
            out.append(structs.replace(item, read=mended.result, note=f"{mended.cause}: {mended.message}", mended=True))
        else:
            out.append(_with_day(item, ordered))
    return out


def _with_day(item: Seen, others: Sequence[Seen]) -> Seen:
    """The candidate; where it is a clock "today", on the day that a more trusted place gives.

    It is evidence of the clock alone, so that it does not count as another kind of evidence for the day.
    """
    if not isinstance(item.read, Problem):
        return item
    for other in others:
        if other.trust < MIN_SUPPORT or other.role not in {item.role, None} or not isinstance(other.read, Reading):
            continue
        read = clock_on_day(item.read, other.read) if not DOUBT & set(other.read.flags) else None
        if read is not None:
            note = f"its clock, on the day of {other.source}"
            return structs.replace(item, read=read, kind=other.kind, trust=min(item.trust, other.trust), note=note)
    return item


def _is_beyond_doubt(item: Seen) -> bool:
    """A moment with its offset, written by software: nothing that a line says can mend it."""
    return isinstance(item.read, Reading) and item.read.offset_minutes is not None and not item.read.flags


# --- choosing ------------------------------------------------------------------


class _Chosen(Struct):
    """A choice: the candidate that leads, those that agree with it, and what speaks against it."""

    leader: Able
    agreeing: list[Able]
    support: float
    against: float
    rivals: list[Able]


def _support(items: Sequence[Able], leader: Reading) -> float:
    """Agreement of independent kinds of evidence: one minus the chance that all err."""
    best: dict[str, float] = {}
    for item in items:
        # A day that only some other clock makes the same is a weaker witness than the day itself.
        shifted = item.read.day is not None and leader.day is not None and not same_day(item.read, leader)
        trust = item.seen.trust * (_SHIFTED if shifted else 1.0)
        best[item.seen.kind] = max(best.get(item.seen.kind, 0.0), trust)
    error = 1.0
    for trust in best.values():
        error *= 1.0 - trust
    return 1.0 - error


def _choose(seen: Sequence[Seen], role: DateRole) -> _Chosen | None:
    able = [
        Able(item, item.read)
        for item in seen
        if _may_be(item, role) and isinstance(item.read, Reading) and item.read.year is not None
    ]
    whole = [item for item in able if item.read.day is not None]
    groups = []
    for leader in whole or able:
        agreeing = [item for item in able if agree(leader.read, item.read)]
        groups.append(
            (round(_support(agreeing, leader.read), 6), leader.seen.trust, _detail(leader.read), leader, agreeing)
        )
    if not groups:
        return None
    support, _, _, leader, agreeing = max(groups, key=lambda group: group[:3])
    if support < MIN_SUPPORT:
        return None
    rivals = [item for item in able if not any(item is other for other in agreeing)]
    against = max(
        (_support([o for o in rivals if agree(o.read, item.read)], item.read) for item in rivals), default=0.0
    )
    return _Chosen(leader, agreeing, support, against, rivals)


def _is_of_draft(modified: _Chosen, published: _Chosen) -> bool:
    """Whether the last change lies before the publication, as with a text that was scheduled. No reader saw it."""
    first, last = _most_exact(published), _most_exact(modified)
    return first.seen.trust >= _DECLARED_TRUST and is_before(last.read, first.read)


_DECLARED_TRUST = 0.75
"""Trust of a publication that a change before it must be a draft's; less trusted, it is rather itself at fault."""


def _may_be(item: Seen, role: DateRole) -> bool:
    return item.trust > 0.0 and (item.role == role or (role == "published" and item.role is None))


def _detail(read: Reading) -> int:
    return sum(part is not None for part in (read.month, read.day, read.hour, read.minute, read.offset_minutes))


# --- the value -----------------------------------------------------------------


def _value(chosen: _Chosen, seen: Sequence[Seen], setting: Setting) -> DateValue | None:
    best = _most_exact(chosen)
    read = with_offset(on_local_clock(best.read, chosen.agreeing), chosen.agreeing)
    read = on_shown_day(read, chosen.agreeing, seen, setting)
    precision, iso = read.precision, read.iso
    if precision is None or iso is None:
        return None
    flags: list[DateFlag] = list(read.flags)
    for item in chosen.agreeing:
        if item.seen.mended:
            flags += [flag for flag in item.read.flags if flag in _TELL_OF_REPAIR]
    conflict = [item for item in chosen.rivals if item.seen.trust >= 0.4]
    if conflict:
        flags.append("conflict")
    shown = [item for item in chosen.agreeing if item.seen.kind in {"line", "time"} and item.read.day is not None]
    conflict += [item for item in shown if not same_day(item.read, read)]
    others = [*read.alternatives, *(item.read.iso or "" for item in conflict)]
    own = best.seen
    return DateValue(
        value=iso,
        precision=precision,
        offset_known=precision in {"hour", "minute", "second"} and read.offset_minutes is not None,
        raw=own.raw,
        source=own.source if own.block is None or own.kind == "time" else f"block:{own.block}",
        confidence=confidence_of(evidence_of(read, chosen.agreeing, chosen.support, chosen.against), read),
        alternatives=tuple(dict.fromkeys(other for other in others if other and other != iso))[:_MAX_ALTERNATIVES],
        flags=tuple(dict.fromkeys(flags)),
    )


def _most_exact(chosen: _Chosen) -> Able:
    """Of the candidates that agree, the one that tells most, told by the most trusted place."""

    def rank(item: Able) -> tuple[bool, bool, float, int]:
        read = item.read
        midnight = read.hour == 0 and not read.minute and not read.second
        return (
            not DOUBT & set(read.flags),
            read.minute is not None and not midnight,
            item.seen.trust,
            _detail(read),
        )

    # A place that could not give the day does not give its clock: the hour of a teaser below the article is not ours.
    able = [item for item in chosen.agreeing if item.seen.trust >= min(MIN_SUPPORT, chosen.leader.seen.trust)]
    whole = [item for item in able if item.read.day is not None or chosen.leader.read.day is None]
    return max(whole, key=rank)


# --- evidence ------------------------------------------------------------------


def _evidence(seen: Sequence[Seen], chosen: _Chosen | None, role: DateRole) -> tuple[Candidate, ...]:
    out = []
    for item in seen:
        other: DateRole = "modified" if role == "published" else "published"
        if item.role == other or (role == "modified" and item.role != "modified"):
            continue
        read = item.read if isinstance(item.read, Reading) else None
        agreeing = chosen is not None and any(item is member.seen for member in chosen.agreeing)
        flags: tuple[DateFlag, ...] = item.read.flags if isinstance(item.read, Reading) else (item.read.flag,)
        out.append(
            Candidate(
                value=read.iso if read is not None else None,
                raw=item.raw,
                source=item.source,
                place=item.place,
                block=item.block,
                chosen=agreeing,
                reason=_reason(item, chosen, agreeing=agreeing),
                role=item.role,
                flags=flags,
            )
        )
    return tuple(out)


def _reason(item: Seen, chosen: _Chosen | None, *, agreeing: bool) -> str:
    if isinstance(item.read, Problem):
        return item.read.message
    if item.note:
        return item.note
    if chosen is not None and item is chosen.leader.seen:
        return "the most trusted place"
    if agreeing:
        return "agrees with the most trusted place"
    if item.role in {"other", "event"}:
        return "the date of something else"
    if chosen is None:
        return "no place that can be trusted"
    return "conflicts with more trusted places"
