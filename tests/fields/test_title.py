"""The headline without what sites put beside it."""

from __future__ import annotations

import pytest
from tests.fields.pages import article, page

import newsclean
from newsclean.fields.title import without_site

NAMES = frozenset({"example times", "exampletimes", "local"})


@pytest.mark.parametrize(
    ("declared", "wanted"),
    [
        ("Council votes to close bridge - Example Times", "Council votes to close bridge"),
        ("Council votes to close bridge | Local | Example Times", "Council votes to close bridge"),
        ("Example Times: Council votes", "Example Times: Council votes"),
        ("Example Times | Council votes to close bridge", "Council votes to close bridge"),
        ("Council votes to close bridge | 5 min read", "Council votes to close bridge"),
        ("Rat sperrt Brücke · Lesezeit 3 Minuten", "Rat sperrt Brücke · Lesezeit 3 Minuten"),
        ("Council votes – and the mayor resigns", "Council votes – and the mayor resigns"),
        ("“A bridge too far” – Mary Major", "“A bridge too far” – Mary Major"),
        ("«Le pont est fermé»", "«Le pont est fermé»"),
        ("Example Times", "Example Times"),
        ("Council votes to close bridge ‹ Example Times", "Council votes to close bridge"),
        ("Council votes to close bridge ― Example Times", "Council votes to close bridge"),
        ("Council votes to close bridge ★ Example Times", "Council votes to close bridge"),
        ("Council votes to close bridge (Example Times)", "Council votes to close bridge"),
        ("[Example Times] Council votes to close bridge", "Council votes to close bridge"),
        ("Council votes to close bridge (Local)", "Council votes to close bridge (Local)"),
        ("Council votes to close bridge | News | Example Times", "Council votes to close bridge"),
        ("Council votes to close bridge | News", "Council votes to close bridge | News"),
        ("Council votes to close bridge - Page 2 of 3 - Example Times", "Council votes to close bridge"),
        ("Council votes :: Example Times", "Council votes"),
        ("", ""),
    ],
)
def test_site_and_section_are_cut_off(declared: str, wanted: str) -> None:
    assert without_site(declared, NAMES) == wanted


def test_agreement_outvotes_one_place() -> None:
    head = '<meta property="og:title" content="Bridge to close"><meta name="twitter:title" content="Bridge to close">'
    node = {"@type": "NewsArticle", "headline": "Bridge to close"}
    assert article(page(head, json_ld=node, h1="Something quite different here")).title == "Bridge to close"


def test_a_label_behind_a_mark_does_not_part_the_votes() -> None:
    head = (
        '<meta property="og:title" content="Council votes to close the old bridge - National">'
        "<title>Council votes to close the old bridge - National | Some Site</title>"
    )
    found = article(page(head, h1="Council votes to close the old bridge"))
    assert found.title == "Council votes to close the old bridge"
    assert all(item.chosen for item in found.evidence["title"] if item.source != "title")


def test_a_kicker_that_another_source_leaves_out_is_cut() -> None:
    head = '<meta property="og:title" content="Council votes to close the old bridge">'
    assert article(page(head, h1="Example Town: Council votes to close the old bridge")).title == (
        "Council votes to close the old bridge"
    )


def test_entities_are_read() -> None:
    head = '<meta property="og:title" content="Law &amp;amp; order on the bridge">'
    node = {"@type": "NewsArticle", "headline": "Law &amp; order on the bridge"}
    assert article(page(head, json_ld=node, h1="Law &amp; order on the bridge")).title == "Law & order on the bridge"


def test_the_sites_name_alone_is_no_title() -> None:
    head = '<meta property="og:site_name" content="Example Times"><title>Example Times</title>'
    found = article(page(head, h1="Example Times"))
    assert found.title is None
    assert {item.reason for item in found.evidence["title"]} == {"the site's name"}


def test_a_title_copied_by_blog_software_does_not_outvote_the_printed_headline() -> None:
    seo = "Bridges in 2026: the complete guide"
    head = f'<title>{seo}</title><meta property="og:title" content="{seo}">'
    uses = {"title": [("headline", "Council votes to close the old bridge")]}
    copied = {"@type": "Article", "headline": seo}
    stated = {"@type": "NewsArticle", "headline": seo}
    assert article(page(head, json_ld=copied), uses).title == "Council votes to close the old bridge"
    assert article(page(head, json_ld=stated), uses).title == seo


def test_a_headline_may_be_what_a_site_is_called() -> None:
    nodes = [
        {"@type": "WebSite", "name": "Average Cost of Bridges"},
        {"@type": "Article", "headline": "Average Cost of Bridges"},
    ]
    uses = {"title": [("headline", "Average Cost of Bridges")]}
    raw = page("<title>Average Cost of Bridges [2026]</title>", json_ld=nodes, h1="Average Cost of Bridges")
    assert article(raw, uses).title == "Average Cost of Bridges"


def test_a_closing_quote_stays_with_the_kicker() -> None:
    head = '<meta property="og:title" content="Council votes to close the old bridge">'
    raw = page(head, h1='<span>"It will begin soon"</span><span>Council votes to close the old bridge</span>')
    assert newsclean.clean(raw).title == "Council votes to close the old bridge"


def test_opinion_behind_a_bar_is_no_part_of_the_headline() -> None:
    assert without_site("Why the bridge must go | Opinion", NAMES) == "Why the bridge must go"
    assert without_site("Opinion | Why the bridge must go", NAMES) == "Opinion | Why the bridge must go"


def test_a_name_in_a_script_without_blanks_is_cut_off() -> None:
    names = frozenset({"例新聞"})
    for title in ("議会が橋の閉鎖を決定：例新聞", "議会が橋の閉鎖を決定【例新聞】", "議会が橋の閉鎖を決定－例新聞"):
        assert without_site(title, names) == "議会が橋の閉鎖を決定"


@pytest.mark.parametrize(
    "h1",
    [
        '<span class="kicker">Harbour</span>{}',
        '<span class="c-overline">Harbour</span><span class="c-title">{}</span>',
        '<strong class="roofline">Harbour</strong>{}',
        '<div class="kicker">Harbour</div><div>{}</div>',
        '<span class="badge">Live</span> {}',
        '{}<a href="#c" class="comments">12</a>',
    ],
)
def test_what_is_set_beside_the_headline_in_its_heading_is_no_part_of_it(h1: str) -> None:
    title = "Council votes to close the old bridge"
    assert newsclean.clean(page(h1=h1.format(title))).title == title


def test_a_kicker_with_a_colon_is_the_headline_s_beginning() -> None:
    h1 = '<span class="kicker">Harbour:</span><span class="headline">Council votes to close the old bridge</span>'
    assert newsclean.clean(page(h1=h1)).title == "Harbour: Council votes to close the old bridge"


@pytest.mark.parametrize(
    "head", ["", "<title>Example Times</title>", '<meta property="og:title" content="Example Times">']
)
def test_a_linked_logo_is_no_headline(head: str) -> None:
    logo = '<header><h1 class="logo"><a href="/">Example Times</a></h1></header>'
    html = page(head).replace(
        "<h1>Council votes to close the old bridge</h1><article>",
        logo + "<article><h2>Council votes to close the old bridge</h2>",
    )
    assert newsclean.clean(html).title == "Council votes to close the old bridge"


def test_capitals_give_way_to_another_spelling() -> None:
    head = '<meta property="og:title" content="Council votes to close the old bridge">'
    assert (
        article(page(head, h1="COUNCIL VOTES TO CLOSE THE OLD BRIDGE")).title == "Council votes to close the old bridge"
    )
