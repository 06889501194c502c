"""Characters that no reader sees, in the kinds that are treated differently."""

from __future__ import annotations

import re
from typing import Final

INVISIBLE: Final = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""Soft hyphens, joiners, zero-width spaces and marks of direction, as the inside of a character class. Some spellings
need some of them, so they are kept until a cleaner has looked."""

INVISIBLE_CHARACTER: Final = re.compile(f"[{INVISIBLE}]")

CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Control characters that are no white space, and non-characters: nobody sees them, and JSON and XML trip on them."""

SURROGATE: Final = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no file can hold."""


def whole_text(text: str) -> str:
    """The text with U+FFFD for halves of characters; two halves that belong together become their character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
