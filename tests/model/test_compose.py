from __future__ import annotations

import pytest

import newsclean
from newsclean.errors import InputTypeError, InputValueError

PAGE = """<html><head><title>Harbour bridge reopens after eleven weeks</title></head><body><article>
<h1>Harbour bridge reopens after eleven weeks</h1>
<p>The harbour bridge reopened to traffic on Monday after eleven weeks of repairs, the city council said.</p>
<figure><img src="/a.jpg"><figcaption>The bridge at dawn, seen from the north.</figcaption></figure>
<p>Engineers replaced forty steel beams and the whole of the road surface, which cost nine million in all.</p>
<ul><li>Forty beams of steel, each of them as long as a bus, were put in place by night.</li></ul>
<p>Drivers had been sent on a detour of twelve kilometres through the old town since the end of winter.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def article() -> newsclean.Article:
    return newsclean.clean(PAGE)


def test_without_arguments_it_is_the_text(article: newsclean.Article) -> None:
    assert article.text_with() == article.text


def test_cleaners_and_fields_come_back_at_their_place(article: newsclean.Article) -> None:
    lines = article.text_with("title", "captions").split("\n\n")
    assert lines[0] == "Harbour bridge reopens after eleven weeks"
    assert lines[2] == "The bridge at dawn, seen from the north."
    assert "\n\n".join(lines[1:2] + lines[3:]) == article.text


def test_kinds_are_left_out(article: newsclean.Article) -> None:
    assert "Forty beams" in article.text
    assert "Forty beams" not in article.text_with(without={"list_item"})


def test_kinds_of_a_dump_are_left_out() -> None:
    dump = newsclean.clean(
        "The harbour bridge reopened to traffic on Monday after eleven weeks of repairs, the city council said.\n\n"
        "Forty beams\n\n"
        "Engineers replaced forty steel beams and the whole of the road surface, which cost nine million in all.\n\n"
        "Drivers had been sent on a detour of twelve kilometres through the old town since the end of winter.",
        pipeline=newsclean.DEFAULT.without("off_article"),
    )
    assert "Forty beams" in dump.text.split("\n\n")
    assert "Forty beams" not in dump.text_with(without={"heading"}).split("\n\n")


def test_fields_without_a_block_change_nothing(article: newsclean.Article) -> None:
    assert article.text_with("byline") == article.text


def test_wrong_names(article: newsclean.Article) -> None:
    with pytest.raises(InputValueError, match="did you mean 'captions'"):
        article.text_with("caption")
    with pytest.raises(InputValueError, match="did you mean 'table_row'"):
        article.text_with(without={"table_rows"})  # type: ignore[arg-type]
    with pytest.raises(InputTypeError, match="several names"):
        article.text_with(without="heading")  # type: ignore[arg-type]


def test_it_survives_json(article: newsclean.Article) -> None:
    again = newsclean.Article.from_json(article.to_json())
    assert again.text_with("title", "captions") == article.text_with("title", "captions")
