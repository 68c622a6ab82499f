"""Full-text search over the passages of current documents (FTS5), with the places of what matched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from onrecord.record.spans import Span

from . import Hit

Rows = Callable[..., Iterator[tuple[Any, ...]]]

_OPEN, _CLOSE = "\x02", "\x03"
_TERM = re.compile(r'"([^"]*)"|(\S+)')


COMMON = 500
"""Passages or facts that are ranked: of words that more of them hold, the last ones kept are."""


def search(rows: Rows, text: str, limit: int) -> list[Hit]:
    """Return passages that hold all words of `text`; "words in quotes" must stand in a row, `word*` begins one."""
    query, first, _ = ranked(rows, text)
    if not query:
        return []
    inner = (
        "SELECT rowid AS number, bm25(passages_fts) AS rank FROM passages_fts WHERE passages_fts MATCH ? "
        "AND rowid >= ? ORDER BY rank LIMIT ?"
    )
    return hits_of(rows, inner, (query, first, limit), query)


def ranked(rows: Rows, text: str) -> tuple[str, int, int]:
    """Return the query for `text`, from which passage on what matches is ranked, and how many passages match."""
    query = _query(text)
    return (query, *_since(rows, "passages_fts", query)) if query else ("", 0, 0)


def hits_of(rows: Rows, inner: str, values: Sequence[object], query: str) -> list[Hit]:
    """Return the passages that `inner` numbers and ranks, with the places of what matched in them."""
    found = rows(
        "SELECT p.document_id, p.start, p.role, p.text, highlight(passages_fts, 0, ?, ?), f.rank FROM "
        f"({inner}) f CROSS JOIN passages_fts ON passages_fts.rowid = f.number AND passages_fts MATCH ? "
        "CROSS JOIN passages p ON p.number = f.number ORDER BY f.rank, p.document_id, p.start",
        _OPEN, _CLOSE, *values, query,
    )  # fmt: skip
    return [
        Hit(document_id, Span(start, start + len(passage)), role, passage, tuple(_marked(marked, start)), rank)
        for document_id, start, role, passage, marked, rank in found
    ]


def facts(rows: Rows, text: str, kind: str, limit: int) -> tuple[int, list[str]]:
    """Return how many facts of a kind hold all words of `text` (`COMMON` + 1: more), and the ids of the best."""
    query = _query(text)
    if not query:
        return 0, []
    query = f'kind:"{kind}" AND words:({query})'
    first, total = _since(rows, "facts_fts", query)
    if total > COMMON:  # words that say little rank little: the last ones kept, as they come
        latest = "SELECT f.id FROM facts_fts JOIN facts f ON f.number = facts_fts.rowid WHERE facts_fts MATCH ? "
        return total, [one for (one,) in rows(latest + "ORDER BY facts_fts.rowid DESC LIMIT ?", query, limit)]
    found = rows(
        "SELECT f.id FROM (SELECT rowid AS number, bm25(facts_fts) AS rank FROM facts_fts WHERE facts_fts MATCH ? "
        "AND rowid >= ? ORDER BY rank LIMIT ?) b CROSS JOIN facts f ON f.number = b.number ORDER BY b.rank, f.id",
        query, first, limit,
    )  # fmt: skip
    return total, [one for (one,) in found]


def _since(rows: Rows, table: str, query: str) -> tuple[int, int]:
    """Return from which row on what matches is ranked, and how many rows that are (`COMMON` + 1: more match)."""
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT ?"
    found = [number for (number,) in rows(sql, query, COMMON + 1)]
    return (found[COMMON - 1] if len(found) > COMMON else 0), len(found)


def _query(text: str) -> str:
    """Turn what a person typed into an FTS5 query in which nothing is an operator but the final `*` of a word."""
    terms = []
    for phrase, word in _TERM.findall(text.replace("\0", " ")):
        plain = phrase or word.rstrip("*")
        if any(character.isalnum() for character in plain):
            quoted = '"' + plain.replace('"', '""') + '"'
            terms.append(quoted + "*" if word.endswith("*") else quoted)
    return " ".join(terms)


def _marked(marked: str, start: int) -> Iterator[Span]:
    """Yield the marked stretches of `highlight()`'s answer as offsets into the document's text."""
    offset, opened = start, None
    for character in marked:
        if character == _OPEN and opened is None:
            opened = offset
        elif character == _CLOSE and opened is not None:
            yield Span(opened, offset)
            opened = None
        else:
            offset += 1
