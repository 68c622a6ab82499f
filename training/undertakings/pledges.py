"""Train the classifier of manifesto pledges.

    python training/undertakings/pledges.py PLEDGES.jsonl [--folds] [--out pledges.json.gz]

In come sentences with `document`, `pledge` (0 none, 1 soft, 2 firm) and `text`, in the order of their documents; out go
weights by feature. The second regression learns on first scores that each document got from the others' weights.
`--folds` leaves out one document at a time, everything, the threshold too, learnt on the others, and prints what
`onrecord evaluate undertakings` would.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np

from onrecord.annotate.undertakings.pledge_model import FIRM, PledgeModel, described_by, sigmoid, surroundings

PENALTY, FIRM_PENALTY, SCALE, SEEN = 0.5, 0.1, 0.002, 3
THRESHOLDS = np.arange(0.1, 0.6, 0.02)


class Matrix:
    """A sparse matrix as triples of row, column, value."""

    def __init__(self, examples, index):
        triples = [
            (row, index[name], value)
            for row, values in enumerate(examples)
            for name, value in values.items()
            if name in index
        ]
        rows, columns, values = zip(*triples, strict=True)
        self.rows, self.columns, self.values = np.array(rows), np.array(columns), np.array(values)
        self.height, self.width = len(examples), len(index)

    def times(self, weights):
        return np.bincount(self.rows, self.values * weights[self.columns], self.height)

    def transposed(self, values):
        return np.bincount(self.columns, self.values * values[self.rows], self.width)


class Dense:
    """The same two products of an ordinary matrix."""

    def __init__(self, array):
        self.array, (self.height, self.width) = array, array.shape

    def times(self, weights):
        return self.array @ weights

    def transposed(self, values):
        return self.array.T @ values


def logistic(matrix, wanted, penalty, steps=12):
    """Return the weights of binary logistic regression with an L2 penalty, by Newton's method with inner CG."""
    weights = np.zeros(matrix.width)
    for _ in range(steps):
        chances = sigmoid(matrix.times(weights))
        gradient = matrix.transposed(chances - wanted) + penalty * weights
        if np.abs(gradient).max() < 1e-3:
            break
        curve = chances * (1 - chances)
        weights -= _solve(lambda v, c=curve: matrix.transposed(c * matrix.times(v)) + penalty * v, gradient)
    return weights


def _solve(product, target, steps=60):
    found, rest = np.zeros_like(target), target.copy()
    direction, size = rest.copy(), float(rest @ rest)
    enough = 0.01 * size
    for _ in range(steps):
        if size <= enough:
            break
        moved = product(direction)
        step = size / float(direction @ moved)
        found += step * direction
        rest -= step * moved
        size, before = float(rest @ rest), size
        direction = rest + size / before * direction
    return found


def linear(examples, wanted, penalty):
    """Return weights by feature."""
    counts = Counter(name for values in examples for name in values)
    index = {name: n for n, name in enumerate(sorted(n for n, c in counts.items() if c >= SEEN))}
    weights = logistic(Matrix(examples, index), wanted.astype(float), penalty)
    return dict(zip(index, weights.tolist(), strict=True))


def scores(weights, examples):
    return sigmoid(np.array([sum(weights.get(n, 0.0) * v for n, v in values.items()) for values in examples]))


def around(own, documents):
    """Return the second regression's columns of all documents."""
    columns = np.zeros((len(own), surroundings(own[:1]).shape[1] + 1))
    for document in sorted(set(documents)):
        held = documents == document
        columns[held] = np.hstack([surroundings(own[held]), np.ones((int(held.sum()), 1))])
    return columns


def learn(examples, labels, documents):
    """Return the model, and the chances each document got from the others."""
    pledged, own = labels > 0, np.zeros(len(labels))
    for document in sorted(set(documents)):
        held = documents == document
        weights = linear(_those(examples, ~held), pledged[~held], PENALTY)
        own[held] = scores(weights, _those(examples, held))
    columns = around(own, documents)
    context = logistic(Dense(columns), pledged.astype(float), PENALTY)
    chances = sigmoid(columns @ context)
    threshold = max(THRESHOLDS, key=lambda t: f1(chances >= t, pledged))
    firm = linear(_those(examples, pledged), labels[pledged] == 2, FIRM_PENALTY)
    model = PledgeModel(linear(examples, pledged, PENALTY), firm, tuple(context.tolist()), float(round(threshold, 2)))
    return model, chances


def _those(examples, chosen):
    return [one for one, taken in zip(examples, chosen, strict=True) if taken]


def leave_one_out(texts, examples, labels, documents):
    """Print pledge F1 and firm against soft macro-F1 where every document is judged by what the others taught."""
    taken, firm = np.zeros(len(labels), bool), np.zeros(len(labels), bool)
    for document in sorted(set(documents)):
        held = documents == document
        model, _ = learn(_those(examples, ~held), labels[~held], documents[~held])
        judged = np.array(model.judge(_those(texts, held)))
        taken[held], firm[held] = judged[:, 0] >= model.threshold, judged[:, 1] >= FIRM
        print(f"  {document}: {f1(taken[held], labels[held] > 0):.3f} at {model.threshold:.2f}", flush=True)
    both = taken & (labels > 0)
    macro = (f1(firm[both], labels[both] == 2) + f1(~firm[both], labels[both] == 1)) / 2
    print(f"leaving one document out: pledge F1 {f1(taken, labels > 0):.4f}, firm against soft macro-F1 {macro:.4f}")


def f1(found, wanted):
    return 2 * (found & wanted).sum() / max(1, found.sum() + wanted.sum())


def save(model, path):
    """Write the weights as integers, the same bytes for the same weights."""
    raw = {"scale": SCALE, "threshold": model.threshold, "context": [round(v, 4) for v in model.context]}
    for part in ("pledge", "firm"):
        numbers = {name: round(value / SCALE) for name, value in getattr(model, part).items()}
        raw[part] = {name: value for name, value in sorted(numbers.items()) if abs(value) > 3}
    path.write_bytes(gzip.compress(json.dumps(raw, separators=(",", ":")).encode(), mtime=0))
    return len(raw["pledge"])


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("sentences", type=Path)
    arguments.add_argument("--folds", action="store_true")
    arguments.add_argument("--out", type=Path)
    given = arguments.parse_args()
    rows = [json.loads(line) for line in given.sentences.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = [" ".join(row["text"].split()) or "-" for row in rows]
    examples = [described_by(text) for text in texts]
    labels, documents = np.array([row["pledge"] for row in rows]), np.array([row["document"] for row in rows])
    if given.folds:
        leave_one_out(texts, examples, labels, documents)
    if given.out:
        model, _ = learn(examples, labels, documents)
        print(f"{len(rows)} sentences, threshold {model.threshold}, {save(model, given.out)} features → {given.out}")


if __name__ == "__main__":
    main()
