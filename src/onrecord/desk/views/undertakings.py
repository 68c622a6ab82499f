"""The ledger: a board by status, and one undertaking with its dated acts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.record.undertakings import Status, Undertaking, UndertakingKind, status
from onrecord.store.asking import Asked

from ..reader import Reader
from .judged import judged
from .paging import read, write

COLUMNS = (
    Status.OVERDUE, Status.DUE, Status.OPEN, Status.CLAIMED, Status.DISPUTED, Status.FULFILLED, Status.LAPSED,
    Status.WITHDRAWN,
)  # fmt: skip
PER_COLUMN = 25
"""Cards shown per column before the reader is asked to filter: the page stays under 100 KB."""
PAGE = 200
"""Undertakings sorted into columns at once: those with the earliest deadlines first, undated ones last."""


def board(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return a page of the undertakings that pass the filters, by status today."""
    chosen = {name: given.get(name, "") for name in ("party", "kind")}
    (after,) = read(given.get("after", ""), 1)
    asked = Asked(party=chosen["party"], facet=chosen["kind"])
    found = reader.store.page(Undertaking, asked, after=after, limit=PAGE)
    columns: dict[Status, list[Any]] = {column: [] for column in COLUMNS}
    for _, kept in found:
        one = reader.edited(kept)
        columns[status(one, reader.today)].append(one)
    return {
        "today": reader.today,
        "chosen": chosen,
        "parties": reader.store.parties(Undertaking),
        "kinds": [one.value for one in UndertakingKind],
        "columns": [(column, cards[:PER_COLUMN], len(cards)) for column, cards in columns.items() if cards],
        "next": write([found[-1][0]]) if len(found) == PAGE else "",
        "held": reader.store.counts()["undertakings"],
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
