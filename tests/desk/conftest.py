"""A desk in front of a copy of the example record."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.desk.app import create_app

TOKEN = "a-token-for-tests"
TODAY = date(2023, 5, 2)


def client(path: Path, by: str = "tester", **options: bool) -> TestClient:
    """Return a browser that has opened the desk with its token."""
    made = TestClient(create_app(path, TOKEN, by=by, today=lambda: TODAY, **options))
    assert made.get(f"/?token={TOKEN}").status_code == 200
    return made


@pytest.fixture
def own(strait: Path, tmp_path: Path) -> Path:
    """Return a copy of the example record that a test may write to."""
    return Path(shutil.copy(strait, tmp_path / "own.onrecord"))
