from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.annotate.encoder import Encoder
from onrecord.annotate.encoder.model import locate
from onrecord.annotate.encoder.pieces import Vocabulary


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the shipped model, installed together with the package."""
    return locate(None)


@pytest.fixture(scope="session")
def encoder(model_folder: Path) -> Encoder:
    return Encoder.load(model_folder)


@pytest.fixture(scope="session")
def vocabulary(model_folder: Path) -> Vocabulary:
    return Vocabulary(model_folder / "tokenizer.json")
