"""Two sentences laid beside each other word by word, and the parts of one that the other has nothing for.

Input: two prepared sentences and, if an encoder is there, the vectors of their words. Output: similarities of words,
and clauses that may be missing on the other side with the evidence for it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.text.compare import STOP

from .embedding import Embedder
from .likeness import Side, WordVectors, word_cosines

_BREAK = re.compile(
    r",\s+|;\s+|:\s+|\s+[–—-]\s+|\s+\(|\)\s+|\s+(?=(?:and|or|but|because|which|who|where|when|while|if|unless|although|"
    r"though|that|so|after|before|since|with|without|in|on|at|from|for|to|by|as|due|during|according|including|of|into|"
    r"than|until|about)\s)",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 3, 0.65  # words of a clause; part of the sentence above which it is the sentence
_JOINED = 4  # neighbouring segments that may be one clause
_UNMET, _MET = 0.75, 0.3  # similarity from which a word is wholly met, below which it is wholly unmet
_TRIED = 2  # clauses per sentence that are looked at with the encoder


@dataclass(frozen=True)
class Pairing:
    """Two sentences and the similarity of every word of the first to every word of the second."""

    first: Side
    second: Side
    similar: NDArray[np.float64]

    @property
    def met_first(self) -> NDArray[np.float64]:
        """How well each word of the first sentence is met by the second."""
        return np.asarray(self.similar.max(1))

    @property
    def met_second(self) -> NDArray[np.float64]:
        """How well each word of the second sentence is met by the first."""
        return np.asarray(self.similar.max(0))

    def turned(self) -> Pairing:
        """Return the pairing with its sides exchanged."""
        return Pairing(self.second, self.first, self.similar.T)


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `first:end` of a sentence that may be missing in the other.

    `unmet` is the share of its weight that the other sentence does not meet, `share` that weight's part of the whole
    sentence, `gain` how much more alike the sentences are without it, `present` how like the clause is to the other.
    """

    first: int
    end: int
    unmet: float = 0.0
    share: float = 0.0
    gain: float = -0.1
    present: float = 1.0


def pair(first: Side, second: Side, vectors: WordVectors | None) -> Pairing | None:
    """Lay two sentences beside each other; None if one has no words."""
    if not first.words or not second.words:
        return None
    if vectors is not None:
        return Pairing(first, second, word_cosines(first, second, vectors))
    same = np.array(first.stems, dtype=object)[:, None] == np.array(second.stems, dtype=object)[None, :]
    return Pairing(first, second, same.astype(np.float64))


def missing_clause(pairing: Pairing, embedder: Embedder | None) -> Clause:
    """Return the clause of the first sentence that is most likely missing in the second."""
    side, met = pairing.first, pairing.met_first
    ranked = sorted(
        (_weigh(side, met, first, end) for first, end in _clauses(side)),
        key=lambda c: (-c.unmet * math.sqrt(c.end - c.first), c.first, c.end),
    )
    tried = [c for c in ranked[:_TRIED] if c.unmet >= 0.25]
    if not tried:
        return Clause(0, 0)
    if embedder is None:
        return tried[0]
    return max((_look(pairing, c, embedder) for c in tried), key=lambda c: (c.gain, -c.first))


def _look(pairing: Pairing, clause: Clause, embedder: Embedder) -> Clause:
    side = pairing.first
    start, end = side.words[clause.first].span.start, side.words[clause.end - 1].span.end
    rest = (side.text[:start].rstrip(" ,;–—(") + " " + side.text[end:].lstrip(" ,;–—)")).strip()
    other, whole, without, alone = embedder.embed([pairing.second.text, side.text, rest, side.text[start:end]])
    base = float(whole @ other)
    return Clause(
        clause.first, clause.end, clause.unmet, clause.share, float(without @ other) - base, float(alone @ other)
    )


def _clauses(side: Side) -> Sequence[tuple[int, int]]:
    ends = [0, *(m.end() for m in _BREAK.finditer(side.text)), len(side.text)]
    segments = []
    for start, end in pairwise(ends):
        inside = [i for i, w in enumerate(side.words) if start <= w.span.start < end]
        if inside:
            segments.append((inside[0], inside[-1] + 1))
    longest = _LONGEST * len(side.words)
    found = {
        (segments[i][0], segments[j][1])
        for i in range(len(segments))
        for j in range(i, min(i + _JOINED, len(segments)))
        if _SHORTEST <= segments[j][1] - segments[i][0] <= longest
    }
    return sorted(found)


def _weigh(side: Side, met: NDArray[np.float64], first: int, end: int) -> Clause:
    telling = np.array([w.key not in STOP for w in side.words[first:end]])
    weights = side.weights[first:end] * telling
    if not weights.sum():
        return Clause(first, end)
    unmet = float((weights * np.clip((_UNMET - met[first:end]) / (_UNMET - _MET), 0, 1)).sum())
    return Clause(first, end, unmet / float(weights.sum()), unmet / float(side.weights.sum()))
