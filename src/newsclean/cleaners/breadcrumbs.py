"""The path of sections above the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsclean.cleaners.wording import agreement, run_in, tokens
from newsclean.model.decision import Decision, Remove, Use
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged
from newsclean.text.fold import key
from newsclean.text.measure import has_digit

_JOINTS = (
    re.compile(r"\s*[»›→▸▶►]\s*|\s*(?:chevron_right|keyboard_arrow_right|navigate_next)\s*"),
    re.compile(r"\s*(?:&gt;|>)\s*"),
    re.compile(r"\s+/\s+"),
    re.compile(r"\s*[|｜]\s*"),
    re.compile(r"\s+[-–—·•]\s+"),
    re.compile(r"\s9\s"),
)
"""What stands between the steps of a path: marks, names of icons, the digit that one font shows as an arrow."""

_JOINT_SIGN = re.compile(r"[»›→▸▶►>/|｜\-–—·•9_;]")
"""What every joint holds one of; most lines hold none."""

_ARROWS = 2
"""The first two kinds of joint are arrows: they make a path by themselves. The others also join lists."""

_ONLY_JOINT = re.compile(r"[»›→▸▶►>/|｜\-–—·•\s]+")

_MAX_STEP_WORDS = 6
_MAX_STEPS = 8
_MAX_BLOCKS = 16
"""Blocks of a container of breadcrumbs; more is a menu in a wrapper of that name."""

_REACH = 12
"""Lines between a path and the headline; a kicker, a date and a share bar may stand there."""

_EVERYDAY = frozenset({"home", "top", "start", "main", "capa", "hem", "koti", "heim"})
"""Names of the home page that begin other lines, too ("Home Safety", "Top Questions", "Start for free")."""

_STACK = 4
"""Steps of a path that has one step a line."""

_GLUED = re.compile(r"(?<=[a-zß-öø-ÿа-яё])(?=[A-ZÀ-ÞА-Я])")


@cleaner(
    "breadcrumbs",
    phrases=packaged("breadcrumbs"),
    reasons=["container", "joint", "line", "stack", "unseparated", "repeat", "headline_step"],
    always=True,
    after=["headline", "repeated_headline"],
)
def breadcrumbs(draft: Draft) -> Iterator[Decision]:
    """The path of sections that leads to the article ("Home » News » Africa"), on one line or one step a line."""
    found = list(_in_containers(draft)) if draft.is_html else []
    yield from found or _in_lines(draft)


def _in_containers(draft: Draft) -> Iterator[Decision]:
    """The blocks of elements whose class names them breadcrumbs."""
    elements = draft.elements
    names = elements.words(_is_crumb)
    indices = set(elements.blocks_with(names))
    for container in elements.containers_with(names):
        first, last = elements.spans[container]
        indices.update(range(first, last + 1))
    trails: list[list[Block]] = []
    for index in sorted(indices):
        if trails and trails[-1][-1].index == index - 1:
            trails[-1].append(draft.all[index])
        else:
            trails.append([draft.all[index]])
    if not trails:
        return
    content = draft.content
    labels = {hit.block.index for hit in draft.hits if hit.group == "label"}
    used = False
    for blocks in trails:
        in_core = sum(content.start <= block.index < content.end and draft.is_sentence_like(block) for block in blocks)
        if len(blocks) > _MAX_BLOCKS or in_core:
            continue
        is_first = not used
        for block in blocks:
            if not draft.is_open(block) or draft.is_sentence_like(block):
                continue
            if _ONLY_JOINT.fullmatch(block.text):
                yield Remove(block, "joint", "in a breadcrumb container")
            elif block.index in labels and draft.words(block) <= 4:
                yield Remove(block, "label", "in a breadcrumb container")
            elif not is_first:
                yield Remove(block, "repeat", "in a second breadcrumb container")
            else:
                used = True
                for step in _steps(draft, block.text) or (block.text,):
                    yield Use(block, "breadcrumbs", step, "container", "in a breadcrumb container")


def _is_crumb(word: str) -> bool:
    return word.startswith("breadcrumb") or word in {"crumb", "crumbs"}


def _in_lines(draft: Draft) -> Iterator[Decision]:
    """Paths in a text dump: by their joints, by a first step that names the home page, or one step a line."""
    headlines = draft.settled("headline", "repeated_headline")
    limit = min(headlines, default=draft.content.start)
    last = max((index for index in headlines if index < draft.content.end), default=limit)
    starts = {hit.block.index: hit for hit in draft.hits}
    taken: set[int] = set()
    for block in draft.blocks:
        if block.index in taken or block.index > last + _REACH or draft.place(block) == "inside":
            continue
        if len(block.text) > 300 or draft.is_sentence_like(block):
            continue
        hit = starts.get(block.index)
        steps = _steps(draft, block.text, hit)
        if steps and _is_path(block, steps, hit, limit):
            for step in steps:
                yield Use(block, "breadcrumbs", step, "line", _evidence(hit))
        elif hit is not None and hit.group == "home" and 0 <= limit - block.index <= _STACK:
            for decision in _from_home(draft, block, hit, limit):
                taken.add(decision.block.index)
                yield decision


def _steps(draft: Draft, text: str, hit: Hit | None = None) -> tuple[str, ...]:
    """The steps of a path on one line, the label before it and the headline behind it left out; empty for no path."""
    if hit is not None and hit.group == "label":
        text = text[hit.end :].lstrip(" :：»›>")
    if not _JOINT_SIGN.search(text):
        return ()
    for joint in _JOINTS:
        if not joint.search(text):
            continue
        steps = [step.strip() for step in joint.split(text) if step.strip()]
        if steps and _is_headline(draft, steps[-1]):
            steps.pop()
        if 1 <= len(steps) <= _MAX_STEPS and all(len(step.split()) <= _MAX_STEP_WORDS for step in steps):
            return tuple(steps)
        return ()
    return ()


def _is_path(block: Block, steps: Sequence[str], hit: Hit | None, limit: int) -> bool:
    if has_digit("".join(steps[:1])):
        return False
    text = block.text
    joint = next(number for number, mark in enumerate(_JOINTS) if mark.search(text))
    if hit is not None and (hit.group == "label" or joint < _ARROWS or key(steps[0]) == key(hit.text)):
        return True
    ends_in_headline = len(steps) < len([step for step in _JOINTS[joint].split(text) if step.strip()])
    if ends_in_headline:
        return True
    return joint < _ARROWS and len(steps) > 1 and 0 <= limit - block.index <= _REACH


def _is_headline(draft: Draft, text: str) -> bool:
    ours = tokens(text)
    for use in draft.used("title"):
        theirs = tokens(use.value)
        if agreement(ours, theirs) >= 0.8 or (len(ours) >= 4 and run_in(ours, theirs) == 0):
            return True
    return False


def _from_home(draft: Draft, block: Block, hit: Hit, limit: int) -> Iterator[Remove | Use]:
    """A path that begins with the home page, directly above the headline, without joints."""
    rest = block.text[hit.end :]
    if rest.strip():
        is_glued = rest[:1].isalpha()
        is_name = is_glued or hit.phrase not in _EVERYDAY
        if is_name and draft.words(block) <= 4 and rest.strip()[:1].isupper():
            steps = [step for step in _GLUED.split(rest.strip()) if step] if is_glued else [rest.strip()]
            for step in steps:
                yield Use(block, "breadcrumbs", step, "unseparated", _evidence(hit))
        return
    stack = [item for item in draft.all[block.index : limit] if not _ONLY_JOINT.fullmatch(item.text)]
    above = draft.previous(block)
    menu_above = (
        bool(above) and draft.words(above[0]) <= 3 and above[0].text[-1:] not in {":", "|"} and limit - block.index > 3
    )
    if _is_menu(draft, block):
        return
    if len(stack) < 2 or menu_above or any(draft.words(item) > 4 or not draft.is_open(item) for item in stack):
        return
    for item in draft.all[block.index : limit]:
        if _ONLY_JOINT.fullmatch(item.text):
            yield Remove(item, "joint", "between the steps of a path")
        elif key(item.text):
            yield Use(item, "breadcrumbs", None, "stack", "one step a line above the headline")


def _is_menu(draft: Draft, block: Block) -> bool:
    """Whether the block stands in a navigation element that is not named a path."""
    in_nav = any(container.tag == "nav" for container in draft.ancestors(block))
    return in_nav and not any("crumb" in word for word in draft.cue_words(block))


def _evidence(hit: Hit | None) -> str:
    return "above the headline" if hit is None else f'"{hit.text}"'
