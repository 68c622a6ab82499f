"""Which record a command is about, and how its answers are printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from onrecord.api import Record

SUFFIX = ".onrecord"


def split(words: Sequence[str]) -> tuple[Path, list[str]]:
    """Return the record the first word names, else that of ONRECORD_RECORD or the working directory; and the rest.

    Raises:
        click.UsageError: no record is named, and there is none or more than one to take.
    """
    if words and words[0].endswith(SUFFIX):
        return Path(words[0]), list(words[1:])
    if named := os.environ.get("ONRECORD_RECORD"):
        return Path(named), list(words)
    here = sorted(Path().glob(f"*{SUFFIX}"))
    if len(here) == 1:
        return here[0], list(words)
    found = f"{len(here)} are in this folder" if here else "there is none in this folder"
    raise click.UsageError(f"which record? Name it first, as in `talks{SUFFIX}` ({found})")


def opened(path: Path) -> Record:
    """Open a record for reading."""
    from onrecord.api import Record

    record = Record(path)
    if not record.store.is_linked:
        click.echo(f"{path}: the last build did not end; run it again to link all documents", err=True)
    return record


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as lines of aligned columns, cut to the terminal's width if there is a terminal."""
    if not rows:
        return ""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    wide = _width()
    return "\n".join(line if wide is None or len(line) <= wide else line[: wide - 1] + "…" for line in lines)


def one_line(text: str, limit: int = 160) -> str:
    """Return a text on one line, cut at a word after about `limit` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0] + " …"


def _width() -> int | None:
    if not sys.stdout.isatty():
        return None
    return os.get_terminal_size(sys.stdout.fileno()).columns
