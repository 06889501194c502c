from __future__ import annotations

import pickle
from typing import Any

import pytest

import newsclean
from newsclean.ingest.hints import MAX_NODES, parse_json_ld


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        (
            '{"@type": "A", "u": "http://x//y /* no */ , ] <!-- -->",}',
            [{"@type": "A", "u": "http://x//y /* no */ , ] <!-- -->"}],
        ),
        ('/* c */ {"@type": "A", // said\n "b": 1,}; {"@type": "B"}', [{"@type": "A", "b": 1}, {"@type": "B"}]),
        ('<!-- {"@type": "A"} -->', [{"@type": "A"}]),
        ('//<![CDATA[\n{"@type": "A"}\n//]]>', [{"@type": "A"}]),
        ('[{"@type": "A"},]', [{"@type": "A"}]),
        ('{"@type": "A", "b": "line\nbreak",}', [{"@type": "A", "b": "line\nbreak"}]),
        ('{"@type": "A", "b": "a \\" b",}', [{"@type": "A", "b": 'a " b'}]),
        ('{"@graph": [{"@type": "A"}, {"@type": "B"}]}', [{"@type": "A"}, {"@type": "B"}]),
        ("null", []),
        ('[1, null, "a"]', []),
    ],
)
def test_what_publishers_break_is_mended(text: str, nodes: list[Any]) -> None:
    assert parse_json_ld(text) == (nodes, True)


@pytest.mark.parametrize("text", ["/* only", "{'@type': 'A'}", '{"@type": "A" "b": 1}', '{"a":' * 50_000, "9" * 10_000])
def test_what_cannot_be_read_is_said(text: str) -> None:
    assert parse_json_ld(text) == ([], False)


def test_what_no_json_can_hold_is_left_out() -> None:
    text = r'{"@type": "A", "n": NaN, "i": -Infinity, "b": 1e999, "s": "\ud83d\ude00 \ud83d", '
    text += r'"c": "a\u0000b\n", "\udc00": 1}'
    expected = {"@type": "A", "n": None, "i": None, "b": None, "s": "\U0001f600 \ufffd", "c": "ab\n", "\ufffd": 1}
    assert parse_json_ld(text) == ([expected], True)


@pytest.mark.parametrize(
    "value",
    ["NaN", "-1e999", "1e999", "9" * 4000, r'"\ud800"', '"\\u0000"', "[" * 900 + "]" * 900, '{"@value": [NaN]}'],
)
@pytest.mark.parametrize(
    "name", ["headline", "datePublished", "author", "wordCount", "keywords", "image", "isAccessibleForFree"]
)
def test_no_value_makes_an_article_that_cannot_be_stored(name: str, value: str) -> None:
    raw = f'<script type="application/ld+json">{{"@type": "NewsArticle", "{name}": {value}}}</script><p>One line.'
    document = newsclean.read(raw)
    assert pickle.loads(pickle.dumps(document)) == document
    article = newsclean.clean(raw)
    assert newsclean.Article.from_json(article.to_json()) == article


@pytest.mark.parametrize("piece", ["/* ", '"\\"', ", ", "<!-", "//", '{"@type":"A"};'])
def test_rubbish_is_mended_in_one_pass(piece: str) -> None:
    """Each of these took minutes where every beginning of a comment or string was searched for its end."""
    nodes, _ = parse_json_ld('{"@type":"A",' * (piece[0] != "{") + piece * 200_000)
    assert len(nodes) <= MAX_NODES
