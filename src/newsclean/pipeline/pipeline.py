"""A pipeline: an ordered list of cleaners, as a value. Every change gives a new one."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from newsclean._version import __version__
from newsclean.errors import PipelineError, UnknownCleaner
from newsclean.model.audit import PipelineInfo
from newsclean.model.display import in_terminal
from newsclean.model.document import Document
from newsclean.pipeline.cleaner import Cleaner, FunctionCleaner
from newsclean.pipeline.phrase import phrases_of
from newsclean.pipeline.run import Outcome, Plan, run
from newsclean.pipeline.sheet import Scorer


class Pipeline:
    """Cleaners in the order they run.

    Args:
        cleaners: the cleaners; names must differ, and a cleaner's `after` must stand before it.

    Raises:
        PipelineError: a name occurs twice, an `after` is broken, or something is no cleaner.
    """

    __slots__ = ("_info", "_plan", "cleaners")

    def __init__(self, cleaners: Iterable[Cleaner] = ()) -> None:
        self.cleaners: tuple[Cleaner, ...] = tuple(cleaners)
        self._plan: Plan | None = None
        self._info: PipelineInfo | None = None
        seen: set[str] = set()
        for cleaner in self.cleaners:
            if isinstance(cleaner, type) or not isinstance(cleaner, Cleaner):
                raise PipelineError(f"{cleaner!r} is no cleaner; put @cleaner(name) on the function")
            if cleaner.name in seen:
                raise PipelineError(f"two cleaners are named {cleaner.name!r}")
            seen.add(cleaner.name)
        before: set[str] = set()
        for cleaner in self.cleaners:
            late = [name for name in cleaner.after if name in seen and name not in before]
            if late:
                raise PipelineError(f"{cleaner.name!r} must come after {', '.join(map(repr, late))}")
            before.add(cleaner.name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the cleaners, in order."""
        return tuple(cleaner.name for cleaner in self.cleaners)

    def __iter__(self) -> Iterator[Cleaner]:
        return iter(self.cleaners)

    def __len__(self) -> int:
        return len(self.cleaners)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __getitem__(self, name: str) -> Cleaner:
        return self.cleaners[self._at(name)]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pipeline) and self.cleaners == other.cleaners

    def __hash__(self) -> int:
        return hash(self.names)

    def __repr__(self) -> str:
        return f"<Pipeline {' > '.join(self.names)}>"

    def __rich__(self) -> Any:
        return in_terminal(self)

    def __reduce__(self) -> tuple[Callable[..., Pipeline], tuple[tuple[Cleaner, ...]]]:
        return (Pipeline, (self.cleaners,))

    def after(self, name: str, *cleaners: Cleaner) -> Pipeline:
        """A pipeline with the cleaners put in after the one named.

        Raises:
            UnknownCleaner: no cleaner has that name.
            PipelineError: the new pipeline could not run.
        """
        at = self._at(name) + 1
        return Pipeline((*self.cleaners[:at], *cleaners, *self.cleaners[at:]))

    def before(self, name: str, *cleaners: Cleaner) -> Pipeline:
        """A pipeline with the cleaners put in before the one named. Raises as `after` does."""
        at = self._at(name)
        return Pipeline((*self.cleaners[:at], *cleaners, *self.cleaners[at:]))

    def without(self, *names: str) -> Pipeline:
        """A pipeline without the cleaners named. Raises as `after` does."""
        gone = {self._at(name) for name in names}
        return Pipeline(cleaner for at, cleaner in enumerate(self.cleaners) if at not in gone)

    def replace(self, name: str, cleaner: Cleaner) -> Pipeline:
        """A pipeline with another cleaner in the place of the one named. Raises as `after` does."""
        at = self._at(name)
        return Pipeline((*self.cleaners[:at], cleaner, *self.cleaners[at + 1 :]))

    def only(self, *names: str) -> Pipeline:
        """A pipeline of the cleaners named, in this pipeline's order. Raises as `after` does."""
        wanted = {self._at(name) for name in names}
        return Pipeline(cleaner for at, cleaner in enumerate(self.cleaners) if at in wanted)

    @property
    def info(self) -> PipelineInfo:
        """Names and digest.

        The digest covers newsclean's version, and each cleaner's name, parameters and phrases. What the code of a
        cleaner of your own does is not in it: give the function another name when it decides otherwise.

        Raises:
            PipelineError: a parameter of a cleaner cannot be written down, or a phrase file cannot be read.
        """
        if self._info is None:
            described = [_describe(cleaner) for cleaner in self.cleaners]
            data = msgspec.json.encode([__version__, described], order="deterministic")
            self._info = PipelineInfo(__version__, hashlib.sha256(data).hexdigest()[:16], self.names)
        return self._info

    def run(self, document: Document, *, scorer: Scorer | None = None, strict: bool = False) -> Outcome:
        """Run the cleaners over a document.

        Args:
            document: what `newsclean.read` gave.
            scorer: gives the content score when a cleaner asks for it; without one every block scores 0.
            strict: re-raise what a cleaner raises. By default its decisions are dropped and the audit notes it.

        Raises:
            PipelineError: a phrase file cannot be read.
        """
        if self._plan is None:
            # Two threads may both build it; either plan will do.
            self._plan = Plan(self.cleaners)
        return run(self._plan, document, self.info, scorer=scorer, strict=strict)

    def _at(self, name: str) -> int:
        for at, cleaner in enumerate(self.cleaners):
            if cleaner.name == name:
                return at
        raise UnknownCleaner(name, self.names)


def _describe(cleaner: Cleaner) -> list[Any]:
    """What a cleaner's decisions depend on, as far as it can be written down."""
    if isinstance(cleaner, FunctionCleaner):
        made_of: list[Any] = [cleaner.__module__, cleaner.__qualname__]
    else:
        made_of = [type(cleaner).__module__, type(cleaner).__qualname__]
        if isinstance(cleaner, msgspec.Struct) or dataclasses.is_dataclass(cleaner):
            try:
                # Deterministic: the order of a set's members is not the same in every process.
                made_of.append(msgspec.to_builtins(cleaner, order="deterministic", enc_hook=_parameter))
            except TypeError as error:
                raise PipelineError(f"a parameter of {cleaner.name!r} cannot be written down: {error}") from error
    return [cleaner.name, made_of, cleaner.always, msgspec.to_builtins(phrases_of(cleaner.phrases))]


def _parameter(value: Any) -> Any:
    """A parameter that is no plain value, as plain values."""
    if isinstance(value, re.Pattern):
        return [value.pattern, value.flags]
    if isinstance(value, range):
        return [value.start, value.stop, value.step]
    if callable(value) and hasattr(value, "__qualname__"):
        return [value.__module__, value.__qualname__]
    raise TypeError(f"{type(value).__name__} is no plain value")
