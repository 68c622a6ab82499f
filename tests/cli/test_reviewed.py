"""Exports say what people decided, show the values they set, and can be held to what was reviewed."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import onrecord
from onrecord.cli import cli


def run(*arguments: object) -> str:
    shown = CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="onrecord")
    assert shown.exit_code == 0, shown.output
    return shown.stdout


@pytest.fixture(scope="module")
def judged(strait: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(strait, tmp_path_factory.mktemp("judged") / "own.onrecord"))
    with onrecord.open(path, writable=True) as record:
        meetings, undertakings = record.meetings, record.undertakings
        record.judge(meetings[0].id, "rejected", by="ana", reason="caption")
        record.judge(meetings[1].id, "accepted", by="ana")
        record.judge(undertakings[0].id, "edited", by="ana", after='{"action": "open the northern gate"}')
    return path


def test_lists_carry_the_review_status(judged: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("show", judged, "meetings", "--csv"))))
    assert sorted(row["review_status"] for row in rows)[:2] == ["accepted", "machine"]
    told = json.loads(run("show", judged, "undertakings", "--json"))
    (edited,) = (one for one in told if one["review_status"] == "edited")
    assert edited["action"] == "open the northern gate"


def test_reviewed_only_holds_nothing_else(judged: Path) -> None:
    (meeting,) = json.loads(run("show", judged, "meetings", "--json", "--reviewed-only"))
    assert meeting["review_status"] == "accepted"
    whole = json.loads(run("show", judged, "--json", "--reviewed-only"))
    assert (len(whole["meetings"]), len(whole["undertakings"]), whole["statements"]) == (1, 1, [])


def test_the_ledger_tells_what_was_decided(judged: Path, strait: Path) -> None:
    told = run("show", judged, "--as", "ledger")
    assert told.count("  review    ") == 3 and "  review    rejected" in told
    assert "  review    " not in run("show", strait, "--as", "ledger")
    assert run("show", judged, "--as", "ledger", "--reviewed-only").count("\n  review    ") == 2


def test_reviewed_only_is_refused_for_what_nobody_judges(judged: Path) -> None:
    shown = CliRunner().invoke(cli, ["show", str(judged), "documents", "--reviewed-only"])
    assert shown.exit_code == 2 and "--reviewed-only is for what people judge" in shown.output


def test_undertakings_and_their_calendar_carry_the_review_status(judged: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("undertakings", judged, "--csv"))))
    assert sorted({row["review_status"] for row in rows}) == ["edited", "machine"]
    (one,) = json.loads(run("undertakings", judged, "--json", "--reviewed-only"))
    assert (one["review_status"], one["action"]) == ("edited", "open the northern gate")
    file = tmp_path / "due.ics"
    run("undertakings", judged, "--ics", file)
    told = file.read_text(encoding="utf-8").replace("\n ", "")  # RFC 5545 folds long lines
    assert told.count("Review status: ") == told.count("BEGIN:VEVENT") > 1
    run("undertakings", judged, "--ics", file, "--reviewed-only")
    assert "Review status: machine" not in file.read_text(encoding="utf-8").replace("\n ", "")


def test_every_form_of_a_comparison_carries_the_review_status(strait: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(strait, tmp_path / "own.onrecord"))
    with onrecord.open(path, writable=True) as record:
        meeting = max(record.meetings, key=lambda one: len(one.document_ids)).id
        accepted = record.compare(meeting).alignments[0].id
        record.judge(accepted, "accepted", by="ana")
    told = json.loads(run("compare", path, meeting, "--json"))["alignments"]
    assert {one["id"] for one in told if one["review_status"] == "accepted"} == {accepted}
    (kept,) = json.loads(run("compare", path, meeting, "--json", "--reviewed-only"))["alignments"]
    assert kept["id"] == accepted
    rows = list(csv.DictReader(io.StringIO(run("compare", path, meeting, "--csv"))))
    assert [row["review_status"] for row in rows].count("accepted") == 1
    run("compare", path, meeting, "--html", tmp_path / "accounts.html")
    page = (tmp_path / "accounts.html").read_text(encoding="utf-8")
    assert page.count("review status: accepted") == 1
    assert run("compare", path, meeting, "--tei").count('type="review">accepted<') == 1
