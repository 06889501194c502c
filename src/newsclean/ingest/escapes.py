r"""Documents whose marks were escaped once too often on their way: line breaks as `\n`, tags as `&lt;p&gt;`."""

from __future__ import annotations

import re
from typing import Final

from newsclean.ingest.sniff import TAGS, sniff
from newsclean.model.document import InputKind
from newsclean.text.entities import unescape
from newsclean.text.unseen import whole_text

_TOKEN = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_CHARACTERS: Final = {
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "b": "\b",
    "f": "\f",
    '"': '"',
    "'": "'",
    "/": "/",
    "\\": "\\",
}
"""What a backslash makes of the character behind it: JSON (RFC 8259, section 7), and the single quote of Python."""

_BREAK = re.compile(r"(?<!\\)\\n(?=\s*(?:\\[nrtu\"']|\Z|[\"'“‘«„»‹¿¡(\[]{0,3}[^\W_a-zß-öø-ÿа-яё]|[-–—•*#<]))")
"""A written line break before what begins a line. Commands (`\\nabla`), paths (`C:\\new`) and code (`"a\\n")`) go on
otherwise."""

_LITERAL = re.compile(r"(?<=[\s(=,\[])([\"'])[^\"'\n\\]{0,60}(?:\\n[^\"'\n\\]{0,60})+\1(?!\w)")
"""A short string literal with written line breaks in it, as texts about programming show them: `"one\\nTwo"`."""

_MIN_BREAKS = 2
"""Written line breaks of a document; one alone may be meant."""

_CLEAR_SHARE = 0.75
"""Share of the written line breaks that stand before what begins a line."""

_MANY_BREAKS = 5
"""Written line breaks from which lower case may follow them, as in wrapped text, if every other escape is one too."""

_BREAKS_PER_LINE = 4
"""Written line breaks for each real one that a document may have besides."""

_ESCAPES_PER_OTHER = 20
"""Escapes for each other backslash. LaTeX, regular expressions and Windows paths are full of others."""

_MIN_TAGS = 2
"""Written tags of a document, and escaped marks of real ones."""

_ESCAPED_CLOSING = re.compile(rf"<\\/(?:{TAGS})\s*>", re.IGNORECASE)
_ESCAPED_QUOTE = re.compile(r"<[a-z][a-z0-9]{0,10} [^<>\\]{1,80}=\\\"", re.IGNORECASE)
_CODE = re.compile(r"<(?:script|pre|code|textarea|xmp|style)\b", re.IGNORECASE)
"""Elements that hold sources, in which escapes mean themselves."""

_LT = r"&(?:amp;){0,2}(?:lt|#0{0,4}60|#x0{0,4}3c);"
_GT = r"(?:gt|#0{0,4}62|#x0{0,4}3e);"
_WRITTEN_TAG = re.compile(rf"{_LT}(/?)(?:{TAGS})(?=[\s/&])", re.IGNORECASE)
_BETWEEN_TAGS = re.compile(rf"{_GT}\s*(?:{_LT}|\Z|\n)", re.IGNORECASE)
"""A written tag at the end of a line, or before another: in running text about HTML they stand among words."""

_REAL_TAG = re.compile(rf"<(?:{TAGS})(?=[\s>/])", re.IGNORECASE)
_WRITTEN_PER_REAL = 5
"""Written tags for each real one that a document may have besides: a feed puts its own around an escaped page."""

_CHARACTERS_PER_TAG = 2_000
"""Characters for each written tag; a text that mentions a tag now and then has more, a long paragraph fewer."""

_LEFTOVER = re.compile(
    r"&(?:amp|quot|apos|nbsp|#0{0,2}[1-9]\d{1,4}|#x0{0,2}[1-9a-f][0-9a-f]{1,3}|[lr][sd]quo|hellip|[mn]dash|shy|euro);",
    re.IGNORECASE,
)
"""References that scrapers leave in text: those of signs that are typed, and all that are numbered."""

_MIN_LEFTOVERS = 2
"""Such references in a text; one alone may be what it tells of."""

_OF_MARKUP = re.compile(r"html|xml|entit|unicode|[{}]", re.IGNORECASE)
"""What a text that shows references to its readers speaks of."""

_SAMPLE = 200_000
"""Characters by which it is told whether a document is written markup."""

_MAX_LEVELS = 3
"""Times that markup is unescaped; `_LT` looks through as many."""


def read_backslashes(text: str) -> str | None:
    """The text with the escapes of a string literal read, where its line breaks are written as such; `None` elsewhere.

    Documents that were put into JSON or Python's notation twice, and taken out once, come like this.
    """
    if "\\" not in text or _CODE.search(text):
        return None
    if _has_written_breaks(text) or _has_written_markup(text):
        return _resolved(text)
    if "\\\\n" in text and _has_written_breaks(halved := text.replace("\\\\", "\\")):
        return _resolved(halved)
    return None


def _has_written_breaks(text: str) -> bool:
    """Whether line breaks are written as escapes, clear of all that only looks like them."""
    written = text.count("\\n")
    real = text.strip().count("\n")
    if written < _MIN_BREAKS or real * _BREAKS_PER_LINE > written:
        return False
    known = breaks = 0
    total = 0
    for token in _TOKEN.finditer(text):
        total += 1
        known += token[1] is not None or token[2] in _CHARACTERS
        breaks += token[2] == "n"
    clear = len(_BREAK.findall(text))
    if min(breaks, clear) < _MIN_BREAKS or (total - known) * _ESCAPES_PER_OTHER > known:
        return False
    if 2 * sum(literal[0].count("\\n") for literal in _LITERAL.finditer(text)) >= breaks:
        return False
    return clear >= _CLEAR_SHARE * breaks or (breaks >= _MANY_BREAKS and known == total and not real)


def _has_written_markup(text: str) -> bool:
    r"""Whether the tags are those of a string literal: `<\/p>`, `class=\"lead\"`, and no other."""
    if "</" not in text and len(_ESCAPED_CLOSING.findall(text)) >= _MIN_TAGS:
        return True
    return '="' not in text and len(_ESCAPED_QUOTE.findall(text)) >= _MIN_TAGS


def _resolved(text: str) -> str:
    """The text with its escapes read, and without the quotes around the whole of it."""
    stripped = text.strip()
    if len(stripped) > 1 and stripped[0] == stripped[-1] == '"' and stripped[-2] != "\\":
        text = stripped[1:-1]
    resolved = _TOKEN.sub(_character, text)
    # Characters beyond the first plane are written as two halves.
    return whole_text(resolved)


def _character(token: re.Match[str]) -> str:
    return chr(int(token[1], 16)) if token[1] is not None else _CHARACTERS.get(token[2], token[0])


def read_written_tags(text: str) -> str | None:
    """The page that the text is once its tags are unescaped, where (nearly) all of them are escaped; `None` elsewhere.

    Feeds and exports of content management systems escape markup once, some twice. A page that shows tags to its
    readers has real ones around them, and shows them as code or among words.
    """
    found: str | None = None
    for _ in range(_MAX_LEVELS):
        current = text if found is None else found
        if not _is_written_markup(current):
            break
        found = unescape(current)
    return found if found is not None and sniff(found)[0] == "html" else None


def _is_written_markup(text: str) -> bool:
    """Whether nearly all tags are escaped, and stand as markup does and not among the words of a text about it."""
    sample = text[:_SAMPLE].strip()
    if "&" not in sample or _CODE.search(sample):
        return False
    tags: list[str] = [match[1] for match in _WRITTEN_TAG.finditer(sample)]
    if len(tags) < _MIN_TAGS or len(tags) * _CHARACTERS_PER_TAG < len(sample):
        return False
    if len(_REAL_TAG.findall(sample)) * _WRITTEN_PER_REAL > len(tags):
        return False
    return 2 * len(_BETWEEN_TAGS.findall(sample)) >= max(1, tags.count("/"))


def read_references(text: str) -> str | None:
    """A text dump with the character references read that its scraper left in it; `None` for others.

    A text about markup is left as it is, for it may mean them.
    """
    if "&" not in text or len(_LEFTOVER.findall(text)) < _MIN_LEFTOVERS or _OF_MARKUP.search(text):
        return None
    return unescape(text)


def read_escapes(text: str, kind: InputKind) -> tuple[str, InputKind, str | None]:
    """The text with escapes read, what it is then, and what was read, if anything was.

    Args:
        text: the document.
        kind: what it is taken for.
    """
    said: list[str] = []
    if (plain := read_backslashes(text)) is not None:
        text = plain
        said.append("backslash escapes")
    if (page := read_written_tags(text)) is not None:
        text, kind = page, "html"
        said.append("escaped tags")
    elif kind == "text" and (plain := read_references(text)) is not None:
        text = plain
        said.append("character references")
    return text, kind, " and ".join(said) or None
