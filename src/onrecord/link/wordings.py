"""Do two short stretches of text mean the same thing? For topics and undertakings told in different words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.record.accounts import Claim
from onrecord.text.compare import Weights

from .embedding import Embedder
from .likeness import Sides, cosine, evidence

_LIKE = 0.62  # half cosine of words, half of vectors; read off topics of the examples, where the next lower were apart
_LIKE_WORDS = 0.5  # without vectors


class Same:
    """Compares wordings; prepared once for all meetings."""

    def __init__(self, weights: Weights, embedder: Embedder | None) -> None:
        self.weights = weights
        self._sides, self._embedder = Sides(weights), embedder

    def score(self, one: str, two: str) -> float:
        """Return in [0, 1] how alike two wordings are; what is wholly contained counts as alike."""
        a, b = self._sides(one), self._sides(two)
        if not a.words or not b.words:
            return 0.0
        found = evidence(a, b)
        words_ = max(cosine(a, b), 0.9 * max(found["cover quote"], found["cover passage"]))
        if self._embedder is None:
            return words_ if words_ >= _LIKE_WORDS else 0.5 * words_
        return 0.5 * words_ + 0.5 * max(0.0, float(np.dot(*self._embedder.embed([one, two]))))

    def merge(self, groups: Sequence[list[Claim]]) -> list[list[Claim]]:
        """Join groups of different documents whose wordings are alike, the most alike first."""
        if self._embedder is not None:
            self._embedder.embed([g[0].evidence.exact for g in groups])  # all at once is quicker, and remembered
        joined = [list(g) for g in groups]
        pairs = sorted(
            (
                (-self.score(g[0].evidence.exact, h[0].evidence.exact), i, j)
                for i, g in enumerate(groups)
                for j, h in enumerate(groups[:i])
                if not {c.document_id for c in g} & {c.document_id for c in h}
            ),
        )
        home = list(range(len(groups)))
        for score, i, j in pairs:
            if -score < _LIKE:
                break
            one, two = home[i], home[j]
            if one == two or {c.document_id for c in joined[one]} & {c.document_id for c in joined[two]}:
                continue
            joined[two] += joined[one]
            joined[one] = []
            home = [two if h == one else h for h in home]
        return [g for g in joined if g]
