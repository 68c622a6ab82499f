"""`onrecord compare`: what each document tells of one meeting, beside the others."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from .records import opened, split


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="[NAME.onrecord] MEETING")
@click.option("--html", type=click.Path(path_type=Path), help="Write one self-contained page.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="As a table for a spreadsheet.")
@click.option("--tei", "as_tei", is_flag=True, help="As TEI XML.")
def compare(words: tuple[str, ...], html: Path | None, as_json: bool, as_csv: bool, as_tei: bool) -> None:
    """Show the accounts of one meeting side by side: what is corroborated, told by one side only, left out, different.

    MEETING is an id (it may be cut short) or a day on which the record holds one meeting.
    """
    path, rest = split(words)
    if len(rest) != 1:
        raise click.UsageError("compare which meeting? `onrecord show meetings` lists their ids")
    if sum(map(bool, (html, as_json, as_csv, as_tei))) > 1:
        raise click.UsageError("--html, --json, --csv and --tei exclude one another")
    with opened(path) as record:
        comparison = record.compare(rest[0])
        if as_json:
            from onrecord.export import json

            click.echo(json.dump(comparison))
            return
        form = "html" if html else "csv" if as_csv else "tei" if as_tei else "text"
        write = getattr(importlib.import_module(f"onrecord.export.compare_{form}"), form)
        shown: str = write(comparison, record.contents)
    if html:
        html.write_text(shown, encoding="utf-8")
        click.echo(f"wrote {html}", err=True)
    else:
        click.echo(shown, nl=not as_csv)
