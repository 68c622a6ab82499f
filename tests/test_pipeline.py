"""The verbs: what is new is read, everything is linked, and how it came in does not matter."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.api import Record
from onrecord.export.ledger import ledger
from onrecord.pipeline import Reader, Summary, build, places, read_documents
from onrecord.record.documents import Document
from onrecord.record.issues import BackendFailed, ConfigError
from onrecord.record.readings import Reading
from onrecord.store import open_store


@dataclass(frozen=True)
class Bare(Reader):
    """Reads nothing in a document: for tests of what is kept, not of what is found."""

    fingerprint: str = "bare 1"  # type: ignore[assignment]

    def __call__(self, documents: Sequence[Document]) -> list[Reading]:
        return [Reading(document) for document in documents]


def run(record: Path, *paths: Path, reader: Reader | None = None) -> Summary:
    store = open_store(record, writable=True)
    try:
        return build(store, paths, reader or Bare())
    finally:
        store.close()


def texts(record: Path) -> list[str]:
    with Record(record) as opened:
        return sorted(document.text.strip() for document in opened.documents)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "talks.onrecord"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    (made / "news").mkdir(parents=True)
    for name in ("a.txt", "b.txt", "news/c.txt"):
        (made / name).write_text(f"The ministers met in Kallis. This is the paper {name}.\n")
    return made


def test_only_what_is_new_or_changed_is_read(record: Path, folder: Path) -> None:
    first = run(record, folder)
    assert (first.places, first.read, first.unchanged, first.unreadable) == (3, 3, 0, 0)
    again = run(record, folder)
    assert (again.places, again.read, again.unchanged) == (3, 0, 3)
    (folder / "d.txt").write_text("They met once more.")
    (folder / "b.txt").write_text("The ministers did not meet in Kallis.")
    later = run(record, folder)
    assert (later.read, later.unchanged, later.counts["documents"]) == (2, 2, 4)


def test_nothing_new_writes_nothing(record: Path, folder: Path) -> None:
    run(record, folder)
    before = record.read_bytes()
    run(record, folder)
    assert record.read_bytes() == before


def test_a_changed_file_is_not_counted_twice(record: Path, folder: Path) -> None:
    run(record, folder)
    (folder / "b.txt").write_text("The ministers did not meet in Kallis.")
    run(record, folder)
    assert len(texts(record)) == 3
    assert "The ministers did not meet in Kallis." in texts(record)
    with Record(record) as opened:
        (old,) = opened.store.documents(superseded=True)
        assert opened.store.original(old.original.sha256) == b"The ministers met in Kallis. This is the paper b.txt.\n"
        assert opened.verify() == []


def test_a_file_put_back_is_current_again(record: Path, folder: Path) -> None:
    run(record, folder)
    before = texts(record)
    kept = (folder / "b.txt").read_bytes()
    (folder / "b.txt").write_text("The ministers did not meet in Kallis.")
    run(record, folder)
    (folder / "b.txt").write_bytes(kept)
    run(record, folder)
    assert texts(record) == before


def test_a_file_that_vanished_stays_in_the_record(record: Path, folder: Path) -> None:
    run(record, folder)
    (folder / "b.txt").unlink()
    summary = run(record, folder, folder / "b.txt")
    assert len(texts(record)) == 3
    assert summary.unreadable == 1
    with Record(record) as opened:
        assert [(i.code, i.document_id) for i in opened.issues if i.severity == "error"] == [("INT000", "b.txt")]


def test_the_same_bytes_twice_are_one_document(record: Path, folder: Path) -> None:
    shutil.copy(folder / "a.txt", folder / "news" / "copy.txt")
    run(record, folder)
    run(record, folder / "news" / "copy.txt")
    assert len(texts(record)) == 3
    with Record(record) as opened:
        assert [i.message for i in opened.issues if i.code == "INT010"] == [
            "the same document 2 times: a.txt, copy.txt"
        ]


def test_copies_give_the_same_record_in_any_order(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "b.txt", folder / "news" / "aa.txt")
    ledgers = []
    for number, paths in enumerate(
        ([[folder]], [[folder / "b.txt"], [folder]], [[folder / "news"], [folder / "b.txt", folder]])
    ):
        record = tmp_path / f"{number}.onrecord"
        for some in paths:
            run(record, *some)
        with Record(record) as opened:
            assert opened.verify() == []
            ledgers.append(ledger(opened.contents))
    assert "aa.txt" in ledgers[0] and ledgers[0] == ledgers[1] == ledgers[2]


def test_a_file_given_twice_is_one_place(record: Path, folder: Path) -> None:
    assert run(record, folder, folder / "a.txt", folder).places == 3
    assert len(texts(record)) == 3


def test_files_of_one_name_in_two_folders_are_two_documents(record: Path, folder: Path) -> None:
    (folder / "news" / "a.txt").write_text("Another paper of the same name.")
    run(record, folder)
    with Record(record) as opened:
        assert sorted(d.name for d in opened.documents) == ["a.txt", "a.txt", "b.txt", "c.txt"]
        assert len(set(opened.contents.names.values())) == 4


def test_lines_put_before_others_move_nothing(record: Path, tmp_path: Path) -> None:
    rows = [
        {"id": f"n{n}", "text": f"The ministers met for the {n}th time.", "published": "2023-03-04"} for n in range(4)
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, rows[1:])))
    run(record, file)
    file.write_text("\n".join(map(json.dumps, rows)))
    assert run(record, file).read == 1
    with Record(record) as opened:
        assert sorted(d.name for d in opened.documents) == ["n0", "n1", "n2", "n3"]
        assert list(opened.store.documents(superseded=True)) == []


def test_two_rows_of_one_id_are_both_kept(record: Path, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": 7, "text": "One paper."}\n{"id": 7, "text": "Another paper."}\n')
    run(record, file)
    assert texts(record) == ["Another paper.", "One paper."]


def test_bad_files_end_as_issues_and_the_rest_is_read(record: Path, folder: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "rubbish.bin").write_bytes(bytes(range(256)) * 20)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    (folder / "line\nbreak.txt").write_text("A paper with an odd name.")
    (folder / "loop").symlink_to(folder)
    summary = run(record, folder)
    assert "A paper with an odd name." in texts(record)
    assert summary.counts["documents"] == 4
    with Record(record) as opened:
        lost = {i.document_id for i in opened.issues if i.severity == "error"}
        assert {"empty.txt", "rubbish.bin", "cut.pdf"} <= lost
        assert opened.verify() == []


def test_another_reader_reads_everything_again(record: Path, folder: Path) -> None:
    run(record, folder / "a.txt", folder / "b.txt")
    run(record, folder / "news", reader=Bare(fingerprint="bare 2"))
    with Record(record) as opened:
        assert set(opened.store.made_by().values()) == {"bare 2"}
        assert len(opened.documents) == 3
        assert opened.verify() == []


def test_what_intake_told_stays_when_documents_are_read_again(record: Path, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("The ministers met in a caf\xe9 in Kallis.".encode("latin-1"))
    (tmp_path / "new.txt").write_text("Another paper.")
    run(record, tmp_path / "latin.txt")
    with Record(record) as opened:
        told = [i.code for i in opened.issues]
    assert "INT003" in told
    run(record, tmp_path / "new.txt", reader=Bare(fingerprint="bare 2"))
    with Record(record) as opened:
        assert set(told) <= {i.code for i in opened.issues if i.document_id != "new.txt"}


def test_a_document_that_breaks_a_component_does_not_stop_the_others(
    record: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def annotate(documents: Sequence[Document], **_: object) -> list[Reading]:
        if any("b.txt" in document.text for document in documents):
            raise ZeroDivisionError("broken")
        return [Reading(document) for document in documents]

    monkeypatch.setattr("onrecord.pipeline.reader.annotate", annotate)
    run(record, folder, reader=Reader(use_model=False))
    assert len(texts(record)) == 3
    with Record(record) as opened:
        assert [(i.code, i.message) for i in opened.issues if i.severity == "error"] == [
            ("ANN009", "could not be annotated: ZeroDivisionError: broken")
        ]


def test_what_stops_every_document_stops_the_run(record: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def annotate(documents: Sequence[Document], **_: object) -> list[Reading]:
        raise BackendFailed("no model")

    monkeypatch.setattr("onrecord.pipeline.reader.annotate", annotate)
    with pytest.raises(BackendFailed):
        run(record, folder, reader=Reader(use_model=False))
    assert texts(record) == []


def test_the_process_is_kept_for_later_runs(record: Path, folder: Path, examples: Path) -> None:
    process = examples / "strait" / "process.toml"
    with Record(record, writable=True) as opened:
        opened.add(folder / "a.txt", process=process, use_model=False)
    with Record(record, writable=True) as opened:
        opened.add(folder)
        assert opened.store.setting("process") == process.read_text()
        assert opened.store.setting("rules only") == "yes"
        assert len(set(opened.store.made_by().values())) == 1


def test_a_process_that_contradicts_itself_changes_nothing(record: Path, folder: Path, tmp_path: Path) -> None:
    run(record, folder)
    before = record.read_bytes()
    bad = tmp_path / "process.toml"
    bad.write_text("[[party]]\ncolour = 'red'\n")
    with Record(record, writable=True) as opened, pytest.raises(ConfigError):
        opened.add(folder, process=bad)
    assert record.read_bytes() == before


def test_reading_without_a_record(folder: Path) -> None:
    read = list(read_documents([folder], Bare(), limit=2))
    assert [(place.name, reading is not None) for place, reading in read] == [("a.txt", True), ("b.txt", True)]


def test_places_do_not_depend_on_how_they_are_reached(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {p.locator: (p.name, p.document and p.document.id) for p in places([folder])}
    one_by_one = {
        p.locator: (p.name, p.document and p.document.id)
        for file in (folder / "news", folder / "b.txt", folder / "a.txt")
        for p in places([file])
    }
    monkeypatch.chdir(folder.parent)
    assert whole == one_by_one == {p.locator: (p.name, p.document and p.document.id) for p in places(["documents"])}


@pytest.fixture(scope="module")
def strait(examples_once: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The example's documents and the ledger of one run over all of them, by rules."""
    folder = examples_once / "strait"
    return folder, _built(tmp_path_factory.mktemp("strait") / "whole.onrecord", folder, [[folder / "documents"]])


@pytest.fixture(scope="module")
def examples_once() -> Path:
    return Path(__file__).parents[1] / "examples"


def _built(record: Path, folder: Path, runs: Sequence[Sequence[Path]]) -> str:
    for paths in runs:
        with Record(record, writable=True) as opened:
            opened.add(*paths, process=folder / "process.toml", use_model=False)
    with Record(record) as opened:
        assert opened.verify() == []
        return ledger(opened.contents)


def test_the_example_gives_its_expected_record(strait: tuple[Path, str]) -> None:
    """Golden: read the difference line by line; if it is for the better, run again with ONRECORD_UPDATE_GOLDEN=1."""
    folder, whole = strait
    expected = folder / "expected.ledger"
    if os.environ.get("ONRECORD_UPDATE_GOLDEN"):
        expected.write_text(whole, encoding="utf-8")
    assert whole.splitlines() == expected.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("seed", range(3))
def test_any_split_and_order_of_files_gives_the_same_ledger(
    strait: tuple[Path, str], tmp_path: Path, seed: int
) -> None:
    folder, whole = strait
    files = [file for file in (folder / "documents").rglob("*") if file.is_file()]
    chance = random.Random(seed)
    chance.shuffle(files)
    cuts = sorted(chance.sample(range(1, len(files)), 2))
    runs = [files[: cuts[0]], files[cuts[0] : cuts[1]], files[cuts[1] :]]
    assert _built(tmp_path / "parts.onrecord", folder, runs) == whole


BUILDER = """
import sys
from pathlib import Path
from onrecord.pipeline import build
from onrecord.store import open_store
from tests.test_pipeline import Bare
store = open_store(Path(sys.argv[1]), writable=True)
print("ready", flush=True)
build(store, [Path(sys.argv[2])], Bare())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_build_killed_again_and_again_ends_as_one_that_was_not(tmp_path: Path) -> None:
    folder, record, chance = tmp_path / "documents", tmp_path / "killed.onrecord", random.Random(11)
    folder.mkdir()
    for number in range(150):
        (folder / f"{number:03d}.txt").write_text(f"The ministers met for the {number}th time.\n" * 30)
    root = Path(__file__).parents[1]
    command = [sys.executable, "-c", BUILDER, str(record), str(folder)]
    held = 0
    for _ in range(5):
        builder = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root)
        assert builder.stdout and builder.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0.05, 0.5))
        builder.send_signal(signal.SIGKILL)
        builder.wait()
        builder.stdout.close()
        with Record(record) as opened:
            assert opened.verify() == []
            documents = opened.documents
        assert held <= len(documents) <= 150 and (len(documents) % 16 == 0 or len(documents) == 150)
        held = len(documents)
    assert run(record, folder).counts["documents"] == 150
    whole = tmp_path / "whole.onrecord"
    run(whole, folder)
    with Record(record) as opened, Record(whole) as other:
        assert opened.store.is_linked
        assert ledger(opened.contents) == ledger(other.contents)


def test_links_older_than_documents_are_told_and_made(
    record: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.pipeline.relink", killed)
    with pytest.raises(KeyboardInterrupt):
        run(record, folder)
    monkeypatch.undo()
    with Record(record) as opened:
        assert not opened.store.is_linked
    assert run(record, folder).read == 0
    with Record(record) as opened:
        assert opened.store.is_linked
