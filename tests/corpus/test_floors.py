"""The figures on the measurement data must not fall below `floors.json`; see `onrecord.evaluate.gate` to raise them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.evaluate import SCORERS
from onrecord.evaluate.gate import Floor, broken, figures, main, raised

FLOORS: dict[str, dict[str, Floor]] = json.loads((Path(__file__).parent / "floors.json").read_text())


def test_every_kind_of_fact_has_a_floor() -> None:
    assert {key.partition(":")[0] for key in FLOORS} == set(SCORERS)
    assert all(FLOORS.values())


@pytest.mark.corpus
@pytest.mark.parametrize("key", FLOORS)
def test_figures_keep_their_floors(key: str, shared: Path) -> None:
    assert broken(FLOORS[key], figures(key, shared)) == []


def test_a_floor_is_broken_by_more_than_a_rounding() -> None:
    floors: dict[str, Floor] = {"a.f1": 0.7, "false": {"max": 2.0}}
    assert broken(floors, {"a.f1": 0.699, "false": 2.001}) == []
    assert broken(floors, {"a.f1": 0.69, "false": 2.1}) == [
        "a.f1: 0.6900 is below its floor 0.7000",
        "false: 2.1000 is above its ceiling 2.0000",
    ]
    assert broken(floors, {}) == ["a.f1: was not measured", "false: was not measured"]


def test_floors_only_rise_unless_a_regression_is_allowed() -> None:
    floors: dict[str, Floor] = {"up": 0.7, "down": 0.7, "gone": 0.5, "fewer": {"max": 2.0}, "more": {"max": 2.0}}
    measured = {"up": 0.7519, "down": 0.6, "fewer": 1.0, "more": 3.0}
    assert raised(floors, measured, allow_regression=False) == {
        "up": 0.751, "down": 0.7, "gone": 0.5, "fewer": {"max": 1.0}, "more": {"max": 2.0},
    }  # fmt: skip
    assert raised(floors, measured, allow_regression=True) == {
        "up": 0.751, "down": 0.6, "gone": 0.5, "fewer": {"max": 1.0}, "more": {"max": 3.0},
    }  # fmt: skip


def test_the_gate_updates_its_file_and_tells_of_what_broke(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "onrecord.evaluate.gate.score", lambda kind, paths, options: {"f": {"f1": 0.6}, "n": 3, "x": "y"}
    )
    (tmp_path / "rows.jsonl").touch()
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"meetings:rows.jsonl": {"f.f1": 0.7, "n": 2}, "actors:rows.jsonl:rules": {"n": 3}}))
    here = ["--floors", str(floors), "--shared", str(tmp_path)]
    assert main(here) == 1
    assert "f.f1: 0.6000 is below its floor 0.7000" in capsys.readouterr().out
    assert main([*here, "--only", "actors"]) == 0
    assert main([*here, "--update"]) == 1
    assert json.loads(floors.read_text())["meetings:rows.jsonl"] == {"f.f1": 0.7, "n": 3.0}
    assert main([*here, "--update", "--allow-regression"]) == 0
    assert json.loads(floors.read_text())["meetings:rows.jsonl"] == {"f.f1": 0.6, "n": 3.0}
