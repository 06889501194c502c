"""What sort of page it is, and that lists and errors are refused. All pages are invented."""

from __future__ import annotations

import pytest
from tests.fields.pages import SENTENCES

import newsclean

BODY = "".join(f"<p>{text}</p>" for text in SENTENCES * 2)
_SUBJECTS = "bridges schools rivers budgets trains parks floods harvests museums markets ferries libraries".split()


def _teaser(subject: str) -> str:
    return (
        f'<div class="card"><h3><a href="/a/{subject}">Council argues about {subject} until late</a></h3>'
        f"<p>Members spoke about {subject} for hours, and nothing was decided.</p><span>3 hours ago</span></div>"
    )


TEASERS = "".join(map(_teaser, _SUBJECTS))


def _page(title: str, body: str, head: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("url", "raw"),
    [
        ("https://example.com/politics/", _page("Politics - Example Times", f"<h1>Politics</h1>{TEASERS}")),
        ("https://example.com/", _page("Example Times", TEASERS)),
        (None, _page("Politics - Example Times", f"<h1>Politics</h1>{TEASERS}")),
        ("https://example.com/author/jane-doe", _page("Jane Doe", f"<h1>Jane Doe</h1><p>A reporter.</p>{TEASERS}")),
        (None, "\n".join(f"Council argues about {name} until late\n3 hours ago" for name in _SUBJECTS * 2)),
    ],
)
def test_lists_are_refused(url: str | None, raw: str) -> None:
    article = newsclean.clean(raw, url=url)
    assert (article.status, article.kind) == ("rejected", "listing")
    assert "listing" in {issue.code for issue in article.issues}
    assert any(item.chosen for item in article.evidence["kind"])


@pytest.mark.parametrize(
    "raw",
    [
        _page("Page not found | Example Times", "<h1>404</h1><p>Sorry, we could not find that page.</p>"),
        _page("Page not found", f"<h1>Page not found</h1><p>Sorry, it may have moved.</p><h2>Most read</h2>{TEASERS}"),
        "<html><body><p>404 Not Found</p><p>nginx</p></body></html>",
        _page("Just a moment...", "<p>Checking your browser before you go on. This is automatic.</p>"),
        _page("Seite nicht gefunden - Beispiel", "<p>Leider gibt es diese Seite nicht mehr.</p>"),
        "404\nPage not found\nSorry, we could not find the page you wanted.\nHome\nNews\nSport",
    ],
)
def test_errors_are_refused(raw: str) -> None:
    article = newsclean.clean(raw)
    assert (article.status, article.kind) == ("rejected", "not_article")
    assert "not_article" in {issue.code for issue in article.issues}


@pytest.mark.parametrize(
    ("url", "head", "wanted"),
    [
        ("https://example.com/2026/03/bridge", "", "article"),
        ("https://example.com/topic/bridge", "", "article"),
        ("https://example.com/opinion/bridge", "", "opinion"),
        ("https://example.com/news/live/bridge", "", "live_blog"),
        (None, '<meta property="article:opinion" content="true">', "opinion"),
        (None, '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>', "live_blog"),
    ],
)
def test_articles_are_none_of_these(url: str | None, head: str, wanted: str) -> None:
    raw = _page("Council votes", f"<h1>Council votes to close the old bridge</h1><article>{BODY}</article>", head)
    article = newsclean.clean(raw, url=url)
    assert (article.status, article.kind) == ("ok", wanted)


def test_an_article_about_an_error_is_an_article() -> None:
    node = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Page not found"}</script>'
    raw = _page("Page not found", f"<h1>Page not found</h1><article>{BODY}</article>", node)
    assert newsclean.clean(raw).kind == "article"


_CAFES = "".join(
    f'<h2><a href="/cafe/{name}">The {name} coffee house by the bridge</a></h2><p>It roasts its own beans.</p>'
    for name in "Old New Blue Red Green Quiet Happy Tiny Grand Silver".split()
)
_TEAMS = [
    f"{home} beat {away} after a long match in the rain" for home in ("United", "City", "Town") for away in _SUBJECTS
]
_THAI = (
    "ตำรวจนครบาลจับกุมชายวัย 35 ปี ผู้ต้องสงสัยในคดีปล้นธนาคารกลางกรุงเทพเมื่อวันจันทร์ที่ผ่านมา หลังจากหลบหนีมานานกว่าสองสัปดาห์"
    "ในพื้นที่จังหวัดใกล้เคียง ครั้งที่ {}"
)


@pytest.mark.parametrize(
    "raw",
    [
        _page("Best cafés", f"<h1>The ten best cafés in town</h1><p>By Jane Doe</p><article>{_CAFES}</article>"),
        _page(
            "Best cafés",
            f"<h1>The ten best cafés in town</h1><article>{_CAFES}</article>",
            '<meta property="article:published_time" content="2026-03-05T10:00:00Z">',
        ),
        "\n".join(["Weekend results of the league", "By Tom Reed", *_TEAMS]),
        "\n\n".join(["ตำรวจจับกุมผู้ต้องสงสัยคดีปล้นธนาคาร", *(_THAI.format(number) for number in range(12))]),
    ],
    ids=["credited list", "published list", "results", "no end marks"],
)
def test_articles_that_look_like_lists_are_articles(raw: str) -> None:
    assert newsclean.clean(raw).status == "ok"


def test_a_brief_whose_headline_begins_like_an_error_is_no_error() -> None:
    headline = "Access denied: how courts shut out the press"
    raw = _page(headline, f"<h1>{headline}</h1><p>{SENTENCES[0]}</p>")
    assert newsclean.clean(raw).status == "ok"
    raw = _page("Error 404: the page that you asked for is gone", "<h1>Sorry</h1><p>Try the front page instead.</p>")
    assert newsclean.clean(raw).status == "rejected"
