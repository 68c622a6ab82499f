"""Whether two mentions, in two documents, tell of one meeting: features with scores, and what rules it out.

In come two `Sighting`s (a mention with the document it stands in, and the days it may have been on); out comes a
`Likeness`: its features in [0, 1], their weighted sum, and the reason why the two can never be one, if there is one.
Weights and threshold were set by hand on the two accounts the project starts from and on invented pairs, not tuned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from onrecord.record.accounts import Reason
from onrecord.record.documents import Document, Kind
from onrecord.record.meetings import MeetingKind, MeetingMention, MeetingStatus
from onrecord.record.times import Interval
from onrecord.roster.names import same_person

WEIGHTS: Mapping[str, float] = {
    "parties": 0.28, "date": 0.30, "place": 0.14, "people": 0.14, "kind": 0.05, "process": 0.04, "topics": 0.05
}  # fmt: skip
THRESHOLD = 0.62
"""Least score at which two mentions become one meeting."""
AMBIGUOUS = 0.05
"""Two candidates closer than this, which exclude one another, leave the mention unlinked."""

FRESH = timedelta(days=7)
"""How long after its day a meeting is news: a paper whose subject is an undated contact tells of one so recent."""

_IDLE = frozenset(
    {
        "about",
        "after",
        "their",
        "there",
        "these",
        "those",
        "which",
        "while",
        "would",
        "could",
        "should",
        "including",
        "issue",
        "issues",
        "matter",
        "matters",
        "situation",
        "range",
        "current",
        "bilateral",
        "regional",
        "global",
        "ongoing",
        "efforts",
        "developments",
        "importance",
        "continued",
    }
)
_LARGE = frozenset({MeetingKind.SUMMIT, MeetingKind.CONFERENCE})


@dataclass(frozen=True, slots=True)
class Sighting:
    """A meeting mention in its document, with what linking needs worked out once.

    `days` are the days the meeting may have been on and `days_reason` why (`stated`, `publication`, empty if
    unknown); `weekday` (Monday 0) is what an undated report says instead.
    """

    mention: MeetingMention
    document: Document
    days: Interval | None = None
    days_reason: str = ""
    weekday: int | None = None
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two sightings are. `refused` names what rules them out; `identifying` needs more than the parties."""

    score: float
    reasons: tuple[Reason, ...] = ()
    refused: str = ""
    identifying: bool = False

    @property
    def possible(self) -> bool:
        """Whether the same people of the same parties met so, and only the day or place is wanting."""
        scores = {reason.feature: reason.score for reason in self.reasons}
        alike = all(scores.get(name, 0.0) > 0.9 for name in ("parties", "people", "kind"))
        return not self.refused and not self.accepted and alike

    @property
    def accepted(self) -> bool:
        """Whether the two may be linked."""
        return not self.refused and self.identifying and self.score >= THRESHOLD


def sight(mention: MeetingMention, document: Document) -> Sighting:
    """Work out when a mention's meeting may have been, and the words of its topics."""
    days, reason = mention.date, "stated" if mention.date else ""
    if days is None and _dated_by_report(mention, document) and document.published:
        days, reason = document.published.interval, "publication"
    weekday = _weekday(mention.time_expression) if days is None else None
    topics = " ".join(span.of(document.text) for span in mention.topics)
    return Sighting(mention, document, days, reason, weekday, content_words(topics))


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that tell of its subject: five letters or more, lower case, plural s cut."""
    return frozenset(w.rstrip("s") for w in re.findall(r"[^\W\d_]{5,}", text.lower()) if w not in _IDLE)


def _dated_by_report(mention: MeetingMention, document: Document) -> bool:
    """A party's own report of the contact it is about comes out the same day unless it says otherwise."""
    held = mention.status is MeetingStatus.HELD and mention.is_main and not mention.in_caption
    return held and document.is_official and bool(document.published and document.published.interval.is_day)


def _weekday(expression: str | None) -> int | None:
    parts = (expression or "").split(":")
    if len(parts) > 1 and parts[0] == "weekday" and parts[1].isdigit() and int(parts[1]) < 7:
        return int(parts[1])
    return None


def compare(a: Sighting, b: Sighting) -> Likeness:
    """Compare two sightings; the order of the two does not matter."""
    refused = refusal(a, b)
    if refused:
        return Likeness(0.0, (), refused)
    features = {
        "parties": _parties(a.mention, b.mention),
        "date": _date(a, b),
        "place": _place(a.mention, b.mention),
        "people": _people(a.mention, b.mention),
        "kind": _kind(a.mention, b.mention),
        "process": _process(a.mention, b.mention),
        "topics": _topics(a, b),
    }
    score = sum(WEIGHTS[name] * value for name, value in features.items())
    reasons = tuple(Reason(name, round(value, 3)) for name, value in features.items())
    return Likeness(round(score, 4), reasons, "", _identifying(features))


def _identifying(features: Mapping[str, float]) -> bool:
    """Tell whether more than the parties speaks for it: the day, or place and people, or the round of a process."""
    place, people = features["place"] > 0.6, features["people"] > 0.6
    if features["date"] >= 0.6 or features["process"] > 0.9:
        return True
    return (features["date"] >= 0.5 and (place or people)) or (place and people and features["date"] >= 0.3)


def refusal(a: Sighting, b: Sighting) -> str:
    """Return what rules out that two sightings are one meeting, or an empty text."""
    one, other = a.mention, b.mention
    return _kept_apart(one, other) or ("two calls told by one publisher" if _own_reports(a, b) else _no_fit(a, b))


def _kept_apart(one: MeetingMention, other: MeetingMention) -> str:
    shared = one.parties & other.parties
    if one.document_id == other.document_id:
        return "one document tells them apart"
    if one.in_caption != other.in_caption:
        return "a caption never merges"
    if not shared or len(shared) < min(2, len(one.parties), len(other.parties)):
        return "parties"
    if (one.kind is MeetingKind.CALL) != (other.kind is MeetingKind.CALL) and not (one.virtual or other.virtual):
        return "a call and a meeting in person"
    if one.parties != other.parties and (_beside(one, other) or _beside(other, one)):
        return "a summit and a meeting beside it"
    return "rounds" if one.round and other.round and one.round != other.round else ""


def _beside(large: MeetingMention, small: MeetingMention) -> bool:
    return large.kind in _LARGE and small.kind not in _LARGE | {MeetingKind.TALKS}


def _no_fit(a: Sighting, b: Sighting) -> str:
    when, who = _date(a, b), _people(a.mention, b.mention)
    if when <= 0.0:
        return "dates"
    if who <= 0.0:
        return "different people"
    same_day_and_people = when >= 1.0 and who > 0.6
    return "places" if _place(a.mention, b.mention) <= 0.0 and not same_day_and_people else ""


def _own_reports(a: Sighting, b: Sighting) -> bool:
    """One publisher issues one readout per call: two readouts of a day are two calls."""
    calls = all(s.mention.is_main and s.mention.kind is MeetingKind.CALL for s in (a, b))
    official = a.document.is_official and b.document.is_official and a.document.publisher == b.document.publisher
    papers = {a.document.kind, b.document.kind} <= {Kind.READOUT, Kind.OTHER}
    return calls and official and papers and bool(a.document.publisher) and a.document.text != b.document.text


def _parties(one: MeetingMention, other: MeetingMention) -> float:
    shared, every = one.parties & other.parties, one.parties | other.parties
    smaller = min(len(one.parties), len(other.parties))
    return 0.5 * len(shared) / len(every) + 0.5 * len(shared) / smaller if smaller else 0.0


def _date(a: Sighting, b: Sighting) -> float:
    if a.days and b.days:
        return _days(a, b, a.days, b.days)
    dated, undated = (a, b) if a.days else (b, a)
    if dated.days and undated.weekday is not None:
        if dated.days.is_day:
            return 0.8 if dated.days.start.weekday() == undated.weekday else 0.0
        return 0.4
    if dated.days and undated.document.published:
        return _told_near(dated.days, undated, undated.document.published.interval)
    if a.weekday is not None and b.weekday is not None:
        return 0.5 if a.weekday == b.weekday else 0.0
    return 0.4


def _told_near(days: Interval, undated: Sighting, published: Interval) -> float:
    """Compare a day with a telling that gives none, by when it came out: nobody tells as held what is still to come."""
    held = undated.mention.status is MeetingStatus.HELD
    if (held and days.start > published.end) or (
        undated.mention.status is MeetingStatus.PLANNED and days.end < published.start
    ):
        return 0.0
    near = days.end >= published.start - FRESH if held else days.start <= published.end + FRESH
    return 0.55 if near and undated.mention.is_main else 0.4


def _days(a: Sighting, b: Sighting, one: Interval, other: Interval) -> float:
    if one == other and one.is_day:
        return 1.0
    if one.overlaps(other):
        return 0.8 if min(_length(one), _length(other)) <= 7 else 0.6
    if max(one.start, other.start) - min(one.end, other.end) > timedelta(days=1):
        return 0.0
    # a report dates its meeting to the day it came out, often the day after; two stated days in conflict weigh less
    return 0.6 if "publication" in (a.days_reason, b.days_reason) else 0.3


def _length(interval: Interval) -> int:
    return (interval.end - interval.start).days + 1


def _place(one: MeetingMention, other: MeetingMention) -> float:
    if not one.place or not other.place:
        return 0.5
    return 1.0 if one.place.casefold() == other.place.casefold() else 0.0


@lru_cache(maxsize=65_536)
def _same(a: str, b: str) -> float:
    return same_person(a, b)


def _people(one: MeetingMention, other: MeetingMention) -> float:
    """Compare who is named, party by party: 1 all of the shorter list, 0 nobody, 0.5 where one names nobody."""
    scores = []
    for party in sorted(one.parties & other.parties):
        ours = [p.name for p in one.participants if p.party == party and p.name]
        theirs = [p.name for p in other.participants if p.party == party and p.name]
        if ours and theirs:
            short, long = sorted((ours, theirs), key=len)
            met = sum(any(_same(n, m) >= 0.6 for m in long) for n in short) / len(short)
            scores.append(met or (0.3 if len(long) > 2 else 0.0))  # an account of a delegation may leave somebody out
    return sum(scores) / len(scores) if scores else 0.5


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


def window(day: date) -> int:
    """Return the number of the week a day is in: the date part of a blocking key."""
    return day.toordinal() // 7
