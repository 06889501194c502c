"""The word lists of `fields/data`, read when first asked for."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any

from newsclean.text.fold import key as _key


@functools.cache
def tables(name: str) -> dict[str, Any]:
    """The tables of one data file.

    Args:
        name: file name without ending.
    """
    return tomllib.loads(resources.files("newsclean.fields").joinpath(f"data/{name}.toml").read_text("utf-8"))


@functools.cache
def words(name: str, table: str) -> frozenset[str]:
    """All words of one table, of all languages together."""
    found: set[str] = set()
    for value in tables(name)[table].values():
        found.update(value.split() if isinstance(value, str) else value)
    return frozenset(found)


key = functools.lru_cache(maxsize=4096)(_key)
"""`newsclean.text.fold.key`, remembered: names, titles and tags of one page are compared many times over."""
