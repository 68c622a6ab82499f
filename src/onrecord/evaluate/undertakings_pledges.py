"""Manifesto pledges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def score(rows: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """Score."""
    return {}
