"""The brief: facts a person picked, each with its citation, to print or take along as Markdown or DOCX."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.record.accounts import Alignment
from onrecord.record.spans import Evidence, evidence
from onrecord.record.times import Interval
from onrecord.record.undertakings import status

from ..reader import Reader

MOST = 100
"""Facts a brief may hold: more is a report, and an export serves it better."""
QUOTES = '“”"'
"""Marks around a quoted passage that the brief sets itself."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a brief: what is stated, its review status, and a citation per piece of evidence."""

    id: str
    heading: str
    text: str
    review_status: str
    citations: tuple[str, ...]


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the points of the facts named in `fact` (ids separated by commas), in the order given.

    With `reviewed=yes`, facts that nobody accepted or edited are left out and counted.
    """
    asked = list(dict.fromkeys(one for one in given.get("fact", "").split(",") if one))[:MOST]
    points = [point for one in asked if (point := _point(reader, one))]
    reviewed_only = given.get("reviewed") == "yes"
    kept = [one for one in points if not reviewed_only or one.review_status in {"accepted", "edited"}]
    return {
        "today": reader.today, "points": kept, "left_out": len(points) - len(kept), "asked": ",".join(asked),
        "reviewed": reviewed_only, "missing": len(asked) - len(points),
    }  # fmt: skip


def _point(reader: Reader, fact_id: str) -> Point | None:
    meeting, undertaking = reader.meeting(fact_id), reader.undertaking(fact_id)
    if meeting:
        named = ", ".join(
            f"{one.name}{f' ({one.party})' if one.party else ''}" for one in meeting.participants if one.name
        )
        text = f"{' – '.join(sorted(meeting.parties))}{f'; {named}' if named else ''}. Status: {meeting.status}."
        heading = f"{_when(meeting.date)}: {meeting.kind}{f' in {meeting.place}' if meeting.place else ''}"
        return _made(reader, fact_id, heading, text, meeting.evidence)
    if fact_id.startswith("aln-") and (alignment := reader.fact("alignments", fact_id)):
        return _quote(reader, alignment)
    if undertaking:
        due = f" Due: {undertaking.deadline.edtf()}." if undertaking.deadline else ""
        text = f"{undertaking.action}.{due} Status on {reader.today.isoformat()}: {status(undertaking, reader.today)}."
        heading = f"{', '.join(undertaking.actors) or 'Nobody named'}: {undertaking.kind.replace('_', ' ')}"
        return _made(reader, fact_id, heading, text, undertaking.evidence)
    return None


def _quote(reader: Reader, alignment: Alignment) -> Point | None:
    """Return a quote with where it stands on the record."""
    told = reader.attribution(alignment.attribution_id)
    if told is None:
        return None
    document, said = told
    own = evidence(document.id, document.text, *said.content)
    record = reader.document(alignment.official_id) if alignment.official_id and alignment.passage else None
    proofs = [own, *([evidence(record.id, record.text, *alignment.passage)] if record else [])]
    heading = f"{said.speaker.name if said.speaker else 'Speaker unresolved'}, as quoted"
    words = " ".join(own.exact.split()).strip(QUOTES)
    return _made(reader, alignment.id, heading, f"“{words}” Verdict: {alignment.match}.", proofs)


def _when(interval: Interval | None) -> str:
    return interval.edtf() if interval else "undated"


def _made(reader: Reader, fact_id: str, heading: str, text: str, proofs: Iterable[Evidence]) -> Point:
    cited = tuple(dict.fromkeys(_citation(reader, one) for one in proofs if one.spans))
    return Point(fact_id, heading, text, reader.decision(fact_id).review_status, cited)


def _citation(reader: Reader, proof: Evidence) -> str:
    document = reader.document(proof.document_id)
    if document is None:
        return proof.document_id
    dated = f", {document.published.interval.edtf()}" if document.published else ""
    where = f"characters {proof.spans[0].start}–{proof.spans[-1].end}"
    exact = " ".join(proof.exact.split()).strip('“”"')
    return f"“{exact}” {document.publisher or document.name}, {document.title or document.name}{dated}, {where}."


def markdown(model: Mapping[str, Any]) -> str:
    """Return the brief as Markdown; characters of the sources that Markdown would read are escaped."""
    lines = [f"# Brief, {model['today'].isoformat()}", ""]
    for point in model["points"]:
        lines += [
            f"## {_escape(point.heading)}",
            "",
            _escape(point.text),
            "",
            f"Review status: {point.review_status}",
            "",
        ]
        lines += [f"* {_escape(one)}" for one in point.citations] + [""]
    return "\n".join(lines)


def _escape(text: str) -> str:
    return "".join("\\" + character if character in "\\`*_[]<>#|" else character for character in text)


def docx(model: Mapping[str, Any]) -> bytes:
    """Return the brief as a DOCX file."""
    from docx import Document

    paper = Document()
    paper.add_heading(f"Brief, {model['today'].isoformat()}", 0)
    for point in model["points"]:
        paper.add_heading(_printable(point.heading), 1)
        paper.add_paragraph(_printable(point.text))
        paper.add_paragraph(f"Review status: {point.review_status}")
        for one in point.citations:
            paper.add_paragraph(_printable(one), style="List Bullet")
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


def _printable(text: str) -> str:
    """Drop control characters, which the XML of a DOCX cannot hold."""
    return "".join(character for character in text if character >= " " or character in "\t\n")
