"""The review queue: filter, judge one by one, or preview a batch and apply it as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from onrecord.record.judgements import Verdict, standing

from ..facts import KINDS, Fact, facts, matching
from ..judging import REASONS
from ..reader import Reader

SHOWN = 25
SAMPLE = 10


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return a page of the queue, what the filters offer, and the latest batches."""
    kind = given.get("kind", "")
    chosen = {
        "kind": kind if kind in KINDS else "undertakings",
        "party": given.get("party", ""),
        "state": given.get("state", ""),
        "status": given.get("status", "machine"),
    }
    everything = facts(reader, chosen["kind"])
    found = passing(everything, chosen)
    page = max(int(given.get("page", "1")) if given.get("page", "1").isdigit() else 1, 1)
    return {
        "chosen": chosen,
        "kinds": KINDS,
        "parties": sorted({code for one in everything for code in one.parties}),
        "states": sorted({one.state for one in everything if one.state}),
        "statuses": sorted(Counter(one.review_status for one in everything).items()),
        "rows": found[(page - 1) * SHOWN : page * SHOWN],
        "total": len(found),
        "page": page,
        "pages": -(-len(found) // SHOWN),
        "reasons": REASONS,
        "again": len(reader.recheck) + len(reader.disagreements),
        "batches": _batches(reader),
    }


def passing(everything: list[Fact], chosen: Mapping[str, str]) -> list[Fact]:
    """Return the facts a queue's filter lets through."""
    return matching(everything, party=chosen["party"], state=chosen["state"], status=chosen["status"])


def preview(reader: Reader, form: Mapping[str, str]) -> dict[str, Any]:
    """Return what a batch would touch: how many facts, and a sample of them."""
    chosen = {name: form.get(name, "") for name in ("kind", "party", "state", "status")}
    found = passing(facts(reader, chosen["kind"]), chosen) if chosen["kind"] in KINDS else []
    return {"chosen": chosen, "verdict": form.get("verdict", ""), "reason": form.get("reason", ""), "facts": found,
            "sample": found[:SAMPLE], "total": len(found)}  # fmt: skip


def _batches(reader: Reader) -> list[dict[str, Any]]:
    """Return the batches that stand, latest first."""
    found: dict[str, dict[str, Any]] = {}
    for one in standing(reader.judgements):
        if one.batch:
            entry = found.setdefault(
                one.batch, {"id": one.batch, "by": one.by, "at": one.at, "verdict": one.verdict, "count": 0}
            )
            entry["count"] += 1
    return sorted(found.values(), key=lambda entry: entry["at"], reverse=True)[:SAMPLE]


def history(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return every judgement, latest first, with whether it still stands."""
    stands = {one.id for one in standing(reader.judgements)}
    listed = sorted(reader.judgements, key=lambda one: (one.at, one.id), reverse=True)
    return {
        "judgements": [(one, one.id in stands) for one in listed[:200]],
        "total": len(listed),
        "undone": Verdict.UNDONE,
    }
