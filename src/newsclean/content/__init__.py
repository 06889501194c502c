"""How likely each block is part of the article's body."""

from __future__ import annotations

from collections.abc import Callable

from newsclean.content import best_run
from newsclean.model.document import ContentScore, Document

__all__ = ["score"]


def score(document: Document, html: Callable[[], str | bytes] | None = None) -> ContentScore:
    """Score every block of a document.

    The learned score (docs/content-score.md); the plain rule of `best_run` where there is nothing to learn from:
    documents without a block, and installations without the weights' file.

    Args:
        document: the document.
        html: gives the page it was read from; called only where the score promises a poor body, for a second opinion.
    """
    if not document.blocks:
        return best_run.score(document)
    # numpy costs a tenth of a second to import: it is paid for by the first document, not by `import newsclean`.
    from newsclean.content.learned import score_learned
    from newsclean.content.weights import weights

    try:
        learned = weights()
    except FileNotFoundError:
        return best_run.score(document)
    found = score_learned(document, learned)
    if html is None or document.origin.kind != "html":
        return found
    from newsclean.content.second_opinion import consulted

    return consulted(document, found, html)
