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
from onrecord.record.judgements import Verdict
from onrecord.record.meetings import Meeting
from onrecord.record.readings import Links
from onrecord.store import Fault, open_store
from onrecord.store.asking import Asked
from onrecord.store.codec import encode
from onrecord.store.lock import WriterLock
from onrecord.store.schema import APPLICATION_ID, connect, migrate, migrations

from .conftest import keeping_of
from .test_contract import meeting_of

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


def older(record: Path, meetings: int = 3) -> list[Meeting]:
    """Turn a record into one of the schema before lists were kept, with meetings as that version wrote them."""
    whole = open_store(record).documents()
    keeping = keeping_of(next(whole).text)
    whole.close()  # type: ignore[attr-defined]
    made = [meeting_of(keeping, f"mtg-{n}") for n in range(meetings)]
    connection = sqlite3.connect(record)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE name LIKE 'facts_%' AND type = 'trigger'"):
        connection.execute(f"DROP TRIGGER {name}")
    for table in ("entries", "terms", "met", "tallies", "facts_fts", "facts"):
        connection.execute(f"DROP TABLE {table}")
    for index in ("issues_code", "issues_severity", "documents_party"):
        connection.execute(f"DROP INDEX {index}")
    connection.execute("DELETE FROM settings WHERE key IN ('index', 'identity')")
    for part in migrations()[0].split(";"):
        if "CREATE TABLE record_parties" in part or "records_by_day" in part:
            connection.execute(part)
    for part in migrations()[1].split(";"):
        if "records_by_" in part:
            connection.execute(part)
    for one in made:
        day = one.date.start.isoformat() if one.date else None
        values = ("meetings", one.id, day, day, one.place, one.status, one.id, encode(one))
        connection.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
        connection.executemany(
            "INSERT INTO record_parties VALUES ('meetings', ?, ?)", [(one.id, p) for p in one.parties]
        )
        connection.execute("INSERT INTO first_seen VALUES ('meetings', ?, 1)", (one.id,))
    connection.execute(
        "INSERT INTO judgements VALUES (1, 'jdg-1', 'mtg-1', 'accepted', 'ana', '2023-03-03T00:00:00+00:00', '', ?)",
        (b'{"id":"jdg-1","subject":"mtg-1","verdict":"accepted","by":"ana","at":"2023-03-03T00:00:00Z","reason":"",'
         b'"before":"","after":"","place":"","batch":""}',),
    )  # fmt: skip
    connection.execute("PRAGMA user_version = 2")
    connection.commit()
    connection.close()
    return made


@pytest.mark.parametrize("writable", [False, True])
def test_a_record_of_the_schema_before_is_brought_up_to_date(record: Path, writable: bool) -> None:
    made = older(record)
    store = open_store(record, writable=writable)
    assert store.records(Meeting) == made
    assert [one.id for _, one in store.page(Meeting, Asked(party="ARV", label="Port Selene"))] == [m.id for m in made]
    assert store.met() == {("ARV", "CST"): 3}
    assert (store.counts()["documents"], store.counts()["meetings"]) == (1, 3)
    assert store.search_facts("selene", Meeting).total == 3
    assert [one.verdict for one in store.judgements()] == [Verdict.ACCEPTED]
    assert store.verify() == []
    generation = store.generation
    store.close()
    again = open_store(record)
    assert (again.generation, again.verify()) == (generation, [])
    again.close()


def test_an_index_of_another_version_is_made_anew(record: Path) -> None:
    store = open_store(record, writable=True)
    store.keep_links(Links(meetings=(meeting_of(keeping_of(TEXT)),)))
    store.close()
    connection = sqlite3.connect(record)
    connection.execute("DELETE FROM entries")
    connection.execute("UPDATE settings SET value = 'older' WHERE key = 'index'")
    connection.commit()
    connection.close()
    again = open_store(record)
    assert [one.id for _, one in again.page(Meeting)] == ["mtg-1"]
    assert again.verify() == []
    again.close()


def test_verify_finds_lists_that_are_not_what_the_records_give(record: Path) -> None:
    store = open_store(record, writable=True)
    store.keep_links(Links(meetings=(meeting_of(keeping_of(TEXT)),)))
    store.close()
    assert faults_of(record) == []
    assert [one.code for one in faults_of(record, "DELETE FROM entries WHERE term = 'party:ARV'")] == ["STO006"]


def test_linking_mends_lists_that_are_not_what_the_records_give(record: Path) -> None:
    links = Links(meetings=(meeting_of(keeping_of(TEXT)),))
    for change in ("DELETE FROM entries WHERE term = 'party:ARV'", "UPDATE terms SET number = 9"):
        store = open_store(record, writable=True)
        store.keep_links(links)
        store.close()
        faults_of(record, change)
        store = open_store(record, writable=True)
        store.keep_links(links)
        assert store.verify() == []
        assert store.values(Meeting, "party") == {"ARV": 1, "CST": 1}
        store.close()


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
