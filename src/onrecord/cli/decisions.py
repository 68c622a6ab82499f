"""`onrecord decisions`: hand what people decided to another desk, and take in what they decided there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from onrecord.record.carrying import Disagreement
    from onrecord.record.judgements import Judgement

_RECORD = click.Path(path_type=Path, dir_okay=False)


@click.group()
def decisions() -> None:
    """Exchange what people decided between desks, as JSON Lines."""


@decisions.command()
@click.argument("record", type=_RECORD)
def dump(record: Path) -> None:
    """Print every judgement of RECORD, those taken back too, one a line."""
    from onrecord.export.decisions import lines
    from onrecord.store import open_store

    with open_store(record) as store:
        for line in lines(store.judgements()):
            click.echo(line)


@decisions.command()
@click.argument("record", type=_RECORD)
@click.argument("file", type=click.File("r", encoding="utf-8"))
def load(record: Path, file: TextIO) -> None:
    """Take the judgements of FILE (`-`: standard input) into RECORD.

    What is held already is left as it is. Where people decided differently on one fact, both decisions are kept and
    told: nothing is settled in silence. Ends with 1 if there are such, with 3 if a line holds no judgement.
    """
    from onrecord.export.decisions import read
    from onrecord.record.carrying import disagreements
    from onrecord.record.issues import StoreError
    from onrecord.store import open_store

    if not record.exists():
        raise StoreError(f"{record}: no such record")
    given, bad = read(file)
    with open_store(record, writable=True) as store:
        held = store.judgements()
        new = _new(given, held)
        if new:
            store.append(new)
        before, after = disagreements(held), disagreements([*held, *new])
    for number, reason in bad:
        click.echo(f"line {number} holds no judgement: {reason}", err=True)
    clashes = [one for one in after if one not in before]
    for one in clashes:
        click.echo(_told(one))
    click.echo(f"{len(new)} taken in, {len(given) - len(new)} held already, {len(bad)} not read")
    if new:
        click.echo("merges and links show after the next `onrecord build`", err=True)
    if bad or clashes:
        sys.exit(3 if bad else 1)


def _new(given: list[Judgement], held: list[Judgement]) -> list[Judgement]:
    """Return the judgements that are not held, each once.

    Raises:
        StoreError: one bears the id of another judgement: the dump was changed by hand.
    """
    from onrecord.record.issues import StoreError

    known = {one.id: one for one in held}
    new = []
    for one in given:
        if known.setdefault(one.id, one) != one:
            raise StoreError(f"{one.id} is held with other contents; nothing was taken in")
        if one is known[one.id]:
            new.append(one)
    return new


def _told(one: Disagreement) -> str:
    views = "; ".join(f"{j.by} on {j.at:%Y-%m-%d}: {j.verdict}{_with(j)}" for j in one.judgements)
    return f"conflict on {one.subject} ({one.field}): {views}"


def _with(judgement: Judgement) -> str:
    reason = f" ({judgement.reason})" if judgement.reason else ""
    return f" {judgement.after}{reason}" if judgement.after else reason
