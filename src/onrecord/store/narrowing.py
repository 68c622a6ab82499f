"""Searching narrowed by where passages stand: whose paper, what kind of paper, of which year; and what can be chosen.

In comes what was typed and a choice, out come passages of the documents chosen, or how many documents each choice has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from . import Hit
from .asking import Paper
from .searching import hits_of, ranked

Rows = Callable[..., Iterator[tuple[Any, ...]]]


_COLUMNS = "d.publisher, d.kind, coalesce(substr(d.published_start, 1, 4), ''), coalesce(d.party, '')"


def search(rows: Rows, text: str, limit: int, chosen: Paper) -> list[Hit]:
    """Return passages of the documents chosen that hold all words of `text`, best first."""
    query, first, _ = ranked(rows, text)
    if not query:
        return []
    where, values = _conditions(chosen)
    inner = (
        "SELECT f.rowid AS number, bm25(passages_fts) AS rank FROM passages_fts f "
        "JOIN passages p ON p.number = f.rowid "
        f"JOIN documents d ON d.id = p.document_id WHERE passages_fts MATCH ? AND f.rowid >= ?{where} "
        "ORDER BY rank LIMIT ?"
    )
    return hits_of(rows, inner, (query, first, *values, limit), query)


def _conditions(chosen: Paper) -> tuple[str, list[str]]:
    held = (
        ("d.publisher = ?", chosen.publisher),
        ("d.kind = ?", chosen.kind),
        ("substr(d.published_start, 1, 4) = ?", chosen.year),
        ("d.party = ?", chosen.party),
    )
    wanted = [(condition, value) for condition, value in held if value]
    return "".join(f" AND {condition}" for condition, _ in wanted), [value for _, value in wanted]


def spread(rows: Rows, text: str) -> list[tuple[Paper, int]]:
    """Return where the documents come from that hold all words of `text` in one passage, with how many there are."""
    query, first, _ = ranked(rows, text)
    if not query:
        return []
    sql = (
        f"SELECT {_COLUMNS}, count(DISTINCT d.id) FROM passages_fts f JOIN passages p ON p.number = f.rowid "
        "JOIN documents d ON d.id = p.document_id WHERE passages_fts MATCH ? AND f.rowid >= ? GROUP BY 1, 2, 3, 4"
    )
    return [(Paper(*values), number) for *values, number in rows(sql, query, first)]


def papers(rows: Rows, ids: Sequence[str]) -> dict[str, Paper]:
    """Return where documents come from, of those that are held among `ids`."""
    found: dict[str, Paper] = {}
    for first in range(0, len(ids), 500):
        some = ids[first : first + 500]
        sql = f"SELECT d.id, {_COLUMNS} FROM documents d WHERE d.id IN ({', '.join('?' * len(some))})"
        found |= {one: Paper(*values) for one, *values in rows(sql, *some)}
    return found
