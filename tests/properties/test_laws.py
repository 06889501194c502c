"""The laws of newsclean, held against documents of every kind."""

from __future__ import annotations

import pickle
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.properties.documents import documents, dumps, pages, texts

import newsclean
from newsclean.model.audit import Kept, undo_edits
from newsclean.pipeline.draft import Draft


def solid(text: str) -> str:
    """The text without white space and characters that nobody sees."""
    invisible = {"\u00ad", "\u034f", "\u061c", "\u180e", "\ufeff", "\ufffe", "\uffff"}
    invisible |= {chr(code) for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))}
    controls = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))}
    surrogates = {chr(code) for code in range(0xD800, 0xE000)}
    return "".join(c for c in text if not c.isspace() and c not in invisible | controls | surrogates and c != "\ufffd")


# Nothing is lost.


@given(documents)
def test_every_block_has_one_fate_and_the_text_can_be_rebuilt(raw: Any) -> None:
    document = newsclean.read(raw)
    article = newsclean.clean(raw)
    audit = article.audit
    assert [block.index for block in audit.blocks] == list(range(len(document.blocks)))
    assert len(audit.fates) == len(audit.blocks)
    assert audit.blocks == document.blocks
    assert audit.rebuild() == document.text
    assert audit.failures == ()


@given(dumps())
def test_every_visible_character_of_a_dump_is_in_a_block(raw: str) -> None:
    assert solid(newsclean.read(raw, kind="text").text) == solid(raw)


@given(pages)
def test_blocks_are_clean_and_located(raw: str) -> None:
    document = newsclean.read(raw, kind="html")
    for block in document.blocks:
        assert block.text == " ".join(block.text.split()) != ""
        assert block.locator.startswith("/html")
        assert -1 <= block.container < len(document.containers)
        assert 0 <= block.link_chars <= len(block.text)
    for container in document.containers:
        assert container.parent < container.index


@given(documents)
def test_the_body_is_the_kept_blocks_with_their_edits(raw: Any) -> None:
    article = newsclean.clean(raw)
    kept = [block.index for block, fate in article.audit if isinstance(fate, Kept)]
    assert [paragraph.block for paragraph in article.body] == [
        index for index in kept if article.audit.text(index).strip()
    ]
    for paragraph in article.body:
        assert paragraph.text == article.audit.text(paragraph.block).strip()
        fate = article.audit.fates[paragraph.block]
        assert undo_edits(article.audit.text(paragraph.block), fate.edits) == article.audit.blocks[paragraph.block].text


# Nothing is invented.


@given(texts)
def test_fields_of_a_dump_stand_in_the_dump(raw: str) -> None:
    article = newsclean.clean(raw, kind="text")
    said = solid("".join(article.audit.text(block.index) for block in article.audit.blocks))
    for value in (article.title, article.subtitle, article.description, article.byline, article.section, *article.tags):
        assert value is None or solid(value) in said
    for author in article.authors:
        assert all(solid(word).casefold() in said.casefold() for word in author.name.split())


@given(documents)
def test_dates_come_with_what_they_were_read_from(raw: Any) -> None:
    article = newsclean.clean(raw)
    for name in ("published", "modified"):
        value = getattr(article, name)
        if value is not None:
            assert value.raw
            assert value.source
            assert any(candidate.chosen for candidate in article.evidence[name])


# Same input, same output.


@given(documents, documents)
def test_earlier_documents_leave_no_trace(raw: Any, other: Any) -> None:
    before = newsclean.clean(raw).to_json()
    newsclean.clean(other)
    assert newsclean.clean(raw).to_json() == before


# Data never raises, and every record can be stored.


@given(documents, st.sampled_from(["auto", "html", "text"]))
def test_any_document_gives_an_article(raw: Any, kind: Any) -> None:
    article = newsclean.clean(raw, kind=kind)
    assert article.status in {"ok", "partial", "empty", "rejected"}
    assert (article.status == "empty") <= (article.text == "")
    assert newsclean.Article.from_json(article.to_json()) == article
    assert pickle.loads(pickle.dumps(article)) == article
    assert article.to_markdown()


VALIDATOR = jsonschema.Draft202012Validator(newsclean.json_schema())


@given(documents)
def test_json_follows_the_schema(raw: Any) -> None:
    VALIDATOR.validate(newsclean.clean(raw).to_dict())


@given(documents)
def test_documents_can_be_stored(raw: Any) -> None:
    document = newsclean.read(raw)
    assert pickle.loads(pickle.dumps(document)) == document


# The law of the run holds for any cleaner, however it behaves.


@given(texts, st.data())
def test_no_cleaner_can_break_the_audit(raw: str, data: st.DataObject) -> None:
    @newsclean.cleaner("anything", reasons=["declared"])
    def anything(draft: Draft) -> Any:
        for block in draft.all:
            choice = data.draw(st.integers(0, 6))
            if choice == 0:
                yield newsclean.Remove(block, data.draw(st.sampled_from(["declared", "", "undeclared"])))
            elif choice == 1:
                yield newsclean.Use(block, data.draw(st.sampled_from(["title", "nonsense"])))
            elif choice == 2:
                start, end = data.draw(st.tuples(st.integers(-1, 9), st.integers(-1, 9)))
                yield newsclean.Edit(block, start, end, "x")
            elif choice == 3 and data.draw(st.booleans()):
                raise RuntimeError("a cleaner's own mistake")
            elif choice == 4 and data.draw(st.booleans()):
                yield "no decision"

    document = newsclean.read(raw, kind="text")
    pipeline = newsclean.Pipeline([anything, *newsclean.DEFAULT])
    audit = pipeline.run(document).audit
    assert len(audit.fates) == len(audit.blocks)
    assert audit.rebuild() == document.text
    if any(failure.cleaner == "anything" for failure in audit.failures):
        assert not any(getattr(fate, "by", "") == "anything" for fate in audit.fates)
        assert not any(edit.by == "anything" for fate in audit.fates for edit in fate.edits)


# Bounded.


@given(dumps(), st.integers(0, 5), st.integers(0, 60))
def test_limits_cut_and_say_so(raw: str, blocks: int, characters: int) -> None:
    whole = newsclean.read(raw, kind="text")
    document = newsclean.read(raw, kind="text", limits=newsclean.Limits(max_blocks=blocks, max_characters=characters))
    assert len(document.blocks) <= blocks
    assert sum(len(block.text) for block in document.blocks) <= characters
    if document.blocks != whole.blocks:
        assert any(issue.code == "input_cut" for issue in document.issues)
        assert any(skipped.kind == "beyond_limit" for skipped in document.skipped)


@pytest.mark.parametrize("depth", [10, 20_000])
def test_deep_nesting_is_flattened(depth: int) -> None:
    raw = "<div><ul><li>" * depth + "the end" + "</li></ul></div>" * depth
    document = newsclean.read(raw)
    assert document.text == "the end"
    assert any(issue.code == "nesting_flattened" for issue in document.issues) == (depth > 400)
