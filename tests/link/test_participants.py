"""Participants are people of the record, each once."""

from __future__ import annotations

from onrecord.link.participants import identify
from onrecord.record.actors import Person
from onrecord.record.meetings import Meeting, MeetingKind, MeetingStatus, Participant

BREK = Person("per-1", "Anna Brek", ("Anna Brek", "Ana Brek"), "ARV")
TELI = Person("per-2", "Omar Teli", ("Omar Teli",), "CST")
OTHER_TELI = Person("per-3", "Rustam Teli", ("Rustam Teli",), "CST")


def meeting(*participants: Participant) -> Meeting:
    return Meeting("mtg-1", MeetingKind.TALKS, MeetingStatus.HELD, participants, (), (), ())


def identified(*participants: Participant) -> tuple[Participant, ...]:
    (found,) = identify([meeting(*participants)], [BREK, TELI, OTHER_TELI])
    return found.participants


def test_a_participant_gets_the_persons_id_and_the_party_other_documents_show() -> None:
    (found,) = identified(Participant(None, "Omar Teli", "commander"))
    assert (found.person_id, found.party, found.office) == ("per-2", "CST", "commander")


def test_two_spellings_of_one_person_are_one_participant() -> None:
    (found,) = identified(Participant("ARV", "Ana Brek", "Foreign Minister"), Participant(None, "Anna Brek"))
    assert (found.name, found.party, found.office) == ("Anna Brek", "ARV", "Foreign Minister")


def test_a_surname_two_people_bear_stays_open() -> None:
    (found,) = identified(Participant(None, "Teli"))
    assert (found.person_id, found.party) == (None, None)


def test_a_party_without_people_stays_as_it_is() -> None:
    listed = (Participant("ARV"), Participant("CST"), Participant(None, "Somebody Else"))
    assert identified(*listed) == listed
