"""A modal worded as another class: "will" reported as "may", "agreed to" as "discussed".

Input: two sentences laid beside each other. Output: features, and the modals in excess on each side.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from onrecord.text.compare import STOP

from . import cues
from .correspondence import Half, halves
from .cues import Cue
from .likeness import Side
from .pairing import Pairing

_CLASSES = (*sorted(set(cues.MODALITY.values())), "-")
_HEAD = 4  # words behind a cue within which the word it governs stands
_PASSED_OVER = frozenset({"not", "also", "now", "still"})
_ANSWERS = 0.45  # similarity from which two governed words are one


def head(side: Side, cue: Cue) -> int | None:
    """Return the word a cue governs: the next one that says something."""
    return next(
        (
            i
            for i in range(cue.end, min(len(side.words), cue.end + _HEAD))
            if side.words[i].key not in STOP and side.words[i].key not in _PASSED_OVER
        ),
        None,
    )


def modality(pairing: Pairing) -> tuple[dict[str, float], list[Cue], list[Cue]]:
    """Return the features of a changed modal, and the modals of each side that the other has none for."""
    mine, theirs = cues.modals(pairing.first.words), cues.modals(pairing.second.words)
    one, two = Counter(c.kind for c in mine), Counter(c.kind for c in theirs)
    more, fewer = one - two, two - one
    excess = sorted(more) or ["-"], sorted(fewer) or ["-"]
    features = {
        "size": math.log(len(pairing.first.words)), "modals": float(len(mine) + len(theirs)),
        "same": float((one & two).total()), "excess": float(more.total() + fewer.total()),
        "exchanged": float(min(more.total(), fewer.total())),
    }  # fmt: skip
    for n, a in enumerate(_CLASSES):
        for b in _CLASSES[n:]:
            if a != b or a == "-":
                there = (a in excess[0] and b in excess[1]) or (b in excess[0] and a in excess[1])
                features[f"{a} / {b}"] = float(there)
    features |= {f"more {kind}": float(abs(one[kind] - two[kind])) for kind in _CLASSES[:-1]}
    features |= _governing(pairing, mine, theirs)
    return features, [c for c in mine if c.kind in excess[0]], [c for c in theirs if c.kind in excess[1]]


def _governing(pairing: Pairing, mine: Sequence[Cue], theirs: Sequence[Cue]) -> dict[str, float]:
    """Compare the modals of words that are partners."""
    first, second = halves(pairing)
    features: Counter[str] = Counter()
    surest = 0.0
    for half, other, own, across in ((first, second, mine, theirs), (second, first, theirs, mine)):
        governed = {h: c for c in across if (h := head(other.side, c)) is not None}
        for cue in own:
            at, likeness = _partner(half, cue)
            if likeness < _ANSWERS:
                features["alone " + cue.kind] = 1
                continue
            kind = next((governed[i].kind for i in (at, at - 1, at + 1) if i in governed), "-")
            key = "verb " + " / ".join(sorted((kind, cue.kind)))
            features[key] = max(features[key], likeness)  # type: ignore[assignment]
            features["verb same" if kind == cue.kind else "verb differs"] += 1
            surest = surest if kind == cue.kind else max(surest, likeness)
    return dict(features) | {"surest": surest, "met": float(first.likeness.mean())}


def _partner(half: Half, cue: Cue) -> tuple[int, float]:
    governed = head(half.side, cue)
    return (int(half.partner[governed]), float(half.likeness[governed])) if governed is not None else (-1, 0.0)
