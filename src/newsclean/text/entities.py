"""Character references to the characters they stand for."""

from __future__ import annotations

import html
import re

_ENDLESS = re.compile(r"&#[0-9]{9,}+;?")
"""A decimal reference past all characters. Python refuses to read a number of thousands of digits."""


def unescape(text: str) -> str:
    """The text with HTML character references resolved, as `html.unescape` does, whatever the text.

    References to no character become U+FFFD.
    """
    if "&" not in text:
        return text
    try:
        return html.unescape(text)
    except ValueError:
        return html.unescape(_ENDLESS.sub("\ufffd", text))
