from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest

import newsclean
from newsclean import DEFAULT, Draft, Pipeline


@newsclean.cleaner("first")
def first(draft: Draft) -> Any:
    """Nothing."""
    return ()


@newsclean.cleaner("second", after=["first"])
def second(draft: Draft) -> Any:
    """Nothing."""
    return ()


class Lengths(msgspec.Struct, frozen=True):
    """Lines longer than a limit."""

    name: ClassVar[str] = "lengths"
    reasons: ClassVar[tuple[str, ...]] = ("too_long",)
    phrases: ClassVar[tuple[str, ...]] = ()
    always: ClassVar[bool] = True
    after: ClassVar[tuple[str, ...]] = ()

    limit: int = 3

    def __call__(self, draft: Draft) -> Any:
        for block in draft.blocks:
            if draft.words(block) > self.limit:
                yield newsclean.Remove(block, "too_long")


def test_every_edit_gives_a_new_pipeline() -> None:
    base = Pipeline([first])
    longer = base.after("first", second)
    assert (base.names, longer.names) == (("first",), ("first", "second"))
    assert longer.before("first", Lengths()).names == ("lengths", "first", "second")
    assert longer.without("first").names == ("second",)
    assert longer.replace("second", Lengths()).names == ("first", "lengths")
    assert longer.only("second", "first").names == ("first", "second")
    assert longer["second"] is second
    assert "first" in longer
    assert "third" not in longer


@pytest.mark.parametrize("verb", ["after", "before", "without", "only", "replace"])
def test_unknown_names_raise_with_near_ones(verb: str) -> None:
    arguments = ["share_count", *([second] if verb in {"after", "before", "replace"} else [])]
    with pytest.raises(newsclean.UnknownCleaner, match="did you mean 'share_counts'") as caught:
        getattr(DEFAULT, verb)(*arguments)
    assert isinstance(caught.value, KeyError)
    assert "share_counts" in caught.value.near
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.near) == (str(caught.value), caught.value.near)


def test_names_must_differ() -> None:
    with pytest.raises(newsclean.PipelineError, match="two cleaners are named 'first'"):
        Pipeline([first, first])


def test_order_is_checked_when_the_pipeline_is_built() -> None:
    with pytest.raises(newsclean.PipelineError, match="'second' must come after 'first'"):
        Pipeline([second, first])
    assert Pipeline([second]).names == ("second",)


def test_a_bare_function_is_no_cleaner() -> None:
    with pytest.raises(newsclean.PipelineError, match="is no cleaner"):
        Pipeline([lambda draft: ()])  # type: ignore[list-item]


@pytest.mark.parametrize("name", ["Two Words", "share-counts", "", "Share"])
def test_names_are_snake_case(name: str) -> None:
    with pytest.raises(newsclean.PipelineError, match="snake case"):
        newsclean.cleaner(name)
    with pytest.raises(newsclean.PipelineError):
        newsclean.cleaner("fine", reasons=[name])


def test_phrases_are_a_list() -> None:
    with pytest.raises(newsclean.PipelineError, match="list of phrases"):
        newsclean.cleaner("fine", phrases="one phrase")


def test_pipelines_pickle_and_compare() -> None:
    pipeline = Pipeline([first, second, Lengths(limit=5)])
    again = pickle.loads(pickle.dumps(pipeline))
    assert again == pipeline
    assert hash(again) == hash(pipeline)
    assert again.info == pipeline.info
    assert pickle.loads(pickle.dumps(DEFAULT)) == DEFAULT


def test_the_digest_covers_names_order_parameters_and_phrases() -> None:
    @newsclean.cleaner("words", phrases=["one"])
    def one(draft: Draft) -> Any:
        return ()

    @newsclean.cleaner("words", phrases=["two"])
    def two(draft: Draft) -> Any:
        return ()

    pipelines = [
        Pipeline([first]),
        Pipeline([second]),
        Pipeline([first, second]),
        Pipeline([Lengths()]),
        Pipeline([Lengths(limit=4)]),
        Pipeline([one]),
        Pipeline([two]),
    ]
    assert len({pipeline.info.digest for pipeline in pipelines}) == len(pipelines)
    assert Pipeline([Lengths(limit=3)]).info == Pipeline([Lengths()]).info


class Sets(msgspec.Struct, frozen=True):
    """Words of a set."""

    name: ClassVar[str] = "sets"
    reasons: ClassVar[tuple[str, ...]] = ()
    phrases: ClassVar[tuple[str, ...]] = ()
    always: ClassVar[bool] = True
    after: ClassVar[tuple[str, ...]] = ()

    words: frozenset[str] = frozenset()
    pattern: Any = None

    def __call__(self, draft: Draft) -> Any:
        return ()


def test_the_digest_is_the_same_in_every_process() -> None:
    script = "import re\nfrom tests.pipeline.test_pipeline import Sets\nfrom newsclean import Pipeline\n"
    script += "print(Pipeline([Sets(frozenset('abcdefgh'), re.compile('x'))]).info.digest)"
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1


def test_a_parameter_that_cannot_be_written_down_is_refused() -> None:
    with pytest.raises(newsclean.PipelineError, match="parameter of 'sets' cannot be written down: object"):
        Pipeline([Sets(pattern=object())]).info  # noqa: B018


def test_a_class_is_no_cleaner() -> None:
    with pytest.raises(newsclean.PipelineError, match="is no cleaner"):
        Pipeline([Lengths])  # type: ignore[list-item]


@pytest.mark.parametrize("options", [{"reasons": "why"}, {"after": "first"}])
def test_options_are_lists(options: dict[str, Any]) -> None:
    with pytest.raises(newsclean.PipelineError, match="must be a list of names"):
        newsclean.cleaner("fine", **options)


def test_the_decorator_needs_a_name() -> None:
    with pytest.raises(newsclean.PipelineError, match="is no name"):
        newsclean.cleaner(lambda draft: ())  # type: ignore[arg-type]


def test_the_summary_is_the_first_line_of_the_docstring() -> None:
    from newsclean.pipeline.cleaner import summary

    assert summary(Lengths()) == "Lines longer than a limit."
    assert all(summary(cleaner).endswith((".", ".)")) for cleaner in DEFAULT), "an audit's reader wants a sentence"
