"""How likely two sentences are renderings of one statement: evidence between them, and its learned weighing.

Input: two sentences (the quote's and the passage's). Output: named features, a log-odds, and reasons to show.
Weights were learned on the development halves of the WMT reference pairs (two independent English translations of
one sentence); training/alignments/ has the recipe and the model card.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from onrecord.record.accounts import Reason
from onrecord.text import numbers
from onrecord.text.compare import STOP, Weights, Word, words

from .embedding import Embedder, Vectors

NEGATIONS = frozenset(
    {"not", "no", "never", "none", "neither", "nor", "nobody", "nothing", "nowhere", "without", "cannot"}
)
_SAME_NAME = 0.87  # Jaro-Winkler of folded names; Cavusoglu / Cavushoglu 0.98, Lavrov / Lavrentiev 0.84


@dataclass(frozen=True)
class Side:
    """One sentence prepared for comparison. `weights` are those of its words, in order."""

    text: str
    words: tuple[Word, ...]
    stems: tuple[str, ...]
    weights: NDArray[np.float64]
    bag: Mapping[str, float]
    norm: float
    numbers: frozenset[float]
    names: tuple[str, ...]
    negations: int
    folded: str


def is_negation(key: str) -> bool:
    """Tell whether a folded word negates by itself ("not", "never", "won't")."""
    return key in NEGATIONS or key.endswith("n't")


class Sides:
    """Prepares sentences with the weights of one record, each once."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._known: dict[str, Side] = {}

    def __call__(self, text: str) -> Side:
        """Return `text` prepared."""
        side = self._known.get(text)
        if side is None:
            side = self._known[text] = self._prepare(text)
        return side

    def _prepare(self, text: str) -> Side:
        found = words(text)
        stems = tuple(w.stem for w in found)
        weights = np.array([self._weights.of(s) for s in stems])
        bag: dict[str, float] = {}
        for stem in stems:
            bag[stem] = bag.get(stem, 0.0) + 1.0
        bag = {stem: (1.0 + math.log(n)) * self._weights.of(stem) for stem, n in bag.items()}
        names = tuple(w.key for i, w in enumerate(found) if i and w.capital and w.key not in STOP and len(w.key) > 1)
        return Side(
            text, found, stems, weights, bag, math.sqrt(sum(v * v for v in bag.values())) or 1.0,
            frozenset(n.value for n in numbers.find(text)), names,
            sum(is_negation(w.key) for w in found), " ".join(w.key for w in found),
        )  # fmt: skip


class WordVectors:
    """The vectors of single words, each embedded once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._rows: dict[str, int] = {}
        self._matrix: Vectors = np.zeros((0, 0), np.float32)

    def learn(self, sides: Sequence[Side]) -> None:
        """Embed the words of many sentences at once."""
        new = sorted({w.key for side in sides for w in side.words} - self._rows.keys())
        if new:
            self._rows |= {key: len(self._rows) + i for i, key in enumerate(new)}
            rows = self._embedder.embed(new)
            self._matrix = np.concatenate([self._matrix, rows]) if len(self._matrix) else rows

    def of(self, side: Side) -> Vectors:
        """Return one row per word of `side`."""
        if any(w.key not in self._rows for w in side.words):
            self.learn([side])
        rows: Vectors = self._matrix[[self._rows[w.key] for w in side.words]]
        return rows


def cosine(a: Side, b: Side) -> float:
    """Return the cosine of the weighted stems of two sentences."""
    small, large = (a.bag, b.bag) if len(a.bag) <= len(b.bag) else (b.bag, a.bag)
    return sum(v * large[s] for s, v in small.items() if s in large) / (a.norm * b.norm)


def evidence(a: Side, b: Side) -> dict[str, float]:
    """Return the lexical evidence that `a` and `b` say the same, as named features, most of them in [0, 1]."""
    shared, both = a.numbers & b.numbers, a.numbers | b.numbers
    return {
        "lexical": cosine(a, b),
        "cover quote": _cover(a, b),
        "cover passage": _cover(b, a),
        "numbers shared": len(shared) / len(both) if both else 0.0,
        "numbers differ": len(a.numbers ^ b.numbers) / len(both) if both else 0.0,
        "names missing in passage": _missing(a, b),
        "names missing in quote": _missing(b, a),
        "length": abs(math.log((len(a.words) + 1) / (len(b.words) + 1))),
        "words alike": fuzz.token_sort_ratio(a.folded, b.folded) / 100,
        "letters alike": fuzz.ratio(a.folded, b.folded) / 100,
        "negation differs": float(abs(a.negations - b.negations)),
        "size": math.log(len(a.words) + 1),
    }


def _cover(a: Side, b: Side) -> float:
    total = float(a.weights.sum())
    hit = sum(w for s, w in zip(a.stems, a.weights, strict=True) if s in b.bag)
    return float(hit / total) if total else 0.0


def _missing(a: Side, b: Side) -> float:
    if not a.names:
        return 0.0
    keys = [w.key for w in b.words]
    lost = sum(all(JaroWinkler.similarity(name, key) <= _SAME_NAME for key in keys) for name in a.names)
    return lost / len(a.names)


def word_cosines(a: Side, b: Side, vectors: WordVectors) -> NDArray[np.float64]:
    """Return the similarity of every word of `a` to every word of `b`: 1 for a shared stem, else of their vectors."""
    same = np.array(a.stems, dtype=object)[:, None] == np.array(b.stems, dtype=object)[None, :]
    return np.where(same, 1.0, (vectors.of(a) @ vectors.of(b).T).astype(np.float64))


def soft_evidence(a: Side, b: Side, vectors: WordVectors) -> dict[str, float]:
    """Return how far each sentence's weight is met by like words of the other, the weaker of both directions."""
    if not a.words or not b.words:
        return {"synonyms": 0.0}
    similar = word_cosines(a, b, vectors)
    met_a = float((similar.max(1) * a.weights).sum() / a.weights.sum())
    met_b = float((similar.max(0) * b.weights).sum() / b.weights.sum())
    return {"synonyms": min(met_a, met_b)}


@dataclass(frozen=True)
class Scorer:
    """A logistic regression over named features."""

    features: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float

    def odds(self, found: Mapping[str, float]) -> float:
        """Return the log-odds that the pair is one statement; a feature that is not there counts as average."""
        values = np.array([found.get(name, mean) for name, mean in zip(self.features, self.mean, strict=True)])
        return float(((values - self.mean) / self.scale) @ self.weights + self.bias)


@dataclass(frozen=True)
class Likeness:
    """The learned scorers: `words` needs no encoder, `sentences` uses one, `foreign` compares two languages.

    `accept` and `reject` are log-odds per scorer, see training/alignments/README.md on what they were tuned.
    """

    scorers: Mapping[str, Scorer]
    accept: Mapping[str, float]
    reject: Mapping[str, float]
    background: Weights


def probability(odds: float) -> float:
    """Return log-odds as a probability in [0, 1]."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


@lru_cache(maxsize=1)
def load() -> Likeness:
    """Return the shipped weights."""
    data: dict[str, Any] = json.loads(files("onrecord.link").joinpath("likeness.json").read_text(encoding="utf-8"))
    return from_json(data)


def from_json(data: Mapping[str, Any]) -> Likeness:
    """Build a `Likeness` from what training/alignments/fit.py wrote."""
    scorers = {
        name: Scorer(
            tuple(s["features"]), np.array(s["mean"]), np.array(s["scale"]), np.array(s["weights"]), float(s["bias"])
        )
        for name, s in data["scorers"].items()
    }
    background = data["background"]
    return Likeness(
        scorers, dict(data["accept"]), dict(data["reject"]), Weights(background["counts"], background["total"])
    )


def reasons(found: Mapping[str, float]) -> tuple[Reason, ...]:
    """Return the evidence of a pair as reasons in [0, 1], 1 speaking for one statement."""
    shown = {
        "lexical": found.get("cover quote", 0.0),
        "semantic": found.get("semantic", -1.0),
        "numbers": 1.0 - found.get("numbers differ", 0.0),
        "names": 1.0 - found.get("names missing in passage", 0.0),
        "negation": 1.0 - found.get("negation differs", 0.0),
        "length": math.exp(-found.get("length", 0.0)),
    }
    return tuple(Reason(n, round(max(0.0, min(1.0, v)), 3)) for n, v in shown.items() if v > -1.0 or n != "semantic")
