"""What is new since somebody looked: when linking first made a record, and up to where each person has seen it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .asking import Rows

MOST = 1000
"""New records that are counted; beyond, there are simply more."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Up to which generation somebody has seen the record, and when they said so."""

    generation: int
    at: datetime


def new_since(rows: Rows, kind: str, generation: int, limit: int) -> tuple[int, list[bytes]]:
    """Return how many records of a kind were first made after a generation, and the bodies of the latest `limit`.

    At most `MOST` + 1 are counted and looked at, those made last.
    """
    made = (
        "SELECT r.start, r.id FROM first_seen f CROSS JOIN records r ON r.kind = f.kind AND r.id = f.id "
        "WHERE f.kind = ? AND f.generation > ? ORDER BY f.generation DESC, f.id DESC LIMIT ?"
    )
    found = sorted(rows(made, kind, generation, MOST + 1), key=lambda one: (one[0] or "", one[1]), reverse=True)
    body = "SELECT body FROM records WHERE kind = ? AND id = ?"
    return len(found), [next(rows(body, kind, one))[0] for _, one in found[:limit]]


def last_visit(rows: Rows, by: str) -> Visit | None:
    """Return up to where somebody has seen the record, None if they never said."""
    row = next(rows("SELECT generation, at FROM visits WHERE by = ? ORDER BY number DESC LIMIT 1", by), None)
    return Visit(int(row[0]), datetime.fromisoformat(row[1])) if row else None


def visited(connection: sqlite3.Connection, by: str, generation: int, at: datetime) -> None:
    """Keep that somebody has seen the record up to a generation."""
    values: Sequence[object] = (by, generation, at.isoformat())
    connection.execute("INSERT INTO visits (by, generation, at) VALUES (?, ?, ?)", values)


def seen(connection: sqlite3.Connection) -> None:
    """Keep at which generation the records that are new were first made."""
    connection.execute(
        "INSERT OR IGNORE INTO first_seen SELECT kind, id, "
        "coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'generation'), 0) + 1 FROM records"
    )
