"""`onrecord show`: what a record holds, as text for people, JSON, CSV or the ledger notation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import click

from onrecord.record.attributions import AttributionType

from .records import columns, one_line, opened, split

if TYPE_CHECKING:
    from onrecord.api import Record
    from onrecord.export.contents import Contents
    from onrecord.record.actors import Tenure
    from onrecord.record.attributions import Attribution
    from onrecord.record.times import Interval


@dataclass(frozen=True, slots=True)
class _List:
    """How one kind of record is listed: columns with their values, and the items themselves."""

    items: Callable[[Record], Sequence[Any]]
    heads: tuple[str, ...]
    row: Callable[[Any, Record], tuple[object, ...]]


@lru_cache(maxsize=1)  # attributions come document by document
def _text(record: Record, document_id: str) -> str:
    document = record.store.document(document_id)
    return document.text if document else ""


def _held(tenure: Tenure) -> str:
    when = f" ({tenure.interval.edtf()})" if tenure.interval else ""
    return f"{tenure.office.title}{when}"


def _words(record: Record, one: Attribution, role: str) -> str:
    text = _text(record, one.document_id)
    return " … ".join(span.of(text) for span in getattr(one, role))


def _day(when: Interval | None) -> str:
    return when.edtf() if when else "undated"


_LISTS = {
    "documents": _List(
        lambda record: record.contents.dated(),
        ("published", "side", "kind", "party", "publisher", "name", "title", "id"),
        lambda d, r: (_published(d, r), d.side, d.kind, d.party, d.publisher, d.name, d.title, d.id),
    ),
    "meetings": _List(
        lambda record: record.meetings,
        ("date", "status", "kind", "place", "parties", "people", "documents", "id"),
        lambda m, r: (
            _day(m.date), m.status, m.kind, m.place, "+".join(sorted(m.parties)),
            ", ".join(p.name for p in m.participants if p.name), len(m.document_ids), m.id,
        ),
    ),
    "statements": _List(
        lambda record: record.statements,
        ("date", "party", "speaker", "office", "tellings", "words", "id"),
        lambda s, r: (
            _day(s.at), s.party, s.speaker_name, s.office.title if s.office else None, len(s.attribution_ids),
            s.exact, s.id,
        ),
    ),
    "attributions": _List(
        lambda record: record.attributions,
        ("document", "type", "manner", "speaker", "party", "cue", "content", "id"),
        lambda a, r: (
            r.contents.name(a.document_id), a.type, a.manner, a.speaker.name if a.speaker else None,
            a.speaker.party if a.speaker else None, _words(r, a, "cue"), _words(r, a, "content"), a.id,
        ),
    ),
    "undertakings": _List(
        lambda record: record.undertakings,
        ("deadline", "kind", "strength", "actors", "action", "documents", "id"),
        lambda u, r: (
            u.deadline.edtf() if u.deadline else None, u.kind, u.strength, "+".join(u.actors), u.action,
            len(u.document_ids), u.id,
        ),
    ),
    "people": _List(
        lambda record: record.people,
        ("name", "party", "offices", "also", "id"),
        lambda p, r: (
            p.name, p.party, "; ".join(dict.fromkeys(sorted(map(_held, p.tenures)))),
            "; ".join(name for name in p.names if name != p.name), p.id,
        ),
    ),
    "alignments": _List(
        lambda record: record.alignments,
        ("match", "score", "quoted in", "on record in", "quote", "id"),
        lambda a, r: (
            a.match, f"{a.score:.2f}", r.contents.name(a.document_id),
            r.contents.name(a.official_id) if a.official_id else None, r.contents.said.get(a.attribution_id, ""), a.id,
        ),
    ),
    "issues": _List(
        lambda record: record.issues,
        ("code", "severity", "stage", "document", "message"),
        lambda i, r: (i.code, i.severity, i.stage, r.contents.name(i.document_id or ""), i.message),
    ),
}  # fmt: skip
_ONE = {"meeting", "document"}
_TYPES = [kind.value for kind in AttributionType]


@click.command()
@click.argument("words", nargs=-1, metavar="[NAME.onrecord] [WHAT [ID]]")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="As a table for a spreadsheet.")
@click.option("--as", "notation", type=click.Choice(["ledger"]), help="The whole record as readable plain text.")
@click.option("--reviewed-only", is_flag=True, help="Only facts that people accepted or edited.")
@click.option("--type", "kind", type=click.Choice(_TYPES), help="Of attributions, only those of one type.")
def show(
    words: tuple[str, ...], as_json: bool, as_csv: bool, notation: str | None, reviewed_only: bool, kind: str | None
) -> None:
    """Show a record: a summary, or one of its lists.

    WHAT is one of documents, meetings, meeting ID, statements, attributions, undertakings, people, alignments, issues,
    document ID. An ID may be cut short; a document may also be called by its name, a meeting by its day.
    """
    path, rest = split(words)
    what, identity = _asked(rest)
    if kind and what != "attributions":
        raise click.UsageError("--type is for attributions, as in `show NAME.onrecord attributions --type belief`")
    if sum(map(bool, (as_json, as_csv, notation))) > 1:
        raise click.UsageError("--json, --csv and --as exclude one another")
    with opened(path) as record:
        if notation or what in _ONE or not what:
            _one(record, what, identity, as_json, as_csv, notation, reviewed_only)
        else:
            click.echo(_listed(record, what, as_json, as_csv, reviewed_only, kind), nl=not as_csv)


def _asked(rest: Sequence[str]) -> tuple[str, str]:
    what = rest[0] if rest else ""
    if what and what not in _LISTS and what not in _ONE:
        raise click.UsageError(f"{what!r} is none of {', '.join([*_LISTS, 'meeting ID', 'document ID'])}")
    if len(rest) != (2 if what in _ONE else 1 if what else 0):
        raise click.UsageError(f"say `{what} ID`" if what in _ONE else f"too many words after {what!r}")
    return what, rest[1] if what in _ONE else ""


def _listed(
    record: Record, what: str, as_json: bool, as_csv: bool, reviewed_only: bool, kind: str | None = None
) -> str:
    from onrecord.export import csv, json
    from onrecord.export.contents import JUDGED, REVIEWED

    listing = _LISTS[what]
    items = [one for one in listing.items(record) if kind is None or one.type == kind]
    if what not in JUDGED:
        if reviewed_only:
            raise click.UsageError(f"--reviewed-only is for what people judge: {', '.join(JUDGED)}")
        statuses, heads = {}, listing.heads
    else:
        statuses = {one.id: record.review_status(one.id) for one in items}
        items = [one for one in items if not reviewed_only or statuses[one.id] in REVIEWED]
        heads = (*listing.heads, "review_status")
    if as_json:
        told = [
            json.attribution(one, _text(record, one.document_id)) if what == "attributions" else json.plain(one)
            for one in items
        ]
        return json.dump([one | {"review_status": statuses[one["id"]]} for one in told] if statuses else told)
    rows = [(*listing.row(one, record), *([statuses[one.id]] if statuses else [])) for one in items]
    if as_csv:
        return csv.table(heads, rows)
    shown = [[one_line("" if value is None else str(value), 100) for value in row] for row in rows]
    return columns([[head.upper() for head in heads], *shown])


def _one(
    record: Record, what: str, identity: str, as_json: bool, as_csv: bool, notation: str | None, reviewed_only: bool
) -> None:
    from onrecord.export import json, ledger

    if as_csv:
        raise click.UsageError("--csv is for lists: say which, as in `show NAME.onrecord meetings --csv`")
    if what == "meeting":
        meeting = record.meeting(identity)
        click.echo(json.dump(meeting) if as_json else ledger.meeting(meeting, record.contents))
    elif what == "document":
        from . import document

        click.echo(json.dump(record.reading(identity)) if as_json else document.text(record, identity))
    elif notation:
        click.echo(ledger.ledger(_contents(record, reviewed_only)), nl=False)
    elif as_json:
        click.echo(json.dump(json.record(_contents(record, reviewed_only))))
    else:
        from . import summary

        click.echo(summary.text(record))


def _contents(record: Record, reviewed_only: bool) -> Contents:
    return record.contents.reviewed() if reviewed_only else record.contents


def _published(document: Any, record: Record) -> str:
    inferred = {one.document_id: one.dating for one in record.links.inferred_dates}
    dating = document.published or inferred.get(document.id)
    return f"{dating.interval.edtf()} ({dating.reason})" if dating else "undated"
