"""Quotes and passages in different languages: no word need be shared, so meaning and numbers decide.

Input: quotes of one language and passages of another. Output: candidates with log-odds and features, as `matching`
gives them for one language. Cosines of multilingual encoders are squeezed together; how far a pair stands above the
neighbours of both its sides tells more (cross-domain similarity local scaling, Conneau et al. 2018).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.text import numbers

from .embedding import Embedder
from .likeness import Likeness
from .matching import Ranked

NAME = "foreign"
"""The scorer of pairs in two languages."""

NEIGHBOURS = 10
_KEPT = 5


class ForeignMatcher:
    """Passages of one pool, searched with quotes of another language."""

    def __init__(self, pool: Sequence[str], *, embedder: Embedder, likeness: Likeness) -> None:
        self._pool, self._embedder, self._likeness = pool, embedder, likeness
        self._vectors = embedder.embed(pool)
        self._numbers = [_numbers(text) for text in pool]

    def rank(self, quotes: Sequence[str]) -> list[list[Ranked]]:
        """Return, for each quote, its likeliest passages."""
        if not quotes or not self._pool:
            return [[] for _ in quotes]
        near = (self._embedder.embed(quotes) @ self._vectors.T).astype(np.float64)
        crowd = _crowd(near.T)
        ranked = []
        for quote, row, own in zip(quotes, near, _crowd(near), strict=True):
            chosen = np.argsort(-(row - 0.5 * crowd), kind="stable")[:_KEPT]
            ranked.append(self._weigh(quote, [(int(i), float(row[i]), float(own + crowd[i])) for i in chosen]))
        return ranked

    def _weigh(self, quote: str, found: Sequence[tuple[int, float, float]]) -> list[Ranked]:
        mine = _numbers(quote)
        weighed = []
        for index, semantic, crowd in found:
            features = evidence(mine, self._numbers[index], semantic, crowd, quote, self._pool[index])
            weighed.append(Ranked(index, self._likeness.scorers[NAME].odds(features), features, NAME))
        return sorted(weighed, key=lambda r: (-r.odds, r.index))


def evidence(
    mine: frozenset[float], theirs: frozenset[float], semantic: float, crowd: float, quote: str, passage: str
) -> dict[str, float]:
    """Return the features of a pair; `crowd` is how close the neighbours of both are, summed."""
    both = mine | theirs
    return {
        "semantic": semantic, "margin": semantic - 0.5 * crowd,
        "numbers shared": len(mine & theirs) / len(both) if both else 0.0,
        "numbers differ": len(mine ^ theirs) / len(both) if both else 0.0,
        "length": abs(float(np.log((len(quote) + 10) / (len(passage) + 10)))),
    }  # fmt: skip


def _crowd(near: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return, for each row, the mean of its ten next highest similarities; in a small pool, of those there are."""
    ordered = -np.sort(-near, axis=1)
    rest = ordered[:, 1 : NEIGHBOURS + 1] if near.shape[1] > 1 else ordered
    return np.asarray(rest.mean(1))


def _numbers(text: str) -> frozenset[float]:
    """Return the numbers written in digits: number words are of one language."""
    return frozenset(n.value for n in numbers.find(text) if any(c.isdigit() for c in n.span.of(text)))
