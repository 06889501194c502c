"""Damaged letters put back: by scanners (2O23, Decernber), by encodings (f vrier, M rz), by typing (Febuary).

A repair is made only where one reading is left, and the reading says so with the flag `damaged`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsclean.dates.folding import fold_name
from newsclean.dates.lexicon import english_names, lexicon, tables

_LOOKS = {
    "c": "e",
    "v": "yu",
    "1": "li",
    "0": "o",
    "5": "s",
    "|": "l",
    "i": "lj",
    "8": "b",
    "9": "g",
    "6": "b",
    "q": "g",
    "u": "n",
    "n": "u",
    "f": "t",
    "a": "o",
    "o": "a",
    "t": "f",
    "j": "i",
    "l": "ij",
    "h": "b",
    "g": "q",
    "e": "c",
    "y": "v",
    "b": "h",
}
"""Letters that scanners take for each other (after Tesseract's ambiguity lists): what stands, and what may be meant."""

_PAIRS = (
    ("rn", "m"),
    ("ni", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("ii", "u"),
    ("m", "rn"),
    ("li", "h"),
    ("nn", "m"),
    ("in", "m"),
    ("rt", "n"),
    ("rr", "n"),
    ("n", "ri"),
)
_DIGIT_LOOKS = str.maketrans(
    {
        "l": "1",
        "I": "1",
        "i": "1",
        "|": "1",
        "!": "1",
        "O": "0",
        "o": "0",
        "Q": "0",
        "D": "0",
        "S": "5",
        "s": "5",
        "B": "8",
        "Z": "2",
        "z": "2",
        "g": "9",
        "q": "9",
        "G": "6",
        "b": "6",
    }
)
_MIXED_NUMBER = re.compile(r"(?<![\w])[0-9lIiOoQDSsBZzgqGb|!]{1,4}(?![\w])")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|\|){2,13}|[0-9][^\W\d_]{3,12}|0[^\W\d_]{2}")
_MOJIBAKE = re.compile("[ÃÂÐÑØÙÎÏÅÄ][\u0080-\u00bf\u0100-\u2122]|[à-ï][\u0080-\u00bf\u0100-\u2122]{2}")
_MIN_EDGE = 5
"""Letters, the lost one counted, of a name that may have lost its first or last: every word has blanks there."""

_MIN_TYPO = 6
"""Shortest word in which a slip of one letter is put right; in shorter ones two names are too near each other."""


def repaired(text: str, language: str | None) -> str | None:
    """The text with damaged names and numbers put back; `None` where there is nothing to do or two ways to do it."""
    if len(text) > 200:
        return None
    out = _unmojibake(text)
    out = _holes(out)
    out = _PIECES.sub(_joined, out)
    out = _numbers(out)
    out = _words(out, language)
    return out if out != text else None


_GLUED = re.compile(r"(?<![\w])(?=[0-9]*[lIO|o])(?=[lIO|o]*[0-9])(?!1o(?!\w))[0-9lIO|o]{2,4}(?![\w])")
_GLUED_DAY = re.compile(r"[12Z](?<!\w[12Z])(?:(?<=[12])[SB]|(?<=Z)[0-9])(?=\.? [A-Z][a-z]{2,8}\.?,? [0-9])")
_LETTER_DAY = re.compile(r"[lI](?<=[a-z.] [lI])[Ol]?(?=[.,]{0,2} [12][0-9]{3}(?!\w))")
"""Days with a rarer letter for a digit, or of letters alone: only beside what can be their month."""

_PIECES = re.compile(r"(?<![^\W_])([A-Z][a-z]{0,7}) ([a-z]{1,7})(?![^\W_])")


def _joined(match: re.Match[str]) -> str:
    """An English name that was torn in two: "Ma y"."""
    whole = match[1] + match[2]
    return whole if whole.lower() in english_names() and len(whole) > 2 else match[0]


def has_glued_digits(text: str) -> bool:
    """Whether a number holds a letter that scanners take for a digit; the rest of it is not to be trusted."""
    return bool(_GLUED.search(text) or _GLUED_DAY.search(text) or _LETTER_DAY.search(text))


def _unmojibake(text: str) -> str:
    if not _MOJIBAKE.search(text):
        return text
    for codec in ("cp1252", "latin-1"):
        try:
            return text.encode(codec).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    from ftfy import fix_encoding

    return fix_encoding(text)


def is_mojibake(text: str) -> bool:
    """Whether the text holds UTF-8 that was read as another encoding."""
    return _MOJIBAKE.search(text) is not None


def has_hole(text: str) -> bool:
    """Whether a name in the text has a hole where one accented letter was."""
    return _holes(text) != text


def _holes(text: str) -> str:
    """Letters lost to a blank, a question mark or U+FFFD: "f vrier", "ao?t", "M\ufffdrz"."""
    pattern, names = _holed()
    found = list(pattern.finditer(text.lower()))
    if not found or len(text.lower()) != len(text):
        return text
    out, position = [], 0
    for match in found:
        skeleton = _skeleton(match[0])
        if len(skeleton) < _MIN_EDGE and (skeleton[0] == "\0" or skeleton[-1] == "\0") and " " in match[0]:
            continue
        values = names.get(skeleton, {})
        if len(values) != 1:
            continue
        out += [text[position : match.start()], next(iter(values))]
        position = match.end()
    return "".join([*out, text[position:]])


def _skeleton(text: str) -> str:
    return re.sub(r"[ ?\ufffd\u00ef\u00bf\u00bd*_]+", "\0", text)


@lru_cache(maxsize=1)
def _holed() -> tuple[re.Pattern[str], dict[str, dict[str, int]]]:
    holed: dict[str, list[str]] = tables()[0]["accented"]
    names: dict[str, dict[str, int]] = {}
    for name in holed:
        if name.count(" ") or sum(char.isascii() for char in name) < 2:
            continue
        skeleton = re.sub(r"[^\x00-\x7f]+", "\0", name)
        entry = lexicon().months.get(fold_name(name), lexicon().weekdays.get(fold_name(name)))
        known = names.setdefault(skeleton, {})
        if not any(
            lexicon().months.get(fold_name(other), lexicon().weekdays.get(fold_name(other))) == entry for other in known
        ):
            known[name] = 1
    hole = r"(?:[ ?\ufffd*_]|\u00ef\u00bf\u00bd){1,3}"
    ordered = sorted(
        (skeleton for skeleton in names if skeleton.strip("\0") and len(skeleton) > 2), key=len, reverse=True
    )
    shapes = "|".join(hole.join(map(re.escape, skeleton.split("\0"))) for skeleton in ordered)
    return re.compile(rf"(?<![^\W\d_])(?:{shapes})(?![^\W\d_])"), names


def _numbers(text: str) -> str:
    def put_back(match: re.Match[str]) -> str:
        piece = match[0]
        if piece.isdigit() or not any(char.isdigit() for char in piece):
            return piece
        if re.fullmatch(r"[0-9]{1,2}[hs]", piece):
            return piece
        return piece.translate(_DIGIT_LOOKS)

    text = _LETTER_DAY.sub(lambda match: match[0].translate(_DIGIT_LOOKS), text)
    return _MIXED_NUMBER.sub(put_back, text)


def _words(text: str, language: str | None) -> str:
    words = lexicon()

    def put_back(match: re.Match[str]) -> str:
        folded = fold_name(match[0])
        if folded in words.kinds or folded in words.roles or folded in words.byline:
            return match[0]
        return _closest(folded, language) or match[0]

    return _WORD.sub(put_back, text)


@lru_cache(maxsize=1)
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Latin names of months and weekdays; the second set is those of English."""
    words = lexicon()
    latin = frozenset(n for n in (*words.months, *words.weekdays) if n.isascii() and n.isalpha() and len(n) >= 3)
    return latin, english_names()


@lru_cache(maxsize=2048)
def _closest(folded: str, language: str | None) -> str | None:
    latin, english = _names()
    for known in (english, latin) if language in {None, "en"} else (latin,):
        # A short name of another language has too many words beside it: "Maya" is not "mayo".
        least = 5 if known is latin and language in {None, "en"} else 3
        looks = {name for name in _lookalikes(folded) if name in known and len(name) >= least}
        if looks:
            return _one(looks)
    if len(folded) >= _MIN_TYPO:
        for known in (english, latin):
            near = {name for name in known if len(name) >= _MIN_TYPO and _one_slip(folded, name)}
            if near:
                return _one(near)
    return None


_NO_VALUE = frozenset({"undefined", "null", "nan", "none"})


def stands_for_month(folded: str) -> bool:
    """Whether a word is where a month was: what software writes for nothing, or a name that is hurt beyond telling."""
    if folded in _NO_VALUE:
        return True
    months = lexicon().months
    whole = (name for name in english_names() if len(name) >= 4 and name in months)
    return len(folded) >= 4 and any(_one_slip(folded, name) for name in whole)


def _one(names: set[str]) -> str | None:
    """The name, where all mean the same."""
    words = lexicon()
    values = {str(words.months.get(name, words.weekdays.get(name))) + words.kinds.get(name, "") for name in names}
    return min(names) if len(values) == 1 else None


def _lookalikes(folded: str) -> set[str]:
    """The word with up to two letters taken for their lookalikes."""
    found = {folded}
    for _ in range(2):
        for word in tuple(found):
            for index, char in enumerate(word):
                for meant in _LOOKS.get(char, ""):
                    found.add(word[:index] + meant + word[index + 1 :])
            for wrong, right in _PAIRS:
                position = word.find(wrong)
                if position >= 0:
                    found.add(word[:position] + right + word[position + len(wrong) :])
        if len(found) > 600:
            break
    found.discard(folded)
    return found


def _one_slip(typed: str, name: str) -> bool:
    """One letter missing, doubled, swapped with its neighbour or wrong; the first letter is right."""
    if typed[0] != name[0] or abs(len(typed) - len(name)) > 1:
        return False
    same = 0
    while same < min(len(typed), len(name)) and typed[same] == name[same]:
        same += 1
    a, b = typed[same:], name[same:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
