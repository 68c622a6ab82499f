"""What `onrecord show NAME.onrecord document ID` prints: the text by regions, with what was read from each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.record.readings import Reading
from onrecord.record.spans import Span

from .records import one_line

if TYPE_CHECKING:
    from onrecord.api import Record


def text(record: Record, name: str) -> str:
    """Return a document with its regions and, below each, what was read there."""
    reading = record.reading(name)
    document = reading.document
    dating = document.published
    lines = [
        f"{document.name}  {document.id}",
        f"  {document.side} {document.kind}, {document.publisher or 'publisher unknown'}, {document.language}",
        f"  {document.title}",
        f"  published {dating.interval.edtf()} ({dating.reason})" if dating else "  not dated by itself",
        f"  original {document.original.name}, {document.original.size:,} bytes, sha256 {document.original.sha256}",
    ]
    newer = record.store.superseded_by(document.id)
    if newer:
        lines.append(f"  superseded by {newer}")
    for region in document.regions:
        label = f"{region.role} {region.speaker}" if region.speaker else region.role
        lines += ["", f"[{region.span.start}..{region.span.end} {label}]", region.span.of(document.text)]
        lines += [f"    {found}" for found in _found(reading, region.span)]
    return "\n".join(lines)


def _found(reading: Reading, where: Span) -> Iterator[str]:
    words = reading.document.text
    for attribution in reading.attributions:
        if where.contains(attribution.content[0]):
            who = attribution.speaker.name if attribution.speaker else "nobody known"
            party = f" ({attribution.speaker.party})" if attribution.speaker and attribution.speaker.party else ""
            said = " … ".join(span.of(words) for span in attribution.content)
            yield f"said by {who}{party}, {attribution.manner}: {one_line(said, 100)}"
    for meeting in reading.meetings:
        if where.contains(meeting.evidence):
            day = meeting.date.edtf() if meeting.date else meeting.time_expression or "undated"
            parties = "+".join(sorted(meeting.parties))
            yield f"{meeting.status} {meeting.kind} {day} {meeting.place or ''} {parties}".rstrip()
    for one in reading.undertakings:
        if where.contains(one.action):
            yield f"{one.kind} of {'+'.join(one.actors) or '?'}: {one_line(one.action.of(words), 100)}"
    for issue in reading.issues:
        if issue.span and where.contains(issue.span):
            yield f"{issue.code} {issue.severity}: {issue.message}"
