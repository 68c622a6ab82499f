"""A clause that the other rendering has nothing for.

Input: two sentences laid beside each other. Output: features, the words left out, and where they would stand.
Either side may have more; what is unmet on both sides in one place is another wording, not an omission.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from rapidfuzz import fuzz

from onrecord.record.spans import Span
from onrecord.text.compare import Weights

from .changed_names import lost_names
from .correspondence import Half, gaps, halves, stretch
from .embedding import Embedder
from .likeness import Side
from .pairing import Clause, Pairing, missing_clause

_LOOSE, _TIGHT = 0.35, 0.6  # part of a word's weight that must be unmet for it to lengthen the stretch
_SURE = 0.6  # similarity from which partners hold a place
_SCALE = 4.0  # weights are of the order of 4 per telling word


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words `first:end` of one sentence (the first if `of_first`) and the words of the other around their place."""

    of_first: bool
    first: int
    end: int
    place: Span
    features: dict[str, float]


def left_out(pairing: Pairing, common: Weights, embedder: Embedder | None) -> LeftOut:
    """Return the clause that is most likely left out of one of the sentences."""
    turned = pairing.turned()
    first, second = halves(pairing)
    mine, theirs = _lost(pairing, first, second), _lost(turned, second, first)
    of_first = (mine["net"], mine["lost"]) >= (theirs["net"], theirs["lost"])
    top, least = (mine, theirs) if of_first else (theirs, mine)
    half, other = (first, second) if of_first else (second, first)
    laid = pairing if of_first else turned
    features = {f"more {name}": value for name, value in top.items()}
    features |= {f"less {name}": value for name, value in least.items()}
    features |= {f"apart {n}": top[n] - least[n] for n in ("loose", "loose anywhere", "lost", "share", "gap", "net")}
    features |= _whole(laid, half, other, common) | _clauses(pairing, embedder)
    _, start, end = stretch(half.weights * (half.unmet - _LOOSE))
    return LeftOut(of_first, start, end, _place(half, other, start, end), features)


def _lost(pairing: Pairing, mine: Half, other: Half) -> dict[str, float]:
    """Return the evidence that words of one side are missing on the other."""
    total = float(mine.weights.sum()) or 1.0
    found: dict[str, float] = {}
    for name, unmet in (("", mine.unmet), (" anywhere", mine.unmet_anywhere)):
        for worded, least in (("loose", _LOOSE), ("tight", _TIGHT)):
            gain = stretch(mine.weights * (unmet - least))[0]
            found |= {worded + name: gain / _SCALE, f"{worded}{name} share": gain / total}
    _, start, end = stretch(mine.weights * (mine.unmet - _LOOSE))
    weight = float((mine.weights[start:end] * mine.unmet[start:end]).sum())
    low, high = _anchors(mine, len(other.side.words), start, end)
    across = float((other.weights[low + 1 : high] * other.unmet[low + 1 : high]).sum()) if high > low else -1.0
    alone, net = gaps(pairing.similar, mine, other)
    return found | {
        "words": float(end - start), "unmet": weight / (float(mine.weights[start:end].sum()) or 1.0),
        "across": across / _SCALE, "net": (weight - max(across, 0.0)) / _SCALE,
        "edge": float(start == 0) + 2.0 * float(end == len(mine.partner)), "room": float(high - low - 1),
        "lost": mine.lost / _SCALE, "share": mine.lost / total, "gap": net / _SCALE, "gap alone": alone / _SCALE,
        "share anywhere": float((mine.weights * mine.unmet_anywhere).sum()) / total,
    }  # fmt: skip


def _anchors(mine: Half, size: int, start: int, end: int) -> tuple[int, int]:
    """Return the words of the other side between which the stretch would stand, -1 and `size` for its ends."""
    held = [i for i, (partner, like) in enumerate(zip(mine.partner, mine.likeness, strict=True))
            if partner >= 0 and like > _SURE]  # fmt: skip
    low = next((int(mine.partner[i]) for i in reversed(held) if i < start), -1)
    high = next((int(mine.partner[i]) for i in held if i >= end), size)
    return low, high


def _whole(laid: Pairing, half: Half, other: Half, common: Weights) -> dict[str, float]:
    """Return what the sentences as wholes say: length, names and numbers that one side lacks."""
    x, y = half.side, other.side
    names = len(lost_names(x, y, common)), len(lost_names(y, x, common))
    numbers = len(x.numbers - y.numbers), len(y.numbers - x.numbers)
    return {
        "length": math.log((len(x.words) + 1) / (len(y.words) + 1)), "size": float(len(x.words) + len(y.words)),
        "weight": math.log((float(half.weights.sum()) + 1) / (float(other.weights.sum()) + 1)),
        "met": float(half.likeness.mean() + other.likeness.mean()) / 2,
        "names": float(names[0] - names[1]), "names both": float(min(names)),
        "numbers": float(numbers[0] - numbers[1]), "numbers both": float(min(numbers)),
        "words alike": fuzz.token_sort_ratio(x.folded, y.folded) / 100,
        "words held": fuzz.token_set_ratio(x.folded, y.folded) / 100,
    }  # fmt: skip


def _clauses(pairing: Pairing, embedder: Embedder | None) -> dict[str, float]:
    """Return what leaving a clause out changes: how much more alike the sentences are without it."""
    x, y = pairing.first, pairing.second
    mine, theirs = missing_clause(pairing, embedder), missing_clause(pairing.turned(), embedder)
    top, least = (mine, theirs) if (mine.gain, mine.share) >= (theirs.gain, theirs.share) else (theirs, mine)
    weight = math.log((float(x.weights.sum()) + 1) / (float(y.weights.sum()) + 1))
    covered = _covered(pairing), _covered(pairing.turned())
    longer = covered if top is mine else covered[::-1]
    return {
        "clause gain": top.gain, "clause gain apart": top.gain - least.gain, "clause unmet": top.unmet,
        "clause unmet apart": top.unmet - least.unmet, "clause share": top.share,
        "clause share apart": top.share - least.share, "clause present": top.present,
        "clause gain of share": top.gain * top.share, "clause weight": weight if top is mine else -weight,
        "covered": longer[0], "other covered": longer[1], "covered apart": longer[1] - longer[0],
        "clause words": float(_size(top)),
    }  # fmt: skip


def _size(clause: Clause) -> int:
    return clause.end - clause.first


def _covered(pairing: Pairing) -> float:
    weights = pairing.first.weights
    return float((pairing.met_first * weights).sum() / weights.sum())


def place(pairing: Pairing, first: int, end: int) -> Span:
    """Return where words `first:end` of the first sentence would stand in the second: a word of it at least."""
    half, other = halves(pairing)
    return _place(half, other, first, end)


def _place(half: Half, other: Half, first: int, end: int) -> Span:
    words = other.side.words
    anchors = _anchors(half, len(words), first, end)
    low, high = sorted(min(max(n, 0), len(words) - 1) for n in anchors)
    return Span(words[low].span.start, words[high].span.end)


def words_of(side: Side, first: int, end: int) -> Span | None:
    """Return the span of some words, None for none."""
    return Span(side.words[first].span.start, side.words[end - 1].span.end) if end > first else None
