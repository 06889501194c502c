from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean


def _texts(html: str) -> list[str]:
    return [block.text for block in newsclean.read(html, kind="html").blocks]


def _kinds(html: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in newsclean.read(html, kind="html").blocks]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>One <b>two</b> three</p>", ["One two three"]),
        ("<p>One<br>Two</p>", ["One", "Two"]),
        ("<div>Head<p>One</p>Tail</div>", ["Head", "One", "Tail"]),
        ("<p>One</p><script>let x = 1</script><p>Two</p>", ["One", "Two"]),
        ("<p>a <span hidden>secret</span>b</p>", ["a b"]),
        ("<p>Seen</p><div style='display: none'>unseen</div>", ["Seen"]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<table><tr><td>Gold<td>12<tr><td>Silver<td>7</table>", ["Gold 12", "Silver 7"]),
        ("<pre>one\ntwo</pre>", ["one", "two"]),
        ("<p>&amp; &eacute; &#8212;</p>", ["& é —"]),
        ("no markup at all", ["no markup at all"]),
        ("", []),
    ],
)
def test_blocks(html: str, texts: list[str]) -> None:
    assert _texts(html) == texts


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<h2>Piers</h2>", "heading"),
        ("<p>Piers</p>", "paragraph"),
        ("<li>Piers</li>", "list_item"),
        ("<blockquote><p>Piers</p></blockquote>", "quote"),
        ("<figure><figcaption>Piers</figcaption></figure>", "caption"),
        ('<p class="wp-caption-text">Piers</p>', "caption"),
        ('<div class="wp-caption"><img src=a><p>Piers</p></div>', "caption"),
        ('<span class="x"><div class="image-caption">Piers</div></span>', "caption"),
        ('<div class="article__photo-credit">Piers</div>', "caption"),
        ('<blockquote class="twitter-tweet"><p>Piers</p></blockquote>', "embed"),
        ('<div class="instagram-media"><p>Piers</p></div>', "embed"),
        ('<div class="captions-off">Piers</div>', "other"),
        ('<h2 class="caption">Piers</h2>', "heading"),
    ],
)
def test_kinds(html: str, kind: str) -> None:
    assert _kinds(html) == [(kind, "Piers")]


def test_levels_and_locators() -> None:
    document = newsclean.read("<body><h3>Head</h3><ul><li>One<ul><li>Two</ul></ul>", kind="html")
    assert [(block.kind, block.level) for block in document.blocks] == [
        ("heading", 3),
        ("list_item", 1),
        ("list_item", 2),
    ]
    assert document.blocks[0].locator == "/html/body/h3[1]"


def test_containers_hold_blocks() -> None:
    document = newsclean.read('<main class="Page-body"><article id=story><p>Text</p></article></main>', kind="html")
    block = document.blocks[0]
    article = document.containers[block.container]
    assert (article.tag, article.cues) == ("article", ("#story",))
    assert document.containers[article.parent].cues == ("page-body",)


def test_links_and_bold_are_counted() -> None:
    block = newsclean.read("<p><a href=/>four</a> plain <b>bold!</b></p>", kind="html").blocks[0]
    assert (block.link_chars, block.strong_chars) == (4, 5)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p", "div", "li", "h2", "span", "b", "td", "section"]), st.text("abc é日", max_size=8)
        ),
        max_size=20,
    )
)
def test_every_visible_character_is_in_one_block(pieces: list[tuple[str, str]]) -> None:
    html = "<body>" + "".join(f"<{tag}>{text}</{tag}>" for tag, text in pieces)
    seen = "".join("".join(_texts(html)).split())
    assert seen == "".join("".join(text for _, text in pieces).split())
