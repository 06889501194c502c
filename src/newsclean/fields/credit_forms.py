"""Credits brought to one form before names are read: what templates glued is parted, and the habits of scripts."""

from __future__ import annotations

import functools
import re

from newsclean.fields.words import words

_GLUED_LABEL = re.compile(
    r"^(?:(?:written|posted|published|words|text|story)\s)?(?:by|von|par|por)(?=[A-ZÀ-Þ])", re.IGNORECASE
)
_GLUED_MONTH = re.compile(
    r"(?<=[a-zà-ž])(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)\.?(?=\s+\d)",
)
"""A date that a dump or a template glued to the name before it: "Jane DoeApril 28, 2023"."""

_GLUED_CATEGORY = re.compile(r"(?<=[a-zà-ž])In(?=\s[A-Z])")
"""What blog software sets behind the name: "By Jane DoeIn Travel, Guides"."""

_GLUED_DIGITS = re.compile(r"(?<=[a-zà-žа-я])(?=\d{1,4}[./-]\d|\d{1,2}:\d\d)|(?<=[12]\d\d\d)(?=[A-ZÀ-ÞА-Я][a-zà-žа-я])")
"""A date in digits before or behind a name without a blank: "Jane Doe24.04.2024", "Dec 17, 2025Jane Doe"."""

_AFTER_DATE = re.compile(r"(?<=\d)[^|\d]{0,12}\s(?i:by|par|von|por|di|door|av|af|da)\s+(?=[A-ZÀ-Þ])")
"""A label behind a date: "Publié le 3 mars 2026 par Jeanne Dupont"."""

_KOREAN_LIST = re.compile(
    r"(?:^|[\s=|(\[])((?:[\uac00-\ud7a3]{2,4}\s?[·ㆍ,]\s?){1,8}[\uac00-\ud7a3]{2,4})\s?(선임기자|객원기자|인턴기자|기자|특파원)"
)
_KOREAN_PLACE = re.compile(r"^[(\[]?[\uac00-\ud7a3]{2,8}\s?=\s?(?=[\uac00-\ud7a3])")
"""Korean sets one job title behind a list of names, and the place before an equals sign: "서울=김철수 기자"."""

_LENTICULAR = re.compile(r"^【([\u4e00-\u9fff]{3,6})】$")
"""Japanese papers set the reporter's name into these brackets, and much else."""

_BLANKS_BETWEEN = re.compile(r"(?<=记者)\s+([\u4e00-\u9fff]{2,4}(?:\s+[\u4e00-\u9fff]{2,4})+)")
"""Chinese names, which have no blank inside, behind the label of simplified Chinese."""

_AND_PREFIX = re.compile(r"\s+[وו](?=[^\W\d_]{2})")
"""The "and" that Arabic and Hebrew write as the next word's first letter. Names begin with that letter, too."""


def in_one_form(text: str) -> str:
    """The credit with bars between its parts and labels that can be told from names.

    Args:
        text: the credit, white space collapsed.
    """
    text = _GLUED_CATEGORY.sub(" | ", text)
    text = _GLUED_MONTH.sub(" | ", _GLUED_LABEL.sub("By ", text))
    if any(map(str.isdigit, text)):
        text = _AFTER_DATE.sub(" | By ", _GLUED_DIGITS.sub(" | ", text))
    if not text.isascii():
        text = _LENTICULAR.sub(r" | By \1 | ", _KOREAN_PLACE.sub("", text))
        text = _KOREAN_LIST.sub(lambda match: f" | {_each(match[1], match[2])}", text)
        text = _BLANKS_BETWEEN.sub(lambda match: " " + ", ".join(match[1].split()), text)
        text = _parted_at_prefix(text)
    return _others().sub(" | ", text)


def _each(names: str, title: str) -> str:
    return " | ".join(f"{name.strip()} {title}" for name in re.split("[·ㆍ,]", names))


def _parted_at_prefix(text: str) -> str:
    """The text with a comma for an "and" that is a prefix, where two words or more stand on either side of it."""
    parts: list[str] = []
    at = 0
    for match in _AND_PREFIX.finditer(text):
        before, after = text[at : match.start()], text[match.end() :]
        if len(before.split(":")[-1].split()) >= _FULL_NAME and len(after.split()) >= _FULL_NAME:
            parts.append(before)
            at = match.end()
    return ", ".join([*parts, text[at:]])


_FULL_NAME = 2


@functools.cache
def _others() -> re.Pattern[str]:
    """Credits of editors, photographers and translators beside the author's: "Text: …, Fotos: …"."""
    names = "|".join(
        re.escape(name) for name in sorted(words("people", "not_authors"), key=lambda name: (-len(name), name))
    )
    return re.compile(
        rf"(?i)(?:^|[,;|/]|(?<=\s))\s{{0,3}}(?:{names})(?:\s(?:by|von|par|por|di))?\s{{0,2}}[:：/／]\s{{0,2}}[^,;|/]{{0,80}}"
        rf"|(?:^|[,;|/])\s{{0,3}}(?:{names})\s[\uac00-\ud7a3]{{2,4}}(?=$|[\s,;|/])"
    )
