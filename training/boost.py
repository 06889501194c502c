"""Gradient-boosted trees: fitted with LightGBM, laid out for `newsclean.content.forest`."""

from __future__ import annotations

from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from newsclean.content.forest import Forest

PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 40,
    "max_depth": 9,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 127,
    "num_threads": 1,
    "seed": 20261,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
"""The recipe of a first study (24 leaves, rate .1, L2 8) with larger trees: on one held-out fold of dumps, S after the
first stage rose by .004 to .006 with 48 leaves and 200 trees. Depth is bounded, for each step of depth costs time."""


def fit(
    inputs: NDArray[np.float32], y: NDArray[np.float64], weight: NDArray[np.float64], trees: int, **extra: Any
) -> Forest:
    data = lightgbm.Dataset(inputs, y, weight=weight, free_raw_data=True)
    booster = lightgbm.train({**PARAMETERS, **extra}, data, num_boost_round=trees)
    return lay_out(booster.dump_model())


def lay_out(model: dict[str, Any]) -> Forest:
    """Nodes in breadth-first order, the two children of a node side by side."""
    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    value: list[float] = []
    roots: list[int] = []
    depth = 0
    for tree in model["tree_info"]:
        roots.append(len(feature))
        queue = [(tree["tree_structure"], len(feature), 0)]
        _grow(feature, threshold, left, value)
        while queue:
            node, at, level = queue.pop(0)
            depth = max(depth, level)
            if "leaf_value" in node and "split_feature" not in node:
                left[at] = at
                threshold[at] = np.inf
                value[at] = node["leaf_value"]
                continue
            assert node["decision_type"] == "<="
            feature[at] = node["split_feature"]
            threshold[at] = node["threshold"]
            left[at] = len(feature)
            for child in (node["left_child"], node["right_child"]):
                queue.append((child, len(feature), level + 1))
                _grow(feature, threshold, left, value)
    return Forest(
        np.array(feature, np.intp),
        np.array(threshold, np.float32),
        np.array(left, np.intp),
        np.array(value, np.float32),
        np.array(roots, np.intp),
        depth,
        0.0,
    )


def _grow(feature: list[int], threshold: list[float], left: list[int], value: list[float]) -> None:
    feature.append(0)
    threshold.append(0.0)
    left.append(0)
    value.append(0.0)
