"""Buttons, form fields and other controls."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from newsclean.cleaners.shape import is_amid_prose, is_loose, is_short, short_runs
from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged
from newsclean.text.fold import fold
from newsclean.text.measure import has_digit

_BESIDE = 1
"""How many lines an everyday word inside the body may stand away from a control to be taken with it."""

_SYMBOLS = frozenset("×✕✖✗☰≡☀☾☽🌙🔍🔎⌕▲▼△▽▴▾◀▶◄►«»‹›<>←→↑↓⟵⟶❮❯❰❱⋮…⋯+−–—-|/\\·•●○◦■□✓✔★☆")
"""Characters that stand alone on a line where a button or a slider was: closing, opening, turning, rating."""

_MAX_SYMBOLS = 5

_MIN_OPTIONS = 25
"""Lines of the shortest run in alphabetical order that is taken for the options of a form, such as its countries."""

_SORTED_SHARE = 0.95
"""Share of such a run's neighbouring lines that must be in order; lists have a first line out of it ("Select")."""

_MAX_UNLETTERED = 0.2

_MAX_FIELD_CHARACTERS = 60

_FORM = 3
"""How many lines away another field must stand for a starred line to be one; a star alone may be a footnote's."""

_LONGEST_PAGE_LINE = 60
"""Characters of a line of page numbers."""

_MIN_PAGES = 3
"""Numbers in a row that are pages; two may be a score."""

_CELL = re.compile(r"[^\W_]+")
_BETWEEN_PAGES = frozenset(" .…|·•,/<>«»‹›→←[]()-–")
_PAGE_OF = re.compile(
    r"(?:page|seite|pagina|página|pag\.?|page n°|sida|side|sivu|strona|strana|страница|стр\.|"
    r"сторінка|sayfa|halaman|trang) \d{1,3}(?: ?(?:of|von|sur|de|di|van|av|af|z|ze|/|из|з|dari) ?\d{1,3})"
)
"""Where the reader is in an article of several pages."""

_CODE = frozenset('="{}')
"""Characters that no button has, and lines of code do."""


@cleaner("ui_controls", phrases=packaged("ui_controls"), reasons=["symbol", "sorted_list", "pagination"], always=True)
def ui_controls(draft: Draft) -> Iterator[Decision]:
    """Buttons, form fields, lists in alphabetical order and stray symbols of controls."""
    taken: dict[int, Decision] = {}
    everyday: list[Hit] = []
    starred: list[Block] = []
    for hit in draft.hits:
        block = hit.block
        if block.index in taken or block.kind in {"table_row", "code"} or any(char in _CODE for char in block.text):
            continue
        if hit.group == "control" and _is_control(draft, block):
            taken[block.index] = hit.remove()
        elif hit.group == "word" or not has_digit(block.text):
            # "Phone: 1 602 ..." is an address, no field to be filled in.
            everyday.append(hit)
    with_star = draft.facts.holding("*")
    for block in draft.blocks:
        is_symbol = len(block.text) <= _MAX_SYMBOLS and block.index not in taken and _is_symbol(block.text)
        if is_symbol and not _parts_sections(draft, block):
            taken[block.index] = Remove(block, "symbol", f'"{block.text}"')
        elif block.index in with_star and _is_starred(draft, block):
            starred.append(block)
    fields = {block.index for block in starred} | {hit.block.index for hit in everyday if hit.group == "field"}
    for block in starred:
        if any(block.index + step in fields for step in range(-_FORM, _FORM + 1) if step):
            taken.setdefault(block.index, Remove(block, "field", "a field that must be filled in"))
    for block in _page_numbers(draft):
        taken.setdefault(block.index, Remove(block, "pagination", f'"{block.text}"'))
    for block in _options(draft):
        taken.setdefault(block.index, Remove(block, "sorted_list", "in a long list in alphabetical order"))
    controls = set(taken)
    for hit in everyday:
        block = hit.block
        if block.index in taken:
            continue
        near = any(block.index + step in controls for step in (-_BESIDE, _BESIDE))
        if is_loose(draft, block) or (near and block.kind not in {"heading", "list_item"}):
            taken[block.index] = hit.remove()
    yield from taken.values()


def _page_numbers(draft: Draft) -> Iterator[Block]:
    """Lines that link to the pages of an article or a list: "1 2 3 4 »", "Page 2 of 3", a run of "1", "2", "3"."""
    run: list[Block] = []
    for index in draft.facts.digits:
        block = draft.all[index]
        text = block.text
        if not draft.is_open(block) or len(text) > _LONGEST_PAGE_LINE or block.kind in {"table_row", "list_item"}:
            continue
        if _is_page_row(text) or _PAGE_OF.fullmatch(draft.facts.folded[index]):
            yield block
        elif text.isdecimal() and run and run[-1].index == index - 1 and int(text) == int(run[-1].text) + 1:
            run.append(block)
        else:
            if len(run) >= _MIN_PAGES:
                yield from run
            run = [block] if text == "1" else []
    if len(run) >= _MIN_PAGES:
        yield from run


def _is_page_row(text: str) -> bool:
    """Whether the line holds rising page numbers from 1 and marks or a word for the next page, and nothing else."""
    cells = _CELL.findall(text)
    numbers = [int(cell) for cell in cells if cell.isdecimal()]
    words = sum(not cell.isdecimal() for cell in cells)
    if len(numbers) < _MIN_PAGES or numbers[0] != 1 or words > 1:
        return False
    rising = all(later == earlier + 1 for earlier, later in itertools.pairwise(numbers[:-1]))
    return rising and numbers[-1] > numbers[-2] and set(_CELL.sub("", text)) <= _BETWEEN_PAGES


def _is_control(draft: Draft, block: Block) -> bool:
    """Whether the line needs no company: it is no subhead or list item of the body, and not one line amid prose."""
    if draft.place(block) != "inside":
        return True
    return block.kind not in {"heading", "list_item", "quote"} and not (
        is_amid_prose(draft, block) and draft.words(block) < 2
    )


def _is_symbol(text: str) -> bool:
    return all(char in _SYMBOLS or char.isspace() for char in text)


def _parts_sections(draft: Draft, block: Block) -> bool:
    """Whether the symbols stand between two paragraphs, as printers' ornaments do."""
    return draft.place(block) == "inside" and (is_amid_prose(draft, block) or block.kind in {"table_row", "list_item"})


def _is_starred(draft: Draft, block: Block) -> bool:
    """Whether the line is the label of a field that must be filled in: few words and a star."""
    text = block.text
    if not text.endswith("*") or text.startswith("*") or len(text) > _MAX_FIELD_CHARACTERS:
        return False
    return (
        is_short(draft, block)
        and draft.place(block) != "inside"
        and block.kind not in {"list_item", "table_row", "heading"}
    )


def _options(draft: Draft) -> Iterator[Block]:
    """The lines of long runs in alphabetical order outside the body."""
    for run in short_runs(draft):
        if len(run) < _MIN_OPTIONS:
            continue
        keys = [fold(block.text) for block in run]
        if sum(not key[0].isalpha() for key in keys) > _MAX_UNLETTERED * len(keys):
            continue  # ranks and dates are in order, too
        at = 0
        while at < len(run):
            end = at + 1
            broken = 0
            while end < len(run):
                if keys[end] < keys[end - 1]:
                    broken += 1
                    if broken > (1 - _SORTED_SHARE) * (end - at + 1) + 1:
                        break
                end += 1
            if end - at >= _MIN_OPTIONS and _in_order(keys[at:end]):
                yield from (block for block in run[at:end] if draft.is_open(block) and draft.place(block) != "inside")
            at = end


def _in_order(keys: list[str]) -> bool:
    ordered = sum(earlier <= later for earlier, later in itertools.pairwise(keys))
    return ordered >= _SORTED_SHARE * (len(keys) - 1)
