"""The calendar, read back by a small reader of RFC 5545 that knows nothing of how it was written."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.contents import Contents
from onrecord.export.icalendar import calendar
from onrecord.record.meetings import Meeting, MeetingKind, MeetingStatus, Participant
from onrecord.record.readings import Links
from onrecord.record.spans import Evidence, Span
from onrecord.record.times import Interval
from onrecord.record.undertakings import Act, ActKind, Undertaking, UndertakingKind

LINE = re.compile(r"(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[A-Za-z0-9-]+=[^;:,\"]+)*):(?P<value>.*)", re.DOTALL)
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION"}


def events(text):
    """Return the events of a calendar as dicts; fails where a rule of RFC 5545 is broken."""
    assert text.endswith("\r\n")
    physical = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode("utf-8")) <= 75 for line in physical)  # 3.1
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", "".join(physical))  # 3.1: no control characters in a line
    lines = "\r\n".join(physical).replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert {"VERSION:2.0"} <= set(lines)
    assert any(line.startswith("PRODID:") for line in lines)
    found, event = [], None
    for line in lines[1:-1]:
        match = LINE.fullmatch(line)
        assert match, line
        if line == "BEGIN:VEVENT":
            assert event is None
            event = {}
        elif line == "END:VEVENT":
            found.append(_checked(event))
            event = None
        elif event is not None:
            assert match["name"] not in event  # none of the properties used may occur twice (3.6.1)
            event[match["name"]] = match["parameters"], match["value"]
    assert event is None
    assert len({e["UID"] for e in found}) == len(found)
    return found


def _checked(event):
    read = {}
    for name, (parameters, value) in event.items():
        if name in TEXTS:
            assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), value  # 3.3.11: escaped
            value = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
        if name in {"DTSTART", "DTEND"}:
            assert parameters == ";VALUE=DATE"
            assert re.fullmatch(r"\d{8}", value)
            value = date.fromisoformat(value)
        read[name] = value
    assert re.fullmatch(r"\d{8}T\d{6}Z", read["DTSTAMP"])  # 3.8.7.2: in UTC
    assert {"UID", "DTSTART"} <= read.keys()
    assert "DTEND" not in read or read["DTEND"] > read["DTSTART"]
    return read


def record(*undertakings, meetings=()):
    return Contents(links=Links(undertakings=tuple(undertakings), meetings=tuple(meetings)))


def promise(action="open the bridge", deadline=None, identity="und-1", words="by 1 April; at noon, or later"):
    proof = Evidence("d-1", (Span(0, 5),), action)
    act = Act(ActKind.MADE, Interval.day(date(2023, 3, 1)), proof, "ARV")
    return Undertaking(
        identity, UndertakingKind.COMMITMENT, action, ("ARV",), (), ("d-1",), (act,), (proof,),
        deadline=deadline or Interval.day(date(2023, 4, 1)), deadline_text=words,
    )  # fmt: skip


def test_a_deadline_is_an_all_day_event_that_ends_with_its_last_day():
    (event,) = events(calendar(record(promise())))
    assert (event["DTSTART"], event["DTEND"]) == (date(2023, 4, 1), date(2023, 4, 2))
    assert event["SUMMARY"] == "Due: ARV: open the bridge"
    assert "Deadline as worded: by 1 April; at noon, or later" in event["DESCRIPTION"]


def test_planned_meetings_are_events_and_held_ones_are_not():
    both = (Participant("ARV"), Participant("CST"))
    day = Interval.day(date(2023, 5, 1))
    planned, held = (
        Meeting(f"mtg-{s}", MeetingKind.TALKS, s, both, (), ("d-1",), (), date=day, place="Lindvik, on the quay")
        for s in (MeetingStatus.PLANNED, MeetingStatus.HELD)
    )
    (event,) = events(calendar(record(meetings=(planned, held))))
    assert event["LOCATION"] == "Lindvik, on the quay"


def test_days_at_the_ends_of_the_calendar_go_through():
    first = promise(deadline=Interval(date(1, 1, 1), date(1, 1, 1)), identity="und-a")
    last = promise(deadline=Interval(date(2023, 1, 1), date.max), identity="und-z")
    assert len(events(calendar(record(first, last)))) == 2


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_words_give_a_valid_calendar(action, words):
    (event,) = events(calendar(record(promise(action=action, words=words))))
    assert event["SUMMARY"].startswith("Due: ARV:")


def test_half_a_character_does_not_break_the_file():
    calendar(record(promise(action="open \ud800 the bridge"))).encode("utf-8")
