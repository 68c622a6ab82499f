"""Whether two mentions, in two documents, tell of one undertaking: features with scores, and what rules it out.

In come two `Told`s (a mention with what is known of its document); out comes a `Likeness` with its reasons. Wording is
compared by weighted stems, so that "maintain contact" says little and "a direct line between the coast guards" says
much; a short common phrase never joins two meetings' agreements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.record.accounts import Reason
from onrecord.record.documents import Document
from onrecord.record.times import Interval
from onrecord.record.undertakings import UndertakingKind, UndertakingMention
from onrecord.text.compare import STOP, Weights, stems

SAME = 0.55
"""Least score at which two mentions become one undertaking. Set where, on two independent translations of one text
(WMT 2021 German-English references, a sentence against its neighbours), fewer than one wrong pair in a thousand
passes on wording alone and three quarters of the right ones do; see docs/undertakings.md."""
PROPOSE = 0.36
"""Least score at which a link is proposed to a person. Below it nothing is said."""
SAME_MEETING = 0.33
"""The threshold for two accounts of one meeting, which agree on the occasion already (8 wrong in a thousand there)."""
_SUBSTANCE = 11.0
"""Least weight (nats) of the shared wording that joins two mentions of different meetings: three telling words."""

K = UndertakingKind
_KIN = {frozenset({K.COMMITMENT, K.UNDERSTANDING}): 0.9, frozenset({K.AFFIRMATION, K.UNDERSTANDING}): 0.6}
_INSTRUMENT = re.compile(
    r"\b(?:(?:the\s+)?(?P<day>\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2})(?:,? \d{4})? "
    r"(?P<paper>memorandum|agreement|accord|statement|declaration|protocol)"
    r"|(?P<named>(?:[A-Z][\w-]+ ){1,4}"
    r"(?:Memorandum|Agreement|Accords?|Convention|Protocol|Treaty|Declaration|Charter|Initiative|Compact|Pact|Framework)s?)"
    r"|(?P<un>[Rr]esolutions? (?:\d{3,4})))"
)


@dataclass(frozen=True)
class Told:
    """A mention, its document, the day it was said, the meeting it belongs to."""

    mention: UndertakingMention
    document: Document
    actors: tuple[str, ...]
    on: Interval | None
    meeting_id: str | None = None
    copy: bool = False

    @cached_property
    def action(self) -> str:
        """The action's words."""
        return self.mention.action.of(self.document.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the action that carry a claim."""
        return frozenset(s for s in stems(self.action) if s not in STOP and len(s) > 1)

    @cached_property
    def around(self) -> frozenset[str]:
        """Stems of the evidence too: the sentence may name what the action only points at."""
        return self.stems | frozenset(
            s for s in stems(self.mention.evidence.of(self.document.text)) if s not in STOP and len(s) > 1
        )

    @cached_property
    def instruments(self) -> frozenset[str]:
        """Named papers in the evidence: "the 17 September memorandum", "resolution 2254"."""
        return instruments(self.mention.evidence.of(self.document.text))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two mentions are, why, and whether they are taken for one (`same`) or only proposed."""

    score: float
    reasons: tuple[Reason, ...]
    same: bool

    @property
    def proposed(self) -> bool:
        """Whether a person should look at it."""
        return not self.same and self.score >= PROPOSE


def instruments(text: str) -> frozenset[str]:
    """Return the named papers of a text in one spelling."""
    found = set()
    for match in _INSTRUMENT.finditer(text):
        words = re.sub(r"^(?:The|the)\s+", "", match.group())
        found.add(" ".join(words.lower().rstrip("s").split()))
    return frozenset(found)


def compare(a: Told, b: Told, weights: Weights) -> Likeness | None:
    """Compare two mentions; None if they can never be one (kinds, actors or addressees exclude each other)."""
    kind = 1.0 if a.mention.kind is b.mention.kind else _KIN.get(frozenset({a.mention.kind, b.mention.kind}), 0.0)
    who = actors_alike(a.actors, b.actors)
    if not kind or not who or _addressed_apart(a.mention, b.mention):
        return None
    shared, wording = _wording(a, b, weights)
    meeting = a.meeting_id is not None and a.meeting_id == b.meeting_id
    paper = bool(a.instruments & b.instruments)
    score = wording * (0.55 + 0.25 * who + 0.2 * kind)
    score += 0.05 * paper
    reasons = (
        Reason("wording", round(wording, 3)), Reason("actors", who), Reason("kind", kind),
        Reason("same meeting", float(meeting)), Reason("named instrument", float(paper)),
    )  # fmt: skip
    strict = SAME_MEETING if meeting else SAME
    substance = meeting or (shared >= _SUBSTANCE and len(a.stems & b.stems) > 2)
    return Likeness(round(min(score, 1.0), 3), reasons, score >= strict and substance and not _deadlines_apart(a, b))


def _wording(a: Told, b: Told, weights: Weights) -> tuple[float, float]:
    """Return the weight of shared stems and their share, halfway between the smaller and the larger action."""
    if not a.stems or not b.stems:
        return 0.0, 0.0
    shared = _weight(a.stems & b.stems, weights)
    near = _weight((a.stems & b.around) | (b.stems & a.around), weights)
    one, other = _weight(a.stems, weights), _weight(b.stems, weights)
    low, high = min(one, other), max(one, other)
    return shared, min(1.0, (0.8 * shared + 0.2 * min(near, high)) / (0.5 * low + 0.5 * high))


def _weight(words: Iterable[str], weights: Weights) -> float:
    return sum(weights.of(w) for w in words)


def actors_alike(a: Sequence[str], b: Sequence[str]) -> float:
    """Return 1 for the same parties, 0.7 where one names part of the other's, 0.4 if one leaves them open, else 0."""
    if not a or not b:
        return 0.4
    if set(a) == set(b):
        return 1.0
    return 0.7 if set(a) <= set(b) or set(b) <= set(a) else 0.0


def _addressed_apart(a: UndertakingMention, b: UndertakingMention) -> bool:
    return a.addressee is not None and b.addressee is not None and a.addressee != b.addressee


def _deadlines_apart(a: Told, b: Told) -> bool:
    """Two deadlines without a day in common are two undertakings, or one amended: a person must say which."""
    one, other = a.mention.deadline, b.mention.deadline
    return one is not None and other is not None and not one.overlaps(other)
