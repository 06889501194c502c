"""Names out of credits."""

from __future__ import annotations

import pytest

from newsclean.fields.names import is_person
from newsclean.fields.people import authors_in, merged, without_label
from newsclean.model.article import Author

SITE = frozenset({"example times", "exampletimes", "example"})


def names(raw: str, *, entity: bool = False) -> list[str]:
    return [author.name for author in authors_in(raw, source="test", site=SITE, entity=entity)]


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("ByJane Doe", ["Jane Doe"]),
        ("by Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("By Jane Doe, John Roe and Mary Major", ["Jane Doe", "John Roe", "Mary Major"]),
        ("Von Hanna Muster und Karl Beispiel", ["Hanna Muster", "Karl Beispiel"]),
        ("Von: Hanna Muster", ["Hanna Muster"]),
        ("Par Anne Exemple et Luc Modèle", ["Anne Exemple", "Luc Modèle"]),
        ("Por Ana Ejemplo y Luis Muestra", ["Ana Ejemplo", "Luis Muestra"]),
        ("Автор: Иван Примеров", ["Иван Примеров"]),
        ("Text: Anna Exempel", ["Anna Exempel"]),
        ("Written by Jane Doe | Updated 3 hours ago", ["Jane Doe"]),
        ("By Jane Doe Published 3 May 2023 10:15", ["Jane Doe"]),
        ("By Jane Doe 30 August 2023 • 4:45pm", ["Jane Doe"]),
        ("by Jane DoeApril 28, 2023", ["Jane Doe"]),
        ("BY JANE DOEPUBLISHED: JAN 29, 2025", ["JANE DOE"]),
        ("By Jane Doe jane.doe@example.com @janedoe", ["Jane Doe"]),
        ("Jane Doe in London", ["Jane Doe"]),
        ("Von Hanna Muster, Berlin", ["Hanna Muster"]),
        ("Ludwig van der Beispiel", ["Ludwig van der Beispiel"]),
        ("Dr. Jane Doe, PhD", ["Jane Doe"]),
        ("Jane Doe, Jane Doe, JANE DOE", ["Jane Doe"]),
        ("광양 홍길동 기자", ["홍길동"]),
        ("홍길동 기자 외 1명", ["홍길동"]),
        ("記者 王小明", ["王小明"]),
        ("山田太郎、鈴木花子", []),
    ],
)
def test_names(raw: str, wanted: list[str]) -> None:
    assert names(raw) == wanted


def test_names_without_blanks_count_where_markup_says_so() -> None:
    assert names("山田太郎、鈴木花子", entity=True) == ["山田太郎", "鈴木花子"]


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "By",
        "By    |   Wednesday, 14 June 2023 05:56 PM EDT",
        "Staff",
        "By Staff Writer",
        "Admin",
        "Updated 3 hours ago",
        "Email The Author",
        "[[author]]",
        "{{ article.author }}",
        "3 min read",
        "https://example.com/authors/jane-doe",
        "@exampletimes",
        "newsroom@example.com",
        "Share this",
        "Why the bridge was closed and what happens now",
        "14 June 2023",
    ],
)
def test_none_rather_than_junk(raw: str) -> None:
    assert names(raw) == []
    assert names(raw, entity=True) == []


def test_role_and_organisation_belong_to_the_name_before_them() -> None:
    (author,) = authors_in("By Jane Doe, Business Reporter", source="test")
    assert (author.name, author.role) == ("Jane Doe", "Business Reporter")
    (author,) = authors_in("Jane DoeLifestyle Writer", source="test")
    assert (author.name, author.role) == ("Jane Doe", "Lifestyle Writer")
    (author,) = authors_in("By Jane Doe | Example Times", source="test", site=SITE)
    assert (author.name, author.organisation) == ("Jane Doe", "Example Times")
    (author,) = authors_in("By Jane Doe (Reuters)", source="test")
    assert (author.name, author.organisation) == ("Jane Doe", "Reuters")
    first, second = authors_in("By Jane Doe and John Roe The Associated Press", source="test")
    assert (first.organisation, second.name, second.organisation) == (None, "John Roe", "The Associated Press")


@pytest.mark.parametrize(
    "raw", ["dpa", "Associated Press", "Example Times", "BR24 Redaktion", "Editorial Board Example Post"]
)
def test_newsrooms_and_agencies_are_organisations(raw: str) -> None:
    (author,) = authors_in(raw, source="test", site=SITE, entity=True)
    assert (author.name, author.kind) == (raw, "organisation")


def test_an_organisation_with_and_in_its_name_is_one() -> None:
    assert names("Center for Bridge Research and Evaluation", entity=True) == [
        "Center for Bridge Research and Evaluation"
    ]


def test_labels() -> None:
    assert without_label("By: Jane") == ("Jane", True)
    assert without_label("Redaktion Wirtschaft") == ("Redaktion Wirtschaft", False)
    assert without_label("Byron Example") == ("Byron Example", False)


def test_shapes() -> None:
    assert is_person("Jane Doe")
    assert is_person("Jean-Luc d'Exemple")
    assert not is_person("Jane")
    assert not is_person("Jane Doe 3")
    assert not is_person("The end of the day")


def test_merging_keeps_the_mixed_case_and_what_either_tells() -> None:
    (author,) = merged(
        [Author(name="JANE DOE", role="Editor"), Author(name="Jane Doe", url="https://example.com/jane")]
    )
    assert (author.name, author.role, author.url) == ("Jane Doe", "Editor", "https://example.com/jane")
