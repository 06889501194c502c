"""A pool that outlives its workers: work that hangs, swells or kills its process is reported, and the rest goes on.

`concurrent.futures` breaks the whole pool when a worker dies, and neither it nor `multiprocessing.Pool` can end one
call. Here a thread of the parent stands beside each worker process, hands it work over a pipe, and waits for each
answer no longer than the deadline.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any, Generic, Self

from newsclean.errors import InputTypeError, InputValueError, PipelineError
from newsclean.workers.outcome import Bounds, Done, Failed, R, Ready, T, Task
from newsclean.workers.state import Entry, State
from newsclean.workers.supervisor import Supervisor

_WINDOW = 32
"""Tasks under way for each worker: while one takes dozens of times as long as the others, these have work to do."""

_WINDOW_BYTES = 64 << 20
"""Bytes of input that may be under way, whatever their number. One larger task is let in alone."""


class Pool(Generic[T, R]):
    """Worker processes that call one function.

    Use as a context manager, or call `close`. Not to be shared between threads.

    Args:
        work: what the workers call with each task; must pickle. A method `warm_up`, if it has one, is called once at
            each worker's start, outside any deadline.
        jobs: number of processes, each started when there is work for it.
        bounds: deadline and memory cap of one task.

    Raises:
        InputTypeError, InputValueError: `jobs` is no number of processes.
        PipelineError: `work` does not pickle.
    """

    def __init__(self, work: Callable[[T], R], *, jobs: int, bounds: Bounds | None = None) -> None:
        if isinstance(jobs, bool) or not isinstance(jobs, int):
            raise InputTypeError(f"jobs must be int, not {type(jobs).__name__}")
        if jobs < 1:
            raise InputValueError(f"jobs is {jobs}; it must be 1 or more")
        try:
            setup = pickle.dumps(work)
        except Exception as error:
            raise PipelineError(
                "the pipeline does not pickle, so it cannot go to other processes; define its cleaners at the top "
                f"level of a module ({error})"
            ) from error
        self._window = _WINDOW * jobs
        self._state: State[T, R] = State()
        bounds = bounds or Bounds()
        self._supervisors = [Supervisor(self._state, setup, bounds) for _ in range(jobs)]
        self._started = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers, those at work too."""
        self._state.close()
        for supervisor in self._supervisors:
            supervisor.kill()
        for supervisor in self._supervisors:
            if self._started:
                supervisor.join()

    def run(self, tasks: Iterable[Task[T] | Ready[R]], *, ordered: bool = True) -> Iterator[Done[R] | Failed[T]]:
        """Outcomes of tasks, as they come in.

        Tasks are taken from the iterable only while there is room in the window, so it may be endless. A pool whose
        outcomes are not all taken is closed.

        Args:
            tasks: work, and results that pass through.
            ordered: outcomes in the order of the tasks; else as they get done.

        Raises:
            InputTypeError: a task does not pickle.
            WorkerError: worker processes cannot be started.
        """
        state = self._state
        whole = False
        if not self._started:
            self._started = True
            for supervisor in self._supervisors:
                supervisor.start()
        try:
            for number, item in enumerate(tasks):
                size = item.size if isinstance(item, Task) else 0
                while state.full(self._window, _WINDOW_BYTES, size):
                    yield state.next(ordered=ordered)
                state.put(_entry(number, item), size)
                while (outcome := state.next_if_there(ordered=ordered)) is not None:
                    yield outcome
            while state.under_way():
                yield state.next(ordered=ordered)
            state.start_over()
            whole = True
        finally:
            if not whole:
                self.close()


def _entry(number: int, item: Task[Any] | Ready[Any]) -> Entry[Any, Any]:
    if isinstance(item, Ready):
        return Entry(number, outcome=Done(item.value, number))
    try:
        payload = pickle.dumps(item.work, pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        raise InputTypeError(f"a record cannot be sent to another process: {error}") from error
    return Entry(number, payload=payload)
