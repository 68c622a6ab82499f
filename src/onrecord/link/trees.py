"""Boosted decision trees, evaluated without the library that grew them.

Input: named features. Output: log-odds. All trees are walked at once: a step of every tree is one indexing in numpy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Forest:
    """The sum of many small trees: a node goes `left` where its feature is at most `cut`, a leaf points at itself."""

    features: tuple[str, ...]
    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    cut: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    depth: int

    def odds(self, found: Mapping[str, float]) -> float:
        """Return the log-odds; a feature that is not there counts as 0."""
        values = np.array([found.get(name, 0.0) for name in self.features])
        at = self.roots
        for _ in range(self.depth):
            at = np.where(values[self.feature[at]] <= self.cut[at], self.left[at], self.right[at])
        return float(self.value[at].sum())


def from_json(data: Mapping[str, Any]) -> Forest:
    """Build a forest from what training/alignments/changes.py wrote."""
    return Forest(
        tuple(data["features"]), np.array(data["roots"], np.int32), np.array(data["feature"], np.int32),
        np.array(data["cut"], np.float64), np.array(data["left"], np.int32), np.array(data["right"], np.int32),
        np.array(data["value"], np.float64), int(data["depth"]),
    )  # fmt: skip
