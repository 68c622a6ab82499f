"""Learn the weights of `onrecord.link.likeness` from pairs of reference translations.

    python -m training.alignments.fit PAIRS.jsonl… --prose OFFICIAL.jsonl… -o src/onrecord/link/likeness.json
    python -m training.alignments.fit PAIRS.jsonl… --prose OFFICIAL.jsonl… --cross    # each language from the others

PAIRS are records with `a`, `b`, `source`, `source_language`. OFFICIAL have `text`: only how many of their sentences
hold a stem is kept, for stems of at least `RARE` sentences.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.link.embedding import default_embedder
from onrecord.link.likeness import Likeness, from_json
from onrecord.link.matching import Matcher
from onrecord.text import sentences
from onrecord.text.compare import Weights, stems

RARE = 8
OPEN = -1.386  # log-odds of 0.2
SCALED_TO = 4_000  # sentences the background counts as, so that a record of some size can outweigh it
WORDS = (
    "lexical", "cover quote", "cover passage", "numbers shared", "numbers differ", "names missing in passage",
    "names missing in quote", "length", "words alike", "letters alike", "negation differs", "size",
)  # fmt: skip
SENTENCES = (
    "lexical", "synonyms", "semantic", "semantic squared", "numbers shared", "numbers differ",
    "names missing in passage", "names missing in quote", "length", "words alike", "letters alike", "size",
)  # fmt: skip
LARGE = tuple(name for name in SENTENCES if name != "synonyms")
RIVALS = (*SENTENCES, "rivals of quote", "rivals of passage")
SETS = {"words": WORDS, "sentences": LARGE, "rivals": RIVALS}


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def background(paths: list[Path]) -> dict[str, Any]:
    counts: Counter[str] = Counter()
    total = 0
    for path in paths:
        for record in read(path):
            for span in sentences.split(record["text"]):
                counts.update(set(stems(span.of(record["text"]))))
                total += 1
    factor = SCALED_TO / max(total, 1)
    kept = {stem: round(n * factor, 3) for stem, n in sorted(counts.items()) if n >= RARE and not stem[0].isdigit()}
    return {"counts": kept, "total": SCALED_TO}


def pairs(path: Path, ground: dict[str, Any]) -> tuple[list[dict[str, float]], np.ndarray]:
    """Return the features of candidate pairs of one file, and which of them are true."""
    records = read(path)
    likeness = Likeness({}, {}, {}, Weights(ground["counts"], ground["total"]))
    matcher = Matcher([r["b"] for r in records], embedder=default_embedder(), likeness=likeness)
    features, truth = [], []
    for number, found in enumerate(matcher.gather([r["a"] for r in records])):
        for index, values in found:
            features.append(values)
            truth.append(records[index]["b"] == records[number]["b"])
    return features, np.array(truth, float)


def regress(x: np.ndarray, y: np.ndarray, ridge: float = 1e-3) -> dict[str, Any]:
    """Fit a logistic regression by Newton's method; features are standardised."""
    mean, scale = x.mean(0), np.maximum(x.std(0), 1e-3)
    z = np.c_[(x - mean) / scale, np.ones(len(x))]
    penalty = ridge * len(y) * np.r_[np.ones(x.shape[1]), 0.0]
    beta = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ beta))
        step = np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + np.diag(penalty), z.T @ (p - y) + penalty * beta)
        beta -= step
        if np.abs(step).max() < 1e-8:
            break
    return {
        "mean": mean.round(5).tolist(), "scale": scale.round(5).tolist(), "weights": beta[:-1].round(4).tolist(),
        "bias": round(float(beta[-1]), 4),
    }  # fmt: skip


def learn(data: list[tuple[list[dict[str, float]], np.ndarray]], ground: dict[str, Any]) -> dict[str, Any]:
    features = [f for found, _ in data for f in found]
    truth = np.concatenate([y for _, y in data])
    model: dict[str, Any] = {"scorers": {}, "accept": {}, "reject": {}, "background": ground}
    for name, chosen in SETS.items():
        x = np.array([[f[c] for c in chosen] for f in features])
        model["scorers"][name] = {"features": list(chosen), **regress(x, truth)}
        odds = np.array([from_json(model).scorers[name].odds(f) for f in features])
        model["accept"][name], model["reject"][name] = thresholds(odds, truth)
    return model


def thresholds(odds: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Accept where 1 in 500 candidates that are no counterpart would pass; reject where 98 % of counterparts pass, but
    nothing below a probability of 0.2 is left open."""
    wrong, right = np.sort(odds[truth == 0]), np.sort(odds[truth == 1])
    accept = float(wrong[int(0.998 * len(wrong))])
    return round(accept, 3), round(min(accept, max(float(right[int(0.02 * len(right))]), OPEN)), 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--prose", nargs="*", type=Path, default=[])
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--cross", action="store_true")
    options = parser.parse_args()
    ground = background(options.prose)
    if options.cross:
        cross(options.pairs, ground)
        return
    model = learn([pairs(path, ground) for path in options.pairs], ground)
    options.output.write_text(json.dumps(model, ensure_ascii=True, sort_keys=True), encoding="utf-8")


def cross(paths: list[Path], ground: dict[str, Any]) -> None:
    """Print the retrieval figures of each file with weights learned from files of other languages."""
    from onrecord.evaluate.alignments import retrieval

    languages = {path: read(path)[0]["source_language"] for path in paths}
    data = {path: pairs(path, ground) for path in paths}
    for path in paths:
        others = [data[p] for p in paths if languages[p] != languages[path]]
        if others:
            likeness = from_json(learn(others, ground))
            print(path.name, retrieval(read(path), likeness=likeness), flush=True)
            print(path.name, "words", retrieval(read(path), likeness=likeness, embedder=None), flush=True)


if __name__ == "__main__":
    main()
