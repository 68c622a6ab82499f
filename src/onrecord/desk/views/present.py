"""Who was there, and according to whom: every participant beside the papers that name them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.record.documents import Document
from onrecord.record.meetings import Meeting, MeetingMention, Participant
from onrecord.record.spans import Evidence, evidence

from ..reader import Reader

ON_RECORD, COVERED, BOTH = "record", "coverage only", "record and coverage"


@dataclass(frozen=True, slots=True)
class Present:
    """A participant, the evidence in each paper that tells of them, and which side those papers are on."""

    participant: Participant
    told: tuple[Evidence, ...]
    side: str


def present(reader: Reader, meeting: Meeting, documents: Sequence[Document]) -> list[Present]:
    """Return the participants of a meeting in their order, each with who tells of them."""
    told = [(document, one) for document in documents for one in _mentions(reader, meeting, document.id)]
    return [_present(reader, one, told) for one in meeting.participants]


def _mentions(reader: Reader, meeting: Meeting, document_id: str) -> Iterator[MeetingMention]:
    reading = reader.reading(document_id)
    yield from (one for one in (reading.meetings if reading else ()) if one.id in meeting.mention_ids)


def _present(reader: Reader, one: Participant, told: Sequence[tuple[Document, MeetingMention]]) -> Present:
    person = reader.person(one.person_id) if one.person_id else None
    names = {name.casefold() for name in (one.name or "", *(person.names if person else ())) if name}
    found: dict[str, Evidence] = {}
    sides: set[bool] = set()
    for document, mention in told:
        for other in mention.participants:
            if document.id not in found and _is_same(one, other, names):
                span = other.name_span or other.office_span or other.party_span or mention.evidence
                found[document.id] = evidence(document.id, document.text, span)
                sides.add(document.is_official)
    side = "" if not sides else BOTH if len(sides) == 2 else ON_RECORD if True in sides else COVERED
    return Present(one, tuple(found.values()), side)


def _is_same(one: Participant, other: Participant, names: set[str]) -> bool:
    """Tell whether a paper's participant is this one: by any of their names; without a name, by party and office."""
    if one.name:
        return bool(other.name) and (other.name or "").casefold() in names
    return not other.name and (one.party, one.office) == (other.party, other.office)
