"""Opening a record's file: is it ours, is it of our time, and what must be migrated.

In comes a path, out goes an SQLite connection with foreign keys on and the newest schema. A file of a newer OnRecord is
refused before anything is touched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from onrecord.record.issues import StoreError

from . import indexing
from .lock import WriterLock

APPLICATION_ID = 0x4F4E5245
"""`ONRE` in the file's header: says that an SQLite file is a record of ours."""


@cache
def migrations() -> tuple[str, ...]:
    """Return the SQL of every migration, oldest first; a record's version is the number of those applied."""
    folder = resources.files("onrecord.store") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple((folder / name).read_text(encoding="utf-8") for name in names)


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """Open the record at `path`; a writable one is created or migrated if need be (hold the writer's lock).

    Raises:
        StoreError: there is no such file, it is no record, is damaged, or is newer than this version.
    """
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a record")
    if not path.exists() and not writable:
        raise StoreError(f"{path}: no such record")
    try:
        if path.exists() and not _ours(path) and not writable:
            raise StoreError(f"{path}: nothing has been kept in this record yet")
        connection = _open(path, "rwc" if writable else "ro")
        if writable:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA cache_size = -65536")
            migrate(connection, migrations())
        elif _is_behind(connection):
            connection.close()
            with WriterLock(path):
                connect(path, writable=True).close()
            connection = _open(path, "ro")
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}") from error
    return connection


def migrate(connection: sqlite3.Connection, steps: Sequence[str]) -> None:
    """Apply the migrations a record lacks, and index it anew if its index is of another version; all or nothing."""
    lacking = [(number, sql) for number, sql in enumerate(steps, start=1) if _version(connection) < number]
    if not lacking and not indexing.is_stale(connection):
        return
    try:
        connection.execute("BEGIN IMMEDIATE")
        for number, sql in lacking:
            for statement in _statements(sql):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number}")
        if indexing.is_stale(connection):
            indexing.rebuild(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(sql: str) -> Iterator[str]:
    """Yield the statements of a script, so that all of them can stand in one transaction."""
    held = ""
    for piece in sql.split(";"):
        held += piece + ";"
        if sqlite3.complete_statement(held):
            yield held
            held = ""


def _is_behind(connection: sqlite3.Connection) -> bool:
    """Tell whether a record must be brought up to date before it can be read."""
    return _version(connection) < len(migrations()) or indexing.is_stale(connection)


def _ours(path: Path) -> bool:
    """Tell whether the file holds a record; one whose writer was killed before the first line does not yet."""
    connection = _open(path, "ro")
    try:
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        version = _version(connection)
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    finally:
        connection.close()
    if not (mark or version or tables):
        return False
    if mark != APPLICATION_ID:
        raise StoreError(f"{path} is not a record of OnRecord")
    if version > len(migrations()):
        raise StoreError(
            f"{path} was written by a newer OnRecord (schema {version}, this one knows {len(migrations())}); "
            "nothing was changed"
        )
    return True


def _open(path: Path, mode: str) -> sqlite3.Connection:
    """Open for reading and writing (`rwc`), or for reading (`ro`) so that the last to leave tidies the WAL away."""
    uri = f"file:{quote(str(path.absolute()))}?mode="
    if mode != "ro":
        return _configured(uri + mode)
    for attempt in ("rw", "ro", "ro&immutable=1"):  # the last: a medium that takes no files beside the record
        try:
            connection = _configured(uri + attempt)
        except sqlite3.OperationalError:
            continue
        connection.execute("PRAGMA query_only = ON")
        return connection
    return _configured(uri + "ro")


def _configured(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=10.0, check_same_thread=False)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA user_version").fetchone()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
