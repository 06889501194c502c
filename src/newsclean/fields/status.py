"""Whether there is a body to trust, and what a caller may want to act on."""

from __future__ import annotations

from collections.abc import Iterator

from newsclean.fields.completeness import Completeness
from newsclean.fields.kind import Kind
from newsclean.fields.quality import LOW
from newsclean.model.article import Quality, Status
from newsclean.model.audit import Audit, Removed
from newsclean.model.document import SECOND_OPINION, ContentScore, Document, Issue
from newsclean.pipeline.run import Outcome

_OTHER_DOCUMENT = "labelled_fields.next_document"
_REFUSED = frozenset({"listing", "not_article"})
_NO_ARTICLE = frozenset({"no_document", "not_text", "several_articles", "no_article_field"})
"""Issues of reading with which a document is no article."""


def status_of(audit: Audit, document: Document, *, text: str, kind: Kind, completeness: Completeness) -> Status:
    """The status of the article.

    Args:
        audit: the fates of the blocks.
        document: what was read.
        text: the body.
        kind: what sort of page it is.
        completeness: whether the body is all of it.
    """
    if kind in _REFUSED or any(issue.code in _NO_ARTICLE for issue in document.issues):
        return "rejected"
    if not text:
        return "empty"
    cut = any(issue.code == "input_cut" for issue in document.issues)
    return "partial" if cut or audit.failures or completeness in {"teaser", "truncated"} else "ok"


def issues_of(
    outcome: Outcome,
    document: Document,
    *,
    status: Status,
    kind: Kind,
    completeness: Completeness,
    quality: Quality,
) -> tuple[Issue, ...]:
    """What reading noticed, and what the run and the fields add to it."""
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
    if any(isinstance(fate, Removed) and fate.reason == _OTHER_DOCUMENT for fate in outcome.audit.fates[-1:]):
        issues.append(
            Issue("several_documents", "warning", "The input holds several documents; only the first was used.")
        )
    if status in {"ok", "partial"}:
        issues += _doubts(outcome.content, quality)
    issues += [
        Issue("cleaner_failed", "warning", f"The cleaner {failure.cleaner} failed; its decisions were dropped.")
        for failure in outcome.audit.failures
    ]
    return tuple(dict.fromkeys(issues))


def _doubts(content: ContentScore, quality: Quality) -> Iterator[Issue]:
    """What speaks against a body that was found."""
    if content.start == content.end:
        yield Issue("no_core", "warning", "No core of a body stood out; all that no cleaner took was kept.", "text")
    if content.method.endswith(SECOND_OPINION):
        yield Issue("second_opinion", "info", "The body is in doubt; trafilatura's blocks were kept, too.", "text")
    if quality.score is not None and quality.score < LOW:
        yield Issue("low_quality", "info", "The self-checks give the body a low quality.", "quality")
