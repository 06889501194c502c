"""Write the tables of names that newsclean.dates reads, from CLDR (through babel) and a Hijri calendar table.

    python tools/make_date_names.py [--hijri PATH_TO_ummalqura.py]

`names.json` holds, folded by `newsclean.dates.folding.fold_name`:

- `months`, `weekdays`: name -> number, or number -> languages where languages disagree;
- `halves`: words for before and after noon -> 0 or 12;
- `past`: "{0} hours ago" in every language, `#` for the number -> [unit, languages];
- `languages`: the languages the tables come from;
- `hijri`: the lengths of the months of the Umm al-Qura calendar, 1343 to 1500 AH, a digit a month (0 for 28 days), when
  `--hijri` names the table of the hijridate package (MIT); otherwise the table already in the file is kept.

Run by hand after a new CLDR release; the result is committed, so babel is not needed to use or install newsclean.
"""

from __future__ import annotations

import argparse
import json
import runpy
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from babel import Locale

from newsclean.dates.folding import fold_name

TARGET = Path(__file__).resolve().parents[1] / "src" / "newsclean" / "dates" / "names.json"

LOCALES = (
    "en en_GB en_AU en_CA de de_AT fr fr_CA es es_MX it pt pt_PT nl da sv nb nn fi is fo pl cs sk sl hr sr "
    "sr_Latn bs mk bg ru uk be lt lv et hu ro el tr az ca gl eu ga cy sq mt lb ar ar_SY ar_IQ ar_DZ ar_MA ar_TN "
    "ar_SA he fa ur ps hi bn ta te mr gu pa ml kn or as ne si th vi id ms fil sw ja zh zh_Hant ko ka hy kk ky uz "
    "tg tk mn my km lo am so ha af"
).split()
"""CLDR locales; regional ones only where their month names differ from the language's own."""

SHORT = frozenset("de nl da sv nb fi fr es pl cs hu tr".split())
"""Languages whose two-letter weekdays are met in news; elsewhere such a name is too likely to be another word."""

NEVER = frozenset("de du di da la le do an al to sa ch os oo ap ip pg gh gd em ym ma me is as on or so sat".split()) - {
    "di",
    "do",
    "so",
    "sa",
}
"""Names that are common words of dates in other languages, for something else: "sat" is September in Hausa."""

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")


def names(locales: list[Locale], kind: str, base: int) -> dict[str, object]:
    """Names of months or weekdays by what they count for."""
    seen: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for locale in locales:
        table = getattr(locale, kind)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated", "short"):
                for number, name in dict(table.get(context, {}).get(width, {})).items():
                    folded = fold_name(name)
                    # A bare number, or "tháng 6", is a pattern of the grammar and not a name.
                    if not folded or any(char.isdigit() for char in folded) or folded[0] in "0123456789月월":
                        continue
                    if folded.isascii() and (len(folded) == 1 or (len(folded) == 2 and locale.language not in SHORT)):
                        continue
                    if folded.startswith("de ") or folded in NEVER:
                        continue
                    seen[folded][int(number) + base].add(locale.language)
    out: dict[str, object] = {}
    for name in sorted(seen):
        values = seen[name]
        if len(values) == 1:
            out[name] = next(iter(values))
        else:
            out[name] = {str(value): " ".join(sorted(languages)) for value, languages in sorted(values.items())}
    return out


def accented(locales: list[Locale]) -> list[str]:
    """Latin names that hold a letter outside ASCII, as written: what encoding damage leaves holes in."""
    found = set()
    for locale in locales:
        for kind in ("months", "days"):
            for context in ("format", "stand-alone"):
                for width in ("wide", "abbreviated"):
                    for name in dict(getattr(locale, kind).get(context, {}).get(width, {})).values():
                        written = name.lower().strip(".")
                        letters = [char for char in written if char.isalpha()]
                        if not written.isascii() and len(letters) == len(written) and any(map(str.isascii, written)):
                            found.add(written)
    return sorted(found)


def halves(locales: list[Locale]) -> dict[str, int]:
    """Words for the halves of the day that mean one of them in every language."""
    seen: dict[str, set[int]] = defaultdict(set)
    for locale in locales:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                table = dict(locale.day_periods.get(context, {}).get(width, {}))
                for key, value in (("am", 0), ("pm", 12)):
                    folded = fold_name(table.get(key, ""))
                    if folded and folded not in NEVER and not (len(folded) == 1 and folded.isascii()):
                        seen[folded].add(value)
    return {name: next(iter(values)) for name, values in sorted(seen.items()) if len(values) == 1}


def past(locales: list[Locale]) -> dict[str, list[str]]:
    """Patterns of "so long ago" that mean one unit."""
    seen: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for locale in locales:
        fields = locale._data["date_fields"]  # noqa: SLF001 - babel offers formatting only, not the patterns
        for unit in UNITS:
            for width in ("", "-short", "-narrow"):
                for plural, pattern in dict(fields.get(unit + width, {}).get("past", {})).items():
                    if "{0}" not in pattern and plural not in {"one", "two"}:
                        continue
                    folded = fold_name(pattern.replace("{0}", " # "))
                    if pattern.startswith("-") or folded.strip("# ") == "":
                        continue
                    label = unit if "{0}" in pattern else f"{unit}:{1 if plural == 'one' else 2}"
                    seen[folded][label].add(locale.language)
    return {
        pattern: [next(iter(units)), " ".join(sorted(next(iter(units.values()))))]
        for pattern, units in sorted(seen.items())
        if len(units) == 1
    }


def hijri(path: Path) -> dict[str, object]:
    """The table of the hijridate package, a digit a month."""
    table = runpy.run_path(str(path))
    starts = table["MONTH_STARTS"]
    first = table["HIJRI_RANGE"][0][0]
    lengths = [after - before for before, after in pairwise(starts)]
    # The early years hold months of 28 and of 31 days, as they were kept.
    years = [
        "".join(str(days - 28) for days in lengths[year * 12 : year * 12 + 12]) for year in range(len(lengths) // 12)
    ]
    return {
        "first_year": first,
        "first_day": "-".join(f"{part:02d}" for part in table["GREGORIAN_RANGE"][0]),
        "months": years,
    }


def main() -> None:
    """Writes the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hijri", type=Path)
    arguments = parser.parse_args()
    locales = [Locale.parse(name) for name in LOCALES]
    old = json.loads(TARGET.read_text(encoding="utf-8")) if TARGET.exists() else {}
    table = {
        "languages": sorted({locale.language for locale in locales}),
        "months": names(locales, "months", 0),
        "weekdays": names(locales, "days", 1),
        "english": sorted(
            fold_name(name)
            for kind in ("months", "days")
            for width in ("wide", "abbreviated")
            for name in dict(getattr(Locale.parse("en"), kind)["format"][width]).values()
        ),
        "accented": accented(locales),
        "halves": halves(locales),
        "past": past(locales),
        "hijri": hijri(arguments.hijri) if arguments.hijri else old.get("hijri", {}),
    }
    TARGET.write_text(
        json.dumps(table, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    print({key: len(value) for key, value in table.items()}, TARGET.stat().st_size)


if __name__ == "__main__":
    main()
