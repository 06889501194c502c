"""Lines that credit somebody although no cleaner took them for bylines. All pages are invented."""

from __future__ import annotations

import pytest
from tests.fields.pages import SENTENCES

import newsclean

BODY = "".join(f"<p>{text}</p>" for text in SENTENCES * 2)


def names(before: str = "", after: str = "", head: str = "") -> list[str]:
    """Names that the default pipeline and the fields find on a page."""
    raw = (
        f"<html lang='en'><head><title>Council votes to close the old bridge</title>{head}</head><body>"
        f"<h1>Council votes to close the old bridge</h1>{before}<article>{BODY}</article>{after}</body></html>"
    )
    return [author.name for author in newsclean.clean(raw).authors]


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("<div>City | Top Story | Written by Jane Doe</div>", "", ["Jane Doe"]),
        ("<div>Jane Doe – Political correspondent</div>", "", ["Jane Doe"]),
        ("<div>Jane Doe | 05.04.2025 - 12:30</div>", "", ["Jane Doe"]),
        ("<div>By JANE DOE FOR EXAMPLE NEWS</div>", "", ["JANE DOE"]),
        ("<div>By Jane Doe Follow</div>", "", ["Jane Doe"]),
        ("", "<p>Reporting by Jane Doe; Editing by John Roe</p>", ["Jane Doe"]),
    ],
)
def test_a_sign_beside_the_name_is_enough(before: str, after: str, wanted: list[str]) -> None:
    assert names(before, after) == wanted


@pytest.mark.parametrize("line", ["Further Information", "Top Stories", "Prince Example", "Contact Us", "Copy Link"])
def test_a_name_like_line_alone_is_not(line: str) -> None:
    assert names(f"<div>{line}</div>", f"<div>{line}</div>") == []


@pytest.mark.parametrize("line", ["Reviewed by Jane Doe", "Edited by: Jane Doe", "Photo by Jane Doe"])
def test_reviewers_editors_and_photographers_are_no_authors(line: str) -> None:
    assert names(f"<div>{line}</div>") == []


def test_a_biography_or_an_address_confirms_a_name() -> None:
    bio = "<div><p>Jane Doe is the political editor of the Example Times and lives by the river.</p></div>"
    assert names("<div>Jane Doe</div>", bio) == ["Jane Doe"]
    assert names("<div>Jane Doel</div>", head='<meta name="author" content="j.doel@example.com">') == ["Jane Doel"]


def test_a_role_on_a_line_of_its_own_is_the_authors() -> None:
    before = "<div class='byline'>By Jane Doe</div><div>Political correspondent</div><div>5 March 2026</div>"
    raw = f"<html><body><h1>Council votes to close the old bridge</h1>{before}<article>{BODY}</article></body></html>"
    (author,) = newsclean.clean(raw).authors
    assert (author.name, author.role) == ("Jane Doe", "Political correspondent")


def test_the_data_of_a_film_stay_in_the_body() -> None:
    items = "<ul><li>Producer: Scott Example</li><li>Length: 90 minutes</li></ul>"
    body = f"<p>{SENTENCES[0]}</p>{items}" + "".join(f"<p>{text}</p>" for text in SENTENCES * 2)
    head = "<h1>Council votes to close the old bridge</h1><p>By Mary Major</p>"
    article = newsclean.clean(f"<html><body>{head}<article>{body}</article></body></html>")
    assert "Producer: Scott Example" in article.text
