"""Train the classifier of undertakings on annotated documents.

    python -m training.undertakings.train DOCS.jsonl [--check DEV.jsonl] [--out weights.json.gz]

In come documents in the gold format (`text`, `undertakings`); out goes `weights.json.gz`, feature weights as integers.
Every candidate of `onrecord.annotate.undertakings` is one example: its label is the kind of the annotated undertaking
whose action it overlaps by half or more (intersection over union), else `none`. Candidates that overlap one by a
quarter to a half are left out unless they are its best. Multinomial logistic regression with an L2 penalty, full-batch
Adam in numpy; deterministic. `--folds 5` measures by cross-validation over documents first.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.annotate import annotate
from onrecord.annotate.component import Draft
from onrecord.annotate.parse import SpacyParser
from onrecord.annotate.undertakings import classifier, component, judging
from onrecord.annotate.undertakings.binding import Binding
from onrecord.annotate.undertakings.syntax import Tree
from onrecord.evaluate.meetings import gold_document
from onrecord.evaluate.undertakings_gold import Tally, score_document
from onrecord.record.undertakings import UndertakingKind
from onrecord.roster import Roster

LABELS = (classifier.NONE, *(kind.value for kind in UndertakingKind))
L2 = 2.0
STEPS = 300
RATE = 0.05
SCALE = 0.001
THRESHOLD = 0.35


@dataclass(frozen=True)
class Example:
    document: int
    features: frozenset[str]
    label: str | None  # None: left out


def drafts(rows: Sequence[dict[str, Any]]) -> list[Draft]:
    """Read the documents with all layers an undertaking needs."""
    documents = [gold_document(row) for row in rows]
    parser, roster = SpacyParser(), Roster.builtin()
    readings = annotate(documents, roster=roster, parser=parser, only={"times", "actors", "attributions", "meetings"})
    parses = parser.parse(documents)
    return [Draft(reading, parse, roster) for reading, parse in zip(readings, parses, strict=True)]


def examples(rows: Sequence[dict[str, Any]], read: Sequence[Draft]) -> list[Example]:
    """Return one example per candidate of each document."""
    found = []
    for number, (row, draft) in enumerate(zip(rows, read, strict=True)):
        tree = Tree(draft.parse)
        binding = Binding(draft.reading, tree, draft.roster)
        ones = judging.candidates(draft.reading.document, tree)
        spans = [one[1].action for one in ones]
        labels = label(spans, [g for g in row["undertakings"] if g["action_text"]])
        for one, wanted in zip(ones, labels, strict=True):
            names, _ = judging.describe(one, draft.reading.document, tree, binding)
            found.append(Example(number, names, wanted))
    return found


def label(spans: Sequence[Any], gold: Sequence[dict[str, Any]]) -> list[str | None]:
    """Return the label of each candidate span, None for those too unclear to learn from."""
    overlaps = np.array([[_iou(s, g["action_text"]) for g in gold] for s in spans]).reshape(len(spans), len(gold))
    labels: list[str | None] = []
    for row in overlaps:
        best = int(row.argmax()) if len(gold) else -1
        value = row[best] if len(gold) else 0.0
        if value >= 0.5 or (value >= 0.25 and value == overlaps[:, best].max()):
            labels.append(gold[best]["kind"])
        else:
            labels.append(None if value >= 0.25 else classifier.NONE)
    return labels


def _iou(span: Any, gold: dict[str, Any]) -> float:
    shared = min(span.end, gold["end"]) - max(span.start, gold["start"])
    return shared / (len(span) + gold["end"] - gold["start"] - shared) if shared > 0 else 0.0


def fit(found: Sequence[Example]) -> classifier.Linear:
    """Return the classifier trained on the examples with a label."""
    kept = [e for e in found if e.label is not None]
    counts = Counter(name for e in kept for name in e.features)
    index = {name: n for n, name in enumerate(sorted(name for name, count in counts.items() if count > 1))}
    x = np.zeros((len(kept), len(index)), np.float32)
    for row, example in zip(x, kept, strict=True):
        row[[index[name] for name in example.features if name in index]] = 1
    weights = _descend(x, np.array([LABELS.index(str(e.label)) for e in kept]), len(LABELS))
    stored = {name: tuple(int(v) for v in np.rint(weights[n] / SCALE)) for name, n in index.items()}
    stored = {name: values for name, values in stored.items() if any(abs(v) > 5 for v in values)}
    return classifier.Linear(LABELS, stored, SCALE, THRESHOLD)


def _descend(x: Any, y: Any, classes: int) -> Any:
    weights = np.zeros((x.shape[1], classes), np.float32)
    wanted = np.eye(classes, dtype=np.float32)[y]
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = x @ weights
        scores = np.exp(scores - scores.max(1, keepdims=True))
        gradient = x.T @ (scores / scores.sum(1, keepdims=True) - wanted) / len(x) + L2 * weights / len(x)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient * gradient
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def measure(rows: Sequence[dict[str, Any]], read: Sequence[Draft], model: classifier.Linear, tally: Tally) -> None:
    """Add what the component finds with `model` to the tally."""
    made = component.Undertakings(model=model)
    for row, findings in zip(rows, made.annotate(list(read)), strict=True):
        score_document(tally, findings.items, row["undertakings"])


def cross_validate(
    rows: Sequence[dict[str, Any]], read: Sequence[Draft], found: Sequence[Example], folds: int
) -> Tally:
    """Return the tally of `folds`-fold cross-validation over documents."""
    order = np.random.RandomState(0).permutation(len(rows))
    tally = Tally()
    for fold in range(folds):
        held = {int(n) for at, n in enumerate(order) if at % folds == fold}
        model = fit([e for e in found if e.document not in held])
        mine = sorted(held)
        measure([rows[n] for n in mine], [read[n] for n in mine], model, tally)
    return tally


def save(model: classifier.Linear, path: Path) -> None:
    """Write the weights, the same bytes for the same weights."""
    raw = {
        "labels": model.labels,
        "scale": model.scale,
        "threshold": model.threshold,
        "weights": dict(sorted(model.weights.items())),
    }
    path.write_bytes(gzip.compress(json.dumps(raw, separators=(",", ":")).encode(), mtime=0))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("documents", type=Path)
    arguments.add_argument("--check", type=Path)
    arguments.add_argument("--folds", type=int, default=0)
    arguments.add_argument("--threshold", type=float, default=THRESHOLD)
    arguments.add_argument("--out", type=Path)
    given = arguments.parse_args()
    rows = _rows(given.documents)
    read = drafts(rows)
    found = examples(rows, read)
    if given.folds:
        print("cross-validation", json.dumps(cross_validate(rows, read, found, given.folds).result()))
    model = replace(fit(found), threshold=given.threshold)
    if given.check:
        held = _rows(given.check)
        tally = Tally()
        measure(held, drafts(held), model, tally)
        print("check", json.dumps(tally.result()))
    if given.out:
        save(model, given.out)
        print(f"{len(found)} candidates, {len(model.weights)} features → {given.out}")


if __name__ == "__main__":
    main()
