"""All fields of whole documents: each with its source, nothing without one, no page that breaks them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fields.pages import SENTENCES, article, page

import newsclean
from newsclean.model.article import Author

NODE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Council votes to close the old bridge",
    "alternativeHeadline": "It will be shut until the spring",
    "author": [{"@type": "Person", "name": "Jane Doe", "jobTitle": "Reporter", "url": "https://example.com/jane"}],
    "publisher": {"@type": "Organization", "name": "Example Times"},
    "articleSection": "Local",
    "keywords": ["bridges", "Example Town"],
    "isAccessibleForFree": "False",
    "image": {"@type": "ImageObject", "url": "/bridge.jpg", "caption": "The bridge"},
}


def test_a_declared_page() -> None:
    found = article(page(json_ld=NODE), url="https://www.example.com/local/bridge")
    assert found.title == "Council votes to close the old bridge"
    assert found.authors == (
        Author(
            name="Jane Doe",
            kind="person",
            role="Reporter",
            url="https://example.com/jane",
            raw="Jane Doe",
            source="json-ld:author",
        ),
    )
    assert found.publisher is not None
    assert (found.publisher.name, found.publisher.domain) == ("Example Times", "example.com")
    assert (found.section, found.tags) == ("Local", ("bridges", "Example Town"))
    assert (found.access, found.kind) == ("paywalled", "article")
    assert [(image.url, image.caption, image.lead) for image in found.images] == [
        ("https://www.example.com/bridge.jpg", "The bridge", True)
    ]
    assert found.language is not None
    assert (found.language.code, found.language.source) == ("en", "declared+detected")
    assert found.text_direction == "ltr"


def test_every_field_has_a_chosen_candidate() -> None:
    found = article(
        page('<meta property="og:site_name" content="Example Times">', json_ld=NODE), url="https://example.com/a"
    )
    for name in ("title", "authors", "publisher", "section", "tags", "language", "images", "access", "kind"):
        assert any(item.chosen and item.reason for item in found.evidence[name]), name


def test_a_bare_page_has_no_fields() -> None:
    found = article("<p>Too short.</p>")
    assert found.status == "empty"
    assert (found.title, found.publisher, found.language, found.authors, found.tags) == (None, None, None, (), ())
    assert "title" not in found.evidence


def test_an_invisible_main_node_in_a_graph() -> None:
    graph = {
        "@graph": [
            {"@type": "WebSite", "name": "Example Times"},
            {
                "@type": "NewsArticle",
                "headline": "Another story",
                "url": "https://example.com/other",
                "author": "John Roe",
            },
            {**NODE, "author": {"@id": "#jane"}, "mainEntityOfPage": {"@id": "https://example.com/bridge/"}},
            {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
        ],
    }
    found = article(page(json_ld=graph), url="https://www.example.com/bridge?ref=x")
    assert [author.name for author in found.authors] == ["Jane Doe"]


def test_people_on_the_page_outrank_the_house_in_json_ld() -> None:
    node = {**NODE, "author": {"@type": "Organization", "name": "Example Times"}}
    byline = "By Mary Major and John Roe, Example Times"
    found = article(page(json_ld=node, before=f"<p>{byline}</p>"), {"byline": [("bylines", byline)]})
    assert [author.name for author in found.authors] == ["Mary Major", "John Roe"]
    assert found.byline == byline
    refused = [item for item in found.evidence["authors"] if item.source == "json-ld:author"]
    assert [item.chosen for item in refused] == [False]


def test_a_house_alone_is_an_organisation() -> None:
    node = {**NODE, "author": {"@type": "Organization", "name": "Example Times"}}
    assert [(a.name, a.kind) for a in article(page(json_ld=node)).authors] == [("Example Times", "organisation")]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Information from Reuters was used in this report.", "Reuters"),
        ("The Associated Press contributed to this report.", "AP"),
        ("Mit Material von dpa.", "dpa"),
        ("(AFP)", "AFP"),
        ("Quelle: ntv.de, mau/AFP", "AFP"),
    ],
)
def test_agency_in_a_sign_off(line: str, agency: str) -> None:
    found = article(page(paragraphs=(*SENTENCES, line)), {"agency": [("agency_signoffs", line)]})
    assert found.agency == agency


def test_agency_in_a_dateline_but_not_in_a_story_about_it() -> None:
    assert article(page(paragraphs=("EXAMPLE TOWN (Reuters) - " + SENTENCES[0], *SENTENCES[1:]))).agency == "Reuters"
    about = "Reuters said on Tuesday that it would open an office near the old bridge, next to that of a bank."
    assert article(page(paragraphs=(*SENTENCES, about))).agency is None


@pytest.mark.parametrize(
    ("head", "status", "kind"),
    [
        ("<title>404 - Page not found</title>", "rejected", "not_article"),
        ("<title>Just a moment...</title>", "rejected", "not_article"),
        ('<meta property="og:type" content="website">', "empty", "unknown"),
    ],
)
def test_pages_without_an_article(head: str, status: str, kind: str) -> None:
    found = article(f"<html><head>{head}</head><body><p>Nothing to see here.</p></body></html>")
    assert (found.status, found.kind) == (status, kind)


def test_a_front_page_is_refused() -> None:
    node = {"@type": "CollectionPage", "name": "News"}
    found = article(page(json_ld=node), url="https://example.com/")
    assert (found.status, found.kind) == ("rejected", "listing")
    assert [issue.code for issue in found.issues] == ["listing"]


def test_kinds() -> None:
    assert article(page(json_ld={**NODE, "@type": "LiveBlogPosting"})).kind == "live_blog"
    assert article(page(json_ld={**NODE, "@type": "OpinionNewsArticle"})).kind == "opinion"
    assert article(page(), url="https://example.com/opinion/bridge").kind == "opinion"


def test_completeness_and_stated_word_count() -> None:
    words = len(" ".join(SENTENCES * 2).split())
    found = article(page(json_ld={**NODE, "wordCount": words}))
    assert found.completeness == "complete"
    assert ("declared_word_count", True) in [(signal.name, signal.agrees) for signal in found.quality.signals]
    cut = article(page(json_ld={**NODE, "wordCount": 10 * words, "isAccessibleForFree": True}))
    assert (cut.completeness, cut.status) == ("truncated", "partial")
    assert article(page(paragraphs=SENTENCES)).completeness == "unknown"
    assert article(page(json_ld=NODE, paragraphs=SENTENCES[:2])).completeness == "teaser"
    assert article(page(paragraphs=(*SENTENCES, SENTENCES[0][:-20] + "…"))).completeness == "truncated"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2023 Example Times. All rights reserved.", "Example Times"),
        ("Copyright © 2010-2024 Example Media, Inc. All Rights Reserved", "Example Media, Inc."),
        ("© Beispiel Verlag GmbH 2024", "Beispiel Verlag GmbH"),
    ],
)
def test_publisher_from_the_copyright_line(line: str, name: str) -> None:
    found = article(page(after=f"<p>{line}</p>"))
    assert found.publisher is not None
    assert (found.publisher.name, found.publisher.source) == (name, "block:copyright")


def test_fields_of_a_dump_come_from_its_lines() -> None:
    dump = "\n\n".join(("Council votes to close bridge", "By Jane Doe", *SENTENCES, "Example Media, Inc."))
    found = article(
        dump,
        {
            "title": [("headline", "Council votes to close bridge")],
            "byline": [("bylines", "By Jane Doe")],
            "publisher": [("metadata_tail", "Example Media, Inc.")],
        },
    )
    assert (found.title, [author.name for author in found.authors]) == ("Council votes to close bridge", ["Jane Doe"])
    assert found.publisher is not None
    assert found.publisher.name == "Example Media, Inc."
    assert found.evidence["title"][0].place == "line 1"


nonsense = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "@value", "name", "url", "@graph", "item"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(
            [*NODE, "wordCount", "inLanguage", "video", "hasPart", "license", "creator", "breadcrumb", "url"]
        ),
        nonsense,
        max_size=8,
    ),
    st.sampled_from(["NewsArticle", ["Article", 3], "BreadcrumbList", "VideoObject"]),
)
def test_json_ld_of_any_type_never_raises(node: dict[str, Any], kind: Any) -> None:
    found = article(page(json_ld=[{**node, "@type": kind}, {"@graph": node}]), url="https://example.com/x")
    assert newsclean.Article.from_json(found.to_json()) == found
    assert found.to_jsonld()["@type"]


@given(
    st.text(max_size=60), st.text(max_size=60), st.sampled_from(["", "http://", "https://[x", "//", "data:image/png"])
)
def test_meta_tags_and_addresses_of_any_kind_never_raise(name: str, content: str, address: str) -> None:
    tags = "".join(
        f'<meta name="{key}" content="{content.replace(chr(34), "")}">'
        for key in (
            name.replace('"', ""),
            "author",
            "keywords",
            "og:title",
            "og:image",
            "og:locale",
            "article:content_tier",
        )
    )
    head = f'{tags}<link rel="canonical" href="{address}"><title>{content}</title>'
    assert article(page(head), url=address + name).status in {"ok", "partial", "rejected", "empty"}


def test_an_article_below_the_address_of_a_list_is_none_the_less_one() -> None:
    found = article(page(), url="https://example.com/topic/old-bridge")
    assert (found.status, found.kind) == ("ok", "article")
    links = tuple(f'<a href="/{number}">{text}</a>' for number, text in enumerate(SENTENCES))
    found = article(page(paragraphs=links), url="https://example.com/topic/old-bridge")
    assert (found.status, found.kind) == ("rejected", "listing")


def test_a_standfirst_of_several_paragraphs_is_kept_whole() -> None:
    lines = ("A second bridge was promised.", "Drivers have waited for eleven weeks.")
    found = article(page(paragraphs=(*lines, *SENTENCES)), uses={"subtitle": [("standfirst", line) for line in lines]})
    assert found.subtitle == "\n".join(lines)
    assert "*A second bridge was promised.*\n\n*Drivers have waited for eleven weeks.*" in found.to_markdown()


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://web.archive.org/web/20200605121212/https://www.example.org/bridge.html", "example.org"),
        ("http://web.archive.org/web/20200605121212id_/http://example.org/bridge.html", "example.org"),
        ("https://web.archive.org/web/20200605121212/https://", "archive.org"),
        ("https://archive.org/about", "archive.org"),
    ],
)
def test_a_copy_in_an_archive_has_the_original_s_publisher(url: str, domain: str) -> None:
    article = newsclean.clean("<h1>Bridge reopens</h1><p>The harbour bridge reopened on Monday.</p>", url=url)
    assert article.publisher is not None
    assert article.publisher.domain == domain
    assert article.published is None
