"""Deadlines of undertakings and planned meetings as an iCalendar file (RFC 5545), for the calendars people use.

Days are all-day events where the meeting is; a vague deadline is an event over its whole interval. The UID is the id
of the fact, so that importing again updates. What has no date has no event.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from onrecord.record.meetings import Meeting, MeetingStatus
from onrecord.record.times import Interval
from onrecord.record.undertakings import Undertaking

from .contents import Contents

_FOLD = 75
"""Octets of a line, its break apart (RFC 5545, 3.1)."""


def calendar(contents: Contents, undertaking_ids: Collection[str] | None = None) -> str:
    """Return the calendar of a record: all dated undertakings, or those of the ids given, and all planned meetings."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//OnRecord//EN", "CALSCALE:GREGORIAN"]
    for one in contents.links.undertakings:
        if one.deadline and (undertaking_ids is None or one.id in undertaking_ids):
            lines += _deadline(one, one.deadline, contents.review_status(one.id))
    for meeting in contents.links.meetings:
        if meeting.date and meeting.status is MeetingStatus.PLANNED:
            lines += _meeting(meeting, meeting.date, contents.review_status(meeting.id))
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _deadline(one: Undertaking, deadline: Interval, review_status: str) -> list[str]:
    about = [f"{one.kind}" + (f" ({one.strength})" if one.strength else "")]
    about += [f"Deadline as worded: {one.deadline_text}"] if one.deadline_text else []
    about += [f"If: {one.condition}"] if one.condition else []
    about += [f"{act.kind}: {act.evidence.exact}" for act in one.acts[:3]]
    about.append(f"Review status: {review_status}")
    return _event(one.id, deadline, f"Due: {'+'.join(one.actors) or '?'}: {one.action}", "\n".join(about), "")


def _meeting(meeting: Meeting, day: Interval, review_status: str) -> list[str]:
    told = "\n".join([*(proof.exact for proof in meeting.evidence[:3]), f"Review status: {review_status}"])
    title = f"Planned {meeting.kind}: {', '.join(sorted(meeting.parties))}"
    return _event(meeting.id, day, title, told, meeting.place or "")


def _event(identity: str, days: Interval, title: str, about: str, place: str) -> list[str]:
    lines = ["BEGIN:VEVENT", f"UID:{identity}@onrecord", f"DTSTAMP:{_date(days.start)}T000000Z"]
    lines.append(f"DTSTART;VALUE=DATE:{_date(days.start)}")
    if days.end < date.max:  # DTEND is the first day that no longer belongs to it
        lines.append(f"DTEND;VALUE=DATE:{_date(days.end + timedelta(days=1))}")
    lines += [f"SUMMARY:{_text(title)}", f"DESCRIPTION:{_text(about)}"]
    return [*lines, *([f"LOCATION:{_text(place)}"] if place else []), "TRANSP:TRANSPARENT", "END:VEVENT"]


def _date(day: date) -> str:
    """Return a DATE value: eight digits, which `strftime` does not give for years before 1000."""
    return day.isoformat().replace("-", "")


def _text(value: str) -> str:
    """Escape a TEXT value (RFC 5545, 3.3.11); control characters have no place in one, nor has half a character."""
    value = value.encode("utf-8", "replace").decode("utf-8")
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return "".join(character if character >= " " and character != "\x7f" else " " for character in value)


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, cut between characters; further pieces open with a blank."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode("utf-8"))
        if size + width > _FOLD:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + width
    yield piece
