"""What `onrecord show NAME.onrecord` prints: counts, meetings, what was undertaken, and what needs a look."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from onrecord.record.undertakings import UndertakingKind, status

from .records import one_line

if TYPE_CHECKING:
    from onrecord.api import Record

_MOST = 12
"""Lines of a list before the rest is only counted."""


def text(record: Record) -> str:
    """Return the summary of a record."""
    parts = [_counts(record), _meetings(record), _undertakings(record), _quotes(record), _issues(record)]
    return "\n\n".join(part for part in parts if part)


def _counts(record: Record) -> str:
    counts = record.store.counts()
    names = ("documents", "people", "meetings", "statements", "undertakings", "alignments", "issues")
    days = sorted(d.published.interval for d in record.documents if d.published)
    span = f", {days[0].start} to {max(d.end for d in days)}" if days else ""
    return f"{record.path.name}: " + ", ".join(f"{counts[name]:,} {name}" for name in names) + span


def _meetings(record: Record) -> str:
    lines = []
    for meeting in record.meetings:
        who = ", ".join(p.name for p in meeting.participants if p.name)
        told = f"{len(meeting.document_ids)} document{'s' * (len(meeting.document_ids) != 1)}"
        mark = ", only in a caption" if meeting.only_in_caption else ""
        place = f" in {meeting.place}" if meeting.place else ""
        day = meeting.date.edtf() if meeting.date else "undated"
        parties = " + ".join(sorted(meeting.parties))
        head = f"  {day:<11} {meeting.status} {meeting.kind}{place}: {parties}  ({told}{mark})  {meeting.id}"
        lines += [head] + ([" " * 14 + one_line(who)] if who else [])
    return _list("Meetings", lines, 2 * _MOST)


def _undertakings(record: Record) -> str:
    today = date.today()
    lines = []
    for one in record.undertakings:
        state = status(one, today) if one.kind is not UndertakingKind.AFFIRMATION else ""
        due = f", by {one.deadline.edtf()}" if one.deadline else ""
        who = "+".join(one.actors) or "?"
        kind, end = one.kind.replace("_", " "), f"  [{state}]" if state else ""
        lines.append(f"  {kind:<17} {who:<11} {one_line(one.action, 90)}{due}{end}")
    return _list(f"Undertakings, as they stand on {today.isoformat()}", lines, _MOST)


def _quotes(record: Record) -> str:
    found = Counter(str(alignment.match) for alignment in record.alignments)
    if not found:
        return ""
    return "Quotes beside the official record: " + ", ".join(f"{n} {match}" for match, n in found.most_common())


def _issues(record: Record) -> str:
    found = Counter((issue.severity, issue.code) for issue in record.issues)
    if not found:
        return ""
    told = ", ".join(f"{n} × {code} ({severity})" for (severity, code), n in sorted(found.items()))
    return f"Issues: {told}; see `onrecord show {record.path.name} issues`"


def _list(title: str, lines: list[str], most: int) -> str:
    if not lines:
        return ""
    rest = [f"  … and {len(lines) - most} more lines"] if len(lines) > most else []
    return "\n".join([title, *lines[:most], *rest])
