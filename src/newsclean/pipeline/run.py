"""The run: cleaners decide in turn, the run applies what they decide or refuses it. The law of the run is here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from newsclean.errors import BadDecision
from newsclean.model.audit import AppliedEdit, Audit, Failure, Fate, Kept, PipelineInfo, Removed, Used
from newsclean.model.decision import Decision, Edit, FieldUse, Remove, Use
from newsclean.model.document import Block, ContentScore, Document
from newsclean.pipeline.cleaner import Cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import phrases_of
from newsclean.pipeline.scan import Found, PhraseScan
from newsclean.pipeline.sheet import Scorer, Sheet
from newsclean.text.unseen import SURROGATE

ARTICLE_FIELDS = frozenset(
    {
        "access",
        "agency",
        "authors",
        "breadcrumbs",
        "byline",
        "copyright",
        "description",
        "images",
        "license",
        "modified",
        "published",
        "publisher",
        "quality",
        "section",
        "subtitle",
        "tags",
        "title",
        "url",
    },
)
"""The fields of an Article that a block may be used for. `quality` takes what the document states about its body."""


class Outcome(Struct, frozen=True):
    """What a run gives: the receipts, the values found for fields, and the content score."""

    audit: Audit
    uses: tuple[FieldUse, ...]
    content: ContentScore

    @property
    def core(self) -> tuple[int, int]:
        """Index of the first block of the body's core, and of the one after its last."""
        return self.content.start, self.content.end


class Plan:
    """A pipeline's cleaners made ready to run: phrases loaded, the scan built, reasons known."""

    def __init__(self, cleaners: Sequence[Cleaner]) -> None:
        owned = [phrases_of(cleaner.phrases) for cleaner in cleaners]
        self.cleaners = tuple(cleaners)
        self.scan = PhraseScan(owned)
        self.reasons = tuple(
            frozenset({"", *cleaner.reasons, *(phrase.group for phrase in phrases)})
            for cleaner, phrases in zip(cleaners, owned, strict=True)
        )


def run(plan: Plan, document: Document, info: PipelineInfo, *, scorer: Scorer | None, strict: bool) -> Outcome:
    """Run the cleaners over the document.

    Args:
        plan: what to run.
        document: what to run it on.
        info: what the audit says about the pipeline.
        scorer: gives the content score when a cleaner asks for it.
        strict: whether a failing cleaner raises instead of being noted in the audit.

    Raises:
        BadDecision: a cleaner broke the law of the run, and `strict`.
        Exception: whatever a cleaner raised, if `strict`.
    """
    sheet = Sheet(document, scorer)
    failures: list[Failure] = []
    found: list[list[Found]] | None = None
    for number, cleaner in enumerate(plan.cleaners):
        if not cleaner.phrases:
            hits: list[Hit] = []
        else:
            if found is None:
                found = plan.scan.search(sheet.facts.texts, sheet.facts.folded)
                sheet.edited.clear()
            elif sheet.edited:
                _rescan(plan.scan, sheet, found)
            hits = [_hit(sheet, item) for item in found[number] if sheet.fates[item.block] is None]
        if not hits and not cleaner.always:
            continue
        try:
            verdict = _judge(sheet, cleaner, plan.reasons[number], cleaner(Draft(sheet, hits)))
        except Exception as error:
            if strict:
                raise
            failures.append(Failure(cleaner.name, type(error).__name__, _message(error)))
            continue
        _apply(sheet, cleaner.name, verdict)
    fates = tuple(Kept(sheet.edits.get(index, ())) if fate is None else fate for index, fate in enumerate(sheet.fates))
    audit = Audit(
        blocks=document.blocks,
        fates=fates,
        pipeline=PipelineInfo(info.version, info.digest, info.cleaners, sheet.scorer_method),
        skipped=document.skipped,
        failures=tuple(failures),
    )
    return Outcome(audit, tuple(sheet.uses), sheet.content)


def _hit(sheet: Sheet, item: Found) -> Hit:
    phrase = item.phrase
    return Hit(sheet.shown[item.block], item.start, item.end, phrase.text, phrase.group, phrase.language)


def _rescan(scan: PhraseScan, sheet: Sheet, found: list[list[Found]]) -> None:
    """Search the blocks again whose text was edited since they were searched."""
    edited = sorted(sheet.edited)
    stale = frozenset(edited)
    sheet.edited.clear()
    texts, folded = ([column[index] for index in edited] for column in (sheet.facts.texts, sheet.facts.folded))
    for owner, fresh in enumerate(scan.search(texts, folded, edited)):
        old = found[owner]
        if fresh or any(item.block in stale for item in old):
            kept = [item for item in old if item.block not in stale]
            found[owner] = sorted(kept + fresh, key=lambda item: (item.block, item.start))


_DECISIONS = (Remove, Use, Edit)


class _Verdict(Struct):
    """What one cleaner's decisions come to, checked but not yet applied."""

    edits: dict[int, tuple[list[AppliedEdit], str]]
    fates: dict[int, Fate]
    uses: list[FieldUse]


def _judge(sheet: Sheet, cleaner: Cleaner, reasons: frozenset[str], decisions: Iterable[Decision]) -> _Verdict:
    """Check a cleaner's decisions against the law of the run."""
    edits: dict[int, list[Edit]] = {}
    settling: dict[int, list[Remove | Use]] = {}
    for number, decision in enumerate(decisions):
        if number >= sheet.max_decisions:
            raise BadDecision(f"{cleaner.name} yielded more than {number} decisions, which is more than there is text")
        if not isinstance(decision, _DECISIONS):
            raise BadDecision(f"{cleaner.name} yielded {type(decision).__name__}, which is no decision")
        _check_types(cleaner, decision)
        index = decision.block.index
        if not 0 <= index < len(sheet.shown) or not _is_same(sheet.shown[index], decision.block):
            raise BadDecision(f"{cleaner.name} decided about a block that the draft does not show")
        if sheet.fates[index] is not None:
            raise BadDecision(f"{cleaner.name} decided about block {index}, settled by {sheet.settled_by(index)}")
        if decision.reason not in reasons:
            raise BadDecision(f"{cleaner.name} gave the reason {decision.reason!r}, which it does not declare")
        if isinstance(decision, Edit):
            edits.setdefault(index, []).append(decision)
            continue
        if isinstance(decision, Use) and decision.field not in ARTICLE_FIELDS:
            raise BadDecision(f"{cleaner.name} used block {index} for {decision.field!r}, which no block gives")
        earlier = settling.setdefault(index, [])
        if earlier and type(earlier[0]) is not type(decision):
            raise BadDecision(f"{cleaner.name} both used and removed block {index}")
        earlier.append(decision)
    verdict = _Verdict({index: _edit(sheet, cleaner, index, group) for index, group in edits.items()}, {}, [])
    for index, group in settling.items():
        made = sheet.edits.get(index, ())
        if index in verdict.edits:
            made = (*made, *verdict.edits[index][0])
        first = group[0]
        reason = _reason(cleaner, first.reason)
        if isinstance(first, Remove):
            verdict.fates[index] = Removed(cleaner.name, reason, first.evidence, made)
            continue
        uses = [
            FieldUse(
                cleaner.name,
                use.field,
                use.block.text if use.value is None else use.value,
                index,
                _reason(cleaner, use.reason),
            )
            for use in group
            if isinstance(use, Use)
        ]
        verdict.uses += uses
        verdict.fates[index] = Used(cleaner.name, first.field, reason, uses[0].value, first.evidence, made)
    return verdict


def _is_same(shown: Block, block: Block) -> bool:
    return shown is block or shown == block


def _check_types(cleaner: Cleaner, decision: Remove | Use | Edit) -> None:
    """Hold a decision to its record: a wrong type or half a character would only show when the audit is stored."""
    if not isinstance(decision.block, Block):
        raise BadDecision(f"{cleaner.name} decided about {type(decision.block).__name__}, which is no block")
    _check_text(cleaner, "reason", decision.reason)
    _check_text(cleaner, "evidence", decision.evidence)
    if isinstance(decision, Remove):
        return
    if isinstance(decision, Edit):
        _check_text(cleaner, "text", decision.text)
        if type(decision.start) is not int or type(decision.end) is not int:
            raise BadDecision(f"{cleaner.name} edited a span whose ends are no whole numbers")
    else:
        _check_text(cleaner, "field", decision.field)
        if decision.value is not None:
            _check_text(cleaner, "value", decision.value)


def _check_text(cleaner: Cleaner, name: str, value: str) -> None:
    if not isinstance(value, str):
        raise BadDecision(f"{cleaner.name} gave {type(value).__name__} as {name}, which must be a string")
    if not value.isascii() and SURROGATE.search(value):
        raise BadDecision(f"{cleaner.name} gave a {name} with a lone surrogate, which no file can hold")


def _message(error: Exception) -> str:
    """What an error says, as text that can be stored; an error may fail at that too."""
    try:
        return str(error).encode("utf-8", "replace").decode()
    except Exception:  # noqa: BLE001
        return ""


MAX_EDITS = 64
"""Edits of one cleaner in one block that are recorded one by one. Applying and undoing them costs the block's length
for each; more are recorded as one edit from the first to the last, so that the work stays linear."""


def _edit(sheet: Sheet, cleaner: Cleaner, index: int, group: list[Edit]) -> tuple[list[AppliedEdit], str]:
    """The edits of one block, last span first so that earlier offsets stay valid, and the text they leave."""
    text = sheet.shown[index].text
    group = sorted(group, key=lambda item: (item.start, item.end))
    pieces: list[str] = []
    at = 0
    for edit in group:
        if not at <= edit.start <= edit.end <= len(text):
            raise BadDecision(f"{cleaner.name} edits of block {index} overlap or leave the text")
        pieces += (text[at : edit.start], edit.text)
        at = edit.end
    result = "".join((*pieces, text[at:]))
    if len(group) > MAX_EDITS:
        first, last = group[0], group[-1]
        tail = len(text) - last.end
        after = result[first.start : len(result) - tail]
        evidence = f"{len(group)} edits as one: {first.evidence}"
        group = [Edit(first.block, first.start, last.end, after, first.reason, evidence)]
    applied = [
        AppliedEdit(
            cleaner.name,
            _reason(cleaner, edit.reason),
            edit.start,
            edit.end,
            text[edit.start : edit.end],
            edit.text,
            edit.evidence,
        )
        for edit in reversed(group)
    ]
    return applied, result


def _reason(cleaner: Cleaner, reason: str) -> str:
    return f"{cleaner.name}.{reason}" if reason else cleaner.name


def _apply(sheet: Sheet, by: str, verdict: _Verdict) -> None:
    for index, (edits, text) in verdict.edits.items():
        sheet.edit(index, edits, text)
    for index, fate in verdict.fates.items():
        sheet.settle(index, fate, by)
    sheet.uses.extend(verdict.uses)
