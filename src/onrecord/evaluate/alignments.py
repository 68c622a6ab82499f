"""Scores of alignment: is the counterpart found, is a non-counterpart taken for it, is a change named.

A FILE of records with `a`, `b` (two independent translations of one sentence) gives

* `recall_at_1`: for each `a`, the best of all `b` is its own (or has the very same words);
* `edited_pairs`: changes made to `b` on purpose (see `evaluate.edits`): `change_named`, the share that is named with
  its kind, `false_alarms`, the share of unchanged pairs on which anything is named, and both `by_kind`. The speaker
  is exchanged too: named if the quote is then not accepted as the other speaker's.
* `false_accepts_at_95_recall`: with the threshold at which 95 % of the counterparts pass, the share of `a` whose
  best wrong `b` passes too. For that question the counterpart is taken out of the pool: the quote is then not on
  record, and whatever passes is a false accept.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.link.differences import Comparer
from onrecord.link.embedding import Embedder, default_embedder
from onrecord.link.likeness import Likeness, Sides, load
from onrecord.link.matching import Matcher, Ranked

from .edits import edit, lowered
from .options import Options

_DEFAULT: Any = object()
EDITED = 500  # records, evenly over the file, from which edited pairs are made: enough for a share to within 2 points


def score(paths: Sequence[Path], options: Options) -> dict[str, object]:
    """Return the figures of each file, and their mean over files under the plain names."""
    results: dict[str, dict[str, object]] = {}
    for path in paths:
        records = _read(path, options.limit)
        if records and {"a", "b"} <= records[0].keys():
            embedder = default_embedder() if options.use_model else None
            found = retrieval(records, embedder=embedder)
            results[path.name] = found | edited_pairs(records, embedder=embedder, limit=EDITED)
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


def edited_pairs(
    records: Sequence[Mapping[str, Any]], *, embedder: Embedder | None = _DEFAULT, limit: int = EDITED
) -> dict[str, object]:
    """Return `change_named` and `false_alarms` of pairs changed on purpose, and both by kind of change."""
    embedder = default_embedder() if embedder is _DEFAULT else embedder
    common = lowered([str(r[side]) for r in records for side in ("a", "b")])
    step = max(1, len(records) // limit)
    chosen = [(str(r["a"]), str(r["b"])) for r in records[::step]]
    comparer = Comparer(Sides(load().background), embedder)
    named: dict[str, list[bool]] = defaultdict(list)
    alarms: Counter[str] = Counter()
    alarmed = 0
    for a, b in chosen:
        kinds = {d.kind for d in comparer.between(a, b)}
        alarms.update(kinds)
        alarmed += bool(kinds)
        for made in edit(a, b, common):
            named[made.kind].append(bool(made.accepted & {d.kind for d in comparer.between(a, made.text)}))
    named["speaker"] = speakers_exchanged(chosen, embedder)
    outcomes = [outcome for kind in named.values() for outcome in kind]
    return {
        "change_named": sum(outcomes) / max(1, len(outcomes)),
        "false_alarms": alarmed / max(1, len(chosen)),
        "by_kind": {kind: {"edited": len(v), "named": sum(v) / max(1, len(v))} for kind, v in sorted(named.items())},
        "alarms_by_kind": {kind: count / max(1, len(chosen)) for kind, count in sorted(alarms.items())},
    }


def speakers_exchanged(pairs: Sequence[tuple[str, str]], embedder: Embedder | None) -> list[bool]:
    """Return, for each pair, whether the quote `a` is refused when another speaker's record is searched for it.

    Two speakers share the `b` of all pairs between them, so that each has a record of like matter.
    """
    halves = [[b for n, (_, b) in enumerate(pairs) if n % 2 == side] for side in (0, 1)]
    refused = []
    for side in (0, 1):
        if not halves[1 - side]:
            continue
        asked = [a for n, (a, _) in enumerate(pairs) if n % 2 == side]
        own = {b for n, (_, b) in enumerate(pairs) if n % 2 == side}
        matcher = Matcher(halves[1 - side], embedder=embedder)
        accept = load().accept
        for found in matcher.rank(asked):
            wrong = [r for r in found if halves[1 - side][r.index] not in own]
            refused.append(not any(r.odds >= accept[r.scorer] for r in wrong[:1]))
    return refused
