"""What a page's markup says about each block: where it stands, and among what."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np

from newsclean.content.measures import (
    UNKNOWN,
    Columns,
    Floats,
    Ints,
    Lexis,
    Measures,
    Odds,
    bigrams,
    cohesion,
    overlap,
    shift,
    tokens_of,
    trigram_cover,
    window,
)
from newsclean.model.document import Block, Container, Document

_CUE = re.compile(r"[a-z]{2,}")

_TAGS: Final = (
    "p",
    "li",
    "div",
    "td",
    "tr",
    "blockquote",
    "figcaption",
    "a",
    "button",
    "dd",
    "section",
    "article",
    "pre",
)
_HEADINGS: Final = {f"h{level}": 7.0 - level for level in range(1, 7)}
_AROUND: Final = (
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "nav",
    "form",
    "figure",
    "table",
    "ul",
    "blockquote",
    "section",
)
_TAG_NUMBERS: Final = {name: number for number, name in enumerate(_TAGS)}
_AROUND_NUMBERS: Final = {name: number for number, name in enumerate(_AROUND)}
_PAGE_TAGS: Final = frozenset({"html", "body"})

_CARD_TWINS = 3
_ARTICLE_TYPES: Final = ("article", "posting", "report", "review", "recipe")


class Tree:
    """The containers of a page as arrays, with sums over everything inside each."""

    def __init__(self, containers: Sequence[Container], holder: Ints) -> None:
        n = len(containers)
        self.parent: Ints = np.fromiter((item.parent for item in containers), np.int64, n)
        self.depth: Ints = np.fromiter((item.depth for item in containers), np.int64, n)
        self.holder = holder
        self.size = n
        order = np.argsort(self.depth, kind="stable")
        bounds = np.searchsorted(self.depth[order], np.arange(1, int(self.depth.max(initial=0)) + 2))
        self.levels: list[Ints] = np.split(order, bounds[:-1]) if n else []

    def inside(self, values: Floats) -> Floats:
        """The sum of the block values in each container, at any depth."""
        total = self.direct(values)
        for level in reversed(self.levels[1:]):
            np.add.at(total, self.parent[level], total[level])
        return total

    def direct(self, values: Floats) -> Floats:
        """The sum of the values of the blocks that stand in each container themselves."""
        held = self.holder >= 0
        total: Floats = np.bincount(self.holder[held], weights=values[held], minlength=self.size).astype(np.float64)
        return total

    def inherit(self, values: Floats) -> Floats:
        """For each container the sum of its own value and those of all around it."""
        result = values.copy()
        for level in self.levels[1:]:
            result[level] += result[self.parent[level]]
        return result

    def inherit_extreme(self, values: Floats, *, low: bool) -> Floats:
        """For each container the least or greatest of its own value and those of all around it."""
        result = values.copy()
        pick = np.minimum if low else np.maximum
        for level in self.levels[1:]:
            result[level] = pick(result[level], result[self.parent[level]])
        return result

    def heaviest(self, weight: Floats, share: float) -> int:
        """Down from the root into the heaviest child for as long as it holds that share of the root's weight."""
        children: dict[int, list[int]] = {}
        for child, above in enumerate(self.parent.tolist()):
            children.setdefault(above, []).append(child)
        at = children.get(-1, [0])[0]
        floor = share * float(weight[at])
        while True:
            below = children.get(at)
            if not below:
                return at
            best = max(below, key=lambda child: (weight[child], -child))
            if weight[best] < floor:
                return at
            at = best

    def distance(self, target: int) -> tuple[Floats, Floats]:
        """Steps from each container up to what it shares with `target`, and from there down to `target`."""
        common = np.zeros(self.size)
        chain = set()
        at = target
        while at >= 0:
            chain.add(at)
            at = int(self.parent[at])
        member = np.zeros(self.size, dtype=bool)
        member[list(chain)] = True
        for number, level in enumerate(self.levels):
            common[level] = np.where(member[level], self.depth[level], common[self.parent[level]] if number else 0)
        return self.depth - common, self.depth[target] - common


def cue_words(cues: Sequence[str], tag: str) -> tuple[str, ...]:
    """The letter runs of an element's cues, its role and itemprop whole, and its name in angle brackets."""
    words = {f"<{tag}>"}
    for cue in cues:
        if "=" in cue:
            words.add(cue)
        else:
            words.update(_CUE.findall(cue))
    return tuple(sorted(words))


def cue_sets(document: Document) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The cue words of each container and of each block's own element; none for `<html>` and `<body>`."""
    cache: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}

    def words(tag: str, cues: tuple[str, ...]) -> tuple[str, ...]:
        found = cache.get((tag, cues))
        if found is None:
            found = cache[tag, cues] = () if tag in _PAGE_TAGS else cue_words(cues, tag)
        return found

    return (
        [words(item.tag, item.cues) for item in document.containers],
        [words(block.tag, block.cues) for block in document.blocks],
    )


class _Cues:
    """Log-odds of cue words, looked up once for each distinct element."""

    def __init__(self, odds: Odds) -> None:
        self.odds = odds
        self.cache: dict[tuple[str, tuple[str, ...]], tuple[float, float, float]] = {}

    def of(self, tag: str, cues: tuple[str, ...]) -> tuple[float, float, float]:
        """Sum of the near odds, and least and greatest of the far odds."""
        found = self.cache.get((tag, cues))
        if found is None:
            total = low = high = 0.0
            if tag not in _PAGE_TAGS:
                for word in cue_words(cues, tag):
                    near, far, _ = self.odds.get(word, UNKNOWN)
                    total += near
                    low = min(low, far)
                    high = max(high, far)
            found = self.cache[tag, cues] = (total, low, high)
        return found


def _codes(keys: Iterable[Hashable]) -> Ints:
    """Equal keys as equal numbers."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


def page_columns(document: Document, measures: Measures, odds: Odds) -> Columns:
    """The columns of an HTML page's blocks, those of the text included."""
    blocks = document.blocks
    n = len(blocks)
    # A block in no container would be one outside `<html>`, which parsers do not make.
    holder = np.maximum(np.fromiter((block.container for block in blocks), np.int64, n), 0)
    tree = Tree(document.containers, holder)
    columns = dict(measures.columns)
    cues = _Cues(odds)
    columns |= _own(blocks, cues)
    columns |= _around(document, tree, cues)
    columns |= _places(document, tree, measures)
    columns |= _signatures(document, tree, measures)
    columns |= _hints(document, measures)
    columns |= _media(document, measures.lexis)
    columns |= _neighbours(columns, measures, holder)
    return columns


def _own(blocks: Sequence[Block], cues: _Cues) -> Columns:
    tags = [block.tag for block in blocks]
    n = len(blocks)
    code = np.array([_TAG_NUMBERS.get(tag, -1) for tag in tags])
    columns: Columns = {f"tag_{name}": (code == number).astype(np.float64) for number, name in enumerate(_TAGS)}
    columns["heading"] = np.array([_HEADINGS.get(tag, 0.0) for tag in tags])
    kinds = [block.kind for block in blocks]
    for kind in ("embed", "caption", "quote"):
        columns[kind] = np.fromiter((own == kind for own in kinds), np.float64, n)
    columns["cue_own"] = np.fromiter((cues.of(block.tag, block.cues)[0] for block in blocks), np.float64, n)
    columns["cue_count"] = np.fromiter((len(block.cues) for block in blocks), np.float64, n)
    return columns


def _around(document: Document, tree: Tree, cues: _Cues) -> Columns:
    """What the elements around a block are called."""
    looked = np.array([cues.of(item.tag, item.cues) for item in document.containers], dtype=np.float64)
    near, low, high = looked.T
    up = np.maximum(tree.parent, 0)
    grand = up[up]
    holder = tree.holder
    depth = np.maximum(tree.depth, 1)
    columns: Columns = {
        "cue_1": near[holder],
        "cue_2": near[up][holder],
        "cue_3": near[grand][holder],
        "cue_low": tree.inherit_extreme(low, low=True)[holder],
        "cue_high": tree.inherit_extreme(high, low=False)[holder],
        "cue_mean": (tree.inherit(near) / depth)[holder],
        "cue_sum": tree.inherit(low + high)[holder],
        "depth": tree.depth[holder].astype(np.float64),
    }
    code = np.array([_AROUND_NUMBERS.get(item.tag, -1) for item in document.containers])
    counts = tree.inherit((code[:, None] == np.arange(len(_AROUND))).astype(np.float64))[holder]
    columns |= {f"in_{name}": counts[:, number] for number, name in enumerate(_AROUND)}
    return columns


def _places(document: Document, tree: Tree, measures: Measures) -> Columns:
    """Where a block stands on the page and to the containers with the most running text."""
    n = len(document.blocks)
    holder = tree.holder
    good, words = measures.good, measures.words
    total = max(float(good.sum()), 1.0)
    all_words = np.cumsum(words)
    good_inside = tree.inside(good)
    words_inside = tree.inside(words)
    blocks_inside = tree.inside(np.ones(n))
    links_inside = tree.inside(measures.columns["links"] * words)
    heads = np.fromiter((block.kind == "heading" for block in document.blocks), np.float64, n)
    up = np.maximum(tree.parent, 0)
    columns: Columns = {
        "place": np.arange(n) / n,
        "place_words": all_words / max(float(all_words[-1]), 1.0),
        "place_good": np.cumsum(good) / total,
        "blocks": np.full(n, np.log1p(n)),
        "page_good": np.full(n, np.log1p(total)),
    }
    level = np.arange(tree.size)
    for step in range(4):
        at = level[holder]
        columns[f"good_{step}"] = good_inside[at] / total
        columns[f"dense_{step}"] = good_inside[at] / np.maximum(words_inside[at], 1)
        columns[f"links_{step}"] = links_inside[at] / np.maximum(words_inside[at], 1)
        columns[f"blocks_{step}"] = np.log1p(blocks_inside[at])
        level = up[level]
    direct = tree.direct(good)
    readable = direct.copy()
    np.add.at(readable, tree.parent[1:], 0.5 * direct[1:])
    targets = {
        "half": tree.heaviest(good_inside, 0.5),
        "most": tree.heaviest(good_inside, 0.8),
        "lead": int(np.argmax(readable)),
    }
    for name, target in targets.items():
        above, below = tree.distance(target)
        columns[f"{name}_up"] = above[holder]
        columns[f"{name}_down"] = below[holder]
        columns[f"{name}_in"] = (below == 0).astype(np.float64)[holder]
        columns[f"{name}_share"] = np.full(n, good_inside[target] / total)
        held = np.flatnonzero((below == 0)[holder])
        first, last = (int(held[0]), int(held[-1])) if len(held) else (0, 0)
        columns[f"{name}_from"] = (np.arange(n) - first) / max(1, last - first)
    tops = np.flatnonzero([block.tag == "h1" for block in document.blocks])
    columns["h1_since"] = np.searchsorted(tops, np.arange(n), side="right").astype(np.float64)
    lead_down = columns["lead_in"]
    columns["lead_after"] = np.cumsum((lead_down * good)[::-1])[::-1] / total
    columns["lead_before"] = np.cumsum(lead_down * good) / total
    columns["head_since"] = _since(heads > 0)
    columns["good_since"] = _since(good > 0)
    columns["good_until"] = _since((good > 0)[::-1])[::-1]
    return columns


def _since(marks: Any) -> Floats:
    """Blocks since the last marked one before each block, at most 20."""
    n = len(marks)
    at = np.arange(n)
    last = np.maximum.accumulate(np.where(marks, at, -20))
    before = np.concatenate(([-20], last[:-1]))
    return np.minimum(at - before, 20).astype(np.float64)


def _signatures(document: Document, tree: Tree, measures: Measures) -> Columns:
    """What blocks that are marked up alike have in common, and how often a block's surroundings repeat."""
    containers = document.containers
    holder = tree.holder
    own = _codes((item.tag, item.cues) for item in containers)
    parent_own = np.where(tree.parent >= 0, own[np.maximum(tree.parent, 0)], -1)
    names = [(block.tag, block.cues) for block in document.blocks]
    near = _codes(zip(names, own[holder].tolist(), strict=True))
    far = _codes(zip(near.tolist(), parent_own[holder].tolist(), strict=True))
    total = max(float(measures.good.sum()), 1.0)
    columns: Columns = {}
    for name, code in (("near", near), ("far", far)):
        count = np.bincount(code)
        good = np.bincount(code, weights=measures.good)
        words = np.bincount(code, weights=measures.words)
        columns[f"same_{name}"] = np.log(count[code])
        columns[f"same_{name}_good"] = good[code] / total
        columns[f"same_{name}_dense"] = good[code] / np.maximum(words[code], 1)
    twins = _codes(zip(tree.parent.tolist(), own.tolist(), strict=True))
    twin_count = np.log(np.bincount(twins)[twins])
    columns["twins_1"] = twin_count[holder]
    columns["twins_2"] = twin_count[np.maximum(tree.parent, 0)][holder]
    columns["twins_most"] = tree.inherit_extreme(twin_count, low=False)[holder]
    siblings = _codes(zip(holder.tolist(), names, strict=True))
    columns["siblings"] = np.log(np.bincount(siblings)[siblings])
    sibling_good = np.bincount(siblings, weights=measures.good)
    columns["siblings_good"] = sibling_good[siblings] / total
    return columns


def _hints(document: Document, measures: Measures) -> Columns:
    """What the page says about its own article, held against each block."""
    hints = document.hints
    lexis = measures.lexis
    cut = measures.unspaced > 0

    def tokens(text: str) -> list[str]:
        found = tokens_of(text)
        return bigrams(found) if cut else found

    title = next((tag.content for tag in hints.meta if tag.name == "og:title"), hints.title_tag or "")
    summary = next((tag.content for tag in hints.meta if tag.name in {"og:description", "description"}), "")
    in_title, title_in = overlap(lexis, tokens(title))
    in_summary, summary_in = overlap(lexis, tokens(summary))
    body = declared_body(hints.json_ld)
    n = len(document.blocks)
    covered = trigram_cover(lexis, tokens(body)) if body else np.zeros(n)
    return {
        "in_title": in_title,
        "title_in": title_in,
        "in_summary": in_summary,
        "summary_in": summary_in,
        "declared": covered,
        "has_declared": np.full(n, np.log1p(len(body) / 100)),
    }


def _media(document: Document, lexis: Lexis) -> Columns:
    """Images and times beside a block, and how far it repeats an image's alternative text."""
    n = len(document.blocks)
    images = np.zeros(n + 1)
    alike = np.zeros(n)
    for image in document.hints.images:
        if 0 <= image.block <= n:
            images[image.block] += 1
            alt = {lexis.vocabulary.get(token, -1) for token in bigrams(tokens_of(image.alt[:400]))}
            if len(alt) < _MIN_ALT:
                continue
            for number in range(max(0, image.block - 1), min(n, image.block + _CAPTION_AFTER)):
                own = set(lexis.ids[lexis.starts[number] : lexis.starts[number + 1]].tolist())
                if own:
                    alike[number] = max(alike[number], len(own & alt) / len(own | alt))
    times = np.zeros(n + 1)
    for time in document.hints.times:
        if 0 <= time.block <= n:
            times[time.block] += 1
    here = images[:n]
    at = np.arange(n)
    last = np.maximum.accumulate(np.where(here > 0, at, -10))
    return {
        "images": np.minimum(here, 3.0),
        "image_since": np.minimum(at - last, 10).astype(np.float64),
        "image_next": np.minimum(images[1:], 3.0),
        "alt": alike,
        "times_near": window(np.minimum(times[:n], 2.0), 2, 2),
        "page_images": np.full(n, np.log1p(float(images.sum()))),
    }


_MIN_ALT = 3
_CAPTION_AFTER = 3
"""An alternative text of fewer tokens names a thing; a caption stands within this many blocks of its image."""


def declared_body(nodes: Sequence[Mapping[str, Any]]) -> str:
    """The longest `articleBody` of the JSON-LD nodes."""
    best = ""
    for node in nodes:
        value = node.get("articleBody")
        if isinstance(value, str) and len(value) > len(best):
            best = value
    return best


def _neighbours(columns: Columns, measures: Measures, holder: Ints) -> Columns:
    """The blocks before and after."""
    result: Columns = {}
    for name in ("words", "sentence", "links", "lead_in", "heading", "cue_1", "odds", "same_near_good"):
        for by in (-2, -1, 1, 2):
            result[f"{name}{by:+d}"] = shift(columns[name], by, -1.0)
    for by in (-1, 1):
        result[f"same_holder{by:+d}"] = (shift(holder.astype(np.float64), by, -1.0) == holder).astype(np.float64)
    averaged = np.stack([np.minimum(measures.good, 60.0), columns["links"], np.ones(len(holder))])
    for back, ahead in ((3, 0), (0, 3), (8, 8)):
        good, links, count = window(averaged, back, ahead)
        result[f"good_{back}_{ahead}"] = good / count
        result[f"links_{back}_{ahead}"] = links / count
    result |= cohesion(measures.lexis, columns["lead_in"] * measures.sentence)
    return result
