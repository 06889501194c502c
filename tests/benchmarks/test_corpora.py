from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from benchmarks import corpora


def write(root: Path, urls: dict[str, str | None]) -> None:
    (root / "wcxb" / "html").mkdir(parents=True)
    dumps = root / "dumps" / "innertext" / "wcxb"
    dumps.mkdir(parents=True)
    rows = []
    for page, url in urls.items():
        (root / "wcxb" / "html" / f"{page}.html.gz").write_bytes(gzip.compress(b"<p>Hi", mtime=0))
        (dumps / f"{page}.txt.gz").write_bytes(gzip.compress("Grüße".encode(), mtime=0))
        rows.append({"id": page, "html": f"html/{page}.html.gz", "url": url, "text": "Hi", "published": float("nan")})
    (root / "wcxb" / "gold.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.bbc.co.uk/news/1", "bbc.co.uk"),
        ("https://edition.cnn.com:443/x", "cnn.com"),
        ("http://abc.net.au/", "abc.net.au"),
        ("https://nachrichten.tagesschau.de/", "tagesschau.de"),
        ("http://co.uk/", "co.uk"),
        ("http://127.0.0.1/x", "127.0.0.1"),
        ("http://localhost/x", "localhost"),
        (None, None),
    ],
)
def test_domain_of(url: str | None, domain: str | None) -> None:
    assert corpora.domain_of(url) == domain


def test_load(tmp_path: Path) -> None:
    write(tmp_path, {"b": "https://x.com/1", "a": None})
    pages = corpora.load("wcxb", root=tmp_path)
    assert [page.id for page in pages] == ["a", "b"]
    assert [page.domain for page in pages] == ["wcxb:a", "x.com"]
    assert pages[0].raw() == b"<p>Hi"
    assert pages[0].gold.published is None
    assert [page.raw() for page in corpora.load("wcxb", "innertext", root=tmp_path)] == ["Grüße", "Grüße"]
    assert corpora.load("wcxb", "lossy", root=tmp_path) == []


def test_limit_spreads(tmp_path: Path) -> None:
    write(tmp_path, dict.fromkeys("abcdefgh"))
    assert [page.id for page in corpora.load("wcxb", root=tmp_path, limit=2)] == ["a", "e"]


def test_folds_keep_domains_together(tmp_path: Path) -> None:
    write(tmp_path, {f"{i:02d}": f"https://site{i % 7}.com/{i}" for i in range(30)})
    pages = corpora.load("wcxb", root=tmp_path)
    folds = corpora.folds(pages, 3)
    assert sorted(page.id for _, held_out in folds for page in held_out) == [page.id for page in pages]
    for train, held_out in folds:
        assert not {page.domain for page in train} & {page.domain for page in held_out}
        assert len(train) + len(held_out) == 30
        assert len(held_out) >= 8
    assert folds == corpora.folds(pages, 3)


def test_root_comes_from_the_argument_then_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(corpora.ENVIRONMENT, "/from/environment")
    assert corpora.corpora_root("/from/argument") == Path("/from/argument")
    assert corpora.corpora_root() == Path("/from/environment")
    monkeypatch.delenv(corpora.ENVIRONMENT)
    assert corpora.corpora_root() == corpora.DEFAULT_ROOT
