"""One meeting: who was there according to whom, what was agreed, said and disputed, and what the sources are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.record.attributions import Statement
from onrecord.record.meetings import Meeting
from onrecord.record.readings import Duplicate
from onrecord.record.undertakings import Undertaking, UndertakingKind, status

from ..reader import Reader
from .judged import judged

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
    documents = meeting.document_ids[:SAID]
    comparison = reader.comparison(meeting.id)
    return {
        "meeting": meeting,
        "documents": reader.documents(documents),
        "copies": {one: copy.of for one in documents if (copy := reader.store.record(Duplicate, one))},
        "conflicts": conflicts(meeting),
        "agreed": [pair for pair in own if pair[0].kind in _AGREED],
        "affirmed": [pair for pair in own if pair[0].kind is UndertakingKind.AFFIRMATION],
        "asked": [pair for pair in own if pair[0].kind is UndertakingKind.DEMAND],
        "claimed": [pair for pair in own if pair[0].kind is UndertakingKind.FULFILMENT_CLAIM],
        "statements": reader.of_meeting(Statement, meeting.id, SAID),
        "alignments": {
            one.statement_id: one for one in (comparison.alignments if comparison else ()) if one.statement_id
        },
        "judged": judged(reader, "meetings", meeting, f"/meetings/{meeting.id}"),
        "captions": _captions(reader, meeting),
    }


def conflicts(meeting: Meeting) -> dict[str, list[Any]]:
    """Return the fields for which accounts give more than one value."""
    fields: dict[str, list[Any]] = {}
    for value in meeting.values:
        fields.setdefault(value.field, []).append(value)
    return {field: values for field, values in fields.items() if len({one.value for one in values}) > 1}


def _captions(reader: Reader, meeting: Meeting) -> list[Meeting]:
    """Return the contacts that stand only in captions of this meeting's documents."""
    told = (one for document in meeting.document_ids[:SAID] for one in reader.told_in("meetings", document))
    return list({one.id: one for one in told if one.only_in_caption}.values())
