from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsclean.errors import InputTypeError, InputValueError, PipelineError, WorkerError
from newsclean.workers import Bounds, Done, Failed, Pool, Ready, Task
from tests.workers.labour import DiesAtStart, FailsToStart, Labour

BOUNDS = Bounds(timeout=2, memory=1 << 30)


def outcomes(
    works: Any, *, jobs: int = 1, bounds: Bounds = BOUNDS, ordered: bool = True, work: Any = None
) -> list[Any]:
    with Pool(work or Labour(), jobs=jobs, bounds=bounds) as pool:
        found = pool.run((item if isinstance(item, Ready) else Task(item) for item in works), ordered=ordered)
        return [one.value if isinstance(one, Done) else one.reason for one in found]


def test_results_come_in_order() -> None:
    works = ["slow", *range(40), Ready("as it is"), *range(40, 80)]
    expected = ["slow", *range(40), "as it is", *range(40, 80)]
    assert outcomes(works, jobs=2) == expected
    assert sorted(map(str, outcomes(works, jobs=2, ordered=False))) == sorted(map(str, expected))


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("die", "crash"),
        ("exit", "crash"),
        ("hang", "timeout"),
        ("spin", "timeout"),
        ("swell", "memory"),
        ("raise", "raised"),
    ],
)
def test_one_bad_task_costs_only_itself(bad: str, reason: str) -> None:
    works = [*range(20), bad, *range(20, 40)]
    assert outcomes(works) == [*range(20), reason, *range(20, 40)]


def test_several_bad_tasks_in_two_workers() -> None:
    works = ["die", 1, "hang", 2, "die", "raise", 3, "swell", 4]
    assert outcomes(works, jobs=2) == ["crash", 1, "timeout", 2, "crash", "raised", 3, "memory", 4]


def test_a_task_whose_worker_was_killed_by_another_gets_a_second_try(tmp_path: Path) -> None:
    assert outcomes([1, "die once", 2], work=Labour(str(tmp_path))) == [1, "die once", 2]


def test_a_failure_says_what_it_was_about() -> None:
    with Pool(Labour(), jobs=1, bounds=BOUNDS) as pool:
        first, second = pool.run(Task(item) for item in ["raise", "die"])
    assert isinstance(first, Failed)
    assert isinstance(second, Failed)
    assert (first.number, first.work, first.message, str(first.error)) == (0, "raise", "ValueError: no", "no")
    assert (second.number, second.work) == (1, "die")
    assert "SIGKILL" in second.message


def test_endless_input_is_taken_only_as_results_are() -> None:
    taken = 0

    def endless() -> Iterator[Task[int]]:
        nonlocal taken
        for number in itertools.count():
            taken += 1
            yield Task(number)

    with Pool(Labour(), jobs=1) as pool:
        results = pool.run(endless())
        assert [next(results).number for _ in range(100)] == list(range(100))
        assert taken <= 100 + 32 + 1
        results.close()  # type: ignore[attr-defined]


def test_bytes_under_way_are_bounded() -> None:
    taken = 0

    def large() -> Iterator[Task[bytes]]:
        nonlocal taken
        for _ in range(12):
            taken += 1
            yield Task(bytes(20 << 20), 20 << 20)

    with Pool(Labour(), jobs=2) as pool:
        results = pool.run(large())
        next(results)
        assert taken <= 6
        assert len(list(results)) == 11


def test_a_result_waits_for_no_further_input() -> None:
    """What is done comes out although the source has nothing more for now, once the source is asked again."""

    def source() -> Iterator[Task[int]]:
        yield Task(1)
        time.sleep(2)
        yield Task(2)
        raise AssertionError("asked too soon")

    with Pool(Labour(), jobs=1) as pool:
        assert next(iter(pool.run(source()))).number == 0


def test_a_worker_killed_while_idle_is_replaced() -> None:
    with Pool(Labour(), jobs=1, bounds=BOUNDS) as pool:
        (first,) = pool.run([Task("pid")])
        assert isinstance(first, Done)
        os.kill(first.value, signal.SIGKILL)
        (second,) = pool.run([Task("pid")])
        assert isinstance(second, Done)
        assert second.value != first.value


def test_the_workers_end_with_the_pool() -> None:
    with Pool(Labour(), jobs=1) as pool:
        (first,) = pool.run([Task("pid")])
        assert isinstance(first, Done)
    with pytest.raises(ProcessLookupError):
        os.kill(first.value, 0)


def test_the_workers_end_with_a_parent_that_is_killed() -> None:
    script = """
import os, signal, sys
from newsclean.workers import Pool, Task
from tests.workers.labour import Labour
if __name__ == "__main__":
    pool = Pool(Labour(), jobs=2)
    results = pool.run(iter([Task("pid"), Task("spin"), Task("spin")]), ordered=False)
    print(next(results).value, flush=True)
    sys.stdin.read(1)
"""
    root = Path(__file__).parents[2]
    parent = subprocess.Popen(
        [sys.executable, "-c", script], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return
        if state == "Z":
            return
        time.sleep(0.05)
    raise AssertionError("a worker outlived its parent")


def test_work_that_cannot_start_is_the_callers_to_mend() -> None:
    with pytest.raises(ValueError, match="cannot start"):
        outcomes([1], work=FailsToStart())
    with pytest.raises(WorkerError, match="exit code 7"):
        outcomes([1], work=DiesAtStart())


def test_what_does_not_pickle_is_refused() -> None:
    with pytest.raises(PipelineError, match="does not pickle"):
        Pool(lambda task: task, jobs=1)
    with pytest.raises(InputTypeError, match="cannot be sent"):
        outcomes([lambda: 1])


@pytest.mark.parametrize("options", [{"timeout": 0}, {"timeout": -1.5}, {"memory": 0}])
def test_bounds_are_above_zero(options: dict[str, Any]) -> None:
    with pytest.raises(InputValueError, match="above 0"):
        Bounds(**options)


@pytest.mark.parametrize("options", [{"timeout": "1"}, {"timeout": True}, {"memory": 1.5}])
def test_bounds_are_numbers(options: dict[str, Any]) -> None:
    with pytest.raises(InputTypeError):
        Bounds(**options)


def test_a_pool_has_workers() -> None:
    with pytest.raises(InputValueError):
        Pool(Labour(), jobs=0)
    with pytest.raises(InputTypeError):
        Pool(Labour(), jobs=1.5)  # type: ignore[arg-type]
