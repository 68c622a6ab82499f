"""Links between the spans of one unit, in numpy: the counterpart of the linkers in `training/network.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .features import Place, pair_features
from .heads import Linker
from .pieces import Unit

Floats = NDArray[np.float32]
Weights = Mapping[str, Floats]


def represent(states: Floats, places: Sequence[Place]) -> Floats:
    """Represent spans of words as mean, first and last state, `[spans, 3 * width]`."""
    rows = []
    for start, end in places:
        mean = states[start:end].mean(0)
        rows.append(np.concatenate([mean, states[start], states[end - 1]]))
    return np.stack(rows)


class Linking:
    """One linker of the table, with its weights laid out for speed."""

    def __init__(self, linker: Linker, weights: Weights) -> None:
        self.linker = linker
        self._weights = weights
        self._anchor: dict[str, tuple[Floats, Floats]] = {}
        for link in linker.links:
            parts = [f"link.{linker.name}.anchor.{link.role}"]
            if link.chooser == "anchor":
                parts.append(f"link.{linker.name}.none.{link.role}")
            matrix = np.concatenate([weights[f"{part}.weight"] for part in parts]).T.copy()
            self._anchor[link.role] = matrix, np.concatenate([weights[f"{part}.bias"] for part in parts])

    def scores(
        self, unit: Unit, states: Floats, anchors: Sequence[Place], spans: Mapping[str, Sequence[Place]]
    ) -> dict[str, Floats]:
        """Return the scores of all pairs by role of the span, `[anchors, spans]`.

        Where each anchor chooses one span or none, column 0 is the score of none. Roles without spans are left
        out; so are roles whose spans have but one anchor to choose.

        Args:
            unit: The unit all stand in; `states` are those of its words.
            states: `[words, width]`.
            anchors: The anchors' words, at least one.
            spans: The spans' words by role.
        """
        first = self.linker.links[0].role
        found: dict[str, Floats] = {}
        represented: Floats | None = None
        for link in self.linker.links:
            mine = spans.get(link.role, ())
            by_anchor = link.chooser == "anchor"
            if not mine or (not by_anchor and len(anchors) == 1):
                continue
            if represented is None:
                represented = represent(states, anchors)
            matrix, bias = self._anchor[link.role]
            left: Floats = represented @ matrix + bias
            rivals = mine if by_anchor else spans.get(first, ())
            hidden = left[:, :-1] if by_anchor else left
            scores = self._pairs(link.role, unit, states, hidden, anchors, mine, rivals)
            found[link.role] = np.concatenate([left[:, -1:], scores], 1) if by_anchor else scores
        return found

    def _pairs(
        self,
        role: str,
        unit: Unit,
        states: Floats,
        left: Floats,
        anchors: Sequence[Place],
        spans: Sequence[Place],
        rivals: Sequence[Place],
    ) -> Floats:
        part = f"link.{self.linker.name}.{{}}.{role}."
        right = _linear(self._weights, part.format("span"), represent(states, spans))
        table = self._weights[part.format("features") + "weight"]
        numbers = [[pair_features(unit, anchor, span, anchors, rivals) for span in spans] for anchor in anchors]
        hidden = left[:, None] + right[None] + table[np.array(numbers)].sum(2)
        scores: Floats = _linear(self._weights, part.format("score"), _gelu(hidden))[..., 0]
        return scores


def classify(weights: Weights, part: str, represented: Floats) -> Floats:
    """Return the probabilities of a classifier's labels, `[rows, labels]`."""
    return softmax(_linear(weights, f"{part}.", represented))


def softmax(scores: Floats) -> Floats:
    """Return `scores` as probabilities over the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    chances: Floats = (powers / powers.sum(-1, keepdims=True)).astype(np.float32)
    return chances


def _linear(weights: Weights, part: str, x: Floats) -> Floats:
    y: Floats = x @ weights[part + "weight"].T + weights[part + "bias"]
    return y


def _gelu(x: Floats) -> Floats:
    """Gaussian error linear unit with Abramowitz and Stegun's erf (7.1.26, error below 2e-7)."""
    z = np.abs(x) * np.float32(0.70710678)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    y: Floats = (0.5 * x * (1 + np.sign(x) * (1 - series * np.exp(-z * z)))).astype(np.float32)
    return y
