"""Fits a perceptron with Adam, in numpy: no framework, the same numbers each time."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newsclean.content.perceptron import CLIP, Perceptron

HIDDEN = (64, 24)
EPOCHS = 8
BATCH = 512
RATE = 2e-3
DECAY = 1e-5
DROP = 0.2
SEED = 20262
F = NDArray[np.float32]


def fit_network(inputs: F, y: NDArray[np.float64], weight: NDArray[np.float64], epochs: int = EPOCHS) -> Perceptron:
    """Weighted cross-entropy; rows are drawn with a chance that grows with their weight, which evens out the steps."""
    rng = np.random.default_rng(SEED)
    mean = inputs.mean(axis=0, dtype=np.float64).astype(np.float32)
    scale = (1.0 / np.maximum(inputs.std(axis=0, dtype=np.float64), 1e-3)).astype(np.float32)
    scaled = np.clip((inputs - mean) * scale, -CLIP, CLIP)
    chance = np.sqrt(weight)
    ratio = weight / chance
    chance = chance / chance.sum()
    ratio = (ratio / (ratio * chance).sum()).astype(np.float32)
    sizes = (inputs.shape[1], *HIDDEN, 1)
    params: list[F] = []
    for a, b in pairwise(sizes):
        params += [(rng.normal(size=(a, b)) * np.sqrt(2.0 / a)).astype(np.float32), np.zeros(b, np.float32)]
    m = [np.zeros_like(p) for p in params]
    v = [np.zeros_like(p) for p in params]
    mean_params = [np.zeros_like(p) for p in params]
    averaged = 0
    steps = epochs * (len(y) // BATCH + 1)
    target = y.astype(np.float32)
    order = rng.choice(len(y), size=steps * BATCH, p=chance)
    for step in range(steps):
        rows = order[step * BATCH : (step + 1) * BATCH]
        grads = _gradients(scaled[rows], target[rows], ratio[rows], params, rng)
        rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
        for i, gradient in enumerate(grads):
            g = gradient + DECAY * params[i] * (params[i].ndim == 2)
            m[i] = 0.9 * m[i] + 0.1 * g
            v[i] = 0.999 * v[i] + 0.001 * g * g
            corrected = m[i] / (1 - 0.9 ** (step + 1)) / (np.sqrt(v[i] / (1 - 0.999 ** (step + 1))) + 1e-8)
            params[i] = (params[i] - rate * corrected).astype(np.float32)
        if step > 0.6 * steps:
            averaged += 1
            for i, p in enumerate(params):
                mean_params[i] += (p - mean_params[i]) / averaged
    layers = tuple((mean_params[i], mean_params[i + 1]) for i in range(0, len(params), 2))
    return Perceptron(mean, scale, layers)


def _gradients(scaled: F, y: F, weight: F, params: list[F], rng: np.random.Generator) -> list[F]:
    values = [
        scaled * ((rng.random(scaled.shape, dtype=np.float32) > DROP * 0.5) / (1 - DROP * 0.5)).astype(np.float32)
    ]
    masks: list[F] = []
    last = len(params) // 2 - 1
    for layer in range(last + 1):
        out = values[-1] @ params[2 * layer] + params[2 * layer + 1]
        if layer < last:
            mask = ((out > 0) * (rng.random(out.shape, dtype=np.float32) > DROP) / (1 - DROP)).astype(np.float32)
            masks.append(mask)
            out = out * mask
        values.append(out)
    p = 1 / (1 + np.exp(-np.clip(values[-1][:, 0], -30, 30)))
    delta = ((p - y) * weight / len(y))[:, None].astype(np.float32)
    grads: list[F] = [np.zeros(0, np.float32)] * len(params)
    for layer in range(last, -1, -1):
        grads[2 * layer] = values[layer].T @ delta
        grads[2 * layer + 1] = delta.sum(axis=0)
        if layer:
            delta = (delta @ params[2 * layer].T) * masks[layer - 1]
    return grads
