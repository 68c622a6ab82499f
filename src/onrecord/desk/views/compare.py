"""Two or more accounts of one meeting side by side: rows are passages and claims, not scroll positions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.record.accounts import Match

from ..facts import fact
from ..judging import REASONS
from ..reader import Reader


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the model of the comparison of a meeting's accounts; None if there is no such meeting."""
    meeting, comparison = reader.meeting(given["id"]), reader.comparison(given["id"])
    if meeting is None:
        return None
    pairs = [
        (alignment, reader.attribution(alignment.attribution_id), reader.document(alignment.official_id or ""))
        for alignment in reader.decided(list(comparison.alignments if comparison else ()))
    ]
    pairs.sort(key=lambda pair: (pair[2] is None, pair[0].passage[:1], pair[0].id))  # what stands on record first
    return {
        "meeting": meeting,
        "comparison": comparison,
        "documents": {one.id: one for one in reader.documents(meeting.document_ids)},
        "pairs": [pair for pair in pairs if pair[1]],
        "rows": {one.id: row for one, _, _ in pairs if (row := fact(reader, "alignments", one.id))},
        "reasons": REASONS,
        "papers": [one for one in reader.documents(meeting.document_ids) if one.is_official],
        "matches": [one.value for one in Match],
    }
