"""Last cuts at what was found: agenda items are nothing, and an act ends where its condition or its teller begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.record.attributions import Attribution
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.record.undertakings import UndertakingKind
from onrecord.text.touching import Touching

from .judging import Judged
from .syntax import Tree, trimmed

_TALKED_OF = re.compile(
    r"(?:\W*(?:we|they|both|also|again|once)\b)*\W*(?:will\b\W*)?(?:also\W+)?"
    r"(?:(?:have|get|use)\W+(?:the|an?|this)\W+(?:opportunity|chance|occasion)\W+to\W+)?"
    r"(?:discuss|talk\W+about|speak\W+about|touch\W+(?:up)?on)\b",
    re.IGNORECASE,
)
_DECLINED = re.compile(
    r"\b(?:refus(?:e[sd]?|ing)|declin(?:e[sd]?|ing))\s+(?:\w+ly\s+)?(?:to\s+)?$|"
    r"\b(?:reject|rebuff|spurn|dismiss|turn(?:s|ed)?\s+down|rul(?:es?|ed|ing)\s+out)(?:s|ed|ing|es)?\b"
    r"(?:[^.;:]{0,60}\b(?:calls?|offers?|demands?|proposals?|requests?|appeals?|plans?|bids?|suggestions?)\b[^.;:]{0,60})?"
    r"\s*(?:to\s+)?$",
    re.IGNORECASE,
)
_PROMISING = frozenset({UndertakingKind.COMMITMENT, UndertakingKind.UNDERSTANDING})
_WILL = frozenset({"will", "shall", "'ll", "’ll"})
_SUBJECTLESS = re.compile(r"^(?:[\w ]{0,40},\s*)?(?:we|they|i)\s+will\s+", re.IGNORECASE)


def is_agenda(one: Judged, tree: Tree) -> bool:
    """Tell whether it only says what a planned meeting is about: "we will discuss ...", "will talk about ..."."""
    if one.kind is not UndertakingKind.COMMITMENT or one.sentence >= len(tree.sentences):
        return False
    words = tree.sentence(one.sentence)
    before = [t for t in words if t.start < one.action.start][-3:]
    inside = [t for t in words if one.action.start <= t.start < one.action.end]
    announced = any(t.text.lower() in _WILL for t in (*before, *inside[:8]))
    text = " ".join(t.text for t in inside)
    opening = _SUBJECTLESS.match(text)
    return announced and _TALKED_OF.match(text[opening.end() :] if opening else text) is not None


def is_declined(one: Judged, tree: Tree, text: str) -> bool:
    """Tell whether an act is refused in the same breath: "refused to deploy", "rejected an offer to host a summit"."""
    if one.kind not in _PROMISING or one.sentence >= len(tree.sentences):
        return False
    return _DECLINED.search(text[tree.sentences[one.sentence].start : one.action.start]) is not None


def tidied(judged: Sequence[Judged], reading: Reading) -> list[Judged]:
    """Return them with each action cut where its own condition or the clause that reports it begins behind it.

    Args:
        judged: undertakings.
        reading: its attributions say which words report.
    """
    said = [(one, piece) for one in reading.attributions for piece in one.content]
    index = Touching(piece for _, piece in said)
    return [
        _cut(one, [said[n][0] for n in index.numbers([_first(one.action)])], reading.document.text) for one in judged
    ]


def _cut(one: Judged, around: Sequence[Attribution], text: str) -> Judged:
    ends = [
        part.start for said in around for part in (*said.source, *said.cue) if _last_of(part, said.content, one.action)
    ]
    if one.condition is not None and one.condition.end >= one.action.end:
        ends.append(one.condition.start)
    cut = min((end for end in ends if one.action.start < end < one.action.end), default=one.action.end)
    if cut == one.action.end:
        return one
    action = trimmed(text, one.action.start, cut)
    return replace(one, action=action) if action is not None else one


def _first(span: Span) -> Span:
    return Span(span.start, span.start + 1)


def _last_of(part: Span, content: tuple[Span, ...], action: Span) -> bool:
    """Tell whether reporting words stand behind all that they report of the act, not in the midst of it."""
    return part.start > action.start and not any(part.end <= c.start < action.end for c in content)
