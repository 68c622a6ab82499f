"""A name exchanged for another: evidence from names that the other rendering does not have.

Input: two sentences laid beside each other. Output: features, and the two names that stand in one place. Names are
paired off first, across spellings; what is left on both sides in like surroundings was exchanged, what is left on one
side was left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import JaroWinkler

from onrecord.text.compare import STEM, STOP, Weights

from .likeness import Side
from .pairing import Pairing

SAME = 0.82
"""Jaro-Winkler from which two names may be spellings of one."""

_OPENING = 4  # letters that names of one root share: "Moravian", "Moravskoslezsky"
_NEAR = 4  # words to either side that are a name's surroundings
_RANK_OF_NEIGHBOURS = ((-2, 1.0), (-1, 2.0), (1, 2.0), (2, 1.0))
_ALIKE = 0.7  # similarity of neighbours that answer to each other
_USUAL = 2.0  # sentences of the background that hold a stem from which the word is no rare name


@dataclass(frozen=True, slots=True)
class _Exchange:
    rank: float
    first: int
    second: int
    features: dict[str, float]


def exchanged(pairing: Pairing, common: Weights) -> tuple[dict[str, float], int, int]:
    """Return the features of the likeliest exchange of names, and the indices of both words (-1 for none)."""
    x, y = pairing.first, pairing.second
    mine, theirs = _names(x), _names(y)
    same = _paired(x, mine, y, theirs)
    left, opening = _left(x, [i for i in mine if i not in same], y, common)
    other, other_opening = _left(y, [j for j in theirs if j not in same.values()], x, common)
    features = {
        "fewest": float(min(len(left), len(other))), "most": float(max(len(left), len(other))),
        "paired": float(len(same)), "opening": float(len(opening) + len(other_opening)),
    }  # fmt: skip
    tried = [_exchange(pairing, common, same, i, j) for i in left or opening for j in other or other_opening]
    if not tried:
        return features, -1, -1
    best = max(tried, key=lambda e: (e.rank, -e.first, -e.second))
    return features | best.features, best.first, best.second


def lost_names(side: Side, other: Side, common: Weights) -> list[int]:
    """Return the names of a sentence that the other has no form of."""
    mine = _names(side)
    same = _paired(side, mine, other, _names(other))
    return _left(side, [i for i in mine if i not in same], other, common)[0]


def _names(side: Side) -> list[int]:
    return [
        i for i, w in enumerate(side.words) if w.capital and w.key not in STOP and len(w.key) > 1 and w.key[0].isalpha()
    ]


def _paired(x: Side, mine: Sequence[int], y: Side, theirs: Sequence[int]) -> dict[int, int]:
    """Pair the names of both sides off, the most alike first, of equals those at like places."""
    alike = sorted(
        (-_alike(x.words[i].key, y.words[j].key), abs(i / len(x.words) - j / len(y.words)), i, j)
        for i in mine
        for j in theirs
    )
    same: dict[int, int] = {}
    for score, _, i, j in alike:
        if -score >= SAME and i not in same and j not in same.values():
            same[i] = j
    return same


def _alike(one: str, two: str) -> float:
    if one == two:
        return 1.0
    if min(len(one), len(two)) >= _OPENING and (one[:_OPENING] == two[:_OPENING] or one in two or two in one):
        return 0.9
    return JaroWinkler.similarity(one, two)


def _left(side: Side, names: Sequence[int], other: Side, common: Weights) -> tuple[list[int], list[int]]:
    """Return the names that the other side has no form of; apart, a usual word that only opens the sentence."""
    keys = [w.key for w in other.words]
    roots = {key[:STEM] for key in keys if key not in STOP and len(key) >= _OPENING}
    joined = [a + b for a, b in pairwise(keys)]
    initials = "".join(key[0] for key in keys)
    found: tuple[list[int], list[int]] = [], []
    for i in names:
        word = side.words[i]
        worded = word.span.of(side.text)
        abbreviated = worded.isupper() and len(worded) < 6 and word.key in initials
        if word.key in keys or abbreviated or word.key[:STEM] in roots:
            continue
        if len(word.key) >= _OPENING and any(word.key in two for two in joined):
            continue
        found[i == 0 and common.counts.get(word.stem, 0.0) > 0].append(i)
    return found


def _exchange(pairing: Pairing, common: Weights, same: Mapping[int, int], i: int, j: int) -> _Exchange:
    x, y, similar = pairing.first, pairing.second, pairing.similar
    rows, columns = similar.shape
    beside = sum(same.get(i + step, -9) == j + step for step in (-1, 1))
    near = sum(
        weight
        for step, weight in _RANK_OF_NEIGHBOURS
        if 0 <= i + step < rows and 0 <= j + step < columns and similar[i + step, j + step] > _ALIKE
    )
    around = _surroundings(pairing, i, j) + _surroundings(pairing.turned(), j, i)
    apart = abs(i / rows - j / columns)
    usual = sum(min(1.0, common.counts.get(w.stem, 0.0) / _USUAL) for w in (x.words[i], y.words[j]))
    opens = float(i == 0) + float(j == 0)
    rank = 3 * beside + near + 4 * around - 3 * apart - usual - opens
    best = float(np.max(similar[i])), float(np.max(similar[:, j]))
    ahead, behind = ((_is_name(x, i + step), _is_name(y, j + step)) for step in (1, -1))
    features = {
        "rank": rank, "beside": float(beside), "near": near, "around": around, "apart": apart, "usual": usual,
        "opens": opens, "alike": float(similar[i, j]), "next best": max(best), "next least": min(best),
        "letters": JaroWinkler.similarity(x.words[i].key, y.words[j].key),
        "names beside differ": float(ahead[0] != ahead[1]) + float(behind[0] != behind[1]),
        "names beside both": float(ahead[0] and ahead[1]) + float(behind[0] and behind[1]),
        "upper": float(x.words[i].span.of(x.text).isupper()) + float(y.words[j].span.of(y.text).isupper()),
        "rest": _rest(pairing, i) + _rest(pairing.turned(), j), "length": abs(math.log((rows + 1) / (columns + 1))),
    }  # fmt: skip
    return _Exchange(rank, i, j, features)


def _surroundings(pairing: Pairing, i: int, j: int) -> float:
    """Return how well the words around `i` are met by the words around `j`."""
    mine = [n for n in range(max(0, i - _NEAR), min(len(pairing.first.words), i + _NEAR + 1)) if n != i]
    theirs = [n for n in range(max(0, j - _NEAR), min(len(pairing.second.words), j + _NEAR + 1)) if n != j]
    if not mine or not theirs:
        return 0.0
    telling = np.array([0.2 if pairing.first.words[n].key in STOP else 1.0 for n in mine])
    weights = pairing.first.weights[mine] * telling
    return float((pairing.similar[np.ix_(mine, theirs)].max(1) * weights).sum() / weights.sum())


def _rest(pairing: Pairing, i: int) -> float:
    weights = pairing.first.weights.copy()
    weights[i] = 0.0
    return float((pairing.met_first * weights).sum() / (weights.sum() or 1.0))


def _is_name(side: Side, i: int) -> bool:
    return 0 <= i < len(side.words) and side.words[i].capital and side.words[i].key not in STOP
