"""People and parties: offices over time, whom they met, what they said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from onrecord.record.undertakings import status

from ..reader import Reader
from .judged import judged


def index(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return all people with their parties, and the parties with how many people each has."""
    counts = Counter(one.party for one in reader.people if one.party)
    counts.update({code: 0 for meeting in reader.meetings for code in meeting.parties})
    return {"people": reader.people, "parties": sorted(counts.items())}


def person(reader: Reader, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return a person's offices, meetings, statements and those met; None if there is no such person."""
    found = reader.person(given["id"])
    if found is None:
        return None
    meetings = [one for one in reader.meetings if any(p.person_id == found.id for p in one.participants)]
    met = Counter(
        (other.person_id, other.name)
        for meeting in meetings
        for other in meeting.participants
        if other.person_id and other.person_id != found.id
    )
    return {
        "person": found,
        "judged": judged(reader, "people", found, f"/people/{found.id}"),
        "meetings": meetings,
        "met": met.most_common(),
        "statements": [one for one in reader.statements if one.speaker_id == found.id],
        "documents": {one.id: one for one in reader.documents(proof.document_id for proof in found.evidence)},
    }


def party(reader: Reader, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return a party's people, meetings, undertakings and papers; None if the record never names it."""
    code = given["code"]
    meetings = [one for one in reader.meetings if code in one.parties]
    undertakings = [(one, status(one, reader.today)) for one in reader.undertakings if code in one.actors]
    people = [one for one in reader.people if one.party == code]
    documents = [one for one in reader.all_documents if one.party == code]
    if not (meetings or undertakings or people or documents):
        return None
    return {
        "code": code, "meetings": meetings, "undertakings": undertakings, "people": people, "documents": documents,
    }  # fmt: skip
