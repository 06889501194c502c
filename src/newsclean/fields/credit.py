"""What one source says of who wrote the article, and which of several sources to believe."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from newsclean.fields.people import merged
from newsclean.fields.words import key
from newsclean.model.article import Author
from newsclean.model.evidence import Candidate

LABELLED = frozenset({"named", "author", "declared"})
"""Reasons of the bylines cleaner for lines that say who wrote the article, or that repeat a declared name."""


class Credit(Struct, frozen=True):
    """What one source says: who it names, and the candidate to show for it.

    Attributes:
        authors: who it names.
        seen: the candidate for the evidence.
        lines: keys of the people that each labelled line names by itself.
        reasons: why a cleaner took the lines for bylines; empty for markup and metadata.
    """

    authors: tuple[Author, ...]
    seen: Candidate
    lines: tuple[frozenset[str], ...] = ()
    reasons: frozenset[str] = frozenset()

    @property
    def is_labelled(self) -> bool:
        """Whether a line that readers see says "by"."""
        return bool(self.reasons & LABELLED)

    @property
    def is_weak(self) -> bool:
        """Whether only its place tells that the line is a byline."""
        return bool(self.reasons) and not self.is_labelled

    @property
    def people(self) -> frozenset[str]:
        """Keys of the people named."""
        return frozenset(key(author.name) for author in self.authors if author.kind != "organisation")


def best_of(found: Sequence[Credit], site: frozenset[str]) -> Credit | None:
    """The credit to believe: the first that names people, with those whom a labelled line adds to them.

    Where the first one's people are named nowhere else and what readers see names others, readers are right: some
    sites put the account that uploaded the text into JSON-LD.
    """
    naming = [credit for credit in found if credit.people]
    if not naming:
        crediting = [credit for credit in found if credit.authors]
        elsewhere = (credit for credit in crediting if not any(key(author.name) in site for author in credit.authors))
        return next(elsewhere, next(iter(crediting), None))
    best = naming[0]
    labelled = next((credit for credit in naming if credit.is_labelled), None)
    if labelled is not None and not _share(best, labelled):
        supported = any(_share(best, credit) for credit in naming if credit is not best)
        if not supported or (best.seen.block is None and sum(_share(labelled, credit) for credit in naming) > 1):
            best = labelled
    elif best.is_weak and len(naming) > 1 and not any(_share(best, credit) for credit in naming[1:]):
        best = naming[1]
    elif (
        best.is_weak
        and "cued" not in best.reasons
        and any(credit.authors and credit is not best for credit in found[:1])
    ):
        # Markup names the house, and an unlabelled line near the headline something like a name: not sure enough.
        best = found[0]
    for credit in found:
        if any(people > best.people for people in credit.lines):
            people = next(people for people in credit.lines if people > best.people)
            named = tuple(author for author in credit.authors if key(author.name) in people)
            best = msgspec.structs.replace(best, authors=merged([*best.authors, *named]))
    return msgspec.structs.replace(best, authors=_without_own_house(best.authors, site))


def _share(one: Credit, other: Credit) -> bool:
    """Whether two credits name someone in common; "jane" and "jane doe" are taken for the same."""
    return any(
        mine == theirs or mine.startswith(theirs + " ") or theirs.startswith(mine + " ")
        for mine in one.people
        for theirs in other.people
    )


def _without_own_house(authors: tuple[Author, ...], site: frozenset[str]) -> tuple[Author, ...]:
    """The authors without the site itself, where a person is named beside it."""
    if not any(author.kind == "person" for author in authors):
        return authors
    return tuple(author for author in authors if author.kind != "organisation" or key(author.name) not in site)
