"""Issues in pages, and how many there are."""

from __future__ import annotations

from .asking import Rows

_CURRENT = "issues i LEFT JOIN documents d ON d.id = i.document_id WHERE d.superseded_by IS NULL"
COUNTED = (
    "SELECT 'documents' AS name, count(*) AS number FROM documents WHERE superseded_by IS NULL "
    f"UNION ALL SELECT 'code:' || i.code, count(*) FROM {_CURRENT} GROUP BY i.code "
    f"UNION ALL SELECT 'severity:' || i.severity, count(*) FROM {_CURRENT} GROUP BY i.severity"
)
"""Counts what is current; kept whenever the record is linked, so that a build need not count at every batch."""


def tallies(rows: Rows) -> dict[str, int]:
    """Return how many there are of `documents`, and of issues by `code:...` and by `severity:...`.

    What was counted at the last linking, unless documents were kept after it (a build is running, or was killed).
    """
    held = {str(name): int(number) for name, number in rows("SELECT name, number FROM tallies")}
    kept = next(rows("SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'kept'"), (0,))[0]
    if held.pop("kept", 0) != kept:
        return {str(name): int(number) for name, number in rows(COUNTED)}
    return held


def page(rows: Rows, code: str, severity: str, after: int, limit: int) -> list[tuple[int, bytes]]:
    """Return up to `limit` issues of current documents with their numbers, behind `after`."""
    where = ["i.number > ?", "d.superseded_by IS NULL"]
    values: list[object] = [after]
    for column, value in (("i.code", code), ("i.severity", severity)):
        if value:
            where.append(f"{column} = ?")
            values.append(value)
    sql = (
        "SELECT i.number, i.body FROM issues i LEFT JOIN documents d ON d.id = i.document_id "
        f"WHERE {' AND '.join(where)} ORDER BY i.number LIMIT ?"
    )
    return list(rows(sql, *values, limit))
