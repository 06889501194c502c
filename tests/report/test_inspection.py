from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from tests.properties.documents import texts
from tests.report.pages import check_page

import newsclean
from newsclean.report import inspect_page
from newsclean.report.page import DECEIVING, named

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").iterdir())
PAGES = sorted((ROOT / "fixtures" / "pages").glob("*/source.*"))

ATTACKS = [
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 1</script>",
    "</style><script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    '" onmouseover="window.hacked = 1" x="',
    "' onfocus='window.hacked = 1' autofocus='",
    "javascript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>",
    "<a href='javascript:window.hacked=1'>here</a>",
    "<svg onload=window.hacked=1>",
    "<meta http-equiv=refresh content='0;url=https://attacker.example'>",
    "<base href='https://attacker.example/'>",
    "<!-- --><iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "&lt;script&gt;window.hacked=1&lt;/script&gt;",
    "pdf.exe \u202egpj.ecnatsni\u202c \u2066isolated\u2069 and \u200einvisible\u200b",
    "\u0000\u001b[31mred\u009b\ufeff\U000e0041",
]


def hostile() -> newsclean.Article:
    """An article with an attack in every string of every record, as one read from a file might have."""
    attack = " ".join(ATTACKS)
    plain = newsclean.clean_file(SEEDS[1])

    def poisoned(value: object) -> object:
        if isinstance(value, dict):
            return {
                key: item if key in {"fate", "kind", "status", "severity", "precision", "schema"} else poisoned(item)
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [poisoned(item) for item in value]
        return f"{value} {attack}" if isinstance(value, str) else value

    article = plain.to_dict()
    keep = {"published", "flags", "role", "access", "completeness", "text_direction"}
    for name, value in article.items():
        if name == "audit":
            for part in ("blocks", "fates", "pipeline"):
                article[name][part] = poisoned(value[part])
        elif name == "evidence":
            for candidate in (candidate for several in value.values() for candidate in several):
                for field in ("value", "raw", "source", "place", "reason"):
                    candidate[field] = f"{candidate[field]} {attack}"
        elif name not in keep | {"kind", "status", "schema", "quality", "body"}:
            article[name] = poisoned(value)
    return newsclean.Article.from_json(msgspec.json.encode(article))


def blocks_shown(html: str, mark: str) -> list[str]:
    """The texts of the blocks on a page without the pieces of one mark."""
    found = []
    for node in check_page(html).css(".b .t"):
        for gone in node.css(mark):
            gone.decompose()
        found.append(node.text())
    return found


@pytest.mark.parametrize("path", [*SEEDS, *PAGES], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_block_stands_on_the_page_as_it_was_and_as_it_became(path: Path) -> None:
    article = newsclean.clean_file(path)
    html = inspect_page(article)
    assert blocks_shown(html, "ins") == [named(block.text).strip() for block in article.audit.blocks]
    assert blocks_shown(html, "del") == [
        named(article.audit.text(block.index)).strip() for block in article.audit.blocks
    ]
    tree = check_page(html)
    marks = [node.attributes["data-fate"] for node in tree.css(".b")]
    assert marks == [type(fate).__name__.lower() for fate in article.audit.fates]


def test_links_lead_somewhere() -> None:
    tree = check_page(inspect_page([newsclean.clean_file(path) for path in [*SEEDS, *PAGES]]))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    for link in tree.css("a"):
        assert (link.attributes["href"] or "").removeprefix("#") in ids


def test_a_field_is_linked_to_its_blocks_and_tells_what_lost() -> None:
    seen = (
        newsclean.Candidate("News", "News", "block:x", "line 3", 2, chosen=True, reason="it came first"),
        newsclean.Candidate("Sport", "Sport", "meta:section", "meta section", reason="another came first"),
    )
    article = newsclean.clean_file(SEEDS[1])
    article = msgspec.structs.replace(article, evidence={**article.evidence, "agency": seen})
    tree = check_page(inspect_page(article))
    agency = tree.css_first("#d1-agency")
    assert "#d1b2" in {link.attributes["href"] for link in agency.css(".from a")}
    assert "another came first" in agency.css_first("details").text()
    assert "2 seen, 1 not chosen" in agency.css_first("summary").text()
    dates = tree.css_first(".dates").text()
    assert "2023-56-14" in dates
    assert "Repaired: 56 stands where the month belongs" in dates


def test_the_page_is_the_same_in_every_process() -> None:
    code = (
        "import sys, newsclean; from newsclean.report import inspect_page;"
        f"sys.stdout.buffer.write(inspect_page(newsclean.clean_file({str(SEEDS[0])!r})).encode())"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(pages) == 1


def test_hostile_text_stays_text() -> None:
    html = inspect_page(hostile(), names=[" ".join(ATTACKS)])
    check_page(html)
    body = html[html.index("</style>") :]
    assert "49" not in re.findall(r"\{\{ 7 \* 7 \}\} (\S+)", body)
    assert not DECEIVING.search(html)
    html.encode()


def test_a_hostile_document_as_html_and_as_text() -> None:
    for attack in ATTACKS:
        for raw in (f'<h1>{attack}</h1><p title="{attack}">{attack}</p>', f"Title {attack}\n\n{attack}\n"):
            check_page(inspect_page(newsclean.clean(raw, url="https://news.example/")))


@given(texts)
@settings(max_examples=30)
def test_any_document_has_a_page(text: str) -> None:
    article = newsclean.clean(text)
    assert blocks_shown(inspect_page(article), "ins") == [named(block.text).strip() for block in article.audit.blocks]


def test_several_documents_and_none() -> None:
    articles = [newsclean.clean(""), newsclean.clean("One line."), newsclean.clean_file(SEEDS[0])]
    tree = check_page(inspect_page(articles, names=["empty", "short"]))
    assert [link.text() for link in tree.css(".top nav a")] == ["empty", "short", articles[2].title]
    assert "Nothing a reader would see" in tree.css_first("#d1 .blocks").text()
    assert not check_page(inspect_page([])).css(".doc")
