from __future__ import annotations

import json
import time
from typing import Any

import pytest

import newsclean
from newsclean.ingest.feeds import read_feed
from newsclean.ingest.json_article import read_json

LEAD = "The council of Harrow voted on Monday to reopen the harbour bridge after eleven weeks of repairs."
REST = "Shops along the quay lost a third of their trade, said Jane Doe, who runs a café at AT&T House."
ESCAPED = REST.replace("&", "&amp;")
BODY = f"<p>{LEAD}</p><p>{ESCAPED}</p>"
TWICE = BODY.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

ITEM = f"""<item><title>Bridge reopens</title><link>https://example.org/a</link><category>Transport</category>
<pubDate>Mon, 03 Jun 2024 10:00:00 GMT</pubDate><dc:creator><![CDATA[Jane Roe]]></dc:creator>
<description>Short&nbsp;summary</description><content:encoded><![CDATA[{BODY}]]></content:encoded></item>"""
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>\n<!-- made --><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Harrow Herald</title><language>en-gb</language>{ITEM}</channel></rss>"""
DESCRIPTION = f"""<item><title>Bridge reopens</title><author>jane@example.org (Jane Roe)</author>
<pubDate>Mon, 03 Jun 2024 10:00:00 GMT</pubDate><description>{TWICE}</description></item>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title><entry><title>Bridge reopens</title>
<link href="https://example.org/a"/><updated>2024-06-04T10:00:00Z</updated><published>2024-06-03T10:00:00Z</published>
<author><name>Jane Roe</name></author><content type="html">{TWICE}</content></entry></feed>"""
XHTML = ATOM.replace(f'"html">{TWICE}', f'"xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div>')
NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-3.dtd"><nitf><head><title>Bridge slug</title><docdata>
<date.issue norm="20240603T100000Z"/></docdata></head><body><body.head><hedline><hl1>Bridge reopens</hl1></hedline>
<byline>By <person>Jane Roe</person></byline></body.head><body.content><block>{BODY}</block></body.content></body>
</nitf>"""
NEWSML = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><versionCreated>2024-06-04T10:00:00Z
</versionCreated></itemMeta><contentMeta><contentCreated>2024-06-03T10:00:00Z</contentCreated><headline>Bridge reopens
</headline><by>Jane Roe</by></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html
xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{BODY}</body></html></inlineXML></contentSet>
</newsItem>"""
FIELDS = {"title": "Bridge reopens", "published_at": "2024-06-03", "authors": ["Jane Roe"]}
LD = {
    "@type": "NewsArticle",
    "headline": "Bridge reopens",
    "datePublished": "2024-06-03",
    "author": {"name": "Jane Roe"},
}
CARRIED: dict[str, str] = {
    "RSS": RSS,
    "RSS item": ITEM,
    "RSS description": DESCRIPTION,
    "Atom": ATOM,
    "Atom XHTML": XHTML,
    "NITF": NITF,
    "NewsML-G2": NEWSML,
    "JSON": json.dumps({**FIELDS, "body": f"{LEAD}\n\n{REST}", "id": 7}),
    "JSON of HTML": json.dumps({**FIELDS, "title": {"rendered": "Bridge reopens"}, "content": {"rendered": BODY}}),
    "JSON within": json.dumps({"status": "ok", "article": {**FIELDS, "text": f"{LEAD}\n{REST}"}}),
    "JSON-LD": json.dumps({**LD, "articleBody": f"{LEAD}\n{REST}"}),
}


@pytest.mark.parametrize("name", CARRIED)
@pytest.mark.parametrize("form", [str, str.encode])
def test_fields_of_an_article_are_read(name: str, form: Any) -> None:
    raw = form(CARRIED[name])
    article = newsclean.clean(raw)
    assert (article.title, article.text) == ("Bridge reopens", f"{LEAD}\n\n{REST}")
    assert article.published is not None
    assert article.published.value.startswith("2024-06-03")
    assert [author.name for author in article.authors] == ["Jane Roe"]
    assert [issue.code for issue in article.issues] == ["data_read"]
    assert article.audit.rebuild() == newsclean.read(raw).text


def test_a_channel_names_the_publisher() -> None:
    article = newsclean.clean(RSS)
    assert article.publisher is not None
    assert (article.publisher.name, article.canonical_url) == ("Harrow Herald", "https://example.org/a")
    assert (article.tags, article.description) == (("Transport",), "Short summary")


@pytest.mark.parametrize(
    "raw",
    [
        RSS.replace("</channel>", f"{ITEM}</channel>"),
        ITEM + ITEM,
        json.dumps([{"title": "A", "text": LEAD}, {"title": "B", "text": REST}]),
        "\n".join(json.dumps({"title": "A", "text": text}) for text in (LEAD, REST)),
    ],
)
def test_several_articles_are_refused(raw: str) -> None:
    article = newsclean.clean(raw)
    assert article.status == "rejected"
    assert "several_articles" in {issue.code for issue in article.issues}
    assert LEAD in newsclean.read(raw).text


@pytest.mark.parametrize("raw", ['{"title": "Bridge"}', "[]", "[1, 2]", '[["a", "b"]]', '{"error": {"code": 404}}'])
def test_data_without_a_text_is_refused(raw: str) -> None:
    article = newsclean.clean(raw)
    assert article.status == "rejected"
    assert "no_article_field" in {issue.code for issue in article.issues}


@pytest.mark.parametrize("raw", ["[Photo] The council voted.", "{name} voted.", "<rssx>", "<p>One</p>", "", "{", "["])
def test_other_documents_are_no_data(raw: str) -> None:
    assert read_json(raw) is None
    assert read_feed(raw) is None


@pytest.mark.parametrize(
    "raw", [f"<item>A line.</item>\n\n{LEAD}\n\n{REST}", "<rss><item><title>A</title></item></rss>"]
)
def test_feeds_without_a_text_are_no_data(raw: str) -> None:
    assert read_feed(raw) is None
    assert raw.rpartition("\n")[2] in newsclean.read(raw).text


def test_a_feed_that_breaks_off_in_its_text_keeps_it() -> None:
    raw = f"<rss><channel><item><title>Bridge</title><description><![CDATA[<p>{LEAD}</p><p>{REST}"
    article = newsclean.clean(raw)
    assert article.text == f"{LEAD}\n\n{REST}"
    assert "data_damaged" in {issue.code for issue in article.issues}


@pytest.mark.parametrize(
    "raw",
    [
        f'{{"title": "Bridge", "author": NaN, "text": "{LEAD} {REST}"}}',
        f'{{"title": "Bridge", "text": "{LEAD}\n\n{REST}"}}',
        f'{{"title": "Bridge", "text": "{LEAD} {REST} \\ud83d"}}',
        f'{{"@type": "NewsArticle", "title": "Bridge", "id": {"9" * 5000}, "x": NaN, "articleBody": "{LEAD} {REST}"}}',
    ],
)
def test_json_as_common_writers_leave_it_is_read(raw: str) -> None:
    article = newsclean.clean(raw)
    assert (article.status, article.title, article.authors) == ("ok", "Bridge", ())
    assert article.text.startswith(LEAD)


def test_damaged_xml_is_read_as_far_as_it_goes() -> None:
    raw = RSS.replace("</item>", "<b>more</item>").removesuffix("</channel></rss>")
    article = newsclean.clean(raw)
    assert article.text.startswith(LEAD)
    assert "data_damaged" in {issue.code for issue in article.issues}


@pytest.mark.parametrize(
    "piece",
    ["<item>", "<title>", "<![CDATA[", "&", "&a", "<!--", "<by>", "<a:b>", "</item>", "<item><title>a</title></item>"],
)
@pytest.mark.parametrize("root", ["<rss>", "<newsItem>", "<nitf>"])
def test_hostile_xml_is_read_in_linear_time(root: str, piece: str) -> None:
    start = time.process_time()
    read_feed(root + piece * 50_000)
    assert time.process_time() - start < 10


@pytest.mark.parametrize("raw", ["[" * 100_000, '{"a":' * 100_000, "[" * 900 + "]" * 900, '[{"text": []},' * 50_000])
def test_hostile_json_is_read(raw: str) -> None:
    assert newsclean.clean(raw)


def test_less_than_sign_in_plain_field_hides_no_text() -> None:
    text = f"{LEAD} It holds where a<b, the clerk said."
    article = newsclean.clean(json.dumps({"title": "Bridge reopens", "content": f"{text}\n\n{REST}"}))
    assert text in article.text
