"""`onrecord search`: words in the documents of a record, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .records import one_line, opened, split

if TYPE_CHECKING:
    from onrecord.api import Record
    from onrecord.store import Hit


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="[NAME.onrecord] TEXT...")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Most passages shown.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="As a table for a spreadsheet.")
def search(words: tuple[str, ...], limit: int, as_json: bool, as_csv: bool) -> None:
    """Find passages that hold all words of TEXT.

    Words in double quotation marks must stand in a row; `minist*` finds every word that begins so. Case and accents
    do not matter. Ends with exit code 1 if nothing is found.
    """
    path, rest = split(words)
    if not rest:
        raise click.UsageError("search for what?")
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude one another")
    with opened(path) as record:
        hits = record.search(" ".join(rest), limit=limit)
        if as_json:
            from onrecord.export import json

            click.echo(json.dump(hits))
        elif as_csv:
            from onrecord.export import csv

            heads = ("document", "start", "end", "role", "text")
            rows = [(_name(record, h), h.passage.start, h.passage.end, h.role, h.text) for h in hits]
            click.echo(csv.table(heads, rows), nl=False)
        else:
            for hit in hits:
                name = _name(record, hit)
                shown = _around(hit.text, hit.spans[0].start - hit.passage.start if hit.spans else 0)
                click.echo(f"{name} [{hit.passage.start}..{hit.passage.end} {hit.role}]  {shown}")
    if not hits:
        click.echo("nothing found", err=True)
        raise SystemExit(1)


def _name(record: Record, hit: Hit) -> str:
    document = record.store.document(hit.document_id)
    return document.name if document else hit.document_id


def _around(text: str, offset: int, before: int = 60) -> str:
    start = max(0, text.rfind(" ", 0, max(0, offset - before)))
    return ("… " if start else "") + one_line(text[start:], 160)
