"""How good the fields are: title, authors, tags, language, publisher and date, beside trafilatura and newspaper4k.

Rules of comparison:
- **title**: exact after `scores.plain` (entities read, NFKC, one kind of quote, dash and blank, lower case); token F1
  over all pages.
- **authors**: sets of `author_keys`: each string split at commas, semicolons, "and", "&", "und", "et", "y", academic
  degrees left out, then `scores.name_key`. Gold and answers are treated alike, because wcxb's gold does not split.
  Mean F1 a page, precision and recall in all, over pages whose gold names somebody; "unasked" is the share of the other
  pages on which somebody was named.
- **tags**: sets of `scores.plain` over pages whose gold has tags.
- **language**: primary subtags, with nb, nn and no as one; over all pages. fundus: what the publisher writes in, from
  the table below; wcxb is English.
- **publisher**: fundus only. Right where the name's letters contain, or are part of, the publisher's name in the
  corpus or the domain's main label.
- **published**: *day* is right where the calendar days are the same, read in the gold's offset where both have one.
  *minute*, over golds with a time (midnight without an offset is none): the same
  minute, as instants where both have an offset, by the clock's face
  elsewhere. *offset*, over golds with one: an offset was given and the instants agree to the minute. wcxb's golds
  are days; the few that hold no day (a year alone) ask nothing.

    python -m benchmarks.fields --peer-python PATH
    python -m benchmarks.fields --corpus fundus --kind html --peers none --show title --n 30
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from benchmarks import corpora, ours, peers, scores
from benchmarks.corpora import Page

OWN = "newsclean"
PEERS = "trafilatura,newspaper4k"

FIELDS = ("title", "authors", "tags", "language", "publisher", "published")

COUNTRY_LANGUAGE = {
    **dict.fromkeys(("au", "be", "ca", "ind", "mx", "na", "uk", "us", "za"), "en"),
    **dict.fromkeys(("ch", "de", "il", "py"), "de"),
    **dict.fromkeys(("no",), "nb"),
    "es": "es",
    "fr": "fr",
    "isl": "is",
    "it": "it",
    "jp": "ja",
    "kr": "ko",
    "lb": "ar",
    "lt": "lt",
    "tr": "tr",
    "tz": "sw",
    "ua": "ru",
    "vn": "vi",
}
"""What fundus's publishers write in, by their country's folder, read off their pages."""

PUBLISHER_LANGUAGE = {
    "MallorcaMagazin": "de",
    "Tageszeitung": "de",
    "Dizindaba": "xh",
    "IsolezweLesiXhosa": "xh",
    "EyethuNews": "zu",
    "Ilanga": "zu",
}
"""Publishers that write in another language than their country's others."""

PUBLISHER_NAMES = {
    "APNews": ("Associated Press",),
    "AsahiShimbun": ("朝日新聞",),
    "HankookIlbo": ("한국일보",),
    "LBCGroup": ("LBCI",),
    "MBN": ("매일경제", "매일방송"),
    "MainichiShimbun": ("毎日新聞",),
    "NikkanGeadai": ("日刊ゲンダイ", "日刊現代"),
    "Pravda": ("Українська правда", "Украинская правда"),
}
"""Publishers whose own name cannot be told from their name in the corpus."""

_WRITTEN_OUT: dict[int, str] = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ı"): "i"}

_DEGREES = frozenset(
    """ba bs cpa cfp csp dds dmd do dvm edd eryt esq fand jd jr lcsw ma mba md mph ms msc msw pac pharmd phd psyd rd rdn
    rn sr""".split()
)
"""Degrees and suffixes that follow a name after a comma, letters only."""

_SPLIT = re.compile(r"[,;|、]\s*(?:(?:and|und|et|y|&)\s)?|\s(?:and|und|et|y|&)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """One system's fields of one page, as strings."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    publisher: str | None = None
    published: str | None = None

    @classmethod
    def of_answer(cls, answer: peers.Answer) -> Record:
        """What a peer answered."""
        return cls(
            title=answer.get("title") or None,
            authors=tuple(answer.get("authors") or ()),
            tags=tuple(answer.get("tags") or ()),
            publisher=answer.get("publisher") or None,
            published=answer.get("published") or None,
        )


def own_record(page: Page) -> Record:
    """newsclean's fields of a page."""
    article = ours.clean_page(page, ours.pipeline())
    publisher = article.publisher
    return Record(
        title=article.title,
        authors=tuple(author.name for author in article.authors),
        tags=article.tags,
        language=article.language.code if article.language else None,
        publisher=(publisher.name or publisher.domain) if publisher else None,
        published=article.published.value if article.published else None,
    )


def author_keys(names: Iterable[str]) -> set[str]:
    """Names in the form in which they are compared; see the rules above."""
    parts = (part for name in names for part in _SPLIT.split(name))
    keys = {scores.name_key(part) for part in parts if "".join(filter(str.isalpha, part)).casefold() not in _DEGREES}
    keys.discard("")
    return keys


def gold_language(page: Page) -> str | None:
    """The language of a page's body, by the tables above."""
    if page.corpus == "wcxb":
        return "en"
    if page.corpus == "fundus":
        return PUBLISHER_LANGUAGE.get(page.id.split("/")[1]) or COUNTRY_LANGUAGE.get(page.gold.country or "")
    return page.gold.language


def same_language(answer: str | None, gold: str) -> bool:
    """Whether the primary subtags agree."""
    primary = [code.replace("_", "-").split("-")[0].lower() for code in (answer or "", gold)]
    norwegian = {"no", "nb", "nn"}
    return primary[0] == primary[1] or set(primary) <= norwegian


def same_publisher(answer: str | None, page: Page) -> bool:
    """Whether a name is the publisher's, by the rule above."""
    given = _letters(answer or "")
    publisher = page.id.split("/")[1]
    known = (publisher, page.domain.split(".")[0], *PUBLISHER_NAMES.get(publisher, ()))
    names = {form for name in known for form in _letters(name)}
    return any(form and (form in name or name in form) for name in names for form in given)


def _letters(name: str) -> tuple[str, str]:
    """Letters and digits only, once with umlauts written out, once without marks."""
    lowered = unicodedata.normalize("NFC", name).casefold()
    written = lowered.translate(_WRITTEN_OUT)
    bare = unicodedata.normalize("NFKD", lowered.replace("ı", "i"))
    return "".join(filter(str.isalnum, written)), "".join(c for c in bare if c.isalnum())


@dataclass(frozen=True, slots=True)
class DateVerdict:
    """A date against its gold; `None` where the gold does not ask."""

    given: bool
    day: bool
    minute: bool | None
    offset: bool | None


def judge_date(answer: str | None, gold: str) -> DateVerdict:
    """Compare two dates by the rules above."""
    wanted, wanted_time = _moment(gold)
    assert wanted is not None
    if wanted.tzinfo is None and wanted.time() == dt.time():
        wanted_time = False  # a day that became a moment on its way into the gold
    got, got_time = _moment(answer or "")
    asks_minute = wanted_time or None
    asks_offset = (wanted_time and wanted.tzinfo is not None) or None
    if got is None:
        return DateVerdict(given=bool(answer), day=False, minute=asks_minute and False, offset=asks_offset and False)
    both = wanted.tzinfo is not None and got.tzinfo is not None
    face = got.astimezone(wanted.tzinfo) if both else got
    day = face.date() == wanted.date()
    minute = got_time and _to_minute(face) == _to_minute(wanted)
    return DateVerdict(given=True, day=day, minute=asks_minute and minute, offset=asks_offset and (minute and both))


def _to_minute(moment: dt.datetime) -> dt.datetime:
    return moment.replace(second=0, microsecond=0, tzinfo=None)


def _moment(value: str) -> tuple[dt.datetime | None, bool]:
    """The moment and whether it holds minutes; a value without a day is none."""
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return None, False
    return moment, len(value) > len("2024-01-07T10")


def _share(flags: Iterable[bool]) -> str:
    values = list(flags)
    return f"{sum(values) / len(values):.3f}" if values else "-"


def row(name: str, pages: Sequence[Page], records: Sequence[Record]) -> str:
    """One line of the table."""
    pairs = list(zip(pages, records, strict=True))
    titled = [(page.gold.title, record.title) for page, record in pairs if page.gold.title]
    authored = [(author_keys(r.authors), author_keys(p.gold.authors)) for p, r in pairs if p.gold.authors]
    people = scores.set_score(authored)
    unasked = [bool(record.authors) for page, record in pairs if not page.gold.authors]
    tagged = [
        (map(scores.plain, record.tags), map(scores.plain, page.gold.tags)) for page, record in pairs if page.gold.tags
    ]
    tags = scores.set_score(tagged)
    spoken = [(record.language, code) for page, record in pairs if (code := gold_language(page))]
    dates = [
        judge_date(record.published, page.gold.published)
        for page, record in pairs
        if page.gold.published and _moment(page.gold.published)[0]
    ]
    title_f1 = sum(scores.title_f1(answer, gold) for gold, answer in titled) / len(titled) if titled else 0.0
    known_publisher = any(record.publisher for record in records) and pages[0].corpus == "fundus"
    cells = [
        f"**{name}**" if name == OWN else name,
        _share(scores.title_exact(answer, gold) for gold, answer in titled),
        f"{title_f1:.3f}" if titled else "-",
        f"{people.f1:.3f}" if authored else "-",
        f"{people.precision:.3f}" if authored else "-",
        f"{people.recall:.3f}" if authored else "-",
        _share(unasked),
        f"{tags.f1:.3f}" if tagged else "-",
        f"{tags.precision:.3f}" if tagged else "-",
        f"{tags.recall:.3f}" if tagged else "-",
        _share(same_language(*pair) for pair in spoken) if any(record.language for record in records) else "-",
        _share(same_publisher(record.publisher, page) for page, record in pairs) if known_publisher else "-",
        _share(date.day for date in dates),
        _share(date.given and not date.day for date in dates),
        _share(not date.given for date in dates),
        _share(date.minute for date in dates if date.minute is not None),
        _share(date.offset for date in dates if date.offset is not None),
    ]
    return f"| {' | '.join(cells)} |"


HEAD = (
    "system",
    "title exact",
    "title F1",
    "authors F1",
    "precision",
    "recall",
    "unasked",
    "tags F1",
    "precision",
    "recall",
    "language",
    "publisher",
    "day right",
    "day wrong",
    "no date",
    "minute",
    "offset",
)


def disagreements(pages: Sequence[Page], records: Sequence[Record], field: str) -> list[tuple[Page, Any, Any]]:
    """The pages on which newsclean's field differs from the gold: page, answer, gold."""
    found: list[tuple[Page, Any, Any]] = []
    for page, record in zip(pages, records, strict=True):
        gold = page.gold
        match field:
            case "title":
                wrong = bool(gold.title) and not scores.title_exact(record.title, gold.title or "")
                found += [(page, record.title, gold.title)] * wrong
            case "authors":
                wrong = author_keys(record.authors) != author_keys(gold.authors)
                found += [(page, record.authors, gold.authors)] * wrong
            case "tags":
                wrong = bool(gold.tags) and set(map(scores.plain, record.tags)) != set(map(scores.plain, gold.tags))
                found += [(page, record.tags, gold.tags)] * wrong
            case "language":
                code = gold_language(page)
                found += [(page, record.language, code)] * (
                    code is not None and not same_language(record.language, code)
                )
            case "publisher":
                wrong = page.corpus == "fundus" and not same_publisher(record.publisher, page)
                found += [(page, record.publisher, page.id.split("/")[-2] if wrong else "")] * wrong
            case _:
                if gold.published and _moment(gold.published)[0]:
                    verdict = judge_date(record.published, gold.published)
                    wrong = not verdict.day or verdict.minute is False
                    found += [(page, record.published, gold.published)] * wrong
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fields", description=(__doc__ or "").split("\n\n")[0])
    corpora.add_arguments(parser, kinds=("html", "innertext"))
    peers.add_arguments(parser, PEERS)
    parser.add_argument("--show", choices=FIELDS, help="list pages on which newsclean's field differs from the gold")
    parser.add_argument("--n", type=int, default=20, help="how many of them, evenly spread")
    parser.add_argument("--jobs", type=int, default=1, help="processes for newsclean")
    options = parser.parse_args(arguments)
    for corpus, kind, pages in corpora.selected(options):
        records = list(ours.over(pages, partial(own_record), options.jobs))
        print(f"\n### {corpus}, {kind}: {len(pages)} pages\n")
        print(f"| {' | '.join(HEAD)} |\n|---|{'---:|' * (len(HEAD) - 1)}")
        print(row(OWN, pages, records))
        absent = []
        for name in peers.wanted(options) if kind == "html" else ():
            run = peers.run(name, pages, options)
            if run.absent:
                absent.append(f"\nAbsent: {name} ({run.absent})")
                continue
            print(row(f"{name} {run.version}", pages, [Record.of_answer(answer) for answer in run.answers]))
        print("".join(absent))
        if options.show:
            found = disagreements(pages, records, options.show)
            print(f"{options.show}: {len(found)} pages differ")
            for at in range(min(options.n, len(found))):
                page, answer, gold = found[at * len(found) // min(options.n, len(found))]
                print(f"- {page.id} {page.url or ''}\n    ours {answer!r}\n    gold {gold!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
