"""The ledger: a board by status, and one undertaking with its dated acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
PAGE = 60
"""Cards shown: of all columns together, the short ones whole, or of one column alone. Either stays under 100 KB."""
MOST = 100
"""Cards that are counted per column; beyond, there are simply more."""


def board(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the undertakings that pass the filters, by where they stand today; with `status`, a page of one column."""
    chosen = {name: given.get(name, "") for name in ("party", "kind", "track", "status")}
    (after,) = read(given.get("after", ""), 1)
    alone = [one for one in COLUMNS if one.value == chosen["status"]]
    chosen["status"] = alone[0].value if alone else ""
    asked = [(one, _asked(chosen, one, reader)) for one in alone or COLUMNS]
    listing = reader.listing(Undertaking)
    counted = [listing.keys(one, limit=MOST + 1) for _, one in asked]
    limit = _limit([len(keys) for keys in counted])
    behind = listing.keys(asked[0][1], after=after, limit=PAGE) if alone and after else None
    shown = [behind if behind is not None else keys[:limit] for keys in counted]
    cards = dict(listing.held([key for keys in shown for key in keys]))
    return {
        "today": reader.today,
        "chosen": chosen,
        "parties": reader.store.parties(Undertaking),
        "tracks": list(reader.store.values(Undertaking, "track")),
        "kinds": [one.value for one in UndertakingKind],
        "statuses": [one.value for one in COLUMNS],
        "columns": [
            (column, [cards[key] for key in keys if key in cards], len(total))
            for (column, _), keys, total in zip(asked, shown, counted, strict=True)
            if total
        ],
        "next": write([shown[0][-1]]) if alone and len(shown[0]) == limit else "",
        "held": reader.store.count(Undertaking, most=10**9),
        "most": MOST,
    }


def _asked(chosen: Mapping[str, str], column: Status, reader: Reader) -> Asked:
    return Asked(
        party=chosen["party"], facet=chosen["kind"], track=chosen["track"], status=column.value,
        on=reader.today.isoformat(),
    )  # fmt: skip


def _limit(totals: Sequence[int]) -> int:
    """Return how many cards a column may show so that all columns together show no more than `PAGE`."""
    return max(n for n in range(PAGE // len(totals), PAGE + 1) if sum(min(one, n) for one in totals) <= PAGE)


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
