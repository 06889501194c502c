"""An Article at a glance, for notebooks: a piece of HTML that takes its colours from the page it is put in."""

from __future__ import annotations

from collections import Counter
from typing import Final

from newsclean.model.article import Article
from newsclean.model.audit import Removed
from newsclean.report.page import fragment
from newsclean.report.strip import strip, strip_label
from newsclean.report.values import count, values_of

FIELDS: Final = ("subtitle", "authors", "published", "modified", "publisher", "agency", "section", "tags", "language")
"""What the card shows beside the headline and the body."""

_SHOWN = 12
"""Paragraphs of the body: a card is a glance, and a notebook may hold hundreds."""


def card(article: Article) -> str:
    """The article as HTML without script, to stand in another page.

    Args:
        article: what `newsclean.clean` gave.
    """
    removed = Counter(fate.by for fate in article.audit.fates if isinstance(fate, Removed))
    return fragment(
        "card.html",
        article=article,
        strip=strip(article.audit),
        strip_label=strip_label(article.audit),
        fields=[(field, shown) for field in FIELDS if (shown := values_of(article, field))],
        removed=", ".join(f"{name} {number}" for name, number in removed.most_common()),
        blocks=count(len(article.audit), "block"),
        words=count(article.word_count, "word"),
        paragraphs=[paragraph.text for paragraph in article.body[:_SHOWN]],
        more=max(0, len(article.body) - _SHOWN),
    )
