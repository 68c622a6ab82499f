"""`onrecord undertakings`: what was promised, agreed, demanded, affirmed, and where it stands on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .records import columns, one_line, opened, split

if TYPE_CHECKING:
    from onrecord.record.undertakings import Undertaking

_KINDS = ("commitment", "understanding", "demand", "affirmation", "fulfilment_claim")
_STATES = ("open", "due", "overdue", "claimed", "fulfilled", "disputed", "lapsed", "withdrawn")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("words", nargs=-1, metavar="[NAME.onrecord]")
@click.option("--party", help="Only those of a party (code, as RUS), or asked of it.")
@click.option("--kind", type=click.Choice(_KINDS), help="Only those of a kind.")
@click.option("--status", "state", type=click.Choice(_STATES), help="Only those that stand so.")
@click.option("--track", help="Only those of a track of the process.")
@click.option("--due-before", type=_DAY, help="Only those whose deadline ends before a day.")
@click.option("--on", type=_DAY, help="The day to look from; today if left out.")
@click.option("--ics", type=click.Path(path_type=Path), help="Write deadlines and planned meetings as iCalendar.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="As a table for a spreadsheet.")
@click.option("--reviewed-only", is_flag=True, help="Only what people accepted or edited.")
def undertakings(
    words: tuple[str, ...],
    party: str | None,
    kind: str | None,
    state: str | None,
    track: str | None,
    due_before: datetime | None,
    on: datetime | None,
    ics: Path | None,
    as_json: bool,
    as_csv: bool,
    reviewed_only: bool,
) -> None:
    """List undertakings with their status; `--status overdue` says what is overdue, and why.

    Status is folded from dated acts: a claim of fulfilment by the debtor stays a claim; overdue is counted from the
    last day of the deadline; what has no deadline is never overdue.
    """
    from onrecord.export import csv, json
    from onrecord.export.contents import REVIEWED
    from onrecord.record.undertakings import status

    path, rest = split(words)
    if rest:
        raise click.UsageError(f"{rest[0]!r}: choose with options, as in --party {rest[0]}")
    day = on.date() if on else date.today()
    with opened(path) as record:
        chosen = [
            one
            for one in record.undertakings
            if (party is None or party in one.actors or party == one.addressee)
            and (kind is None or one.kind == kind)
            and (state is None or status(one, day) == state)
            and (track is None or (one.track or "").casefold() == track.casefold())
            and (not reviewed_only or record.review_status(one.id) in REVIEWED)
            and (due_before is None or (one.deadline is not None and one.deadline.end < due_before.date()))
        ]
        if ics:
            contents = record.contents.reviewed() if reviewed_only else record.contents
            _write_calendar(ics, [one.id for one in chosen], contents)
        if as_json:
            told = ((one, status(one, day).value, record.review_status(one.id)) for one in chosen)
            click.echo(json.dump([{**json.plain(one), "status": at, "review_status": by} for one, at, by in told]))
        elif as_csv:
            rows = ((*_row(one, day), record.review_status(one.id)) for one in chosen)
            click.echo(csv.table((*_HEADS, "review_status"), rows), nl=False)
        elif state == "overdue":
            click.echo("\n".join(line for one in chosen for line in _why(one, day)) or "nothing is overdue")
        else:
            shown = [[one_line(str(cell or ""), 90) for cell in _row(one, day)] for one in chosen]
            click.echo(columns([[head.upper() for head in _HEADS], *shown]))


_HEADS = ("status", "kind", "actors", "to", "deadline", "track", "action", "id")


def _row(one: Undertaking, day: date) -> tuple[object, ...]:
    from onrecord.record.undertakings import status

    kind = f"{one.kind} ({one.strength})" if one.strength else one.kind
    due = one.deadline.edtf() if one.deadline else one.deadline_text
    return status(one, day), kind, "+".join(one.actors), one.addressee, due, one.track, one.action, one.id


def _why(one: Undertaking, day: date) -> Iterator[str]:
    """Yield why an undertaking is overdue: its deadline, how late, and the acts that count."""
    assert one.deadline is not None
    late = (day - one.deadline.end).days
    yield f"{'+'.join(one.actors) or '?'}: {one_line(one.action)}  ({one.id})"
    words = f' ("{one.deadline_text}")' if one.deadline_text else ""
    yield f"  due {one.deadline.edtf()}{words}, {late} day{'s' * (late != 1)} over on {day.isoformat()}"
    for act in one.acts:
        when = act.on.edtf() if act.on else "undated"
        yield f"  {when} {act.kind}{f' by {act.by}' if act.by else ''}: {one_line(act.evidence.exact, 120)}"
    yield "  no later document of the record says that it was fulfilled, withdrawn or changed"


def _write_calendar(path: Path, undertaking_ids: list[str], contents: object) -> None:
    from onrecord.export.contents import Contents
    from onrecord.export.icalendar import calendar

    assert isinstance(contents, Contents)
    path.write_text(calendar(contents, undertaking_ids), encoding="utf-8", newline="")
    click.echo(f"wrote {path}", err=True)
