"""Who met whom: a table first, the same as a picture second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from onrecord.record.meetings import Meeting
from onrecord.store.indexing import pairs_of

from ..reader import Reader
from .graph import graph

MOST = 20
"""Parties of one table, those who met most: it stays under 100 KB. `all` shows every one."""


def view(reader: Reader, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the parties and how many meetings each pair held; captions count, planned and denied ones do not."""
    pairs = met(reader)
    shares: Counter[str] = Counter()
    for pair, number in pairs.items():
        shares.update(dict.fromkeys(pair, number))
    most = len(shares) if given.get("all") == "yes" else MOST
    codes = sorted(code for code, _ in sorted(shares.items(), key=lambda one: (-one[1], one[0]))[:most])
    rows = [
        (row, [pairs.get((min(row, column), max(row, column)), 0) if row != column else None for column in codes])
        for row in codes
    ]
    return {"codes": codes, "rows": rows, "left_out": len(shares) - len(codes), "graph": graph(codes, pairs)}


def met(reader: Reader) -> dict[tuple[str, str], int]:
    """Return how many meetings each pair of parties held, as people decided: rejected ones left out, edits followed."""
    pairs = Counter(reader.store.met())
    judged = [one for one in reader.decisions if one.startswith("mtg-")]
    for read in reader.store.some(Meeting, judged).values():
        pairs.subtract(pairs_of(read))
        if not reader.is_rejected(read.id):
            pairs.update(pairs_of(reader.edited(read)))
    return {pair: number for pair, number in pairs.items() if number > 0}
