"""newsclean: a messy news document in, a typed Article with receipts out.

Public names are loaded when they are first used (PEP 562), so that `import newsclean` costs next to nothing in programs
that only sometimes clean a document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsclean._version import __version__

if TYPE_CHECKING:
    from newsclean.api import clean, clean_document, clean_file, clean_many, read
    from newsclean.cleaners.default import DEFAULT
    from newsclean.dates import read_date
    from newsclean.errors import (
        BadDecision,
        ColumnError,
        InputTypeError,
        InputValueError,
        NewscleanError,
        PipelineError,
        SchemaError,
        UnknownCleaner,
        WorkerError,
    )
    from newsclean.ingest.read import Limits
    from newsclean.model.arrow import arrow_schema
    from newsclean.model.article import (
        Article,
        Author,
        Language,
        Media,
        Paragraph,
        Publisher,
        Quality,
        Signal,
        json_schema,
    )
    from newsclean.model.audit import AppliedEdit, Audit, Failure, Kept, PipelineInfo, Removed, Used
    from newsclean.model.date import DateValue, Problem, Reading
    from newsclean.model.decision import Decision, Edit, FieldUse, Remove, Use
    from newsclean.model.document import Block, Container, ContentScore, Document, Hints, Issue, Origin, Skipped
    from newsclean.model.evidence import Candidate
    from newsclean.model.rejected import Rejected
    from newsclean.pipeline.cleaner import Cleaner, cleaner
    from newsclean.pipeline.draft import Draft, Hit
    from newsclean.pipeline.phrase import PhraseFile
    from newsclean.pipeline.pipeline import Pipeline
    from newsclean.records import Record

__all__ = [
    "DEFAULT",
    "AppliedEdit",
    "Article",
    "Audit",
    "Author",
    "BadDecision",
    "Block",
    "Candidate",
    "Cleaner",
    "ColumnError",
    "Container",
    "ContentScore",
    "DateValue",
    "Decision",
    "Document",
    "Draft",
    "Edit",
    "Failure",
    "FieldUse",
    "Hints",
    "Hit",
    "InputTypeError",
    "InputValueError",
    "Issue",
    "Kept",
    "Language",
    "Limits",
    "Media",
    "NewscleanError",
    "Origin",
    "Paragraph",
    "PhraseFile",
    "Pipeline",
    "PipelineError",
    "PipelineInfo",
    "Problem",
    "Publisher",
    "Quality",
    "Reading",
    "Record",
    "Rejected",
    "Remove",
    "Removed",
    "SchemaError",
    "Signal",
    "Skipped",
    "UnknownCleaner",
    "Use",
    "Used",
    "WorkerError",
    "__version__",
    "arrow_schema",
    "clean",
    "clean_document",
    "clean_file",
    "clean_many",
    "cleaner",
    "json_schema",
    "read",
    "read_date",
]

_HOMES = {
    "api": ("clean", "clean_document", "clean_file", "clean_many", "read"),
    "cleaners.default": ("DEFAULT",),
    "dates": ("read_date",),
    "errors": (
        "BadDecision",
        "ColumnError",
        "InputTypeError",
        "InputValueError",
        "NewscleanError",
        "PipelineError",
        "SchemaError",
        "UnknownCleaner",
        "WorkerError",
    ),
    "ingest.read": ("Limits",),
    "model.arrow": ("arrow_schema",),
    "model.article": (
        "Article",
        "Author",
        "Language",
        "Media",
        "Paragraph",
        "Publisher",
        "Quality",
        "Signal",
        "json_schema",
    ),
    "model.audit": ("AppliedEdit", "Audit", "Failure", "Kept", "PipelineInfo", "Removed", "Used"),
    "model.date": ("DateValue", "Problem", "Reading"),
    "model.decision": ("Decision", "Edit", "FieldUse", "Remove", "Use"),
    "model.document": ("Block", "Container", "ContentScore", "Document", "Hints", "Issue", "Origin", "Skipped"),
    "model.evidence": ("Candidate",),
    "model.rejected": ("Rejected",),
    "pipeline.cleaner": ("Cleaner", "cleaner"),
    "pipeline.draft": ("Draft", "Hit"),
    "pipeline.phrase": ("PhraseFile",),
    "pipeline.pipeline": ("Pipeline",),
    "records": ("Record",),
}
"""Where each public name lives. The imports above tell the same to type checkers; a test holds the two together."""

_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    value = getattr(importlib.import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
