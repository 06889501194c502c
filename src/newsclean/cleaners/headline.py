"""The headline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsclean.cleaners.declared import Declared, titles_of
from newsclean.cleaners.headline_score import Candidate, candidates
from newsclean.cleaners.headline_weights import NONE_HTML, NONE_TEXT, WEIGHTS_HTML, WEIGHTS_TEXT
from newsclean.cleaners.wording import agreement, run_in, tokens
from newsclean.model.decision import Decision, Use
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.phrase import packaged

_MIN_TOKENS = 4
_MIN_SHARE = 0.6
"""A cleaner copy of the chosen line must have this share of its words: kickers and paths are shorter than headlines."""

_AGREES = 0.8
"""Share of words that a line has in common with a title that is known already, to be its copy."""

_LONG = 14
_CLOSE = 2.0
"""A line of so many words may be the standfirst of a line above it that scores almost as high."""

_MAX_DISTANCE = 60
"""Lines between two copies of a headline above the body; menus and share bars stand between them."""


@cleaner("headline", phrases=packaged("headline"), reasons=["declared", "heading", "position"], always=True)
def headline(draft: Draft) -> Iterator[Decision]:
    """The article's headline: what the page declares it to be, or the line that its place, form and words give away."""
    weights, none = (WEIGHTS_HTML, NONE_HTML) if draft.is_html else (WEIGHTS_TEXT, NONE_TEXT)
    found = candidates(draft)
    stated = [tokens(use.value) for use in draft.used("title")]
    if stated:
        # The title is known from the lines above the text: what is looked for is its copy there.
        found = [item for item in found if any(agreement(tokens(item.text), title) >= _AGREES for title in stated)]
    if not found:
        return
    totals = [candidate.total(weights) for candidate in found]
    best = max(range(len(found)), key=lambda at: (totals[at], -at))
    if totals[best] <= none:
        return
    chosen = found[best]
    above = found[best - 1] if best else chosen
    if _is_standfirst_of(chosen, above) and totals[best] - totals[best - 1] < _CLOSE:
        chosen = above
    if draft.is_html:
        declared = draft.learn(titles_of)
        yield _use(chosen, _declared_part(chosen, declared), _reason(chosen), totals[best])
        return
    copy, value = _cleanest_copy(chosen, found)
    yield _use(copy, value, "position", totals[best])
    rest = copy.block.text[copy.end :].strip()
    if rest:
        yield Use(copy.block, "byline", rest, "byline", "behind the headline on its line")


def _use(candidate: Candidate, value: str, reason: str, total: float) -> Use:
    block = candidate.block
    return Use(block, "title", None if value == block.text else value, reason, f"headline score {total:.1f}")


def _reason(candidate: Candidate) -> str:
    measures = candidate.measures
    if max(measures.get(source, 0.0) for source in ("json_ld", "social", "title_tag")) >= 0.8:
        return "declared"
    return "heading" if candidate.block.kind == "heading" else "position"


def _declared_part(candidate: Candidate, declared: Sequence[Declared]) -> str:
    """The headline without the kicker above it, where the page declares the headline without one, and never with."""
    text = candidate.text
    ours = tokens(text)
    if any(item.tokens == ours and item.source != "title_tag" for item in declared):
        return text
    for item in declared:
        size = len(item.tokens)
        if (
            item.source == "title_tag"
            or not item.whole
            or not _MIN_TOKENS <= size < len(ours)
            or ours[-size:] != item.tokens
        ):
            continue
        at = _offset_of_tail(text, item.tokens)
        if at > 0:
            return text[at:]
    return text


def _offset_of_tail(text: str, tail: tuple[str, ...]) -> int:
    """Where in a text the words begin that it ends with; an opening quote is theirs. -1 where no word begins there."""
    for at, char in enumerate(text):
        begins = char.isalnum() and (at == 0 or not text[at - 1].isalnum() or text[at - 1].islower())
        if begins and tokens(text[at:]) == tail:
            start = len(text[:at].rstrip("\"'“„«‘‚»¿¡("))
            # A quote that stands right behind a letter closes the kicker.
            return start if start == 0 or text[start - 1].isspace() else at
    return -1


def _is_standfirst_of(chosen: Candidate, above: Candidate) -> bool:
    """Whether the chosen line is long and a shorter one stands directly above it, both of the headline's kind."""
    words = len(chosen.text.split())
    return (
        chosen.block.index - above.block.index == 1
        and words >= _LONG
        and _MIN_TOKENS <= len(above.text.split()) < words
    )


def _marks(text: str) -> int:
    return sum(not char.isalnum() and not char.isspace() for char in text)


def _cleanest_copy(chosen: Candidate, found: Sequence[Candidate]) -> tuple[Candidate, str]:
    """The copy of the chosen line that has nothing glued to it, and the headline in it.

    Dumps hold a headline two or three times: at the end of a path, with a byline behind it, by itself. Of equal copies
    the first is taken, unless another has more marks in it: where a kicker stood above a headline, dumps and paths
    differ in whether they put a colon between them.
    """
    ours = tokens(chosen.text)
    best, best_tokens = chosen, ours
    for candidate in found:
        if abs(candidate.block.index - chosen.block.index) > _MAX_DISTANCE or candidate is chosen:
            continue
        theirs = tokens(candidate.text)
        if len(theirs) < max(_MIN_TOKENS, _MIN_SHARE * len(ours)) or len(theirs) > len(best_tokens):
            continue
        if theirs == best_tokens:
            marks = _marks(candidate.text) - _marks(best.text)
            if marks > 0 or (marks == 0 and candidate.block.index < best.block.index):
                best = candidate
        elif run_in(theirs, ours) >= 0:
            best, best_tokens = candidate, theirs
    return best, best.text
