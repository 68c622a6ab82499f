"""`onrecord roster`: office holders of an export as tables for a process.toml."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("exports", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--party", "parties", multiple=True, help="Only people of this party (code); may be given again.")
def roster(exports: tuple[Path, ...], parties: tuple[str, ...]) -> None:
    """Print the office holders of exports as tables for a process.toml.

    Exports of Wikidata (the query service's JSON, or entities) and of OpenSanctions (FollowTheMoney, one entity a line)
    are read from disk. Add what is printed to the process.toml of the negotiation.
    """
    from onrecord.roster import exports as office_holders
    from onrecord.roster.gathering import Gathered, add

    found = Gathered()
    for path in exports:
        add(found, path.name, office_holders.read(path))
    for one in found.doubts:
        click.echo(f"{one.name}: {one.text}", err=True)
    wanted = [
        (p, "") for p, _ in found.people if not parties or {p.party, *(t.office.party for t in p.tenures)} & {*parties}
    ]
    click.echo(office_holders.tables(wanted), nl=False)
