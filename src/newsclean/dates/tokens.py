"""Cutting a string into tokens, each with one letter that says what it can be in a date."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from newsclean.dates.folding import fold_name, plain
from newsclean.dates.lexicon import ORDINAL, OTHER, ZONE, Lexicon, is_english, lexicon
from newsclean.dates.zones import is_zone

_HAN_NUMBER = r"[〇零一二三四五六七八九十廿元]{1,5}(?=\s?[年月日号號时時點点分])"
_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0971-\u0eff"
    r"\u1000-\u109f\u1780-\u17d3"
)
"""Vowel signs and points, which are no letters to `re` but belong to words."""

_WORD = rf"(?:[^\W\d_]++|[{_MARKS}]++)++"
_TOKEN_ASCII = re.compile(r"(?P<n>[0-9]+)|(?P<w>[A-Za-z]+)|(?P<b>\s+)|(?P<p>.)", re.DOTALL)
_TOKEN = re.compile(rf"(?P<n>[0-9]+)|(?P<w>{_WORD})|(?P<b>\s+)|(?P<p>.)", re.DOTALL)
_TOKEN_HAN = re.compile(
    rf"(?P<n>[0-9]+)|(?P<h>{_HAN_NUMBER})|(?P<w>(?:(?!{_HAN_NUMBER})(?:[^\W\d_]|[{_MARKS}]))+)|(?P<b>\s+)|(?P<p>.)",
    re.DOTALL,
)
_HAN_DATE = re.compile(_HAN_NUMBER)
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[A-Z]")
_DIGITS = {1: "d", 2: "d", 3: "t", 4: "y", 5: "v", 6: "s", 8: "e", 10: "x", 12: "q", 13: "x", 14: "r", 16: "x", 19: "x"}
"""Numbers by their number of digits: d a part of a date, y a year or a clock of four digits, e, q, r longer runs."""

_HALF_LETTERS = frozenset("apAP")
_PUNCTUATION = frozenset(".,/-:|()+'_\\")
_HAN = {"〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "元": 1}
_SINGLE_WEEKDAYS = {"月": 1, "火": 2, "水": 3, "木": 4, "金": 5, "土": 6, "日": 7}
_SINGLE_WEEKDAYS |= dict(zip("월화수목금토일", range(1, 8), strict=True))


class Token(Struct, gc=False):
    """A piece of a string.

    Attributes:
        kind: the grammar's letter for it.
        text: the piece as it stands; a number's digits where it is written in Han numerals.
        start: its first character.
        end: the character after it.
        fold: the folded word or phrase; empty for anything else.
    """

    kind: str
    text: str
    start: int
    end: int
    fold: str = ""


def tokenize(text: str) -> list[Token]:
    """The tokens of a string that `plain` has been applied to; every character is in one, in order."""
    words = lexicon()
    tokens: list[Token] = []
    append = tokens.append
    pattern = _TOKEN_ASCII if text.isascii() else _TOKEN_HAN if _HAN_DATE.search(text) else _TOKEN
    for match in pattern.finditer(text):
        group = match.lastgroup
        piece = match[0]
        start, end = match.span()
        if group == "n":
            size = end - start
            if size in {5, 6} and text[end : end + 1] == ":" and piece[:2] in {"19", "20"}:
                # A year that lost the blank before its clock: "Jul 27, 201605:56 PM".
                append(Token("y", piece[:4], start, start + 4))
                append(Token("d", piece[4:], start + 4, end))
            elif size in {5, 6} and text[end : end + 1] == " " and piece[:2] in {"19", "20"} and _after_month(tokens):
                # The same before a second date or a count: "16 May 201816 May 2018", "May 16, 201812 comments".
                append(Token("y", piece[:4], start, start + 4))
                append(Token(" ", "", start + 4, start + 4))
                append(Token("d", piece[4:], start + 4, end))
            elif size == 4 and text[end : end + 1] == ":" and _kinds(tokens[-4:]) in {"y-d-", "y/d/", "y.d."}:
                # A day that lost the blank before its clock: "2018-05-1617:56".
                append(Token("d", piece[:2], start, start + 2))
                append(Token(" ", "", start + 2, start + 2))
                append(Token("d", piece[2:], start + 2, end))
            elif (
                size == 4 and text[end : end + 1] == ":" and text[start - 1 : start] == "." and _is_year_and_hour(piece)
            ):
                # "28.09.1913:36": two digits of the year, and a clock.
                append(Token("d", piece[:2], start, start + 2))
                append(Token(" ", "", start + 2, start + 2))
                append(Token("d", piece[2:], start + 2, end))
            else:
                append(Token(_DIGITS.get(size, "n"), piece, start, end))
        elif group == "b":
            append(Token(" ", piece, start, end))
        elif group == "p":
            append(Token(piece if piece in _PUNCTUATION else "o" if piece == "°" else "?", piece, start, end))
        elif group == "h":
            digits = str(_han_number(piece))
            append(Token(_DIGITS.get(len(digits), "n"), digits, start, end))
        elif piece in _HALF_LETTERS and text[start - 1 : start].isdigit() and _kinds(tokens[-2:]) == ":d":
            append(Token("P", piece, start, end, f"{piece.lower()}m"))  # "5:56p"
        else:
            for kind, part, begin, stop, fold in _parts(piece):
                append(Token(kind, part, start + begin, start + stop, fold))
    return _phrases(tokens, text, words)


def _kinds(tokens: list[Token]) -> str:
    return "".join([token.kind for token in tokens])


def _after_month(tokens: list[Token]) -> bool:
    """Whether a month's name, or one with its day and a comma, ends the tokens."""
    return _kinds(tokens[-6:]).endswith(("M ", "M d, ", "M d,"))


def _is_year_and_hour(piece: str) -> bool:
    """Whether four digits before a colon are no year of the web, but can be two of a year and an hour."""
    return not 1970 <= int(piece) <= 2099 and int(piece[:2]) <= 49 and int(piece[2:]) < 24


@lru_cache(maxsize=8192)
def _parts(piece: str) -> tuple[tuple[str, str, int, int, str], ...]:
    """The words in a run of letters, with offsets in the run. Most runs are one word, and most words are met again."""
    words = lexicon()
    if piece.isascii():
        if piece.islower() or piece.isupper() or piece.istitle():
            tokens = [_word(piece, 0, words)]
        else:
            tokens = [_word(part[0], part.start(), words) for part in _CAMEL.finditer(piece)]
    elif "\u0e00" <= piece[0] <= "\u0eff" or (piece[0] >= "\u1000" and not "\u1e00" <= piece[0] <= "\u1fff"):
        tokens = _unspaced(piece, 0, words)
    else:
        tokens = [_word(piece, 0, words)]
    return tuple((token.kind, token.text, token.start, token.end, token.fold) for token in tokens)


def _word(piece: str, start: int, words: Lexicon) -> Token:
    if piece in {"º", "ª"}:
        return Token(ORDINAL, piece, start, start + 1, piece)
    fold = fold_name(piece)
    # "Né le 3 mai" is a birth; without its accent the word is a weekday in Slavonic languages.
    kind = OTHER if piece in {"Né", "né"} else words.kinds.get(fold, OTHER)
    if kind == OTHER and fold[:1] == "ב" and words.kinds.get(fold[1:]) == "M":
        # "14 ביוני": Hebrew writes its "in" together with the month.
        kind, fold = "M", fold[1:]
    if piece.isascii():
        if piece in {"T", "Z", "z"}:
            kind = "@" if piece == "T" else ZONE
        elif len(piece) <= 5 and kind != "P" and is_zone(piece) and (kind != "M" or not is_english(fold)):
            kind = ZONE  # before a month, too: "AWST" is August in Welsh
    return Token(kind, piece, start, start + len(piece), fold)


def _unspaced(piece: str, start: int, words: Lexicon) -> list[Token]:
    """Words of a script without blanks, longest entry of the lexicon first; letters between are one unknown word."""
    fold_all = fold_name(piece)
    whole = words.kinds.get(fold_all)
    if whole is not None or fold_all in words.roles:
        return [Token(whole or OTHER, piece, start, start + len(piece), fold_all)]
    tokens: list[Token] = []
    position = unknown = 0
    size = len(piece)
    aligned = len(fold_all) == size
    while position < size:
        for length in range(min(14, size - position), 0, -1):
            end = position + length
            fold = fold_all[position:end] if aligned else fold_name(piece[position:end])
            kind = words.kinds.get(fold)
            if (kind is not None and (length > 1 or kind in "YTDHIJR" or position == 0)) or (
                length > 1 and fold in words.roles
            ):
                if unknown < position:
                    tokens.append(_plain_word(piece, unknown, position, start))
                tokens.append(
                    Token(
                        kind or OTHER,
                        piece[position : position + length],
                        start + position,
                        start + position + length,
                        fold,
                    )
                )
                position += length
                unknown = position
                break
        else:
            position += 1
    if unknown < size:
        tokens.append(_plain_word(piece, unknown, size, start))
    return tokens


def _plain_word(piece: str, begin: int, end: int, start: int) -> Token:
    return Token(OTHER, piece[begin:end], start + begin, start + end, fold_name(piece[begin:end]))


def _phrases(tokens: list[Token], text: str, words: Lexicon) -> list[Token]:
    """Joins the words of names of several words: "p.m.", "thứ tư", "كانون الثاني", "quarta-feira"."""
    out: list[Token] = []
    index, count = 0, len(tokens)
    while index < count:
        token = tokens[index]
        longest = words.longest.get(token.fold, 1) if token.fold else 1
        if longest > 1:
            best = _longest_phrase(tokens, index, longest, words.kinds)
            if best is not None:
                end, fold = best
                out.append(
                    Token(words.kinds[fold], text[token.start : tokens[end].end], token.start, tokens[end].end, fold)
                )
                index = end + 1
                continue
        if token.fold in words.issues:
            _void_number_of_issue(tokens, index)
        elif token.fold and token.text in _SINGLE_WEEKDAYS:
            _bracketed_weekday(tokens, index)
        out.append(token)
        index += 1
    return out


def _void_number_of_issue(tokens: list[Token], index: int) -> None:
    """Makes the number after "issue" no part of a date: "Issue 5, May 2018", "Vol. 12 (May 2018)"."""
    number = index + 1
    while number < len(tokens) and number - index <= 3 and tokens[number].kind in " .:#?":
        number += 1
    if number >= len(tokens) or tokens[number].kind != "d":
        return
    after, marks = number + 1, ",()|:?"
    if after < len(tokens) and tokens[after].kind == " ":
        after, marks = after + 1, ",()|:?/-"
    if after < len(tokens) and tokens[after].kind in marks:
        tokens[number].kind = "n"


def _bracketed_weekday(tokens: list[Token], index: int) -> None:
    """Makes a weekday of one letter between brackets: "(水)", "(수)"."""
    token = tokens[index]
    if 0 < index < len(tokens) - 1 and tokens[index - 1].kind in "(?" and tokens[index + 1].kind in ")?":
        token.kind, token.fold = "W", token.text + ("曜" if token.text in "月火水木金土日" else "요일")


def _longest_phrase(tokens: list[Token], index: int, longest: int, known: dict[str, str]) -> tuple[int, str] | None:
    fold = tokens[index].fold
    best: tuple[int, str] | None = None
    size, position = 1, index + 1
    # Between the words of a name stands at most one mark and one blank.
    while size < longest and position < len(tokens):
        skipped = 0
        while position < len(tokens) and tokens[position].kind in " .-'" and skipped < 3:
            position += 1
            skipped += 1
        if position >= len(tokens) or not tokens[position].fold:
            break
        fold += " " + tokens[position].fold
        size += tokens[position].fold.count(" ") + 1
        if fold in known:
            best = (position, fold)
        position += 1
    return best


def _han_number(piece: str) -> int:
    if "十" in piece or "廿" in piece:
        tens, _, units = piece.replace("廿", "二十").partition("十")
        return (_HAN.get(tens[-1:], 1) if tens else 1) * 10 + (_HAN.get(units[:1], 0) if units else 0)
    return int("".join(str(_HAN[char]) for char in piece))


__all__ = ["Token", "plain", "tokenize"]
