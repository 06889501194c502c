"""From corpora to weights: `python -m training.train --corpora PATH`, from the top of the checkout.

The same corpora, package versions and processor give the same weights. Minutes on two cores; labelled pages are kept
in the cache folder between runs.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import time
from pathlib import Path

import newsclean.content
from newsclean.content.weights import FILE, Scorer, read, write
from training.crossval import CLASSES, Tables, learn_tables, rows_of, train_both, train_plain
from training.dataset import FORMS, Sample, samples
from training.evaluate import show
from training.silver import silver


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", help="the corpora's folder (else $NEWSCLEAN_CORPORA)")
    parser.add_argument("--cache", default="build/training", help="where labelled pages are kept")
    parser.add_argument("--out", default=str(Path(newsclean.content.__file__).parent / FILE))
    parser.add_argument("--form", choices=tuple(FORMS), help="train this alone; the other is as the last run left it")
    arguments = parser.parse_args()
    begun = time.monotonic()
    cache = Path(arguments.cache)
    if arguments.form == "text":
        found, learned = pickle.loads((cache / "tables.pickle").read_bytes())
    else:
        found, learned = _tables(arguments.corpora, cache)
        (cache / "tables.pickle").write_bytes(pickle.dumps((found, learned)))
    for form, styles in FORMS.items():
        if arguments.form in {form, None}:
            documents = samples(arguments.corpora, cache, styles, found)
            scorer = _train(form, documents, learned, cache)
            (cache / f"scorer-{form}.pickle").write_bytes(pickle.dumps(scorer))
    scorers = [cache / f"scorer-{form}.pickle" for form in FORMS]
    if not all(path.exists() for path in scorers):
        return
    page, line = (pickle.loads(path.read_bytes()) for path in scorers)
    data = write(CLASSES, learned.words, learned.cues, learned.wording, page, line)
    target = Path(arguments.out)
    temporary = target.with_suffix(".new")
    temporary.write_bytes(data)
    temporary.replace(target)
    print(f"{target}: {len(data)} bytes, digest {read(data).digest}, {time.monotonic() - begun:.0f} s")


def _tables(root: str | None, cache: Path) -> tuple[dict[str, str], Tables]:
    """Bodies of pages without gold, and what all HTML pages, those among them, say of words."""
    # A first model labels pages that have no gold, where trafilatura agrees with it.
    gold = samples(root, cache, ("html",))
    learned = learn_tables(gold)
    rows, names = rows_of(gold, learned)
    page = train_plain(rows, names)
    found = silver(root, cache, read(write(CLASSES, learned.words, learned.cues, learned.wording, page, page)))
    print(f"{len(found)} pages labelled by agreement", file=sys.stderr)
    return found, learn_tables(samples(root, cache, ("html",), found))


def _train(title: str, pages: list[Sample], learned: Tables, cache: Path) -> Scorer:
    rows, names = rows_of(pages, learned)
    used = sum(int(r.use.sum()) for r in rows)
    print(f"{title}: {len(pages)} documents, {used} blocks, {len(names)} columns", file=sys.stderr)
    scorer, first, second = train_both(rows, names)
    show(f"{title}, both stages, out of fold", pages, second)
    keys = [(sample.corpus, sample.style, sample.id) for sample in pages]
    (cache / f"held-out-{title}.pickle").write_bytes(pickle.dumps((keys, first, second)))
    return scorer


if __name__ == "__main__":
    main()
