"""What `rel`, microdata, RDFa and `<video>` say inside the page. All pages are invented."""

from __future__ import annotations

import pytest
from tests.fields.pages import page

import newsclean
from newsclean.fields.media import credit_in

URL = "https://example.com/2026/bridge"


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        ('<p>Text: <a rel="author" href="/jane">Jane Doe</a></p>', "rel=author"),
        ('<div>a story <span itemprop="author">Jane Doe</span> told</div>', "itemprop=author"),
        (
            '<div>told <span itemprop="author" itemscope><b>by</b> <i itemprop="name">Jane Doe</i> again</span></div>',
            "itemprop=author",
        ),
        ('<div>as told <span property="schema:author">Jane Doe</span> by the river</div>', "property=schema:author"),
        ('<div>as told <span property="dc:creator">Jane Doe</span> by the river</div>', "property=dc:creator"),
    ],
)
def test_marked_authors(markup: str, source: str) -> None:
    article = newsclean.clean(page(before=markup), url=URL)
    assert [author.name for author in article.authors] == ["Jane Doe"]
    assert source in {item.source for item in article.evidence["authors"]}
    if source == "rel=author":
        assert article.authors[0].url == "https://example.com/jane"


def test_authors_of_other_stories_are_not_taken() -> None:
    others = "".join(f'<div><h3>Story {n}</h3><a rel="author" href="/x">Other Person</a></div>' for n in range(9))
    assert newsclean.clean(page(after="<footer>About</footer>" * 9 + others), url=URL).authors == ()


def test_licence_copyright_tags_and_videos() -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    raw = page(
        f'<link rel="license" href="{address}">',
        before='<video poster="/p.jpg"><source src="/bridge.mp4"></video>',
        after='<p><a rel="tag" href="/t/1">old bridges</a> <a rel="tag" href="/t/2">Example River</a></p>'
        "<footer><p>© 2026 Example Media Ltd. All rights reserved.</p></footer>",
    )
    article = newsclean.clean(raw, url=URL)
    assert article.license == address
    assert article.copyright == "© 2026 Example Media Ltd. All rights reserved."
    assert article.tags == ("old bridges", "Example River")
    assert [video.url for video in article.videos] == ["https://example.com/bridge.mp4"]


def test_a_frame_of_a_video_host_is_a_video_and_others_are_not() -> None:
    frames = (
        '<iframe src="https://www.youtube.com/embed/abc"></iframe><iframe src="https://ads.example.com/x"></iframe>'
    )
    article = newsclean.clean(page(before=frames), url=URL)
    assert [video.url for video in article.videos] == ["https://www.youtube.com/embed/abc"]


def test_cut_attributes_are_told() -> None:
    many = " ".join(f"data-a{number}='x'" for number in range(900))
    codes = {issue.code for issue in newsclean.clean(page(before=f"<div {many}>Example</div>")).issues}
    assert "attributes_cut" in codes
    assert "attributes_cut" not in {issue.code for issue in newsclean.clean(page()).issues}


@pytest.mark.parametrize(
    ("caption", "wanted"),
    [
        ("The old bridge. Photo: Jane Doe/AFP", "Jane Doe/AFP"),
        ("The old bridge (Foto: Jane Doe)", "Jane Doe"),
        ("The old bridge. © Jane Doe", "Jane Doe"),
        ("다리 사진=연합뉴스", "연합뉴스"),
        ("The photo shows the old bridge: it is closed", None),
        ("The old bridge", None),
        ("", None),
    ],
)
def test_credits_in_captions(caption: str, wanted: str | None) -> None:
    assert credit_in(caption) == wanted
