"""The ledger: a board by status, and one undertaking with its dated acts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.record.undertakings import Status, status

from ..reader import Reader
from .judged import judged

COLUMNS = (
    Status.OVERDUE, Status.DUE, Status.OPEN, Status.CLAIMED, Status.DISPUTED, Status.FULFILLED, Status.LAPSED,
    Status.WITHDRAWN,
)  # fmt: skip
PER_COLUMN = 40
"""Cards shown per column before the reader is asked to filter: the page stays under 100 KB."""


def board(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the undertakings that pass the filters, by status today."""
    chosen = {name: given.get(name, "") for name in ("party", "kind")}
    columns: dict[Status, list[Any]] = {column: [] for column in COLUMNS}
    for one in reader.undertakings:
        if (not chosen["party"] or chosen["party"] in one.actors) and chosen["kind"] in {"", one.kind.value}:
            columns[status(one, reader.today)].append(one)
    return {
        "today": reader.today,
        "chosen": chosen,
        "parties": sorted({code for one in reader.undertakings for code in one.actors}),
        "kinds": sorted({one.kind.value for one in reader.undertakings}),
        "columns": [(column, cards[:PER_COLUMN], len(cards)) for column, cards in columns.items() if cards],
    }


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return one undertaking with its acts and where it stands; None if there is none."""
    undertaking = reader.undertaking(given["id"])
    if undertaking is None:
        return None
    documents = {one.id: one for one in reader.documents(undertaking.document_ids)}
    documents |= {one.id: one for one in reader.documents(act.evidence.document_id for act in undertaking.acts)}
    return {
        "undertaking": undertaking,
        "judged": judged(reader, "undertakings", undertaking, f"/undertakings/{undertaking.id}"),
        "status": status(undertaking, reader.today),
        "today": reader.today,
        "documents": documents,
        "meeting": reader.meeting(undertaking.meeting_id) if undertaking.meeting_id else None,
    }
