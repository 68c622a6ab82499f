"""Participants of meetings and the people of the record: the same person is one participant, with an id.

Meetings are linked before anybody asks who a name stands for across documents. Here each named participant is looked up
among the linked people: one fits, and the participant gets that person's id and, where the text showed none, the
party that other documents show. Two names of one person at one meeting become one participant. Where nobody or several
fit, the participant stays as the text has it. An office without a name ("the Arvenian foreign minister") gets the
name of its holder on the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.record.actors import Person
from onrecord.record.meetings import Meeting, Participant

from .actors import Known
from .tenures import Holders


def identify(meetings: Iterable[Meeting], people: Sequence[Person]) -> tuple[Meeting, ...]:
    """Return the meetings with their participants identified; order and everything else is kept.

    A participant without a name, of whom the text gives office and party, is the one who held the office on the
    meeting's day as the documents (or process.toml) show; the meeting's `reasons` then say so.
    """
    known, holders = Known(people), Holders(people)
    return tuple(_identified(one, known, holders) for one in meetings)


def _identified(meeting: Meeting, people: Known, holders: Holders) -> Meeting:
    found: dict[str, Participant] = {}
    reasons = list(meeting.reasons)
    for number, one in enumerate(meeting.participants):
        told = _named(one, people, meeting.document_ids)
        if told.name is None and (person := _holder(told, meeting, holders)):
            told = replace(told, name=person.name, person_id=person.id)
            reasons.append(f"{told.office} of {told.party}: {person.name} held the office then")
        key = told.person_id or f"unidentified {number}"
        found[key] = _joined(found[key], told) if key in found else told
    return replace(meeting, participants=tuple(found.values()), reasons=tuple(reasons))


def _named(one: Participant, people: Known, told_in: Sequence[str]) -> Participant:
    person = people.find(one.name, one.party, told_in) if one.name else None
    if person is None:
        return one
    return replace(one, person_id=person.id, party=one.party or person.party)


def _holder(one: Participant, meeting: Meeting, holders: Holders) -> Person | None:
    if not (one.office and one.party and meeting.date and meeting.date.is_day):
        return None
    return holders.on(one.office, one.party, meeting.date.start)


def _joined(first: Participant, second: Participant) -> Participant:
    """Keep the telling with the fuller name; take the office and role that only the other gives."""
    fuller, other = sorted((first, second), key=lambda one: len(one.name or ""), reverse=True)
    if fuller.office is None and other.office is not None:
        return replace(fuller, office=other.office)
    return fuller
