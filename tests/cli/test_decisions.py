"""`onrecord decisions`: dumped on one desk, loaded on another, conflicts told, bad lines reported."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import cli
from onrecord.record.judgements import Judgement, Verdict
from onrecord.store import open_store

NOON = datetime(2023, 4, 1, 12, tzinfo=UTC)


def run(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=given, prog_name="onrecord")


def judged(number: int, verdict: Verdict, by: str, subject: str = "und-1", **more: str) -> Judgement:
    return Judgement(f"jdg-{number}", subject, verdict, by, NOON + timedelta(minutes=number), **more)


def record(path: Path, *judgements: Judgement) -> Path:
    with open_store(path, writable=True) as store:
        store.append(list(judgements))
    return path


@pytest.fixture
def ana(tmp_path: Path) -> Path:
    return record(
        tmp_path / "ana.onrecord",
        judged(1, Verdict.ACCEPTED, "ana"),
        judged(2, Verdict.COMMENTED, "ana", after="قال “see annex” 😀"),
        judged(3, Verdict.EDITED, "ana", subject="und-2", after='{"deadline": "2023-05"}'),
    )


def test_a_dump_loaded_elsewhere_is_the_same_and_loading_twice_changes_nothing(ana: Path, tmp_path: Path) -> None:
    dumped = run("decisions", "dump", ana).stdout
    assert len(dumped.splitlines()) == 3
    other = record(tmp_path / "ben.onrecord")
    assert "3 taken in, 0 held already" in run("decisions", "load", other, "-", given=dumped).stdout
    again = run("decisions", "load", other, "-", given=dumped)
    assert "0 taken in, 3 held already" in again.stdout and again.exit_code == 0
    assert run("decisions", "dump", other).stdout == dumped


def test_people_who_decided_differently_are_told_and_both_are_kept(ana: Path, tmp_path: Path) -> None:
    ben = record(
        tmp_path / "ben.onrecord",
        judged(11, Verdict.REJECTED, "ben", reason="not said"),
        judged(12, Verdict.EDITED, "ben", subject="und-2", after='{"deadline": "2023-06"}'),
    )
    loaded = run("decisions", "load", ben, "-", given=run("decisions", "dump", ana).stdout)
    assert loaded.exit_code == 1
    assert "conflict on und-1 (verdict)" in loaded.stdout and "ben on 2023-04-01: rejected (not said)" in loaded.stdout
    assert "conflict on und-2 (deadline)" in loaded.stdout
    with open_store(ben) as store:
        assert len(store.judgements()) == 5


def test_bad_lines_are_told_by_number_and_the_rest_is_taken_in(ana: Path, tmp_path: Path) -> None:
    good = run("decisions", "dump", ana).stdout.splitlines()
    naive = json.dumps(json.loads(good[0]) | {"id": "jdg-9", "at": "2023-04-01T12:00:00"})
    nobody = json.dumps(json.loads(good[0]) | {"id": "jdg-8", "by": ""})
    wish = json.dumps(json.loads(good[0]) | {"id": "jdg-7", "verdict": "wished"})
    given = "\n".join(["{", good[0], "", naive, nobody, wish, "[]"])
    loaded = run("decisions", "load", record(tmp_path / "ben.onrecord"), "-", given=given)
    assert loaded.exit_code == 3
    assert "1 taken in, 0 held already, 5 not read" in loaded.stdout
    for number in (1, 4, 5, 6, 7):
        assert f"line {number} holds no judgement" in loaded.stderr


def test_a_judgement_changed_by_hand_is_refused_whole(ana: Path) -> None:
    line = json.loads(run("decisions", "dump", ana).stdout.splitlines()[0])
    changed = json.dumps(line | {"verdict": "rejected"})
    loaded = run("decisions", "load", ana, "-", given=changed)
    assert loaded.exit_code == 2 and "nothing was taken in" in loaded.stderr


def test_a_record_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    gone = tmp_path / "gone.onrecord"
    assert run("decisions", "load", gone, "-", given="").exit_code == 2
    assert run("decisions", "dump", gone).exit_code == 2
    assert not gone.exists()
