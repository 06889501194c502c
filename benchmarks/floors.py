"""Hold newsclean's quality against its floors (`floors.toml`) on the development corpora; exit code 1 below one.

Without the corpora there is nothing to check, which is said and is no failure.

    python -m benchmarks.floors [--jobs 2]
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import cast

from benchmarks import corpora, ours, scores
from benchmarks.corpora import CORPORA, KINDS, Corpus, Kind
from benchmarks.quality import match_page

FLOORS = Path(__file__).with_name("floors.toml")

Floors = Mapping[str, Mapping[str, Mapping[str, float]]]


def read_floors(path: Path = FLOORS) -> Floors:
    """The floors by corpus, form and figure.

    Raises:
        SystemExit: the file names a corpus, a form or a figure that is none.
    """
    floors: Floors = tomllib.loads(path.read_text(encoding="utf-8"))
    figures = set(asdict(scores.summarise([])))
    for corpus, kinds in floors.items():
        for kind, wanted in kinds.items():
            if corpus not in CORPORA or kind not in KINDS or not figures.issuperset(wanted):
                sys.exit(f"{path.name}: [{corpus}.{kind}] {', '.join(wanted)}: no such corpus, form or figure")
    return floors


def below(summary: scores.Summary, wanted: Mapping[str, float]) -> list[str]:
    """The figures that are under their floors, in words."""
    found = asdict(summary)
    return [f"{name} {found[name]:.4f} < {floor:.4f}" for name, floor in wanted.items() if found[name] < floor]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.floors", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--corpora", metavar="PATH", help=f"the corpora's folder (else ${corpora.ENVIRONMENT})")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    options = parser.parse_args(arguments)
    if not corpora.present(options.corpora):
        print(f"no development corpora at {corpora.corpora_root(options.corpora)}: floors not checked")
        return 0
    print("| corpus | form | pages | S | word F1 | exact | below its floor |\n|---|---|---:|---:|---:|---:|---|")
    failed = False
    for corpus, kinds in read_floors().items():
        for kind, wanted in kinds.items():
            pages = corpora.load(cast("Corpus", corpus), cast("Kind", kind), root=options.corpora)
            found = scores.summarise(list(ours.over(pages, partial(match_page, pipeline="full"), options.jobs)))
            faults = below(found, wanted) if pages else ["no pages"]
            failed = failed or bool(faults)
            figures = f"{found.s:.4f} | {found.word_f1:.4f} | {found.exact:.4f}"
            print(f"| {corpus} | {kind} | {found.pages} | {figures} | {'; '.join(faults)} |", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
