"""The first page: what a desk officer asks in the morning, and what is new since they last saw everything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.record.accounts import Alignment, Comparison, Match
from onrecord.record.carrying import KIND_BY_PREFIX
from onrecord.record.issues import Severity
from onrecord.record.meetings import Meeting
from onrecord.record.undertakings import Status, Undertaking, status
from onrecord.store.asking import Asked

from ..facts import KINDS
from ..reader import Reader

SHOWN = 8
"""Rows per block: the page is an overview, each block links to its list."""
Standing = tuple[Undertaking, Status]


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return what is new since the last visit, what is overdue, due or disputed, quotes off the record, open issues."""
    off_record = reader.some(Alignment, Asked(facet=Match.NOT_ON_RECORD.value), SHOWN)
    counts, found = reader.store.counts(), reader.store.issue_counts()
    serious = [one for one in Severity if one is not Severity.NOTE]
    issues = [one for severity in serious for _, one in reader.store.page_of_issues(severity=severity, limit=SHOWN)]
    return {
        "today": reader.today,
        "counts": counts,
        "new": _new(reader),
        "awaiting": sum(counts[kind] for kind in KINDS) - _decided(reader),
        "again": len(reader.recheck) + len(reader.disagreements),
        "meetings": reader.latest(Meeting, Asked(told="yes"), SHOWN),
        "overdue": _standing(reader, Status.OVERDUE),
        "disputed": _standing(reader, Status.DISPUTED),
        "due": _standing(reader, Status.DUE),
        "off_record": [
            (one, reader.attribution(one.attribution_id)) for one in off_record if not reader.is_rejected(one.id)
        ],
        "issues": issues[:SHOWN],
        "issue_count": sum(found.get(f"severity:{one}", 0) for one in serious),
    }


def _standing(reader: Reader, wanted: Status, since: str = "") -> list[Standing]:
    """Return the undertakings that stand so today, latest deadline first, undated ones behind; rejected ones left out.

    `since` is an ISO day: those with an earlier deadline are left out.
    """
    asked = Asked(status=wanted.value, on=reader.today.isoformat(), since=since)
    listed = reader.latest(Undertaking, asked, SHOWN * 2)
    if len(listed) < SHOWN and not since:
        listed += reader.some(Undertaking, asked, SHOWN * 2)
    kept = {one.id: one for one in listed if not reader.is_rejected(one.id)}
    return [(one, wanted) for one in list(kept.values())[:SHOWN]]


def _decided(reader: Reader) -> int:
    judged = (one for one in reader.decisions.values() if one.verdict)
    return sum(1 for one in judged if KIND_BY_PREFIX.get(one.subject[:3]) in KINDS)


def _new(reader: Reader) -> dict[str, Any] | None:
    """Return what linking first made after the last visit, and what has become overdue; None before any visit."""
    visit = reader.store.last_visit(reader.by)
    if visit is None:
        return None
    meetings, latest = reader.store.new_since(Meeting, visit.generation, limit=SHOWN)
    undertakings, made = reader.store.new_since(Undertaking, visit.generation, limit=SHOWN)
    _, compared = reader.store.new_since(Comparison, visit.generation, limit=30)
    conflicts = [one.meeting_id for one in compared if one.divergences]
    then = visit.at.date()
    late = _standing(reader, Status.OVERDUE, then.isoformat())
    return {
        "since": visit.at,
        "meetings": (meetings, reader.decided(latest)),
        "undertakings": (undertakings, [(one, status(one, reader.today)) for one in reader.decided(made)]),
        "conflicts": [one for found in conflicts[:SHOWN] if (one := reader.meeting(found))],
        "overdue": [pair for pair in late if status(pair[0], then) is not Status.OVERDUE],
    }
