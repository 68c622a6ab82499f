"""The ledger: a board by status, and one undertaking with its dated acts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.record.undertakings import Status, Undertaking, UndertakingKind, status
from onrecord.store.asking import Asked, Key

from ..reader import Reader
from .judged import judged
from .paging import read, write

COLUMNS = (
    Status.OVERDUE, Status.DUE, Status.OPEN, Status.CLAIMED, Status.DISPUTED, Status.FULFILLED, Status.LAPSED,
    Status.WITHDRAWN,
)  # fmt: skip
PER_COLUMN = 15
"""Cards shown per column; the column alone shows `PAGE` of them. Either stays under 100 KB."""
PAGE = 60
MOST = 200
"""Cards that are counted per column; beyond, there are simply more."""


def board(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the undertakings that pass the filters, by where they stand today; with `status`, a page of one column."""
    chosen = {name: given.get(name, "") for name in ("party", "kind", "track", "status")}
    (after,) = read(given.get("after", ""), 1)
    alone = [one for one in COLUMNS if one.value == chosen["status"]]
    chosen["status"] = alone[0].value if alone else ""
    columns = [_column(reader, one, chosen, after if alone else None, bool(alone)) for one in alone or COLUMNS]
    return {
        "today": reader.today,
        "chosen": chosen,
        "parties": reader.store.parties(Undertaking),
        "tracks": list(reader.store.values(Undertaking, "track")),
        "kinds": [one.value for one in UndertakingKind],
        "statuses": [one.value for one in COLUMNS],
        "columns": [(column, cards, total) for column, cards, total, _ in columns if total],
        "next": columns[0][3] if alone else "",
        "held": reader.store.count(Undertaking, most=10**9),
        "most": MOST,
    }


def _column(
    reader: Reader, column: Status, chosen: Mapping[str, str], after: Key | None, alone: bool
) -> tuple[Status, list[Undertaking], int, str]:
    """Return the cards of one column, how many there are (`MOST` + 1: more), and where its next page begins."""
    asked = Asked(
        party=chosen["party"], facet=chosen["kind"], track=chosen["track"], status=column.value,
        on=reader.today.isoformat(),
    )  # fmt: skip
    listing, limit = reader.listing(Undertaking), PAGE if alone else PER_COLUMN
    first = listing.keys(asked, limit=MOST + 1)
    keys = listing.keys(asked, after=after, limit=limit) if after else first[:limit]
    cards = [one for _, one in listing.held(keys)]
    return column, cards, len(first), write([keys[-1]]) if len(keys) == limit else ""


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
