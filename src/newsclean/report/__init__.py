"""Records to people: pages, cards for notebooks, tables for terminals. Nothing is run again here."""

from __future__ import annotations

from newsclean.report.corpus import report_page
from newsclean.report.inspection import inspect_page

__all__ = ["inspect_page", "report_page"]
