"""The writes of the SQLite store: each function runs inside one transaction that its caller opened."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.record.attributions import Statement
from onrecord.record.documents import Document
from onrecord.record.issues import Issue
from onrecord.record.judgements import Judgement
from onrecord.record.readings import Links, Reading

from . import Keeping, indexing, visits
from .codec import decode, encode, pack
from .rows import KINDS, Row, row_of

_UNSEARCHABLE = {0: " ", 2: " ", 3: " "}
"""Characters that end a text in SQLite, or mark what `searching` found."""

_LAYERS_WITH_IDS = ("attributions", "meetings", "undertakings")


def set_setting(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Keep a setting."""
    connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, value))


def grow(connection: sqlite3.Connection) -> None:
    """Count a write."""
    connection.execute(
        "INSERT INTO settings VALUES ('generation', '1') "
        "ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def keep(connection: sqlite3.Connection, batch: Sequence[Keeping]) -> None:
    """Keep originals, documents, readings and issues of a batch; supersede what its places showed before."""
    for keeping in batch:
        before = connection.execute("SELECT document_id FROM sources WHERE locator = ?", (keeping.locator,)).fetchone()
        document_id = keeping.shows
        if keeping.reading is not None:
            _keep_document(connection, keeping.reading.document, keeping.original)
            _keep_reading(connection, keeping.reading, keeping.made_by)
        elif document_id is not None:
            _show_again(connection, document_id)
        connection.execute(
            "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)",
            (keeping.locator, keeping.name, document_id, keeping.fingerprint),
        )
        if keeping.issues is not None:
            _keep_issues(connection, f"source:{keeping.locator}", keeping.issues)
        if before and before[0] and before[0] != document_id:
            _supersede(connection, before[0], document_id)
    _stamp(connection, "kept")


def _keep_document(connection: sqlite3.Connection, document: Document, original: bytes | None) -> None:
    if original is not None:
        _keep_original(connection, document, original)
    days = document.published.interval if document.published else None
    row = {
        "id": document.id, "name": document.name, "title": document.title, "kind": document.kind,
        "side": document.side, "publisher": document.publisher, "party": document.party,
        "language": document.language, "published_start": days.start.isoformat() if days else None,
        "published_end": days.end.isoformat() if days else None, "original": document.original.sha256,
        "superseded_by": None, "body": encode(document),
    }  # fmt: skip
    changes = ", ".join(f"{column} = excluded.{column}" for column in row if column != "id")
    connection.execute(
        f"INSERT INTO documents ({', '.join(row)}) VALUES ({', '.join('?' * len(row))}) "
        f"ON CONFLICT (id) DO UPDATE SET {changes}",
        tuple(row.values()),
    )
    _index(connection, document)


def _index(connection: sqlite3.Connection, document: Document) -> None:
    connection.execute("DELETE FROM passages WHERE document_id = ?", (document.id,))
    connection.executemany(
        "INSERT INTO passages (document_id, start, role, text) VALUES (?, ?, ?, ?)",
        (
            (document.id, region.span.start, region.role, region.span.of(document.text).translate(_UNSEARCHABLE))
            for region in document.regions
        ),
    )


def _show_again(connection: sqlite3.Connection, document_id: str) -> None:
    row = connection.execute(
        "SELECT body FROM documents WHERE id = ? AND superseded_by IS NOT NULL", (document_id,)
    ).fetchone()
    if row:
        connection.execute("UPDATE documents SET superseded_by = NULL WHERE id = ?", (document_id,))
        _index(connection, decode(row[0], Document))


def _keep_original(connection: sqlite3.Connection, document: Document, original: bytes) -> None:
    packed = zlib.compress(original, 6)
    smaller = len(packed) < len(original)
    connection.execute(
        "INSERT OR IGNORE INTO originals VALUES (?, ?, ?, ?, ?)",
        (
            document.original.sha256,
            document.original.media_type,
            len(original),
            int(smaller),
            packed if smaller else original,
        ),
    )


def _keep_reading(connection: sqlite3.Connection, reading: Reading, made_by: str) -> None:
    document_id = reading.document.id
    connection.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", (document_id, made_by, pack(reading)))
    connection.execute("DELETE FROM annotations WHERE document_id = ?", (document_id,))
    connection.executemany(
        "INSERT OR REPLACE INTO annotations VALUES (?, ?, ?)",
        ((item.id, layer, document_id) for layer in _LAYERS_WITH_IDS for item in getattr(reading, layer)),
    )
    _keep_issues(connection, f"reading:{document_id}", reading.issues)


def _keep_issues(connection: sqlite3.Connection, scope: str, issues: Iterable[Issue]) -> None:
    connection.execute("DELETE FROM issues WHERE scope = ?", (scope,))
    connection.executemany(
        "INSERT INTO issues (scope, code, severity, stage, document_id, body) VALUES (?, ?, ?, ?, ?, ?)",
        ((scope, i.code, i.severity, i.stage, i.document_id, encode(i)) for i in issues),
    )


def _supersede(connection: sqlite3.Connection, old: str, new: str | None) -> None:
    shown = connection.execute("SELECT 1 FROM sources WHERE document_id = ?", (old,)).fetchone()
    if shown or new is None:  # still to be seen elsewhere; or the place is unreadable now: what was kept stays
        return
    connection.execute("UPDATE documents SET superseded_by = ? WHERE id = ?", (new, old))
    connection.execute("DELETE FROM passages WHERE document_id = ?", (old,))


def keep_links(connection: sqlite3.Connection, links: Links) -> None:
    """Make the kept records these; rows that did not change are not written."""
    parties = {one.id: one.party for one in links.statements}
    moved: dict[str, str | None] = {}
    lists = [_keep_records(connection, kind, getattr(links, kind), parties, moved) for kind in KINDS]
    sums = "SELECT (SELECT count(*) FROM entries), (SELECT coalesce(sum(number), 0) FROM terms)"
    if connection.execute(sums).fetchone() != (sum(lists), sum(lists)):
        indexing.rebuild(connection)  # the lists were not what the records gave before
    indexing.keep_met(connection, links.meetings)
    _keep_issues(connection, "links", links.issues)
    indexing.tally(connection)
    visits.seen(connection)
    _stamp(connection, "linked")


def _stamp(connection: sqlite3.Connection, key: str) -> None:
    """Keep under `key` the generation that this transaction will be."""
    held = connection.execute("SELECT value FROM settings WHERE key = 'generation'").fetchone()
    set_setting(connection, key, str(int(held[0]) + 1 if held else 1))


def _keep_records(
    connection: sqlite3.Connection,
    kind: str,
    items: Iterable[Any],
    parties: Mapping[str, str | None],
    moved: dict[str, str | None],
) -> int:
    """Keep the records of one kind; return how many entries they have in lists.

    `moved` holds the former party of statements whose party changed.
    """
    noun, held = KINDS[kind][0], dict(connection.execute("SELECT id, body FROM records WHERE kind = ?", (kind,)))
    entries, changed = 0, False

    def before(statement_id: str) -> str | None:
        return moved[statement_id] if statement_id in moved else parties.get(statement_id)

    for item in items:
        row, body = row_of(item, parties.get), encode(item)
        entries += sum(1 for _ in row.entries())
        old = held.pop(row.id, None)
        if old == body and (not moved or getattr(item, "statement_id", None) not in moved):
            continue
        if old is not None:
            was = decode(old, noun)
            if isinstance(was, Statement) and was.party != item.party:
                moved[was.id] = was.party
            remove_record(connection, kind, row_of(was, before))
        insert_record(connection, kind, row, body)
        changed = True
    for body in held.values():
        was = decode(body, noun)
        if isinstance(was, Statement):
            moved[was.id] = was.party
        remove_record(connection, kind, row_of(was, before))
    if changed or held:
        indexing.recount(connection, [kind])
    return entries


def remove_record(connection: sqlite3.Connection, kind: str, row: Row) -> None:
    """Take a record out, with the entries it is found under."""
    indexing.remove(connection, kind, row)
    connection.execute("DELETE FROM records WHERE kind = ? AND id = ?", (kind, row.id))


def insert_record(connection: sqlite3.Connection, kind: str, row: Row, body: bytes, *, indexed: bool = True) -> None:
    """Keep a record, and the entries it is found under unless they are made later (`indexing.rebuild`)."""
    connection.execute(
        "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (kind, row.id, row.start, row.end, row.label, row.facet, row.meeting, body),
    )
    connection.executemany(
        "INSERT INTO record_documents VALUES (?, ?, ?)", ((kind, row.id, told) for told in sorted(row.documents))
    )
    if indexed:
        indexing.insert(connection, kind, row)


def append(connection: sqlite3.Connection, judgements: Sequence[Judgement]) -> None:
    """Append judgements; one whose id is already held is left as it is."""
    connection.executemany(
        "INSERT OR IGNORE INTO judgements (id, subject, verdict, by, at, batch, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((j.id, j.subject, j.verdict, j.by, j.at.isoformat(), j.batch, encode(j)) for j in judgements),
    )
