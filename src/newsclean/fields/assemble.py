"""All fields of one document, put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsclean.fields.access import access_of
from newsclean.fields.agency import agency_of
from newsclean.fields.authors import authors_of, byline_of
from newsclean.fields.body import body_of
from newsclean.fields.caller import NO_WORD, Word
from newsclean.fields.choice import Choice, candidate, first_of, judged
from newsclean.fields.completeness import completeness_of
from newsclean.fields.dates import choose_dates
from newsclean.fields.kind import kind_of
from newsclean.fields.language import direction_of, language_of
from newsclean.fields.media import images_of, videos_of
from newsclean.fields.publisher import copyright_lines, publisher_of
from newsclean.fields.quality import quality_of
from newsclean.fields.sections import breadcrumbs_of, section_of
from newsclean.fields.sources import Sources, host_of
from newsclean.fields.status import issues_of, status_of
from newsclean.fields.tags import Page, tags_of
from newsclean.fields.title import site_names, title_of
from newsclean.fields.words import key
from newsclean.model.article import Article
from newsclean.model.audit import Removed
from newsclean.model.document import Document
from newsclean.model.evidence import Candidate
from newsclean.pipeline.run import Outcome
from newsclean.text.fold import fold
from newsclean.text.measure import count_words

SAID = 6_000
"""Characters of headline, summary and body in which tags are looked for: an article says early what it is about."""


def assemble(
    document: Document, outcome: Outcome, *, language: str | None, extra: Mapping[str, Any], word: Word = NO_WORD
) -> Article:
    """The article that the outcome of a run comes to.

    Args:
        document: what was read.
        outcome: what the pipeline made of it.
        language: the caller's word on the language, BCP 47.
        extra: the caller's own columns.
        word: what the caller knows of the fields.
    """
    sources = Sources(document, outcome)
    site = site_names(sources)
    body, text = body_of(outcome.audit, is_html=sources.is_html)
    words = count_words(text)
    title = word.settle("title", title_of(sources))
    section = word.settle("section", section_of(sources, title.value))
    spoken = word.settle("language", language_of(sources, text, given=language))
    dates = choose_dates(
        document,
        outcome.uses,
        language=spoken.value.code if spoken.value else None,
        core=outcome.core,
        foreign=frozenset(_foreign(outcome)),
    )
    access = access_of(sources, words)
    quality = quality_of(sources, text, words, paywalled=access.value == "paywalled")
    completeness = completeness_of(sources, body, words, quality, access.value)
    kind = kind_of(sources, title=title.value, section=section.value, words_of_body=words)
    authors = word.settle("authors", authors_of(sources, site))
    description = word.settle("description", first_of(_descriptions(sources)))
    page = Page(
        title=title.value,
        section=section.value,
        site=site,
        authors=frozenset(key(author.name) for author in authors.value),
        slug=frozenset(key(sources.path.rstrip("/").rsplit("/", 1)[-1]).split()),
        said=fold(" ".join(filter(None, (title.value, description.value, text)))[:SAID]),
    )
    chosen: dict[str, Choice[Any]] = {
        "canonical_url": _canonical(sources),
        "title": title,
        "subtitle": _subtitle(sources),
        "description": description,
        "authors": authors,
        "byline": byline_of(sources),
        "publisher": publisher_of(sources),
        "agency": agency_of(sources, body, authors.value),
        "section": section,
        "breadcrumbs": breadcrumbs_of(sources, title.value),
        "tags": tags_of(sources, page),
        "language": spoken,
        "images": images_of(sources),
        "videos": videos_of(sources),
        "access": access,
        "completeness": completeness,
        "kind": kind,
        "license": first_of(_licenses(sources)),
        "copyright": first_of(_copyrights(sources)),
    }
    settled = {"title", "section", "authors", "language", "description"}
    chosen |= {name: word.settle(name, choice) for name, choice in chosen.items() if name not in settled}
    published = word.settle("published", Choice(dates.published, dates.published_candidates))
    modified = word.settle("modified", Choice(dates.modified, dates.modified_candidates))
    evidence = {name: choice.candidates for name, choice in chosen.items() if choice.candidates}
    for name, dated in (("published", published), ("modified", modified)):
        if dated.candidates:
            evidence[name] = dated.candidates
    status = status_of(outcome.audit, document, text=text, kind=kind.value, completeness=completeness.value)
    return Article(
        status=status,
        id=document.origin.sha256[:32],
        audit=outcome.audit,
        url=document.url,
        fetched=document.fetched,
        text=text,
        body=body,
        published=published.value,
        modified=modified.value,
        text_direction=direction_of(spoken.value, text),
        word_count=words,
        quality=quality,
        evidence=evidence,
        issues=issues_of(
            outcome, document, status=status, kind=kind.value, completeness=completeness.value, quality=quality
        ),
        extra=extra,
        **{name: choice.value for name, choice in chosen.items()},
    )


def _foreign(outcome: Outcome) -> Iterator[int]:
    """Blocks of further documents, and of what an archive or a crawl says of its own record."""
    for index, fate in enumerate(outcome.audit.fates):
        if isinstance(fate, Removed) and fate.by == "labelled_fields":
            yield index


def _subtitle(sources: Sources) -> Choice[str | None]:
    """The standfirst on the page: the first block used for it, and those that follow it at once, each on a line."""
    seen = tuple(sources.from_uses("subtitle"))
    if not seen:
        return Choice(None)
    lines = [seen[0]]
    for item in seen[1:]:
        if item.block is not None and lines[-1].block is not None and item.block == lines[-1].block + 1:
            lines.append(item)
    values = tuple(dict.fromkeys(item.value for item in lines if item.value))
    verdicts = judged(
        seen, lambda item: item.value in values, won="the standfirst on the page", lost="another came first"
    )
    return Choice("\n".join(values) or None, verdicts)


def _descriptions(sources: Sources) -> Iterator[Candidate]:
    yield from sources.from_uses("description")
    yield from sources.from_meta("description", "og:description")
    yield from sources.from_main("description", "abstract")
    yield from sources.from_meta("twitter:description", "dc.description", "sailthru.description")


def _canonical(sources: Sources) -> Choice[str | None]:
    """The address that the document gives for itself, in full."""
    given = [("link:canonical", "link rel=canonical", sources.hints.canonical)]
    given += [("meta:og:url", "meta og:url", content) for content in sources.meta("og:url")]
    given += [(f"block:{use.by}", sources.block(use).locator, use.value) for use in sources.uses("url")]
    seen = []
    for source, place, address in given:
        if address:
            full = sources.absolute(address)
            seen.append(candidate(full if full and host_of(full) else None, source, raw=address, place=place))
    return first_of(seen)


def _licenses(sources: Sources) -> Iterator[Candidate]:
    yield from sources.from_uses("license")
    yield from sources.from_main("license")
    yield from sources.from_meta("dc.rights.license", "dcterms.license", "license")
    for mark in sources.marks("license"):
        url = sources.absolute(mark.url) if mark.url else None
        yield candidate(url or mark.text or None, mark.source, raw=mark.url or mark.text, place=mark.source)


def _copyrights(sources: Sources) -> Iterator[Candidate]:
    yield from sources.from_uses("copyright")
    yield from sources.from_main("copyrightNotice")
    yield from sources.from_meta("copyright", "dc.rights", "dcterms.rights", "rights")
    yield from copyright_lines(sources)
