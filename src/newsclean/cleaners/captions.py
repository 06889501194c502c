"""Captions and picture credits, above all those between the paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsclean.cleaners.boxes import BoxCues, cue_boxes
from newsclean.cleaners.date_line import outside
from newsclean.cleaners.head import Head, head_of
from newsclean.cleaners.name_shape import is_name_like, is_title_case
from newsclean.cleaners.shape import Cues, by_block, uncovered_letters
from newsclean.model.decision import Decision, Remove
from newsclean.model.document import Block
from newsclean.pipeline.cleaner import cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import packaged
from newsclean.text.fold import fold
from newsclean.text.measure import ends_sentence

MAX_CREDIT_WORDS = 14
MAX_CREDIT_CHARACTERS = 110
MAX_CAPTION_WORDS = 70
"""Words of a caption with its credit. Agency captions run to 60 words."""

MAX_SENTENCES = 3
_MIN_BEFORE = 20
"""Characters of caption before a credit that only a slash between names gives away; numbered headings are shorter."""

_MAX_AFTER = 90
"""Characters after a credit's label or an agency's name up to the end of the line."""

_CUES = frozenset(
    {
        "caption", "captions", "figcaption", "imagecaption", "photocaption", "mediacaption", "piccaption", "imgcaption",
        "bildunterschrift", "bildtext", "legende", "legend", "bu", "credit", "credits", "photocredit", "imagecredit",
        "photographer", "fotograf", "bildnachweis", "imagecopyright",
    },
)  # fmt: skip
_GALLERIES = BoxCues(
    sure=frozenset(
        "gallery slideshow photogallery imagegallery lightbox bildergalerie fotogalerie bildstrecke fotostrecke "
        "diaporama fotogaleria fotogallery galleria fotoserie bildspel".split(),
    ),
    max_words=400,
    bare_words=400,
)
"""Cue words of elements that show pictures one by one; one that holds much of the text is an article of pictures."""

_CREDIT_CUES = frozenset({"credit", "credits", "legend", "bu"})
"""Cue words that mean other things too (credit cards, business units): believed on short blocks only."""

_COUNTER = re.compile(
    r"(?:view|see|show|alle|ver|voir)? ?(?:all )?\d{1,3} (?:images?|photos?|pictures?|bilder|fotos|imágenes|foto)"
    r"|(?:image |bild |foto |photo )?\d{1,3}\s?(?:of|von|de|sur|/|из|/ )\s?\d{1,3}\s?\|?",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\d+ ?/ ?\d+")
"""Two numbers and a slash are a rating as well; galleries are dumped while they show the first picture."""

_COUNTED = re.compile(r"\d{1,3} of \d{1,3} ?[|–-] ?(?=\S)")
_LABEL_END = re.compile(r"\s?[:：=＝|]|\s?\.:")
_SLASHED = frozenset({"is", "et", "zh", "fi", "sv", "lt"})
"""Languages whose papers print a slash after the label ("Ljósmynd/Aðsend"); elsewhere it joins words."""

_IN_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,60})[)\]）】]\.?$")
_CLOSING = frozenset(")]）】")
_MARK_BEFORE = frozenset("(.!?)]\"'”’»|/©-–—[（【;,:…。")
_OPEN_QUOTES = frozenset("\"“„«»‹「『‘'")
_PREPOSITIONS = ("by", "via", "of", "von", "de", "di", "van", "door", "courtesy")
_ABBREVIATIONS = frozenset({"ap", "afp", "epa", "pa", "nine", "aap", "efe", "aa", "dpa", "reuters", "upi", "ntb", "tt"})


@cleaner(
    "captions",
    phrases=packaged("captions"),
    reasons=["credit_line", "caption_with_credit", "above_credit", "caption", "counter", "copy", "gallery"],
    always=True,
    after=["bylines", "agency_signoffs"],
)
def captions(draft: Draft) -> Iterator[Decision]:
    """Captions, picture credits and the buttons beside them, in and above the body."""
    hits = by_block(draft.hits)
    cues = Cues(draft, _CUES) if draft.is_html else None
    head = head_of(draft)
    last = _last_paragraph(draft)
    taken: dict[int, Remove] = {}
    for box in cue_boxes(draft, _GALLERIES, hits):
        for block in draft.all[box.first : box.last + 1]:
            if draft.is_open(block):
                taken[block.index] = Remove(block, "gallery", f"in a container named {box.cue}")
    for block in draft.blocks:
        if block.index in taken:
            continue
        found = hits.get(block.index, ())
        decision = _by_markup(draft, block, cues)
        if decision is None and _is_near(draft, block, head):
            decision = _by_words(draft, block, found, at_end=block.index == last)
            if decision is not None and decision.reason == "credit_line":
                above = _above_credit(draft, block)
                if above is not None and above.index not in taken:
                    taken[above.index] = Remove(above, "above_credit", f'the next line is "{block.text[:60]}"')
        if decision is not None:
            taken[block.index] = decision
    yield from taken.values()
    yield from _copies(draft, taken)


def _is_near(draft: Draft, block: Block, head: Head) -> bool:
    """Whether the block stands in the body or between headline and body."""
    return draft.place(block) == "inside" or head.headline - 4 <= block.index < head.end


def _by_markup(draft: Draft, block: Block, cues: Cues | None) -> Remove | None:
    """Captions that the markup names. Tables have captions too; those, and quotes set as figures, stay."""
    if cues is None or block.tag == "caption" or block.kind in {"quote", "table_row", "code", "list_item", "heading"}:
        return None
    words = draft.words(block)
    if words > MAX_CAPTION_WORDS or (block.text[:1] in _OPEN_QUOTES and words > 12):
        return None
    if block.kind == "caption":
        if any(other.kind == "quote" for other in draft.previous(block)):
            return None
        return Remove(block, "caption", f"<{block.tag}> in a caption")
    if block not in cues:
        return None
    named = draft.cue_words(block) & _CUES
    if named <= _CREDIT_CUES and (words > MAX_CREDIT_WORDS or ends_sentence(block.text)):
        return None
    return Remove(block, "caption", f"cue {', '.join(sorted(named))}")


def _by_words(draft: Draft, block: Block, hits: Sequence[Hit], *, at_end: bool) -> Remove | None:
    """Credits and captions that their words give away."""
    text = block.text
    words = draft.words(block)
    if words > MAX_CAPTION_WORDS or block.kind in {"code", "list_item", "heading"}:
        return None
    if block.kind == "table_row":
        # A picture and its caption in a table of their own; the rows of data have more columns.
        evidence = _credit_at_end(text, words, hits) if block.tag == "td" and words > MAX_CREDIT_WORDS else ""
        return Remove(block, "caption_with_credit", evidence) if evidence else None
    if len(text) <= 24 and _COUNTER.fullmatch(text) and (not _RATIO.fullmatch(text) or text.startswith("1")):
        return Remove(block, "counter", "a counter of pictures")
    for hit in hits:
        if hit.group == "control" and words <= 8:
            return hit.remove()
    if _COUNTED.match(text):
        return Remove(block, "caption_with_credit", "begins with a counter of pictures")
    for hit in hits:
        if hit.group == "caption_label" and text[hit.end : hit.end + 1] in {":", "："}:
            return hit.remove()
    if _is_credit_line(draft, block, hits):
        return Remove(block, "credit_line", "nothing but a picture credit")
    evidence = "" if at_end else _credit_at_end(text, words, hits)
    return Remove(block, "caption_with_credit", evidence) if evidence else None


def _is_credit_line(draft: Draft, block: Block, hits: Sequence[Hit]) -> bool:
    """Whether the line is a credit and nothing else: a label and a name, a © and a name, names and an agency."""
    text = block.text
    if len(text) > MAX_CREDIT_CHARACTERS or draft.words(block) > MAX_CREDIT_WORDS:
        return False
    bare = text.strip("()[]（）【】 ")
    if bare[:1] == "©" or bare.lower().startswith("(c) "):
        return not ends_sentence(bare) or bare.endswith(("Inc.", "Co.", "Ltd."))
    agencies = [hit for hit in hits if hit.group == "agency"]
    for hit in hits:
        if hit.group == "source" and not agencies:
            continue
        if hit.group in {"credit", "source"} and not any(map(str.isalnum, text[: hit.start])) and _is_label(text, hit):
            rest = text[hit.end :].strip(" :：/=|.")
            if not rest or draft.is_sentence_like(block):
                return False
            return not rest[0].islower() or any(agency.start <= hit.end + 2 for agency in agencies)
    if not agencies or ends_sentence(text) or draft.words(block) > 9:
        return False
    if uncovered_letters(text, agencies) == 0:
        return len(text) > 3
    names = outside(text, [(hit.start, hit.end) for hit in agencies])
    return any(mark in text for mark in "/|-–,©(") and is_name_like(names, fewest=2)


def _credit_at_end(text: str, words: int, hits: Sequence[Hit]) -> str:
    """The evidence that a caption ends in a credit; empty where it does not."""
    if text.count(". ") > MAX_SENTENCES:
        return ""
    at = text.rfind("©")
    if at > 0 and len(text) - at <= _MAX_AFTER and words > 2:
        return f'"{text[at:][:60]}"'
    # Most texts end in no bracket: to see that is faster than to look for one from the start.
    bracketed = None if _CLOSING.isdisjoint(text[-2:]) else _IN_BRACKETS.search(text)
    for hit in reversed(hits):
        rest = text[hit.end :]
        if len(rest) > _MAX_AFTER or hit.start == 0:
            continue
        if (
            (hit.group == "credit" or (hit.group == "source" and bracketed is not None))
            and _is_label(text, hit)
            and _ends_what_came_before(text, hit.start)
        ):
            after = rest.strip(" :：/=|.")
            if after and not _goes_on(after):
                return f'"{text[hit.start :][:60]}"'
        if hit.group == "agency" and _is_credit_of(text, hit, bracketed):
            return f'"{hit.text}"'
    if bracketed is not None and words <= 45:
        inner = bracketed.group(1)
        closed = ends_sentence(text[: bracketed.start()].rstrip())
        if closed and is_name_like(inner, fewest=2, most=5):
            return f'"({inner})"'
        if fold(inner) in _ABBREVIATIONS or fold(inner.split("/")[0].split(" ")[0]) in _ABBREVIATIONS - {"nine"}:
            return f'"({inner})"'
    if words > 60 or "/" not in text or ends_sentence(text):
        return ""
    at = max(text.rfind(mark) for mark in (". ", "! ", "? ", '" ', "” "))
    tail = text[at + 1 :].strip()
    return f'"{tail}"' if at > _MIN_BEFORE and _is_names_and_house(tail) else ""


def _is_names_and_house(tail: str) -> bool:
    """Whether a caption ends in "Jane Roe/The Paper": capitals around a slash, no end mark."""
    return "/" in tail[1:-1] and len(tail) <= 60 and is_name_like(tail, fewest=3, most=8)


def _is_label(text: str, hit: Hit) -> bool:
    """Whether a word such as "photo" is used as a label."""
    if text[hit.end : hit.end + 1] in {"/", "／"}:
        return hit.language in _SLASHED
    return _LABEL_END.match(text, hit.end) is not None or hit.phrase.rsplit(" ", 1)[-1] in _PREPOSITIONS


def _ends_what_came_before(text: str, start: int) -> bool:
    """Whether a sentence, a bracket or a glued word ends where a credit begins."""
    before = text[:start].rstrip()
    if not before:
        return True
    return before[-1] in _MARK_BEFORE or not text[start - 1 : start].isspace()


def _goes_on(after: str) -> bool:
    """Whether running text follows a credit: a sentence end with more behind it."""
    return any(mark in after for mark in (". ", "! ", "? ", "。")) and len(after) > 40


def _is_credit_of(text: str, hit: Hit, bracketed: re.Match[str] | None) -> bool:
    """Whether an agency's name near the end of the line is the credit of a picture."""
    rest = text[hit.end :]
    if bracketed is not None and bracketed.start(1) <= hit.start:
        inner = bracketed.group(1)
        return is_name_like(inner) and len(inner.split()) <= 7
    if len(rest) > 40 or ends_sentence(rest or ".") is (rest.strip() != ""):
        return False
    if rest.strip() and not (rest.strip()[0] in "/|-–,)]" and is_name_like(rest)):
        return False
    if not ends_sentence(text) and not rest.strip():
        before = text[: hit.start].rstrip()
        if not before or before[-1] in '.!?|©)]”"»…。' or not text[hit.start - 1].isspace():
            return True
        # "Jane Roe/Getty Images", "| Jane Roe / AP": names between the sentence's end and the agency.
        tail = re.split(r"[.!?|©)\]…。] ?|(?<=[a-zß-ÿ])(?=[A-Z])", before)[-1]
        return before[-1] in "/-–," and len(tail) < 50 and is_name_like(tail)
    return False


def _above_credit(draft: Draft, credit: Block) -> Block | None:
    """The caption above a credit that stands on a line of its own.

    In a dump the two are lines of one element: no blank line stands between them, while paragraphs have one. A line
    with an end mark is only taken where that holds; one without is no paragraph anyway.
    """
    for block in draft.previous(credit):
        if not draft.is_open(block) or block.kind in {"heading", "list_item", "table_row", "quote", "code"}:
            return None
        words = draft.words(block)
        if words > MAX_CAPTION_WORDS or words < 4:
            return None
        if draft.is_html:
            return None
        if credit.gap or words > 45:
            return None
        if block.gap > 0 and _has_gaps(draft) and words >= 6:
            return block
        return block if 8 <= words <= 30 and not ends_sentence(block.text) and not is_title_case(block.text) else None
    return None


def _has_gaps(draft: Draft) -> bool:
    """Whether blank lines stand between the paragraphs of a dump."""
    content = draft.content
    paragraphs = [block for block in draft.all[content.start : content.end] if draft.is_sentence_like(block)]
    return sum(block.gap > 0 for block in paragraphs) > 0.7 * len(paragraphs)


_CLOSING_WORDS = 8
"""Words of the shortest paragraph that may end an article with its agency in brackets."""


def _last_paragraph(draft: Draft) -> int:
    """Index of the body's last paragraph: an agency in brackets there is a sign-off.

    The core may end a line or two early, for a bracket at the end hides the end mark.
    """
    content = draft.content
    for block in reversed(draft.all[content.start : content.end + 3]):
        if draft.is_open(block) and draft.words(block) >= _CLOSING_WORDS:
            return block.index
    return -1


def _copies(draft: Draft, taken: dict[int, Remove]) -> Iterator[Remove]:
    """Second copies of captions outside the body: galleries and lightboxes repeat them."""
    texts = {removal.block.text for removal in taken.values() if draft.words(removal.block) >= 8}
    if not texts:
        return
    for block in draft.blocks:
        if block.text not in texts or block.index in taken or block.kind in {"heading", "list_item"}:
            continue
        if draft.place(block) != "inside":
            yield Remove(block, "copy", "the same words stand in a caption")
