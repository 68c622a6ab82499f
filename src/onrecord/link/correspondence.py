"""Which word of one sentence answers to which of the other, one to one, and stretches that answer to nothing.

Input: the similarities of all words. Output: partners (the most alike first, like neighbours count), an alignment
that keeps the order, and the stretch of a sentence with most weight unmet.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.text.compare import STOP

from .likeness import Side
from .pairing import Pairing

Floats = NDArray[np.float64]

_ANSWERS = 0.3  # similarity from which two words may be partners
_NEIGHBOURS = 0.2  # how much the words before and behind count
_ROUNDS = 3  # rounds of mutual best choice (iterative intersection, Jalili Sabet et al. 2020); more find few
_KEPT_ORDER = 0.4  # similarity a pair must have to be worth its place in the ordered alignment
_UNMET, _MET = 0.75, 0.3  # similarity from which a word is wholly met, below which it is wholly unmet
_STOP_WEIGHT = 0.15  # of a word that says little by itself


@dataclass(frozen=True)
class Half:
    """One side of a correspondence.

    `partner` is the index of each word's partner or -1, `likeness` their similarity, `weights` what its words weigh,
    `unmet` how far a word has no partner, `unmet_anywhere` how far no word at all is like it; both in [0, 1].
    """

    side: Side
    partner: NDArray[np.int64]
    likeness: Floats
    weights: Floats
    unmet: Floats
    unmet_anywhere: Floats

    @property
    def lost(self) -> float:
        """The weight that has no partner."""
        return float((self.weights * self.unmet).sum())


def halves(pairing: Pairing) -> tuple[Half, Half]:
    """Return both sides with their partners."""
    first, second = partners(pairing.similar)
    return (
        _half(pairing.first, first, pairing.similar),
        _half(pairing.second, second, pairing.similar.T),
    )


def _half(side: Side, partner: NDArray[np.int64], similar: Floats) -> Half:
    likeness = np.where(partner >= 0, similar[np.arange(len(partner)), partner], 0.0)
    telling = np.array([1.0 if w.key not in STOP else _STOP_WEIGHT for w in side.words])
    return Half(side, partner, likeness, side.weights * telling, _unmet(likeness), _unmet(similar.max(1)))


def _unmet(likeness: Floats) -> Floats:
    return np.clip((_UNMET - likeness) / (_UNMET - _MET), 0.0, 1.0)


def partners(similar: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return, for the words of either side, the index of their partner, -1 for none."""
    wide = np.pad(similar, 1)
    score = similar + _NEIGHBOURS * (wide[:-2, :-2] + wide[2:, 2:])
    first, second = (np.full(n, -1, np.int64) for n in similar.shape)
    for _ in range(_ROUNDS):
        best, back = score.argmax(1), score.argmax(0)
        rows = np.flatnonzero((back[best] == np.arange(len(first))) & (first < 0) & (second[best] < 0))
        rows = rows[similar[rows, best[rows]] > _ANSWERS]
        if not len(rows):
            break
        first[rows], second[best[rows]] = best[rows], rows
        score[first >= 0, :] = -9.0
        score[:, second >= 0] = -9.0
    return first, second


def ordered(similar: Floats) -> list[tuple[int, int]]:
    """Return the pairs of words of the best alignment that keeps the order (Needleman and Wunsch 1970)."""
    rows, columns = similar.shape
    gain = np.maximum(similar - _KEPT_ORDER, 0.0)
    best = np.zeros((rows + 1, columns + 1))
    for i in range(rows):
        best[i + 1, 1:] = np.maximum.accumulate(np.maximum(best[i, 1:], best[i, :-1] + gain[i]))
    pairs = []
    i, j = rows, columns
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def stretch(gains: Floats) -> tuple[float, int, int]:
    """Return the run of words with the highest sum and where it stands (maximum subarray, Kadane)."""
    best, first, end, running, start = 0.0, 0, 0, 0.0, 0
    for i, gain in enumerate(gains):
        if running <= 0.0:
            running, start = 0.0, i
        running += float(gain)
        if running > best:
            best, first, end = running, start, i + 1
    return best, first, end


def gaps(similar: Floats, mine: Half, other: Half) -> tuple[float, float]:
    """Return the heaviest unmet stretch between ordered pairs, alone and less what stands there on the other side."""
    path = [(-1, -1), *ordered(similar), similar.shape]
    alone = net = 0.0
    for (a, b), (c, d) in pairwise(path):
        lost = float((mine.weights[a + 1 : c] * mine.unmet_anywhere[a + 1 : c]).sum())
        alone = max(alone, lost)
        net = max(net, lost - float(other.weights[b + 1 : d].sum()))
    return alone, net
