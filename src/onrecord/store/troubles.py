"""Issues in pages, and how many there are: what was counted at the last write."""

from __future__ import annotations

from .asking import Rows


def tallies(rows: Rows) -> dict[str, int]:
    """Return what is counted of a record: `documents`, issues by `code:...` and by `severity:...`."""
    return {str(name): int(number) for name, number in rows("SELECT name, number FROM tallies")}


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
