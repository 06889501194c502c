"""Work done in other processes, under a deadline and a memory cap. Knows nothing of documents."""

from __future__ import annotations

from newsclean.workers.outcome import Bounds, Done, Failed, Ready, Task
from newsclean.workers.pool import Pool

__all__ = ["Bounds", "Done", "Failed", "Pool", "Ready", "Task"]
