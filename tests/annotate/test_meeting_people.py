"""Who took part in a contact, on sentences written for these tests, with the installed parser and built-in roster."""

from __future__ import annotations

from onrecord.record.meetings import MeetingMention, ParticipantRole

from .test_meetings import names, one, read


def everybody(text: str, **given: str) -> set[str]:
    return {name for mention in read(text, **given) for name, _ in names(mention) if name}


def role(mention: MeetingMention, name: str | None, party: str | None = None) -> ParticipantRole:
    return next(p.role for p in mention.participants if p.name == name and party in {None, p.party})


def test_a_list_goes_on_behind_the_day_and_the_place() -> None:
    found = one(
        "Jon Orm met with UN Secretary-General Paulo Reis in Oslo on Wednesday, as well as Portuguese Foreign Minister "
        "Ana Prado and Finnish President Siv Dahl, among others."
    )
    assert names(found) >= {("Paulo Reis", "UN"), ("Ana Prado", "PRT"), ("Siv Dahl", "FIN")}


def test_what_is_said_behind_the_day_is_no_list() -> None:
    found = one(
        "Norwegian envoy Jon Orm met with UN envoy Paulo Reis in Oslo on Wednesday, and Portuguese Foreign Minister "
        "Ana Prado praised the ferry line."
    )
    assert names(found) == {("Jon Orm", "NOR"), ("Paulo Reis", "UN")}


def test_an_office_and_the_name_behind_its_second_title_are_one_person() -> None:
    found = one(
        "The council also met with the Special Representative of the UN Secretary-General (SRSG) for Norway and head "
        "of the mission Siv Dahl, as well as representatives of the European Union in Oslo."
    )
    assert [(p.name, p.office) for p in found.participants if p.party == "UN"] == [
        ("Siv Dahl", "Special Representative of the UN Secretary-General (SRSG) for Norway and head of the mission")
    ]
    assert "NOR" not in found.parties


def test_two_offices_side_by_side_are_two_people() -> None:
    found = one("Norwegian envoy Siv Dahl met the Portuguese Foreign Minister and Prime Minister Rui Melo in Lisbon.")
    assert ("Rui Melo", "Prime Minister") in {(p.name, p.office) for p in found.participants}


def test_she_also_met_is_the_subject_of_the_sentence_before() -> None:
    text = (
        "Ms. Siv Dahl met with Prime Minister Rui Melo and Foreign Minister Ana Prado of Portugal. "
        "She also met with Portuguese President Paulo Reis."
    )
    assert names(read(text)[1]) == {("Siv Dahl", None), ("Paulo Reis", "PRT")}


def test_he_is_not_whom_the_text_calls_ms() -> None:
    text = (
        "Ms. Siv Dahl met with Prime Minister Rui Melo and Foreign Minister Ana Prado of Portugal in Lisbon. "
        "He also met with Portuguese President Paulo Reis in Lisbon."
    )
    assert all("Siv Dahl" not in {n for n, _ in names(m)} for m in read(text) if ("Paulo Reis", "PRT") in names(m))
