from __future__ import annotations

import pytest

import newsclean
from newsclean.ingest.nesting import MAX_ATTRIBUTES, MAX_FORMATTING, flatten, plain_formatting, shorten_tags

DEEP = [
    "<div>",
    "<ul><li>",
    "<ul><li></li>",
    "<div><p></p>",
    "<div></span>",
    "<DIV></BR></p>",
    "<svg><path/>",
    "<svg><div>",
]


@pytest.mark.parametrize("opening", DEEP)
def test_deep_pages_are_flattened_whatever_closes_in_between(opening: str) -> None:
    html, flattened = flatten(opening * 7_000 + "end")
    assert flattened
    assert html.endswith("end")
    assert flatten(html) == (html, False)


FLAT = [
    "<p>a<br>b",
    "<ul><li>a<li>b</ul>",
    "<div><span>a</span></div>",
    "<div></div></div></span>",
    '<svg viewBox="0 0 1 1"><g><path d="M0 0"/></g><use href="#a"/></svg>',
    "<table><tr><td>a<td>b</table>",
]


@pytest.mark.parametrize("piece", FLAT)
def test_long_pages_stay_as_they_are(piece: str) -> None:
    html = piece * 7_000
    assert flatten(html) == (html, False)


@pytest.mark.parametrize("around", ["", "x" * 5_000, "<p>" + "y" * 3_999])
def test_a_tag_keeps_its_first_attributes(around: str) -> None:
    names = [f"data-a{number}" for number in range(5_000)]
    html = shorten_tags(f'{around}<p {" ".join(names)} title="last">text</p>')
    assert f"data-a{MAX_ATTRIBUTES - 2}" in html
    assert f"data-a{MAX_ATTRIBUTES} " not in html
    assert html.startswith(around)
    assert html.endswith(">text</p>")


def test_a_long_tag_of_few_attributes_stays() -> None:
    html = f'<img src="data:image/png;base64,{"A" * 50_000}" alt="a bridge"><p>text'
    assert flatten(html) == (html, False)


@pytest.mark.parametrize("tag", ["b", "FONT", "em"])
def test_formatting_left_open_stays_cheap(tag: str) -> None:
    html = "".join(f"<div><{tag} id='x{number}'>word</div>" for number in range(1_900))
    plain = plain_formatting(html)
    assert f"<{tag}>word" in plain
    assert "id=" not in plain
    article = newsclean.clean(html, kind="html")
    assert len(article.audit.blocks) == 1_900


def test_formatting_of_common_pages_keeps_its_attributes() -> None:
    html = "<p><b class='lead'>word</b></p>" * MAX_FORMATTING
    assert plain_formatting(html) is html


@pytest.mark.parametrize(
    "opening",
    [
        '<div title="</div>">',
        "<div title = '</div>'>",
        "<div><!--</div>-->",
        '<div><script>"</div>"</script>',
        "<div><textarea></div></textarea>",
        "<div><?</div?>",
    ],
)
def test_what_only_looks_like_a_closing_tag_does_not_hide_depth(opening: str) -> None:
    html, flattened = flatten(opening * 7_000 + "end")
    assert flattened
    assert html.endswith("end")


@pytest.mark.parametrize("piece", ["<div title='<div>'>a</div>", "<p><!-- <div> --></p>", '<script>"<div>"</script>'])
def test_what_only_looks_like_an_opening_tag_does_not_flatten(piece: str) -> None:
    assert flatten(piece * 7_000) == (piece * 7_000, False)


@pytest.mark.parametrize("piece", ['<div title="', "<!--", "<title>", "<a =' ", "<b ''", '<a ="', "<a ", "</", "<?"])
def test_what_is_never_closed_is_passed_once(piece: str) -> None:
    html = piece * 30_000
    flatten(html)
    assert plain_formatting(html)
    assert len(newsclean.clean("<html><body><p>word</p>" + html, kind="html").audit.blocks) <= 3


def test_formatting_loses_attributes_that_hold_a_closing_mark() -> None:
    html = "<p><b title=\"a>b\" id='x>y'>word</b></p>" * (MAX_FORMATTING + 1)
    assert plain_formatting(html) == "<p><b>word</b></p>" * (MAX_FORMATTING + 1)
