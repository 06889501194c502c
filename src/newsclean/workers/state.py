"""What the threads of a pool share: work that waits, and results that wait."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Generic

from newsclean.errors import WorkerError
from newsclean.workers.outcome import Done, Failed, R, T

_CHUNK = 16
"""Tasks sent to a worker in one message at most. Short documents would else wait for the pipe as long as they take."""

_CHUNK_BYTES = 256 << 10
"""Bytes in one message beyond which no further task joins it: a page of a news site goes alone."""


@dataclass(slots=True)
class Entry(Generic[T, R]):
    """A task under way: its place, its pickle until it is done, how many workers it has cost, and what came out."""

    number: int
    payload: bytes = b""
    size: int = 0
    deaths: int = 0
    outcome: Done[R] | Failed[T] | None = field(default=None)


class State(Generic[T, R]):
    """Queue and results under one lock."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._queue: deque[Entry[T, R]] = deque()
        self._finished: dict[int, Entry[T, R]] = {}
        self._count = 0
        self._bytes = 0
        self._next = 0
        self._error: Exception | None = None
        self.closed = False

    def close(self) -> None:
        """Let go of everything; supervisors find no more work."""
        with self._changed:
            self.closed = True
            self._queue.clear()
            self._changed.notify_all()

    def start_over(self) -> None:
        """Count tasks from 0 again."""
        with self._changed:
            self._next = 0

    def full(self, count: int, size: int, more: int) -> bool:
        """Whether a task of `more` bytes must wait."""
        with self._changed:
            return self._count >= count or (self._count > 0 and self._bytes + more > size)

    def under_way(self) -> bool:
        """Whether anything has gone in and not come out."""
        with self._changed:
            return self._count > 0

    def put(self, entry: Entry[T, R], size: int) -> None:
        """A task comes in."""
        with self._changed:
            entry.size = size
            self._count += 1
            self._bytes += size
            if entry.outcome is None:
                self._queue.append(entry)
            else:
                self._finished[entry.number] = entry
            self._changed.notify_all()

    def next(self, *, ordered: bool) -> Any:
        """The next outcome, waited for."""
        with self._changed:
            while True:
                outcome = self._take_finished(ordered=ordered)
                if outcome is not None:
                    return outcome
                self._changed.wait()

    def next_if_there(self, *, ordered: bool) -> Any:
        """The next outcome, or `None`."""
        with self._changed:
            return self._take_finished(ordered=ordered)

    def _take_finished(self, *, ordered: bool) -> Any:
        if self._error is not None:
            raise self._error
        if self.closed:
            raise WorkerError("the pool of workers is closed")
        number = self._next if ordered else next(iter(self._finished), -1)
        entry = self._finished.pop(number, None)
        if entry is None:
            return None
        self._next += 1
        self._count -= 1
        self._bytes -= entry.size
        return entry.outcome

    def take(self) -> list[Entry[T, R]]:
        """Tasks for one message to a worker, waited for; none when the pool is closed."""
        with self._changed:
            while not self._queue and not self.closed:
                self._changed.wait()
            if self.closed:
                return []
            chunk = [self._queue.popleft()]
            size = len(chunk[0].payload)
            # A task that has killed a worker goes alone, so that it takes no other with it.
            while self._queue and not chunk[0].deaths and len(chunk) < _CHUNK:
                entry = self._queue[0]
                size += len(entry.payload)
                if size > _CHUNK_BYTES or entry.deaths:
                    break
                chunk.append(self._queue.popleft())
            return chunk

    def give_back(self, entries: list[Entry[T, R]]) -> None:
        """Tasks that a worker did not get to are the next in turn."""
        with self._changed:
            if not self.closed:
                self._queue.extendleft(reversed(entries))
                self._changed.notify_all()

    def finish(self, entry: Entry[T, R], outcome: Done[R] | Failed[T]) -> None:
        """A task is done."""
        with self._changed:
            entry.outcome = outcome
            entry.payload = b""
            self._finished[entry.number] = entry
            self._changed.notify_all()

    def fail(self, error: Exception) -> None:
        """No work can be done any more."""
        with self._changed:
            if self._error is None:
                self._error = error
            self._changed.notify_all()
