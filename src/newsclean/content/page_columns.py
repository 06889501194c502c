"""What a page's markup says about each block: where it stands, and among what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from newsclean.content.columns import Columns, Floats, Windows, column, constant, groups, shifted, since, until
from newsclean.content.cues import cue_odds
from newsclean.content.layout import Layout
from newsclean.content.lexis import Lexis, OddsTable, bigrams, cohesion, gram_cover, overlap, tokens_of_each
from newsclean.content.measures import Measures
from newsclean.model.document import Block, Document

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
_KINDS: Final = ("embed", "caption", "quote")
_HEADINGS: Final = {f"h{level}": 7.0 - level for level in range(1, 7)}
_TAG_NUMBERS: Final = {name: number for number, name in enumerate(_TAGS)}
_AROUND_NUMBERS: Final = {name: number for number, name in enumerate(_AROUND)}
_KIND_NUMBERS: Final = {name: number for number, name in enumerate(_KINDS)}

_STEPS = 4
"""Containers looked at one by one, from the one that a block stands in upwards."""


def page_columns(document: Document, measures: Measures, layout: Layout, odds: OddsTable) -> Columns:
    """The columns of an HTML page's blocks, those of the text included.

    Args:
        document: the page.
        measures: of its blocks.
        layout: of its containers.
        odds: log-odds of cue words.
    """
    columns = dict(measures.columns)
    near, low, high = cue_odds(layout.marks, odds)
    columns |= _own(document.blocks)
    columns["cue_own"] = near[layout.block_mark]
    columns["cue_count"] = column([len(cues) for _, cues in layout.marks])[layout.block_mark]
    columns |= _around(layout, near, low, high)
    columns |= _places(document, layout, measures)
    columns |= _signatures(layout, measures)
    columns |= _hints(document, measures)
    columns |= _media(document, measures.lexis)
    columns |= _neighbours(columns, measures, layout)
    return columns


def _own(blocks: Sequence[Block]) -> Columns:
    """What element a block is, and what its markup makes of it."""
    tags = [block.tag for block in blocks]
    columns = _flags(_TAGS, [_TAG_NUMBERS.get(tag, -1) for tag in tags], "tag_")
    columns["heading"] = column([_HEADINGS.get(tag, 0.0) for tag in tags])
    return columns | _flags(_KINDS, [_KIND_NUMBERS.get(block.kind, -1) for block in blocks], "")


def _flags(names: Sequence[str], numbers: Sequence[int], prefix: str) -> Columns:
    """One column for each name: 1.0 where the number is the name's."""
    flags = (column(numbers) == np.arange(len(names))[:, None]).astype(np.float64)
    return {prefix + name: flag for name, flag in zip(names, flags, strict=True)}


def _around(layout: Layout, near: Floats, low: Floats, high: Floats) -> Columns:
    """What the elements around a block are called.

    Args:
        layout: the containers.
        near: for each kind of markup, the sum of its words' odds on the block and next around it.
        low: the least odds of its words anywhere around a block.
        high: the greatest.
    """
    holder, mark = layout.holder, layout.mark
    own, low, high = near[mark], low[mark], high[mark]
    names = column([_AROUND_NUMBERS.get(tag, -1) for tag, _ in layout.marks])[mark]
    counted = names == np.arange(len(_AROUND))[:, None]
    inherited = layout.inherited(np.concatenate([own[None], (low + high)[None], counted]))[:, holder]
    steps = layout.upward(3)
    return {
        "cue_1": own[steps[0]],
        "cue_2": own[steps[1]],
        "cue_3": own[steps[2]],
        "cue_low": layout.least_inherited(low)[holder],
        "cue_high": -layout.least_inherited(-high)[holder],
        "cue_mean": inherited[0] / np.maximum(layout.depth, 1)[holder],
        "cue_sum": inherited[1],
        "depth": layout.depth[holder].astype(np.float64),
    } | {f"in_{name}": row for name, row in zip(_AROUND, inherited[2:], strict=True)}


def _places(document: Document, layout: Layout, measures: Measures) -> Columns:
    """Where a block stands on the page and to the containers with the most running text."""
    n = len(document.blocks)
    good, words = measures.good, measures.words
    total = max(float(good.sum()), 1.0)
    all_words = words.cumsum()
    at = np.arange(n)
    columns: Columns = {
        "place": at / n,
        "place_words": all_words / max(float(all_words[-1]), 1.0),
        "place_good": good.cumsum() / total,
        "blocks": constant(np.log1p(n), n),
        "page_good": constant(np.log1p(total), n),
    }
    inside = layout.inside(np.array([good, words, measures.columns["links"] * words, np.ones(n)]))
    good_inside = inside[0]
    goods, all_inside, links, numbers = inside[:, layout.upward(_STEPS)]
    some = np.maximum(all_inside, 1)
    for name, rows in (
        ("good", goods / total),
        ("dense", goods / some),
        ("links", links / some),
        ("blocks", np.log1p(numbers)),
    ):
        columns |= {f"{name}_{step}": row for step, row in enumerate(rows)}
    direct = layout.direct(good[None])[0]
    readable = direct + 0.5 * np.bincount(layout.parent[1:], weights=direct[1:], minlength=layout.size)
    for name, target in (
        ("half", layout.heaviest(good_inside, 0.5)),
        ("most", layout.heaviest(good_inside, 0.8)),
        ("lead", int(readable.argmax())),
    ):
        above, below = layout.distance(target)
        member = below == 0
        held = np.flatnonzero(member)
        first, last = (int(held[0]), int(held[-1])) if len(held) else (0, 0)
        columns |= {
            f"{name}_up": above,
            f"{name}_down": below,
            f"{name}_in": member.astype(np.float64),
            f"{name}_share": constant(good_inside[target] / total, n),
            f"{name}_from": (at - first) / max(1, last - first),
        }
    lead_good = columns["lead_in"] * good
    columns["h1_since"] = column([block.tag == "h1" for block in document.blocks]).cumsum()
    columns["lead_after"] = lead_good[::-1].cumsum()[::-1] / total
    columns["lead_before"] = lead_good.cumsum() / total
    columns["head_since"] = since(column([block.kind == "heading" for block in document.blocks]) > 0, _FAR)
    columns["good_since"] = since(good > 0, _FAR)
    columns["good_until"] = until(good > 0, _FAR)
    return columns


_FAR = 20
"""Blocks after which it does not matter how many more there are."""


def _signatures(layout: Layout, measures: Measures) -> Columns:
    """What blocks that are marked up alike have in common, and how often a block's surroundings repeat."""
    holder, parent, kinds = layout.holder, layout.parent, len(layout.marks) + 1
    # 0 stands for what is around the root.
    above = np.where(parent < np.arange(layout.size), parent + 1, 0)
    around = np.where(above > 0, layout.mark[parent] + 1, 0)
    near = groups(layout.block_mark * kinds + layout.mark[holder])
    far = groups(near * kinds + around[holder])
    good, words = measures.good, measures.words
    total = max(float(good.sum()), 1.0)
    columns: Columns = {}
    for name, code in (("near", near), ("far", far)):
        alike = np.bincount(code, weights=good)
        columns[f"same_{name}"] = np.log(np.bincount(code))[code]
        columns[f"same_{name}_good"] = (alike / total)[code]
        columns[f"same_{name}_dense"] = (alike / np.maximum(np.bincount(code, weights=words), 1))[code]
    twins = groups(above * kinds + layout.mark)
    times = np.log(np.bincount(twins))[twins]
    columns["twins_1"] = times[holder]
    columns["twins_2"] = times[parent][holder]
    columns["twins_most"] = -layout.least_inherited(-times)[holder]
    siblings = groups(holder * kinds + layout.block_mark)
    columns["siblings"] = np.log(np.bincount(siblings))[siblings]
    columns["siblings_good"] = (np.bincount(siblings, weights=good) / total)[siblings]
    return columns


def _hints(document: Document, measures: Measures) -> Columns:
    """What the page says about its own article, held against each block."""
    hints = document.hints
    lexis = measures.lexis
    cut = measures.unspaced > 0

    def tokens(text: str) -> list[str]:
        (found,) = tokens_of_each([text])
        return bigrams(found) if cut else found

    def shared(text: str) -> tuple[Floats, Floats]:
        wanted = set(tokens(text))
        return overlap(lexis, lexis.ids_of(wanted), len(wanted))

    in_title, title_in = shared(
        next((tag.content for tag in hints.meta if tag.name == "og:title"), hints.title_tag or "")
    )
    in_summary, summary_in = shared(
        next((tag.content for tag in hints.meta if tag.name in {"og:description", "description"}), "")
    )
    body = declared_body(hints.json_ld)
    n = len(document.blocks)
    return {
        "in_title": in_title,
        "title_in": title_in,
        "in_summary": in_summary,
        "summary_in": summary_in,
        "declared": gram_cover(lexis, tokens(body)) if body else np.zeros(n),
        "has_declared": constant(np.log1p(len(body) / 100), n),
    }


def _media(document: Document, lexis: Lexis) -> Columns:
    """Images and times beside a block, and how far it repeats an image's alternative text."""
    n = len(document.blocks)
    images = np.zeros(n + 1)
    alike = np.zeros(n)
    alts = tokens_of_each([image.alt[:_ALT_CHARACTERS] for image in document.hints.images])
    for image, alt in zip(document.hints.images, alts, strict=True):
        if not 0 <= image.block <= n:
            continue
        images[image.block] += 1
        tokens = set(bigrams(alt))
        known = set(lexis.ids_of(tokens))
        # One entry for all the tokens that stand nowhere else on the page.
        size = len(known) + (len(known) < len(tokens))
        if size < _MIN_ALT or not known:
            continue
        for number in range(max(0, image.block - 1), min(n, image.block + _CAPTION_AFTER)):
            own = lexis.token[lexis.bounds[number] : lexis.bounds[number + 1]].tolist()
            common = len(known.intersection(own))
            if common:
                alike[number] = max(alike[number], common / (len(own) + size - common))
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
        "times_near": Windows(np.minimum(times[:n], 2.0)[None], 2).sum(2, 2)[0],
        "page_images": constant(np.log1p(float(images.sum())), n),
    }


_MIN_ALT = 3
_ALT_CHARACTERS = 400
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


_COMPARED = ("words", "sentence", "links", "lead_in", "heading", "cue_1", "odds", "same_near_good")


def _neighbours(columns: Columns, measures: Measures, layout: Layout) -> Columns:
    """The blocks before and after."""
    holder = layout.holder
    n = len(holder)
    result = shifted(columns, _COMPARED, (-2, -1, 1, 2), -1.0)
    same = np.zeros(n + 1)
    same[1:n] = holder[1:] == holder[:-1]
    result["same_holder-1"], result["same_holder+1"] = same[:n], same[1:]
    windows = Windows(np.array([np.minimum(measures.good, 60.0), columns["links"], np.ones(n)]), 8)
    for back, ahead in ((3, 0), (0, 3), (8, 8)):
        good, links, count = windows.sum(back, ahead)
        result[f"good_{back}_{ahead}"] = good / count
        result[f"links_{back}_{ahead}"] = links / count
    return result | cohesion(measures.lexis, columns["lead_in"] * measures.sentence)
