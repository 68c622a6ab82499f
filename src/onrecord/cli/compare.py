"""`onrecord compare`: what each document tells of one meeting, beside the others."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .records import opened, split

if TYPE_CHECKING:
    from onrecord.api import Record


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="[NAME.onrecord] MEETING")
@click.option("--events", is_flag=True, help="List events that several outlets tell differently.")
@click.option("--html", type=click.Path(path_type=Path), help="Write one self-contained page.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="As a table for a spreadsheet.")
@click.option("--tei", "as_tei", is_flag=True, help="As TEI XML.")
@click.option("--reviewed-only", is_flag=True, help="Of the quotes, only those that people accepted or edited.")
def compare(
    words: tuple[str, ...],
    events: bool,
    html: Path | None,
    as_json: bool,
    as_csv: bool,
    as_tei: bool,
    reviewed_only: bool,
) -> None:
    """Show the accounts of one meeting side by side: what is corroborated, told by one side only, left out, different.

    MEETING is an id (it may be cut short) or a day on which the record holds one meeting; or the id of an event, as
    `--events` lists them.
    """
    path, rest = split(words)
    if events and not rest:
        with opened(path) as record:
            for line in _events(record):
                click.echo(line)
        return
    if len(rest) != 1:
        raise click.UsageError("compare which meeting? `onrecord show meetings` lists their ids")
    if sum(map(bool, (html, as_json, as_csv, as_tei))) > 1:
        raise click.UsageError("--html, --json, --csv and --tei exclude one another")
    with opened(path) as record:
        comparison = record.compare(rest[0])
        if reviewed_only:
            from onrecord.export.contents import REVIEWED

            kept = tuple(one for one in comparison.alignments if record.review_status(one.id) in REVIEWED)
            comparison = replace(comparison, alignments=kept)
        if as_json:
            from onrecord.export import json

            told = json.plain(comparison)
            for one in told["alignments"]:
                one["review_status"] = record.review_status(one["id"])
            click.echo(json.dump(told))
            return
        form = "html" if html else "csv" if as_csv else "tei" if as_tei else "text"
        write = getattr(importlib.import_module(f"onrecord.export.compare_{form}"), form)
        shown: str = write(comparison, record.contents)
    if html:
        html.write_text(shown, encoding="utf-8")
        click.echo(f"wrote {html}", err=True)
    else:
        click.echo(shown, nl=not as_csv)


def _events(record: Record) -> Iterator[str]:
    from onrecord.export.compare_rows import heading

    contents = record.contents
    found = sorted((heading(one, contents), one.meeting_id) for one in record.events)
    for head, identity in found:
        yield f"{identity}  {head}"
    if not found:
        yield "no event is told differently by outlets that do not depend on each other"
