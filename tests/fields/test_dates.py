"""Choosing an article's dates from a document: places, roles, agreement, repair, conflict."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from newsclean.fields.dates import Dates, choose_dates
from newsclean.ingest.read import read_document
from newsclean.model.decision import FieldUse

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
BODY = (
    "The council of the small town voted on the budget after a debate that went on until late in the evening. ",
    "Members of all parties said that the plan, which had been changed many times, was now good enough to be passed. ",
    "The mayor thanked those who had taken part and promised that the new school would be opened within two years. ",
)


def page(head: str = "", before: str = "", after: str = "", lang: str = "en") -> str:
    body = "".join(f"<p>{text * 2}</p>" for text in BODY)
    return (
        f"<html lang={lang}><head><title>Council votes on budget after long debate</title>{head}</head><body>"
        f"<h1>Council votes on budget after long debate</h1>{before}<article>{body}</article>{after}</body></html>"
    )


def chosen(
    raw: str, *, kind: str = "html", url: str | None = None, fetched: str | None = None, uses: tuple[FieldUse, ...] = ()
) -> Dates:
    moment = dt.datetime.fromisoformat(fetched) if fetched else None
    document = read_document(raw, kind=kind, url=url, fetched=moment)  # type: ignore[arg-type]
    first = next((b.index for b in document.blocks if b.text.startswith("The council of the small town")), 0)
    return choose_dates(document, uses, core=(first, first + 3 if first else 0))


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = '{"@type":"NewsArticle","headline":"Council votes on budget after long debate"'


@pytest.mark.parametrize(
    ("html", "published", "modified"),
    [
        (page(json_ld(ARTICLE + ',"datePublished":"2023-06-14T17:56:00-04:00"}')), "2023-06-14T17:56:00-04:00", None),
        (
            page(json_ld(ARTICLE + ',"datePublished":["2023-06-14"],"dateModified":"2023-06-15"}')),
            "2023-06-14",
            "2023-06-15",
        ),
        (
            page(json_ld('{"@graph":[{"@type":"WebSite"},' + ARTICLE + ',"datePublished":{"@value":"2023-06-14"}}]}')),
            "2023-06-14",
            None,
        ),
        (page(json_ld(ARTICLE + ',"datePublished":1686779760000}')), "2023-06-14T21:56:00+00:00", None),
        (
            page('<meta property="article:published_time" content="2023-06-14T17:56:00Z">'),
            "2023-06-14T17:56:00+00:00",
            None,
        ),
        (page('<meta name="parsely-pub-date" content="2023-06-14">'), "2023-06-14", None),
        (
            page('<meta property="article:modified_time" content="2023-06-15T08:00:00Z">'),
            None,
            "2023-06-15T08:00:00+00:00",
        ),
        (page(before='<time datetime="2023-06-14T17:56:00+02:00">14 June</time>'), "2023-06-14T17:56:00+02:00", None),
        (
            page(before="<p>Published 14 June 2023, 17:56</p><p>Updated 15 June 2023</p>"),
            "2023-06-14T17:56",
            "2023-06-15",
        ),
        (page(before="<p>By Jane Doe | 14 June 2023</p>"), "2023-06-14", None),
        (page(before="<p>Updated 15 June 2023</p>"), None, "2023-06-15"),
        (page(after="<footer>© 2023 Example Media</footer>"), None, None),
        (page(after="<section class=comments><p>Comment by Ann</p><p>15 June 2023 at 09:12</p></section>"), None, None),
        (
            page(after="<aside class=related><p>Other story</p><time datetime=2023-06-01>1 June</time></aside>"),
            None,
            None,
        ),
        (
            page(before="<figure><figcaption>The hall on 3 May 2020</figcaption></figure><p>14 June 2023</p>"),
            "2023-06-14",
            None,
        ),
    ],
)
def test_where_the_date_stands(html: str, published: str | None, modified: str | None) -> None:
    dates = chosen(html)
    assert (dates.published and dates.published.value, dates.modified and dates.modified.value) == (published, modified)


def test_a_tag_beats_the_address_and_names_it() -> None:
    head = '<meta property="article:published_time" content="2020-01-02T08:00:00Z">'
    dates = chosen(page(head), url="https://news.example.org/2019/04/05/vote")
    assert dates.published is not None
    assert dates.published.value == "2020-01-02T08:00:00+00:00"
    assert dates.published.alternatives == ("2019-04-05",)
    assert "conflict" in dates.published.flags


def test_agreement_raises_confidence_and_conflict_lowers_it() -> None:
    tag = '<meta property="article:published_time" content="2023-06-14">'
    alone = chosen(page(tag)).published
    agreed = chosen(
        page(tag, before="<p>Published 14 June 2023</p>"), url="https://news.example.org/2023/06/14/vote"
    ).published
    against = chosen(page(tag, before="<p>Published 3 May 2023</p>")).published
    assert alone is not None
    assert agreed is not None
    assert against is not None
    assert agreed.confidence > alone.confidence > against.confidence


def test_address_alone_is_a_day() -> None:
    dates = chosen(page(), url="https://news.example.org/2023/06/14/vote")
    assert dates.published is not None
    assert (dates.published.value, dates.published.precision) == ("2023-06-14", "day")


@pytest.mark.parametrize(
    ("raw", "line", "url", "value", "flag"),
    [
        ("2023-56-14", "Wednesday, 14 June 2023 05:56 PM", None, "2023-06-14T17:56", "minutes_for_month"),
        ("2023-05-14", "Wednesday, 14 June 2023 05:05 PM", None, "2023-06-14T17:05", "minutes_for_month"),
        ("2023-56-14", "", "https://news.example.org/2023/06/14/vote", "2023-06-14", "minutes_for_month"),
        ("2023-06-03", "6 March 2023", None, "2023-03-06", "day_month_swapped"),
    ],
)
def test_malformed_tags_are_mended_by_proof(raw: str, line: str, url: str | None, value: str, flag: str) -> None:
    html = page(f'<meta property="article:published_time" content="{raw}">', before=f"<p>{line}</p>")
    dates = chosen(html, url=url)
    assert dates.published is not None
    assert dates.published.value == value
    assert flag in dates.published.flags
    candidate = next(c for c in dates.published_candidates if c.raw == raw)
    assert candidate.chosen
    assert flag in candidate.reason


def test_malformed_tag_alone_is_no_date() -> None:
    dates = chosen(page('<meta property="article:published_time" content="2023-56-14">'))
    assert dates.published is None
    assert dates.published_candidates[0].flags == ("minutes_for_month",)


def test_ambiguous_date_is_left_open_with_both_readings() -> None:
    dates = chosen(page('<meta property="article:published_time" content="03/04/2023">'))
    assert dates.published is not None
    assert (dates.published.value, dates.published.precision) == ("2023", "year")
    assert dates.published.alternatives == ("2023-04-03", "2023-03-04")


@pytest.mark.parametrize(("lang", "value"), [("en-GB", "2023-04-03"), ("en-US", "2023-03-04"), ("fr", "2023-04-03")])
def test_the_page_language_settles_the_order(lang: str, value: str) -> None:
    dates = chosen(page('<meta property="article:published_time" content="03/04/2023">', lang=lang))
    assert dates.published is not None
    assert dates.published.value == value


def test_dates_after_the_fetch_are_none() -> None:
    html = page('<meta property="article:published_time" content="2032-06-14">')
    dates = chosen(html, fetched="2023-06-15T00:00:00+00:00")
    assert dates.published is None
    assert dates.published_candidates[0].flags == ("future",)


def test_relative_dates_need_the_fetch() -> None:
    html = page('<meta property="article:published_time" content="3 hours ago">')
    assert chosen(html).published is None
    dates = chosen(html, fetched="2023-06-14T20:10:00+00:00")
    assert dates.published is not None
    assert dates.published.value == "2023-06-14T17"


def test_local_clock_proves_the_offset_where_utc_has_another_day() -> None:
    head = '<meta property="article:published_time" content="2020-02-25T02:25:54Z">'
    dates = chosen(page(head, before="<p>February 24, 2020 | 9:25pm</p>"))
    assert dates.published is not None
    assert dates.published.value == "2020-02-24T21:25:54-05:00"


def test_uses_of_cleaners_are_evidence() -> None:
    text = "Council votes on budget\nof 14 June 2023\n" + "\n".join(t * 2 for t in BODY)
    use = FieldUse(by="date_line", field="published", value="14 June 2023", block=1, reason="date_line.label")
    dates = chosen(text, kind="text", uses=(use,))
    assert dates.published is not None
    assert dates.published.value == "2023-06-14"


def test_seed_newsmax() -> None:
    document = read_document((SEEDS / "004_e1aa51efec56bf4b.txt").read_text(encoding="utf-8"), kind="text")
    start = next(b.index for b in document.blocks if b.text.startswith("Two Russian prisoners"))
    dates = choose_dates(document, (), core=(start, start + 9))
    assert dates.published is not None
    assert dates.published.value == "2023-06-14T17:56-04:00"
    assert dates.published.precision == "minute"
    raws = [candidate.raw for candidate in dates.published_candidates]
    assert sorted(raws) == [
        "2023-06-14", "2023-56-14", "Wednesday, 14 June 2023 05:56 PM", "Wednesday, 14 June 2023 05:56 PM EDT",
    ]  # fmt: skip
    malformed = next(c for c in dates.published_candidates if c.raw == "2023-56-14")
    assert "minutes_for_month" in malformed.flags
    assert "56 stands where the month belongs" in malformed.reason


def test_seed_rt_has_no_date() -> None:
    document = read_document((SEEDS / "000_17f193d6e2cd5ef6.txt").read_text(encoding="utf-8"), kind="text")
    dates = choose_dates(document, (), core=(4, 13))
    assert dates.published is None
    assert dates.modified is None


@pytest.mark.parametrize("core", [(0, 0), (5, 3), (0, 10_000), (-3, 2)])
def test_any_core_is_taken(core: tuple[int, int]) -> None:
    choose_dates(read_document(page(before="<p>14 June 2023</p>"), kind="html"), (), core=core)
    choose_dates(read_document("", kind="text"), (), core=core)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def test_a_stamp_that_repeats_the_last_change_yields_to_an_earlier_publication() -> None:
    node = ARTICLE + ',"datePublished":"2024-06-24","dateModified":"2024-06-24"}'
    dates = chosen(page(json_ld(node), before="<p>Published August 25, 2023</p>"))
    assert dates.published is not None
    assert dates.published.value == "2023-08-25"
    assert "conflict" in dates.published.flags
    assert any("not before the last change" in c.reason for c in dates.published_candidates)


def test_such_a_stamp_stands_where_the_address_or_a_line_agrees() -> None:
    node = ARTICLE + ',"datePublished":"2024-06-24T08:00:00Z","dateModified":"2024-06-24T08:00:00Z"}'
    line = "<p>Published 24 June 2024</p><p>3 May 2024</p>"
    for dates in (
        chosen(page(json_ld(node), before=line)),
        chosen(page(json_ld(node), before="<p>3 May 2024</p>"), url="https://news.example.org/2024/06/24/vote"),
    ):
        assert dates.published is not None
        assert dates.published.value == "2024-06-24T08:00:00+00:00"


def test_of_several_values_of_one_tag_the_first_is_the_page_s() -> None:
    head = meta("article:published_time", "2024-06-24") + meta("article:published_time", "2024-05-01")
    dates = chosen(page(head))
    assert dates.published is not None
    assert dates.published.value == "2024-06-24"


def test_dates_of_alike_parts_are_those_of_a_list() -> None:
    teasers = "".join(f"<div><h3>Story</h3><p>{day} June 2024</p></div>" for day in (3, 4, 5, 6))
    assert chosen(page(before=f"<section>{teasers}</section>")).published is None
    own = chosen(page(before=f"<section>{teasers}</section><p>2 June 2024</p>")).published
    assert own is not None
    assert own.value == "2024-06-02"


def test_one_clock_gives_the_other_its_offset() -> None:
    node = ARTICLE + ',"datePublished":"2023-04-28 18:11:01"}'
    dates = chosen(page(json_ld(node) + meta("date", "2023-04-28T18:11:01+02:00")))
    assert dates.published is not None
    assert dates.published.value == "2023-04-28T18:11:01+02:00"


def test_a_shown_day_proves_the_clock_of_the_page() -> None:
    head = meta("article:published_time", "2023-11-01T23:01:00Z")
    italian = chosen(page(head, lang="it"), url="https://news.example.it/2023/11/02/voto").published
    assert italian is not None
    assert italian.value == "2023-11-02T00:01:00+01:00"
    assert "zone_assumed" in italian.flags
    # Where no zone is the only one, the moment stays as it was told.
    english = chosen(page(head), url="https://news.example.com/2023/11/02/vote").published
    assert english is not None
    assert english.value == "2023-11-01T23:01:00+00:00"
    # Another time of the page carries the offset.
    comment = '<div class="comment"><time datetime="2023-11-02T09:00:00+05:30">2 November</time></div>'
    indian = chosen(page(head, after=comment), url="https://news.example.com/2023/11/02/vote").published
    assert indian is not None
    assert indian.value == "2023-11-02T04:31:00+05:30"


def test_a_teaser_below_gives_no_clock() -> None:
    dates = chosen(page(before="<p>Published 15 April 2024</p>", after="<p>15.4.2024, 10:05</p>"))
    assert dates.published is not None
    assert dates.published.value == "2024-04-15"


def test_the_order_of_short_dates_shows_in_any_of_the_page() -> None:
    dates = chosen(page(before="<p>Published 03/04/2023</p>", after="<div><p>Next story</p><p>04/25/2023</p></div>"))
    assert dates.published is not None
    assert dates.published.value == "2023-03-04"


@pytest.mark.parametrize(
    "after",
    [
        "<footer>© 2021 Example Media</footer>",
        '<aside class="related"><a>Another story</a><time datetime="2021-03-04">4 March 2021</time></aside>',
        '<div class="comments"><p>Bob says: March 4, 2021 at 9:12 am</p></div>',
        "<p>The council will meet again on 4 March 2021, when the plans are voted on by all of its members.</p>",
        "<p>Offer ends March 4, 2021</p>",
    ],
)
def test_dates_of_other_things_are_never_published(after: str) -> None:
    assert chosen(page(after=after)).published is None
    dates = chosen(page(meta("article:published_time", "2020-01-02"), after=after))
    assert dates.published is not None
    assert dates.published.value == "2020-01-02"


@pytest.mark.parametrize(
    "head",
    [
        json_ld('{"@graph":[{"@type":"WebSite"},' + ARTICLE + ',"datePublished":"2023-06-14"}]}'),
        json_ld("[" + ARTICLE + ',"datePublished":["2023-06-14"]}]'),
        json_ld('{"@type":"WebPage","mainEntity":' + ARTICLE + ',"datePublished":"2023-06-14"}}'),
        meta("og:published_time", "2023-06-14"),
        '<meta name="DC.date.issued" content="2023-06-14">',
        '<meta name="parsely-pub-date" content="2023-06-14T08:00:00Z">',
        '<meta name="sailthru.date" content="2023-06-14 08:00:00">',
        '<meta itemprop="datePublished" content="2023-06-14">',
        '<meta name="pubdate" content="20230614">',
        '<meta name="citation_publication_date" content="2023/06/14">',
    ],
)
def test_places_of_declared_dates(head: str) -> None:
    dates = chosen(page(head))
    assert dates.published is not None
    assert dates.published.value[:10] == "2023-06-14"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("<p>By Jane Doe | 14 June 2023 05:56 PM</p>", "2023-06-14T17:56"),
        ("<p>WASHINGTON, June 14, 2023 (Example Wire) - </p>", "2023-06-14"),
        ("<p>Stand: 14.06.2023, 17:56 Uhr</p>", "2023-06-14T17:56"),
        ("<p>Publié le 14 juin 2023 à 17h56</p>", "2023-06-14T17:56"),
        ("<p>公開日：2023年6月14日 17:56</p>", "2023-06-14T17:56"),
        ("<p>입력 2023.06.14 17:56 수정 2023.06.15 09:12</p>", "2023-06-14T17:56"),
        ("<span>Published</span><p>14 June 2023</p>", "2023-06-14"),
        ('<span itemprop="datePublished" content="2023-06-14">June 14</span>', "2023-06-14"),
        ('<time datetime="2023-06-14T17:56:00+02:00">2 hours ago</time>', "2023-06-14T17:56:00+02:00"),
    ],
)
def test_places_of_shown_dates(line: str, value: str) -> None:
    dates = chosen(page(before=line))
    assert dates.published is not None, dates
    assert dates.published.value == value


def test_a_dateline_takes_its_year_from_a_tag() -> None:
    head = meta("article:published_time", "2023-06-14T08:00:00Z")
    dates = chosen(page(head, before="<p>WASHINGTON, June 14 (Example Wire) - </p>"))
    assert any(c.raw == "June 14" and c.chosen for c in dates.published_candidates)


def test_a_caption_gives_no_date_even_with_a_label() -> None:
    caption = "<figure><img src=a.jpg><figcaption>Candidates registered, 3 February</figcaption></figure>"
    assert chosen(page(before=caption), fetched="2026-01-29T14:00:00+00:00").published is None
    line = (
        "예비 후보자 등록 시작(2월3일)을 앞두고 인천시 선거관리위원회에서 직원들이 선거 사무 안내 책자를 점검하고 있다"
    )
    assert chosen(page(after=f"<p>{line}</p>", lang="ko"), fetched="2026-01-29T14:00:00+00:00").published is None


def test_an_inferred_year_is_trusted_only_for_days_lately_past() -> None:
    near, far = "<p>Published 12 January</p>", "<p>12 February</p>"
    dates = chosen(page(before=near), fetched="2026-01-29T14:00:00+00:00")
    assert dates.published is not None
    assert dates.published.value == "2026-01-12"
    assert "year_inferred" in dates.published.flags
    assert chosen(page(before=far), fetched="2026-01-29T14:00:00+00:00").published is None


def test_a_change_before_the_publication_is_a_draft_s() -> None:
    node = '{"@type": "NewsArticle", "datePublished": "2024-03-12T06:00:00Z", "dateModified": "2024-03-11T17:30:00Z"}'
    dates = chosen(page(json_ld(node)))
    assert dates.published is not None
    assert dates.published.value == "2024-03-12T06:00:00+00:00"
    assert dates.modified is None
    assert [item.reason for item in dates.modified_candidates] == ["earlier than the publication: a draft's"]
    head = meta("article:published_time", "2024-03-12T06:00:00Z") + meta("article:modified_time", "2024-03-12")
    assert chosen(page(head)).modified is not None


@pytest.mark.parametrize(
    ("line", "lang", "head", "value"),
    [
        ("Publiziert heute um 12:19 Uhr", "de", meta("date", "2024-03-12"), "2024-03-12T12:19"),
        ("Published yesterday at 18:05", "en", meta("date", "2024-03-11"), "2024-03-11T18:05"),
        ("Сегодня, 12:19", "ru", meta("date", "2024-03-12"), "2024-03-12T12:19"),
        (
            "Publiziert heute um 00:30 Uhr",
            "de",
            meta("article:published_time", "2024-03-12T23:30:00Z"),
            "2024-03-13T00:30:00+01:00",
        ),
        ("Publiziert heute um 12:19 Uhr", "de", meta("date", "2024-03-12T09:04"), "2024-03-12T09:04"),
        ("vor 2 Stunden", "de", meta("date", "2024-03-12"), "2024-03-12"),
    ],
)
def test_a_clock_told_from_now_takes_its_day_from_another_place(line: str, lang: str, head: str, value: str) -> None:
    uses = [FieldUse("bylines", "published", line, 1, "bylines.dated")]
    dates = choose_dates(read_document(page(head, before=f"<p>{line}</p>", lang=lang), kind="html"), uses)
    assert dates.published is not None
    assert dates.published.value == value


def test_a_clock_told_from_now_is_no_date_by_itself() -> None:
    line = "Publiziert heute um 12:19 Uhr"
    uses = [FieldUse("bylines", "published", line, 1, "bylines.dated")]
    assert choose_dates(read_document(page(before=f"<p>{line}</p>", lang="de"), kind="html"), uses).published is None


@pytest.mark.parametrize(
    "line",
    [
        "Published by Penguin, May 1999",
        "Erschienen bei Suhrkamp, Mai 1999",
        "Publié chez Gallimard, 3 mai 1999",
        "By Monday, 3 May 2021",
    ],
)
def test_imprints_and_deadlines_are_no_dates_of_the_article(line: str) -> None:
    assert chosen(page(before=f"<p>{line}</p>")).published is None
    assert chosen(page(after=f"<p>{line}</p>")).published is None


def test_a_day_that_a_reader_sees_is_told_beside_another_of_utc() -> None:
    head = meta("article:published_time", "2024-03-13T01:30:00Z")
    dates = chosen(page(head, before="<p>March 12, 2024</p>"))
    assert dates.published is not None
    assert dates.published.value == "2024-03-13T01:30:00+00:00"
    assert "2024-03-12" in dates.published.alternatives
