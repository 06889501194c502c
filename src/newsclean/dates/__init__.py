"""Dates as strings hold them: reading one, finding those in a line, and mending one by the evidence of others.

Everything here is a function of its arguments. Nothing is filled in, and no clock, locale or host zone plays a part.
"""

from __future__ import annotations

from newsclean.dates.proof import Proof
from newsclean.dates.reading import read_date, read_relative_date
from newsclean.dates.repair import Repair, read_with_evidence, repair
from newsclean.dates.spans import FoundDate, find_dates

__all__ = [
    "FoundDate",
    "Proof",
    "Repair",
    "find_dates",
    "read_date",
    "read_relative_date",
    "read_with_evidence",
    "repair",
]
