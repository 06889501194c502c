from __future__ import annotations

import json
import time

import pytest

import newsclean
from newsclean.ingest import unshown

SENTENCES = [
    f"In week {number} the builders set {number + 3} beams into the northern arch of the bridge, and the council, "
    f"which had asked for {number + 4}, was told that the river had been too high on {number} of the days."
    for number in range(1, 7)
]
TEASER = "The harbour bridge reopened to traffic on Monday after eleven weeks of repairs, the city council said."
SHELL = "<html><head><title>Harbour bridge reopens</title>{head}</head><body><main>{body}</main>{scripts}</body></html>"


def ld(body: str) -> str:
    node = {"@type": "NewsArticle", "headline": "Harbour bridge reopens", "articleBody": body}
    return f'<script type="application/ld+json">{json.dumps(node).replace("<", chr(92) + "u003c")}</script>'


def codes(article: newsclean.Article) -> list[str]:
    return [issue.code for issue in article.issues]


@pytest.mark.parametrize("escape", [lambda text: text, lambda text: text.replace("&", "&amp;").replace("<", "&lt;")])
def test_a_declared_body_goes_on_where_the_teaser_ends(escape: object) -> None:
    assert callable(escape)
    markup = "".join(f"<p>{sentence}</p>" for sentence in [TEASER, *SENTENCES])
    shown = f"<h1>Harbour bridge reopens</h1><p>{TEASER}</p><p>Subscribe to read on.</p>"
    article = newsclean.clean(SHELL.format(head=ld(escape(markup)), body=shown, scripts=""))
    texts = [block.text for block in article.audit.blocks]
    assert texts[1 : 2 + len(SENTENCES)] == [TEASER, *SENTENCES]
    assert texts.count(TEASER) == 1
    assert article.text.split("\n\n")[-1] == SENTENCES[-1]
    assert "unshown_text_read" in codes(article)


def test_a_body_in_one_line_is_cut_where_the_teaser_ends() -> None:
    shown = f"<h1>Harbour bridge reopens</h1><p>{TEASER}</p>"
    article = newsclean.clean(SHELL.format(head=ld(" ".join([TEASER, *SENTENCES])), body=shown, scripts=""))
    assert [block.text for block in article.audit.blocks][1:] == [TEASER, " ".join(SENTENCES)]


def test_a_body_that_is_shown_is_not_read_twice() -> None:
    shown = "<h1>Harbour bridge reopens</h1>" + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    article = newsclean.clean(SHELL.format(head=ld("\n".join(SENTENCES)), body=shown, scripts=""))
    assert len(article.audit.blocks) == 1 + len(SENTENCES)
    assert "unshown_text_read" not in codes(article)


def test_a_page_that_a_script_fills_is_read_from_the_script() -> None:
    markup = "".join(f"<p class='x'>{sentence}</p>" for sentence in SENTENCES)
    state = json.dumps(json.dumps({"article": {"title": "Harbour bridge reopens", "content": markup}}))
    script = f"<script>self.__state.push([1,{state}])</script>".replace("<p", "\\u003cp")
    article = newsclean.clean(SHELL.format(head="", body="<div>Loading</div>", scripts=script))
    assert article.text.split("\n\n") == SENTENCES
    assert "unshown_text_read" in codes(article)
    assert all(block.locator.startswith("script") for block in article.audit.kept())


def test_scripts_of_a_page_that_shows_text_are_left_alone() -> None:
    state = json.dumps({"other": "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)})
    shown = f"<h1>Harbour bridge reopens</h1><p>{TEASER} {SENTENCES[0]}</p>"
    article = newsclean.clean(SHELL.format(head="", body=shown, scripts=f"<script>x={state}</script>"))
    assert len(article.audit.blocks) == 2


def test_times_and_images_keep_their_blocks() -> None:
    shown = f"<h1>Harbour bridge reopens</h1><p>{TEASER}</p><img src='/a.jpg'><p><time>3 June 2024</time></p>"
    page = SHELL.format(head=ld("\n".join([TEASER, *SENTENCES])), body=shown, scripts="")
    document = newsclean.read(page)
    assert document.blocks[document.hints.times[0].block].text == "3 June 2024"
    assert document.blocks[document.hints.images[0].block].text == "3 June 2024"
    assert [block.index for block in document.blocks] == list(range(len(document.blocks)))


def test_the_number_of_blocks_stays_bounded() -> None:
    page = SHELL.format(head=ld("\n".join(SENTENCES)), body=f"<p>{TEASER}</p>", scripts="")
    assert len(newsclean.read(page, limits=newsclean.Limits(max_blocks=3)).blocks) == 3


@pytest.mark.parametrize(
    "script", ['x="' + "a" * 5000, '"' * 5000, '"' + "\\" * 5001 + '"', 'x="<p>' + "\\ud800" * 500 + '"']
)
def test_broken_scripts(script: str) -> None:
    assert newsclean.clean(f"<body><script>{script}</script></body>").status == "empty"


def test_descriptions_are_no_bodies() -> None:
    article = newsclean.clean(SHELL.format(head=ld(TEASER), body="<h1>Harbour bridge reopens</h1>", scripts=""))
    assert article.text == ""
    assert len(TEASER.split()) < unshown.MIN_WORDS


def test_short_strings_around_code_do_not_hide_the_text() -> None:
    code = f"var names=[{'1,' * 300}0]"
    markup = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    title = "<title>The northern arch of the bridge</title>"
    page = f'{title}<div></div><script>var a="x";{code};var body={json.dumps(markup)};</script>'
    assert "unshown_text_read" in codes(newsclean.clean(page))


@pytest.mark.parametrize("piece", ['\\"', "<script>a ", '"' + "a" * 399, "<script "])
def test_scripts_are_searched_in_linear_time(piece: str) -> None:
    def steps(count: int) -> float:
        start = time.process_time()
        html = "<script>" + piece * count + "</script>"
        assert not [text for script in unshown._scripts(html) for text in unshown._strings(script, 2)]
        return time.process_time() - start

    # A search from every mark to the end takes minutes here.
    assert steps(100_000) < 5


@pytest.mark.parametrize("own", ["", TEASER, TEASER + " " + " ".join(SENTENCES)])
def test_the_body_of_another_article_is_left_alone(own: str) -> None:
    nodes = [
        {"@type": "NewsArticle", "headline": "Harbour bridge reopens", "articleBody": own},
        {"@type": "NewsArticle", "headline": "Ferry sinks", "articleBody": "The ferry sank. " * 300},
    ]
    head = f'<script type="application/ld+json">{json.dumps(nodes)}</script>'
    page = SHELL.format(head=head, body=f"<h1>Harbour bridge reopens</h1><p>{TEASER}</p>", scripts="")
    assert "ferry" not in newsclean.clean(page).text


def test_a_form_in_a_script_is_no_article() -> None:
    form = "<div><p>" + "Enter your details to register and accept the terms of use. " * 20 + "</p></div>"
    script = f"<script>var form={json.dumps(form)}</script>"
    article = newsclean.clean(SHELL.format(head="", body="<h1>Harbour bridge reopens</h1>", scripts=script))
    assert "unshown_text_read" not in codes(article)
    assert article.text == ""
