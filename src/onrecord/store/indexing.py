"""The rows that lists walk, made of records: entries under their terms, words to search, and what is counted.

All of it can be made anew of the records alone (`rebuild`), and is whenever `rows.INDEX` has changed.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Any

from onrecord.record.attributions import Statement
from onrecord.record.meetings import Meeting, MeetingStatus

from .codec import decode
from .rows import INDEX, KINDS, Row, row_of
from .troubles import COUNTED

Entry = tuple[str, str, str, str, str, str, str, str]

_INSERT = "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def entries(kind: str, row: Row) -> Iterator[Entry]:
    """Yield the rows of the table `entries` of one record."""
    for term, since, until in row.entries():
        yield kind, term, *row.key, since, until, row.end or ""


def insert(connection: sqlite3.Connection, kind: str, row: Row) -> None:
    """Make a record findable."""
    connection.executemany(_INSERT, entries(kind, row))
    if row.words:
        connection.execute("INSERT INTO facts (id, kind, words) VALUES (?, ?, ?)", _searchable(kind, row))


def _searchable(kind: str, row: Row) -> tuple[str, str, str]:
    return row.id, kind, row.words.replace("\0", " ")


def remove(connection: sqlite3.Connection, kind: str, row: Row) -> None:
    """Take back what `insert` did with the same row."""
    connection.executemany(
        "DELETE FROM entries WHERE kind = ? AND term = ? AND start = ? AND label = ? AND id = ? AND since = ?",
        (entry[:6] for entry in entries(kind, row)),
    )
    connection.execute("DELETE FROM facts WHERE id = ? AND kind = ?", (row.id, kind))


def recount(connection: sqlite3.Connection, kinds: Iterable[str]) -> None:
    """Count the terms of some kinds anew."""
    for kind in kinds:
        connection.execute("DELETE FROM terms WHERE kind = ?", (kind,))
        connection.execute(
            "INSERT INTO terms SELECT kind, term, count(*) FROM entries WHERE kind = ? GROUP BY term", (kind,)
        )


def keep_met(connection: sqlite3.Connection, meetings: Iterable[Meeting]) -> None:
    """Keep how many held meetings each pair of parties has."""
    pairs: Counter[tuple[str, str]] = Counter()
    for meeting in meetings:
        pairs.update(pairs_of(meeting))
    connection.execute("DELETE FROM met")
    connection.executemany("INSERT INTO met VALUES (?, ?, ?)", ((*pair, number) for pair, number in pairs.items()))


def pairs_of(meeting: Meeting) -> list[tuple[str, str]]:
    """Return the pairs of parties that met; none if the meeting was not held."""
    return list(combinations(sorted(meeting.parties), 2)) if meeting.status is MeetingStatus.HELD else []


def tally(connection: sqlite3.Connection) -> None:
    """Keep how many current documents and issues there are, and up to which writing of documents that holds."""
    connection.execute("DELETE FROM tallies")
    connection.execute(f"INSERT INTO tallies {COUNTED}")
    connection.execute("INSERT INTO tallies SELECT 'kept', CAST(value AS INTEGER) FROM settings WHERE key = 'kept'")


def is_stale(connection: sqlite3.Connection) -> bool:
    """Tell whether a record of the newest schema must be indexed anew."""
    held = connection.execute("SELECT value FROM settings WHERE key = 'index'").fetchone()
    return held is None or held[0] != INDEX


def rebuild(connection: sqlite3.Connection) -> None:
    """Index every record anew; inside a transaction of the caller's."""
    for table in ("entries", "terms", "facts"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS unsorted (a, b, c, d, e, f, g, h)")
    connection.execute("DELETE FROM temp.unsorted")
    party_of = _party_of(connection)
    for kind in KINDS:
        for row in _rows(connection, kind, party_of):
            connection.executemany("INSERT INTO temp.unsorted VALUES (?, ?, ?, ?, ?, ?, ?, ?)", entries(kind, row))
            if row.words:
                connection.execute("INSERT INTO facts (id, kind, words) VALUES (?, ?, ?)", _searchable(kind, row))
    connection.execute("INSERT INTO entries SELECT * FROM temp.unsorted ORDER BY a, b, c, d, e, f")
    connection.execute("DROP TABLE temp.unsorted")
    recount(connection, KINDS)
    keep_met(connection, _nouns(connection, "meetings", Meeting))
    tally(connection)
    connection.execute("INSERT OR REPLACE INTO settings VALUES ('index', ?)", (INDEX,))


def _rows(connection: sqlite3.Connection, kind: str, party_of: Callable[[str], str | None]) -> Iterator[Row]:
    return (row_of(one, party_of) for one in _nouns(connection, kind, KINDS[kind][0]))


def _nouns(connection: sqlite3.Connection, kind: str, noun: type[Any]) -> Iterator[Any]:
    for (body,) in connection.execute("SELECT body FROM records WHERE kind = ?", (kind,)):
        yield decode(body, noun)


def _party_of(connection: sqlite3.Connection) -> Callable[[str], str | None]:
    """Return what gives the party of a kept statement."""

    def party_of(statement_id: str) -> str | None:
        row = connection.execute(
            "SELECT body FROM records WHERE kind = 'statements' AND id = ?", (statement_id,)
        ).fetchone()
        return decode(row[0], Statement).party if row else None

    return party_of


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield, per kind, in how many records the index is not what it would be if it were made anew."""
    party_of = _party_of(connection)
    for kind in KINDS:
        held = connection.execute("SELECT count(*) FROM entries WHERE kind = ?", (kind,)).fetchone()[0]
        missing = wanted = 0
        for row in _rows(connection, kind, party_of):
            for entry in entries(kind, row):
                wanted += 1
                found = connection.execute(
                    "SELECT until, finish FROM entries WHERE kind = ? AND term = ? AND start = ? AND label = ? "
                    "AND id = ? AND since = ?", entry[:6],
                ).fetchone()  # fmt: skip
                missing += found != entry[6:]
        if missing or held != wanted:
            yield f"the lists of {kind} hold {held} entries, {missing} of {wanted} are missing"
