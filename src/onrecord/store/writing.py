"""The writes of the SQLite store: each function runs inside one transaction that its caller opened."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Sequence

from onrecord.record.documents import Document
from onrecord.record.issues import Issue
from onrecord.record.judgements import Judgement
from onrecord.record.readings import Links, Reading

from . import Keeping, asking
from .codec import decode, encode, pack
from .rows import KINDS, Row

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
    for kind, (_, columns) in KINDS.items():
        _keep_records(
            connection, kind, {(row := columns(item)).id: (row, encode(item)) for item in getattr(links, kind)}
        )
    _keep_issues(connection, "links", links.issues)
    asking.seen(connection)
    _stamp(connection, "linked")


def _stamp(connection: sqlite3.Connection, key: str) -> None:
    """Keep under `key` the generation that this transaction will be."""
    held = connection.execute("SELECT value FROM settings WHERE key = 'generation'").fetchone()
    set_setting(connection, key, str(int(held[0]) + 1 if held else 1))


def _keep_records(connection: sqlite3.Connection, kind: str, wanted: dict[str, tuple[Row, bytes]]) -> None:
    held: dict[str, bytes] = dict(connection.execute("SELECT id, body FROM records WHERE kind = ?", (kind,)))
    for record_id, body in held.items():
        if record_id not in wanted or wanted[record_id][1] != body:
            connection.execute("DELETE FROM records WHERE kind = ? AND id = ?", (kind, record_id))
    for record_id, (row, body) in wanted.items():
        if held.get(record_id) != body:
            _insert_record(connection, kind, row, body)


def _insert_record(connection: sqlite3.Connection, kind: str, row: Row, body: bytes) -> None:
    connection.execute(
        "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (kind, row.id, row.start, row.end, row.label, row.facet, row.meeting, body),
    )
    connection.executemany(
        "INSERT INTO record_parties VALUES (?, ?, ?)", ((kind, row.id, party) for party in sorted(row.parties))
    )
    connection.executemany(
        "INSERT INTO record_documents VALUES (?, ?, ?)", ((kind, row.id, told) for told in sorted(row.documents))
    )


def append(connection: sqlite3.Connection, judgements: Sequence[Judgement]) -> None:
    """Append judgements; one whose id is already held is left as it is."""
    connection.executemany(
        "INSERT OR IGNORE INTO judgements (id, subject, verdict, by, at, batch, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((j.id, j.subject, j.verdict, j.by, j.at.isoformat(), j.batch, encode(j)) for j in judgements),
    )
