"""`onrecord build` and `onrecord read`: from files to a record, or to annotations on standard output."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .models import chosen
from .records import SUFFIX

if TYPE_CHECKING:
    from onrecord.pipeline import Summary

_FILES = click.Path(path_type=Path)
_OLD = click.Path(path_type=Path, exists=True)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=_FILES)
@click.option("-o", "--output", required=True, type=_FILES, help="The record to make or to add to: NAME.onrecord.")
@click.option("--process", type=_OLD, help="process.toml of the negotiation; kept in the record for later runs.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read.")
@click.option("--model", type=_OLD, help="Folder of another learned reader.")
@click.option("--fast", is_flag=True, help="Use the small learned reader: faster, misses more.")
@click.option("--no-model", is_flag=True, default=None, help="Read by rules only.")
@click.option("--strict", is_flag=True, help="End with exit code 1 if the material has problems.")
def build(
    paths: tuple[Path, ...],
    output: Path,
    process: Path | None,
    workers: int,
    model: Path | None,
    fast: bool,
    no_model: bool | None,
    strict: bool,
) -> None:
    """Read files and folders into a record, and link everything in it.

    Plain text, Markdown with front matter, HTML, PDF, DOCX and JSON Lines are read. Run again, only what is new or
    changed is read; the record is the same as that of one run over everything.
    """
    from onrecord.api import Record

    if output.suffix != SUFFIX:
        raise click.UsageError(f"a record is called NAME{SUFFIX}, not {output.name}")
    started = time.monotonic()
    with _progress() as progress, Record(output, writable=True) as record:
        summary = record.add(
            *paths,
            process=process,
            workers=workers,
            model=chosen(model, fast),
            use_model=None if no_model is None else not no_model,
            progress=progress,
        )
        severe = [issue for issue in record.issues if issue.severity != "note"]
        lost = [issue for issue in severe if issue.stage == "intake" and issue.severity == "error"]
    click.echo(_told(output, summary, time.monotonic() - started))
    for issue in lost:
        click.echo(f"not read: {issue.document_id}: {issue.message}", err=True)
    if strict and severe:
        sys.exit(1)
    if summary.unreadable:
        sys.exit(3)


def _told(output: Path, summary: Summary, seconds: float) -> str:
    counts = summary.counts
    held = "   ".join(
        f"{counts.get(name, 0):,} {name}"
        for name in ("documents", "statements", "meetings", "undertakings", "alignments", "issues")
    )
    done = f"read {summary.read:,}, unchanged {summary.unchanged:,}, unreadable {summary.unreadable:,}"
    return f"{output}: {held}\n{done}; {seconds:.1f} s"


_STAGES = {"read": "reading", "reread": "reading again", "link": "linking"}
_QUIET = 30.0
"""Seconds between two lines of the log; a build that takes less says nothing before its summary."""


def _log() -> Callable[[str], None]:
    counts: dict[str, int] = {}
    told = time.monotonic()

    def progress(stage: str) -> None:
        nonlocal told
        counts[stage] = counts.get(stage, 0) + 1
        if time.monotonic() - told >= _QUIET:
            told = time.monotonic()
            done = f": {counts[stage]:,} so far" if stage != "link" else ""
            click.echo(f"{_STAGES.get(stage, stage)}{done}", err=True)

    return progress


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Give a function that shows progress: a bar on a terminal, elsewhere a line now and then on standard error."""
    if not sys.stderr.isatty():
        yield _log()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    looks = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"), TimeElapsedColumn()
    with Progress(*looks, console=Console(stderr=True), transient=True) as shown:
        tasks = {"read": shown.add_task("reading", total=None)}

        def progress(stage: str) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(_STAGES.get(stage, stage), total=None)
            shown.advance(tasks[stage])

        yield progress


@click.command()
@click.argument("files", nargs=-1, required=True, type=_FILES)
@click.option("--jsonl", is_flag=True, help="One line of JSON per document (the only form; may be left out).")
@click.option("--process", type=_OLD, help="process.toml of the negotiation.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read.")
@click.option("--model", type=_OLD, help="Folder of another learned reader.")
@click.option("--fast", is_flag=True, help="Use the small learned reader: faster, misses more.")
@click.option("--no-model", is_flag=True, help="Read by rules only.")
@click.option("--limit", type=click.IntRange(1), help="Read only the first LIMIT documents.")
def read(
    files: tuple[Path, ...],
    jsonl: bool,
    process: Path | None,
    workers: int,
    model: Path | None,
    fast: bool,
    no_model: bool,
    limit: int | None,
) -> None:
    """Print every annotation of each document with its offsets, without keeping anything.

    All offsets count Unicode code points of the document's text, half-open. `id` is the record's own id in JSON Lines
    (`id` or `doc_id`), else the file's name.
    """
    from onrecord.export.json import reading_line
    from onrecord.pipeline import Reader, read_documents
    from onrecord.roster.exports import inlined
    from onrecord.scale import mapping

    reader = Reader(inlined(process) if process else "", chosen(model, fast), not no_model)
    unreadable = 0
    with mapping(workers) as mapper:
        for place, reading in read_documents(files, reader, mapper=mapper, limit=limit):
            if reading is None:
                unreadable += 1
                for issue in place.issues:
                    click.echo(f"not read: {place.name}: {issue.message}", err=True)
            else:
                click.echo(reading_line(reading))
    if unreadable:
        sys.exit(3)
