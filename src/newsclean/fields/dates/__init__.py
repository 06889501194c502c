"""An article's own dates: candidates from everywhere, mended by agreement, one of them chosen or none."""

from __future__ import annotations

from newsclean.fields.dates.choice import Dates, choose_dates

__all__ = ["Dates", "choose_dates"]
