"""What each cleaner takes that the gold has, and what clutter all of them leave.

A removed block is gold when at least 80 % of its word 3-grams stand in the page's gold text (a block of one or two
words: when it is a line of the gold). Every occurrence in the gold counts once, and kept blocks use theirs up first:
the second copy of a kept headline is no loss. An edit that deletes three words or more from a kept block counts as a
block.

    python -m benchmarks.gold_loss                                  # table, worst cleaner first
    python -m benchmarks.gold_loss --show 20 --cleaner related      # its mistakes, one by one
    python -m benchmarks.gold_loss --missed --show 10               # clutter kept, by place
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from benchmarks import corpora, ours
from newsclean import AppliedEdit, Audit, Kept, Removed, Used
from newsclean.text.fold import fold, key
from newsclean.text.measure import count_words

GOLD_SHARE = 0.8
"""Of a removed block's 3-grams in the gold, from which the block counts as gold."""

CLUTTER_SHARE = 0.5
"""Of a kept block's 3-grams in the gold, below which the block counts as clutter; between the two is nobody's."""

BODY_WORDS = 5
"""Words of a gold block that can mark where the body begins or ends; shorter lines occur by chance."""

Place = Literal["before", "inside", "after", "no body"]
PLACES: tuple[Place, ...] = ("before", "inside", "after", "no body")

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(
    r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A block (or a span cut out of one) that met a fate the gold speaks against, or the contrary.

    Attributes:
        page: the page's name.
        by: the cleaner, with the field where it used the block for one; empty for kept clutter.
        reason: its reason.
        evidence: its evidence.
        text: the block's text.
        locator: where it stands.
        words: its words.
        place: where it stands to the gold body (kept clutter only).
    """

    page: str
    by: str
    reason: str
    evidence: str
    text: str
    locator: str
    words: int
    place: Place = "no body"


@dataclass(slots=True)
class PageReport:
    """One page: what was lost, used and missed, and the words to set it against."""

    kind: str
    gold_words: int
    kept_words: int = 0
    removed: Counter[str] = field(default_factory=Counter)
    removed_words: Counter[str] = field(default_factory=Counter)
    lost: list[Finding] = field(default_factory=list)
    used: list[Finding] = field(default_factory=list)
    missed: list[Finding] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


class Remaining:
    """The gold's 3-grams and lines that no block has used up yet."""

    def __init__(self, gold: str) -> None:
        lines = [_words(line) for line in gold.splitlines()]
        self._lines = Counter(" ".join(line) for line in lines if line)
        # A browser's paragraph may be two of the gold's: 3-grams across the gold's line ends are gold as well.
        self._grams = Counter(_grams([word for line in lines for word in line]))

    def share(self, words: Sequence[str]) -> float:
        """How much of a block is gold, 0 to 1."""
        if len(words) < 3:
            return float(bool(words) and self._lines[" ".join(words)] > 0)
        wanted = Counter(_grams(words))
        left = self._grams
        return sum(min(count, left[gram]) for gram, count in wanted.items() if gram in left) / wanted.total()

    def use(self, words: Sequence[str]) -> None:
        """Take a block's occurrences out."""
        left = self._grams
        for gram in _grams(words):
            if left.get(gram, 0) > 0:
                left[gram] -= 1
        line = " ".join(words)
        if self._lines.get(line, 0) > 0:
            self._lines[line] -= 1


def judge(page: str, kind: str, audit: Audit, gold: str) -> PageReport:
    """Set an audit against the gold text."""
    report = PageReport(kind, count_words(gold))
    report.failures = [f"{failure.cleaner}: {failure.error}: {failure.message}" for failure in audit.failures]
    remaining = Remaining(gold)
    first, last = _body_range(audit, remaining)
    for block, fate in audit:
        if not isinstance(fate, Kept):
            continue
        text = audit.text(block.index)
        count, words = count_words(text), _words(text)
        report.kept_words += count
        if remaining.share(words) < CLUTTER_SHARE:
            place = _place(block.index, first, last)
            report.missed.append(Finding(page, "", "", "", text, block.locator, count, place))
        remaining.use(words)
    for block, fate in audit:
        match fate:
            case Used():
                words = _words(block.text)
                if remaining.share(words) >= GOLD_SHARE:
                    by = f"{fate.by} -> {fate.field}"
                    report.used.append(
                        Finding(page, by, fate.reason, fate.evidence, block.text, block.locator, block.words)
                    )
                remaining.use(words)
            case Kept():
                for edit in fate.edits:
                    if len(_words(edit.before)) >= 3 and not _words(edit.after):
                        _judge_removal(report, remaining, page, edit, edit.before, block.locator)
            case Removed():
                pass
    for block, fate in audit:
        if isinstance(fate, Removed):
            _judge_removal(report, remaining, page, fate, block.text, block.locator)
    return report


def _judge_removal(
    report: PageReport, remaining: Remaining, page: str, fate: Removed | AppliedEdit, text: str, locator: str
) -> None:
    count, words = count_words(text), _words(text)
    report.removed[fate.by] += 1
    report.removed_words[fate.by] += count
    if remaining.share(words) >= GOLD_SHARE:
        report.lost.append(Finding(page, fate.by, fate.reason, fate.evidence, text, locator, count))
        remaining.use(words)


def _body_range(audit: Audit, gold: Remaining) -> tuple[int, int]:
    """Index of the first and of the last block that is gold, whatever became of it; (-1, -1) where there is none."""
    words = ((block.index, _words(block.text)) for block in audit.blocks)
    indices = [index for index, each in words if len(each) >= BODY_WORDS and gold.share(each) >= GOLD_SHARE]
    return (indices[0], indices[-1]) if indices else (-1, -1)


def _place(index: int, first: int, last: int) -> Place:
    if first < 0:
        return "no body"
    return "before" if index < first else "after" if index > last else "inside"


def _words(text: str) -> list[str]:
    """The words of `newsclean.text.fold.key`; a letter of a script without blanks is a word."""
    folded = fold(text)
    return _WORD.findall(folded if folded.isascii() else _UNSPACED.sub(r" \1 ", folded))


def _grams(words: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    return zip(words, words[1:], words[2:], strict=False)


def work(page: corpora.Page, *, pipeline: ours.PipelineName, only: tuple[str, ...]) -> PageReport:
    """Clean one page and judge it. The standfirst of fundus's gold counts as gold, wherever newsclean puts it."""
    article = ours.clean_page(page, ours.pipeline(pipeline, only))
    return judge(page.name, page.kind, article.audit, page.gold.text)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.gold_loss", description=(__doc__ or "").split("\n\n")[0]
    )
    corpora.add_arguments(parser, kinds=("html", "innertext"))
    parser.add_argument(
        "--pipeline", choices=("named", "full"), default="named", help="named: without the content score"
    )
    parser.add_argument("--cleaners", metavar="A,B", help="report on these only")
    parser.add_argument("--alone", action="store_true", help="run only --cleaners: the first to see each block")
    parser.add_argument("--cleaner", metavar="A", help="with --show: examples of this one only")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="N examples for each cleaner or place")
    parser.add_argument(
        "--missed", action="store_true", help="clutter words kept, by place, instead of gold words lost"
    )
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args(arguments)
    names = tuple(name.strip() for name in (options.cleaners or options.cleaner or "").split(",") if name.strip())
    pages = [page for _, _, pages in corpora.selected(options) for page in pages]
    step = partial(work, pipeline=options.pipeline, only=names if options.alone else ())
    reports = list(ours.over(pages, step, options.jobs))
    for failure, count in Counter(failure for report in reports for failure in report.failures).most_common(10):
        print(f"cleaner failed on {count} pages: {failure}", file=sys.stderr)
    if options.missed:
        print_missed(reports, options.show)
    else:
        print_lost(reports, names, options.show)
    return 0


def print_lost(reports: Sequence[PageReport], names: Sequence[str], show: int) -> None:
    """The table of gold words lost, worst cleaner first, then examples."""
    gold: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    removed_words: Counter[str] = Counter()
    lost: defaultdict[str, list[Finding]] = defaultdict(list)
    used: defaultdict[str, list[Finding]] = defaultdict(list)
    for report in reports:
        gold[report.kind] += report.gold_words
        removed += report.removed
        removed_words += report.removed_words
        for finding in report.lost:
            lost[finding.by].append(finding)
        for finding in report.used:
            used[finding.by].append(finding)
    if names:
        removed = Counter({name: removed[name] for name in names})
        used = defaultdict(list, {by: found for by, found in used.items() if by.split(" -> ")[0] in names})
    order = sorted(removed, key=lambda name: (-_total(lost[name]), -removed_words[name], name))
    kinds = sorted(gold)
    print(f"{len(reports)} pages, {gold.total()} gold words\n")
    head = ["cleaner", "blocks", "words", "gold blocks", "gold words", "gold of its words", *kinds, "of all gold"]
    print(f"| {' | '.join(head)} |\n|---|{'---:|' * (len(head) - 1)}")

    def row(name: str, blocks: int, words: int, findings: Sequence[Finding]) -> None:
        loss = _total(findings)
        cells = [name, str(blocks), str(words), str(len(findings)), str(loss), _percent(loss, words)]
        cells += [_percent(_total(each for each in findings if f"/{kind}/" in each.page), gold[kind]) for kind in kinds]
        print(f"| {' | '.join([*cells, _percent(loss, gold.total())])} |")

    for name in order:
        row(name, removed[name], removed_words[name], lost[name])
    total_words = sum(removed_words[name] for name in order)
    row("all", removed.total(), total_words, [finding for name in order for finding in lost[name]])
    if used:
        print("\nGold blocks used for a field (no loss where the gold counts the field's text in, as a standfirst):\n")
        print("| cleaner -> field | blocks | words | of all gold |\n|---|---:|---:|---:|")
    for name in sorted(used, key=lambda each: (-_total(used[each]), each)):
        words = _total(used[name])
        print(f"| {name} | {len(used[name])} | {words} | {_percent(words, gold.total())} |")
    if show:
        for name in order:
            _print_examples(f"{name}: gold lost", lost[name], show)
        for name in sorted(used) if names else ():
            _print_examples(f"{name}: gold used", used[name], show)


def print_missed(reports: Sequence[PageReport], show: int) -> None:
    """Clutter kept, by place, with the lines that come back most and the longest ones."""
    kept = sum(report.kept_words for report in reports)
    places: defaultdict[str, list[Finding]] = defaultdict(list)
    for report in reports:
        for finding in report.missed:
            places[finding.place].append(finding)
    print(f"{len(reports)} pages, {kept} words kept\n")
    print("| place | clutter blocks | clutter words | of all words kept | pages |\n|---|---:|---:|---:|---:|")
    for place in PLACES:
        findings = places[place]
        pages = len({finding.page for finding in findings})
        print(f"| {place} | {len(findings)} | {_total(findings)} | {_percent(_total(findings), kept)} | {pages} |")
    every = [finding for findings in places.values() for finding in findings]
    print(
        f"| all | {len(every)} | {_total(every)} | {_percent(_total(every), kept)} | {len({f.page for f in every})} |"
    )
    for place in PLACES if show else ():
        lines: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in places[place]:
            lines[key(finding.text)].append(finding)
        common = sorted(lines.items(), key=lambda item: (-len({f.page for f in item[1]}), item[0]))[:show]
        print(f"\n{place}: lines kept on most pages")
        for _, findings in common:
            print(f"  {len({f.page for f in findings}):4d} pages  {_clip(findings[0].text)}   ({findings[0].page})")
        _print_examples(f"{place}: evenly spaced examples", places[place], show)


def _print_examples(title: str, findings: Sequence[Finding], show: int) -> None:
    if not findings:
        return
    print(f"\n{title} ({len(findings)} blocks, {_total(findings)} words)")
    ordered = sorted(findings, key=lambda finding: (finding.page, finding.locator))
    for i in range(min(show, len(ordered))):
        finding = ordered[i * len(ordered) // min(show, len(ordered))]
        print(f"  {finding.page}  {finding.locator}  [{finding.words} words]")
        if finding.by:
            print(f"    reason: {finding.reason}   evidence: {_clip(finding.evidence)}")
        print(f"    {_clip(finding.text, 300)}")


def _total(findings: Iterable[Finding]) -> int:
    return sum(finding.words for finding in findings)


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.3f} %" if whole else "-"


def _clip(text: str, length: int = 120) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


if __name__ == "__main__":
    sys.exit(main())
