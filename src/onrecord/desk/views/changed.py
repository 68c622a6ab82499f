"""The first page: what a desk officer asks in the morning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.record.accounts import Match
from onrecord.record.issues import Severity
from onrecord.record.undertakings import Status, status

from ..reader import Reader

SHOWN = 8
"""Rows per block: the page is an overview, each block links to its list."""


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the counts, the latest meetings, what is overdue or disputed, quotes off the record, and open issues."""
    stands = [(one, status(one, reader.today)) for one in reader.undertakings]
    meetings = [one for one in reader.meetings if not one.only_in_caption]
    off_record = [one for one in reader.alignments if one.match is Match.NOT_ON_RECORD]
    serious = [one for one in reader.issues if one.severity is not Severity.NOTE]
    return {
        "today": reader.today,
        "counts": reader.store.counts(),
        "meetings": sorted(meetings, key=lambda m: (m.date is None, m.date), reverse=False)[::-1][:SHOWN],
        "overdue": [pair for pair in stands if pair[1] is Status.OVERDUE][:SHOWN],
        "disputed": [pair for pair in stands if pair[1] is Status.DISPUTED][:SHOWN],
        "due": [pair for pair in stands if pair[1] is Status.DUE][:SHOWN],
        "off_record": [(one, reader.attribution(one.attribution_id)) for one in off_record[:SHOWN]],
        "issues": serious[:SHOWN],
        "issue_count": len(serious),
    }
