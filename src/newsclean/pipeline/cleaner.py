"""What a cleaner is, and the decorator that makes one out of a function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeAlias, runtime_checkable

from newsclean.errors import PipelineError
from newsclean.model.decision import Decision
from newsclean.pipeline.draft import Draft
from newsclean.pipeline.phrase import PhraseFile, PhraseSource, phrases_of

CleanerFunction: TypeAlias = Callable[[Draft], Iterable[Decision]]


@runtime_checkable
class Cleaner(Protocol):
    """Names one kind of clutter and decides which blocks are it.

    There is no base class: a function under `@cleaner` is one, and so is a frozen `msgspec.Struct` with these
    attributes (as `ClassVar`s) and a `__call__`. A cleaner keeps no state between documents.
    """

    @property
    def name(self) -> str:
        """The clutter's name, a noun in snake case."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons it may give, beside its phrase groups and its own name."""

    @property
    def phrases(self) -> PhraseSource:
        """The phrases it looks for."""

    @property
    def always(self) -> bool:
        """Whether it wants to be called on documents that hold none of its phrases."""

    @property
    def after(self) -> tuple[str, ...]:
        """Cleaners that must come before it in any pipeline that holds them."""

    def __call__(self, draft: Draft) -> Iterable[Decision]:
        """Decide. Blocks not decided about stay open to the next cleaner."""


class FunctionCleaner:
    """A cleaner made of a function by `@cleaner`. It pickles by name, as functions do."""

    def __init__(
        self,
        function: CleanerFunction,
        *,
        name: str,
        reasons: tuple[str, ...],
        phrases: PhraseSource,
        always: bool,
        after: tuple[str, ...],
    ) -> None:
        self.function = function
        self.name = name
        self.reasons = reasons
        self.phrases = phrases
        self.always = always
        self.after = after
        self.__doc__ = function.__doc__
        self.__module__ = function.__module__
        self.__qualname__ = function.__qualname__

    def __call__(self, draft: Draft) -> Iterable[Decision]:
        """Decide, as the function does."""
        return self.function(draft)

    def __repr__(self) -> str:
        return f"<cleaner {self.name}>"

    def __reduce__(self) -> str:
        return self.__qualname__


def cleaner(
    name: str,
    *,
    phrases: Sequence[str] | PhraseFile = (),
    reasons: Sequence[str] = (),
    always: bool | None = None,
    after: Sequence[str] = (),
) -> Callable[[CleanerFunction], FunctionCleaner]:
    """Make a cleaner out of a function that takes a `Draft` and yields decisions.

    Args:
        name: the clutter's name, a noun in snake case; it stands in every audit.
        phrases: phrases to look for, matched anywhere between word boundaries; or a `PhraseFile`.
        reasons: the reasons it may give, beside its phrase groups and its own name.
        always: whether to call it on documents without its phrases; by default only a cleaner without phrases is.
        after: cleaners that must come before it.

    Raises:
        PipelineError: the name or a reason is not in snake case, or a phrase is no text.
    """
    if not isinstance(name, str):
        raise PipelineError(f'{name!r} is no name; write @cleaner("a_name") above the function')
    for option, given, what in (
        ("phrases", phrases, "phrases"),
        ("reasons", reasons, "names"),
        ("after", after, "names"),
    ):
        if isinstance(given, str):
            raise PipelineError(f"{option} must be a list of {what}, not one string")
    for word in (name, *reasons):
        if not isinstance(word, str) or not word.isidentifier() or word != word.lower():
            raise PipelineError(f"{word!r} is not a name in snake case")
    source: PhraseSource = phrases if isinstance(phrases, PhraseFile) else tuple(phrases)

    def decorate(function: CleanerFunction) -> FunctionCleaner:
        return FunctionCleaner(
            function,
            name=name,
            reasons=tuple(reasons),
            phrases=source,
            always=not source if always is None else always,
            after=tuple(after),
        )

    return decorate


def summary(cleaner: Cleaner) -> str:
    """The first line of the cleaner's docstring: what the reader of an audit should know."""
    import inspect

    lines: Iterator[str] = iter((inspect.getdoc(cleaner) or "").splitlines())
    return next(lines, "")


def reasons_of(cleaner: Cleaner) -> tuple[str, ...]:
    """The reasons that a cleaner may give."""
    groups = (phrase.group for phrase in phrases_of(cleaner.phrases))
    return tuple(dict.fromkeys((*cleaner.reasons, *groups)))
