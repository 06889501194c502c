"""How good the body is: newsclean beside its peers on HTML, beside plain line rules on text dumps, as Markdown tables.

S, precision and recall are those of the article-extraction-benchmark, word F1 and exact share stand beside them (see
`scores.py`); the last column is each system's S less the baseline's with a paired bootstrap interval over pages.

    python -m benchmarks.quality --peer-python PATH
    python -m benchmarks.quality --corpus fundus --kind innertext --slices
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import corpora, ours, peers, scores
from benchmarks.corpora import Corpus, Kind, Page

SLICE_SHARE = 0.2
"""Share of a gold text's letters in a script from which its page counts to the script's slice."""

OWN = "newsclean"
DEFAULT_BASELINE: dict[Kind, str] = {"html": "trafilatura", "innertext": "best line rule", "lossy": "best line rule"}
ALL_PEERS = "trafilatura,trafilatura-precision,trafilatura-fast,newspaper4k,readability-lxml,resiliparse,justext"


def match_page(page: Page, *, pipeline: ours.PipelineName) -> scores.Match:
    """newsclean's body of one page against its gold."""
    article = ours.clean_page(page, ours.pipeline(pipeline))
    return scores.match(ours.body_of(article, page.corpus), page.gold.text)


def script_of(text: str) -> str:
    """The slice a gold text belongs to: `cjk`, `right-to-left`, `cyrillic` or `other`."""
    counts = dict.fromkeys(("cjk", "right-to-left", "cyrillic"), 0)
    letters = 0
    for char in text:
        if not char.isalpha():
            continue
        letters += 1
        if char < "\u0400":
            continue
        if char < "\u0530":
            counts["cyrillic"] += 1
        elif unicodedata.bidirectional(char) in {"R", "AL"}:
            counts["right-to-left"] += 1
        elif unicodedata.east_asian_width(char) in {"W", "F"}:
            counts["cjk"] += 1
    return next((name for name, count in counts.items() if letters and count >= SLICE_SHARE * letters), "other")


def measure(
    pages: Sequence[Page], kind: Kind, options: argparse.Namespace
) -> tuple[dict[str, list[scores.Match]], dict[str, str], dict[str, str]]:
    """Every system's matches on the pages, the systems' versions, and the absent ones with why."""
    step = partial(match_page, pipeline=options.pipeline)
    matches = {OWN: list(ours.over(pages, step, options.jobs))}
    versions: dict[str, str] = {}
    absent: dict[str, str] = {}
    if kind == "html":
        for name in peers.wanted(options):
            run = peers.run(name, pages, options)
            if run.absent:
                absent[name] = run.absent
                continue
            versions[name] = run.version
            matches[name] = [
                scores.match(answer.get("text") or "", page.gold.text)
                for answer, page in zip(run.answers, pages, strict=True)
            ]
    else:
        for name, rule in peers.RULES.items():
            matches[name] = [scores.match(rule(str(page.raw())), page.gold.text) for page in pages]
    return matches, versions, absent


def table(matches: dict[str, list[scores.Match]], versions: dict[str, str], baseline: str) -> str:
    """One Markdown table, best S first."""
    lines = [
        "| system | S | precision | recall | word F1 | exact | S less baseline (95 %) |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name in sorted(matches, key=lambda each: -scores.summarise(matches[each]).s):
        found = scores.summarise(matches[name])
        against = "baseline"
        if name != baseline and baseline in matches:
            gap = scores.paired_interval(matches[name], matches[baseline])
            against = f"{gap.difference:+.4f} ({gap.low:+.4f} to {gap.high:+.4f})"
        elif name != baseline:
            against = "-"
        label = " ".join(filter(None, (f"**{name}**" if name == OWN else name, versions.get(name, ""))))
        figures = (found.s, found.precision, found.recall, found.word_f1, found.exact)
        lines.append(f"| {label} | {' | '.join(f'{value:.4f}' for value in figures)} | {against} |")
    return "\n".join(lines)


def report(corpus: Corpus, kind: Kind, pages: Sequence[Page], options: argparse.Namespace) -> dict[str, Any]:
    """Measure one corpus in one form, print its table, give the figures back."""
    matches, versions, absent = measure(pages, kind, options)
    baseline = options.baseline if options.baseline in matches else DEFAULT_BASELINE[kind]
    print(f"\n### {corpus}, {kind}: {len(pages)} pages\n")
    print(table(matches, versions, baseline))
    for name, why in absent.items():
        print(f"\nAbsent: {name} ({why})")
    if options.slices:
        slices = [script_of(page.gold.text) for page in pages]
        for name in sorted(set(slices) - {"other"}):
            inside = [at for at, each in enumerate(slices) if each == name]
            print(f"\n{name}: {len(inside)} pages\n")
            print(
                table({system: [found[at] for at in inside] for system, found in matches.items()}, versions, baseline)
            )
    if options.worst:
        order = sorted(range(len(pages)), key=lambda at: (matches[OWN][at].precision + matches[OWN][at].recall, at))
        print(f"\nnewsclean's worst pages:\n\n| page | precision | recall | {baseline} |\n|---|---:|---:|---:|")
        for at in order[: options.worst]:
            mine, other = matches[OWN][at], matches.get(baseline)
            theirs = f"{other[at].precision:.3f} / {other[at].recall:.3f}" if other else "-"
            print(f"| {pages[at].id} | {mine.precision:.3f} | {mine.recall:.3f} | {theirs} |")
    return {
        "corpus": corpus,
        "kind": kind,
        "baseline": baseline,
        "versions": versions,
        "absent": absent,
        "systems": {name: asdict(scores.summarise(found)) for name, found in matches.items()},
        "pages": {
            page.id: {name: asdict(found[at]) for name, found in matches.items()} for at, page in enumerate(pages)
        },
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=(__doc__ or "").split("\n\n")[0])
    corpora.add_arguments(parser)
    peers.add_arguments(parser, ALL_PEERS)
    parser.add_argument(
        "--pipeline", choices=("full", "named"), default="full", help="named: without the content score"
    )
    parser.add_argument(
        "--baseline", default="", help="the system to set the others against (trafilatura, best line rule)"
    )
    parser.add_argument(
        "--slices", action="store_true", help="further tables for pages in CJK, right-to-left, Cyrillic"
    )
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list newsclean's N worst pages")
    parser.add_argument("--json", metavar="PATH", help="write the figures there, page by page")
    parser.add_argument("--jobs", type=int, default=1, help="processes for newsclean")
    options = parser.parse_args(arguments)
    results = [report(corpus, kind, pages, options) for corpus, kind, pages in corpora.selected(options)]
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
