"""The review queue: filter, judge one by one, or preview a batch and apply it as one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.record.issues import ConfigError
from onrecord.record.judgements import Verdict

from ..facts import KINDS, some
from ..judging import REASONS
from ..queue import MOST, Queue, kind_of
from ..reader import NOUNS, Reader
from .paging import read, write

SHOWN = 15
"""Facts of one page, each with its forms: the page stays under 100 KB."""
SAMPLE = 10
AT_ONCE = 5000
"""Facts that one batch may decide."""


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return a page of the queue, what the filters offer, and the latest batches."""
    chosen = {
        "kind": kind_of(given.get("kind", "")),
        "party": given.get("party", ""),
        "state": given.get("state", ""),
        "status": given.get("status", "machine"),
    }
    queue, noun = Queue(reader, chosen), NOUNS[chosen["kind"]]
    (after,) = read(given.get("after", ""), 1)
    keys = queue.keys(after=after, limit=SHOWN + 1)
    return {
        "chosen": chosen,
        "kinds": KINDS,
        "parties": reader.store.parties(noun),
        "states": list(reader.store.values(noun, "facet")),
        "statuses": queue.statuses(),
        "rows": some(reader, chosen["kind"], [key[2] for key in keys[:SHOWN]]),
        "total": queue.total(),
        "most": MOST,
        "at_once": AT_ONCE,
        "after": given.get("after", "") if after else "",
        "next": write([keys[SHOWN - 1]]) if len(keys) > SHOWN else "",
        "reasons": REASONS,
        "again": len(reader.recheck) + len(reader.disagreements),
        "batches": _batches(reader),
    }


def preview(reader: Reader, form: Mapping[str, str]) -> dict[str, Any]:
    """Return what a batch would touch: how many facts, and a sample of them.

    Raises:
        ConfigError: more facts pass the filter than one batch may decide.
    """
    chosen = {name: form.get(name, "") for name in ("kind", "party", "state", "status")}
    keys = Queue(reader, chosen).keys(limit=AT_ONCE + 1) if chosen["kind"] in KINDS else []
    if len(keys) > AT_ONCE:
        raise ConfigError(f"one batch decides at most {AT_ONCE:,} facts; filter further, by party or by type")
    found = some(reader, chosen["kind"], [key[2] for key in keys]) if keys else []
    return {"chosen": chosen, "verdict": form.get("verdict", ""), "reason": form.get("reason", ""), "facts": found,
            "sample": found[:SAMPLE], "total": len(found)}  # fmt: skip


def _batches(reader: Reader) -> list[dict[str, Any]]:
    """Return the batches that stand, latest first."""
    found: dict[str, dict[str, Any]] = {}
    for one in reader.standing:
        if one.batch:
            entry = found.setdefault(
                one.batch, {"id": one.batch, "by": one.by, "at": one.at, "verdict": one.verdict, "count": 0}
            )
            entry["count"] += 1
    return sorted(found.values(), key=lambda entry: entry["at"], reverse=True)[:SAMPLE]


def history(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return every judgement, latest first, with whether it still stands."""
    stands = {one.id for one in reader.standing}
    listed = sorted(reader.judgements, key=lambda one: (one.at, one.id), reverse=True)
    return {
        "judgements": [(one, one.id in stands) for one in listed[:200]],
        "total": len(listed),
        "undone": Verdict.UNDONE,
    }
