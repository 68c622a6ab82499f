"""JSON, CSV and iCalendar: what other programs read."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.contents import Contents
from onrecord.export.csv import table
from onrecord.export.icalendar import calendar
from onrecord.export.json import dump, plain, reading_line, record
from onrecord.intake import document
from onrecord.record.attributions import Attribution
from onrecord.record.meetings import Meeting, MeetingKind, MeetingStatus, Participant
from onrecord.record.readings import Links, Reading
from onrecord.record.spans import Span
from onrecord.record.times import Interval
from onrecord.record.undertakings import Undertaking, UndertakingKind

PAPER = document("Dovan met Qadiri 😀 in Kallis.", name="paper.md", published="2023-03")


def test_nouns_as_plain_values() -> None:
    assert plain(Interval.parse("2023-03~")) == "2023-03~"
    assert plain((Span(1, 2), MeetingKind.CALL, None, date(2023, 3, 4))) == [[1, 2], "call", None, "2023-03-04"]
    assert plain(frozenset({"b", "a"})) == ["a", "b"]
    assert json.loads(dump({"x": PAPER}, indent=None))["x"]["published"]["interval"] == "2023-03"
    assert record(Contents((PAPER,)))["documents"][0]["name"] == "paper.md"


def test_a_reading_on_one_line() -> None:
    reading = Reading(PAPER, attributions=(Attribution("att-1", PAPER.id, (Span(0, 16), Span(19, 28)), (Span(0, 5),)),))
    line = reading_line(reading)
    assert "\n" not in line
    told = json.loads(line)
    assert told["doc_id"] == "paper.md"
    assert told["attributions"][0]["content"] == [[0, 16], [19, 28]]
    assert told["attributions"][0]["content_text"] == ["Dovan met Qadiri", "in Kallis"]
    assert told["attributions"][0]["source_text"] == ["Dovan"]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_no_cell_is_a_formula_and_nothing_is_lost(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(table(["a", "b"], rows), newline="")))
    assert read[0] == ["a", "b"]
    for given_row, row in zip(rows, read[1:], strict=True):
        for text, cell in zip(given_row, row, strict=True):
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert cell.removeprefix("'") == text.replace("\0", "").removeprefix("'")


def test_cells_of_a_table() -> None:
    assert table(["a"], [[None], ["=1+1"], [3]]) == 'a\r\n""\r\n\'=1+1\r\n3\r\n'


def undertaking(action: str, deadline: str | None) -> Undertaking:
    due = Interval.parse(deadline) if deadline else None
    return Undertaking("und-1", UndertakingKind.COMMITMENT, action, ("ARV",), (), (), (), (), deadline=due)


def lines_of(links: Links, ids: list[str] | None = None) -> list[str]:
    text = calendar(Contents((), links), ids)
    assert text.endswith("\r\n") and all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")


def test_a_deadline_is_an_event_over_its_interval() -> None:
    lines = lines_of(Links(undertakings=(undertaking("open the line; all, of it\nnow", "2023-05"),)))
    assert "UID:und-1@onrecord" in lines
    assert "DTSTART;VALUE=DATE:20230501" in lines and "DTEND;VALUE=DATE:20230601" in lines
    assert "SUMMARY:Due: ARV: open the line\\; all\\, of it\\nnow" in lines


def test_what_has_no_date_or_was_not_chosen_has_no_event() -> None:
    assert "BEGIN:VEVENT" not in lines_of(Links(undertakings=(undertaking("open", None),)))
    assert "BEGIN:VEVENT" not in lines_of(Links(undertakings=(undertaking("open", "2023-05"),)), ["und-2"])


@pytest.mark.parametrize(("status", "events"), [(MeetingStatus.PLANNED, 1), (MeetingStatus.HELD, 0)])
def test_planned_meetings_are_events(status: MeetingStatus, events: int) -> None:
    parties = (Participant("ARV"), Participant("CST"))
    planned = Meeting(
        "mtg-1", MeetingKind.TALKS, status, parties, (), (), (), date=Interval.parse("2023-05-02"), place="Kallis"
    )
    lines = lines_of(Links(meetings=(planned,)))
    assert lines.count("BEGIN:VEVENT") == lines.count("LOCATION:Kallis") == events


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_action_makes_a_valid_line(action: str) -> None:
    lines = lines_of(Links(undertakings=(undertaking(action, "2023-05-01"),)))
    assert lines[-2] == "END:VCALENDAR"
    assert sum(line.startswith("SUMMARY:") for line in lines) == 1
    assert all(character >= " " for line in lines for character in line)
