"""`onrecord verify` and `onrecord doctor`: does a record hold, and does this installation work."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

import click

from .records import opened, split


@click.command()
@click.argument("words", nargs=-1, metavar="[NAME.onrecord]")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="The faults as a table for a spreadsheet.")
def verify(words: tuple[str, ...], as_json: bool, as_csv: bool) -> None:
    """Check a record: the hash of every original and text, every span and exact text, every reference, every body.

    Ends with exit code 1 if anything does not hold.
    """
    path, rest = split(words)
    if rest:
        raise click.UsageError(f"{rest[0]!r}: verify takes a record and nothing else")
    _one_form(as_json, as_csv)
    with opened(path) as record:
        faults = record.verify()
        counts = record.store.counts()
    if as_json:
        from onrecord.export import json

        click.echo(json.dump({"faults": faults, "counts": counts}))
    elif as_csv:
        _table(("code", "where", "message"), [(f.code, f.where, f.message) for f in faults])
    else:
        for fault in faults:
            click.echo(f"{fault.code} {fault.where}: {fault.message}")
        state = f"{len(faults)} faults" if faults else "sound"
        click.echo(f"{path}: {state}; {', '.join(f'{number:,} {name}' for name, number in counts.items())}")
    if faults:
        raise SystemExit(1)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="As a table for a spreadsheet.")
def doctor(as_json: bool, as_csv: bool) -> None:
    """Tell what is installed and whether it works; exit code 1 if something that is needed does not."""
    _one_form(as_json, as_csv)
    found = list(_examine())
    if as_json:
        from onrecord.export import json

        click.echo(json.dump([{"part": part, "works": works, "told": told} for part, works, told in found]))
    elif as_csv:
        _table(("part", "works", "told"), found)
    else:
        for part, works, told in found:
            click.echo(f"{'ok  ' if works else 'FAIL'} {part:<10} {told}")
    if not all(works for _, works, _ in found):
        raise SystemExit(1)


def _one_form(as_json: bool, as_csv: bool) -> None:
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude one another")


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from onrecord.export import csv

    click.echo(csv.table(heads, rows), nl=False)


def _examine() -> Iterator[tuple[str, bool, str]]:
    checks: dict[str, Callable[[], str]] = {
        "onrecord": _version,
        "python": lambda: f"{platform.python_version()} on {platform.platform()}",
        "sqlite": _sqlite,
        "parser": _parser,
        "model": _model,
        "roster": _roster,
        "reading": _reading,
    }
    for part, check in checks.items():
        try:
            yield part, True, check()
        except Exception as error:
            yield part, False, f"{type(error).__name__}: {error}"


def _version() -> str:
    from onrecord import __version__
    from onrecord.store.schema import migrations

    return f"{__version__}, record schema {len(migrations())}, {sys.prefix}"


def _sqlite() -> str:
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x)")
    connection.close()
    return f"{sqlite3.sqlite_version} with FTS5"


def _parser() -> str:
    from onrecord.annotate import default_parser
    from onrecord.intake import document

    parser = default_parser()
    tokens = len(parser.parse([document("The ministers met.")])[0].tokens)
    if not tokens:
        raise RuntimeError(f"{parser.name} {parser.version} gives no tokens")
    return f"{parser.name} {parser.version}"


def _model() -> str:
    from onrecord.annotate import default_encoder

    encoder = default_encoder()
    return encoder.model if encoder else "none installed: documents are read by rules only"


def _roster() -> str:
    from onrecord.roster import Roster

    roster = Roster.builtin()
    return f"{len(roster.parties)} parties, {len(roster.processes)} processes"


def _reading() -> str:
    import onrecord

    reading = onrecord.read('"We will meet again in May," the minister said in Kallis.', published="2023-04-02")
    return f"{len(reading.attributions)} attribution, {len(reading.times)} time in a sample sentence"
