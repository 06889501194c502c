"""The thread beside a worker process: hands it work, waits no longer than the deadline, replaces it when it dies."""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import signal
import threading
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from newsclean.errors import WorkerError
from newsclean.workers.outcome import Bounds, Done, Failed
from newsclean.workers.process import DONE, MEMORY, RAISED, RETIRED, STARTED, serve
from newsclean.workers.state import Entry, State

_START_TIMEOUT = 300.0
"""Seconds for a worker to start. It takes about one; this is for a machine that is swapping."""

_START_ATTEMPTS = 3

_DEATHS = 2
"""Workers that a task may cost. One death may be another's doing (the system killing the largest process); a second, in
a fresh worker that does nothing else, is the task's own."""

_PATIENCE = 5.0
"""Seconds a worker has to end on its own before it is killed."""


class Supervisor(threading.Thread):
    """One worker process and the thread that minds it."""

    def __init__(self, state: State[Any, Any], setup: bytes, bounds: Bounds) -> None:
        super().__init__(daemon=True, name="newsclean-worker")
        self._state = state
        self._setup = setup
        self._bounds = bounds
        # Not fork: the caller's process may have threads, and a fork would copy their locks in whatever state they are.
        self._context = multiprocessing.get_context("spawn")
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def run(self) -> None:
        """Take work until the pool is closed."""
        if hasattr(signal, "pthread_sigmask"):
            # Starting multiprocessing's tracker unblocks the signal in the thread that starts it, so it goes first.
            resource_tracker.ensure_running()
            # Children inherit the mask: Ctrl-C reaches the whole foreground group, and the parent says how to end.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            while chunk := self._state.take():
                self._do(chunk)
        except Exception as error:  # noqa: BLE001 - raised in the caller's thread
            self._state.fail(error)
        finally:
            self._end()

    def kill(self) -> None:
        """End the worker at once. From any thread."""
        with self._lock:
            if self._process is not None:
                self._process.kill()

    def _do(self, chunk: list[Entry[Any, Any]]) -> None:
        pipe = self._pipe or self._start()
        if pipe is None:
            return
        # A worker that died idle does not take it; that shows below, when it does not answer.
        with contextlib.suppress(OSError):
            pipe.send_bytes(pickle.dumps([entry.payload for entry in chunk], pickle.HIGHEST_PROTOCOL))
        for at, entry in enumerate(chunk):
            try:
                in_time = pipe.poll(self._bounds.timeout)
                answer = pickle.loads(pipe.recv_bytes()) if in_time else None  # noqa: S301 - our own child's
            except (EOFError, OSError):
                code = self._end()
                if not self._state.closed:
                    self._state.give_back(chunk[at + 1 :])
                    self._died(entry, code)
                return
            if answer is None:
                self._end(at_once=True)
                self._state.give_back(chunk[at + 1 :])
                self._fail(entry, "timeout", f"not done after {self._bounds.timeout:g} seconds")
                return
            if not self._settle(entry, answer):
                self._end()
                self._state.give_back(chunk[at + 1 :])
                return
        if self._bounds.memory is not None and pipe.poll(0):
            # It has said that it retires, or has died since.
            self._end()

    def _settle(self, entry: Entry[Any, Any], answer: tuple[int, Any, str]) -> bool:
        """Note an answer; False where the worker has ended with it."""
        kind, value, message = answer
        if kind == DONE:
            self._state.finish(entry, Done(value, entry.number))
        elif kind == RAISED:
            self._fail(entry, "raised", message, value)
        elif kind == MEMORY:
            self._fail(entry, "memory", f"took more than {self._bounds.memory:,} bytes of memory")
            return False
        elif kind == RETIRED:
            # From before this message: the task was not looked at.
            self._state.give_back([entry])
            return False
        return True

    def _died(self, entry: Entry[Any, Any], code: int | None) -> None:
        entry.deaths += 1
        if entry.deaths < _DEATHS:
            self._state.give_back([entry])
        else:
            self._fail(entry, "crash", f"its worker process died twice over it ({_cause(code)})")

    def _fail(self, entry: Entry[Any, Any], reason: Any, message: str, error: Exception | None = None) -> None:
        work = pickle.loads(entry.payload)  # noqa: S301 - pickled by this process
        self._state.finish(entry, Failed(work, entry.number, reason, message, error))

    def _start(self) -> Connection | None:
        """The pipe to a fresh worker; `None` when the pool was closed meanwhile.

        Raises:
            WorkerError: it does not start.
            Exception: what its start raised.
        """
        code: int | None = None
        for _ in range(_START_ATTEMPTS):
            ours, theirs = self._context.Pipe()
            process = self._context.Process(
                target=serve, args=(theirs, self._setup, self._bounds.memory), daemon=True, name="newsclean-worker"
            )
            with self._lock:
                if self._state.closed:
                    return None
                try:
                    process.start()
                except (OSError, AssertionError) as error:
                    raise WorkerError(f"cannot start a worker process: {error}") from error
                self._process, self._pipe = process, ours
            theirs.close()
            try:
                if ours.poll(_START_TIMEOUT):
                    kind, raised, message = pickle.loads(ours.recv_bytes())  # noqa: S301 - our own child's
                    if kind == STARTED:
                        return ours
                    raise raised or WorkerError(f"a worker process cannot start: {message}")
            except (EOFError, OSError):
                pass
            code = self._end(at_once=True)
            if self._state.closed:
                return None
        raise WorkerError(
            f"worker processes die while they start ({_cause(code)}); in a script, is the call below "
            "`if __name__ == '__main__':`?"
        )

    def _end(self, *, at_once: bool = False) -> int | None:
        """End the worker, and return its exit code."""
        with self._lock:
            process, pipe = self._process, self._pipe
            self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is None:
            return None
        if not at_once:
            process.join(_PATIENCE)
        if process.exitcode is None:
            process.kill()
            process.join()
        code = process.exitcode
        process.close()
        return code


def _cause(code: int | None) -> str:
    """A process's end in words."""
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
