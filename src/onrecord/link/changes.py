"""Evidence that one of two renderings changes the meaning: in a number, a name, a negation, a modal, a left-out clause.

Input: two sentences laid beside each other. Output: for each kind of change named features and the words concerned.
What the features weigh was learned from pairs of reference translations, changed and unchanged
(training/alignments/changes.py); the unchanged ones differ in all of this now and then, so nothing is sure by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from onrecord.record.spans import Span
from onrecord.text import numbers
from onrecord.text.compare import Weights

from . import changed_modality, changed_names, cues, trees
from .changed_modality import head
from .cues import Cue
from .embedding import Embedder
from .left_out import left_out, words_of
from .likeness import Side
from .pairing import Pairing
from .trees import Forest

Spans = tuple[Span, ...]
_EVENING = re.compile(r"\b(\d{1,2})(?:[:.]\d\d)?\s*p\.?\s?m\b", re.IGNORECASE)
_WEEKS = re.compile(r"[\s-]*weeks?\b", re.IGNORECASE)
_NO_NEGATION = re.compile(
    r"\bnot (?:only|just|merely|least|to mention)\b|\bwhether or not\b|\bor not\b|\bno (?:matter|doubt|\d)\b|"
    r"\b(?:why|if) not\b|n['’]t (?:just|only)\b",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(\w+)n['’]t$", re.IGNORECASE)
_WHOLE = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
_OTHER_THAN_NOT = frozenset({"without", "no", "nothing", "none", "never", "hardly", "barely"})


@dataclass(frozen=True)
class Change:
    """Evidence of one kind of change.

    `first` and `second` are the words concerned, spans into each sentence. Where one side has no word for it, its span
    is the place where the word would stand, and `only` tells which side has the words: `first` or `second`.
    """

    kind: str
    features: dict[str, float]
    first: Spans = ()
    second: Spans = ()
    only: str = ""


@dataclass(frozen=True)
class Judge:
    """Learned trees and the log-odds from which a change of each kind is named."""

    forests: dict[str, Forest]
    thresholds: dict[str, float]

    def names(self, change: Change) -> bool:
        """Tell whether the evidence is enough to name the change."""
        return self.forests[change.kind].odds(change.features) > self.thresholds[change.kind]


@lru_cache(maxsize=1)
def load() -> Judge:
    """Return the shipped weights."""
    data = json.loads(files("onrecord.link").joinpath("changes.json").read_text(encoding="utf-8"))
    return Judge({kind: trees.from_json(f) for kind, f in data["forests"].items()}, dict(data["thresholds"]))


def examine(pairing: Pairing, common: Weights, embedder: Embedder | None) -> list[Change]:
    """Return the evidence for every kind of change between two sentences."""
    return [
        number(pairing),
        name(pairing, common),
        negation(pairing, embedder),
        modality(pairing),
        omission(pairing, common, embedder),
    ]


def number(pairing: Pairing) -> Change:
    """Look for numbers on both sides that the other side does not have."""
    one, two = _values(pairing.first.text), _values(pairing.second.text)
    weeks = _weeks(pairing.first.text), _weeks(pairing.second.text)
    held = one.keys() | {7 * n for n in weeks[0]}, two.keys() | {7 * n for n in weeks[1]}
    mine = [n for v, n in one.items() if not n.vague and not _has(held[1], v) and not (v in weeks[0] and 7 * v in two)]
    other = [n for v, n in two.items() if not n.vague and not _has(held[0], v) and not (v in weeks[1] and 7 * v in one)]
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


def _weeks(text: str) -> set[float]:
    """Return the lengths of periods told in weeks: "two weeks" is "14 days"."""
    return {n.value for n in numbers.find(text) if _WEEKS.match(text, n.span.end)}


def _has(values: Collection[float], value: float) -> bool:
    """Tell whether a number is there, also as the short form of a year ("'90s")."""
    return value in values or any(
        max(v, value) > 1900 and max(v, value) % 100 == min(v, value) for v in values if min(v, value) < 100
    )


def name(pairing: Pairing, common: Weights) -> Change:
    """Look for a name on each side that the other does not have, in like surroundings."""
    features, i, j = changed_names.exchanged(pairing, common)
    if i < 0:
        return Change("actor", features)
    return Change("actor", features, (pairing.first.words[i].span,), (pairing.second.words[j].span,))


def negation(pairing: Pairing, embedder: Embedder | None) -> Change:
    """Look for a negation that the other side has no word for."""
    mine, other = _negations(pairing.first), _negations(pairing.second)
    turned = len(mine) < len(other)
    more, found, fewer = (pairing.turned(), other, mine) if turned else (pairing, mine, other)
    if len(found) == len(fewer):
        return Change("negation", {"differs": 0.0}, _spans(mine), _spans(other))
    features = _unanswered(more, found, fewer) | _lifted(more, found, embedder)
    held = _spans(fewer) or _governed(more, found)
    only = "" if fewer else "second" if turned else "first"
    sides = (held, _spans(found)) if turned else (_spans(found), held)
    return Change("negation", features, *sides, only)


def _unanswered(more: Pairing, found: Sequence[Cue], fewer: Sequence[Cue]) -> dict[str, float]:
    """Return the evidence that the surplus of negations of the first sentence has no answer in the second."""
    surplus = len(found) - len(fewer)
    less_met = more.met_second
    answers = sum(cues.is_negative(w.key) and less_met[i] < 0.75 for i, w in enumerate(more.second.words))
    heads = [h for c in found if (h := head(more.first, c)) is not None]
    plain = {w.key for c in found for w in more.first.words[c.first : c.end]}
    odd = float(surplus % 2)
    return {
        "differs": float(min(2, surplus)), "odd": odd, "answered": float(min(2, answers)),
        "answered odd": odd * bool(answers), "none on one side": float(not fewer), "both negate": float(bool(fewer)),
        "negated word met": max((float(more.met_first[h]) for h in heads), default=0.0),
        "alike": float(more.met_first.mean() + more.met_second.mean()) / 2,
        "question": float("?" in more.first.text or "?" in more.second.text),
        "other than not": float(bool(plain & _OTHER_THAN_NOT)),
    }  # fmt: skip


def _lifted(more: Pairing, found: Sequence[Cue], embedder: Embedder | None) -> dict[str, float]:
    """Return how much more alike the sentences are without the negation: a reversed meaning comes nearer, an equivalent
    one ("not uniform" for "varied") goes."""
    if embedder is None:
        return {}
    text = more.first.text
    without = [_without(text, c.span) for c in found]
    other, whole, *lifted = embedder.embed([more.second.text, text, *without])
    base = float(other @ whole)
    gains = [float(other @ row) - base for row in lifted]
    return {"gain": max(gains), "least gain": min(gains), "semantic": base}


def _without(text: str, span: Span) -> str:
    """Return the sentence without a negation; of "can't" the "can" stays."""
    short = _SHORT.search(span.of(text))
    kept = _WHOLE.get(short.group(1).casefold(), short.group(1)) if short else ""
    return text[: span.start].rstrip() + " " + kept + text[span.end :]


def _governed(more: Pairing, found: Sequence[Cue]) -> Spans:
    """Return the word of the second sentence that answers to what the first one negates."""
    governed = next((h for c in found if (h := head(more.first, c)) is not None), found[0].first)
    return (more.second.words[int(np.argmax(more.similar[governed]))].span,)


def _negations(side: Side) -> list[Cue]:
    empty = [m.span() for m in _NO_NEGATION.finditer(side.text)]
    return [c for c in cues.negations(side.words) if not any(s <= c.span.start < e for s, e in empty)]


def _spans(found: Sequence[Cue]) -> Spans:
    return tuple(c.span for c in found)


def modality(pairing: Pairing) -> Change:
    """Look for a modal that the other side words as another class, above all on the same verb."""
    features, mine, theirs = changed_modality.modality(pairing)
    if bool(mine) == bool(theirs):
        return Change("modality", features, _spans(mine), _spans(theirs))
    if mine:
        return Change("modality", features, _spans(mine), _governed(pairing, mine), "first")
    return Change("modality", features, _governed(pairing.turned(), theirs), _spans(theirs), "second")


def omission(pairing: Pairing, common: Weights, embedder: Embedder | None) -> Change:
    """Look for a clause that the other side has nothing for."""
    found = left_out(pairing, common, embedder)
    span = words_of(pairing.first if found.of_first else pairing.second, found.first, found.end)
    words = (span,) if span else ()
    if found.of_first:
        return Change("omission", found.features, words, (found.place,), "first")
    return Change("omission", found.features, (found.place,), words, "second")
