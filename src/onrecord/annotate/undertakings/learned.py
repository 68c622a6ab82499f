"""Merging what the learned reader saw with what rules and classifier found.

What both found stands with the learned reader's wording of the action and the classifier's kind, each being better at
that (gold set: found 0.75 against 0.72, characters of the action 0.78 against 0.75; with the learned kinds 0.60 against
0.63). What the learned reader alone saw stands if it is sure. Actors, deadlines and conditions are resolved by rule
from the words in question.
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

ALONE = 0.9
"""Least score of the learned reader for what it alone saw; chosen on gold/gold among 0.5, 0.9 and never."""
_AGREE = 0.3
_CLAUSE = 20
"""Least characters that two wordings with one beginning must share to be one act; a verb alone says nothing."""
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
            key=lambda n: (overlap(one.action, usable[n].action), _goes_on(one.action, usable[n].action)),
            default=None,
        )
        if near is not None and _one_act(one.action, usable[near].action):
            matched.add(near)
            merged.append(_both(one, usable[near]))
        else:
            merged.append(one)
            # What stands inside "an understanding on how ..." is that understanding, not a promise of its own.
            matched |= {n for n, raw in enumerate(usable) if one.action.contains(raw.action)}
    merged += [_only(raw, tree) for n, raw in enumerate(usable) if n not in matched and raw.score >= ALONE]
    return without_overlaps(merged)


def _one_act(action: Span, seen: Span) -> bool:
    return overlap(action, seen) >= _AGREE or _goes_on(action, seen)


def _goes_on(action: Span, seen: Span) -> bool:
    """Tell whether the learned reader's wording opens with a whole clause of the parser's and goes on."""
    return seen.start == action.start and seen.end > action.end and len(action) >= _CLAUSE


def _both(one: Judged, raw: RawUndertaking) -> Judged:
    return replace(
        one,
        action=raw.action,
        clause=Span(min(one.clause.start, raw.action.start), max(one.clause.end, raw.action.end)),
        condition=one.condition or raw.condition,
        deadline=raw.deadline,
        whole=one.action,
        score=round(1.0 - (1.0 - one.score) * (1.0 - raw.score), 4),
    )


def _only(raw: RawUndertaking, tree: Tree) -> Judged:
    kind = UndertakingKind(raw.kind)
    parts = [s for s in (raw.actor, raw.action, raw.addressee) if s is not None]
    clause = Span(min(s.start for s in parts), max(s.end for s in parts))
    sentence = next((n for n, s in enumerate(tree.sentences) if s.start <= raw.action.start < s.end), 0)
    return Judged(
        kind,
        _strength(kind, raw),
        raw.action,
        clause,
        sentence,
        raw.score,
        actor=_words(tree, sentence, raw.actor),
        addressee=_words(tree, sentence, raw.addressee),
        condition=raw.condition,
        deadline=raw.deadline,
    )


def _strength(kind: UndertakingKind, raw: RawUndertaking) -> Strength | None:
    if kind is not UndertakingKind.COMMITMENT:
        return None
    return Strength.SOFT if raw.strength == Strength.SOFT.value else Strength.FIRM


def _words(tree: Tree, sentence: int, span: Span | None) -> tuple[Token, ...]:
    if span is None or sentence >= len(tree.sentences):
        return ()
    return tuple(t for t in tree.sentence(sentence) if span.start <= t.start < span.end)
