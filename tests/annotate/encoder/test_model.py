from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from onrecord.annotate.encoder import Encoder
from onrecord.annotate.encoder.model import FILES
from onrecord.record.issues import BackendFailed, MissingBackend


@pytest.fixture
def copied(model_folder: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    for name in (*FILES, "model.json"):
        shutil.copyfile(model_folder / name, folder / name)
    return folder


def _rewrite(folder: Path, **changes: object) -> None:
    card = json.loads((folder / "model.json").read_text())
    (folder / "model.json").write_text(json.dumps(card | changes))


def test_a_whole_copy_loads(copied: Path) -> None:
    assert Encoder.load(copied).model.startswith("onrecord-en@")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingBackend, match="no model at"):
        Encoder.load(tmp_path / "nowhere")


def test_the_variable_names_another_model(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _rewrite(copied, name="other")
    monkeypatch.setenv("ONRECORD_MODEL", str(copied))
    assert Encoder.load().model.startswith("other@")


def test_an_installation_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_MODEL", raising=False)
    monkeypatch.setattr("onrecord.annotate.encoder.model.PACKAGE", "onrecord_of_nowhere")
    with pytest.raises(MissingBackend, match="install the package onrecord-of-nowhere"):
        Encoder.load()


def test_the_fast_model_has_a_package_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.annotate.encoder.model.FAST_PACKAGE", "onrecord_of_nowhere")
    with pytest.raises(MissingBackend, match="install the package onrecord-of-nowhere"):
        Encoder.load("fast")


@pytest.mark.parametrize("name", FILES)
def test_a_truncated_file_is_refused(copied: Path, name: str) -> None:
    whole = (copied / name).read_bytes()
    (copied / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackendFailed, match="damaged or cut short"):
        Encoder.load(copied)


@pytest.mark.parametrize("name", [*FILES, "model.json"])
def test_a_missing_file_is_refused_by_name(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(BackendFailed, match=name.replace(".", r"\.")):
        Encoder.load(copied)


def test_a_model_of_another_format_is_refused(copied: Path) -> None:
    _rewrite(copied, format=99)
    with pytest.raises(BackendFailed, match="has format 99, this OnRecord reads 1"):
        Encoder.load(copied)


def test_a_model_with_other_labels_is_refused(copied: Path) -> None:
    _rewrite(copied, labels={"attributions": ["speaker", "cue", "content"]})
    with pytest.raises(BackendFailed, match="other labels for 'attributions'"):
        Encoder.load(copied)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 1}'])
def test_a_card_that_makes_no_sense_is_refused(copied: Path, text: str) -> None:
    (copied / "model.json").write_text(text)
    with pytest.raises(BackendFailed, match="no usable model"):
        Encoder.load(copied)
