"""Phrases: the word lists that cleaners bring along, as data."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from newsclean.errors import PipelineError
from newsclean.text.fold import fold

Match = Literal["line", "start", "end", "anywhere"]
"""Where in a block a phrase must stand.

`line`: it is the whole block, digits and punctuation aside; `start` and `end`: no letter stands before it, or
after it; `anywhere`: it stands between word boundaries.
"""

_MATCHES: tuple[Match, ...] = get_args(Match)


class Phrase(Struct, frozen=True, gc=False):
    """One phrase, folded.

    Attributes:
        text: the phrase as `newsclean.text.fold.fold` leaves it.
        group: the table of the phrase file it stands in; a hit's reason unless the cleaner names another.
        match: where in a block it must stand.
        language: BCP 47 code of the list it stands in; `und` for phrases given in code.
    """

    text: str
    group: str
    match: Match
    language: str


class PhraseFile(Struct, frozen=True):
    """A TOML file of phrases, read when a pipeline first needs it.

    The file holds one table a group; `match` says where the phrases must stand, every other key is a language:

        [prompt]
        match = "line"
        en = ["leave a comment", "join the discussion"]
        de = ["kommentar schreiben"]

    Attributes:
        path: file system path; or, where `packaged`, the name of a file in `newsclean/phrases`, without ending.
        packaged: whether the file is one of newsclean's own.
    """

    path: str
    packaged: bool = False

    def load(self) -> tuple[Phrase, ...]:
        """The phrases, in the order of the file.

        Raises:
            PipelineError: the file is missing, or not of this form.
        """
        return _load(self)


PhraseSource: TypeAlias = tuple[str, ...] | PhraseFile
"""Phrases given in code (matched anywhere), or a file of them."""


def packaged(name: str) -> PhraseFile:
    """The phrase file of that name in `newsclean/phrases`."""
    return PhraseFile(name, packaged=True)


def phrases_of(source: PhraseSource) -> tuple[Phrase, ...]:
    """The phrases of either kind of source.

    Raises:
        PipelineError: a phrase is no text, or a file of them cannot be read.
    """
    if isinstance(source, PhraseFile):
        return source.load()
    for text in source:
        if not isinstance(text, str) or not text.strip():
            raise PipelineError(f"{text!r} is no phrase")
    return tuple(Phrase(fold(" ".join(text.split())), "phrase", "anywhere", "und") for text in source)


@functools.lru_cache(maxsize=256)
def _load(file: PhraseFile) -> tuple[Phrase, ...]:
    import tomllib
    from importlib import resources

    try:
        if file.packaged:
            content = resources.files("newsclean.phrases").joinpath(f"{file.path}.toml").read_text("utf-8")
        else:
            content = Path(file.path).read_text("utf-8")
        tables = tomllib.loads(content)
    except (OSError, ValueError) as error:
        raise PipelineError(f"phrase file {file.path!r}: {error}") from error
    phrases: dict[Phrase, None] = {}
    for group, table in tables.items():
        if not isinstance(table, dict) or table.get("match") not in _MATCHES:
            raise PipelineError(f"phrase file {file.path!r}: [{group}] needs match = one of {', '.join(_MATCHES)}")
        for language, texts in table.items():
            if language == "match":
                continue
            if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
                raise PipelineError(f"phrase file {file.path!r}: [{group}] {language} must be a list of phrases")
            for text in texts:
                phrases[Phrase(fold(" ".join(text.split())), group, table["match"], language)] = None
    return tuple(phrases)
