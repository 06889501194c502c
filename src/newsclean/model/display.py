"""How records show themselves to people: each asks `report` for its picture, and only when somebody looks.

This is the one place where an import goes up. Notebooks and rich ask the value itself (`_repr_html_`, `__rich__`), so
the value must know whom to ask; what a picture looks like stays in `report`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsclean.model.article import Article


def in_notebook(article: Article) -> str:
    """The article as a piece of HTML."""
    from newsclean.report.card import card

    return card(article)


def in_terminal(record: Any) -> Any:
    """The record as something that rich can print."""
    from newsclean.report.terminal import renderable

    return renderable(record)
