"""An undated report is dated by the meeting it tells by a relative date, and by nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onrecord.intake import document
from onrecord.link.dates import anchored, infer
from onrecord.record.meetings import Meeting, MeetingKind, MeetingMention, MeetingStatus
from onrecord.record.readings import InferredDate, Reading
from onrecord.record.spans import Span
from onrecord.record.times import Dating, Interval, TimeMention
from onrecord.record.undertakings import UndertakingKind, UndertakingMention

TEXT = "The ministers met in Kallis. They will meet again in two days."
REPORT = document(TEXT, name="report.txt")
SATURDAY = date(2023, 3, 4)


def reading_of(*expressions: str | None, in_caption: bool = False, dated: bool = False) -> Reading:
    paper = replace(REPORT, published=Dating(Interval.day(SATURDAY), "metadata")) if dated else REPORT
    mentions = tuple(
        MeetingMention(
            f"mtm-{n}", paper.id, MeetingKind.TALKS, MeetingStatus.HELD, Span(0, 28),
            time_expression=expression, in_caption=in_caption,
        )
        for n, expression in enumerate(expressions)
    )  # fmt: skip
    return Reading(paper, meetings=mentions)


def meeting_of(mention: str = "mtm-0", day: str | None = "2023-03-04") -> Meeting:
    when = Interval.parse(day) if day else None
    return Meeting(f"mtg-{mention}", MeetingKind.TALKS, MeetingStatus.HELD, (), (mention,), (REPORT.id,), (), date=when)


@pytest.mark.parametrize(
    ("expression", "published"),
    [
        ("weekday:5", "2023-03-04/2023-03-10"),
        ("day:0", "2023-03-04"),
        ("day:-1", "2023-03-05"),
        ("day:1", "2023-03-03"),
        ("week:-1", None),
        ("2023-03-04", None),
        (None, None),
    ],
)
def test_the_meeting_dates_the_report(expression: str | None, published: str | None) -> None:
    found, issues = infer([reading_of(expression)], meetings=[meeting_of()])
    assert issues == ()
    assert [(one.document_id, one.dating.interval.iso(), one.dating.reason) for one in found] == (
        [(REPORT.id, published, "linked meeting")] if published else []
    )


@pytest.mark.parametrize(
    ("reading", "day"),
    [
        (reading_of("day:0", in_caption=True), "2023-03-04"),
        (reading_of("day:0", dated=True), "2023-03-04"),
        (reading_of("day:0"), "2023-03"),
        (reading_of("day:0"), None),
    ],
)
def test_what_does_not_date_a_report(reading: Reading, day: str | None) -> None:
    assert infer([reading], meetings=[meeting_of(day=day)]) == ((), ())
    assert infer([reading], meetings=[]) == ((), ())


def test_two_meetings_narrow_the_date_or_leave_it_open() -> None:
    reading = reading_of("weekday:5", "day:-1")
    found, issues = infer([reading], meetings=[meeting_of(), meeting_of("mtm-1", "2023-03-06")])
    assert [one.dating.interval.iso() for one in found] == ["2023-03-07"]
    assert issues == ()
    found, issues = infer([reading], meetings=[meeting_of(), meeting_of("mtm-1", "2023-03-20")])
    assert found == ()
    assert [(issue.code, issue.document_id) for issue in issues] == [("LNK101", REPORT.id)]


def test_relative_times_are_resolved_where_every_day_gives_one_answer() -> None:
    where = Span(TEXT.index("in two days"), len(TEXT) - 1)
    due = UndertakingMention(
        "udm-1", REPORT.id, UndertakingKind.COMMITMENT, Span(29, 60), Span(29, 61), deadline_span=where
    )
    reading = Reading(REPORT, times=(TimeMention(where, "day:2"),), undertakings=(due,))
    one_day = InferredDate(REPORT.id, Dating(Interval.day(SATURDAY), "linked meeting"))
    (read,) = anchored([reading], [one_day])
    assert read.times[0].interval == Interval.day(date(2023, 3, 6))
    assert read.undertakings[0].deadline == Interval.day(date(2023, 3, 6))
    week = replace(one_day, dating=Dating(Interval(SATURDAY, date(2023, 3, 10)), "linked meeting"))
    assert anchored([reading], [week]) == [reading]
    assert anchored([reading], []) == [reading]
