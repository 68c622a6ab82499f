"""The built-in register and finding its names in a text."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.actors import PartyKind
from onrecord.roster import Roster, register

ROSTER = Roster.builtin()


def found(text: str) -> list[tuple[str, str, str]]:
    return [(hit.span.of(text), hit.code, hit.how) for hit in ROSTER.find(text)]


def test_every_state_has_a_code_of_three_letters() -> None:
    states = [p for p in ROSTER.parties.values() if p.kind is PartyKind.STATE]
    assert len(states) > 240
    assert all(len(p.code) == 3 and p.code.isupper() for p in states)


def test_no_wording_names_two_parties() -> None:
    claimed: dict[str, str] = {}
    for party in ROSTER.parties.values():
        for wording in {party.name, *party.aliases, *party.demonyms}:
            assert claimed.setdefault(wording, party.code) == party.code, wording


def test_processes_name_known_parties() -> None:
    for process in ROSTER.processes:
        assert {*process.parties, *process.guarantors} <= ROSTER.parties.keys(), process.id


def test_forms_name_known_parties() -> None:
    for codes in register.forms().values():
        assert codes <= ROSTER.parties.keys()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey’s envoy told us", [("Turkey", "TUR", "alias")]),
        (
            "the US and the U.S.-Mexico line",
            [("US", "USA", "alias"), ("U.S.", "USA", "alias"), ("Mexico", "MEX", "name")],
        ),
        ("Nigerian, not Nigerien", [("Nigerian", "NGA", "demonym"), ("Nigerien", "NER", "demonym")]),
        ("in Guinea-Bissau and Guinea", [("Guinea-Bissau", "GNB", "name"), ("Guinea", "GIN", "name")]),
        ("CÔTE D’IVOIRE signs", [("CÔTE D’IVOIRE", "CIV", "name")]),
        ("the South China Sea", []),
        ("a roast turkey and some china", []),
        ("the Kremlin said", [("Kremlin", "RUS", "seat")]),
        ("meeting in Astana", [("Astana", "KAZ", "capital")]),
    ],
)
def test_names_are_found_where_they_stand(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


def test_a_process_is_not_a_place() -> None:
    assert found("in the Astana format") == [("Astana format", "astana", "process")]
    assert found("the Lisbon process") == [("Lisbon process", "lisbon-process", "process")]
    assert found("the weather in Lisbon") == [("Lisbon", "PRT", "capital")]


def test_codes_of_names() -> None:
    expected = {
        "Turkish": "TUR", "the United States": "USA", "Emiratis": "ARE", "Iran's": "IRN", "NATO": "NATO", "TUR": "TUR",
        "the Kremlin": "RUS", "Atlantis": None, "Astana format": None, "": None,
    }  # fmt: skip
    assert {name: ROSTER.code(name) for name in expected} == expected


def test_the_roster_pickles_and_still_finds() -> None:
    ROSTER.find("warm the cache")
    assert pickle.loads(pickle.dumps(ROSTER)).find("Peru")[0].code == "PER"


@given(st.text())
def test_any_text_is_searched_and_every_span_slices(text: str) -> None:
    for hit in ROSTER.find(text):
        assert hit.span.end <= len(text)
        assert hit.span.of(text).strip()


def test_a_mission_is_a_part_of_its_body_and_a_state_of_itself() -> None:
    assert ROSTER.whole("UNSMIL") == ROSTER.whole("UN") == "UN"
    assert (ROSTER.whole("NOR"), ROSTER.whole("nobody"), ROSTER.whole(None)) == ("NOR", "nobody", None)


def test_every_whole_is_in_the_register() -> None:
    wholes = {p.part_of for p in ROSTER.parties.values() if p.part_of}
    assert wholes
    assert wholes <= ROSTER.parties.keys()
