"""Work for the pool's tests, importable by worker processes."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any


class Labour:
    """Does what a task says."""

    def __init__(self, folder: str = "") -> None:
        self.folder = folder

    def __call__(self, task: Any) -> Any:
        match task:
            case "die":
                os.kill(os.getpid(), signal.SIGKILL)
            case "die once":
                mark = Path(self.folder, "died")
                if not mark.exists():
                    mark.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
            case "exit":
                os._exit(3)
            case "hang":
                time.sleep(600)
            case "spin":
                while True:
                    pass
            case "swell":
                return len(bytearray(4 << 30))
            case "raise":
                raise ValueError("no")
            case "pid":
                return os.getpid()
            case "slow":
                time.sleep(0.3)
            case bytes():
                return len(task)
        return task


class FailsToStart(Labour):
    def warm_up(self) -> None:
        raise ValueError("cannot start")


class DiesAtStart(Labour):
    def warm_up(self) -> None:
        os._exit(7)
