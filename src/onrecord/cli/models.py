"""Which learned reader the options `--model` and `--fast` ask for."""

from __future__ import annotations

from pathlib import Path

import click

FAST = Path("fast")
"""What `onrecord.annotate.default_encoder` takes for the installed small reader."""


def chosen(model: Path | None, fast: bool) -> Path | None:
    """Return the reader asked for, None for the installed default one.

    Raises:
        click.UsageError: both are given.
    """
    if model and fast:
        raise click.UsageError("--model names one reader and --fast another; give one of them")
    return FAST if fast else model
