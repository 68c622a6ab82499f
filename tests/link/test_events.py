"""Several outlets on one event: what is a contradiction, and what only looks like one."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import accounts, events, sources
from onrecord.link.blame import blamed
from onrecord.link.likeness import load
from onrecord.link.wordings import Same
from onrecord.record.accounts import EVENT, Comparison
from onrecord.record.readings import Duplicate, Reading
from onrecord.record.spans import Span
from onrecord.roster import Roster

from .by_hand import news, official

ROSTER = Roster.builtin()
SAME = Same(load().background, None)
DAY = date(2023, 3, 4)
POST = "A ferry explosion in the harbour of Lindvik killed 14 people on Saturday, rescuers said."
ECHO = "An explosion on a ferry in the harbour of Lindvik killed 22 people on Saturday, the port office said."


def told(name: str, text: str, publisher: str, on: date | None = DAY) -> Reading:
    return Reading(news(name, text, publisher, on=on))


def compared(*given: Reading, duplicates: tuple[Duplicate, ...] = ()) -> tuple[Comparison, ...]:
    return events.compare(given, duplicates, ROSTER, SAME)


def test_figures_of_one_event_that_differ_are_told_with_their_words() -> None:
    (found,) = compared(told("a", POST, "Post"), told("b", ECHO, "Echo"))
    assert found.meeting_id.startswith(EVENT)
    assert [a.document_id for a in found.accounts] == ["a", "b"]
    (divergence,) = found.divergences
    assert (divergence.field, divergence.subject) == ("figure", "killed")
    assert [c.value for c in divergence.claims] == ["14 people", "22 people"]


def test_several_outlets_on_one_event_are_one_divergence() -> None:
    third = ECHO.replace("22", "31")
    (found,) = compared(told("a", POST, "Post"), told("b", ECHO, "Echo"), told("c", third, "Observer"))
    assert [c.value for c in found.divergences[0].claims] == ["14 people", "22 people", "31 people"]


@pytest.mark.parametrize(
    "other",
    [
        POST,  # the same figure
        POST.replace("14", "at least 10"),  # a range that holds it
        ECHO.replace("Saturday", "Tuesday"),  # another day
        ECHO.replace("explosion", "clash"),  # another deed
        ECHO.replace("Lindvik", "Kallis"),  # another place
        ECHO.replace("22 people", "22 others"),  # a part of another figure
        "The council of Lindvik opened a school for 22 people on Saturday.",  # no casualties
    ],
)
def test_what_only_looks_like_a_contradiction_is_none(other: str) -> None:
    assert compared(told("a", POST, "Post"), told("b", other, "Echo")) == ()


def test_one_house_a_copy_and_a_credited_agency_do_not_contradict_each_other() -> None:
    assert compared(told("a", POST, "Post"), told("b", ECHO, "Post")) == ()
    assert compared(told("a", POST, "Post"), told("b", ECHO, "Echo"), duplicates=(Duplicate("b", "a", 0.9),)) == ()
    assert compared(told("a", f"(Reuters) - {POST}", "Post"), told("b", f"(Reuters) - {ECHO}", "Echo")) == ()


def test_reports_of_different_weeks_are_of_different_events() -> None:
    late = told("b", ECHO.replace(" on Saturday", ""), "Echo", on=date(2023, 4, 1))
    assert compared(told("a", POST.replace(" on Saturday", ""), "Post"), late) == ()


def test_a_partys_own_paper_is_no_outlet() -> None:
    assert compared(told("a", POST, "Post"), Reading(official("o", ECHO, on=DAY))) == ()


def test_who_is_held_responsible_differs() -> None:
    one = "The rocket attack on the market of Idlib on Monday was carried out by Russia, residents said."
    two = "The rocket attack on the market of Idlib on Monday was carried out by Iran, officials said."
    (found,) = compared(told("a", one, "Post"), told("b", two, "Echo"))
    (divergence,) = found.divergences
    assert (divergence.field, divergence.subject) == ("responsible", "who did it")
    assert [c.value for c in divergence.claims] == ["Russia", "Iran"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Five shops burned after air strikes by Russia.", "Russia"),
        ("The attack was blamed on rebels in the north.", "rebels"),
        ("Shelling by government forces hit the bakery.", "government forces"),
        ("The talks were chaired by Russia.", None),
        ("The raid by Russia and Turkey failed.", None),  # two sides: no winner
        ("The bomb attack was condemned by Russia.", None),
        ("", None),
    ],
)
def test_who_did_it_is_read_from_deeds_only(text: str, actor: str | None) -> None:
    found = list(blamed(text, Span(0, len(text)), ROSTER)) if text else []
    assert [b.actor for b in found] == ([actor] if actor else [])
    assert all(b.span.of(text) in text for b in found)


def test_a_party_and_a_kind_of_actor_may_be_the_same() -> None:
    (state,) = blamed("Air strikes by Russia.", Span(0, 22), ROSTER)
    (kind,) = blamed("Air strikes by government forces.", Span(0, 33), ROSTER)
    assert not state.contradicts(kind)


def test_events_stand_behind_the_meetings() -> None:
    found = accounts.compare(
        [told("a", POST, "Post"), told("b", ECHO, "Echo")], roster=ROSTER, meetings=(), embedder=None
    )
    assert [c.meeting_id.startswith(EVENT) for c in found] == [True]


def test_the_order_of_readings_does_not_matter() -> None:
    given = [told("a", POST, "Post"), told("b", ECHO, "Echo"), told("c", ECHO.replace("22", "31"), "Observer")]
    expected = compared(*given)
    random.Random(2).shuffle(given)
    assert compared(*given) == expected


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=150), st.text(max_size=150))
def test_any_text_goes_through(one: str, two: str) -> None:
    for text in (one, two):
        found = told("a", f"{text} killed 14 people {text}", "Post"), told("b", f"killed 22 people {two}", "Echo")
        for comparison in compared(*found):
            for claim in (c for d in comparison.divergences for c in d.claims):
                document = next(r.document for r in found if r.document.id == claim.document_id)
                assert claim.evidence.spans[0].of(document.text) == claim.evidence.exact


def test_a_house_credited_at_the_head_is_the_source_of_all_and_further_down_of_a_sentence() -> None:
    lead = news("a", "The port is open, Reuters reported. Ships wait.", "Echo")
    below = news("b", "The port is open. Ships wait, Reuters reported.", "Post")
    signed = news("c", "The port is open. Ships wait.\n— Reuters", "Observer")
    houses = sources.houses_of([Reading(lead), Reading(below), Reading(signed)])
    assert "reuters" in houses["a"] & houses["c"]
    assert "reuters" not in houses["b"]
    assert sources.of_sentence(below, Span(18, 23), {"Reuters"}) == {"Reuters"}
    assert sources.of_sentence(below, Span(0, 8), {"Reuters"}) == frozenset()
