"""A body and its mission: one side of one meeting, and one party of a person, whichever of the two a paper names."""

from __future__ import annotations

from pathlib import Path

from .from_files import PARTIES, built, news

_MISSION = (
    PARTIES
    + """
[[party]]
code = "HARBOUR"
name = "Harbour League"
kind = "organisation"
[[party]]
code = "HLMV"
name = "Harbour League Mission in Velland"
aliases = ["HLMV"]
kind = "organisation"
part_of = "HARBOUR"
"""
)
_ONE = news("2031-05-06", "Harbour League envoy Ida Sorn met Arvenian Foreign Minister Pavo Lind in Lindvik on Monday.")
_OTHER = news("2031-05-07", "The head of HLMV, Ida Sorn, met Arvenian Foreign Minister Pavo Lind in Lindvik on 5 May.")


def test_a_meeting_of_a_body_and_of_its_mission_is_one(tmp_path: Path) -> None:
    with built(tmp_path, {"a.txt": _ONE, "b.txt": _OTHER}, _MISSION) as record:
        meetings = list(record.meetings)
        assert [len(m.document_ids) for m in meetings] == [2]
        assert {p.party for p in meetings[0].participants} == {"HARBOUR", "ARV"}


def test_a_mission_stays_a_mission_where_nobody_names_the_body(tmp_path: Path) -> None:
    with built(tmp_path, {"b.txt": _OTHER}, _MISSION) as record:
        assert {p.party for m in record.meetings for p in m.participants} == {"HLMV", "ARV"}


def test_who_is_of_a_body_and_of_its_mission_is_of_no_two_parties(tmp_path: Path) -> None:
    with built(tmp_path, {"a.txt": _ONE, "b.txt": _OTHER}, _MISSION) as record:
        assert not {i.code for i in record.issues} & {"LNK020", "ANN020"}
