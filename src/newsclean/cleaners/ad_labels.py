"""Labels of advertisements and sponsored matter."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.cleaners.shape import by_block, is_loose, uncovered_letters
from newsclean.model.decision import Decision
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged

MAX_WORDS = 25
"""Words of the longest line around an advertisement: a request to switch off an ad blocker."""

_MIN_REPEATS = 2
"""How often a word such as "Sponsored" must stand alone on the page to be a label wherever it stands."""

_MAX_SPARE = 0.6
"""Share of a line inside the body that may say something else than that the text goes on after the advertisement."""


@cleaner("ad_labels", phrases=packaged("ad_labels"))
def ad_labels(draft: Draft) -> Iterator[Decision]:
    """Labels of advertisements and sponsored matter, and the lines that say where the text goes on."""
    for hits in by_block(draft.hits).values():
        hit = next((hit for hit in hits if hit.group == "label"), hits[0])
        block = hit.block
        if block.kind in {"table_row", "code"} or draft.words(block) > MAX_WORDS:
            continue
        if hit.group == "interruption":
            left = uncovered_letters(block.text, hits)
            if draft.place(block) != "inside" or left <= _MAX_SPARE * sum(map(str.isalpha, block.text)):
                yield hit.remove()
        elif _is_label(draft, hit):
            yield hit.remove()


def _is_label(draft: Draft, hit: Hit) -> bool:
    """Whether the line is a label: no subhead or list item of the body, and for an everyday word, repeated or apart."""
    block = hit.block
    if block.text[0].isdigit():
        return False  # "4AD" is a record label
    inside = draft.place(block) == "inside"
    repeated = len(draft.repeats(block)) >= _MIN_REPEATS
    if hit.group == "label":
        return repeated or not (inside and block.kind in {"heading", "list_item"})
    return is_loose(draft, block) or (repeated and block.kind not in {"heading", "list_item"})
