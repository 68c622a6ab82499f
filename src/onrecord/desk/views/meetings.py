"""One meeting: who was there according to whom, what was agreed, said and disputed, and what the sources are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.record.meetings import Meeting
from onrecord.record.undertakings import UndertakingKind, status

from ..reader import Reader
from .judged import judged

_AGREED = {UndertakingKind.COMMITMENT, UndertakingKind.UNDERSTANDING}


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the model of the meeting page; None if there is no such meeting."""
    meeting = reader.meeting(given["id"])
    if meeting is None:
        return None
    own = [(one, status(one, reader.today)) for one in reader.undertakings if one.meeting_id == meeting.id]
    comparison = reader.comparison(meeting.id)
    return {
        "meeting": meeting,
        "documents": reader.documents(meeting.document_ids),
        "copies": {one: reader.duplicates[one].of for one in meeting.document_ids if one in reader.duplicates},
        "conflicts": conflicts(meeting),
        "agreed": [pair for pair in own if pair[0].kind in _AGREED],
        "affirmed": [pair for pair in own if pair[0].kind is UndertakingKind.AFFIRMATION],
        "asked": [pair for pair in own if pair[0].kind is UndertakingKind.DEMAND],
        "claimed": [pair for pair in own if pair[0].kind is UndertakingKind.FULFILMENT_CLAIM],
        "statements": [one for one in reader.statements if one.meeting_id == meeting.id],
        "alignments": {
            one.statement_id: one for one in (comparison.alignments if comparison else ()) if one.statement_id
        },
        "judged": judged(reader, "meetings", meeting, f"/meetings/{meeting.id}"),
        "captions": [one for one in reader.meetings if one.only_in_caption and _shares(one, meeting)],
    }


def conflicts(meeting: Meeting) -> dict[str, list[Any]]:
    """Return the fields for which accounts give more than one value."""
    fields: dict[str, list[Any]] = {}
    for value in meeting.values:
        fields.setdefault(value.field, []).append(value)
    return {field: values for field, values in fields.items() if len({one.value for one in values}) > 1}


def _shares(caption: Meeting, meeting: Meeting) -> bool:
    return bool(set(caption.document_ids) & set(meeting.document_ids))
