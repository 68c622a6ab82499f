"""Participants of meetings and the people of the record: the same person is one participant, with an id.

Meetings are linked before anybody asks who a name stands for across documents. Here each named participant is looked up
among the linked people: one fits, and the participant gets that person's id and, where the text showed none, the
party that other documents show. Two names of one person at one meeting become one participant. Where nobody or several
fit, the participant stays as the text has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.record.actors import Person
from onrecord.record.meetings import Meeting, Participant

from .actors import find


def identify(meetings: Iterable[Meeting], people: Sequence[Person]) -> tuple[Meeting, ...]:
    """Return the meetings with their participants identified; order and everything else is kept."""
    return tuple(
        replace(one, participants=_participants(one.participants, people, one.document_ids)) for one in meetings
    )


def _participants(
    listed: Iterable[Participant], people: Sequence[Person], told_in: Sequence[str]
) -> tuple[Participant, ...]:
    found: dict[str, Participant] = {}
    for number, one in enumerate(listed):
        known = _identified(one, people, told_in)
        key = known.person_id or f"unidentified {number}"
        found[key] = _joined(found[key], known) if key in found else known
    return tuple(found.values())


def _identified(one: Participant, people: Sequence[Person], told_in: Sequence[str]) -> Participant:
    person = find(people, one.name, one.party, told_in) if one.name else None
    if person is None:
        return one
    return replace(one, person_id=person.id, party=one.party or person.party)


def _joined(first: Participant, second: Participant) -> Participant:
    """Keep the telling with the fuller name; take the office and role that only the other gives."""
    fuller, other = sorted((first, second), key=lambda one: len(one.name or ""), reverse=True)
    if fuller.office is None and other.office is not None:
        return replace(fuller, office=other.office)
    return fuller
