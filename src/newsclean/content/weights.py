"""The learned weights: one file of arrays in the package, read once, the first time a document is scored."""

from __future__ import annotations

import hashlib
import io
import json
import threading
from collections.abc import Mapping
from importlib import resources
from typing import Any, Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from newsclean.content.columns import Floats
from newsclean.content.forest import Forest, sigmoid
from newsclean.content.lexis import Odds, OddsTable
from newsclean.content.perceptron import Perceptron
from newsclean.content.wording import Wording

FILE: Final = "weights.npz"
RULED_OUT: Final = -4.0
"""Logit of the perceptron, 2 in 100, below which a block is no part of the article whatever the trees say. On the
development pages that is two blocks in three of HTML, and half the lines of dumps."""

VERSION: Final = 3
"""Rises with the columns or the layout; the digest tells one training from another."""


class Stage(Struct, frozen=True):
    """One stage: the columns it reads, in order, and the two models whose logits it averages.

    Attributes:
        names: of the columns.
        forest: the trees.
        network: the perceptron.
        share: of the perceptron in the average.
    """

    names: tuple[str, ...]
    forest: Forest
    network: Perceptron
    share: float = 0.5

    def scores(self, rows: NDArray[np.float32]) -> Floats:
        """0 to 1 for each row. The trees, which cost most, are not asked about what the perceptron rules out."""
        logits = self.network.logits(rows)
        open_rows = np.flatnonzero(logits > RULED_OUT)
        trees = self.forest.logits(rows[open_rows])
        logits[open_rows] = self.share * logits[open_rows] + (1 - self.share) * trees
        return sigmoid(logits)


class Scorer(Struct, frozen=True):
    """The two stages for one kind of document."""

    first: Stage
    second: Stage


class Weights(Struct, frozen=True):
    """Everything that was learned.

    Attributes:
        classes: the class of each character.
        words: log-odds of tokens.
        cues: log-odds of class and id words.
        wording: the table of tokens and pairs.
        page: the scorer of HTML.
        line: the scorer of text.
        digest: of all of it, eight hexadecimal digits.
    """

    classes: NDArray[np.uint8]
    words: OddsTable
    cues: OddsTable
    wording: Wording
    page: Scorer
    line: Scorer
    digest: str


_lock = threading.Lock()
_loaded: list[Weights] = []


def weights() -> Weights:
    """The packaged weights.

    Raises:
        FileNotFoundError: the package has none.
    """
    if not _loaded:
        with _lock:
            if not _loaded:
                _loaded.append(read((resources.files("newsclean.content") / FILE).read_bytes()))
    return _loaded[0]


def read(data: bytes) -> Weights:
    """Weights from the bytes that `write` gave."""
    with np.load(io.BytesIO(data), allow_pickle=False) as packed:
        arrays = {name: packed[name] for name in packed.files}
    digest = _digest(arrays)
    meta = json.loads(arrays.pop("meta").tobytes())
    if meta["version"] != VERSION:
        raise ValueError(f"weights of version {meta['version']}, wanted {VERSION}")
    return Weights(
        arrays["classes"],
        _odds_from(arrays, "words"),
        _odds_from(arrays, "cues"),
        Wording(arrays["wording.steps"].astype(np.float32) * arrays["wording.step"][:, None]),
        _scorer_from(arrays, meta, "page"),
        _scorer_from(arrays, meta, "line"),
        digest,
    )


def write(classes: NDArray[np.uint8], words: Odds, cues: Odds, wording: Wording, page: Scorer, line: Scorer) -> bytes:
    """Weights as bytes: the same weights, the same bytes."""
    arrays: dict[str, NDArray[Any]] = {"classes": classes}
    meta: dict[str, Any] = {"version": VERSION}
    for name, odds in (("words", words), ("cues", cues)):
        arrays[f"{name}.keys"] = np.frombuffer("\n".join(odds).encode(), np.uint8)
        arrays[f"{name}.values"] = np.array(list(odds.values()), np.float16).reshape(len(odds), 3)
    arrays["wording.step"] = wording.step
    arrays["wording.steps"] = np.round(wording.weights / wording.step[:, None]).astype(np.int8)
    for name, scorer in (("page", page), ("line", line)):
        for number, stage in enumerate((scorer.first, scorer.second), 1):
            key = f"{name}.{number}"
            forest = stage.forest
            meta[key] = {"names": stage.names, "depth": forest.depth, "bias": forest.bias, "share": stage.share}
            arrays[f"{key}.feature"] = forest.feature.astype(np.uint8 if len(stage.names) < 256 else np.uint16)
            arrays[f"{key}.threshold"] = forest.threshold
            arrays[f"{key}.left"] = (forest.left - np.arange(len(forest.left))).astype(np.uint8)
            arrays[f"{key}.value"] = forest.value.astype(np.float16)
            arrays[f"{key}.roots"] = forest.roots.astype(np.uint16)
            network = stage.network
            meta[key]["layers"] = len(network.layers)
            arrays[f"{key}.mean"] = network.mean
            arrays[f"{key}.scale"] = network.scale
            for layer, (matrix, bias) in enumerate(network.layers):
                arrays[f"{key}.{layer}.matrix"] = matrix.astype(np.float16)
                arrays[f"{key}.{layer}.bias"] = bias
    arrays["meta"] = np.frombuffer(json.dumps(meta, sort_keys=True).encode(), np.uint8)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def _digest(arrays: Mapping[str, NDArray[Any]]) -> str:
    """Of the arrays' names and contents, whatever the compression."""
    digest = hashlib.sha256()
    for name in sorted(arrays):
        digest.update(f"{name} {arrays[name].dtype.str} {arrays[name].shape}\n".encode())
        digest.update(arrays[name].tobytes())
    return digest.hexdigest()[:8]


def _odds_from(arrays: Mapping[str, NDArray[Any]], name: str) -> OddsTable:
    keys = arrays[f"{name}.keys"].tobytes().decode().split("\n")
    return OddsTable.of(dict(zip(keys, arrays[f"{name}.values"].tolist(), strict=True)))


def _scorer_from(arrays: Mapping[str, NDArray[Any]], meta: Mapping[str, Any], name: str) -> Scorer:
    stages: list[Stage] = []
    for number in (1, 2):
        key = f"{name}.{number}"
        left: NDArray[np.intp] = arrays[f"{key}.left"].astype(np.intp)
        forest = Forest(
            arrays[f"{key}.feature"].astype(np.intp),
            arrays[f"{key}.threshold"],
            left + np.arange(len(left)),
            arrays[f"{key}.value"].astype(np.float32),
            arrays[f"{key}.roots"].astype(np.intp),
            int(meta[key]["depth"]),
            float(meta[key]["bias"]),
        )
        network = Perceptron(
            arrays[f"{key}.mean"],
            arrays[f"{key}.scale"],
            tuple(
                (arrays[f"{key}.{layer}.matrix"].astype(np.float32), arrays[f"{key}.{layer}.bias"])
                for layer in range(meta[key]["layers"])
            ),
        )
        stages.append(Stage(tuple(meta[key]["names"]), forest, network, float(meta[key]["share"])))
    return Scorer(stages[0], stages[1])
