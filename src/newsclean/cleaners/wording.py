"""The words of a line, in the forms in which two lines are compared."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.model.document import Block
from newsclean.pipeline.draft import Draft
from newsclean.text.fold import key
from newsclean.text.measure import has_unspaced, is_unspaced


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a text; every letter by itself in scripts without blanks (Hangul words stay whole)."""
    return _tokens(key(text).split(), unspaced=not text.isascii())


def tokens_of(draft: Draft, block: Block) -> tuple[str, ...]:
    """The tokens of a block, taken once for all cleaners."""
    taken = draft.learn(_taken_tokens)
    if block.index not in taken:
        facts = draft.facts
        taken[block.index] = _tokens(facts.runs[block.index], unspaced=facts.unspaced)
    return taken[block.index]


def _taken_tokens(_draft: Draft) -> dict[int, tuple[str, ...]]:
    return {}


def _tokens(words: Sequence[str], *, unspaced: bool) -> tuple[str, ...]:
    if not unspaced:
        return tuple(words)
    found: list[str] = []
    for word in words:
        if has_unspaced(word):
            found.extend(word)
        else:
            found.append(word)
    return tuple(found)


def stems(text: str) -> set[str]:
    """What stands for the words of a text when two texts are asked whether they share a topic.

    Five letters of each folded word of four or more, so that inflected forms meet; two syllables of Hangul words, whose
    rest is particles; pairs of letters in scripts without blanks.
    """
    return _stems(key(text).split(), unspaced=not text.isascii())


def stems_of(draft: Draft, block: Block) -> set[str]:
    """The stems of a block, taken once for all cleaners; not to be changed."""
    taken = draft.learn(_taken_stems)
    if block.index not in taken:
        facts = draft.facts
        taken[block.index] = _stems(facts.runs[block.index], unspaced=facts.unspaced)
    return taken[block.index]


def _taken_stems(_draft: Draft) -> dict[int, set[str]]:
    return {}


def _stems(words: Sequence[str], *, unspaced: bool) -> set[str]:
    if not unspaced:
        return {word[:5] for word in words if len(word) >= 4}
    found: set[str] = set()
    for word in words:
        if not is_unspaced(word[0]):
            if len(word) >= 4:
                found.add(word[:5])
        elif "\uac00" <= word[0] <= "\ud7a3":
            if len(word) >= 2:
                found.add(word[:2])
        else:
            found.update(word[at : at + 2] for at in range(len(word) - 1))
    return found


def probes(words: tuple[str, ...], share: float) -> Sequence[str]:
    """Some of the words, of which a text must hold one if it is to hold that share of them all.

    The longest ones: looked for in a folded text as they are, they are the least likely to be found in other words.
    """
    missing = int((1 - share) * len(words) + 1e-9)
    return sorted(words, key=lambda word: (-len(word), word))[: missing + 1]


def agreement(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """F1 of two bags of tokens, 0 to 1."""
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        return 1.0
    return 2 * _shared(ours, theirs) / (len(ours) + len(theirs))


def coverage(part: tuple[str, ...], whole: tuple[str, ...]) -> float:
    """Share of the tokens of `part` that `whole` has."""
    if not part:
        return 0.0
    return _shared(part, whole) / len(part)


def _shared(ours: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    left: dict[str, int] = {}
    for token in theirs:
        left[token] = left.get(token, 0) + 1
    shared = 0
    for token in ours:
        count = left.get(token, 0)
        if count:
            left[token] = count - 1
            shared += 1
    return shared


def run_in(part: tuple[str, ...], whole: tuple[str, ...]) -> int:
    """Where `part` stands in `whole` as an unbroken run; -1 where it does not."""
    size = len(part)
    if not size or size > len(whole):
        return -1
    for at in range(len(whole) - size + 1):
        if whole[at] == part[0] and whole[at : at + size] == part:
            return at
    return -1
