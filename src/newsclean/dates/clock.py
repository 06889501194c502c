"""The time of day and its zone, from the tokens of one clock."""

from __future__ import annotations

import re

from newsclean.dates.draft import Draft
from newsclean.dates.grammar import Match
from newsclean.dates.lexicon import lexicon
from newsclean.dates.moments import wall_clock
from newsclean.dates.setting import Setting
from newsclean.dates.tokens import Token
from newsclean.dates.zones import constant_offset, offset_from_digits, offset_of


def read_clock(match: Match, tokens: list[Token], draft: Draft) -> bool:
    """Fills in the time of a date; `True` where a clock was there that no day has."""
    return match.time is not None and read_time(match.time, tokens, draft)


def read_time(time: re.Match[str], tokens: list[Token], draft: Draft) -> bool:
    """As `read_clock`, for a clock by itself."""
    group = time.groupdict()

    def number(name: str) -> int | None:
        return int(tokens[time.start(name)].text) if group.get(name) is not None else None

    if group["n1"] is not None:
        if group["h7"] is not None and number("h7") != 12:
            return True
        draft.hour, draft.minute = lexicon().hours.get(tokens[time.start("n1")].fold, 0), 0
        return False
    half: int | None = None
    for name in ("p0", "p1"):
        if group[name] is not None:
            half = lexicon().halves.get(tokens[time.start(name)].fold, half)
    compact = "c1" if group["c1"] else "c2" if group["c2"] else None
    if compact:
        digits = tokens[time.start(compact)].text
        hour, minute, second = int(digits[:2]), int(digits[2:4]), int(digits[4:6]) if len(digits) == 6 else None
        return _set_clock(draft, hour, minute, second, half)
    word = lexicon().hours.get(tokens[time.end("n2") - 1].fold) if group["n2"] is not None else None
    for variant in "123456":
        read_hour = number(f"h{variant}")
        if read_hour is not None:
            if word is not None and read_hour == 12:
                read_hour = word  # "12:00 midnight"
            return _set_clock(draft, read_hour, number(f"i{variant}"), number(f"s{variant}"), half)
    return False


def _set_clock(draft: Draft, hour: int, minute: int | None, second: int | None, half: int | None) -> bool:
    """Puts a time into the draft; `True` where no day has it."""
    if hour > 24 or (minute or 0) > 59 or (second or 0) > 60 or (half == 0 and hour > 12):
        return True
    if minute is None:
        if half is not None and not 1 <= hour <= 12:
            return True
        draft.hour = _apply_half(hour, half) if hour < 24 else None
        return False
    if hour == 24 and (minute or second):
        return True
    draft.hour, draft.minute = _apply_half(hour, half), minute
    draft.second = min(second, 59) if second is not None else None
    return False


def _apply_half(hour: int, half: int | None) -> int:
    if half == 12 and hour < 12:
        return hour + 12
    if half == 0 and hour == 12:
        return 0
    return hour


def _numeric_offset(zone: re.Match[str], tokens: list[Token]) -> int | None:
    group = zone.groupdict()
    n = "1" if group["g1"] else "2"
    minutes = tokens[zone.start(f"m{n}")].text if group[f"m{n}"] is not None else None
    sign = tokens[zone.start(f"g{n}")].text
    first = zone.start("z1") if group["z1"] is not None else -1
    if first >= 2 and tokens[first - 1].text == "/" and tokens[first - 2].fold == "etc":
        sign = "+" if sign == "-" else "-"  # Etc/GMT-3 is three hours ahead (POSIX)
    return offset_from_digits(sign, tokens[zone.start(f"o{n}")].text, minutes)


def fixed_offset(match: Match, tokens: list[Token]) -> int | None:
    """The offset that a date's zone has on any day and in any place; `None` where it has none such."""
    zone = match.zone
    if zone is None:
        return None
    if zone.group("g1") or zone.group("g2"):
        return _numeric_offset(zone, tokens)
    return constant_offset(tokens[zone.start("z1")].text)


def _is_end_of_range(match: Match, draft: Draft) -> bool:
    """Whether what looks like an offset is a later clock: "14 June 2023 10:00-11:30". ISO dates have no such ranges."""
    if draft.offset is None or draft.offset >= 0 or draft.second is not None or match.shape == 2:
        return False
    return -draft.offset > (draft.hour or 0) * 60 + (draft.minute or 0)


def read_zone(match: Match, tokens: list[Token], draft: Draft, setting: Setting) -> None:
    """Fills in the offset of a date with a clock, where its zone can be told; flags it where it cannot."""
    zone = match.zone
    if zone is None or draft.hour is None or draft.year is None:
        return
    if draft.month is None or draft.day is None:
        if draft.alternatives:
            draft.offset = fixed_offset(match, tokens)
        return
    if zone.group("g1") or zone.group("g2"):
        draft.offset = _numeric_offset(zone, tokens)
        if zone.group("g2") and _is_end_of_range(match, draft):
            draft.offset = None
            return
        if draft.offset is None:
            draft.flags.append("zone_unknown")
        return
    token = tokens[zone.start("z1")]
    name = lexicon().zones.get(token.fold, token.text)
    moment = wall_clock(draft.year, draft.month, draft.day, min(draft.hour, 23), draft.minute or 0)
    draft.offset, by_rule = offset_of(name, moment, setting.countries)
    if draft.offset is None:
        draft.flags.append("zone_unknown")
    elif by_rule:
        draft.flags.append("zone_assumed")
