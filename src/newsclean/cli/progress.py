"""What a person at a terminal sees of a run; nothing where there is no terminal."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from newsclean.batch.run import Place
from newsclean.batch.tally import Facts, Tally

if TYPE_CHECKING:
    from rich.progress import Progress

_INTERVAL = 0.2
"""Seconds between two looks at the counts."""


class Shown:
    """A line on standard error with share, rate, time left and counts. Use as a context manager.

    Args:
        terminal: whether there is anybody to see it.
    """

    def __init__(self, *, terminal: bool) -> None:
        self._terminal = terminal
        self._progress: Progress | None = None
        self._last = 0.0
        self._began = time.monotonic()
        self._done = 0
        self._status: dict[str, int] = {}

    def __enter__(self) -> Self:
        if self._terminal:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

            self._progress = Progress(
                BarColumn(20),
                TaskProgressColumn(),
                TextColumn("{task.fields[documents]:,} documents, {task.fields[rate]:.1f}/s", justify="left"),
                TimeRemainingColumn(compact=True),
                TextColumn("{task.fields[counts]}", style="dim"),
                console=Console(stderr=True),
                transient=True,
            )
            self._progress.add_task("", total=1.0, documents=0, rate=0.0, counts="")
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def started(self, tally: Tally, place: Place) -> None:
        """What an earlier run has done."""
        self._status = dict(tally.status)
        self._began = time.monotonic()
        self._show(place)

    def watch(self, facts: Facts, place: Place) -> None:
        """One more document is written."""
        self._done += 1
        if self._progress is None:
            return
        self._status[facts.status] = self._status.get(facts.status, 0) + 1
        if time.monotonic() - self._last > _INTERVAL:
            self._show(place)

    def _show(self, place: Place) -> None:
        if self._progress is None:
            return
        self._last = time.monotonic()
        counts = ", ".join(f"{status} {count:,}" for status, count in sorted(self._status.items()))
        self._progress.update(
            self._progress.task_ids[0],
            completed=place.share,
            documents=sum(self._status.values()),
            rate=self.rate(),
            counts=counts,
        )

    def rate(self) -> float:
        """Documents a second, of this run."""
        return self._done / max(1e-9, time.monotonic() - self._began)
