"""newsclean: a messy news document in, a typed Article with receipts out."""

from newsclean._version import __version__
from newsclean.api import Record, clean, clean_document, clean_file, clean_many, read
from newsclean.cleaners.default import DEFAULT
from newsclean.errors import (
    BadDecision,
    InputTypeError,
    InputValueError,
    NewscleanError,
    PipelineError,
    SchemaError,
    UnknownCleaner,
)
from newsclean.ingest.read import Limits
from newsclean.model.article import Article, Author, Language, Media, Paragraph, Publisher, Quality, Signal, json_schema
from newsclean.model.audit import AppliedEdit, Audit, Failure, Kept, PipelineInfo, Removed, Used
from newsclean.model.date import DateValue, Problem, Reading
from newsclean.model.decision import Decision, Edit, FieldUse, Remove, Use
from newsclean.model.document import Block, Container, ContentScore, Document, Hints, Issue, Origin, Skipped
from newsclean.model.evidence import Candidate
from newsclean.pipeline.cleaner import Cleaner, cleaner
from newsclean.pipeline.draft import Draft, Hit
from newsclean.pipeline.phrase import PhraseFile
from newsclean.pipeline.pipeline import Pipeline

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
    "Remove",
    "Removed",
    "SchemaError",
    "Signal",
    "Skipped",
    "UnknownCleaner",
    "Use",
    "Used",
    "__version__",
    "clean",
    "clean_document",
    "clean_file",
    "clean_many",
    "cleaner",
    "json_schema",
    "read",
]
