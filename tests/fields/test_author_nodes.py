"""Authors as JSON-LD gives them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.fields.pages import page

import newsclean

BYLINE = '<p class="byline">By Jane Doe</p>'


def _people(author: Any, before: str = "", head: str = "") -> list[str]:
    node = {"@type": "NewsArticle", "headline": "Council votes to close the old bridge", "author": author}
    article = newsclean.clean(page(head, json_ld=node, before=before))
    return [author.name for author in article.authors if author.kind != "organisation"]


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


@pytest.mark.parametrize(
    ("author", "wanted"),
    [
        (_person("Doe, Jane"), ["Jane Doe"]),
        (_person("Doe, MD"), ["Doe"]),
        (_person("Jane Doe, MD, MPH, FACP"), ["Jane Doe"]),
        (_person("John Smith, Jr."), ["John Smith Jr."]),
        (_person("Jane Doe, John Smith, and Ann Roe"), ["Jane Doe", "John Smith", "Ann Roe"]),
        ({"@type": "Person", "givenName": "Jane", "familyName": "Doe"}, ["Jane Doe"]),
        ("https://example.com/authors/jane-doe", ["Jane Doe"]),
        ({"@type": "Person", "url": "https://example.com/profile/jane-doe-123"}, ["Jane Doe"]),
        (
            ["https://example.com/author/jane-doe/", "https://example.com/author/john-smith/"],
            ["Jane Doe", "John Smith"],
        ),
        ("https://example.com/authors/news-desk", []),
        ("https://example.com/2024/03/bridge-closed", []),
        (_person("ExamplePost.com"), []),
        (_person("wpadmin"), []),
        (_person("newsroom@example.com"), []),
        (_person("Staff Writer"), []),
        ({"@type": "NewsMediaOrganization", "name": "Harbour Voice"}, []),
    ],
)
def test_names(author: Any, wanted: list[str]) -> None:
    assert _people(author) == wanted


@pytest.mark.parametrize(
    "stated", ["JANE DOE", "jane-doe", "admin", "USA TODAY", "https://example.com/authors/john-smith"]
)
def test_a_byline_spells_or_replaces_what_software_wrote(stated: str) -> None:
    site = '<meta property="og:site_name" content="USA TODAY">'
    assert _people(_person(stated), before=BYLINE, head=site) == ["Jane Doe"]


def test_capitals_stay_where_only_some_names_are_spelled_otherwise() -> None:
    before = '<p class="byline">By Jane Doe</p>'
    assert _people([_person("JANE DOE"), _person("JOHN SMITH")], before=before) == ["JANE DOE", "JOHN SMITH"]


def test_a_paper_behind_a_name_is_where_its_author_works() -> None:
    article = newsclean.clean(page(before='<p class="byline">By Jane Doe, Milford Democrat</p>'))
    assert [(author.name, author.organisation) for author in article.authors] == [("Jane Doe", "Milford Democrat")]


def test_hindi_sets_the_label_behind_the_name() -> None:
    article = newsclean.clean(page(before="<p>राहुल शर्मा द्वारा</p>", lang=' lang="hi"'))
    assert [author.name for author in article.authors] == ["राहुल शर्मा"]
