"""Scores of alignment: is the counterpart found, is a non-counterpart taken for it, is a change named.

A FILE of records with `a`, `b` (two independent translations of one sentence) gives

* `recall_at_1`: for each `a`, the best of all `b` is its own (or has the very same words);
* `false_accepts_at_95_recall`: with the threshold at which 95 % of the counterparts pass, the share of `a` whose
  best wrong `b` passes too. For that question the counterpart is taken out of the pool: the quote is then not on
  record, and whatever passes is a false accept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.link.embedding import Embedder, default_embedder
from onrecord.link.likeness import Likeness
from onrecord.link.matching import Matcher, Ranked

from .options import Options

_DEFAULT: Any = object()


def score(paths: Sequence[Path], options: Options) -> dict[str, object]:
    """Return the figures of each file, and their mean over files under the plain names."""
    results: dict[str, dict[str, object]] = {}
    for path in paths:
        records = _read(path, options.limit)
        if records and {"a", "b"} <= records[0].keys():
            embedder = default_embedder() if options.use_model else None
            results[path.name] = retrieval(records, embedder=embedder)
    if len(results) == 1:
        return next(iter(results.values()))
    return dict(results)


def _read(path: Path, limit: int | None) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    return records[:limit]


def retrieval(
    records: Sequence[Mapping[str, Any]],
    *,
    embedder: Embedder | None = _DEFAULT,
    likeness: Likeness | None = None,
) -> dict[str, object]:
    """Return `recall_at_1` and `false_accepts_at_95_recall` of the pairs `a`, `b` of `records`."""
    quotes, passages = [str(r["a"]) for r in records], [str(r["b"]) for r in records]
    embedder = default_embedder() if embedder is _DEFAULT else embedder
    matcher = Matcher(passages, embedder=embedder, likeness=likeness)
    ranked = matcher.rank(quotes)
    hits = sum(bool(found) and passages[found[0].index] == passages[n] for n, found in enumerate(ranked))
    right = [_odds_of(found, passages, passages[n]) for n, found in enumerate(ranked)]
    wrong = [
        max((r.odds for r in found if passages[r.index] != passages[n]), default=float("-inf"))
        for n, found in enumerate(matcher.rank(quotes, without=range(len(quotes))))
    ]
    threshold = sorted(right)[int(0.05 * len(right))]
    return {
        "pairs": len(quotes),
        "recall_at_1": hits / len(quotes),
        "false_accepts_at_95_recall": sum(odds >= threshold for odds in wrong) / len(quotes),
    }


def _odds_of(found: Sequence[Ranked], passages: Sequence[str], own: str) -> float:
    return max((r.odds for r in found if passages[r.index] == own), default=float("-inf"))
