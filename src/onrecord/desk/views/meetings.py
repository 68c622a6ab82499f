"""One meeting: who was there according to whom, what was agreed, said and disputed, and what the sources are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.record.attributions import Statement
from onrecord.record.meetings import Meeting
from onrecord.record.readings import Duplicate
from onrecord.record.spans import Evidence, evidence
from onrecord.record.undertakings import Undertaking, UndertakingKind, status

from ..reader import Reader
from .judged import judged
from .letters import lettered
from .present import present

SAID = 60
"""Statements and documents shown with a meeting, and searched for captions: the page stays under 100 KB."""
AGREED = 60
"""Undertakings shown with a meeting."""
_AGREED = {UndertakingKind.COMMITMENT, UndertakingKind.UNDERSTANDING}


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the model of the meeting page; None if there is no such meeting."""
    meeting = reader.meeting(given["id"])
    if meeting is None:
        return None
    own = [(one, status(one, reader.today)) for one in reader.of_meeting(Undertaking, meeting.id, AGREED)]
    documents = reader.documents(meeting.document_ids[:SAID])
    comparison, others = reader.comparison(meeting.id), _others(reader, meeting)
    quotes = reader.decided(list(comparison.alignments if comparison else ()))
    statements = reader.of_meeting(Statement, meeting.id, SAID)
    return {
        "meeting": meeting,
        "documents": documents,
        "letters": lettered(documents),
        "copies": {one.id: copy.of for one in documents if (copy := reader.store.record(Duplicate, one.id))},
        "values": values(meeting),
        "conflicts": conflicts(meeting),
        "present": present(reader, meeting, documents),
        "agreed": [pair for pair in own if pair[0].kind in _AGREED and pair[0].actors],
        "expected": [pair for pair in own if pair[0].kind in _AGREED and not pair[0].actors],
        "announced": [one for one in others if not one.only_in_caption and _follows(one, meeting)],
        "affirmed": [pair for pair in own if pair[0].kind is UndertakingKind.AFFIRMATION],
        "asked": [pair for pair in own if pair[0].kind is UndertakingKind.DEMAND],
        "claimed": [pair for pair in own if pair[0].kind is UndertakingKind.FULFILMENT_CLAIM],
        "statements": [(one, _tellings(reader, one)) for one in statements],
        "alignments": {one.statement_id: one for one in quotes if one.statement_id},
        "judged": judged(reader, "meetings", meeting, f"/meetings/{meeting.id}"),
        "captions": [one for one in others if one.only_in_caption],
    }


def values(meeting: Meeting) -> dict[str, list[Evidence]]:
    """Return the evidence of the value that stands, by field."""
    own = {
        "date": meeting.date.edtf() if meeting.date else None, "place": meeting.place, "format": meeting.format,
        "level": meeting.level, "status": meeting.status.value, "kind": meeting.kind.value,
    }  # fmt: skip
    found: dict[str, list[Evidence]] = {}
    for value in meeting.values:
        if own.get(value.field) == value.value:
            found.setdefault(value.field, []).extend(value.evidence)
    return found


def _tellings(reader: Reader, statement: Statement) -> list[Evidence]:
    """Return where a statement is told: the content of every attribution it is made of."""
    told = (reader.attribution(one) for one in statement.attribution_ids)
    return [evidence(document.id, document.text, *one.content) for document, one in (pair for pair in told if pair)]


def _follows(one: Meeting, meeting: Meeting) -> bool:
    return bool(meeting.date and one.date and one.date.start > meeting.date.end)


def conflicts(meeting: Meeting) -> dict[str, list[Any]]:
    """Return the fields for which accounts give more than one value."""
    fields: dict[str, list[Any]] = {}
    for value in meeting.values:
        fields.setdefault(value.field, []).append(value)
    return {field: values for field, values in fields.items() if len({one.value for one in values}) > 1}


def _others(reader: Reader, meeting: Meeting) -> list[Meeting]:
    """Return the other contacts that this meeting's documents tell: later ones they expect, and caption traps."""
    told = (one for document in meeting.document_ids[:SAID] for one in reader.told_in("meetings", document))
    return reader.decided([one for one in {one.id: one for one in told}.values() if one.id != meeting.id])
