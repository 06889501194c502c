"""Single lines beside a headline: labels, names, dates, roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from newsclean.cleaners.date_line import DateInLine, dates_in, outside
from newsclean.cleaners.name_shape import is_handle, is_name_like
from newsclean.cleaners.shape import Cues, by_block, is_amid_prose
from newsclean.model.document import Block
from newsclean.pipeline.draft import Draft, Hit
from newsclean.text.fold import fold, key
from newsclean.text.measure import count_words

PREPOSITIONS = frozenset("by von par por di door av af de od от από oleh bởi".split())
"""Short words that stand before an author's name. They are looked up as the first word of a short line; as phrases they
would be found in every sentence."""

_PREPOSITIONS = tuple(sorted(PREPOSITIONS))
_LONGEST_PREPOSITION = max(map(len, PREPOSITIONS))

MAX_WORDS = 30
MAX_CHARACTERS = 220
"""A line with four names, two dates, a section and a reading time is about 200 characters long."""

_REST_WORDS = 4
"""Words that may stand beside an unlabelled date: a place, a section, "min read"."""

_LABEL_START = 3
"""Characters before the label of a date in a line that reads as a sentence: a bracket, a dash, a bullet."""

_COLONS = frozenset(":：")
_CASELESS_WORDS = 4
"""Words of a name behind a label without a colon, in scripts without capitals; longer ones are sentences."""

_CLOCK = re.compile(r"\d{1,2}[:.]\d\d\s?(?:uhr|h|hrs|[ap]\.?m\.?|[gcbm]mt|e[sd]t|cest|cet|bst)\b\.?", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]{0,40}\)")
_AUTHOR_CUES = frozenset({"author", "authors", "autor", "autoren", "auteur", "byline", "bylines", "autore", "writer"})
_DATE_CUES = frozenset({"date", "datetime", "dateline", "timestamp", "pubdate", "published", "updated", "publish"})

_ASKS = frozenset("?!？！")

_SOURCE_WORDS = 6
"""Words of an agency's or paper's name behind a label such as "Source:"."""

Kind = Literal["names", "label", "dates", "both", "role", "staff", "source", "clock", "maybe"]


class Line(Struct, frozen=True, gc=False):
    """What a line near the headline or the body's end looks like.

    Attributes:
        block: the line.
        kind: `label` alone, `names` (labelled, declared or cued), `dates`, `both`, `role`, `staff` credits, `source`
            (the agency or paper it is from), `clock`, or `maybe` a name.
        reason: the reason for using it.
        names: the text that holds the names.
        dates: the dates in it.
        modified: whether its label says that the date is the last change.
        labelled: whether a label says that it is a date of the article.
    """

    block: Block
    kind: Kind
    reason: str
    names: str = ""
    dates: tuple[DateInLine, ...] = ()
    modified: bool = False
    labelled: bool = False


class LineReader:
    """Reads single lines: labels, names, dates, roles."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._hits = by_block(draft.hits)
        self._declared = frozenset(_declared(draft))
        self._author_cues = Cues(draft, _AUTHOR_CUES) if draft.is_html else None
        self._date_cues = Cues(draft, _DATE_CUES) if draft.is_html else None

    def read(self, block: Block) -> Line | None:
        """What the line is; `None` for a line that is neither byline nor date."""
        draft = self._draft
        text = block.text
        if len(text) > MAX_CHARACTERS or draft.words(block) > MAX_WORDS:
            return None
        hits = self._hits.get(block.index, ())
        dates = dates_in(draft, block)
        return self._by_label(block, hits, dates) or self._by_shape(block, hits, dates)

    def _by_label(self, block: Block, hits: Sequence[Hit], dates: tuple[DateInLine, ...]) -> Line | None:
        """A line that its first words, or its last, give away."""
        text = block.text
        if any(hit.group == "staff" and _is_credit(text, hit) for hit in hits):
            return Line(block, "staff", "staff", text)
        if any(hit.group == "reported" and _is_credit(text, hit) for hit in hits):
            return Line(block, "names", "named", text)
        source = next(
            (hit for hit in hits if hit.group == "source" and text[hit.end : hit.end + 2].strip()[:1] in _COLONS), None
        )
        if source is not None and not dates:
            name = text[source.end :].strip(" :：")
            if name and count_words(name) <= _SOURCE_WORDS:
                return Line(block, "source", "source", name)
        label = self._label(text, hits)
        line = self._labelled(block, label, dates) if label else None
        if line is not None:
            return line
        groups = {hit.group for hit in hits}
        if groups & {"published", "modified"} and not any(map(str.isalnum, _beyond(text, hits))):
            return Line(block, "label", "label", modified="modified" in groups, labelled=True)
        if "author_after" in groups and self._draft.words(block) <= 8 and not dates:
            return Line(block, "names", "named", text)
        return None

    def _by_shape(self, block: Block, hits: Sequence[Hit], dates: tuple[DateInLine, ...]) -> Line | None:
        """A line without label: a name the document states, a date, a newsroom, a role, the shape of a name."""
        text = block.text
        groups = {hit.group for hit in hits}
        if self._draft.facts.keys[block.index] in self._declared:
            return Line(block, "names", "declared", text)
        if "newsroom" in groups:
            return Line(block, "maybe", "newsroom", text)
        if dates:
            return self._dated(block, hits, dates)
        if self._draft.is_sentence_like(block):
            return None
        if _CLOCK.fullmatch(text) or (groups & {"published", "modified"} and _CLOCK.search(text)):
            return Line(block, "clock", "clock", text)
        if self._author_cues is not None and block in self._author_cues and is_name_like(text, most=8):
            return Line(block, "names", "cued", text)
        # What a reporter asks in an interview is no role.
        if "role" in groups and self._draft.words(block) <= 7 and text[-1] not in _ASKS:
            return Line(block, "role", "role", text)
        return Line(block, "maybe", "beside", text) if self._may_be_name(block) else None

    def _may_be_name(self, block: Block) -> bool:
        """Whether an unlabelled line has the shape of names and is no section, kicker or menu entry."""
        names = _ASIDE.sub("", block.text)
        if block.kind == "heading" or not is_name_like(names, fewest=2, most=8):
            return False
        if names.isupper() and names.count(" ") > 2:
            return False
        return not any(index < block.index for index in self._draft.repeats(block))

    def is_other(self, block: Block) -> bool:
        """Whether the line is a labelled byline that stands among other stories."""
        draft = self._draft
        text = block.text
        folded = draft.facts.folded[block.index]
        if len(text) > 80 or not folded.lstrip().startswith(_PREPOSITIONS) or draft.words(block) > 8:
            return False
        if draft.place(block) == "before":
            return False
        label = self._label(text, self._hits.get(block.index, ()))
        if not label or folded[:label].strip() not in PREPOSITIONS:
            return False
        if not is_name_like(text[label:], fewest=2, most=6):
            return False
        return not is_amid_prose(draft, block) and not _is_before_prose(draft, block)

    def _label(self, text: str, hits: Sequence[Hit]) -> int:
        """Where the label before the names ends; 0 without one."""
        ends = [hit.end for hit in hits if hit.group == "author" and _is_label(text, hit)]
        if ends:
            return max(ends)
        at = len(text) - len(text.lstrip('—–-•|·:/ (["“'))
        word = text[at:].split(" ", 1)[0]
        stripped = word.rstrip(":：|")
        if len(stripped) <= _LONGEST_PREPOSITION and fold(stripped) in PREPOSITIONS:
            return at + len(word)
        if len(word) > 3 and word[:2] in {"by", "By"} and word[2].isupper():
            return at + 2
        if len(word) > 4 and word[:3] in {"von", "Von"} and word[3].isupper():
            return at + 3
        if len(word) > 2 and word[0] in "文글撰" and word[1] in "/:：":
            return at + 2
        return 0

    def _labelled(self, block: Block, label: int, dates: tuple[DateInLine, ...]) -> Line | None:
        """A line that begins with a label before names."""
        text = block.text
        rest = text[label:]
        if not any(map(str.isalpha, rest)):
            return Line(block, "label", "label") if len(text) <= 30 else None
        first = min((found.start for found in dates if found.start >= label), default=len(text))
        names = text[label:first].strip(" :：|•·-–—,/\t")
        if dates and not any(map(str.isalpha, names)):
            return Line(block, "both", "dated", text, dates, labelled=True)
        head, _, _ = _cut(names)
        if self._draft.is_sentence_like(block) and not dates:
            return None
        if not is_name_like(head) and not is_handle(head):
            return None
        return Line(block, "both" if dates else "names", "named", text, dates, labelled=bool(dates))

    def _dated(self, block: Block, hits: Sequence[Hit], dates: tuple[DateInLine, ...]) -> Line | None:
        """A line that holds a date."""
        text = block.text
        modified = any(hit.group == "modified" and hit.start < dates[0].start for hit in hits)
        spans = [(found.start, found.end) for found in dates] + [(hit.start, hit.end) for hit in hits]
        rest = outside(text, spans)
        words = count_words(rest)
        sentence = self._draft.is_sentence_like(block)
        labels = [hit for hit in hits if hit.group in {"published", "modified"}]
        if sentence:
            # "Published" is a word of prose, too: "… from the book (published on 10 March)".
            labels = [hit for hit in labels if hit.start <= _LABEL_START]
        labelled = bool(labels) or any(found.role in {"published", "modified"} for found in dates)
        if sentence and not labels:
            return None
        if words <= _REST_WORDS or labelled:
            first = rest.split("|", 1)[0]
            if self._is_author(block, first):
                return Line(block, "both", "beside", text, dates, modified, labelled)
            return Line(block, "dates", "dated", "", dates, modified, labelled)
        if is_name_like(rest, fewest=2):
            return Line(block, "both", "beside", text, dates, modified, labelled)
        if self._date_cues is not None and block in self._date_cues and words <= 10:
            return Line(block, "dates", "cued", "", dates, modified, labelled)
        return None

    def _is_author(self, block: Block, text: str) -> bool:
        """Whether the words beside a date are somebody's name."""
        if key(text) in self._declared:
            return True
        if self._author_cues is not None and block in self._author_cues and is_name_like(text):
            return True
        return is_name_like(text, fewest=2, most=4) and block.text.startswith(text[:4]) and not self._draft.is_html


def _cut(names: str) -> tuple[str, str, str]:
    """A byline's text up to the first mark after which roles and organisations stand."""
    for at, char in enumerate(names):
        if char in ",|•·(;/-–—" and at > 3:
            return names[:at], char, names[at + 1 :]
    return names, "", ""


def _is_label(text: str, hit: Hit) -> bool:
    """Whether a word such as "author" is a label: a colon follows, or nothing, or it ends in a preposition."""
    rest = text[hit.end :].lstrip()
    if not rest or rest[0] in ":：|/-–—·•[(":
        return True
    last = hit.phrase.rsplit(" ", 1)[-1]
    if last in PREPOSITIONS or last in {"da", "lo", "für"} or not text[hit.end].isspace():
        return True
    # Without capitals, a blank parts the label from the name as a colon does: "记者 王小明".
    return hit.text.lower() == hit.text.upper() and count_words(rest) <= _CASELESS_WORDS


def _is_credit(text: str, hit: Hit) -> bool:
    """Whether names follow the label of an editor, a translator, a reporter; where they wrote from may stand behind."""
    rest = text[hit.end :]
    marked = rest[:2].strip()[:1] in _MARKS
    if not marked and (hit.phrase.rsplit(" ", 1)[-1] not in PREPOSITIONS or hit.phrase in _OF_HOUSES):
        return False
    return is_name_like(_BEHIND_NAME.split(rest, maxsplit=1)[0], fewest=1 if marked else 2)


_MARKS = frozenset(":：-–—/|")
_OF_HOUSES = frozenset({"published by", "produced by", "publié par", "veröffentlicht von"})
"""Labels that stand before the makers of things as well: games, books, films."""

_BEHIND_NAME = re.compile(r"[,;]| in (?=[A-Z])")
"""What ends the first name of a credit: "Reporting by Jane Doe in London; editing by …"."""


def _beyond(text: str, hits: Sequence[Hit]) -> str:
    return outside(text, [(hit.start, hit.end) for hit in hits])


def _is_before_prose(draft: Draft, block: Block) -> bool:
    """Whether running text of the body follows at once: the line is then more likely a subhead."""
    for following in draft.following(block):
        return draft.place(block) == "inside" and draft.is_sentence_like(following)
    return False


def _declared(draft: Draft) -> Iterator[str]:
    """Keys of the author names that the document's own data state."""
    for node in draft.hints.json_ld:
        yield from _names_of(node.get("author"))
    for meta in draft.hints.meta:
        if meta.name in {"author", "article:author", "byl", "dc.creator", "sailthru.author", "parsely-author"}:
            name = key(meta.content)
            if 3 < len(name) < 80 and "http" not in name:
                yield name
                if name.startswith("by "):
                    yield name[3:]


def _names_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        name = key(value)
        if 3 < len(name) < 80 and "http" not in name:
            yield name
    elif isinstance(value, Mapping):
        yield from _names_of(value.get("name"))
    elif isinstance(value, Sequence):
        for item in value[:20]:
            yield from _names_of(item)
