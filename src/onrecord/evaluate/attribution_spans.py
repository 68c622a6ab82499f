"""Attribution spans and links against gold, with the metrics of the literature.

The same definitions as the project's reference scorer, so that figures can be set beside published ones:

* `exact`: a role filler equals a gold filler once white space, quotation marks and punctuation at its edges are cut
  (Pareti 2013 strict, Citron); `raw` cuts nothing.
* `soft`: proportional overlap (Johansson and Moschitti 2010); `token`: Citron's overlap, tokens labelled alike.
* `piece`: CofeNet (COLING 2022): every contiguous piece is a span of its own, token boundaries identical;
  `jaccard`: mean overlap of pieces.
* `any`: shares a token with a filler of the other side.
* `pair_any`: contents with token overlap of at least one half, one to one; `pair_src`: and the sources share a token
  or are both missing. `full_exact`: all three roles exact. `ggt_…`: GenderGapTracker's rule.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onrecord.record.spans import Span

from .matching import counted, figures, ratio

Pieces = tuple[tuple[int, int], ...]
Tokens = frozenset[int]
ROLES = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+(?:[’'.\-]\w+)*|[^\w\s]")
_EDGE = " \t\r\n\xa0\"“”‘’'`,.;:?!―—–-()[]"
_SAME = 0.5
_GGT = (0.3, 0.8)


@dataclass(frozen=True, slots=True)
class Triple:
    """Source, cue and content of one attribution, each in pieces `[start, end)`, in text order."""

    source: Pieces
    cue: Pieces
    content: Pieces

    def role(self, name: str) -> Pieces:
        """Return the pieces of `source`, `cue` or `content`."""
        return {"source": self.source, "cue": self.cue, "content": self.content}[name]


def triple(source: Iterable[Span], cue: Iterable[Span], content: Iterable[Span]) -> Triple:
    """Make a Triple of spans."""
    return Triple(*(tuple(sorted((s.start, s.end) for s in spans)) for spans in (source, cue, content)))


@dataclass(frozen=True)
class Sample:
    """One text with its gold and its predicted attributions."""

    text: str
    gold: tuple[Triple, ...]
    predicted: tuple[Triple, ...]

    @cached_property
    def tokens(self) -> list[tuple[int, int]]:
        """Offsets of the tokens that overlaps are counted in."""
        return [match.span() for match in _TOKEN.finditer(self.text)]

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end in self.tokens]

    def covered(self, spans: Pieces) -> Tokens:
        """Return the numbers of the tokens that `spans` touch."""
        return frozenset(self._touched(spans))

    def reach(self, piece: tuple[int, int]) -> tuple[int, int] | None:
        """Return the first and last token a piece touches."""
        touched = list(self._touched((piece,)))
        return (touched[0], touched[-1]) if touched else None

    def _touched(self, spans: Pieces) -> Iterator[int]:
        for start, end in spans:
            at = bisect.bisect_right(self._ends, start)
            while at < len(self.tokens) and self.tokens[at][0] < end:
                yield at
                at += 1

    def trimmed(self, spans: Pieces) -> Pieces:
        """Return `spans` without quotation marks and punctuation at the edges, neighbours glued."""
        cut = []
        for start, end in spans:
            while start < end and self.text[start] in _EDGE:
                start += 1
            while start < end and self.text[end - 1] in _EDGE:
                end -= 1
            if start < end:
                cut.append((start, end))
        glued: list[tuple[int, int]] = []
        for start, end in sorted(cut):
            if glued and all(c in _EDGE for c in self.text[glued[-1][1] : start]):
                glued[-1] = (glued[-1][0], max(end, glued[-1][1]))
            else:
                glued.append((start, end))
        return tuple(glued)


def manner(text: str, content: Pieces) -> str:
    """Return `direct` (every piece stands between marks), `mixed` (a mark inside) or `indirect`, as the scorer does."""
    if not content:
        return "none"
    raw = " ".join(text[start:end] for start, end in content)
    quoted = 0
    for start, end in content:
        first, last = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
        quoted += any(c in first for c in '"“‘') and any(c in last for c in '"”’')
    if quoted == len(content):
        return "direct"
    return "mixed" if re.search(r'["“”]', raw) else "indirect"


Counts = defaultdict[str, float]


def score_samples(samples: Iterable[Sample]) -> dict[str, object]:
    """Return all metrics, micro-averaged over `samples`; every figure in [0, 1]."""
    roles: dict[str, Counts] = {role: defaultdict(float) for role in ROLES}
    whole: Counts = defaultdict(float)
    types: dict[str, Counts] = {}
    for sample in samples:
        for role in ROLES:
            _count_role(sample, role, roles[role])
        gold = [{r: sample.covered(t.role(r)) for r in ROLES} for t in sample.gold]
        predicted = [{r: sample.covered(t.role(r)) for r in ROLES} for t in sample.predicted]
        _count_ggt(gold, predicted, whole)
        found = _count_pairs(sample, gold, predicted, whole)
        _count_manners(sample, gold, predicted, found, types)
    return _report(roles, whole, types)


def _count_role(sample: Sample, role: str, c: Counts) -> None:
    gold = sorted({t.role(role) for t in sample.gold if t.role(role)})
    predicted = sorted({t.role(role) for t in sample.predicted if t.role(role)})
    _add(c, "raw", set(gold), set(predicted))
    _add(c, "exact", {sample.trimmed(x) for x in gold}, {sample.trimmed(x) for x in predicted})
    gold_pieces = {reach for x in gold for piece in x if (reach := sample.reach(piece))}
    predicted_pieces = {reach for x in predicted for piece in x if (reach := sample.reach(piece))}
    _add(c, "piece", gold_pieces, predicted_pieces)
    c["jaccard"] += sum(max((_iou(g, p) for p in predicted_pieces), default=0.0) for g in gold_pieces)
    lone = sum(all(p[1] < g[0] or p[0] > g[1] for g in gold_pieces) for p in predicted_pieces)
    c["jaccards"] += len(gold_pieces) + lone
    gold_tokens = [sample.covered(x) for x in gold]
    predicted_tokens = [sample.covered(x) for x in predicted]
    _add(c, "token", frozenset().union(*gold_tokens), frozenset().union(*predicted_tokens))
    _count_overlaps(c, gold_tokens, predicted_tokens)


def _add(c: Counts, name: str, gold: Set[Any], predicted: Set[Any]) -> None:
    c[name + " gold"] += len(gold)
    c[name + " predicted"] += len(predicted)
    c[name] += len(gold & predicted)


def _iou(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]) + 1)
    return shared / (max(one[1], other[1]) - min(one[0], other[0]) + 1)


def _count_overlaps(c: Counts, gold: Sequence[Tokens], predicted: Sequence[Tokens]) -> None:
    for side, these, others in (("predicted", predicted, gold), ("gold", gold, predicted)):
        for tokens in these:
            best = max((len(tokens & other) for other in others), default=0)
            c["soft " + side] += ratio(best, len(tokens))
            c["any " + side] += best > 0


Roles = dict[str, Tokens]


def _count_ggt(gold: Sequence[Roles], predicted: Sequence[Roles], c: Counts) -> None:
    for threshold in _GGT:
        left = [p for p in predicted if p["content"]]
        c[f"ggt predicted {threshold}"] += len(left)
        for g in gold:
            if not g["content"]:
                continue
            c[f"ggt gold {threshold}"] += 1
            best = max(left, key=lambda p: len(p["content"] & g["content"]), default=None)
            if best is not None and len(best["content"] & g["content"]) / len(g["content"]) > threshold:
                c[f"ggt {threshold}"] += 1
                c[f"ggt source {threshold}"] += _same_source(g, best)
                left.remove(best)


def _same_source(gold: Roles, predicted: Roles) -> bool:
    return bool(gold["source"] & predicted["source"]) or not (gold["source"] or predicted["source"])


def match(gold: Sequence[Roles], predicted: Sequence[Roles]) -> list[tuple[int, int, bool]]:
    """Pair contents one to one, the best overlap first; tell for each pair whether the sources agree."""
    candidates = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            shared = len(g["content"] & p["content"])
            if shared and (iou := shared / len(g["content"] | p["content"])) >= _SAME:
                right = _same_source(g, p)
                candidates.append((iou + (0.01 if right else 0), i, j, right))
    chosen: list[tuple[int, int, bool]] = []
    for _, i, j, right in sorted(candidates, reverse=True):
        if all(i != a and j != b for a, b, _ in chosen):
            chosen.append((i, j, right))
    return chosen


def _count_pairs(sample: Sample, gold: Sequence[Roles], predicted: Sequence[Roles], c: Counts) -> dict[int, bool]:
    chosen = match(gold, predicted)
    c["gold"] += len(gold)
    c["predicted"] += len(predicted)
    c["pair"] += len(chosen)
    c["source"] += sum(right for _, _, right in chosen)
    for i, j, _ in chosen:
        one, other = sample.gold[i], sample.predicted[j]
        c["full"] += all(sample.trimmed(one.role(r)) == sample.trimmed(other.role(r)) for r in ROLES)
    return {i: right for i, _, right in chosen}


def _count_manners(
    sample: Sample, gold: Sequence[Roles], predicted: Sequence[Roles], found: dict[int, bool], types: dict[str, Counts]
) -> None:
    touched = frozenset[int]().union(*(p["content"] for p in predicted))
    for i, one in enumerate(sample.gold):
        c = types.setdefault(manner(sample.text, one.content), defaultdict(float))
        c["n"] += 1
        c["found"] += i in found
        c["source"] += found.get(i, False)
        c["touched"] += bool(gold[i]["content"] & touched)


def _report(roles: dict[str, Counts], whole: Counts, types: dict[str, Counts]) -> dict[str, object]:
    report: dict[str, object] = {
        "gold": int(whole["gold"]),
        "predicted": int(whole["predicted"]),
        "pair_src": counted(whole["source"], whole["predicted"], whole["gold"]),
        "pair_any": counted(whole["pair"], whole["predicted"], whole["gold"]),
        "speaker_accuracy": ratio(whole["source"], whole["pair"]),
        "full_exact": counted(whole["full"], whole["predicted"], whole["gold"]),
    }
    for name in ("direct", "mixed", "indirect"):
        c = types.get(name, Counts(float))
        report[f"{name}_recall"] = ratio(c["found"], c["n"])
        report[f"{name}_source_recall"] = ratio(c["source"], c["n"])
        report[f"{name}_touched"] = ratio(c["touched"], c["n"])
    for role, c in roles.items():
        for name in ("exact", "raw", "token", "piece"):
            report[f"{role}_{name}"] = counted(c[name], c[name + " predicted"], c[name + " gold"])
        for name in ("soft", "any"):
            report[f"{role}_{name}"] = figures(
                ratio(c[name + " predicted"], c["raw predicted"]), ratio(c[name + " gold"], c["raw gold"])
            )
        report[f"{role}_jaccard"] = ratio(c["jaccard"], c["jaccards"])
    for threshold in _GGT:
        found = whole[f"ggt {threshold}"]
        report[f"ggt_{threshold}"] = counted(found, whole[f"ggt predicted {threshold}"], whole[f"ggt gold {threshold}"])
        report[f"ggt_{threshold}_speaker_accuracy"] = ratio(whole[f"ggt source {threshold}"], found)
    return report
