"""Learn the trees of `onrecord.link.changes` from changed and unchanged pairs of reference translations.

    uv run --with lightgbm python -m training.alignments.changes PAIRS.jsonl… -o src/onrecord/link/changes.json
    uv run --with lightgbm python -m training.alignments.changes PAIRS.jsonl… --cross

Either side of a pair is changed in turn; names are exchanged for names of other sentences of the file. `BUDGET` is the
share of unchanged pairs of the least faithful file on which each kind of change may be named, by trees that have
not seen the pair (five folds).
"""

from __future__ import annotations

import argparse
import json
import pickle
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from onrecord.evaluate.edits import edit, lowered, names
from onrecord.link import changes, likeness, trees
from onrecord.link.embedding import default_embedder
from onrecord.link.likeness import Sides, WordVectors
from onrecord.link.pairing import pair

from .fit import read

BUDGET = {"number": 0.020, "actor": 0.020, "negation": 0.027, "modality": 0.009, "omission": 0.020}
KINDS = {"number": "number", "name": "actor", "negation": "negation", "modal": "modality", "clause": "omission"}
FOLDS = 5
TREES = 150
GROWN = {
    "objective": "binary", "num_leaves": 7, "learning_rate": 0.06, "min_child_samples": 40, "feature_fraction": 0.5,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "verbose": -1, "num_threads": 1, "seed": 1,
    "deterministic": True,
}  # fmt: skip
Row = tuple[int, str, str, dict[str, float]]
"""Number of the pair, what was done to it (`none` or a kind), the kind the features are for, and the features."""


def rows(path: Path, every: int) -> list[Row]:
    background = likeness.load().background
    sides, embedder = Sides(background), default_embedder()
    vectors = WordVectors(embedder) if embedder else None
    records = read(path)[::every]
    if vectors:
        vectors.learn([sides(r[s]) for r in records for s in "ab"])
    texts = [r[s] for r in records for s in "ab"]
    common = lowered(texts)
    strange = names(texts, common)
    found: list[Row] = []
    for number, record in enumerate(records):
        for one, two in ((record["a"], record["b"]), (record["b"], record["a"])):
            done = [("none", two), *((KINDS[e.kind], e.text) for e in edit(one, two, common, strange))]
            for kind, text in done:
                for first, second in ((one, text), (text, one)) if kind == "omission" else ((one, text),):
                    laid = pair(sides(first), sides(second), vectors)
                    if laid is not None:
                        asked = changes.examine(laid, background, embedder)
                        found += [(number, kind, c.kind, c.features) for c in asked if kind in {"none", c.kind}]
    print(path.name, len(found), flush=True)
    return found


def table(found: list[Row], kind: str, features: list[str] | None = None) -> tuple[Any, Any, Any, list[str]]:
    mine = [r for r in found if r[2] == kind]
    named = features or sorted({n for *_, f in mine for n in f})
    x = np.array([[f.get(n, 0.0) for n in named] for *_, f in mine])
    return x, np.array([r[1] != "none" for r in mine], float), np.array([r[0] for r in mine]), named


def grow(x: Any, y: Any) -> Any:
    weights = np.where(y == 1, (y == 0).sum() / max(1, (y == 1).sum()), 1.0)
    return lightgbm.train(GROWN, lightgbm.Dataset(x, y, weight=weights), TREES)


def learn(data: dict[Path, list[Row]]) -> dict[str, Any]:
    model: dict[str, Any] = {"forests": {}, "thresholds": {}}
    everything = [(n + 10_000 * i, *rest) for i, found in enumerate(data.values()) for n, *rest in found]
    for kind, budget in BUDGET.items():
        x, y, group, features = table(everything, kind)  # type: ignore[arg-type]
        unseen = np.zeros(len(y))
        for fold in range(FOLDS):
            held = group % FOLDS == fold
            unseen[held] = grow(x[~held], y[~held]).predict(x[held], raw_score=True)
        cuts = []
        for i in range(len(data)):
            mine = (group // 10_000 == i) & (y == 0)
            cuts.append(float(np.quantile(unseen[mine], 1 - budget, method="higher")))
            named = unseen[(group // 10_000 == i) & (y == 1)] > cuts[-1]
            print(kind, list(data)[i].name, "unseen at its own budget", round(float(named.mean()), 3), flush=True)
        model["thresholds"][kind] = round(max(cuts) + 1e-4, 4)
        model["forests"][kind] = flat(grow(x, y).dump_model(), features)
    return model


def flat(dumped: dict[str, Any], features: list[str]) -> dict[str, Any]:
    """Return the trees as arrays, one entry per node; leaves point at themselves."""
    made: dict[str, Any] = {"features": features, "roots": [], "depth": 0}
    nodes: dict[str, list[Any]] = {"feature": [], "cut": [], "left": [], "right": [], "value": []}

    def add(node: dict[str, Any], depth: int) -> int:
        at = len(nodes["value"])
        for name, value in (("feature", 0), ("cut", 0.0), ("left", at), ("right", at), ("value", 0.0)):
            nodes[name].append(value)
        made["depth"] = max(made["depth"], depth)
        if "leaf_value" in node:
            nodes["value"][at] = round(node["leaf_value"], 5)
            return at
        nodes["feature"][at], nodes["cut"][at] = node["split_feature"], float(f"{node['threshold']:.6g}")
        nodes["left"][at] = add(node["left_child"], depth + 1)
        nodes["right"][at] = add(node["right_child"], depth + 1)
        return at

    made["roots"] = [add(tree["tree_structure"], 0) for tree in dumped["tree_info"]]
    return made | nodes


def report(model: dict[str, Any], found: list[Row]) -> None:
    shares = {}
    for kind, dumped in model["forests"].items():
        forest = trees.from_json(dumped)
        mine = [r for r in found if r[2] == kind]
        named = np.array([forest.odds(r[3]) > model["thresholds"][kind] for r in mine])
        done = np.array([r[1] != "none" for r in mine])
        shares[kind] = (round(float(named[done].mean()), 3), round(float(named[~done].mean()), 4))
    print(shares, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--cross", action="store_true", help="each language by trees grown on the others")
    parser.add_argument("--every", type=int, default=1, help="use one record in so many")
    parser.add_argument("--kept", type=Path, help="keep the features here between runs")
    options = parser.parse_args()
    if options.kept and options.kept.exists():
        data = pickle.loads(options.kept.read_bytes())
    else:
        data = {path: rows(path, options.every) for path in options.pairs}
    if options.kept:
        options.kept.write_bytes(pickle.dumps(data))
    languages = {path: read(path)[0]["source_language"] for path in data}
    for path in data if options.cross else ():
        others = {p: found for p, found in data.items() if languages[p] != languages[path]}
        if others:
            print(path.name, "by trees of other languages", flush=True)
            report(learn(others), data[path])
    if options.output:
        options.output.write_text(json.dumps(learn(data), sort_keys=True, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
