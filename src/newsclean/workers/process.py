"""The worker's side of the pipe."""

from __future__ import annotations

import contextlib
import os
import pickle
import threading
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

STARTED, DONE, RAISED, MEMORY, RETIRED = range(5)
"""What a worker's message says: the first item of each tuple it sends."""

_RETIRE_SHARE = 4
"""A worker whose address space has grown by this part of its cap ends after the document: what it kept of that one must
not count against the next, or results would hang on what came before."""


def serve(pipe: Connection, setup: bytes, memory: int | None) -> None:
    """Answer every task that comes through the pipe, until it closes.

    Args:
        pipe: tasks come in as pickled lists, answers go out one by one in the same order.
        setup: pickle of the function that does the work.
        memory: bytes of address space beyond those after the start.
    """
    _end_with_parent()
    try:
        work: Callable[[Any], Any] = pickle.loads(setup)  # noqa: S301 - our own parent's
        warm_up = getattr(work, "warm_up", None)
        if warm_up is not None:
            warm_up()
    except Exception as error:  # noqa: BLE001 - raised in the parent
        _answer(pipe, (RAISED, _sendable(error), _say(error)))
        return
    base = _cap(memory)
    _answer(pipe, (STARTED, None, ""))
    while True:
        try:
            data = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        except MemoryError:
            _answer(pipe, (MEMORY, None, ""))
            return
        if not _serve(pipe, work, data, memory, base):
            return


def _serve(pipe: Connection, work: Callable[[Any], Any], data: bytes, memory: int | None, base: int) -> bool:
    """Do the tasks of one message; False where the worker should end."""
    try:
        tasks: list[bytes] = pickle.loads(data)  # noqa: S301 - our own parent's
        del data
        for at, task in enumerate(tasks):
            tasks[at] = b""
            try:
                answer = (DONE, work(pickle.loads(task)), "")  # noqa: S301 - our own parent's
            except MemoryError:
                raise
            except Exception as error:  # noqa: BLE001 - the parent says what becomes of it
                answer = (RAISED, _sendable(error), _say(error))
            if not _answer(pipe, answer):
                return False
            if memory is not None and at + 1 == len(tasks) and _address_space() - base > memory // _RETIRE_SHARE:
                _answer(pipe, (RETIRED, None, ""))
                return False
    except MemoryError:
        # What the failed call held is free again by now, or this fails too and the parent sees a dead worker.
        _answer(pipe, (MEMORY, None, ""))
        return False
    return True


def _answer(pipe: Connection, message: tuple[int, Any, str]) -> bool:
    try:
        pipe.send_bytes(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
    except OSError:
        return False
    return True


def _say(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _sendable(error: Exception) -> Exception | None:
    """The error, where it comes through a pipe whole."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - made on the same line
    except Exception:  # noqa: BLE001 - an exception class may do anything when it is pickled
        return None
    return error


def _cap(memory: int | None) -> int:
    """Cap the address space, and return what there is of it now."""
    if memory is None:
        return 0
    base = _address_space()
    if base:
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        wanted = base + memory
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    return base


def _address_space() -> int:
    """Bytes of address space of this process; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _end_with_parent() -> None:
    """See to it that no worker outlives its parent, even one that hangs when the parent is killed."""
    with contextlib.suppress(Exception):
        import ctypes
        import signal

        # PR_SET_PDEATHSIG (prctl(2)), Linux only; elsewhere the thread below must do.
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True, name="newsclean-parent").start()
