from __future__ import annotations

import gzip
import hashlib

import pytest

import newsclean
from newsclean.ingest.sniff import sniff


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><p>Hello", "html"),
        ("\n  <html><body>Hello", "html"),
        ("<?xml version='1.0'?><html>", "html"),
        ("<!-- saved --><div>Hello</div>", "html"),
        ("<p>One paragraph.</p>", "html"),
        ("Lead text without a tag.<br>Next line.<br>Last line.", "html"),
        ("Title\n<p>One.</p><p>Two.</p>", "html"),
        ("Plain text.", "text"),
        ("", "text"),
        ("1 < 2 and 3 > 2", "text"),
        ("<3 this story", "text"),
        ("The <b> tag makes text bold. " * 200 + "Close it with </b>, or </p>.", "text"),
        ("<jane@example.org> wrote:", "text"),
    ],
)
def test_html_and_text_are_told_apart(text: str, kind: str) -> None:
    assert sniff(text)[0] == kind


def test_the_caller_may_know_better() -> None:
    assert newsclean.read("<p>Hello</p>", kind="text").text == "<p>Hello</p>"
    assert newsclean.read("1 < 2", kind="html").origin.kind_source == "caller"


def test_control_characters_are_counted_not_kept() -> None:
    document = newsclean.read("a\x00b\x08c\x85d\ufeff")
    assert document.text.replace("\ufeff", "") == "abc\nd"
    assert [(item.kind, item.count) for item in document.skipped] == [("control_characters", 2)]


def test_lone_surrogates_become_replacement_characters() -> None:
    assert newsclean.read("a\ud800b \ud83d\ude00").text == "a\ufffdb 😀"


def test_the_digest_is_of_what_came_in() -> None:
    assert newsclean.read("Größe").origin.sha256 == hashlib.sha256("Größe".encode()).hexdigest()
    assert newsclean.clean(b"abc").id == hashlib.sha256(b"abc").hexdigest()[:32]


@pytest.mark.parametrize(
    ("limits", "text"),
    [
        (newsclean.Limits(max_bytes=9), "One line."),
        (newsclean.Limits(max_characters=9), "One line."),
        (newsclean.Limits(max_blocks=1), "One line."),
    ],
)
@pytest.mark.parametrize("raw", [b"One line.\nTwo lines.\n", b"<p>One line.<p>Two"])
def test_limits(limits: newsclean.Limits, text: str, raw: bytes) -> None:
    document = newsclean.read(raw, limits=limits, kind="text" if raw.startswith(b"O") else "html")
    assert document.text in {text, "One li"}
    assert "input_cut" in {issue.code for issue in document.issues}
    assert "beyond_limit" in {item.kind for item in document.skipped}


@pytest.mark.parametrize(
    "raw",
    [gzip.compress(b"A line.", mtime=0), b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04\x14"],
)
def test_files_that_are_no_text_are_not_read(raw: bytes) -> None:
    document = newsclean.read(raw)
    assert document.blocks == ()
    assert [issue.code for issue in document.issues] == ["not_text"]
    assert [(item.kind, item.characters) for item in document.skipped] == [("binary", len(raw))]
    assert newsclean.clean(raw).text == ""


@pytest.mark.parametrize("raw", [bytes(range(256)) * 20, b"\x7fELF\x02\x01\x01" + bytes(range(40)) * 90])
def test_bytes_full_of_control_codes_are_no_text(raw: bytes) -> None:
    article = newsclean.clean(raw)
    assert (article.status, article.text) == ("rejected", "")
    assert "not_text" in {issue.code for issue in article.issues}


@pytest.mark.parametrize(
    "raw",
    [
        "The bridge is closed.\n".encode("utf-16-le") * 40,
        "Мост закрыт на всю зиму.\n".encode("utf-16") * 40,
        "橋は閉鎖された。\n".encode("iso2022_jp") * 40,
        b"\x1b[1mThe bridge is closed.\x1b[0m\n" * 40,
        b"The bridge is closed.\x01\x02\n" * 4,
        b"The bridge is\x00 closed.\n" * 40,
    ],
)
def test_stray_control_codes_leave_text_text(raw: bytes) -> None:
    assert "not_text" not in {issue.code for issue in newsclean.clean(raw).issues}


def test_control_characters_that_come_as_references_are_left_out() -> None:
    document = newsclean.read(
        "<title>A&#1;B</title><meta name=x content='a&#1;b'><p>Hello&#x7f; there</p>", kind="html"
    )
    assert (document.text, document.hints.title_tag, document.hints.meta[0].content) == ("Hello there", "AB", "ab")


def test_a_tag_of_endless_attributes_is_cut() -> None:
    attributes = " ".join(f"a{number}=x" for number in range(40_000))
    assert newsclean.read(f"<p {attributes}>Hello</p>", kind="html").text == "Hello"


def test_binary_files_are_refused() -> None:
    article = newsclean.clean(b"%PDF-1.7 \x00\x01")
    assert (article.status, article.text) == ("rejected", "")
    assert "not_text" in {issue.code for issue in article.issues}
