"""The options that choose a learned reader."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from onrecord.cli.models import chosen


def test_the_small_reader_is_asked_for_by_name() -> None:
    assert chosen(None, True) == Path("fast")


def test_a_folder_or_the_installed_one() -> None:
    assert chosen(Path("weights"), False) == Path("weights")
    assert chosen(None, False) is None


def test_two_readers_at_once_are_refused() -> None:
    with pytest.raises(click.UsageError, match="one of them"):
        chosen(Path("weights"), True)
