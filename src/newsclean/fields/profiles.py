"""The profiles of langdetect, looked up as they are asked for instead of joined into one table first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

_LONGEST: Final = 3
"""Letters of the longest runs that langdetect counts; its profiles hold some longer ones, which it never asks for."""


class _Profile(Struct, gc=False):
    """How often each run of letters stands in a language's texts, and how many runs of each length these have."""

    name: str
    freq: dict[str, int]
    n_words: list[int]


class Frequencies:
    """For each run of one to three letters, its share in each language: the table that langdetect's factory builds.

    A text has a few hundred different runs, the 55 profiles 88,000 between them: to join these takes five times what
    reading them does, so a run's row is made when it is first met.
    """

    __slots__ = ("_known", "_profiles", "_rows")

    def __init__(self, profiles: Sequence[_Profile]) -> None:
        self._profiles = profiles
        self._known = frozenset().union(*(profile.freq for profile in profiles))
        self._rows: dict[str, list[float]] = {}

    def __contains__(self, run: object) -> bool:
        return run in self._known

    def __getitem__(self, run: str) -> list[float]:
        row = self._rows.get(run)
        if row is None:
            if run not in self._known:
                raise KeyError(run)
            at = len(run) - 1
            row = [
                profile.freq.get(run, 0) / profile.n_words[at] if 0 <= at < _LONGEST else 0.0
                for profile in self._profiles
            ]
            self._rows[run] = row
        return row


def factory_of_profiles() -> Any:
    """A factory of langdetect with all its profiles, in the order of their names."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    paths = sorted(path for path in Path(PROFILES_DIRECTORY).iterdir() if path.is_file() and path.name[0] != ".")
    profiles = [msgspec.json.decode(path.read_bytes(), type=_Profile) for path in paths]
    factory = DetectorFactory()
    factory.langlist = [profile.name for profile in profiles]
    factory.word_lang_prob_map = Frequencies(profiles)
    return factory
