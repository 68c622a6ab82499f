"""Merging what the learned reader saw with what rules and classifier found.

The learned spans give action and kind; actors, deadlines and conditions are resolved by rule from the words they point
at. What both found stands with the learned wording; what only one of them found stands if it is sure enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.annotate.encoder import RawUndertaking
from onrecord.annotate.parse import Token
from onrecord.record.spans import Span
from onrecord.record.undertakings import Strength, UndertakingKind

from .judging import Judged, overlap, without_overlaps
from .syntax import Tree

ALONE = 0.5
"""Least score of the learned reader for what it alone saw; set by hand until weights are tuned on gold/train."""
RULES_ALONE = 0.5
"""Least score of the classifier for what the learned reader did not see."""
_AGREE = 0.3
_KINDS = {kind.value for kind in UndertakingKind}


def merge(judged: Sequence[Judged], seen: Sequence[RawUndertaking], tree: Tree) -> list[Judged]:
    """Return both findings as one list, best first; of two in one place the better.

    Args:
        judged: what rules and classifier found.
        seen: what the learned reader saw, offsets into the document's text.
        tree: the document's parse, for the words that actors and addressees point at.
    """
    usable = [raw for raw in seen if raw.kind in _KINDS]
    matched: set[int] = set()
    merged = []
    for one in judged:
        near = max(
            (n for n in range(len(usable)) if n not in matched),
            key=lambda n: overlap(one.action, usable[n].action),
            default=None,
        )
        if near is not None and overlap(one.action, usable[near].action) >= _AGREE:
            matched.add(near)
            merged.append(_both(one, usable[near]))
        elif one.score >= RULES_ALONE or one.kind is UndertakingKind.FULFILMENT_CLAIM:
            merged.append(one)
    merged += [_only(raw, tree) for n, raw in enumerate(usable) if n not in matched and raw.score >= ALONE]
    return without_overlaps(merged)


def _both(one: Judged, raw: RawUndertaking) -> Judged:
    kind = UndertakingKind(raw.kind) if raw.score >= one.score or raw.score >= ALONE else one.kind
    return replace(
        one,
        kind=kind,
        strength=_strength(kind, raw, one.strength),
        action=raw.action,
        clause=Span(min(one.clause.start, raw.action.start), max(one.clause.end, raw.action.end)),
        condition=raw.condition or one.condition,
        deadline=raw.deadline,
        score=round(1.0 - (1.0 - one.score) * (1.0 - raw.score), 4),
    )


def _only(raw: RawUndertaking, tree: Tree) -> Judged:
    kind = UndertakingKind(raw.kind)
    parts = [s for s in (raw.actor, raw.action, raw.addressee) if s is not None]
    clause = Span(min(s.start for s in parts), max(s.end for s in parts))
    sentence = next((n for n, s in enumerate(tree.sentences) if s.start <= raw.action.start < s.end), 0)
    return Judged(
        kind,
        _strength(kind, raw, None),
        raw.action,
        clause,
        sentence,
        raw.score,
        actor=_words(tree, sentence, raw.actor),
        addressee=_words(tree, sentence, raw.addressee),
        condition=raw.condition,
        deadline=raw.deadline,
    )


def _strength(kind: UndertakingKind, raw: RawUndertaking, known: Strength | None) -> Strength | None:
    if kind is not UndertakingKind.COMMITMENT:
        return None
    if known is not None:
        return known
    return Strength.SOFT if raw.strength == Strength.SOFT.value else Strength.FIRM


def _words(tree: Tree, sentence: int, span: Span | None) -> tuple[Token, ...]:
    if span is None or sentence >= len(tree.sentences):
        return ()
    return tuple(t for t in tree.sentence(sentence) if span.start <= t.start < span.end)
