"""The first page: what a desk officer asks in the morning, and what is new since they last saw everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.record.accounts import Alignment, Comparison, Match
from onrecord.record.issues import Severity
from onrecord.record.meetings import Meeting
from onrecord.record.undertakings import Status, Undertaking, status
from onrecord.store.asking import Asked

from ..facts import KINDS
from ..reader import Reader

SHOWN = 8
"""Rows per block: the page is an overview, each block links to its list."""
LOOKED_AT = 400
"""Undertakings whose status is folded for this page: those with a deadline that is past or near come first."""


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what is new since the last visit, what is overdue, due or disputed, quotes off the record, open issues."""
    stands = _standing(reader)
    off_record = reader.some(Alignment, Asked(facet=Match.NOT_ON_RECORD.value), SHOWN)
    serious = [one for one in reader.issues if one.severity is not Severity.NOTE]
    counts = reader.store.counts()
    return {
        "today": reader.today,
        "counts": counts,
        "new": _new(reader, stands),
        "awaiting": sum(counts[kind] for kind in KINDS) - _decided(reader),
        "again": len(reader.recheck) + len(reader.disagreements),
        "meetings": [one for one in reader.latest_meetings(SHOWN * 3) if not one.only_in_caption][:SHOWN],
        "overdue": [pair for pair in stands if pair[1] is Status.OVERDUE][:SHOWN],
        "disputed": [pair for pair in stands if pair[1] is Status.DISPUTED][:SHOWN],
        "due": [pair for pair in stands if pair[1] is Status.DUE][:SHOWN],
        "off_record": [
            (one, reader.attribution(one.attribution_id)) for one in off_record if not reader.is_rejected(one.id)
        ],
        "issues": serious[:SHOWN],
        "issue_count": len(serious),
    }


def _standing(reader: Reader) -> list[tuple[Undertaking, Status]]:
    dated = reader.some(Undertaking, Asked(dated=True), LOOKED_AT)
    rest = reader.some(Undertaking, Asked(), LOOKED_AT)
    listed = {one.id: one for one in (*dated, *rest) if not reader.is_rejected(one.id)}
    return [(one, status(one, reader.today)) for one in listed.values()]


def _decided(reader: Reader) -> int:
    return sum(1 for one in reader.decisions.values() if one.verdict and reader.exists(one.subject))


def _new(reader: Reader, stands: list[tuple[Undertaking, Status]]) -> dict[str, Any] | None:
    """Return what linking first made after the last visit, and what has become overdue; None before any visit."""
    visit = reader.store.last_visit(reader.by)
    if visit is None:
        return None
    meetings, latest = reader.store.new_since(Meeting, visit.generation, limit=SHOWN)
    undertakings, made = reader.store.new_since(Undertaking, visit.generation, limit=SHOWN)
    _, compared = reader.store.new_since(Comparison, visit.generation, limit=100)
    conflicts = [one.meeting_id for one in compared if one.divergences]
    then = visit.at.date()
    late = [one for one, now in stands if now is Status.OVERDUE and status(one, then) is not Status.OVERDUE]
    return {
        "since": visit.at,
        "meetings": (meetings, reader.decided(latest)),
        "undertakings": (undertakings, [(one, status(one, reader.today)) for one in reader.decided(made)]),
        "conflicts": [one for found in conflicts[:SHOWN] if (one := reader.meeting(found))],
        "overdue": [(one, Status.OVERDUE) for one in late[:SHOWN]],
    }
