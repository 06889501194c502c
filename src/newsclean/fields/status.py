"""Whether there is a body to trust, and what a caller may want to act on."""

from __future__ import annotations

from newsclean.fields.completeness import Completeness
from newsclean.fields.kind import Kind
from newsclean.model.article import Status
from newsclean.model.audit import Audit
from newsclean.model.document import Document, Issue

_REFUSED = frozenset({"listing", "not_article"})


def status_of(audit: Audit, document: Document, *, text: str, kind: Kind, completeness: Completeness) -> Status:
    """The status of the article.

    Args:
        audit: the fates of the blocks.
        document: what was read.
        text: the body.
        kind: what sort of page it is.
        completeness: whether the body is all of it.
    """
    if kind in _REFUSED or any(issue.code == "not_text" for issue in document.issues):
        return "rejected"
    if not text:
        return "empty"
    cut = any(issue.code == "input_cut" for issue in document.issues)
    return "partial" if cut or audit.failures or completeness in {"teaser", "truncated"} else "ok"


def issues_of(
    audit: Audit, document: Document, *, status: Status, kind: Kind, completeness: Completeness
) -> tuple[Issue, ...]:
    """What reading noticed, and what the fields add to it."""
    issues = list(document.issues)
    if status == "empty":
        issues.append(Issue("no_body", "warning", "No text of an article was found.", "text"))
    if kind == "listing":
        issues.append(Issue("listing", "warning", "The page lists articles and is none itself.", "kind"))
    elif kind == "not_article":
        issues.append(Issue("not_article", "warning", "The page tells of an error or asks for something.", "kind"))
    if completeness == "teaser":
        issues.append(Issue("teaser", "warning", "The body is what is shown before a paywall.", "completeness"))
    elif completeness == "truncated":
        issues.append(Issue("truncated", "warning", "The body is cut off.", "completeness"))
    issues += [
        Issue("cleaner_failed", "warning", f"The cleaner {failure.cleaner} failed; its decisions were dropped.")
        for failure in audit.failures
    ]
    return tuple(dict.fromkeys(issues))
