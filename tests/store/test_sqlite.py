"""What the SQLite engine promises of its file: versions, damage, locks, killed writers."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.record.issues import StoreError
from onrecord.store import Fault, open_store
from onrecord.store.lock import WriterLock
from onrecord.store.schema import APPLICATION_ID, connect, migrate, migrations

from .conftest import keeping_of

TEXT = "The ministers met in Port Selene on Friday."


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "talks.onrecord"
    store = open_store(path, writable=True)
    store.keep([keeping_of(TEXT)])
    store.close()
    return path


def faults_of(path: Path, *changes: str) -> list[Fault]:
    connection = sqlite3.connect(path)
    for change in changes:
        connection.execute(change)
    connection.commit()
    connection.close()
    store = open_store(path)
    try:
        return store.verify()
    finally:
        store.close()


def test_a_closed_record_is_one_file(record: Path) -> None:
    open_store(record).close()
    assert [path.name for path in record.parent.iterdir()] == [record.name]


def test_the_file_says_what_it_is(record: Path) -> None:
    connection = sqlite3.connect(record)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(migrations()),)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_newer_record_is_left_alone(record: Path) -> None:
    connection = sqlite3.connect(record)
    connection.execute(f"PRAGMA user_version = {len(migrations()) + 1}")
    connection.close()
    before = record.read_bytes()
    for writable in (False, True):
        with pytest.raises(StoreError, match="newer OnRecord"):
            open_store(record, writable=writable)
    assert record.read_bytes() == before
    assert [path.name for path in record.parent.iterdir()] == [record.name]


@pytest.mark.parametrize("data", [b"not a database, but long enough to look at: " * 30, b"\0" * 4096])
def test_another_file_is_not_a_record(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "photo.onrecord"
    path.write_bytes(data)
    for writable in (False, True):
        with pytest.raises(StoreError):
            open_store(path, writable=writable)
    assert path.read_bytes() == data


def test_another_database_is_not_a_record(tmp_path: Path) -> None:
    path = tmp_path / "other.onrecord"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="not a record"):
        open_store(path, writable=True)


def test_no_record_and_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such record"):
        open_store(tmp_path / "none.onrecord")
    with pytest.raises(StoreError, match="folder"):
        open_store(tmp_path)
    with pytest.raises(StoreError):
        open_store(tmp_path / "no" / "such" / "folder.onrecord", writable=True)


def test_a_file_whose_writer_died_at_once_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "talks.onrecord"
    sqlite3.connect(path).execute("PRAGMA journal_mode = WAL").close()
    with pytest.raises(StoreError, match="nothing has been kept"):
        open_store(path)
    store = open_store(path, writable=True)
    store.keep([keeping_of(TEXT)])
    store.close()


def test_migrations_run_in_order_and_only_once(tmp_path: Path) -> None:
    connection = connect(tmp_path / "talks.onrecord", writable=True)
    steps = (*migrations(), "CREATE TABLE later (x); INSERT INTO later VALUES (1)")
    migrate(connection, steps)
    migrate(connection, steps)
    assert connection.execute("SELECT x FROM later").fetchall() == [(1,)]
    assert connection.execute("PRAGMA user_version").fetchone() == (len(steps),)
    connection.close()


def test_a_migration_that_fails_leaves_the_record_as_it_was(record: Path) -> None:
    connection = connect(record, writable=True)
    with pytest.raises(sqlite3.Error):
        migrate(connection, (*migrations(), "CREATE TABLE later (x); INSERT INTO nowhere VALUES (1)"))
    assert connection.execute("PRAGMA user_version").fetchone() == (len(migrations()),)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'").fetchone() == (0,)
    connection.close()
    assert faults_of(record) == []


def test_judgements_cannot_be_changed_behind_our_back(record: Path) -> None:
    connection = sqlite3.connect(record)
    connection.execute("INSERT INTO judgements VALUES (1, 'j', 's', 'accepted', 'ana', '2023', '', x'7b7d')")
    for change in ("UPDATE judgements SET by = 'bob'", "DELETE FROM judgements"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever appended"):
            connection.execute(change)
    connection.close()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE originals SET bytes = x'00', packed = 0", "STO003"),
        ("UPDATE originals SET bytes = x'00', packed = 1", "STO003"),
        ("UPDATE documents SET body = replace(CAST(body AS TEXT), 'Friday.', 'Sunday.')", "STO003"),
        ("UPDATE documents SET body = replace(CAST(body AS TEXT), '\"title\":', '\"nonsense\":')", "STO005"),
        ("UPDATE documents SET body = replace(CAST(body AS TEXT), '\"end\":43', '\"end\":99')", "STO004"),
        ("UPDATE readings SET body = x'00'", "STO005"),
        ("UPDATE documents SET original = 'gone'", "STO002"),
        (
            "INSERT INTO records VALUES ('people', 'per-1', NULL, NULL, 'M', NULL, NULL, '{\"id\":\"per-1\","
            '"name":"M","names":[],"party":null,"tenures":[],"evidence":[{"document_id":"d-0","spans":[],"exact":"",'
            '"origin":{"component":"","version":"","config_hash":""}}]}\')',
            "STO002",
        ),
    ],
)
def test_verify_finds_what_was_changed(record: Path, change: str, code: str) -> None:
    assert code in {fault.code for fault in faults_of(record, change)}


def test_a_lock_left_by_a_killed_writer_locks_nobody_out(record: Path) -> None:
    left = record.with_name(record.name + "-lock")
    left.write_text("4194304")
    with WriterLock(record), pytest.raises(StoreError, match=f"process {os.getpid()}"):
        WriterLock(record)
    assert not left.exists()


WRITER = """
import sys
from pathlib import Path
from onrecord.record.readings import Links
from onrecord.store import open_store
from tests.store.conftest import keeping_of
store = open_store(Path(sys.argv[1]), writable=True)
held = sum(1 for _ in store.documents())
for number in range(held, 100_000, 4):
    texts = [f"The ministers met for the {n}th time." * 40 for n in range(number, number + 4)]
    store.keep([keeping_of(text, f"{number + n}.txt") for n, text in enumerate(texts)])
    store.keep_links(Links())
    if number == held:
        print("ready", flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_killed_at_any_moment_it_opens_with_whole_documents(tmp_path: Path) -> None:
    path, chance, held = tmp_path / "talks.onrecord", random.Random(7), 0
    root = Path(__file__).parents[2]
    for _ in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            stdout=subprocess.PIPE,
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        assert writer.stdout and writer.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0.0, 0.15))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        store = open_store(path)
        counted = store.counts()["documents"]
        assert store.verify() == []
        store.close()
        assert counted % 4 == 0
        assert counted >= held
        held = counted
    assert held > 0
