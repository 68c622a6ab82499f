"""Who met whom: a process with tracks and rounds, and its meetings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .spans import Evidence, Span
from .times import Interval


class MeetingKind(StrEnum):
    """What sort of contact."""

    MEETING = "meeting"
    CALL = "call"
    TALKS = "talks"
    SUMMIT = "summit"
    VISIT = "visit"
    CONFERENCE = "conference"
    OTHER = "other"


class MeetingStatus(StrEnum):
    """Whether the contact took place."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    DENIED = "denied"


class ParticipantRole(StrEnum):
    """In what capacity somebody takes part."""

    PARTY = "party"
    HOST = "host"
    MEDIATOR = "mediator"
    GUARANTOR = "guarantor"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody at a meeting. Without a name, the party was there without named people.

    `person_id` is set by linking. Spans point into the document of the mention they stand in.
    """

    party: str | None = None
    name: str | None = None
    office: str | None = None
    role: ParticipantRole = ParticipantRole.PARTY
    name_span: Span | None = None
    office_span: Span | None = None
    party_span: Span | None = None
    person_id: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """A meeting as one text tells it. All spans point into that text.

    `evidence` is the sentence that best states it; `in_caption` marks a contact that only a caption shows, which
    never merges with another meeting by itself; `time_expression` is the normal form of a relative date that
    could not be resolved for want of a document date (see `TimeMention.expression`); `is_main` marks the contact the
    document itself is about (its title or lead), which the publication date may date.
    """

    id: str
    document_id: str
    kind: MeetingKind
    status: MeetingStatus
    evidence: Span
    participants: tuple[Participant, ...] = ()
    date: Interval | None = None
    date_span: Span | None = None
    time_expression: str | None = None
    place: str | None = None
    place_span: Span | None = None
    format: str | None = None
    format_span: Span | None = None
    process: str | None = None
    round: str | None = None
    level: str | None = None
    host: str | None = None
    sidelines_of: str | None = None
    virtual: bool = False
    topics: tuple[Span, ...] = ()
    in_caption: bool = False
    score: float = 1.0
    is_main: bool = False

    @property
    def parties(self) -> frozenset[str]:
        """Codes of all parties named at the meeting."""
        return frozenset(p.party for p in self.participants if p.party)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a meeting's field, and who gives it. Several values of one field are a conflict."""

    field: str
    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of the record, told by one or more documents.

    `values` keeps every account's value of date, place, format, level and status with its evidence: where two
    differ, the meeting's own field is the one with the better evidence and the conflict is an Issue.
    `reasons` explain why the mentions are one meeting, as `feature: score` lines.
    """

    id: str
    kind: MeetingKind
    status: MeetingStatus
    participants: tuple[Participant, ...]
    mention_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    date: Interval | None = None
    date_reason: str = ""
    place: str | None = None
    format: str | None = None
    process: str | None = None
    round: str | None = None
    level: str | None = None
    host: str | None = None
    topics: tuple[Evidence, ...] = ()
    values: tuple[Value, ...] = ()
    reasons: tuple[str, ...] = ()
    only_in_caption: bool = False

    @property
    def parties(self) -> frozenset[str]:
        """Codes of all parties named at the meeting."""
        return frozenset(p.party for p in self.participants if p.party)


@dataclass(frozen=True, slots=True)
class Process:
    """A peace process or negotiation ("Astana format"): names, tracks, guarantors as the roster knows them."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
