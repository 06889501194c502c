"""The role of each date in a string, by the words around it and by the other dates: labels, prose, ranges of days."""

from __future__ import annotations

from typing import TypeAlias

from newsclean.dates.context import is_prose, role_of
from newsclean.dates.grammar import DAY_MONTH, MONTH_YEAR, Match
from newsclean.dates.tokens import Token
from newsclean.model.date import DateRole

_WAVES = frozenset("~\u301c")
"""East Asian marks between the first and the last day of a range."""


_AND = frozenset({"and", "und", "et", "y", "e", "en"})
"""Words between the days of "between 3 May and 7 June"."""

_TO = frozenset({"to", "bis", "au", "al", "until", "do", "по", "a", "tot"})
"""Words between the first and the last day of a range."""

Role: TypeAlias = tuple[DateRole | None, str]
"""The role of a date, and in a word why."""


def span_roles(matches: list[Match], tokens: list[Token], kinds: str) -> list[Role]:
    """For each date in a string its role, and in a word why; `other` and `event` are never an article's own date."""
    roles: list[Role] = []
    for index, match in enumerate(matches):
        begin = matches[index - 1].end if index else 0
        stop = matches[index + 1].start if index + 1 < len(matches) else len(tokens)
        role = role_of(tokens, begin, match.start, match.end, stop)
        reason = "label" if role is not None else ""
        if role in {None, "published", "modified"}:
            weak = match.shape in MONTH_YEAR or match.shape in DAY_MONTH
            if is_prose(tokens, begin, match.start, match.end, stop, weak=weak):
                role, reason = "other", "prose"
        roles.append((role, reason))
    if any(label == ("modified", "label") for label in roles):
        folds = {token.fold for token in tokens}
        if "received" in folds and "accepted" in folds:
            # The history of a paper: "revised" is before its publication.
            roles = [("other", "label") if label == ("modified", "label") else label for label in roles]
    # "14 June 2023 - 18 June 2023" is how long something lasts, and so is "14-18 June 2023".
    for index, match in enumerate(matches):
        if roles[index][0] is None and _opens_with_days(tokens, match):
            roles[index] = ("event", "range")
    for index in range(len(matches) - 1):
        between = tokens[matches[index].end : matches[index + 1].start]
        words = [token.fold for token in between if token.fold]
        word = words[0] if len(words) == 1 else ""
        if roles[index][0] == "event" and word in _AND:
            roles[index + 1] = ("event", "range")
        if _in_two_calendars(tokens, matches[index], matches[index + 1]):
            continue
        gap = kinds[matches[index].end : matches[index + 1].start]
        if not (word in _TO or _is_dash(gap, between, has_clock=matches[index].time is not None)):
            continue
        is_first_free = _is_free(roles[index]) or tokens[max(0, matches[index].start - 2)].fold == "vom"
        # Behind "bis" stands the end of a range, whatever else its day was taken for.
        if is_first_free and (word == "bis" or _is_free(roles[index + 1])):
            roles[index] = roles[index + 1] = ("event", "range")
    return roles


def _is_free(role: Role) -> bool:
    """Whether a date has no role of its own that a range could not take."""
    return role[0] in {None, "other"}


def _is_dash(gap: str, between: list[Token], *, has_clock: bool) -> bool:
    """Whether nothing but a dash or a wave stands between two dates; behind a clock it needs blanks around it."""
    mark = gap.strip(" ")
    is_mark = mark == "-" or (mark == "?" and any(token.text in _WAVES for token in between))
    return is_mark and (" " in gap or not has_clock)


def _in_two_calendars(tokens: list[Token], first: Match, second: Match) -> bool:
    """Whether a day may stand twice, by two calendars: "24 August 2017 - 2 Dhu al-Hijjah 1438"."""
    months = [tokens[match.parts["m"]].kind for match in (first, second) if "m" in match.parts]
    return len(months) == 2 and months.count("K") == 1


def _opens_with_days(tokens: list[Token], match: Match) -> bool:
    """Whether another day and a dash stand before a day with a month by name, or with dots: "24.-27.08.2017"."""
    if match.shape == 3:
        if tokens[match.start].kind != "d" or tokens[match.start + 1].kind != ".":
            return False
    elif match.parts.get("d") != match.start or tokens[match.parts["m"]].kind not in "MB":
        return False
    back = match.start - 1
    while back >= 0 and tokens[back].kind == " ":
        back -= 1
    if back < 0 or tokens[back].kind != "-" or (match.shape == 3 and tokens[back - 1].kind != "."):
        return False
    back -= 1
    while back >= 0 and tokens[back].kind in " .o":
        back -= 1
    if back < 0 or tokens[back].kind != "d" or (back > 0 and tokens[back - 1].kind not in " ("):
        return False
    return 1 <= int(tokens[back].text) < int(tokens[match.start].text)
