"""Learn the weights of `onrecord.link.changes` from changed and unchanged pairs of reference translations.

    python -m training.alignments.changes PAIRS.jsonl… -o src/onrecord/link/changes.json
    python -m training.alignments.changes PAIRS.jsonl… --cross

`BUDGET` is the share of unchanged pairs on which each kind of change may be named.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.evaluate.edits import edit, lowered
from onrecord.link import changes, likeness
from onrecord.link.embedding import default_embedder
from onrecord.link.likeness import Scorer, Sides, WordVectors
from onrecord.link.pairing import pair

from .fit import read, regress

BUDGET = {"number": 0.020, "actor": 0.012, "negation": 0.020, "modality": 0.014, "omission": 0.014}
KINDS = {"number": "number", "name": "actor", "negation": "negation", "modal": "modality", "clause": "omission"}
Row = tuple[str, str, dict[str, float]]
"""What was done to the pair (`none` or a kind), the kind the features are for, and the features."""


def rows(path: Path, every: int) -> list[Row]:
    background = likeness.load().background
    sides, embedder = Sides(background), default_embedder()
    vectors = WordVectors(embedder) if embedder else None
    records = read(path)[::every]
    if vectors:
        vectors.learn([sides(r[s]) for r in records for s in "ab"])
    common = lowered([r[s] for r in records for s in "ab"])
    found: list[Row] = []
    for record in records:
        for done, text in [
            ("none", record["b"]),
            *((KINDS[e.kind], e.text) for e in edit(record["a"], record["b"], common)),
        ]:
            laid = pair(sides(record["a"]), sides(text), vectors)
            if laid is not None:
                asked = changes.examine(laid, background, embedder)
                found += [(done, c.kind, changes.features_of(c)) for c in asked if done in {"none", c.kind}]
    print(path.name, len(found), flush=True)
    return found


def learn(found: list[Row]) -> dict[str, Any]:
    model: dict[str, Any] = {"scorers": {}, "thresholds": {}}
    for kind, budget in BUDGET.items():
        mine = [r for r in found if r[1] == kind]
        names = sorted({n for _, _, f in mine for n in f})
        x = np.array([[f.get(n, 0.0) for n in names] for _, _, f in mine])
        y = np.array([done != "none" for done, _, _ in mine], float)
        model["scorers"][kind] = {"features": names, **regress(x, y)}
        odds = odds_of(model["scorers"][kind], [f for _, _, f in mine])
        unchanged = odds[y == 0]
        allowed = [t for t in np.unique(unchanged) if (unchanged > t).mean() <= budget]
        model["thresholds"][kind] = round(float(allowed[0]) + 1e-4, 4)
    return model


def odds_of(data: dict[str, Any], features: list[dict[str, float]]) -> np.ndarray:
    scorer = Scorer(
        tuple(data["features"]),
        np.array(data["mean"]),
        np.array(data["scale"]),
        np.array(data["weights"]),
        data["bias"],
    )
    full = [dict.fromkeys(data["features"], 0.0) | f for f in features]
    return np.array([scorer.odds(f) for f in full])


def report(model: dict[str, Any], found: list[Row]) -> None:
    shares = {}
    for kind, scorer in model["scorers"].items():
        mine = [r for r in found if r[1] == kind]
        odds = odds_of(scorer, [f for _, _, f in mine])
        done = np.array([d != "none" for d, _, _ in mine])
        named = odds > model["thresholds"][kind]
        shares[kind] = (round(float(named[done].mean()), 3), round(float(named[~done].mean()), 4))
    print(shares, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--cross", action="store_true")
    parser.add_argument("--every", type=int, default=1, help="use one record in so many")
    options = parser.parse_args()
    data = {path: rows(path, options.every) for path in options.pairs}
    if options.cross:
        languages = {path: read(path)[0]["source_language"] for path in data}
        for path in data:
            others = [r for p in data if languages[p] != languages[path] for r in data[p]]
            if others:
                print(path.name, end=" ")
                report(learn(others), data[path])
    if options.output:
        model = learn([r for found in data.values() for r in found])
        for path, found in data.items():
            print(path.name, end=" ")
            report(model, found)
        options.output.write_text(json.dumps(model, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
