"""Train the classifier of manifesto pledges.

    python training/undertakings/pledges.py PLEDGES.jsonl [--folds] [--out pledges.json.gz]

In come sentences with `document`, `pledge` (0 none, 1 soft, 2 firm) and `text`; out go weights by feature.
`--folds` leaves out one document at a time and prints what `onrecord evaluate undertakings` would.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np

from onrecord.annotate.undertakings.pledges import LABELS, features

L2, STEPS, RATE, SCALE, SEEN = 4.0, 60, 0.05, 0.005, 3
THRESHOLD = 0.2


class Matrix:
    """A sparse binary matrix as pairs of row and column."""

    def __init__(self, examples, index):
        pairs = [(row, index[name]) for row, names in enumerate(examples) for name in names if name in index]
        self.rows, self.columns = (np.array(side, np.int64) for side in zip(*pairs, strict=True))
        self.height, self.width = len(examples), len(index)

    def times(self, weights):
        return np.stack(
            [np.bincount(self.rows, weights[self.columns, k], self.height) for k in range(weights.shape[1])], 1
        )

    def transposed(self, values):
        return np.stack(
            [np.bincount(self.columns, values[self.rows, k], self.width) for k in range(values.shape[1])], 1
        )


def chances(matrix, weights):
    scores = matrix.times(weights)
    scores = np.exp(scores - scores.max(1, keepdims=True))
    return scores / scores.sum(1, keepdims=True)


def fit(examples, labels):
    """Return the feature index and the weights of multinomial logistic regression (full-batch Adam)."""
    counts = Counter(name for names in examples for name in names)
    index = {name: n for n, name in enumerate(sorted(n for n, c in counts.items() if c >= SEEN))}
    matrix = Matrix(examples, index)
    weights = np.zeros((len(index), len(LABELS)))
    first, second, wanted = np.zeros_like(weights), np.zeros_like(weights), np.eye(len(LABELS))[labels]
    for step in range(1, STEPS + 1):
        gradient = (matrix.transposed(chances(matrix, weights) - wanted) + L2 * weights) / len(examples)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return index, weights


def leave_one_out(rows, examples, labels):
    """Print pledge F1 and firm against soft macro-F1 where every document is judged by the others' weights."""
    documents = [row["document"] for row in rows]
    found = np.zeros((len(rows), len(LABELS)))
    for document in sorted(set(documents)):
        held = np.array([d == document for d in documents])
        index, weights = fit([e for e, h in zip(examples, held, strict=True) if not h], labels[~held])
        found[held] = chances(Matrix([e for e, h in zip(examples, held, strict=True) if h], index), weights)
    taken, gold, firm = 1 - found[:, 0] >= THRESHOLD, labels > 0, found[:, 2] > found[:, 1]
    both = taken & gold
    macro = (f1(firm[both], labels[both] == 2) + f1(~firm[both], labels[both] == 1)) / 2
    print(f"leaving one document out: pledge F1 {f1(taken, gold):.4f}, firm against soft macro-F1 {macro:.4f}")


def f1(found, wanted):
    return 2 * (found & wanted).sum() / max(1, found.sum() + wanted.sum())


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("sentences", type=Path)
    arguments.add_argument("--folds", action="store_true")
    arguments.add_argument("--out", type=Path)
    given = arguments.parse_args()
    rows = [json.loads(line) for line in given.sentences.read_text(encoding="utf-8").splitlines() if line.strip()]
    examples = [features(" ".join(row["text"].split())) for row in rows]
    labels = np.array([row["pledge"] for row in rows])
    if given.folds:
        leave_one_out(rows, examples, labels)
    if given.out:
        index, weights = fit(examples, labels)
        numbers = np.rint(weights / SCALE).astype(int)
        stored = {name: numbers[n].tolist() for name, n in index.items() if np.abs(numbers[n]).max() > 3}
        raw = {"labels": LABELS, "scale": SCALE, "threshold": THRESHOLD, "weights": stored}
        given.out.write_bytes(gzip.compress(json.dumps(raw, separators=(",", ":")).encode(), mtime=0))
        print(f"{len(rows)} sentences, {len(stored)} features → {given.out}")


if __name__ == "__main__":
    main()
