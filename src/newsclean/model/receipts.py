"""How much of an Article's audit a writer stores. The audit itself is always made whole."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias, get_args

import msgspec

from newsclean.errors import InputValueError
from newsclean.model.article import Article
from newsclean.model.audit import Audit, Fate, Kept, Used
from newsclean.model.rejected import Rejected

AuditLevel: TypeAlias = Literal["full", "reasons", "counts", "none"]
"""`full`: the audit as it is, with the text of every block; `reasons`: the fate of every block without its text;
`counts`: how many blocks had which fate; `none`: nothing. The evidence for fields goes with `full` and `reasons`."""

AUDIT_LEVELS: tuple[AuditLevel, ...] = get_args(AuditLevel)


def check_level(level: str) -> None:
    """Hold an audit level to those there are.

    Raises:
        InputValueError: there is no such level.
    """
    if level not in AUDIT_LEVELS:
        raise InputValueError(f"audit is {level!r}; it must be one of {', '.join(map(repr, AUDIT_LEVELS))}")


def stored_audit(audit: Audit, level: AuditLevel) -> Audit | dict[str, Any] | None:
    """The audit at a level, ready to be written as JSON."""
    match level:
        case "full":
            return audit
        case "reasons":
            return {"pipeline": audit.pipeline.digest, "fates": [_reason(fate) for fate in audit.fates]}
        case "counts":
            return {"pipeline": audit.pipeline.digest, "counts": audit.counts()}
        case "none":
            return None


def stored_evidence(article: Article, level: AuditLevel) -> Any:
    """The evidence at a level: whole, or not at all."""
    return article.evidence if level in {"full", "reasons"} else None


def json_line(result: Article | Rejected, level: AuditLevel) -> bytes:
    """The record as one line of JSON, with its audit at a level. With `full` the line of an Article is its `to_json`.

    Raises:
        TypeError, ValueError, OverflowError, RecursionError: a value in `extra` cannot be written as JSON.
    """
    if isinstance(result, Rejected) or level == "full":
        return msgspec.json.encode(result)
    fields = msgspec.structs.asdict(result)
    fields["audit"] = stored_audit(result.audit, level)
    fields["evidence"] = stored_evidence(result, level) or {}
    return msgspec.json.encode(fields)


def _reason(fate: Fate) -> dict[str, Any]:
    """One fate without texts: `{"fate": "removed", "by": ..., "reason": ...}`; edits by their reasons."""
    edits = {"edits": [edit.reason for edit in fate.edits]} if fate.edits else {}
    match fate:
        case Kept():
            return {"fate": "kept", **edits}
        case Used():
            return {"fate": "used", "by": fate.by, "field": fate.field, "reason": fate.reason, **edits}
        case _:
            return {"fate": "removed", "by": fate.by, "reason": fate.reason, **edits}
