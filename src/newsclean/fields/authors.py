"""Who is credited: the people that the best source names, and only if none names one, the newsroom or agency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from newsclean.fields import author_nodes, json_ld
from newsclean.fields.agency import agency_named
from newsclean.fields.choice import Choice, candidate, judged
from newsclean.fields.credit import LABELLED, Credit, best_of
from newsclean.fields.credit_lines import credit_lines
from newsclean.fields.people import authors_in, merged
from newsclean.fields.sources import Sources
from newsclean.fields.words import key
from newsclean.model.article import Author
from newsclean.model.decision import FieldUse
from newsclean.model.document import Block, MarkTag
from newsclean.model.evidence import Candidate
from newsclean.text.fold import fold

_META = (
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "articleauthor",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "citation_author",
    "author",
    "byl",
    "og:article:author",
    "article:author",
    "mrf:authors",
    "creator",
)
_LAST_NAME_FIRST = frozenset({"dc.creator", "dcterms.creator", "citation_author"})
"""Library vocabularies, which write "Doe, Jane"."""

_WRITTEN_BY = frozenset(
    "written by|verfasst von|geschrieben von|écrit par|rédigé par|escrito por|scritto da|geschreven door|skrevet av|"
    "skriven av|skrevet af|autor|author|by|von|yazan|автор|作者|作成者|kirjoittanut|napisane przez|par|por|di|"
    "napsal|written_by|ditulis oleh|posted by".split("|"),
)
"""Labels that blog software writes into `twitter:label1` beside the author's name."""

_AUTHOR_CUES = frozenset(
    {
        "itemprop=author",
        "author-name",
        "byline",
        "author",
        "article-author",
        "byline-name",
        "post-author",
        "byline__name",
        "article__author",
        "c-byline",
        "entry-author",
        "author__name",
        "authors",
        "article-byline",
        "autor",
        "rel=author",
    }
)
"""What the markup of short blocks says that hold the author and little else: class names of widespread themes."""

_MAX_CUED_WORDS = 14
"""Words of such a block: three names, a role and a date."""

_COLUMN = "labelled_fields.author"
"""Reason of a value that stands behind the label of a data set's or an archive's column of authors."""

_WEAK = frozenset({"beside", "cued", "dated", "newsroom"})
"""Reasons of the bylines cleaner for lines that it knows by their place or their markup alone."""

_TOGETHER = 5
"""Blocks between two labelled lines of one byline. Lists of other stories have labelled lines of their own."""


def authors_of(sources: Sources, site: frozenset[str]) -> Choice[tuple[Author, ...]]:
    """The authors, and what every source says about them.

    Args:
        sources: the document's evidence.
        site: keys of the site's own names.
    """
    found_credits = list(_credits(sources, site))
    if not any(credit.people and not credit.is_weak for credit in found_credits):
        found_credits += _from_lines(sources, site)
    if not any(credit.authors for credit in found_credits) and "author" in sources.main:
        found_credits += _from_pages(sources, sources.main["author"], f"{sources.main_place}.author")
    best = best_of(found_credits, site)
    if best is None:
        return Choice((), tuple(_refused(credit.seen) for credit in found_credits))
    known: dict[str, Author] = {}
    for credit in found_credits:
        for author in credit.authors:
            other = known.get(key(author.name), author)
            known[key(author.name)] = msgspec.structs.replace(
                other,
                name=other.name if _is_spelled_out(other.name) else author.name,
                role=other.role or author.role,
                url=other.url or author.url,
            )
    authors = _respelled(tuple(_completed(author, known, sources) for author in best.authors), known)
    chosen = {key(author.name) for author in authors}
    verdicts = judged(
        [credit.seen if credit.authors else _refused(credit.seen) for credit in found_credits],
        lambda item: item.value is not None and {key(name) for name in item.value.split("; ")} <= chosen,
        won="names the authors",
        lost="another source names people more surely",
    )
    return Choice(authors, verdicts)


def byline_of(sources: Sources) -> Choice[str | None]:
    """The line that credits the authors, as written."""
    seen = list(sources.from_uses("byline"))
    named = [item for item in seen if authors_in(item.value or "", source="")]
    chosen = (named or seen)[:1]
    value = chosen[0].value if chosen else None
    won = "first that names someone" if named else "first; none names anybody"
    return Choice(value, judged(seen, lambda item: item in chosen, won=won, lost="not first"))


def _refused(seen: Candidate) -> Candidate:
    return seen if seen.reason else msgspec.structs.replace(seen, reason="names nobody")


def _is_spelled_out(name: str) -> bool:
    """Whether a name is written as names are: not in capitals or small letters throughout, not as an address."""
    return not name.isupper() and not name.islower()


def _completed(author: Author, known: Mapping[str, Author], sources: Sources) -> Author:
    """The author with the role and page that another source tells."""
    other = known.get(key(author.name), author)
    url = author.url or other.url
    if url is None:
        slug = "-".join(key(author.name).split())
        for address in sources.meta("article:author"):
            if address.startswith("http") and slug and slug in fold(address):
                url = address
    return msgspec.structs.replace(author, role=author.role or other.role, url=url)


def _respelled(authors: tuple[Author, ...], known: Mapping[str, Author]) -> tuple[Author, ...]:
    """The authors as another source spells them, where people stand in capitals or as an account here; all or none."""
    spelled = tuple(
        msgspec.structs.replace(author, name=known[key(author.name)].name) if author.kind == "person" else author
        for author in authors
    )
    return spelled if all(_is_spelled_out(author.name) for author in spelled if author.kind == "person") else authors


def _credits(sources: Sources, site: frozenset[str]) -> Iterator[Credit]:
    """What every source says, most trusted first."""
    for name in ("author", "creator"):
        if name in sources.main:
            yield from _from_json_ld(sources, sources.main[name], f"{sources.main_place}.{name}", site)
            break
    yield from _from_uses(sources, site)
    for name in _META:
        contents = [content for content in sources.meta(name) if not content.startswith(("http:", "https:"))]
        if contents:
            yield _from_meta(name, contents, site)
    labels = list(zip((1, 2, 3), (sources.meta(f"twitter:label{number}") for number in (1, 2, 3)), strict=True))
    for number, found in labels:
        if fold(next(found, "")) in _WRITTEN_BY:
            for content in sources.meta(f"twitter:data{number}"):
                yield _from_meta(f"twitter:data{number}", [content], site)
    if sources.is_html:
        yield from _from_marks(sources, site)
        yield from _from_cues(sources, site)


def _from_json_ld(sources: Sources, value: Any, place: str, site: frozenset[str]) -> Iterator[Credit]:
    found: list[Author] = []
    raw: list[str] = []
    for member in json_ld.members(value)[:50]:
        entity = json_ld.resolve(member, sources.nodes)
        for text in author_nodes.names_in(entity):
            raw.append(text)
            named = authors_in(text, source="json-ld:author", site=site, entity=True)
            if isinstance(entity, Mapping) and len(named) == 1:
                named = (author_nodes.with_properties(named[0], entity, sources),)
            found += named
    if raw:
        yield _credit(merged(found), "json-ld:author", "; ".join(raw), place)


def _from_pages(sources: Sources, value: Any, place: str) -> Iterator[Credit]:
    """Whose pages a JSON-LD author points to, where it gives no name."""
    found = [
        Author(name=name, kind="person", url=sources.absolute(address), raw=address, source="json-ld:author.url")
        for name, address in author_nodes.names_of_pages(value)
    ]
    if found:
        raw = "; ".join(author.raw or "" for author in found)
        yield _credit(merged(found), "json-ld:author.url", raw, place)


def _from_uses(sources: Sources, site: frozenset[str]) -> Iterator[Credit]:
    """Byline lines, read together: a label, a name and a role often stand on lines of their own."""
    for field in ("authors", "byline"):
        uses = sources.uses(field)
        found: list[Author] = []
        lines: list[frozenset[str]] = []
        reasons: set[str] = set()
        for use in _together(uses, site):
            if use.reason.endswith(".role"):
                if found and found[-1].kind == "person" and not found[-1].role:
                    found[-1] = msgspec.structs.replace(found[-1], role=" ".join(use.value.split()))
                continue
            value = use.value
            if use.reason == _COLUMN and field == "authors":
                value = "; ".join(_last_name_last(name) for name in value.split(";"))
            named = authors_in(value, source=f"block:{use.by}", site=site, entity=field == "authors")
            reason = use.reason.rpartition(".")[2]
            if reason in _WEAK:
                named = tuple(author for author in named if _stands_alone(author, sources))
            found += named
            if any(author.kind == "person" for author in named):
                reasons.add(reason)
                if reason in LABELLED:
                    lines.append(frozenset(key(author.name) for author in named if author.kind == "person"))
        if uses:
            first = uses[0]
            block = sources.block(first)
            raw = " | ".join(use.value for use in uses[:10])
            credit = _credit(merged(found), f"block:{first.by}", raw, block.locator, first.block)
            yield msgspec.structs.replace(credit, lines=tuple(lines), reasons=frozenset(reasons))


def _last_name_last(name: str) -> str:
    """An author as archives write her ("Doe, Jane M."), turned; a lone word before the comma that is no agency."""
    name = name.strip()
    if name.endswith(".") and not name[-3:-2].isspace():
        name = name[:-1]
    last, comma, first = name.partition(", ")
    given = first.split()
    if not comma or " " in last or not 1 <= len(given) <= 2 or agency_named(last) or agency_named(first):
        return name
    return f"{first} {last}" if all(word[0].isupper() for word in given) else name


def _stands_alone(author: Author, sources: Sources) -> bool:
    """Whether a line that nothing labels is a name all the same: an agency's, or one without words of the text."""
    if author.kind != "person":
        return agency_named(author.name) is not None
    return not any(len(word) > 3 and word in sources.common_words for word in key(author.name).split())


def _together(uses: list[FieldUse], site: frozenset[str]) -> list[FieldUse]:
    """The lines of the article's own byline: where a labelled one names somebody, those labelled lines next to it."""
    named = [
        use
        for use in uses
        if use.reason.rpartition(".")[2] in LABELLED
        and any(author.kind == "person" for author in authors_in(use.value, source="", site=site))
    ]
    if not named:
        return uses
    kept = named[:1]
    for use in named[1:]:
        if abs(use.block - kept[-1].block) <= _TOGETHER:
            kept.append(use)
    first, last = kept[0].block, kept[-1].block
    roles = [use for use in uses if first < use.block <= last + 2 and use not in named]
    return sorted([*kept, *roles], key=lambda use: use.block)


def _from_meta(name: str, contents: list[str], site: frozenset[str]) -> Credit:
    found: list[Author] = []
    for content in contents[:30]:
        if name in _LAST_NAME_FIRST and content.count(",") == 1:
            last, first = content.split(",")
            if len(last.split()) <= 2 and len(first.split()) <= 3:
                turned = f"{first.strip()} {last.strip()}"
                found += authors_in(turned, source=f"meta:{name}", site=site, entity=True)
                continue
        found += authors_in(content, source=f"meta:{name}", site=site, entity=True)
    return _credit(merged(found), f"meta:{name}", "; ".join(contents), f"meta {name}")


def _from_marks(sources: Sources, site: frozenset[str]) -> Iterator[Credit]:
    """Elements that `rel`, microdata or RDFa calls the author, beside the headline or right behind the body."""
    start, end = sources.outcome.core
    found: list[Author] = []
    first: MarkTag | None = None
    for mark in sources.marks("author"):
        if (start + 3 < mark.block < end) or mark.block > end + 6 or not mark.text or len(mark.text) > 200:
            continue
        if first is not None and mark.block - first.block >= _TOGETHER:
            break
        named = authors_in(mark.text, source=mark.source, site=site, entity=True)
        url = sources.absolute(mark.url) if mark.url else None
        if named and first is None:
            first = mark
        found += [msgspec.structs.replace(author, url=author.url or url) for author in named]
    if first is not None:
        block = first.block if first.block < len(sources.document.blocks) else None
        yield _credit(merged(found), first.source, first.text, first.source, block)


def _from_cues(sources: Sources, site: frozenset[str]) -> Iterator[Credit]:
    """Short blocks above the body, or at most a few below it, whose markup says that they hold the author."""
    start, end = sources.outcome.core
    found: list[Author] = []
    first: Block | None = None
    for block in sources.document.blocks[: end + 6]:
        if start + 3 < block.index < end or len(block.text) > 200 or not any(cue in _AUTHOR_CUES for cue in block.cues):
            continue
        if len(block.text.split()) > _MAX_CUED_WORDS:
            continue
        named = authors_in(block.text, source="block:cue", site=site)
        if named and first is None:
            first = block
        if named and first is not None and block.index - first.index < 12:
            found += named
    if first is not None:
        yield _credit(merged(found), "block:cue", first.text, first.locator, first.index)


def _from_lines(sources: Sources, site: frozenset[str]) -> Iterator[Credit]:
    """Lines that no cleaner took for bylines, asked where nothing else names a person surely."""
    for line in credit_lines(sources, site):
        if line.authors:
            yield _credit(line.authors, f"block:{line.sign}", line.block.text, line.block.locator, line.block.index)


def _credit(authors: tuple[Author, ...], source: str, raw: str, place: str, block: int | None = None) -> Credit:
    value = "; ".join(author.name for author in authors) or None
    return Credit(authors, candidate(value, source, raw=raw, place=place, block=block))
