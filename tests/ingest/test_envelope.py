from __future__ import annotations

import base64
import gzip
import quopri
import time

import pytest

import newsclean
from newsclean.ingest.envelope import open_envelope

LEAD = "The council of Harrow voted on Monday to reopen the harbour bridge after eleven weeks of repairs."
REST = "Shops along the quay lost a third of their trade, said Jane Doe, who runs a café there."
PAGE = f"<html><head><title>Bridge reopens</title></head><body><h1>Bridge reopens</h1><p>{LEAD}</p><p>{REST}</p></body>"
RESPONSE = "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Type: text/html; charset={charset}\r\n\r\n"
HEAD = (
    "From: <Saved by a browser>\r\nSubject: Bridge\r\nDate: Tue, 4 Jun 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x--abc--"\r\n\r\n\r\n'
)


def message(encoding: str, body: str) -> str:
    kind = f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    style = "Content-Type: text/css\r\n\r\nbody {}"
    return f"{HEAD}----x--abc--\r\n{style}\r\n----x--abc--\r\n{kind}{body}\r\n----x--abc----\r\n"


CHUNKS = [PAGE.encode()[:70], PAGE.encode()[70:]]
ENVELOPES: dict[str, str | bytes] = {
    "response": RESPONSE.format(charset="windows-1252").encode() + PAGE.encode("cp1252"),
    "response as str": RESPONSE.format(charset="windows-1252") + PAGE,
    "interim response": b"HTTP/1.1 100 Continue\r\nServer: x\r\n\r\n"
    + RESPONSE.format(charset="utf-8").encode()
    + PAGE.encode(),
    "chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"".join(b"%x;a=b\r\n%b\r\n" % (len(chunk), chunk) for chunk in CHUNKS)
    + b"0\r\n\r\n",
    "chunks joined": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + PAGE.encode(),
    "warc": b"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + RESPONSE.format(charset="utf-8").encode() + PAGE.encode(),
    "quoted": message("quoted-printable", quopri.encodestring(PAGE.encode()).decode()),
    "quoted bytes": message("quoted-printable", quopri.encodestring(PAGE.encode()).decode()).encode(),
    "base64": message("base64", base64.encodebytes(PAGE.encode()).decode()),
    "8bit": message("8bit", PAGE),
    "cut off": message("8bit", PAGE).rpartition("\r\n----x")[0],
    "mail": f"Subject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{PAGE}",
}


@pytest.mark.parametrize("name", ENVELOPES)
def test_documents_are_read_out_of_what_they_came_in(name: str) -> None:
    article = newsclean.clean(ENVELOPES[name])
    assert (article.title, article.text) == ("Bridge reopens", f"{LEAD}\n\n{REST}")
    assert article.published is None
    assert [issue.code for issue in article.issues if not issue.code.startswith("encoding")] == ["envelope_opened"]


@pytest.mark.parametrize(
    "raw",
    [
        b"Title: Bridge reopens\nDate: 3 June 2024\n\nThe council voted.",
        b"HTTP/1.1 200 OK is what a server answers.\n\nMore of it.",
        b"WARC/1.0",
        b"",
        b"\r\n\r\n",
        b"Content-Type: text/html is a field.\n\nMIME-Version: 1.0 is another.",
    ],
)
def test_other_documents_are_no_envelopes(raw: bytes) -> None:
    assert open_envelope(raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        f"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n{PAGE}",
        f"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n{PAGE}",
        f"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 503 Unavailable\r\nServer: x\r\n\r\n{PAGE}",
        "WARC/1.0\r\nWARC-Type: request\r\n\r\nGET /a HTTP/1.1\r\nHost: example.org\r\n\r\n",
    ],
)
def test_errors_and_records_of_the_crawl_are_refused(raw: str) -> None:
    article = newsclean.clean(raw)
    assert article.status == "rejected"
    assert "no_document" in {issue.code for issue in article.issues}
    assert article.audit.rebuild() == newsclean.read(raw).text


def test_what_no_text_is_stays_unread_in_an_envelope() -> None:
    raw = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE.encode(), mtime=0)
    assert newsclean.clean(raw).status == "rejected"
    assert newsclean.clean(message("base64", "a")).text == ""
    assert newsclean.clean(HEAD).text == ""


@pytest.mark.parametrize(
    "piece", [b"a:b\r\n", b"1\r\nx\r\n", b"----x--abc--\r\n", b"\r\n ", b"--", b"\r\n----x--abc-- "]
)
@pytest.mark.parametrize(
    "start", [HEAD.encode(), b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"a: b\r\n"]
)
def test_hostile_envelopes_are_opened_in_linear_time(start: bytes, piece: bytes) -> None:
    begun = time.process_time()
    open_envelope(start + piece * 300_000)
    assert time.process_time() - begun < 5
