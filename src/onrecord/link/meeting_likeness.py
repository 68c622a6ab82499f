"""Whether two mentions, in two documents, tell of one meeting: features with scores, and what rules it out.

In come two `Sighting`s (a mention with the document it stands in, and the days it may have been on); out comes a
`Likeness`: its features in [0, 1], their weighted sum, and the reason why the two can never be one, if there is one.
Weights and threshold were set by hand on the two accounts the project starts from and on invented pairs, not tuned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.record.accounts import Reason
from onrecord.record.documents import Kind
from onrecord.record.meetings import MeetingKind, MeetingMention, Participant
from onrecord.roster import offices
from onrecord.roster.names import same_person

from . import meeting_days
from .meeting_sightings import Sighting
from .tenures import is_single

WEIGHTS: Mapping[str, float] = {
    "parties": 0.28, "date": 0.30, "place": 0.14, "people": 0.14, "kind": 0.05, "process": 0.04, "topics": 0.05
}  # fmt: skip
THRESHOLD = 0.62
"""Least score at which two mentions become one meeting."""
AMBIGUOUS = 0.05
"""Two candidates closer than this, which exclude one another, leave the mention unlinked."""

_LARGE = frozenset({MeetingKind.SUMMIT, MeetingKind.CONFERENCE})


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two sightings are.

    `refused` names what rules them out; `identifying` needs more than the parties; `put_off` marks two that are alike
    but for the day, which was announced otherwise.
    """

    score: float
    reasons: tuple[Reason, ...] = ()
    refused: str = ""
    identifying: bool = False
    put_off: bool = False

    @property
    def possible(self) -> bool:
        """Whether the same people of the same parties met so, and only the day or place is wanting."""
        scores = {reason.feature: reason.score for reason in self.reasons}
        alike = all(scores.get(name, 0.0) > 0.9 for name in ("parties", "people", "kind"))
        return self.put_off or (not self.refused and not self.accepted and alike)

    @property
    def accepted(self) -> bool:
        """Whether the two may be linked."""
        return not self.refused and self.identifying and self.score >= THRESHOLD


def same_sort(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether two are of one sort: a visit and the meeting in the course of it are two."""
    return _SORT.get(one.kind, one.kind) is _SORT.get(other.kind, other.kind)


_SORT = {
    MeetingKind.TALKS: MeetingKind.MEETING, MeetingKind.OTHER: MeetingKind.MEETING,
    MeetingKind.CONFERENCE: MeetingKind.SUMMIT,
}  # fmt: skip


def compare(a: Sighting, b: Sighting) -> Likeness:
    """Compare two sightings; the order of the two does not matter."""
    refused = refusal(a, b)
    if refused:
        moved = refused == "dates" and meeting_days.put_off(a, b) and _but_for_the_day(a.mention, b.mention)
        return Likeness(0.0, (), refused, put_off=moved)
    features = {
        "parties": _parties(a.mention, b.mention),
        "date": meeting_days.alike(a, b),
        "place": _place(a.mention, b.mention),
        "people": _people(a.mention, b.mention),
        "kind": _kind(a.mention, b.mention),
        "process": _process(a.mention, b.mention),
        "topics": _topics(a, b),
    }
    score = sum(WEIGHTS[name] * value for name, value in features.items())
    reasons = tuple(Reason(name, round(value, 3)) for name, value in features.items())
    return Likeness(round(score, 4), reasons, "", _identifying(features, _one_large(a.mention, b.mention)))


def _but_for_the_day(one: MeetingMention, other: MeetingMention) -> bool:
    return one.kind is other.kind and _people(one, other) > 0.9 and _place(one, other) > 0.0


def _identifying(features: Mapping[str, float], large: bool) -> bool:
    """Tell whether more than the parties speaks for it: the day, or place and people, or the round of a process."""
    place, people = features["place"] > 0.6, features["people"] > 0.6 or large
    if features["date"] >= 0.6 or features["process"] > 0.9:
        return True
    return (features["date"] >= 0.5 and (place or people)) or (place and people and features["date"] >= 0.3)


def _one_large(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether both are summits, or both conferences: a town seldom has two at a time."""
    return one.kind is other.kind and one.kind in _LARGE


def refusal(a: Sighting, b: Sighting) -> str:
    """Return what rules out that two sightings are one meeting, or an empty text."""
    one, other = a.mention, b.mention
    return _kept_apart(one, other) or _two_calls(a, b) or _no_fit(a, b)


def _kept_apart(one: MeetingMention, other: MeetingMention) -> str:
    shared = one.parties & other.parties
    if one.document_id == other.document_id:
        return "one document tells them apart"
    if one.in_caption != other.in_caption:
        return "a caption never merges"
    if one.parties and other.parties and len(shared) < min(2, len(one.parties), len(other.parties)):
        return "parties"
    if (one.kind is MeetingKind.CALL) != (other.kind is MeetingKind.CALL) and not (one.virtual or other.virtual):
        return "a call and a meeting in person"
    if _on_its_edge(one, other) or _on_its_edge(other, one):
        return "a summit and a meeting beside it"
    if one.parties != other.parties and (_beside(one, other) or _beside(other, one)):
        return "a summit and a meeting beside it"
    return "rounds" if one.round and other.round and one.round != other.round else ""


def _on_its_edge(large: MeetingMention, small: MeetingMention) -> bool:
    """Whether one is told as held on the sidelines of something, and the other is such a thing."""
    edge = small.sidelines_of or (small.format and "sidelines" in small.format)
    return bool(edge) and large.kind in _LARGE and not large.sidelines_of and "sidelines" not in (large.format or "")


def _beside(large: MeetingMention, small: MeetingMention) -> bool:
    return large.kind in _LARGE and small.kind not in _LARGE | {MeetingKind.TALKS}


def _no_fit(a: Sighting, b: Sighting) -> str:
    one, other = a.mention, b.mention
    when, who = meeting_days.alike(a, b), _people(one, other)
    if when <= 0.0:
        return "dates"
    if not (one.parties and other.parties):
        return _nobody_named(a, b, when)
    if who <= 0.0:
        return "different people"
    one_place_and_day = when >= 1.0 and _place(one, other) >= 1.0 and one.kind is other.kind
    if not one_place_and_day and _others_for_a_party(one, other):
        return "different people for a party"  # in one place on one day the accounts may disagree on who came
    if a.held != b.held and when < 0.8 and (one.kind in _LARGE or other.kind in _LARGE) and one.kind is not other.kind:
        return "another kind was announced"
    same_day_and_people = when >= 1.0 and who > 0.6
    if _other_company(one, other) or _other_company(other, one):
        return "another side"
    if len(one.parties | other.parties) == 1 and not (same_day_and_people or _place(one, other) >= 1.0):
        return "one side alone is named"
    return "places" if _place(one, other) <= 0.0 and not same_day_and_people else ""


def _other_company(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether a party met somebody of no known party who is nobody that the other telling names."""
    strangers = [p for p in one.participants if p.party is None]
    theirs = [p for p in other.participants if p.party is None or p.party not in one.parties]
    return (
        len(one.parties) == 1 and bool(strangers and theirs) and not any(_fits(p, q) for p in strangers for q in theirs)
    )


def _fits(p: Participant, q: Participant) -> bool:
    """Whether two participants may be one: by name, or by the words that describe them."""
    if p.name and q.name:
        return _same(p.name, q.name) > 0
    mine, theirs = (set(re.findall(r"[a-z]{4,}", (one.office or one.name or "").lower())) for one in (p, q))
    return not mine or not theirs or bool(mine & theirs)


def _nobody_named(a: Sighting, b: Sighting, when: float) -> str:
    """What is told without parties is known by kind, place and day, where neither its name nor topics differ."""
    one, other = a.mention, b.mention
    alike = one.kind is other.kind and _place(one, other) >= 1.0 and when >= 0.8
    if not alike or (one.process and other.process and one.process != other.process):
        return "nobody is named, and place, day or kind differ"
    if a.words and b.words and not a.words & b.words:
        return "nobody is named, and the topics differ"
    mine, theirs = (frozenset(m["name"].lower() for m in _CALLED.finditer(s.told_as)) - _PLAIN for s in (a, b))
    return "nobody is named, and the names differ" if mine and theirs and not mine & theirs else ""


_CALLED = re.compile(r"\b(?P<name>[^\W\d_]{3,}) (?:conference|summit|talks|meeting|forum)\b", re.I)
"""The word that tells one conference from another: "peace conference", "donor conference"."""

_PLAIN = frozenset(
    {
        "the", "this", "that", "their", "international", "major", "special", "annual", "regional", "high-level",
        "large", "first", "second", "third", "next", "previous", "last", "such", "press", "held", "recent", "planned",
        "closed",
    }
)  # fmt: skip


def _two_calls(a: Sighting, b: Sighting) -> str:
    """Two calls of a day told by two papers: readouts of one publisher, a second call, or other parts of the day."""
    if not (a.mention.kind is b.mention.kind is MeetingKind.CALL):
        return ""
    if _own_reports(a, b):
        return "two calls told by one publisher"
    if _SECOND.search(a.told_as) and not _REPEATED.search(b.told_as):
        return "a second call"
    if _SECOND.search(b.told_as) and not _REPEATED.search(a.told_as):
        return "a second call"
    parts = [frozenset(m.group().lower() for m in _PART_OF_DAY.finditer(s.told_as)) for s in (a, b)]
    apart = all(parts) and not parts[0] & parts[1]
    return "calls at other times of day" if apart and a.document.publisher == b.document.publisher != "" else ""


_SECOND = re.compile(
    r"\b(?:second|third|another|follow-up|repeat(?:ed)?)\s+(?:(?:tele)?phone\s+|video\s+)?(?:call|conversation)\b"
    r"(?!\s+(?:this|in|since|within|of the (?:week|month|year)))|\b(?:spoke|talked|called)\b[^.;]*\ba second time\b",
    re.I,
)
"""A call that is not the first of its day; "their second call this week" may be the first."""

_REPEATED = re.compile(r"\b(?:second|third|again|another|once more|later|follow-up|repeat(?:ed)?)\b", re.I)
_PART_OF_DAY = re.compile(r"\b(?:morning|afternoon|evening|night|noon|midnight)\b", re.I)


def _own_reports(a: Sighting, b: Sighting) -> bool:
    """One publisher issues one readout per call: two readouts of a day are two calls."""
    calls = all(s.mention.is_main for s in (a, b))
    official = a.document.is_official and b.document.is_official and a.document.publisher == b.document.publisher
    papers = {a.document.kind, b.document.kind} <= {Kind.READOUT, Kind.OTHER}
    return calls and official and papers and bool(a.document.publisher) and a.document.text != b.document.text


def _parties(one: MeetingMention, other: MeetingMention) -> float:
    shared, every = one.parties & other.parties, one.parties | other.parties
    if not (one.parties and other.parties):
        return 0.5
    smaller = min(len(one.parties), len(other.parties))
    return 0.5 * len(shared) / len(every) + 0.5 * len(shared) / smaller if smaller else 0.0


def _place(one: MeetingMention, other: MeetingMention) -> float:
    if not one.place or not other.place:
        return 0.5
    return 1.0 if one.place.casefold() == other.place.casefold() else 0.0


@lru_cache(maxsize=65_536)
def _same(a: str, b: str) -> float:
    return same_person(a, b)


def _people(one: MeetingMention, other: MeetingMention) -> float:
    """Compare who is named, party by party: 1 all of the shorter list, 0 nobody, 0.5 where one names nobody."""
    scores = _people_by_party(one, other)
    return sum(scores) / len(scores) if scores else 0.5


def _people_by_party(one: MeetingMention, other: MeetingMention) -> list[float]:
    scores = []
    for party in sorted(one.parties & other.parties):
        ours = [p for p in one.participants if p.party == party]
        theirs = [p for p in other.participants if p.party == party]
        names = [[p.name for p in side if p.name] for side in (ours, theirs)]
        if all(names):
            short, long = sorted(names, key=len)
            met = sum(any(_same(n, m) >= 0.6 for m in long) for n in short) / len(short)
            scores.append(met or (0.3 if len(long) > 2 else 0.0))  # an account of a delegation may leave somebody out
        elif _other_offices(ours, theirs):
            scores.append(0.0)
    return scores


def _other_offices(ours: Sequence[Participant], theirs: Sequence[Participant]) -> bool:
    """Whether two tellings, one of which names nobody, give a party by two offices that two people hold."""
    mine, others = (
        {offices.key(p.office) for p in side if p.office and is_single(p.office)} for side in (ours, theirs)
    )
    return bool(mine and others) and not mine & others


def _others_for_a_party(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether some party is there by other people in each telling."""
    return 0.0 in _people_by_party(one, other)


def _kind(one: MeetingMention, other: MeetingMention) -> float:
    if one.kind is other.kind:
        return 1.0
    return 0.4 if (one.kind in _LARGE) != (other.kind in _LARGE) else 0.6


def _process(one: MeetingMention, other: MeetingMention) -> float:
    if one.round and one.round == other.round and one.process == other.process:
        return 1.0
    if one.process and other.process:
        return 0.7 if one.process == other.process else 0.2
    return 0.5


def _topics(a: Sighting, b: Sighting) -> float:
    if not a.words or not b.words:
        return 0.5
    return len(a.words & b.words) / min(len(a.words), len(b.words))
