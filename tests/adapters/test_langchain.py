from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from tests.adapters.corpus import by_command, rows, run_example
from tests.batch.pages import page

pytest.importorskip("langchain_core")


def test_texts_are_those_of_the_command(tmp_path: Path) -> None:
    from langchain_core.documents import Document

    from newsclean.adapters.langchain import NewsTransformer

    expected = [one for one in by_command(tmp_path) if one["status"] != "error"]
    documents = [
        Document(page_content=one["html"], id=one["id"], metadata={"source": one["url"], "crawl": 7})
        for one in rows()
        if one["html"]
    ]
    found = NewsTransformer(kind="html").transform_documents(documents)
    assert [(one.id, one.page_content) for one in found] == [(one["id"], one["text"]) for one in expected]
    assert [one.metadata["status"] for one in found] == [one["status"] for one in expected]
    first = found[0].metadata
    assert (first["title"], first["authors"], first["crawl"]) == ("Council votes for bridge 0", "Jane Doe", 7)
    assert first["source"] == "https://ley-post.example/news/0"
    assert all(isinstance(value, str | int | float) for one in found for value in one.metadata.values() if value)
    json.dumps([one.metadata for one in found])


def test_it_is_a_runnable_transformer_of_langchain() -> None:
    from langchain_core.documents import BaseDocumentTransformer, Document

    from newsclean.adapters.langchain import NewsTransformer

    transformer = NewsTransformer(timeout=60)
    assert isinstance(transformer, BaseDocumentTransformer)
    (found,) = asyncio.run(transformer.atransform_documents([Document(page_content=page(1))]))
    assert found.metadata["status"] == "ok"


def test_the_loader_reads_files(tmp_path: Path) -> None:
    from newsclean.adapters.langchain import NewsLoader

    paths = [tmp_path / f"{number}.html" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_text(page(number))
    found = NewsLoader(paths).load()
    assert [one.metadata["source"] for one in found] == [str(path) for path in paths]
    assert "day 2" in found[2].page_content


def test_the_example_runs() -> None:
    assert "ok" in run_example("langchain_clean.py")
