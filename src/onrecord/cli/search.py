"""`onrecord search`: words in the documents of a record, with their places."""

from __future__ import annotations

import click

from .records import one_line, opened, split


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="[NAME.onrecord] TEXT...")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Most passages shown.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def search(words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find passages that hold all words of TEXT.

    Words in double quotation marks must stand in a row; `minist*` finds every word that begins so. Case and accents
    do not matter. Ends with exit code 1 if nothing is found.
    """
    path, rest = split(words)
    if not rest:
        raise click.UsageError("search for what?")
    with opened(path) as record:
        hits = record.search(" ".join(rest), limit=limit)
        if as_json:
            from onrecord.export import json

            click.echo(json.dump(hits))
        else:
            for hit in hits:
                document = record.store.document(hit.document_id)
                name = document.name if document else hit.document_id
                shown = _around(hit.text, hit.spans[0].start - hit.passage.start if hit.spans else 0)
                click.echo(f"{name} [{hit.passage.start}..{hit.passage.end} {hit.role}]  {shown}")
    if not hits:
        click.echo("nothing found", err=True)
        raise SystemExit(1)


def _around(text: str, offset: int, before: int = 60) -> str:
    start = max(0, text.rfind(" ", 0, max(0, offset - before)))
    return ("… " if start else "") + one_line(text[start:], 160)
