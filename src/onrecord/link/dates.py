"""When an undated report came out, as the meeting it reports implies: "on Saturday" beside the ministry's dated paper.

In come readings and linked meetings, out go `InferredDate`s with the reason `linked meeting`. Nothing is inferred from
a caption, from a meeting that only the report itself dates, or where two meetings give two answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.record.issues import Issue, Severity
from onrecord.record.meetings import Meeting, MeetingMention
from onrecord.record.readings import InferredDate, Reading
from onrecord.record.spans import Span
from onrecord.record.times import Dating, Interval, TimeMention
from onrecord.text.times import resolve

_WEEK = timedelta(days=6)
"""A weekday named alone lies within the six days before the report, or on its day."""


def infer(
    readings: Sequence[Reading], *, meetings: Sequence[Meeting]
) -> tuple[tuple[InferredDate, ...], tuple[Issue, ...]]:
    """Date the undated documents that tell a relative date of a meeting which others date.

    Args:
        readings: All readings.
        meetings: The meetings made of them.

    Returns:
        Dates by document, and `LNK101` where two meetings imply two different dates.
    """
    of_mention = {mention: meeting for meeting in meetings for mention in meeting.mention_ids}
    found, issues = [], []
    for reading in readings:
        if reading.document.published is not None:
            continue
        implied = {
            (meeting.id, days)
            for mention in reading.meetings
            if (meeting := of_mention.get(mention.id)) and (days := _implied(mention, meeting))
        }
        days = _common(interval for _, interval in implied)
        if days:
            names = ", ".join(sorted({identity for identity, _ in implied}))
            dating = Dating(days, "linked meeting")
            found.append(InferredDate(reading.document.id, dating, f"reports {names} by a relative date"))
        elif implied:
            message = "the meetings it reports imply two different dates of publication"
            issues.append(Issue("LNK101", Severity.WARNING, "link", message, reading.document.id))
    return tuple(found), tuple(issues)


def _implied(mention: MeetingMention, meeting: Meeting) -> Interval | None:
    """Return the days on which a report may have named the meeting's date so."""
    if meeting.date is None or not meeting.date.is_day or mention.in_caption or mention.time_expression is None:
        return None
    day = meeting.date.start
    if offset := re.fullmatch(r"day:([+-]?\d+)", mention.time_expression):
        return Interval.day(day - timedelta(days=int(offset[1])))
    if re.fullmatch(r"weekday:\d", mention.time_expression):
        return Interval(day, day + _WEEK)
    return None


def _common(intervals: Iterable[Interval]) -> Interval | None:
    """Return the days all intervals share, None if they share none."""
    given = list(intervals)
    if not given:
        return None
    start, end = max(i.start for i in given), min(i.end for i in given)
    return Interval(start, end) if start <= end else None


def anchored(readings: Sequence[Reading], inferred: Sequence[InferredDate]) -> list[Reading]:
    """Resolve what relative dates mean in documents whose own date was inferred.

    The anchor is the first day the report can have come out. An expression that would mean something else on the last
    such day stays open.
    """
    dates = {one.document_id: one.dating.interval for one in inferred}
    return [_resolved(r, dates[r.document.id]) if r.document.id in dates else r for r in readings]


def _resolved(reading: Reading, published: Interval) -> Reading:
    times = tuple(_at(mention, published) for mention in reading.times)
    known = {mention.span: mention.interval for mention in times if mention.interval}
    undertakings = tuple(
        replace(one, deadline=_within(one.deadline_span, known)) if one.deadline_span and one.deadline is None else one
        for one in reading.undertakings
    )
    return replace(reading, times=times, undertakings=undertakings)


def _within(words: Span, known: Mapping[Span, Interval]) -> Interval | None:
    """Return what the words of a deadline mean: "by" or "until" may stand before the time they end with."""
    return next((day for span, day in known.items() if words.contains(span) and span.end == words.end), None)


def _at(mention: TimeMention, published: Interval) -> TimeMention:
    if mention.interval is not None:
        return mention
    first, last = _resolve(mention, published.start), _resolve(mention, published.end)
    return replace(mention, interval=first) if first == last else mention


def _resolve(mention: TimeMention, anchor: date) -> Interval | None:
    return resolve(mention.expression, anchor)
