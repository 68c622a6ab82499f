"""Full-text search over the passages of current documents (FTS5), with the places of what matched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from onrecord.record.spans import Span

from . import Hit

Rows = Callable[..., Iterator[tuple[Any, ...]]]

_OPEN, _CLOSE = "\x02", "\x03"
_TERM = re.compile(r'"([^"]*)"|(\S+)')


def search(rows: Rows, text: str, limit: int) -> list[Hit]:
    """Return passages that hold all words of `text`; "words in quotes" must stand in a row, `word*` begins one."""
    query = _query(text)
    if not query:
        return []
    found = rows(
        "SELECT p.document_id, p.start, p.role, p.text, highlight(passages_fts, 0, ?, ?), bm25(passages_fts) AS rank "
        "FROM passages_fts JOIN passages p ON p.number = passages_fts.rowid WHERE passages_fts MATCH ? "
        "ORDER BY rank, p.document_id, p.start LIMIT ?",
        _OPEN, _CLOSE, query, limit,
    )  # fmt: skip
    return [
        Hit(document_id, Span(start, start + len(passage)), role, passage, tuple(_marked(marked, start)), rank)
        for document_id, start, role, passage, marked, rank in found
    ]


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
