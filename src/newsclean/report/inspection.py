"""What became of every block of a document, and where each field came from, as one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from newsclean.model.article import Article
from newsclean.model.audit import Fate, Kept, Removed, Used
from newsclean.model.date import DateValue
from newsclean.model.document import Block
from newsclean.model.evidence import Candidate
from newsclean.report.marks import Piece, marked
from newsclean.report.page import named, render
from newsclean.report.strip import Run, strip, strip_label
from newsclean.report.values import FIELDS, SIGNALS, count, number, values_of
from newsclean.text.measure import count_words

_CHUNK = 50
"""Blocks that a browser lays out together, or not at all while they are out of sight."""


class BlockView(Struct, frozen=True, gc=False):
    """A block as the page shows it; attributes as `data-` attributes of its element, or parts of it."""

    index: int
    number: str
    kind: str
    fate: str
    by: str
    field: str
    reason: str
    note: str
    where: str
    about: str
    pieces: tuple[Piece, ...]
    editors: str
    edits: str


class Place(Struct, frozen=True, gc=False):
    """A block that a value came from: its index and how a person calls it."""

    block: int
    label: str


class FieldView(Struct, frozen=True):
    """A field with its value, the blocks and hints it came from, and every candidate that was seen."""

    name: str
    values: tuple[str, ...]
    confidence: float | None
    places: tuple[Place, ...]
    hints: tuple[str, ...]
    candidates: tuple[Candidate, ...]

    @property
    def seen(self) -> bool:
        """Whether the document says anything about the field."""
        return bool(self.values or self.candidates or self.places)

    @property
    def lost(self) -> int:
        """How many candidates did not get their way."""
        return sum(not candidate.chosen for candidate in self.candidates)


class SignalView(Struct, frozen=True):
    """A self-check in words."""

    name: str
    value: str
    expected: str
    verdict: str


class DocumentView(Struct, frozen=True):
    """One document, ready for the template."""

    id: str
    name: str
    article: Article
    chunks: tuple[tuple[BlockView, ...], ...]
    fates: dict[str, int]
    removers: tuple[tuple[str, int], ...]
    users: tuple[tuple[str, int], ...]
    editors: tuple[tuple[str, int], ...]
    strip: tuple[Run, ...]
    strip_label: str
    fields: tuple[FieldView, ...]
    missing: tuple[str, ...]
    signals: tuple[SignalView, ...]
    words_read: int

    @property
    def anchors(self) -> frozenset[str]:
        """Fields that stand on the page, so that a block may point to them."""
        return frozenset(field.name for field in self.fields) | {"quality"}

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The document in numbers: the figure, and what it counts."""
        kept, used, removed = (self.fates[name] for name in ("kept", "used", "removed"))
        return (
            (self.article.status, "status"),
            (f"{self.article.word_count:,}", f"of {self.words_read:,} words are body"),
            (f"{len(self.article.audit):,}", "blocks"),
            (f"{kept:,}", "kept"),
            (f"{used:,}", "used"),
            (f"{removed:,}", "removed"),
        )


def inspect_page(articles: Article | Iterable[Article], *, names: Sequence[str] = ()) -> str:
    """A self-contained page that shows what was cleaned, and why.

    The page needs no network and no other file. It can run no script but its own, whatever the documents hold.

    Args:
        articles: what `newsclean.clean` gave; one, or several to choose from.
        names: what to call them, such as file names; by default their titles.

    Returns:
        HTML, to be written as UTF-8.
    """
    several = (articles,) if isinstance(articles, Article) else tuple(articles)
    views = [
        _view(article, f"d{number}", names[number - 1] if number <= len(names) else "")
        for number, article in enumerate(several, 1)
    ]
    title = views[0].article.title or views[0].name or "inspect" if len(views) == 1 else count(len(views), "document")
    return render(
        "inspect.html",
        ("look.css", "inspect.css"),
        ("inspect.js",),
        title=title,
        documents=views,
        language=_common_language(several),
    )


def _common_language(articles: Sequence[Article]) -> str:
    codes = {article.language.code for article in articles if article.language}
    return codes.pop() if len(codes) == 1 else ""


def _view(article: Article, id_: str, name: str) -> DocumentView:
    audit = article.audit
    blocks = [_block(block, fate) for block, fate in audit]
    fields = tuple(_field(article, field) for field in FIELDS)
    fates = Counter(block.fate for block in blocks)
    return DocumentView(
        id=id_,
        name=name or article.title or article.id,
        article=article,
        chunks=tuple(tuple(blocks[at : at + _CHUNK]) for at in range(0, len(blocks), _CHUNK)),
        fates={
            "kept": fates["kept"],
            "used": fates["used"],
            "removed": fates["removed"],
            "edited": sum(bool(fate.edits) for fate in audit.fates),
        },
        removers=_ranked(block.by for block in blocks if block.fate == "removed"),
        users=_ranked(block.field for block in blocks if block.field),
        editors=_ranked(by for fate in audit.fates for by in dict.fromkeys(edit.by for edit in fate.edits)),
        strip=strip(audit),
        strip_label=strip_label(audit),
        fields=tuple(field for field in fields if field.seen),
        missing=tuple(field.name for field in fields if not field.seen),
        signals=tuple(_signals(article)),
        words_read=sum(count_words(block.text) for block in audit.blocks),
    )


def _ranked(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def _block(block: Block, fate: Fate) -> BlockView:
    by = field = reason = note = ""
    match fate:
        case Kept():
            name = "kept"
        case Used():
            name, by, field, reason, note = "used", fate.by, fate.field, fate.reason, fate.evidence
        case Removed():
            name, by, reason, note = "removed", fate.by, fate.reason, fate.evidence
    return BlockView(
        index=block.index,
        number=_number(block),
        kind=block.kind,
        fate=name,
        by=by,
        field=field,
        reason=reason,
        note=note,
        where=block.locator,
        about=_about(block),
        pieces=marked(block.text, fate.edits),
        editors=" ".join(dict.fromkeys(edit.by for edit in fate.edits)),
        edits="\n".join(
            f"{edit.reason}: {_quoted(edit.before)} → {_quoted(edit.after)}"
            + (f" ({_one_line(edit.evidence)})" if edit.evidence else "")
            for edit in fate.edits
        ),
    )


def _quoted(text: str) -> str:
    return f"“{_one_line(text)}”" if text else "nothing"


def _one_line(text: str) -> str:
    return named(text).replace("\n", " ")


def _about(block: Block) -> str:
    parts = [block.kind.replace("_", " ") if block.kind != "other" else "line", count(block.words, "word")]
    if block.link_chars:
        parts.append(f"{round(100 * block.link_chars / len(block.text))} % links")
    if block.tag:
        parts.append(f"<{block.tag}> {' '.join(block.cues)}".strip())
    return ", ".join(parts)


def _field(article: Article, field: str) -> FieldView:
    blocks = article.audit.blocks
    candidates = article.evidence.get(field, ())
    chosen = [candidate for candidate in candidates if candidate.chosen]
    # A candidate read from a file may name a block that is not there.
    at = {candidate.block for candidate in chosen if candidate.block is not None and candidate.block < len(blocks)}
    at |= {block.index for block, _ in article.audit.used(field)}
    value = getattr(article, field)
    return FieldView(
        name=field,
        values=values_of(article, field),
        confidence=value.confidence if isinstance(value, DateValue) else None,
        places=tuple(Place(index, _label(blocks[index])) for index in sorted(at) if index >= 0),
        hints=tuple(dict.fromkeys(candidate.source for candidate in chosen if candidate.block is None)),
        candidates=candidates,
    )


def _label(block: Block) -> str:
    return block.locator if block.locator.startswith("line") else f"block {block.index}"


def _number(block: Block) -> str:
    """The first line of a block of a text dump; else its place among the blocks."""
    name, _, lines = block.locator.partition(" ")
    return lines.partition("-")[0] if name in {"line", "lines"} else str(block.index)


def _signals(article: Article) -> Iterator[SignalView]:
    for signal in article.quality.signals:
        verdict = {True: "agrees", False: "disagrees", None: ""}[signal.agrees]
        expected = "" if signal.expected is None else number(signal.expected)
        yield SignalView(SIGNALS.get(signal.name, signal.name), number(signal.value), expected, verdict)
