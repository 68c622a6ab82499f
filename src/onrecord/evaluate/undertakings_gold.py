"""Undertakings against the project's gold annotations: place, kind, actors, action, strength, deadline.

Matching is that of the reference scorer of the gold set (`agree.py`): one to one, greedily by
`IoU(evidence) + 0.5 × IoU(action)`, at least 0.5, over characters. Everything below `found` is measured on the
matched pairs only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.record.undertakings import UndertakingKind, UndertakingMention

from .matching import Count

MATCH = 0.5
"""Least similarity of a matched pair, as in the reference scorer."""
_KIND_BONUS = 0.005  # of two equally placed candidates the one of the same kind is taken, as in the reference scorer

Place = frozenset[int]


@dataclass(slots=True)
class Tally:
    """Everything counted over the documents of one file."""

    found: Count = field(default_factory=Count)
    kinds: Count = field(default_factory=Count)
    actors: Count = field(default_factory=Count)
    action: Count = field(default_factory=Count)
    strength: Count = field(default_factory=Count)
    deadline: Count = field(default_factory=Count)
    by_kind: dict[str, Count] = field(default_factory=dict)

    def result(self) -> dict[str, object]:
        """Return the figures under the names the issue's table uses."""
        return {
            "found": self.found.figures(),
            "found_and_kind": self.kinds.figures(),
            "actors_accuracy": self.actors.accuracy(),
            "action": self.action.figures(),
            "strength_accuracy": self.strength.accuracy(),
            "deadline_accuracy": self.deadline.accuracy(),
            "by_kind": {kind: ratio.figures() for kind, ratio in sorted(self.by_kind.items())},
            "undertakings": {"gold": self.found.wanted, "predicted": self.found.given},
        }


def score_document(tally: Tally, predicted: Sequence[UndertakingMention], gold: Sequence[Mapping[str, Any]]) -> None:
    """Add one document to the tally.

    Args:
        tally: changed in place.
        predicted: what the annotator found.
        gold: the document's `undertakings` records, offsets in code points of the same text.
    """
    pairs = match(predicted, gold)
    tally.found.add(len(pairs), len(predicted), len(gold))
    same = [(i, j) for i, j in pairs if predicted[i].kind == gold[j]["kind"]]
    tally.kinds.add(len(same), len(predicted), len(gold))
    for kind in UndertakingKind:
        ratio = tally.by_kind.setdefault(kind.value, Count())
        ratio.add(
            sum(predicted[i].kind is kind for i, _ in same),
            sum(p.kind is kind for p in predicted),
            sum(g["kind"] == kind.value for g in gold),
        )
    for i, j in pairs:
        _compare(tally, predicted[i], gold[j])


def _compare(tally: Tally, mention: UndertakingMention, gold: Mapping[str, Any]) -> None:
    tally.actors.add(int(set(mention.actors) == set(gold.get("actors") or [])), 1, 1)
    ours, theirs = _range(mention.action.start, mention.action.end), _chars(gold.get("action_text"))
    tally.action.add(len(ours & theirs), len(ours), len(theirs))
    deadline = mention.deadline.iso() if mention.deadline else None
    if deadline or gold.get("deadline"):
        tally.deadline.add(int(deadline == gold.get("deadline")), 1, 1)
    if mention.kind == gold["kind"] == UndertakingKind.COMMITMENT:
        strength = mention.strength.value if mention.strength else None
        tally.strength.add(int(strength == gold.get("strength")), 1, 1)


def match(predicted: Sequence[UndertakingMention], gold: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Pair predicted with gold undertakings one to one, best first; return index pairs."""
    scored = sorted(
        ((_similarity(p, g), i, j) for i, p in enumerate(predicted) for j, g in enumerate(gold)), reverse=True
    )
    used_p: set[int] = set()
    used_g: set[int] = set()
    pairs = []
    for value, i, j in scored:
        if value < MATCH or i in used_p or j in used_g:
            continue
        used_p.add(i)
        used_g.add(j)
        pairs.append((i, j))
    return pairs


def _similarity(mention: UndertakingMention, gold: Mapping[str, Any]) -> float:
    place = _iou(_range(mention.evidence.start, mention.evidence.end), _chars(gold.get("evidence_text")))
    wanted = _chars(gold.get("action_text")) or _chars(gold.get("evidence_text"))
    action = _iou(_range(mention.action.start, mention.action.end), wanted)
    return float(place + 0.5 * action + _KIND_BONUS * (mention.kind == gold["kind"]))


def _range(start: int, end: int) -> Place:
    return frozenset(range(start, end))


def _chars(value: object) -> Place:
    parts = value if isinstance(value, list) else [value]
    return frozenset(n for part in parts if isinstance(part, dict) for n in range(part["start"], part["end"]))


def _iou(a: Place, b: Place) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0
