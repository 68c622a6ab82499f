"""The command line as people use it: what stands on which stream, and how each command ends."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import COMMANDS, cli

MET = "KALLIS, 4 March 2023. Foreign Minister of France Jean Roux met Foreign Minister of Italy Anna Neri in Kallis."
SAID = '"We will open the port by 1 May 2023," French Foreign Minister Jean Roux said.'


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="onrecord")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "a.txt").write_text(MET)
    (folder / "b.txt").write_text(SAID)
    return folder


@pytest.fixture(scope="module")
def record(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "talks.onrecord"
    built = run("build", folder, "-o", path, "--no-model")
    assert built.exit_code == 0, built.output
    return path


def test_help_lists_every_command_that_is_there() -> None:
    shown = run("--help")
    assert shown.exit_code == 0
    for name in ("build", "read", "show", "compare", "search", "undertakings", "verify", "doctor", "evaluate"):
        assert f"  {name} " in shown.stdout
        assert run(name, "--help").exit_code == 0


def test_help_imports_nothing_heavy() -> None:
    heavy = ("spacy", "numpy", "onnxruntime", "msgspec", "sqlite3", "rich", "trafilatura", "tomllib")
    code = f"import sys, onrecord.cli; print([m for m in {heavy!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_every_command_of_the_table_says_what_it_does() -> None:
    assert all(path.count(":") == 1 and told.endswith(".") for path, told in COMMANDS.values())


def test_build_tells_what_it_did(folder: Path, record: Path) -> None:
    again = run("build", folder, "-o", record)
    assert again.exit_code == 0
    assert "2 documents" in again.stdout
    assert "read 0, unchanged 2, unreadable 0" in again.stdout
    assert again.stderr == ""


def test_partly_read_ends_with_3_and_tells_which(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    built = run(
        "build",
        folder / "a.txt",
        tmp_path / "empty.txt",
        tmp_path / "gone.txt",
        "-o",
        tmp_path / "t.onrecord",
        "--no-model",
    )
    assert built.exit_code == 3
    assert "1 documents" in built.stdout
    assert "not read: empty.txt" in built.stderr
    assert "not read: gone.txt" in built.stderr


def test_strict_ends_with_1_when_the_material_has_problems(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert run("build", tmp_path / "empty.txt", "-o", tmp_path / "t.onrecord", "--no-model", "--strict").exit_code == 1


def test_a_record_being_written_is_refused_in_one_line(record: Path, folder: Path) -> None:
    import onrecord

    with onrecord.open(record, writable=True):
        refused = run("build", folder, "-o", record)
    assert refused.exit_code == 2
    assert refused.stderr.startswith("onrecord: ") and "written by somebody else" in refused.stderr
    assert refused.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "what", ["documents", "meetings", "statements", "attributions", "undertakings", "people", "alignments", "issues"]
)
def test_every_list_comes_as_text_json_and_csv(record: Path, what: str) -> None:
    text, as_json, as_csv = (run("show", record, what, *form) for form in ((), ("--json",), ("--csv",)))
    assert (text.exit_code, as_json.exit_code, as_csv.exit_code) == (0, 0, 0)
    items = json.loads(as_json.stdout)
    rows = list(csv.reader(io.StringIO(as_csv.stdout)))
    assert len(rows) == len(items) + 1
    assert len(text.stdout.splitlines()) == len(items) + 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_attributions_can_be_filtered_by_type(record: Path) -> None:
    found = json.loads(run("show", record, "attributions", "--type", "speech", "--json").stdout)
    assert [one["content_text"] for one in found] == [['"We will open the port by 1 May 2023,"']]
    assert json.loads(run("show", record, "attributions", "--type", "belief", "--json").stdout) == []
    assert run("show", record, "statements", "--type", "speech").exit_code == 2


def test_every_answer_comes_as_a_table(record: Path) -> None:
    meeting = json.loads(run("show", record, "meetings", "--json").stdout)[0]["id"]
    for words in (("compare", record, meeting), ("search", record, "port"), ("verify", record), ("doctor",)):
        told = run(*words, "--csv")
        rows = list(csv.reader(io.StringIO(told.stdout)))
        assert told.exit_code == 0 and {len(row) for row in rows} == {len(rows[0])}
        assert run(*words, "--csv", "--json").exit_code == 2


def test_a_long_build_tells_how_far_it_is(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.cli.build._QUIET", 0)
    built = run("build", folder, "-o", tmp_path / "slow.onrecord", "--no-model")
    assert built.stderr.splitlines() == ["reading: 1 so far", "reading: 2 so far", "linking"]


def test_show_a_record_a_document_and_a_meeting(record: Path) -> None:
    assert "2 documents" in run("show", record).stdout
    assert json.loads(run("show", record, "--json").stdout).keys() >= {"documents", "meetings", "issues"}
    assert "document" in run("show", record, "--as", "ledger").stdout
    document = run("show", record, "document", "a.txt")
    assert MET in document.stdout
    assert json.loads(run("show", record, "document", "a.txt", "--json").stdout)["document"]["text"] == MET
    for meeting in json.loads(run("show", record, "meetings", "--json").stdout):
        assert "told by" in run("show", record, "meeting", meeting["id"]).stdout
        assert run("compare", record, meeting["id"]).exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("show", "{record}", "nonsense"),
        ("show", "{record}", "meeting"),
        ("show", "{record}", "meeting", "mtg-0"),
        ("show", "{record}", "document", "c.txt"),
        ("show", "{record}", "meetings", "more"),
        ("show", "{record}", "--csv"),
        ("show", "{record}", "meetings", "--csv", "--json"),
        ("show", "none.onrecord"),
        ("search", "{record}"),
        ("verify", "{record}", "more"),
        ("undertakings", "{record}", "more"),
        ("compare", "{record}", "mtg-0"),
        ("build", "-o", "x.onrecord"),
        ("build", "{record}"),
        ("evaluate", "nonsense", "{record}"),
        ("nonsense",),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(record: Path, words: tuple[str, ...]) -> None:
    told = run(*(word.format(record=record) for word in words))
    assert told.exit_code == 2
    assert told.stderr.strip()
    assert told.stdout == ""


def test_the_record_may_be_left_out(record: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(record.parent)
    assert run("search", "port").exit_code == 0
    assert run("verify").exit_code == 0
    monkeypatch.chdir(tmp_path)
    none = run("show")
    assert none.exit_code == 2 and "which record?" in none.stderr
    monkeypatch.setenv("ONRECORD_RECORD", str(record))
    assert run("show", "documents").exit_code == 0
    monkeypatch.delenv("ONRECORD_RECORD")
    for name in ("a.onrecord", "b.onrecord"):
        (tmp_path / name).touch()
    assert "2 are in this folder" in run("show").stderr


def test_search_finds_or_ends_with_1(record: Path) -> None:
    found = run("search", record, "open", "the", "port")
    assert found.exit_code == 0 and found.stdout.startswith("b.txt [")
    hits = json.loads(run("search", record, "port", "--json").stdout)
    assert [SAID[start:end] for hit in hits for start, end in hit["spans"]] == ["port"]
    none = run("search", record, "fishermen")
    assert (none.exit_code, none.stdout, none.stderr) == (1, "", "nothing found\n")


def test_verify_ends_with_1_when_something_does_not_hold(record: Path, tmp_path: Path) -> None:
    import shutil
    import sqlite3

    assert run("verify", record).exit_code == 0
    copy = tmp_path / "copy.onrecord"
    shutil.copy(record, copy)
    connection = sqlite3.connect(copy)
    connection.execute("UPDATE originals SET bytes = x'00', packed = 0")
    connection.commit()
    connection.close()
    bad = run("verify", copy)
    assert bad.exit_code == 1 and "STO003" in bad.stdout
    assert json.loads(run("verify", copy, "--json").stdout)["faults"][0]["code"] == "STO003"


def test_doctor_tells_of_every_part() -> None:
    told = run("doctor", "--json")
    parts = {part["part"]: part["works"] for part in json.loads(told.stdout)}
    assert {"python", "sqlite", "parser", "model", "roster", "reading"} <= parts.keys()
    assert (told.exit_code == 0) == all(parts.values())


def test_read_prints_a_line_per_document(folder: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"doc_id": "x9", "text": SAID, "publisher": "Harbour Post"}) + "\n")
    told = run("read", folder, rows, tmp_path / "gone.txt", "--jsonl", "--no-model")
    assert told.exit_code == 3
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    assert [line["doc_id"] for line in lines] == ["a.txt", "b.txt", "x9"]
    assert lines[2]["document"]["text"] == SAID
    for attribution in lines[2]["attributions"]:
        for role in ("source", "cue", "content"):
            assert [SAID[start:end] for start, end in attribution[role]] == attribution[f"{role}_text"]
    assert "gone.txt" in told.stderr


@pytest.mark.parametrize("options", [(), ("--json",), ("--csv",), ("--status", "overdue"), ("--party", "FRA")])
def test_undertakings_of_a_day(record: Path, options: tuple[str, ...]) -> None:
    assert run("undertakings", record, "--on", "2023-06-01", *options).exit_code == 0


def test_undertakings_as_a_calendar(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "due.ics"
    assert run("undertakings", record, "--ics", path).exit_code == 0
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n") and path.read_bytes().endswith(b"END:VCALENDAR\r\n")


def test_a_reader_that_goes_away_is_no_error(record: Path) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "onrecord.cli", "show", str(record), "--json"]
    shown = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    assert shown.stdout and shown.stderr
    shown.stdout.close()
    assert shown.wait() == 0
    assert shown.stderr.read() == b""
    shown.stderr.close()
