"""Evidence that one of two renderings changes the meaning: in a number, a name, a negation, a modal, a left-out clause.

Input: two sentences laid beside each other. Output: for each kind of change named features and the words concerned.
What the features weigh was learned from pairs of reference translations, changed and unchanged
(training/alignments/changes.py); the unchanged ones differ in all of this now and then, so nothing is sure by itself.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

from onrecord.record.spans import Span
from onrecord.text import numbers
from onrecord.text.compare import STOP, Weights, Word

from . import cues
from .cues import Cue
from .embedding import Embedder
from .likeness import Scorer, Side
from .pairing import Clause, Pairing, missing_clause

Spans = tuple[Span, ...]
_EVENING = re.compile(r"\b(\d{1,2})(?:[:.]\d\d)?\s*p\.?\s?m\b", re.IGNORECASE)
_NO_NEGATION = re.compile(
    r"\bnot (?:only|just|merely|least|to mention)\b|\bwhether or not\b|\bor not\b|\bno (?:matter|doubt|\d)\b|"
    r"\b(?:why|if) not\b|n['’]t (?:just|only)\b",
    re.IGNORECASE,
)
_SAME_NAME = 0.82  # Jaro-Winkler from which two names may be spellings of one
_HEAD = 4  # words behind a modal or a negation within which its verb stands
_CLASSES = (*dict.fromkeys(cues.MODALITY.values()), "-")


@dataclass(frozen=True)
class Change:
    """Evidence of one kind of change; `first` and `second` are the words concerned, spans into each sentence."""

    kind: str
    features: dict[str, float]
    first: Spans = ()
    second: Spans = ()


CROSSED = frozenset({"actor", "negation"})
"""Kinds whose features are also weighed in pairs: two strange names say little unless they stand in one place."""


def features_of(change: Change) -> dict[str, float]:
    """Return the features of a change as its scorer wants them, with their products where pairs are weighed."""
    if change.kind not in CROSSED:
        return change.features
    names = sorted(change.features)
    pairs = {f"{a} * {b}": change.features[a] * change.features[b] for i, a in enumerate(names) for b in names[i:]}
    return change.features | pairs


@dataclass(frozen=True)
class Judge:
    """Learned weights and the log-odds from which a change of each kind is named."""

    scorers: dict[str, Scorer]
    thresholds: dict[str, float]


@lru_cache(maxsize=1)
def load() -> Judge:
    """Return the shipped weights."""
    data = json.loads(files("onrecord.link").joinpath("changes.json").read_text(encoding="utf-8"))
    scorers = {
        kind: Scorer(
            tuple(s["features"]), np.array(s["mean"]), np.array(s["scale"]), np.array(s["weights"]), float(s["bias"])
        )
        for kind, s in data["scorers"].items()
    }
    return Judge(scorers, dict(data["thresholds"]))


def examine(pairing: Pairing, common: Weights, embedder: Embedder | None) -> list[Change]:
    """Return the evidence for every kind of change between two sentences."""
    return [
        number(pairing),
        name(pairing, common),
        negation(pairing),
        modality(pairing),
        omission(pairing, embedder),
    ]


def number(pairing: Pairing) -> Change:
    """Look for numbers on both sides that the other side does not have."""
    one, two = _values(pairing.first.text), _values(pairing.second.text)
    mine = [n for value, n in one.items() if not _has(two, value) and not n.vague]
    other = [n for value, n in two.items() if not _has(one, value) and not n.vague]
    features = {
        "both": float(bool(mine and other)), "fewest": float(min(len(mine), len(other))),
        "one side": float(bool(mine) != bool(other)), "ordinal": float(any(n.ordinal for n in mine + other)),
    }  # fmt: skip
    return Change("number", features, tuple(n.span for n in mine), tuple(n.span for n in other))


def _values(text: str) -> dict[float, numbers.Number]:
    found: dict[float, numbers.Number] = {}
    evenings = {int(m.group(1)): int(m.group(1)) + 12 for m in _EVENING.finditer(text)}
    for n in numbers.find(text):
        worded = n.span.of(text)
        if ":" in worded:
            for part in re.findall(r"\d+", worded)[:3]:
                found.setdefault(float(evenings.get(int(part), int(part))), n)
        else:
            found.setdefault(float(evenings.get(int(n.value), n.value)) if n.value < 13 else n.value, n)
    return found


def _has(values: dict[float, numbers.Number], value: float) -> bool:
    """Tell whether a number is there, also as the short form of a year ("'90s")."""
    return value in values or any(
        max(v, value) > 1900 and max(v, value) % 100 == min(v, value) for v in values if min(v, value) < 100
    )


def name(pairing: Pairing, common: Weights) -> Change:
    """Look for a name on each side that the other does not have, in like surroundings."""
    mine, other = _strange(pairing, common), _strange(pairing.turned(), common)
    x, y, similar = pairing.first, pairing.second, pairing.similar
    best: tuple[float, int, int, float] = (-99.0, -1, -1, 0.0)
    for i in mine:
        for j in other:
            near = _context(similar, i, j)
            apart = abs(i / len(x.words) - j / len(y.words))
            usual = sum(common.counts.get(w.stem, 0.0) > 1 for w in (x.words[i], y.words[j]))
            best = max(best, (near - 3 * apart - usual, i, j, near))
    both = best[1] >= 0
    i, j = best[1], best[2]
    features = {
        "both": float(both), "fewest": float(min(len(mine), len(other))), "most": float(max(len(mine), len(other))),
        "place": best[0] if both else 0.0, "context": best[3] if both else 0.0,
        "alike": float(similar[i, j]) if both else 0.0,
        "usual": float(sum(common.counts.get(w.stem, 0.0) > 1 for w in (x.words[i], y.words[j]))) if both else 0.0,
        "rest met": float(min(pairing.met_first.mean(), pairing.met_second.mean())) if both else 0.0,
    }  # fmt: skip
    return Change("actor", features, (x.words[i].span,) if both else (), (y.words[j].span,) if both else ())


def _strange(pairing: Pairing, common: Weights) -> list[int]:
    """Return the names of the first sentence that nothing in the second resembles."""
    keys = [w.key for w in pairing.second.words]
    joined, initials = "".join(keys), "".join(k[0] for k in keys)
    found = []
    for i, word in enumerate(pairing.first.words):
        if not word.capital or word.key in STOP or len(word.key) < 2:
            continue
        if (i == 0 and common.counts.get(word.stem, 0.0) > 0) or word.key in joined:
            continue
        worded = word.span.of(pairing.first.text)
        if worded.isupper() and len(worded) < 6 and word.key in initials:
            continue
        if max(JaroWinkler.similarity(word.key, key) for key in keys) <= _SAME_NAME:
            found.append(i)
    return found


def _context(similar: NDArray[np.float64], i: int, j: int) -> float:
    near = 0.0
    for step in (-2, -1, 1, 2):
        if 0 <= i + step < similar.shape[0] and 0 <= j + step < similar.shape[1] and similar[i + step, j + step] > 0.7:
            near += 1.0 if abs(step) == 2 else 2.0
    return near


def negation(pairing: Pairing) -> Change:
    """Look for a negation that the other side has no word for."""
    mine, other = _negations(pairing.first), _negations(pairing.second)
    more, found, fewer = (pairing, mine, other) if len(mine) > len(other) else (pairing.turned(), other, mine)
    surplus = len(found) - len(fewer)
    features = {"differs": 0.0}
    if surplus:
        less_met = more.met_second
        answers = sum(cues.is_negative(w.key) and less_met[i] < 0.75 for i, w in enumerate(more.second.words))
        heads = [h for c in found if (h := _head(more.first, c)) is not None]
        plain = {w.key for c in found for w in more.first.words[c.first : c.end]}
        odd = float(surplus % 2)
        features = {
            "differs": float(min(2, surplus)), "odd": odd, "answered": float(min(2, answers)),
            "answered odd": odd * bool(answers),
            "none on one side": float(not fewer), "both negate": float(bool(fewer)),
            "negated word met": max((float(more.met_first[h]) for h in heads), default=0.0),
            "alike": float(pairing.met_first.mean() + pairing.met_second.mean()) / 2,
            "question": float("?" in pairing.first.text or "?" in pairing.second.text),
            "in quote": float(len(mine) > len(other)),
            "other than not": float(bool(plain & {"without", "no", "nothing", "none", "never", "hardly", "barely"})),
        }  # fmt: skip
    spans = tuple(c.span for c in mine), tuple(c.span for c in other)
    return Change("negation", features, *spans)


def _negations(side: Side) -> list[Cue]:
    empty = [m.span() for m in _NO_NEGATION.finditer(side.text)]
    return [c for c in cues.negations(side.words) if not any(s <= c.span.start < e for s, e in empty)]


def _head(side: Side, cue: Cue) -> int | None:
    """Return the word a cue governs: the next one that says something."""
    return next(
        (
            i
            for i in range(cue.end, min(len(side.words), cue.end + _HEAD))
            if side.words[i].key not in STOP and side.words[i].key not in {"not", "also", "now"}
        ),
        None,
    )


def modality(pairing: Pairing) -> Change:
    """Look for a modal that the other side words as another class, above all on the same verb."""
    mine, other = cues.modals(pairing.first.words), cues.modals(pairing.second.words)
    one, two = Counter(c.kind for c in mine), Counter(c.kind for c in other)
    excess = sorted((one - two).keys()) or ["-"], sorted((two - one).keys()) or ["-"]
    features = {"size": math.log(len(pairing.first.words))}
    for i, a in enumerate(_CLASSES):
        for b in _CLASSES[i:]:
            if a != b or a == "-":
                features[f"{a} / {b}"] = float(
                    (a in excess[0] and b in excess[1]) or (b in excess[0] and a in excess[1])
                )
    features |= _governing(pairing, mine, other)
    first = tuple(c.span for c in mine if c.kind in excess[0])
    return Change("modality", features, first, tuple(c.span for c in other if c.kind in excess[1]))


def _governing(pairing: Pairing, mine: Sequence[Cue], other: Sequence[Cue]) -> dict[str, float]:
    """Compare the modals that govern words which answer to each other."""
    features: dict[str, float] = {}
    for turned, own, theirs in ((pairing, other, mine), (pairing.turned(), mine, other)):
        heads = {h: c for c in theirs if (h := _head(turned.first, c)) is not None}
        for cue in own:
            head = _head(turned.second, cue)
            if head is None or float(np.max(turned.similar[:, head])) <= 0.5:
                continue
            at = int(np.argmax(turned.similar[:, head]))
            kind = next((heads[i].kind for i in (at, at - 1, at + 1) if i in heads), "-")
            key = "same verb" if kind == cue.kind else "verb " + " / ".join(sorted((kind, cue.kind)))
            features[key] = 1.0
    return features


def omission(pairing: Pairing, embedder: Embedder | None) -> Change:
    """Look for a clause that the other side has nothing for."""
    x, y = pairing.first, pairing.second
    mine, other = missing_clause(pairing, embedder), missing_clause(pairing.turned(), embedder)
    covered = _covered(pairing), _covered(pairing.turned())
    top, least = (mine, other) if (mine.gain, mine.share) >= (other.gain, other.share) else (other, mine)
    length = math.log((len(x.words) + 1) / (len(y.words) + 1))
    weight = math.log((float(x.weights.sum()) + 1) / (float(y.weights.sum()) + 1))
    longer = covered if top is mine else covered[::-1]
    features = {
        "gain": top.gain, "gain apart": top.gain - least.gain, "unmet": top.unmet,
        "unmet apart": top.unmet - least.unmet,
        "share": top.share, "share apart": top.share - least.share, "present": top.present,
        "gain of share": top.gain * top.share, "length": abs(length), "weight": abs(weight),
        "length of its side": length if top is mine else -length,
        "weight of its side": weight if top is mine else -weight,
        "covered": longer[0], "other covered": longer[1], "covered apart": longer[1] - longer[0],
        "covered apart weight": (longer[1] - longer[0]) * (weight if top is mine else -weight),
    }  # fmt: skip
    span = _span_of(x if top is mine else y, top)
    spans = (span,) if span else ()
    return Change("omission", features, spans if top is mine else (), spans if top is other else ())


def _covered(pairing: Pairing) -> float:
    weights = pairing.first.weights
    return float((pairing.met_first * weights).sum() / weights.sum())


def _span_of(side: Side, clause: Clause) -> Span | None:
    if clause.end <= clause.first:
        return None
    run: Sequence[Word] = side.words[clause.first : clause.end]
    return Span(run[0].span.start, run[-1].span.end)
