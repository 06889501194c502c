"""The same pages give the same weights. A reduced run; skipped where training/requirements.txt is not installed."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("lightgbm")
pytest.importorskip("scipy")

from training.crossval import CLASSES, learn_tables, rows_of, train_plain
from training.dataset import FOLDS, Sample

import newsclean
from newsclean.content.weights import read, write

NOUNS = ("harbour", "council", "ferry", "bakery", "school", "bridge", "museum", "orchard", "station", "library")
VERBS = ("closed", "opened", "praised", "rebuilt", "painted", "visited", "sold", "measured", "funded", "saved")


def sentence(draw: random.Random) -> str:
    words = [f"The {draw.choice(NOUNS)} {draw.choice(VERBS)} the {draw.choice(NOUNS)} last year" for _ in range(3)]
    return ", and ".join(words) + "."


def pages(kind: str) -> list[Sample]:
    draw = random.Random(7)
    found = []
    for number in range(15):
        body = [sentence(draw) for _ in range(6)]
        menu = [draw.choice(NOUNS).title() for _ in range(8)]
        if kind == "html":
            raw = "<ul>" + "".join(f"<li><a href=/>{name}</a></li>" for name in menu) + "</ul><article>"
            raw += "".join(f"<p>{text}</p>" for text in body) + "</article><p class=more>Read more stories here</p>"
        else:
            raw = "\n".join((*menu, *body, "Read more stories here"))
        document = newsclean.read(raw, kind=kind)  # type: ignore[arg-type]
        keep = [block.text in body for block in document.blocks]
        assert sum(keep) == len(body)
        cover = [float(kept) for kept in keep]
        fold, domain = number % FOLDS, f"{number}.example"
        found.append(Sample("wcxb", kind, str(number), domain, fold, document, keep, cover, "\n".join(body), 1.0))
    return found


def trained() -> bytes:
    html = pages("html")
    learned = learn_tables(html)
    page = train_plain(*rows_of(html, learned))
    line = train_plain(*rows_of(pages("text"), learned))
    return write(CLASSES, learned.words, learned.cues, learned.wording, page, line)


def test_same_pages_same_weights() -> None:
    first, second = trained(), trained()
    assert first == second
    assert read(first).digest == read(second).digest


def test_weights_come_back_as_they_were_written() -> None:
    html = pages("html")
    learned = learn_tables(html)
    page = train_plain(*rows_of(html, learned))
    found = read(write(CLASSES, learned.words, learned.cues, learned.wording, page, page))
    assert (found.wording.weights == learned.wording.weights).all()
