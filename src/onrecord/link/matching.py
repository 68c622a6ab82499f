"""Ranking passages for quotes: find candidates, weigh the evidence, keep the reasons.

Input: the sentences of one pool (what one speaker has on record). Output: for each quote its best passages with
log-odds and features. The pool decides how: a small one is compared whole with an encoder; of a large one only
what the index finds is, and the encoder is asked only where words leave the answer open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.text.compare import Weights, stems

from .candidates import Index
from .embedding import Embedder, Vectors
from .likeness import Likeness, Side, Sides, WordVectors, evidence, load, soft_evidence

WHOLE = 3_000  # passages up to which all are embedded: about five seconds of one core
_CANDIDATES = 10  # per way of searching; the true passage was among them for 99.9 % of the WMT development pairs
_FEW = 5  # candidates from the index in a large pool
_RIVALS = 10
_CROWD = 50  # passages from which on "how close is the next best" says something


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage of the pool for one quote: log-odds of being the same statement, and the evidence.

    `scorer` names the weights that gave the odds; thresholds are per scorer.
    """

    index: int
    odds: float
    features: dict[str, float]
    scorer: str


class Matcher:
    """The passages of one pool, ready to be searched. Not shared between threads."""

    def __init__(
        self, pool: Sequence[str], *, embedder: Embedder | None, likeness: Likeness | None = None,
        weights: Weights | None = None, whole: bool | None = None,
    ) -> None:  # fmt: skip
        self._pool = pool
        self._likeness = likeness or load()
        self._embedder = embedder
        self._stems = [stems(text) for text in pool]
        self._weights = weights or self._likeness.background.learnt(self._stems)
        self._index = Index(self._stems, self._weights)
        self._sides = Sides(self._weights)
        self._words = WordVectors(embedder) if embedder else None
        self._whole = len(pool) <= WHOLE if whole is None else whole
        self._vectors: Vectors | None = None
        self._near: NDArray[np.int64] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every passage is compared with the encoder."""
        return self._embedder is not None and self._whole

    def rank(self, quotes: Sequence[str], without: Sequence[int] | None = None) -> list[list[Ranked]]:
        """Return, for each quote, its candidate passages, most likely first.

        Args:
            quotes: sentences.
            without: for each quote a passage to leave out, as if it were not on record (for measuring).
        """
        if self.is_whole:
            return [self._weigh(found) for found in self.gather(quotes, without)]
        return self._rank_large(quotes, without)

    def pair(self, quote: str, passage: str) -> Ranked:
        """Weigh one quote against any words, as a pair (`index` is -1)."""
        features = evidence(self._sides(quote), self._sides(passage))
        if self._embedder is not None:
            one, two = self._embed([quote, passage])
            features |= _semantic(float(one @ two))
        return self._weigh([(-1, features)])[0]

    def gather(
        self, quotes: Sequence[str], without: Sequence[int] | None = None
    ) -> Iterator[list[tuple[int, dict[str, float]]]]:
        """Yield, for each quote, its candidates in a pool compared whole, with all evidence."""
        pool_vectors = self._pool_vectors()
        quote_vectors = self._embed(quotes)
        sides = [self._sides(q) for q in quotes]
        assert self._words is not None
        self._words.learn([*sides, *(self._sides(text) for text in self._pool)])
        for number, (quote, side) in enumerate(zip(quotes, sides, strict=True)):
            left_out = without[number] if without else -1
            near = quote_vectors[number] @ pool_vectors.T
            if left_out >= 0:
                near[left_out] = -2.0
            chosen = {i for i, _ in self._index.search(stems(quote), _CANDIDATES + 1)} - {left_out}
            chosen |= {int(i) for i in np.argsort(-near, kind="stable")[:_CANDIDATES]} - {left_out}
            yield [(i, self._evidence(side, i, near, left_out)) for i in sorted(chosen)]

    def _evidence(self, side: Side, index: int, near: Vectors, left_out: int) -> dict[str, float]:
        other = self._sides(self._pool[index])
        assert self._words is not None
        found = evidence(side, other) | soft_evidence(side, other, self._words)
        found |= _semantic(float(near[index]))
        if len(self._pool) >= _CROWD:
            found["rivals of quote"] = _mean_of_best(near, index)
            found["rivals of passage"] = self._crowd(index, left_out)
        return found

    def _weigh(self, found: list[tuple[int, dict[str, float]]]) -> list[Ranked]:
        ranked = []
        for index, features in found:
            name = "rivals" if "rivals of quote" in features else "sentences" if "semantic" in features else "words"
            ranked.append(Ranked(index, self._likeness.scorers[name].odds(features), features, name))
        return sorted(ranked, key=lambda r: (-r.odds, r.index))

    def _rank_large(self, quotes: Sequence[str], without: Sequence[int] | None) -> list[list[Ranked]]:
        ranked = []
        for number, quote in enumerate(quotes):
            left_out = without[number] if without else -1
            side = self._sides(quote)
            chosen = [i for i, _ in self._index.search(stems(quote), _FEW + 1) if i != left_out][:_FEW]
            ranked.append(self._weigh([(i, evidence(side, self._sides(self._pool[i]))) for i in chosen]))
        if self._embedder is None:
            return ranked
        open_ = [n for n, found in enumerate(ranked) if self._is_open(found)]
        for start in range(0, len(open_), 512):
            self._look_closer([(quotes[n], ranked[n]) for n in open_[start : start + 512]])
        return ranked

    def _is_open(self, found: list[Ranked]) -> bool:
        """Words alone decide where the best passage is clearly the one, or clearly none is."""
        if not found:
            return False
        accept, reject = self._likeness.accept["words"], self._likeness.reject["words"]
        return reject - 2.0 < found[0].odds < accept + 2.0

    def _look_closer(self, pairs: list[tuple[str, list[Ranked]]]) -> None:
        """Weigh the two best candidates of each quote again, with the encoder, in place."""
        texts = sorted({text for quote, found in pairs for text in (quote, *(self._pool[r.index] for r in found[:2]))})
        vectors = dict(zip(texts, self._embed(texts), strict=True))
        for quote, found in pairs:
            closer = []
            for r in found[:2]:
                semantic = _semantic(float(vectors[quote] @ vectors[self._pool[r.index]]))
                closer.append((r.index, r.features | semantic))
            found[:] = self._weigh(closer)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        assert self._embedder is not None
        return self._embedder.embed(texts)

    def _pool_vectors(self) -> Vectors:
        if self._vectors is None:
            self._vectors = self._embed(self._pool)
        return self._vectors

    def _crowd(self, index: int, left_out: int) -> float:
        """Return how close the passage's ten nearest neighbours in the pool are to it."""
        vectors = self._pool_vectors()
        if self._near is None:
            self._near = np.full((len(self._pool), _RIVALS + 1), -1, np.int64)
        if self._near[index, 0] < 0:
            near = vectors @ vectors[index]
            near[index] = -2.0
            self._near[index] = np.argsort(-near, kind="stable")[: _RIVALS + 1]
        best = [i for i in self._near[index] if i != left_out][:_RIVALS]
        return float((vectors[best] @ vectors[index]).mean())


def _semantic(value: float) -> dict[str, float]:
    return {"semantic": value, "semantic squared": value * value}


def _mean_of_best(near: Vectors, index: int) -> float:
    """Return the mean of the ten highest similarities of a quote to passages other than `index`."""
    best = np.partition(near, len(near) - _RIVALS - 1)[-_RIVALS - 1 :]
    lowest, total = float(np.min(best)), float(np.sum(best))
    own = float(near[index])
    return (total - (own if own >= lowest else lowest)) / _RIVALS
