"""Declared keywords, and what is none."""

from __future__ import annotations

import pytest
from tests.fields.pages import article, page

from newsclean.fields.tags import split_tags


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("Tags: russia | ukraine | prisoners of war", ["russia", "ukraine", "prisoners of war"]),
        ("a, b; c", ["a", "b", "c"]),
        ("#bridge #river", ["bridge", "river"]),
        ("Schlagworte: Brücke, Fluss", ["Brücke", "Fluss"]),
        ("タグ：橋、川", ["タグ：橋", "川"]),
        ("", []),
    ],
)
def test_splitting(line: str, tags: list[str]) -> None:
    assert split_tags(line) == tags


def declared(keywords: str | list[str], head: str = "", **options: str) -> tuple[str, ...]:
    node = {
        "@type": "NewsArticle",
        "headline": "Council votes to close the old bridge",
        "publisher": {"name": "Example Times"},
        "articleSection": "Regional",
        "author": "Jane Doe",
        "keywords": keywords,
    }
    return article(page(head, json_ld=node), **options).tags


def test_no_site_no_section_no_author_no_headline() -> None:
    listed = ["bridges", "Example Times", "Regional", "Jane Doe", "Council votes to close the old bridge", "Bridges"]
    assert declared(listed) == ("bridges",)


def test_a_section_that_the_text_speaks_of_stays() -> None:
    node = {"@type": "NewsArticle", "articleSection": "Example Town", "keywords": ["Example Town", "bridges"]}
    assert article(page(json_ld=node)).tags == ("Example Town", "bridges")


@pytest.mark.parametrize(
    "keywords",
    [
        ["council", "votes", "close", "bridge"],
        ["AER", "AERO", "INDS08", "CRSH"],
        ["pageType:story", "cms:p66", "paid:false"],
        ["The council of Example Town has voted on Tuesday to close the bridge"],
    ],
)
def test_lists_that_are_none(keywords: list[str]) -> None:
    assert declared(keywords) == ()
    assert declared(keywords, '<meta name="news_keywords" content="bridges, floods">') == ("bridges", "floods")


def test_keywords_of_the_site_are_none() -> None:
    assert article(page('<meta name="keywords" content="sports, weather, horoscope, jobs">')).tags == ()
    assert article(page('<meta name="keywords" content="bridge, weather">')).tags == ("bridge", "weather")


def test_the_fuller_of_two_agreeing_lists() -> None:
    assert declared(["floods"], '<meta name="keywords" content="floods, bridge, river">') == (
        "floods",
        "bridge",
        "river",
    )
