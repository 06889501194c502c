"""Corpora: tables of documents in, tables of articles out, every document accounted for."""

from __future__ import annotations

from newsclean.batch.columns import Columns
from newsclean.batch.table import BatchCleaner, Options, clean_batch

__all__ = ["BatchCleaner", "Columns", "Options", "clean_batch"]
