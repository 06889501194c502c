"""The body with more or less around it, put together from the receipts."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from typing import TYPE_CHECKING, get_args

from newsclean.errors import InputTypeError, InputValueError
from newsclean.model.audit import Kept, Used
from newsclean.model.document import Block, BlockKind, join_blocks

if TYPE_CHECKING:
    from newsclean.model.article import Article

BLOCK_KINDS: frozenset[str] = frozenset(get_args(BlockKind))


def text_with(article: Article, also: Collection[str], without: Collection[str]) -> str:
    """See `Article.text_with`."""
    fields = {fate.field for fate in article.audit.fates if isinstance(fate, Used)}
    names = fields | {*article.audit.pipeline.cleaners, *type(article).__struct_fields__}
    _check("also", also, names, "neither a cleaner that ran nor a field")
    _check("without", without, BLOCK_KINDS, "no kind of block")
    kinds = {paragraph.block: paragraph.kind for paragraph in article.body}
    chosen: list[Block] = []
    texts: list[str] = []
    for block, fate in article.audit:
        if isinstance(fate, Kept):
            wanted = kinds.get(block.index, block.kind) not in without
        else:
            wanted = fate.by in also or (isinstance(fate, Used) and fate.field in also)
        if wanted and (text := article.audit.text(block.index).strip()):
            chosen.append(block)
            texts.append(text)
    return join_blocks(chosen, texts, "\n\n")


def _check(argument: str, given: Collection[str], known: Collection[str], what: str) -> None:
    if isinstance(given, str):
        raise InputTypeError(f"{argument} must be several names, not one str; write {{{given!r}}}")
    for name in given:
        if not isinstance(name, str):
            raise InputTypeError(f"{argument} holds {type(name).__name__}, which is no name")
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise InputValueError(f"{argument}: {name!r} is {what}{hint}")
