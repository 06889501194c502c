"""The shape of headlines: their bounds, their marks, and where one begins and ends on its line."""

from __future__ import annotations

import re

from newsclean.text.measure import has_digit, is_unspaced

MAX_WORDS = 40
MAX_CHARACTERS = 300
"""Bounds of a headline. The longest of 838 development pages has 34 words and 211 characters."""

LIST_ITEM = re.compile(r"(?:\d{1,3}[.)]|[-–—•*·▪‣◦])\s")

_DATE_SHAPE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:19|20)\d\d|\d{1,2}[:h]\d\d|\d\s?[年月日년월일]")
_DATE_WORDS = 14
"""Words of such a line: two dates with their labels, or a byline with one."""

INLINE_BYLINE = re.compile(r"\s(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|[Aa]v)\s+(?=[^\W\d_a-zß-öø-ÿ])")
_GLUED_BYLINE = re.compile(r"\s(?:by|By)(?=[A-Z][a-z]+\b)")
"""A byline on the headline's own line ("... Lawyers by Jo Doe Apr. 28, 2025 9:45 am", "... Dar byJo Doe")."""

JOINTS = re.compile(r"[|›•©@→]|\s[>/]\s")
"""Marks that join the steps of a path or the items of a list; they are rare in headlines."""

OPEN_ENDS = ("-", "–", "—", ":", "：", ",", "/", "|")
"""Marks with which a kicker ends; the headline follows on the next line."""

GLUED = re.compile(r"[a-zà-žа-я]{2}(?:[A-ZÀ-ÞА-Я][a-zà-žа-я]|\d{1,2}:\d\d)")
"""Two elements run together: "AbendIndex gibt nach", "throwing stones20:42". Some names have such a joint."""

_PATH = re.compile(r"(?:Home|Homepage|Startseite|Start|Accueil|Inicio|Portada|Hjem|Hem|Forside)(?=[A-ZÀ-Þ][a-zà-ž])")
_JOINT = re.compile(r"(?<=[a-zà-ž])(?=[A-ZÀ-Þ][a-zà-ž])")
"""A path of sections without marks, run together with the headline: "HomeSportTennisJane Doe wins the cup"."""

_HEADLINE_WORDS = 4
"""Words that are left of the line, so that a path is not cut inside its last step."""


def is_date_shaped(text: str, words: int) -> bool:
    """Whether a short line holds digits in the shape of a date or a clock: a byline or a date line."""
    return words <= _DATE_WORDS and has_digit(text) and _DATE_SHAPE.search(text[:200]) is not None


def has_full_stop(text: str) -> bool:
    """Whether the text closes with a full stop, quotes and brackets aside."""
    return text.rstrip("\"'”’»)] ").endswith((".", "。", "।"))


def start_of_headline(text: str) -> int:
    """Where the headline begins on its line: behind the last joint of a path that runs into it."""
    if _PATH.match(text) is None:
        return 0
    last = max((joint.start() for joint in _JOINT.finditer(text)), default=0)
    return last if text.count(" ", last) >= _HEADLINE_WORDS - 1 else 0


def end_of_headline(text: str) -> int:
    """Where the headline ends on its line: before a byline with a date, or one glued to "by"."""
    glued = _GLUED_BYLINE.search(text)
    if glued and text.count(" ", 0, glued.start()) >= 3:
        return glued.start()
    for match in INLINE_BYLINE.finditer(text):
        rest = text[match.end() :]
        if rest.count(" ") <= 20 and _DATE_SHAPE.search(rest) and text.count(" ", 0, match.start()) >= 3:
            return match.start()
    return len(text)


def is_unspaced_menu(text: str) -> bool:
    """Whether the line is blank-separated words of a script that has no blanks between words."""
    return text.count(" ") >= 3 and any(is_unspaced(char) and not "\uac00" <= char <= "\ud7a3" for char in text[:6])
