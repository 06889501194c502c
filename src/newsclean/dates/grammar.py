"""The shapes of dates and times, as regular expressions over the letters of tokens.

A string becomes one letter a token ("Wednesday, 14 June 2023 05:56 PM" -> `W, d M y d:d P`), so that one pattern covers
every language and no pattern can be slow: each has a bounded length, and a string of n tokens costs O(n).
"""

from __future__ import annotations

import re

from msgspec import Struct

_LINK = r"(?:[cbjk][ .']{0,2}){0,2}"
_GAP = rf"[ .,\-/|'_]{{0,3}}{_LINK}"
_OTHER_YEAR = r"(?:\((?:R ?[dt]|y) ?Y?\) ?)?"
_SEPARATOR = r" ?(?:--?|//?|__?|[.|\\]) ?"


def _weekday(n: int) -> str:
    return rf"(?:(?P<w{n}>[WB])[.,]* ?(?:[,\-|] ?)?{_LINK})?"


def _weekday_after(n: int) -> str:
    return rf"(?:[.,]{{0,2}} ?\(?(?P<x{n}>W)(?![^ .,)|:\-(PdcbkagH@D])[)]?)?"


def _year(n: int) -> str:
    # Two digits are a year only where no clock, ordinal, month or full year follows.
    return (
        rf"(?:{_GAP}(?P<y{n}>y)(?! ?[uH])|[ .,\-/|]{{0,3}}(?:c[ .]{{0,2}})?'?(?P<q{n}>d)"
        r"(?! ?[:PHugjkoMBKTI]|[.\-/]d|[ ,.']{0,3}[y@]|[ ,.]{0,3}[MBKW]))"
    )


_DATES = (
    # Dec 12 14:30:00 2014; Wed Jun 14 17:56:00 EDT 2023
    (
        rf"{_weekday(1)}(?P<m1>[MBK])[. ]{{0,2}}(?P<d1>d) (?P<t1>d:d(?::d)?)"
        r"(?P<z1>(?: ?P)?(?: Z(?:[+\-][dy])?| [+\-]y)?) (?P<y1>y)"
    ),
    # 2023-06-14, 2023 / 6 / 14, 2020. 01. 15.
    (
        rf"{_weekday(2)}(?<![dytvsneqrx][.\-/:])(?P<y2>[yv])(?P<s2>{_SEPARATOR}|:)(?P<m2>d)(?P<u2>{_SEPARATOR}|:)(?P<d2>d)"
        rf"(?![.\-/]?[dytv](?!:d)){_weekday_after(2)}"
    ),
    # 14.06.2023, 14/6/23
    (
        rf"{_weekday(3)}(?<![dytvsneqrx][.\-/:])(?P<a3>d)(?P<s3>{_SEPARATOR})(?P<b3>d)(?P<u3>{_SEPARATOR})'?(?P<y3>[yd])"
        rf"(?![\-/]?[dytv](?!:d)|\.[dy]|:d(?!:)){_weekday_after(3)}"
    ),
    # 2023年6月14日, 令和5年6月14日, 2023年(令和5年)6月14日, 令和5(2023)年6月14日; 2023 оны 6-р сарын 14
    (
        rf"(?:(?P<e4>R) ?(?P<n4>[dt])|(?P<y4>[yd])\)?) ?{_OTHER_YEAR}Y[ .]?{_OTHER_YEAR}(?P<m4>d)(?:-c)? ?T ?"
        rf"(?:(?P<d4>d) ?D?{_weekday_after(4)})?"
    ),
    # 14 tháng 6 năm 2023
    rf"{_weekday(5)}(?P<d5>d)[ ,]{{0,2}}(?:c )?V ?(?P<m5>d)[ ,/\-]{{0,3}}(?:[cbjk] ?)?(?P<y5>y)",
    # 14 June 2023, 14. Juni 23, 14 de junio de 2023, the 14th of June, 2023
    rf"{_weekday(6)}(?P<d6>d)(?:[-. ]{{0,2}}o)?{_GAP}(?P<m6>[MBK])\.?(?: ?/ ?M)?{_year(6)}{_weekday_after(6)}",
    # June 14th, 2023; Sep 16, '15; not "Rio de Janeiro 14/06/2023"
    (
        rf"{_weekday(7)}(?P<m7>[MBK]){_GAP}(?P<d7>d)(?![./\-]d[./\-][yd])(?:[-. ]?o)?"
        rf"(?:{_weekday_after(17)}){_year(7)}{_weekday_after(7)}"
    ),
    # 2023, June 14; 2020. január 15., szerda; 2014 m. gruodžio 12 d.
    rf"(?P<y8>y){_GAP}(?P<m8>[MBK]){_GAP}(?P<d8>d)(?!:)(?:[-. ]?o)?{_weekday_after(8)}",
    # 2014. gada 12. decembris; 2023-14-June
    rf"{_weekday(9)}(?P<y9>y){_GAP}(?P<d9>d)(?:[-. ]?o)?{_GAP}(?P<m9>[MBK])(?! ?d ?y)",
    # Month and year only.
    (
        r"(?P<m10>[MBK])(?:[ .,\-/|']{0,3}(?:[cbjk][ .']{0,2}){0,2}(?P<y10>y)(?! ?[uH]|[.\-/:]d)"
        r"|[ .]{0,2}'(?P<q10>d)(?! ?[:PHuo,]|[ .,]{0,3}[ydM]))"
    ),
    r"(?P<y11>y)(?:Y ?)?[ .,\-/|']{0,3}(?:[cbjk][ .']{0,2}){0,2}(?P<m11>[MBK])(?![ .]{0,2}d)",
    # Day and month only.
    r"(?P<m12>d) ?T ?(?P<d12>d) ?D" + _weekday_after(12),
    rf"{_weekday(13)}(?P<d13>d)(?:[-. ]{{0,2}}o)?{_GAP}(?P<m13>[MBK])(?!-M| o|[ .,']{{0,3}}d[. ]?o?[ ,.']{{0,3}}y)",
    rf"{_weekday(14)}(?P<m14>[MBK]){_GAP}(?P<d14>d)(?! ?[:PHu]|[./\-]d|,t|-?w|-c| d[ ,]{{1,2}}y)(?:[-. ]?o)?",
)

MONTH_YEAR, DAY_MONTH = (10, 11), (12, 13, 14)

DATE = re.compile(
    "(?=[WBMKRdyv])(?:" + "|".join(f"(?:{shape})(?P<k{index}>)" for index, shape in enumerate(_DATES, 1)) + ")"
)
_PARTS: dict[int, tuple[tuple[str, int], ...]] = {}
"""For each shape the letters of its parts with the numbers of their groups."""

_first = 0
for _name, _group in DATE.groupindex.items():
    if _name[0] == "k":
        _PARTS[int(_name[1:])] = tuple(
            (name[0], group) for name, group in DATE.groupindex.items() if _first < group < _group
        )
        _first = _group

TIME = re.compile(
    r"(?:(?P<p0>P)[. ]{0,2})?"
    r"(?:(?P<h1>d):(?P<i1>d)(?! ?i)(?! ?- ?d(?::d)? ?P)(?::(?P<s1>d)(?:[.,:][dtyvsenx]+)?)?"
    r"|(?P<h2>d)\.(?P<i2>d)(?:\.(?P<s2>d))?(?![./\-]?[dy])"
    r"|(?P<h3>d) ?[ugjk] ?(?P<i3>d)(?![:.\-/]?[dy])"
    r"|(?P<h4>d) ?H ?(?:(?P<i4>d) ?I? ?(?:(?P<s4>d) ?J)?)?"
    r"|(?P<h5>d)(?= ?P)"
    r"|(?P<h6>d)(?= ?[ug])"
    r"|(?P<c1>y)(?= ?[ug]| ?Z)"
    r"|@(?P<c2>[sy])(?:[.,][dtyvsenx]+)?"
    r"|(?:(?P<h7>d) )?(?P<n1>N))"
    r"(?:[ .]?(?P<p1>P)\.?)?(?: (?P<n2>N))?(?: ?[ugjk](?! ?\d)\.?(?: ?u)?)?"
)
ZONE_AFTER = re.compile(
    r" ?[(,]? ?(?:w/)?(?:(?P<z1>Z)(?: ?(?P<g1>[+\-])(?P<o1>[dyt])(?::(?P<m1>d))?)?"
    r"|(?P<g2>[+\-])(?P<o2>[dyt])(?::(?P<m2>d))?+(?! ?P)Z?)[)]?"
)
# What may stand between a date and its time, and between a time and its date.
JOIN_AFTER = re.compile(r"[ ,.|\-/(;:@?_]{0,5}(?:[abgkcj][ .:,]{0,3}){0,2}[ |\-,(]{0,2}")
JOIN_BEFORE = re.compile(r"[ ,.|\-/();?]{0,5}(?:[cbjkag]['. ]{0,2}){0,2}")


class Match(Struct, gc=False):
    """One date in a string, as positions of tokens; -1 where a part is not there.

    Attributes:
        shape: number of the pattern.
        start: its first token.
        end: the token after it.
        parts: letter of a part -> index of its token.
        time: the clock's match with the token it begins at.
        zone: the zone's match.
    """

    shape: int
    start: int
    end: int
    parts: dict[str, int]
    time: re.Match[str] | None = None
    zone: re.Match[str] | None = None
    time_first: bool = False


def find(kinds: str, limit: int = 12) -> list[Match]:
    """The dates in a string of letters, in order, each with the clock that belongs to it."""
    matches: list[Match] = []
    if "d" not in kinds and "y" not in kinds:
        return matches
    for match in DATE.finditer(kinds):
        shape = int(match.lastgroup[1:])  # type: ignore[index]
        parts = {}
        for letter, group in _PARTS[shape]:
            begin, end = match.span(group)
            if end > begin:
                parts[letter] = begin
        found = Match(shape, match.start(), match.end(), parts)
        if "t" in parts:
            found.time = TIME.match(kinds, parts["t"])
            if parts.get("z", -1) >= 0:
                found.zone = ZONE_AFTER.match(kinds, found.time.end() if found.time else parts["z"])
        if matches and shape == 3 and kinds[parts["s"]] == "." and kinds[parts["y"]] == "d":
            # "8. januar 2019 17.56.00": a clock with dots after a date, not another date.
            join = JOIN_AFTER.match(kinds, matches[-1].end, found.start)
            if join is not None and join.end() == found.start and matches[-1].shape not in MONTH_YEAR:
                continue
        matches.append(found)
        if len(matches) >= limit:
            break
    for index, found in enumerate(matches):
        if found.time is None:
            before = matches[index - 1].end if index else 0
            after = matches[index + 1].start if index + 1 < len(matches) else len(kinds)
            _attach_time(kinds, found, before, after)
    return matches


def _attach_time(kinds: str, found: Match, before: int, after: int) -> None:
    join = JOIN_AFTER.match(kinds, found.end, after)
    if join is not None:
        # The join is greedy; a clock that opens with a half of the day, or T, may begin inside it.
        for position in range(join.end(), found.end - 1, -1):
            time = TIME.match(kinds, position, after)
            if time is not None and (position == found.end or _clock_stands_alone(kinds, time)):
                found.time, found.end = time, time.end()
                _attach_zone(kinds, found, time.end(), after)
                return
    for time in TIME.finditer(kinds, before, found.start):
        if not _clock_stands_alone(kinds, time):
            continue
        end = time.end()
        zone = ZONE_AFTER.match(kinds, end, found.start)
        if zone is not None:
            end = zone.end()
        if JOIN_BEFORE.fullmatch(kinds, end, found.start):
            found.time, found.zone, found.start, found.time_first = time, zone, time.start(), True
            return


def _clock_stands_alone(kinds: str, time: re.Match[str]) -> bool:
    return time.start() == 0 or kinds[time.start() - 1] not in "dyt" or time[0][0] in "@P"


def _attach_zone(kinds: str, found: Match, position: int, after: int) -> None:
    zone = ZONE_AFTER.match(kinds, position, after)
    if zone is not None:
        found.zone, found.end = zone, zone.end()
