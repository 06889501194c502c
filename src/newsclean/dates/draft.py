"""The parts collected for one date, before they are checked."""

from __future__ import annotations

from newsclean.model.date import DateFlag, Reading


class Draft:
    """The parts collected for one date, before they are checked."""

    __slots__ = ("alternatives", "day", "flags", "hour", "minute", "month", "offset", "second", "year")

    def __init__(self) -> None:
        self.year: int | None = None
        self.month: int | None = None
        self.day: int | None = None
        self.hour: int | None = None
        self.minute: int | None = None
        self.second: int | None = None
        self.offset: int | None = None
        self.flags: list[DateFlag] = []
        self.alternatives: tuple[str, ...] = ()

    def reading(self) -> Reading:
        """The parts as a record."""
        return Reading(
            self.year, self.month, self.day, self.hour, self.minute, self.second, self.offset, None,
            tuple(dict.fromkeys(self.flags)), self.alternatives,
        )  # fmt: skip
