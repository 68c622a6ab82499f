"""The numbers behind pledges: a linear score of each sentence, corrected by the sentences around it.

Promises stand together: a list of them, a chapter that opens with "We will:". So a sentence's own score is only the
first of a few columns of a second, small regression; the others are the scores of its neighbours, of its surroundings
and of the whole text. numpy only.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .pledge_features import wording, words

Numbers = NDArray[np.float64]
WEIGHTS = "pledges.json.gz"
WORDS, WORDING = 3.0, 0.3
"""How much the two groups of features weigh before training; chosen with one manifesto left out at a time."""
FIRM = 0.4
"""Chance from which a pledge counts as firm; chosen likewise."""
_NEAR = (1, 2, 3, -1, -2, -3)
_AROUND = (5, 15)
_OUTSIDE = -2.0
"""Log odds of what stands before the first and behind the last sentence: no promise."""
_TEXT = 15
"""Sentences below which a text has no surroundings worth asking."""
_SURE = 0.003  # a first score is no surer than this, or one odd sentence would pull its neighbours


@dataclass(frozen=True)
class PledgeModel:
    """Weights by feature: is it a pledge, is a pledge firm; `context` weighs the columns of `surroundings`."""

    pledge: Mapping[str, float]
    firm: Mapping[str, float]
    context: tuple[float, ...]
    threshold: float

    def judge(self, sentences: Sequence[str]) -> list[tuple[float, float]]:
        """Return of each sentence of one text the chance that it is a pledge, and that it is firm if it is one.

        Args:
            sentences: all sentences of the text, in its order.
        """
        described = [described_by(sentence) for sentence in sentences]
        if not described:
            return []
        own = sigmoid(np.array([_score(self.pledge, one) for one in described]))
        chances = own
        if len(own) >= _TEXT:
            columns = np.hstack([surroundings(own), np.ones((len(own), 1))])
            chances = sigmoid(columns @ np.array(self.context))
        firm = sigmoid(np.array([_score(self.firm, one) for one in described]))
        return list(zip(chances.tolist(), firm.tolist(), strict=True))


def described_by(sentence: str) -> dict[str, float]:
    """Return a sentence's features with their values: words share a fixed length, wording counts as it is."""
    said = words(sentence)
    value = WORDS / float(np.sqrt(len(said)))
    return {**dict.fromkeys(said, value), **dict.fromkeys((f"_{name}" for name in wording(sentence)), WORDING)}


def surroundings(own: Numbers) -> Numbers:
    """Return the columns that the second regression weighs, one row per sentence of one text.

    Args:
        own: each sentence's first chance of being a pledge, in [0, 1].
    """
    own = np.clip(own, _SURE, 1 - _SURE)
    columns = [_odds(own)]
    columns += [_shifted(_odds(own), by) for by in _NEAR]
    columns += [_odds(np.clip(_mean_around(own, reach), 0.01, 0.99)) for reach in _AROUND]
    columns.append(np.full(len(own), float(_odds(own.mean()))))
    return np.stack(columns, 1)


def sigmoid(values: Numbers) -> Numbers:
    """Return the chances of log odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(values, -30, 30))), np.float64)


def _odds(chances: Any) -> Any:
    return np.log(chances / (1 - chances))


def _shifted(values: Numbers, by: int) -> Numbers:
    """Return the values of the sentences `by` places before (after, if negative)."""
    moved = np.full(len(values), _OUTSIDE)
    if 0 < by < len(values):
        moved[by:] = values[:-by]
    elif 0 < -by < len(values):
        moved[:by] = values[-by:]
    return moved


def _mean_around(own: Numbers, reach: int) -> Numbers:
    """Return the mean chance of up to `reach` sentences to either side, the sentence itself left out."""
    total = np.concatenate([[0.0], np.cumsum(own)])
    places = np.arange(len(own))
    low, high = np.maximum(0, places - reach), np.minimum(len(own), places + reach + 1)
    return np.asarray((total[high] - total[low] - own) / np.maximum(1, high - low - 1), np.float64)


def _score(weights: Mapping[str, float], described: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in described.items())


@cache
def load(name: str = WEIGHTS) -> PledgeModel | None:
    """Return the shipped weights, None if this installation has none."""
    source = files(__package__) / name
    if not source.is_file():
        return None
    raw = json.loads(gzip.decompress(source.read_bytes()))
    scaled = {part: {k: v * raw["scale"] for k, v in raw[part].items()} for part in ("pledge", "firm")}
    return PledgeModel(scaled["pledge"], scaled["firm"], tuple(raw["context"]), raw["threshold"])
