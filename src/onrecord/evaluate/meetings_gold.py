"""Meetings against the project's gold annotations: found, participants, date, place, status, kind, topics.

Matching is that of the reference scorer of the gold set (`agree.py`): one to one, greedily by
`parties + 0.8 × evidence + 0.4 × same date + 0.2 × both planned or both not + 0.1 × same kind`, at least 0.6, where
`parties` and `evidence` are intersection over union; a call never matches anything else, and nothing matches without
a party in common. Everything below `meetings` is measured on matched pairs only; an absent value on both sides
agrees, as in the reference scorer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.record.meetings import MeetingKind, MeetingMention, MeetingStatus

from .matching import Count, characters, overlap, pairs, pieces, ratio

THRESHOLD = 0.6
"""Least similarity of a matched pair, as in the reference scorer."""
_STATUS = {MeetingStatus.DENIED: MeetingStatus.CANCELLED}  # the gold set has no value of its own for a denial


@dataclass(slots=True)
class Tally:
    """Everything counted over the documents of one file."""

    meetings: Count = field(default_factory=Count)
    participants: Count = field(default_factory=Count)
    parties: Count = field(default_factory=Count)
    topics: Count = field(default_factory=Count)
    date: Count = field(default_factory=Count)
    place: Count = field(default_factory=Count)
    status: Count = field(default_factory=Count)
    kind: Count = field(default_factory=Count)
    office: Count = field(default_factory=Count)

    def result(self) -> dict[str, object]:
        """Return the figures under the names of the issue's table."""
        return {
            "meetings": self.meetings.figures(),
            "participants": self.participants.figures(),
            "parties": self.parties.figures(),
            "date_accuracy": self.date.accuracy(),
            "place_accuracy": self.place.accuracy(),
            "status_accuracy": self.status.accuracy(),
            "kind_accuracy": self.kind.accuracy(),
            "office_accuracy": self.office.accuracy(),
            "topics": self.topics.figures(),
            "counts": {"gold": int(self.meetings.wanted), "predicted": int(self.meetings.given)},
        }


def score_document(tally: Tally, predicted: Sequence[MeetingMention], gold: Sequence[Mapping[str, Any]]) -> None:
    """Add one document to the tally.

    Args:
        tally: changed in place.
        predicted: what the annotator found.
        gold: the document's `meetings` records, offsets in code points of the same text.
    """
    matched = match(predicted, gold)
    tally.meetings.add(len(matched), len(predicted), len(gold))
    for i, j in matched:
        _compare(tally, predicted[i], gold[j])


def match(predicted: Sequence[MeetingMention], gold: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Pair predicted with gold meetings one to one, the most similar first; return index pairs."""
    return pairs(predicted, gold, _similarity, THRESHOLD)


def _similarity(mention: MeetingMention, gold: Mapping[str, Any]) -> float:
    ours, theirs = mention.parties, gold_parties(gold)
    if not ours & theirs or (mention.kind is MeetingKind.CALL) != (gold["kind"] == "call"):
        return 0.0
    evidence = overlap(characters([mention.evidence]), characters(pieces(gold.get("evidence_text"))))
    same_date = bool(gold.get("date")) and _date(mention) == normal(gold.get("date"))
    both = (mention.status is MeetingStatus.PLANNED) == (gold.get("status") == "planned")
    parties = ratio(len(ours & theirs), len(ours | theirs))
    same_kind = mention.kind.value == gold["kind"]
    return float(parties + 0.8 * evidence + 0.4 * same_date + 0.2 * both + 0.1 * same_kind)


def _compare(tally: Tally, mention: MeetingMention, gold: Mapping[str, Any]) -> None:
    ours, theirs = _named(mention), _gold_named(gold)
    shared = ours.keys() & theirs.keys()
    tally.participants.add(len(shared), len(ours), len(theirs))
    for key in shared:
        tally.office.add(int(ours[key] == theirs[key]), 1, 1)
    tally.parties.add(len(mention.parties & gold_parties(gold)), len(mention.parties), len(gold_parties(gold)))
    tally.date.add(int(_date(mention) == normal(gold.get("date"))), 1, 1)
    tally.place.add(int(normal(mention.place) == normal(gold.get("place"))), 1, 1)
    status = _STATUS.get(mention.status, mention.status)
    tally.status.add(int(status == gold.get("status")), 1, 1)
    tally.kind.add(int(mention.kind == gold.get("kind")), 1, 1)
    topics, wanted = characters(mention.topics), characters(pieces(gold.get("topics_text")))
    tally.topics.add(len(topics & wanted), len(topics), len(wanted))


def gold_parties(gold: Mapping[str, Any]) -> frozenset[str]:
    """Return the party codes of a gold meeting."""
    return frozenset(p["party"] for p in gold.get("participants") or [] if p.get("party"))


def _named(mention: MeetingMention) -> dict[tuple[str, str | None], str]:
    return {(normal(p.name), p.party): normal(p.office) for p in mention.participants if p.name}


def _gold_named(gold: Mapping[str, Any]) -> dict[tuple[str, str | None], str]:
    named = [p for p in gold.get("participants") or [] if p.get("name_text")]
    return {(normal(p["name_text"]["text"]), p.get("party")): normal(_text(p.get("office_text"))) for p in named}


def _text(value: Any) -> str | None:
    return value["text"] if isinstance(value, dict) else None


def _date(mention: MeetingMention) -> str:
    return normal(mention.date.iso() if mention.date else None)


def normal(value: str | None) -> str:
    """Return `value` for comparison: lower case, single spaces, straight apostrophes; "none" where it is absent."""
    return " ".join(str(value).lower().replace("’", "'").split())
