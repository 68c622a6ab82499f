"""Fixtures shared by every test. Nothing here touches the network."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Loaded machines are slow at random; a property is about what holds, not about how fast. CI draws the same examples
# each time, so that it tells of the change and not of the draw; every other run explores.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with corpora, gold and seeds; skip the test where it is absent."""
    folder = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip(f"needs the measurement data beside the repository ({folder.name}/ with corpora, gold and seeds)")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """Return the example negotiation's folder."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def strait(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example negotiation once, by rules alone, and return the record. Copy it before writing to it."""
    import onrecord

    path = tmp_path_factory.mktemp("strait") / "strait.onrecord"
    folder = examples / "strait"
    with onrecord.open(path, writable=True) as record:
        record.add(folder / "documents", process=folder / "process.toml", use_model=False)
    return path
