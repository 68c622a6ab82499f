"""People nobody introduces, known by what they do; with the installed parser and built-in roster. All are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate import annotate
from onrecord.intake import document
from onrecord.record.actors import ActorKind
from onrecord.roster import Roster


def people(text: str) -> set[str]:
    (reading,) = annotate([document(text)], roster=Roster.builtin(), only={"actors"})
    return {m.name for m in reading.actors if m.kind is ActorKind.PERSON}


@pytest.mark.parametrize(
    "text",
    [
        "In April, Bathren met with Peruvian President Ana Cruz and the harbour master.",
        "In April, Bathren also spoke by telephone with the foreign minister.",
        "Bathren has continued his mediation among the fishermen, by boat.",
        "Bathren briefed the guild on his newest plan for the ferry line.",
        "Over lunch, Bathren and Peruvian Ambassador to Norway Nikos Garil stressed that ferries matter.",
        "On Monday, Bathren had a video call with US Special Envoy for the Lakes Ana Cruz.",
        "Fog hung over Bathren's talks with the head of the island council, Ana Cruz, on the ferry line.",
        "A briefing held by Bathren with Peru's Foreign Minister Ana Cruz closed the day.",
    ],
)
def test_cues_of_several_kinds_make_a_bare_name_a_person(text: str) -> None:
    assert "Bathren" in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "On 15 January, the Tagdoum met with Kenyan President Ana Cruz.",
        "On 15 January, Tagdoum met with Kenyan President Ana Cruz. Tagdoum fighters left the town.",
        "On 15 January, Tagdoum met with Kenyan President Ana Cruz. Members of Tagdoum were not told.",
        "On 15 January, Tagdoum discussed its budget with Kenyan President Ana Cruz.",
        "Kenyan President Ana Cruz arrived in Tagdoum, where she met the mayor. Tagdoum thanked Cruz.",
        "On 15 January, Tagdoum Holdings met with Kenyan President Ana Cruz.",
        "On 15 January, Tagdoum announced a new ferry line.",
        "The ferry reached Tagdoum at noon.",
        "The ferry company did well with Tagdoum, but his ability to do so again seemed small.",
        "She worked with other groups, such as Tagdoum, who are backing up the ferry line.",
        "Discussions held in the town with President Ana Cruz were long.",
    ],
)
def test_what_a_body_or_a_place_does_makes_nobody_a_person(text: str) -> None:
    assert people(text) <= {"Ana Cruz"}


def test_a_full_name_that_arrives_is_a_person() -> None:
    assert "Tut Gatren" in people("Tut Gatren arrived in Khartoum to discuss the talks.")


def test_a_bare_name_of_somebody_named_in_full_is_that_person() -> None:
    found = people("Kenyan President Ana Bathren left. On 15 January, Bathren met with the mayor and his deputy.")
    assert found == {"Ana Bathren"}


def test_a_state_and_its_plural_are_nobody() -> None:
    assert people("North Arvenia fell. North Korea protested. Korea thanked the envoy for his visit.") == set()


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from(list("Berg met with his President, and 'Dorn’s talks' held by The in -\n\u00a0🕊ß")),
        max_size=90,
    )
)
def test_any_text_goes_through(text: str) -> None:
    for name in people(text):
        assert name
