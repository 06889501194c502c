"""Names out of credits."""

from __future__ import annotations

import pytest

import newsclean
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


IN_MANY_LANGUAGES = [
    ("en", "By Jane Doe and John Roe, Business Reporters | Updated 3 hours ago", ["Jane Doe", "John Roe"]),
    ("de", "Von Erika Mustermann und Max Muster, dpa", ["Erika Mustermann", "Max Muster"]),
    ("de", "Text: Erika Mustermann, Fotos: Max Muster", ["Erika Mustermann"]),
    ("fr", "Par Jeanne Dupont et Jean Martin", ["Jeanne Dupont", "Jean Martin"]),
    ("fr", "Publié le 3 mars 2026 par Jeanne Dupont", ["Jeanne Dupont"]),
    ("es", "Por María Pérez y Juan Gómez", ["María Pérez", "Juan Gómez"]),
    ("it", "di Maria Rossi", ["Maria Rossi"]),
    ("it", "a cura di Maria Rossi e Mario Bianchi", ["Maria Rossi", "Mario Bianchi"]),
    ("pt", "Por Maria Silva e João Souza", ["Maria Silva", "João Souza"]),
    ("nl", "Door Jan de Vries en Piet van den Berg", ["Jan de Vries", "Piet van den Berg"]),
    ("sv", "Av Anna Svensson", ["Anna Svensson"]),
    ("da", "Af Mette Hansen og Lars Olsen", ["Mette Hansen", "Lars Olsen"]),
    ("nb", "Skrevet av Kari Nordmann", ["Kari Nordmann"]),
    ("fi", "Teksti: Matti Meikäläinen", ["Matti Meikäläinen"]),
    ("is", "Höfundur: Jón Jónsson", ["Jón Jónsson"]),
    ("pl", "Autor: Jan Kowalski", ["Jan Kowalski"]),
    ("cs", "Autor: Jan Novák", ["Jan Novák"]),
    ("hu", "Szerző: Kovács János", ["Kovács János"]),
    ("hu", "Írta: Nagy Péter", ["Nagy Péter"]),
    ("ro", "Autor: Ion Popescu și Maria Ionescu", ["Ion Popescu", "Maria Ionescu"]),
    ("ru", "Автор: Иван Петров", ["Иван Петров"]),
    ("ru", "Текст: Иван Петров, Анна Смирнова", ["Иван Петров", "Анна Смирнова"]),
    ("uk", "Автор: Олена Шевченко та Іван Коваль", ["Олена Шевченко", "Іван Коваль"]),
    ("el", "Του Γιώργου Παπαδόπουλου", ["Γιώργου Παπαδόπουλου"]),
    ("el", "Συντάκτης: Μαρία Παππά", ["Μαρία Παππά"]),
    ("tr", "Yazan: Ayşe Yılmaz", ["Ayşe Yılmaz"]),
    ("tr", "Haber: Ayşe Yılmaz ve Mehmet Demir", ["Ayşe Yılmaz", "Mehmet Demir"]),
    ("ar", "بقلم: محمد أحمد", ["محمد أحمد"]),
    ("ar", "كتب محمد علي", ["محمد علي"]),
    ("ar", "بقلم محمد أحمد وسارة علي", ["محمد أحمد", "سارة علي"]),
    ("he", "מאת: דנה כהן", ["דנה כהן"]),
    ("he", "מאת דנה כהן ויוסי לוי", ["דנה כהן", "יוסי לוי"]),
    ("fa", "نویسنده: علی رضایی", ["علی رضایی"]),
    ("zh", "记者 王小明", ["王小明"]),
    ("zh", "作者：李华、张伟", ["李华", "张伟"]),
    ("zh", "新华社记者李明", ["李明"]),
    ("zh", "本报记者 王小明 李华", ["王小明", "李华"]),
    ("ja", "文／山田太郎", ["山田太郎"]),
    ("ja", "【山田太郎】", ["山田太郎"]),
    ("ja", "記者・山田太郎、鈴木花子", ["山田太郎", "鈴木花子"]),
    ("ja", "山田太郎記者", ["山田太郎"]),
    ("ko", "김철수 기자", ["김철수"]),
    ("ko", "김철수·이영희 기자", ["김철수", "이영희"]),
    ("ko", "서울=김철수 기자 kim@example.com", ["김철수"]),
    ("ko", "글 김철수 | 사진 박영수", ["김철수"]),
    ("vi", "Nguyễn Văn An", ["Nguyễn Văn An"]),
    ("vi", "Tác giả: Nguyễn Văn An", ["Nguyễn Văn An"]),
    ("id", "Oleh Budi Santoso", ["Budi Santoso"]),
    ("id", "Penulis: Budi Santoso dan Siti Rahayu", ["Budi Santoso", "Siti Rahayu"]),
    ("lt", "Autorius: Jonas Jonaitis", ["Jonas Jonaitis"]),
    ("bg", "Автор: Иван Иванов", ["Иван Иванов"]),
    ("sr", "Piše: Marko Marković", ["Marko Marković"]),
    ("hi", "लेखक: राम कुमार", ["राम कुमार"]),
    ("th", "โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
    ("en", "Reuters Editorial", ["Reuters Editorial"]),
    ("en", "Reporting by Jane Doe; Editing by John Roe", ["Jane Doe"]),
    ("en", "Staff", []),
    ("en", "Updated 3 hours ago", []),
    ("en", "JANE DOE", ["JANE DOE"]),
    ("en", "Jane Doe, Jane DOE", ["Jane Doe"]),
    ("en", "By Jane Doe, jane@example.com @janedoe", ["Jane Doe"]),
    ("en", "By Dr. Jane Doe, PhD", ["Jane Doe"]),
    ("en", "By Jane Doe in London", ["Jane Doe"]),
    ("en", "By The Associated Press", ["The Associated Press"]),
    ("en", "[[author]]", []),
    ("en", "Martin Luther King Jr.", ["Martin Luther King Jr."]),
    ("en", "By Jean-Paul O'Brien-Smith", ["Jean-Paul O'Brien-Smith"]),
    ("en", "Jane Doe & John Roe", ["Jane Doe", "John Roe"]),
    ("en", "By Jane Doe, John Roe and Mary Major", ["Jane Doe", "John Roe", "Mary Major"]),
]


@pytest.mark.parametrize(("language", "raw", "wanted"), IN_MANY_LANGUAGES)
def test_credits_of_many_languages(language: str, raw: str, wanted: list[str]) -> None:
    assert [author.name for author in authors_in(raw, source="test")] == wanted, language


@pytest.mark.parametrize(
    "raw",
    [
        (
            "<article><h1>Mayor resigns</h1><p>The mayor resigned on Monday after a long dispute over the bridge.</p>"
            '<blockquote class="twitter-tweet"><p>I leave with a light heart.</p>&mdash; Anna Brook (@abrook) '
            '<a href="https://twitter.com/abrook/status/1">May 6, 2024</a></blockquote>'
            "<p>Her deputy will run the town until the election in the autumn, officials said.</p></article>"
        ),
        (
            "Mayor resigns\n\nThe mayor resigned on Monday after a long dispute over the bridge.\n\n"
            "I leave with a light heart. pic.twitter.com/abcdef\n— Anna Brook (@abrook) May 6, 2024\n\n"
            "Her deputy will run the town until the election in the autumn, officials said."
        ),
    ],
)
def test_who_signs_an_embedded_post_is_no_author(raw: str) -> None:
    article = newsclean.clean(raw)
    assert (article.authors, article.byline, article.published) == ((), None, None)
    assert "light heart" not in article.text
