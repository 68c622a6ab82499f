"""A linear classifier over candidate features: no undertaking, or which kind.

Multinomial logistic regression, trained by `training/undertakings/` and shipped as `weights.json.gz` (see
docs/model-card-undertakings.md). Pure Python: a candidate has some eighty features, a document some ten candidates.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NONE = "none"


@dataclass(frozen=True)
class Linear:
    """Weights by feature, one number per label; `scale` turns the stored integers into weights."""

    labels: tuple[str, ...]
    weights: Mapping[str, tuple[int, ...]]
    scale: float
    threshold: float

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Return the probability of each label; unknown features count nothing."""
        sums = [0] * len(self.labels)
        for name in features:
            for n, weight in enumerate(self.weights.get(name, ())):
                sums[n] += weight
        top = max(sums)
        powers = [math.exp((value - top) * self.scale) for value in sums]
        total = sum(powers)
        return {label: power / total for label, power in zip(self.labels, powers, strict=True)}


@cache
def load(name: str) -> Linear | None:
    """Return a shipped classifier, None if this installation has none."""
    source = files(__package__) / name
    if not source.is_file():
        return None
    raw = json.loads(gzip.decompress(source.read_bytes()))
    weights = {feature: tuple(values) for feature, values in raw["weights"].items()}
    return Linear(tuple(raw["labels"]), weights, raw["scale"], raw["threshold"])
