"""What the caller knows about a document from elsewhere, such as its feed: a fallback, or an override."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from newsclean.dates import read_date
from newsclean.errors import InputTypeError, InputValueError
from newsclean.fields.choice import MAX_CANDIDATES, Choice, candidate
from newsclean.fields.language import normalised
from newsclean.fields.people import authors_in, merged
from newsclean.fields.tags import split_tags
from newsclean.model.article import Author, Language, Publisher
from newsclean.model.date import DateValue, Reading
from newsclean.model.evidence import Candidate
from newsclean.text.unseen import CONTROL

_TEXTS = frozenset(
    {"canonical_url", "title", "subtitle", "description", "byline", "agency", "section", "license", "copyright"}
)
_LISTS = frozenset({"authors", "tags"})
_DATES = frozenset({"published", "modified"})
NAMES = _TEXTS | _LISTS | _DATES | {"publisher", "language"}
"""The fields of which a caller may know something."""

T = TypeVar("T")


class Word(Struct, frozen=True):
    """A caller's values, read.

    Attributes:
        fallback: for each field what to take where the document says nothing.
        override: for each field what to take whatever the document says.
    """

    fallback: Mapping[str, Any] = {}
    override: Mapping[str, Any] = {}

    def settle(self, name: str, choice: Choice[T]) -> Choice[T]:
        """The choice for a field after the caller's word on it; what the document says stays in the evidence."""
        if name in self.override:
            value = self.override[name]
            overruled = tuple(
                msgspec.structs.replace(item, chosen=False, reason="the caller overrides it") if item.chosen else item
                for item in choice.candidates
            )
            return Choice(value, (_candidate(value, "the caller's word"), *overruled)[:MAX_CANDIDATES])
        if name in self.fallback:
            value = self.fallback[name]
            if choice.value:
                return Choice(
                    choice.value, (*choice.candidates, _candidate(value, "the document says it", chosen=False))
                )
            return Choice(value, (*choice.candidates, _candidate(value, "the document does not say")))
        return choice


NO_WORD = Word()


def word_of(fallback: Mapping[str, Any] | None, override: Mapping[str, Any] | None) -> Word:
    """The caller's values as fields hold them; `None` and empty ones are left out.

    Raises:
        InputTypeError: a value has a type that its field cannot take.
        InputValueError: there is no such field, or a value cannot be read.
    """
    if fallback is None and override is None:
        return NO_WORD
    return Word(_read("fallback", fallback), _read("override", override))


def _read(argument: str, given: Mapping[str, Any] | None) -> dict[str, Any]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise InputTypeError(f"{argument} must be a mapping or None, not {type(given).__name__}")
    found: dict[str, Any] = {}
    for name, value in given.items():
        if name not in NAMES:
            raise InputValueError(f"{argument} has no field {name!r}; it may hold {', '.join(sorted(NAMES))}")
        _check_whole(f"{argument}[{name!r}]", value)
        read = None if value is None else _value(f"{argument}[{name!r}]", name, value)
        if read:
            found[name] = read
    return found


def _check_whole(place: str, value: Any) -> None:
    """Hold text to what a file can hold; lone surrogates come from JSON that was cut."""
    for text in value if isinstance(value, list | tuple) else (value,):
        if isinstance(text, str):
            try:
                text.encode()
            except UnicodeEncodeError:
                raise InputValueError(f"{place} is {text!r}, which holds half of a character") from None


def _value(place: str, name: str, value: Any) -> Any:
    if name in _DATES:
        return _date(place, value)
    if name in _LISTS:
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, Sequence) or not all(isinstance(text, str) for text in texts):
            raise InputTypeError(f"{place} must be str or a sequence of str")
        texts = [_line(text) for text in texts]
        if name == "tags":
            split = [tag for text in texts for tag in (split_tags(text) if isinstance(value, str) else [text])]
            return tuple(dict.fromkeys(filter(None, split)))
        return merged([author for text in texts for author in _authors(text)])
    if not isinstance(value, str):
        raise InputTypeError(f"{place} must be str, not {type(value).__name__}")
    text = _line(value)
    if not text:
        return None
    if name == "publisher":
        return Publisher(name=text, source="caller")
    if name == "language":
        code = normalised(text)
        if code is None:
            raise InputValueError(f"{place} is {value!r}, which is no language tag")
        return Language(code=code, confidence=1.0, declared=code, source="caller")
    return text


def _line(text: str) -> str:
    """The text on one line, without the control characters that documents are read without as well."""
    return " ".join(CONTROL.sub("", text).split())


def _authors(text: str) -> tuple[Author, ...]:
    """The names in a string; the string itself where no rule finds one in it, for the caller should know."""
    text = _line(text)
    return authors_in(text, source="caller", entity=True) or (
        (Author(name=text, raw=text, source="caller"),) * bool(text)
    )


def _date(place: str, value: Any) -> DateValue | None:
    if not isinstance(value, str | dt.date):
        raise InputTypeError(f"{place} must be str, date or datetime, not {type(value).__name__}")
    raw = value if isinstance(value, str) else value.isoformat()
    if not raw.strip():
        return None
    reading = read_date(_whole(value))
    if not isinstance(reading, Reading) or reading.iso is None or reading.precision is None:
        raise InputValueError(f"{place} is {raw!r}, which cannot be read as a date")
    has_time = reading.precision in {"hour", "minute", "second"}
    return DateValue(
        value=reading.iso,
        precision=reading.precision,
        offset_known=has_time and reading.offset_minutes is not None,
        raw=raw,
        source="caller",
        confidence=1.0,
        flags=reading.flags,
    )


def _whole(value: str | dt.date) -> str:
    """The date as written; the same moment in UTC where its offset has seconds, which a `Reading` cannot hold.

    Zones had such offsets until about 1930, by the sun.
    """
    try:
        moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    offset = moment.utcoffset() if isinstance(moment, dt.datetime) else None
    if isinstance(moment, dt.datetime) and offset is not None and offset.seconds % 60:
        try:
            return moment.astimezone(dt.UTC).isoformat()
        except OverflowError:  # the first or last day of the calendar
            pass
    return value if isinstance(value, str) else value.isoformat()


def _candidate(value: Any, reason: str, *, chosen: bool = True) -> Candidate:
    return msgspec.structs.replace(candidate(_shown(value), "caller", place="caller"), chosen=chosen, reason=reason)


def _shown(value: Any) -> str:
    """A field's value as text, as candidates hold it."""
    match value:
        case DateValue():
            return value.value
        case Language():
            return value.code
        case Publisher():
            return value.name or ""
        case tuple():
            return "; ".join(item.name if isinstance(item, Author) else item for item in value)
    return str(value)
