"""How right dates are, and how fast: strings by class, pages by corpus, beside dateutil, dateparser and htmldate.

    python benchmarks/dates.py --corpora ../shared/corpora [--pages fundus:html fundus:innertext ...] [--limit N]

`--corpora` (or NEWSCLEAN_CORPORA) names the development corpora. A string counts as right where every part is what can
be known, as invented where a part is given that cannot be known, and as wrong where a part is another one. The score is
right minus invented minus wrong, as a share of all.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import gzip
import json
import os
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsclean
from newsclean.content import score
from newsclean.dates import find_dates, read_date, read_with_evidence
from newsclean.fields.dates import choose_dates
from newsclean.model.date import Problem, Reading, format_offset

PARTS = ("year", "month", "day", "hour", "minute", "offset")
SPEED = (
    "a line of prose with the number 12 in it and no date at all, as most lines of a page are",
    "2023-06-14T17:56:00-04:00",
    "2023-06-14",
    "Wednesday, 14 June 2023 05:56 PM EDT",
    "14.06.2023, 17:56 Uhr",
    "Publié le 14 juin 2023 à 17h56",
    "2023年6月14日 17:56",
    "https://www.example.com/2023/06/14/title/",
    "She was born on 3 May 1945 in Lyon.",
)


def parts_of(read: Reading | Problem | None) -> dict[str, Any]:
    known = read.known if isinstance(read, Problem) else read
    if known is None:
        return dict.fromkeys(PARTS)
    found: dict[str, Any] = {part: getattr(known, part) for part in PARTS[:5]}
    found["offset"] = format_offset(known.offset_minutes) or None
    return found


def verdict(found: dict[str, Any], row: dict[str, Any]) -> str:
    expected = row["expect"]
    if any(all(found[part] == option.get(part) for part in PARTS) for option in (expected, *row["accept"])):
        return "right"
    if any(found[part] is not None and expected.get(part) not in {None, found[part]} for part in PARTS):
        return "wrong"
    if any(found[part] is not None and expected.get(part) is None for part in PARTS):
        return "invented"
    return "none"


def score_strings(
    rows: list[dict[str, Any]], read: Callable[[dict[str, Any]], dict[str, Any]], *, classes: bool
) -> None:
    total: Counter[str] = Counter()
    by_class: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        result = verdict(read(row), row)
        total[result] += 1
        by_class[row["class"]][result] += 1
    count = len(rows)
    print(f"  {dict(total)}  score {(total['right'] - total['invented'] - total['wrong']) / count:+.3f}")
    if classes:
        for name, tally in by_class.items():
            print(f"    {name:24} {tally['right']:3} of {sum(tally.values()):3}  {dict(tally)}")


def ours(row: dict[str, Any]) -> dict[str, Any]:
    reference = moment(row["reference"])
    return parts_of(
        read_with_evidence(row["string"], row["evidence"] or "", language=row["lang"], reference=reference).result
    )


def with_dateutil(row: dict[str, Any]) -> dict[str, Any]:
    from dateutil import parser

    try:
        return parts_of_moment(parser.parse(row["string"]))
    except (ValueError, OverflowError):
        return dict.fromkeys(PARTS)


def with_dateparser(row: dict[str, Any]) -> dict[str, Any]:
    import dateparser

    settings = {"RELATIVE_BASE": moment(row["reference"]).replace(tzinfo=None)} if row["reference"] else {}
    languages = [row["lang"]] if row["lang"] else None
    try:
        return parts_of_moment(dateparser.parse(row["string"], languages=languages, settings=settings))
    except (ValueError, OverflowError, TypeError):
        return dict.fromkeys(PARTS)


def parts_of_moment(value: dt.datetime | None) -> dict[str, Any]:
    """Other libraries cannot say what the string held; midnight is taken for no time, in their favour."""
    if value is None:
        return dict.fromkeys(PARTS)
    found: dict[str, Any] = {"year": value.year, "month": value.month, "day": value.day, "hour": None, "minute": None}
    if (value.hour, value.minute) != (0, 0):
        found |= {"hour": value.hour, "minute": value.minute}
    offset = value.utcoffset()
    found["offset"] = format_offset(int(offset.total_seconds() // 60)) if offset is not None else None
    return found


def moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def with_htmldate(row: dict[str, Any]) -> dict[str, Any]:
    found = htmldate_of_string(row["string"])
    if found is None:
        return dict.fromkeys(PARTS)
    year, month, day = map(int, found.split("-"))
    return dict.fromkeys(PARTS) | {"year": year, "month": month, "day": day}


def htmldate_of_string(text: str) -> str | None:
    from htmldate.extractors import try_date_expr

    earliest, latest = dt.datetime(1990, 1, 1), dt.datetime(2100, 1, 1)  # noqa: DTZ001
    # Without its memory, which would answer a repeated string at once.
    read = getattr(try_date_expr, "__wrapped__", try_date_expr)
    with contextlib.suppress(ValueError):  # an offset of more than a day
        return read(  # type: ignore[no-any-return]
            text, "%Y-%m-%d", extensive_search=True, min_date=earliest, max_date=latest
        )
    return None


def speed(*, beside: bool) -> None:
    from dateutil import parser

    readers: dict[str, Callable[[str], object]] = {
        "read_date": read_date,
        "find_dates": find_dates,
        "dateutil": parser.parse,
    }
    if beside:
        import dateparser

        readers |= {"dateparser": dateparser.parse, "htmldate": htmldate_of_string}
    print(f"µs per string: {', '.join(readers)}")
    for text in SPEED:
        for reader in readers.values():
            quiet(reader, text)
        # dateparser takes a thousand times as long as the others.
        spent = (
            micro(lambda t=text, r=reader: quiet(r, t), 1 if name == "dateparser" else 50)
            for name, reader in readers.items()
        )
        print(f"  {text[:44]:46}" + "".join(f"{us:10.1f}" for us in spent))


def quiet(function: Callable[[str], object], text: str) -> None:
    with contextlib.suppress(ValueError, OverflowError):
        function(text)


def micro(function: Callable[[], object], rounds: int = 300) -> float:
    best = float("inf")
    for _ in range(5):
        begin = time.perf_counter()
        for _ in range(rounds):
            function()
        best = min(best, time.perf_counter() - begin)
    return best / rounds * 1e6


def score_pages(
    corpora: Path, name: str, mode: str, limit: int | None, *, beside_htmldate: bool, verbose: bool
) -> None:
    rows = [json.loads(line) for line in (corpora / name / "gold.jsonl").open(encoding="utf-8")][:limit]
    tally: Counter[str] = Counter()
    other: Counter[str] = Counter()
    stated: dict[float, list[int]] = defaultdict(lambda: [0, 0])
    spent = spent_other = 0.0
    for row in rows:
        gold, raw = row.get("published"), source(corpora, name, mode, row)
        if raw is None or not isinstance(gold, str) or len(gold) < 10:
            continue
        tally["pages"] += 1
        fetched = dt.datetime.fromisoformat(row["fetched"]).replace(tzinfo=dt.UTC) if row.get("fetched") else None
        document = newsclean.read(raw, kind="html" if mode == "html" else "text", url=row.get("url"), fetched=fetched)
        content = score(document)
        begin = time.perf_counter()
        value = choose_dates(document, (), core=(content.start, content.end)).published
        spent += time.perf_counter() - begin
        if value is not None:
            tally["answers"] += 1
            right = value.value[:10] == gold[:10]
            tally["day right"] += right
            tally["day wrong"] += not right and len(value.value) >= 10
            bucket = stated[round(value.confidence, 1)]
            bucket[0] += 1
            bucket[1] += right
            if not right and verbose:
                print("   ", row["id"], "gold", gold, "got", value.value, value.source, value.confidence)
            clock(tally, gold, value)
        elif verbose:
            print("   ", row["id"], "gold", gold, "got none")
        if beside_htmldate and mode == "html":
            begin = time.perf_counter()
            found = htmldate_of(raw, row.get("url"))
            spent_other += time.perf_counter() - begin
            other["answers"] += found is not None
            other["right"] += found == gold[:10]
    pages, answers = max(tally["pages"], 1), max(tally["answers"], 1)
    print(f"  {name}:{mode}  {dict(tally)}  {spent / pages * 1000:.1f} ms a page")
    print(f"    right {tally['day right'] / pages:.3f} of pages, wrong {tally['day wrong'] / answers:.3f} of answers")
    print("    stated confidence -> observed:", {k: (n, round(r / n, 2)) for k, (n, r) in sorted(stated.items())})
    if other:
        wrong = (other["answers"] - other["right"]) / max(other["answers"], 1)
        print(f"    htmldate: right {other['right'] / pages:.3f}, wrong {wrong:.3f} of answers")
        print(f"    htmldate: {spent_other / pages * 1000:.1f} ms a page")


def clock(tally: Counter[str], gold: str, value: Any) -> None:
    wanted = dt.datetime.fromisoformat(gold)
    if len(gold) < 16 or (wanted.tzinfo is None and wanted.time() == dt.time()):
        return
    tally["with clock"] += 1
    if value.precision not in {"minute", "second"}:
        return
    got = value.datetime()
    if got.tzinfo is None or wanted.tzinfo is None:
        same = got.replace(tzinfo=None, second=0) == wanted.replace(tzinfo=None, second=0, microsecond=0)
    else:
        same = abs(got - wanted) < dt.timedelta(minutes=1)
    tally["minute right"] += same
    tally["offset right"] += same and got.tzinfo is not None and wanted.tzinfo is not None


def source(corpora: Path, name: str, mode: str, row: dict[str, Any]) -> bytes | str | None:
    if mode == "html":
        return gzip.decompress((corpora / name / row["html"]).read_bytes())
    stem = Path(row["html"]).name.removesuffix(".gz").removesuffix(".html")
    path = corpora / "dumps" / mode / name / f"{stem}.txt.gz"
    return gzip.decompress(path.read_bytes()).decode() if path.exists() else None


def htmldate_of(raw: bytes | str, url: str | None) -> str | None:
    from htmldate import find_date

    return find_date(raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw, url=url, original_date=True)


def main() -> None:
    # dateutil warns of every zone that it does not know.
    warnings.simplefilter("ignore")
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--corpora", type=Path, default=Path(os.environ.get("NEWSCLEAN_CORPORA", "../shared/corpora"))
    )
    arguments.add_argument(
        "--pages", nargs="*", default=["fundus:html", "fundus:innertext", "htmldate:html", "wcxb:html"]
    )
    arguments.add_argument("--limit", type=int)
    arguments.add_argument("--beside", action="store_true", help="measure the other libraries in the same run")
    arguments.add_argument("--verbose", action="store_true")
    options = arguments.parse_args()
    rows = json.loads((options.corpora / "dates.json").read_text(encoding="utf-8"))
    print("strings, read with language, reference and evidence")
    score_strings(rows, ours, classes=True)
    print("strings, read alone (`read_date` with language and reference)")
    score_strings(
        rows,
        lambda r: parts_of(read_date(r["string"], language=r["lang"], reference=moment(r["reference"]))),
        classes=False,
    )
    if options.beside:
        others = (("dateutil", with_dateutil), ("dateparser", with_dateparser), ("htmldate, days", with_htmldate))
        for name, other in others:
            print(name)
            score_strings(rows, other, classes=False)
    speed(beside=options.beside)
    for spec in options.pages:
        name, _, mode = spec.partition(":")
        score_pages(
            options.corpora,
            name,
            mode or "html",
            options.limit,
            beside_htmldate=options.beside,
            verbose=options.verbose,
        )


if __name__ == "__main__":
    main()
