"""What was seen for a field, what was chosen, and why the rest was not."""

from __future__ import annotations

from msgspec import Struct

from newsclean.model.date import DateFlag, DateRole


class Candidate(Struct, frozen=True, gc=False):
    """One value seen for one field.

    Attributes:
        value: the value as it would stand in the field, as text; `None` where the raw string could not be read.
        raw: the string as it stood in the document.
        source: the kind of place, such as `json-ld:headline`, `meta:og:title`, `block`, `url`, `caller`.
        place: where a person finds it: a block's locator, a JSON-LD path, a meta tag's name.
        block: the index of the block it stands in, where it stands in one.
        chosen: whether the field holds this value, or agrees with it.
        reason: why it was or was not chosen, in a few words.
        role: for dates, what the candidate is the date of.
        flags: for dates, what was noticed while reading.
    """

    value: str | None
    raw: str
    source: str
    place: str = ""
    block: int | None = None
    chosen: bool = False
    reason: str = ""
    role: DateRole | None = None
    flags: tuple[DateFlag, ...] = ()
