"""People and parties: offices over time, whom they met, what they said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from onrecord.record.actors import Person
from onrecord.record.attributions import Attribution, Statement
from onrecord.record.documents import Document
from onrecord.record.meetings import Meeting, MeetingStatus
from onrecord.record.undertakings import Undertaking, status
from onrecord.store.asking import Asked

from ..reader import Reader
from .judged import judged
from .paging import read, write

PAGE = 100
"""People, meetings or undertakings of one page: it stays under 100 KB."""
OF_EACH = 50
"""Meetings, undertakings, people and papers shown with a party."""
LATEST = 20
"""Statements shown with a party."""
SAID = 50
"""Statements shown with a person or party."""
ABOUT, LOOKED_AT = 20, 60
"""Quotes about a person that are shown, and papers looked through for them."""
_NAMED = {"name", "surname", "apposition"}
"""How a mention names somebody, rather than stands for them."""


def index(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return a page of the people with their parties, and the parties."""
    (after,) = read(given.get("after", ""), 1)
    found = reader.listing(Person).page(after=after, limit=PAGE)
    return {
        "people": [one for _, one in found],
        "parties": sorted({*reader.store.parties(Person), *reader.store.parties(Meeting)}),
        "next": write([found[-1][0]]) if len(found) == PAGE else "",
    }


def person(reader: Reader, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return a person's offices, meetings, statements and those met; None if there is no such person."""
    found = reader.person(given["id"])
    if found is None:
        return None
    meetings = reader.some(Meeting, Asked(person=found.id), PAGE)
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
        "met": met.most_common(PAGE),
        "statements": [(one, _telling(reader, one)) for one in _said(reader, found)],
        "about": _about(reader, found),
        "documents": {one.id: one for one in reader.documents(proof.document_id for proof in found.evidence[:PAGE])},
    }


def _said(reader: Reader, person: Person) -> list[Statement]:
    """Return what a person said, under any of their names, by day."""
    return reader.some(Statement, Asked(person=person.id), SAID)


def _telling(reader: Reader, one: Statement) -> tuple[Document, Attribution] | None:
    return reader.attribution(one.attribution_ids[0]) if one.attribution_ids else None


def _about(reader: Reader, person: Person) -> list[tuple[Document, Attribution]]:
    """Return what others said about a person: quotes that name them, in the papers that speak of them."""
    own = {name.casefold() for name in (person.name, *person.names)}
    found: list[tuple[Document, Attribution]] = []
    for document in dict.fromkeys(proof.document_id for proof in person.evidence[:LOOKED_AT]):
        reading = reader.reading(document)
        if reading is None:
            continue
        named = [one.span for one in reading.actors if one.name.casefold() in own and one.how in _NAMED]
        for said in reading.attributions:
            by_them = said.speaker is not None and said.speaker.name.casefold() in own
            if not by_them and any(part.contains(span) for part in said.content for span in named):
                found.append((reading.document, said))
    return found[:ABOUT]


def party(reader: Reader, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return a party's people, meetings, undertakings and papers; None if the record never names it."""
    code = given["code"]
    asked = Asked(party=code)
    meetings = reader.some(Meeting, asked, OF_EACH)
    undertakings = [(one, status(one, reader.today)) for one in reader.some(Undertaking, asked, OF_EACH)]
    people = reader.some(Person, asked, OF_EACH)
    documents = [one for _, one in reader.store.page_of_documents(party=code, limit=OF_EACH)]
    if not (meetings or undertakings or people or documents):
        return None
    others = Counter(
        other for one in meetings if one.status is MeetingStatus.HELD for other in one.parties if other != code
    )
    said = reader.latest(Statement, asked, LATEST) or reader.some(Statement, asked, LATEST)
    return {
        "code": code, "meetings": meetings, "undertakings": undertakings, "people": people, "documents": documents,
        "met": others.most_common(OF_EACH), "statements": [(one, _telling(reader, one)) for one in said],
        "most": OF_EACH,
    }  # fmt: skip
