"""Who met whom: a table first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from onrecord.record.meetings import MeetingStatus

from ..reader import Reader


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the parties and how many meetings each pair held; captions count, planned and denied ones do not."""
    pairs: Counter[tuple[str, str]] = Counter()
    for meeting in reader.meetings:
        if meeting.status is MeetingStatus.HELD and not reader.is_rejected(meeting.id):
            pairs.update(combinations(sorted(meeting.parties), 2))
    codes = sorted({code for pair in pairs for code in pair})
    rows = [
        (row, [pairs[min(row, column), max(row, column)] if row != column else None for column in codes])
        for row in codes
    ]
    return {"codes": codes, "rows": rows}
