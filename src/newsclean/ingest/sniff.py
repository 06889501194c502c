"""Telling HTML from plain text."""

from __future__ import annotations

import re

from newsclean.model.document import InputKind

TAGS = (
    "a|abbr|address|amp-[a-z]+|article|aside|b|blockquote|body|br|center|div|dl|em|figure|font|footer|form|h[1-6]|head|"
    "header|html|i|iframe|img|li|link|main|meta|nav|ol|p|picture|pre|script|section|span|strong|style|table|td|time|"
    "title|tr|u|ul"
)
_OPENING = re.compile(rf"\s*(?:<\?xml[^>]{{0,200}}>\s*)?(?:<!--|<!doctype\b|<(?:{TAGS})(?=[\s>/]))", re.IGNORECASE)
_CLOSING = re.compile(rf"</(?:{TAGS})\s*>|<(?:br|img|meta|link)\b", re.IGNORECASE)

_SAMPLE = 200_000
_MIN_CLOSING = 2
_CHARACTERS_PER_CLOSING = 2_000
"""Running text that merely quotes a tag or two, as articles about the web do, has fewer closing tags than this."""


def sniff(text: str) -> tuple[InputKind, str]:
    """Whether a document is HTML or text, and what told.

    It is HTML when it opens with a tag, a comment or a doctype, or when closing tags are spread through it.
    """
    if _OPENING.match(text):
        return "html", "opening tag"
    sample = text[:_SAMPLE]
    if sample.count("<") < _MIN_CLOSING:
        return "text", "no tags"
    closing = len(_CLOSING.findall(sample))
    if closing >= _MIN_CLOSING and closing * _CHARACTERS_PER_CLOSING >= len(sample):
        return "html", "closing tags"
    return "text", "few tags"
