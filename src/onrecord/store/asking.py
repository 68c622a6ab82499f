"""Questions a desk asks of a record of any size: pages by key, values to filter by, what is new since a visit.

Every answer costs what is shown, not what is held: a page continues behind a key, it never counts its way there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Rows = Callable[..., Iterator[tuple[Any, ...]]]

Key = tuple[str, str, str]
"""Where a page ends: first day (`9999` if undated), label and id of its last record."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Up to which generation somebody has seen the record, and when they said so."""

    generation: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """Which records a page holds. Days are ISO; `dated` leaves out records without a day; empty passes all."""

    party: str = ""
    facet: str = ""
    label: str = ""
    since: str = ""
    until: str = ""
    dated: bool = False


ALL = Asked()


def page(rows: Rows, kind: str, asked: Asked, after: Key | None, limit: int) -> list[tuple[Key, bytes]]:
    """Return up to `limit` bodies of a kind with their keys, by day (undated last), label and id, behind `after`."""
    found = _stretch(rows, kind, asked, after, limit, dated=True) if after is None or after[0] != "9999" else []
    if len(found) < limit and not (asked.dated or asked.since or asked.until):
        undated = after if after and after[0] == "9999" else None
        found += _stretch(rows, kind, asked, undated, limit - len(found), dated=False)
    return found


def _stretch(
    rows: Rows, kind: str, asked: Asked, after: Key | None, limit: int, *, dated: bool
) -> list[tuple[Key, bytes]]:
    where, values = ["r.kind = ?", f"r.start IS {'NOT ' if dated else ''}NULL"], [kind]
    if after is not None:
        columns, key = ("(r.start, r.label, r.id)", after) if dated else ("(r.label, r.id)", after[1:])
        where.append(f"{columns} > ({', '.join('?' * len(key))})")
        values += key
    if asked.party:
        has = "SELECT 1 FROM record_parties p WHERE p.kind = r.kind AND p.party = ? AND p.record_id = r.id"
        where.append(f"EXISTS ({has})")
        values.append(asked.party)
    for column, value in (("r.facet = ?", asked.facet), ("r.label = ?", asked.label), ("r.end >= ?", asked.since),
                          ("r.start <= ?", asked.until)):  # fmt: skip
        if value:
            where.append(column)
            values.append(value)
    order = "r.start, r.label, r.id" if dated else "r.label, r.id"
    sql = f"SELECT r.start, r.label, r.id, r.body FROM records r WHERE {' AND '.join(where)} ORDER BY {order} LIMIT ?"
    return [((start or "9999", label, one), body) for start, label, one, body in rows(sql, *values, limit)]


def parties(rows: Rows, kind: str) -> list[str]:
    """Return the parties of a kind's records, each found by one step in the index."""
    sql = (
        "WITH RECURSIVE step (party) AS (SELECT min(party) FROM record_parties WHERE kind = ?1 UNION ALL "
        "SELECT (SELECT min(party) FROM record_parties WHERE kind = ?1 AND party > step.party) FROM step "
        "WHERE step.party IS NOT NULL) SELECT party FROM step WHERE party IS NOT NULL LIMIT 500"
    )
    return [party for (party,) in rows(sql, kind)]


def labels(rows: Rows, kind: str, limit: int) -> list[str]:
    """Return the first `limit` labels of a kind in order (of meetings: the places)."""
    sql = (
        "WITH RECURSIVE step (label) AS (SELECT min(label) FROM records WHERE kind = ?1 AND label > '' UNION ALL "
        "SELECT (SELECT min(label) FROM records WHERE kind = ?1 AND label > step.label) FROM step "
        "WHERE step.label IS NOT NULL) SELECT label FROM step WHERE label IS NOT NULL LIMIT ?2"
    )
    return [label for (label,) in rows(sql, kind, limit)]


def of_meeting(rows: Rows, kind: str, meeting: str, limit: int) -> list[bytes]:
    """Return the bodies of a kind that belong to one meeting."""
    sql = "SELECT body FROM records WHERE meeting = ? AND kind = ? ORDER BY start IS NULL, start, label, id LIMIT ?"
    return [body for (body,) in rows(sql, meeting, kind, limit)]


def documents(rows: Rows, party: str, after: Key | None, limit: int) -> list[tuple[Key, bytes]]:
    """Return up to `limit` current documents with their keys, by day (undated last) and id, behind `after`."""
    found: list[tuple[Key, bytes]] = []
    for dated in (True, False):
        if len(found) == limit or (dated and after and after[0] == "9999"):
            continue
        where = [f"d.published_start IS {'NOT ' if dated else ''}NULL", "d.superseded_by IS NULL"]
        values: list[object] = []
        if after and dated:
            where.append("(d.published_start, d.id) > (?, ?)")
            values += [after[0], after[2]]
        elif after and after[0] == "9999":
            where.append("d.id > ?")
            values.append(after[2])
        if party:
            where.append("d.party = ?")
            values.append(party)
        sql = (
            f"SELECT d.published_start, d.id, d.body FROM documents d WHERE {' AND '.join(where)} "
            "ORDER BY d.published_start, d.id LIMIT ?"
        )
        held = rows(sql, *values, limit - len(found))
        found += [((start or "9999", "", one), body) for start, one, body in held]
    return found


def latest(rows: Rows, kind: str, limit: int) -> list[bytes]:
    """Return the bodies of the records of a kind with the latest days, latest first."""
    sql = (
        "SELECT body FROM records WHERE kind = ? AND start IS NOT NULL ORDER BY start DESC, label DESC, id DESC LIMIT ?"
    )
    return [body for (body,) in rows(sql, kind, limit)]


def new_since(rows: Rows, kind: str, generation: int, limit: int) -> tuple[int, list[bytes]]:
    """Return how many records of a kind were first made after a generation, and the bodies of the first `limit`."""
    made = "FROM first_seen f JOIN records r ON r.kind = f.kind AND r.id = f.id WHERE f.kind = ? AND f.generation > ?"
    ((count,),) = rows(f"SELECT count(*) {made}", kind, generation)
    newest = f"SELECT r.body {made} ORDER BY r.start IS NULL, r.start DESC, r.id LIMIT ?"
    return int(count), [body for (body,) in rows(newest, kind, generation, limit)]


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
