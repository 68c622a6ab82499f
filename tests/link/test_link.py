"""All linkers together: in order, over hand-made readings, whatever order those come in."""

from __future__ import annotations

import onrecord.link as linking
from onrecord.intake import document
from onrecord.link import LINKERS, link
from onrecord.record.readings import Links, Reading
from onrecord.roster import Roster


def test_nothing_gives_nothing() -> None:
    assert link([], roster=Roster.builtin()) == Links()


def test_every_field_of_links_is_filled_by_one_linker() -> None:
    from dataclasses import fields

    assert {*LINKERS, "issues"} == {field.name for field in fields(Links)}
    assert all(callable(linking._load(path)) for path in LINKERS.values())


def test_documents_without_facts_give_no_records() -> None:
    readings = [Reading(document(f"Nothing happened on day {n}.", name=str(n))) for n in range(3)]
    found = link(readings, roster=Roster.builtin())
    assert found == link(readings[::-1], roster=Roster.builtin())
    assert (found.meetings, found.statements, found.undertakings, found.people) == ((), (), (), ())
