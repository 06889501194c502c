from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsclean
from newsclean.content import best_run, score
from newsclean.content.lexis import tokens_of, tokens_of_each
from newsclean.content.weights import FILE, read, weights
from newsclean.model.document import Document

BODY = (
    "The harbour council voted on Tuesday to close the old ferry pier for two years and to replace its rotten piles.",
    "Engineers had warned that the pier would not survive a winter. The council put the decision off three times.",
    "“We would rather lose two summers than the pier,” said Marta Lindqvist, who has run the ticket office for years.",
    "Ferries to the islands will leave from the fish market in the meantime, with the last boat sailing earlier.",
    "The work will cost about four million crowns, half of which the province has agreed to pay.",
)
MENU = ("Home", "News", "Sport", "Weather", "Culture", "Jobs", "Contact")
TEASERS = (
    "Storm warning lifted after a quiet night",
    "Bakery wins national prize for rye bread",
    "School bus routes to change in autumn",
)


def html() -> str:
    menu = "".join(f'<li class="nav-item"><a href="/{name}">{name}</a></li>' for name in MENU)
    body = "".join(f"<p>{text}</p>" for text in BODY)
    teasers = "".join(f'<div class="teaser-card"><a href="/t">{text}</a></div>' for text in TEASERS)
    return (
        "<!doctype html><html lang=en><head><title>Council closes ferry pier</title></head><body>"
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>Council closes ferry pier</h1>"
        f'<div class="article-body">{body}</div></article></main>'
        f'<aside class="related"><h2>More stories</h2>{teasers}</aside>'
        "<footer><p>© 2024 The Harbour Post. All rights reserved.</p></footer></body></html>"
    )


def dump() -> str:
    return "\n".join((*MENU, "Council closes ferry pier", *BODY, "More stories", *TEASERS, "© 2024 The Harbour Post."))


KINDS = [pytest.param("html", html(), id="html"), pytest.param("text", dump(), id="text")]


def _read(raw: str, kind: str) -> Document:
    return newsclean.read(raw, kind=kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "raw"), KINDS)
def test_body_scores_high_and_the_rest_low(kind: str, raw: str) -> None:
    document = _read(raw, kind)
    by_text = dict(zip([block.text for block in document.blocks], score(document).scores, strict=True))
    assert all(by_text[text] >= 0.5 for text in BODY)
    assert all(by_text[text] < 0.5 for text in (*MENU, *TEASERS))


@pytest.mark.parametrize(("kind", "raw"), KINDS)
def test_core_holds_the_body(kind: str, raw: str) -> None:
    document = _read(raw, kind)
    found = score(document)
    inside = [block.text for block in document.blocks[found.start : found.end]]
    assert set(BODY) <= set(inside)
    assert not set(inside) & set(TEASERS)


@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize("raw", ["", " \n \n", "\u200b", "<div></div>"])
def test_nothing_to_score(kind: str, raw: str) -> None:
    document = _read(raw, kind)
    found = score(document)
    assert len(found.scores) == len(document.blocks)
    assert found.start == found.end or document.blocks


@pytest.mark.parametrize("kind", ["html", "text"])
@pytest.mark.parametrize(
    "raw", ["x", ".", "—", "日本", "😀", "a\nb", "1\n2\n3", "<p>a", "<p>日本語の文です。", "\ufffd"]
)
def test_tiny_documents(kind: str, raw: str) -> None:
    document = _read(raw, kind)
    assert len(score(document).scores) == len(document.blocks)


_pieces = st.one_of(
    st.sampled_from(
        ["<p>", "</p>", "<div class=body>", "</div>", "<li>", "<h1>", "<br>", "\n", ". ", "<table><tr><td>", "<b>"]
    ),
    st.text(max_size=30),
    st.sampled_from(
        ["The council voted on Tuesday to close the pier for two years.", "議会は火曜日に決定した。", "قال المتحدث"]
    ),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(_pieces, max_size=30), st.sampled_from(["html", "text"]))
def test_scores_are_bounded(pieces: list[str], kind: str) -> None:
    document = _read("".join(pieces), kind)
    found = score(document)
    assert len(found.scores) == len(document.blocks)
    assert all(0.0 <= value <= 1.0 for value in found.scores)
    assert 0 <= found.start <= found.end <= len(document.blocks)


def test_method_names_the_weights() -> None:
    data = (resources.files("newsclean.content") / FILE).read_bytes()
    digest = read(data).digest
    assert score(_read(html(), "html")).method.endswith(f"-{digest}")
    assert score(_read(dump(), "text")).method.endswith(f"-{digest}")
    assert weights().digest == digest


def test_weights_are_small() -> None:
    assert len((resources.files("newsclean.content") / FILE).read_bytes()) < 1_000_000


def test_without_weights_the_plain_rule_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise FileNotFoundError

    monkeypatch.setattr("newsclean.content.weights.weights", missing)
    assert score(_read(dump(), "text")).method == best_run.METHOD


def test_threads_give_the_same_scores() -> None:
    documents = [_read(html(), "html"), _read(dump(), "text")] * 8
    expected = [score(document) for document in documents]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(score, documents)) == expected


_PRINT = """
import sys, newsclean
from newsclean.content import score
print(score(newsclean.read(sys.stdin.buffer.read(), kind=sys.argv[1])))
"""


@pytest.mark.parametrize(("kind", "raw"), KINDS)
def test_processes_and_hash_seeds_give_the_same_scores(kind: str, raw: str) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", _PRINT, kind],
            env={**os.environ, "PYTHONHASHSEED": seed, "OPENBLAS_NUM_THREADS": threads},
            input=raw.encode(),
            capture_output=True,
            check=True,
        ).stdout
        for seed, threads in (("0", "1"), ("1", "8"))
    }
    assert len(outputs) == 1


def test_import_does_not_load_numpy() -> None:
    code = "import sys, newsclean; from newsclean.content import score; sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


_characters = st.text(
    st.one_of(
        st.sampled_from("aΣσςİıﬁ日本한ไئ١3_-'’.\u00ad\u200b\u0301 \u00a0\n\x1c\x85\u2028\U0001f600\U00020000"),
        st.characters(),
    ),
    max_size=12,
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(_characters, max_size=5))
def test_tokens_of_all_texts_are_those_of_each(texts: list[str]) -> None:
    assert tokens_of_each(texts) == [tokens_of(text) for text in texts]
