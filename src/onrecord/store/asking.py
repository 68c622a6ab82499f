"""Questions a desk asks of a record of any size: pages by key, how many there are, values to filter by.

Every answer costs what is shown, not what is held: a page continues behind a key, it never counts its way there. The
table `entries` holds each record once per term, in the order of lists; of several terms that are asked for, the rarest
is walked and the others are looked up at each step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Rows = Callable[..., Iterator[tuple[Any, ...]]]

Key = tuple[str, str, str]
"""Where a page ends: first day (`9999` if undated), label and id of its last record."""

UNDATED = "9999"
"""Stands for the day of what has none, so that it comes last."""
SORTED_BY = 40
"""Characters of a label by which lists are sorted; more would only swell the index."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which records a list holds; empty passes all.

    Attributes:
        party: a party code.
        facet: status of a meeting, kind of an undertaking, match of an alignment.
        label: place of a meeting.
        kind: kind of a meeting.
        person: id of a participant or speaker.
        track: process of a meeting, track of an undertaking.
        status: where an undertaking stands on the day `on`, which must be given with it.
        told: `yes` leaves out meetings that only a caption shows.
        beside: code of another party that must be there too.
        since: ISO day; those that end before it are left out, and those without a day.
        until: ISO day; those that begin after it are left out, and those without a day.
        dated: leaves out records without a day.
    """

    party: str = ""
    facet: str = ""
    label: str = ""
    since: str = ""
    until: str = ""
    dated: bool = False
    kind: str = ""
    person: str = ""
    track: str = ""
    status: str = ""
    on: str = ""
    told: str = ""
    beside: str = ""


ALL = Asked()
FIELDS = ("party", "facet", "label", "kind", "person", "track", "status", "told")
"""Fields of Asked that are terms of the index."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Where a document comes from, or which documents are chosen: empty passes all. `year` is that of publication."""

    publisher: str = ""
    kind: str = ""
    year: str = ""
    party: str = ""

    def passes(self, chosen: Paper) -> bool:
        """Tell whether a document from here is among those chosen."""
        return all(
            getattr(chosen, field) in {"", getattr(self, field)} for field in ("publisher", "kind", "year", "party")
        )


ANY = Paper()
"""All documents."""


def wanted(asked: Asked) -> list[str]:
    """Return the terms that a record must be found under."""
    terms = [f"{field}:{value}" for field in FIELDS if (value := getattr(asked, field))]
    return terms + [f"party:{asked.beside}"] * bool(asked.beside and asked.beside != asked.party)


def keys(rows: Rows, kind: str, asked: Asked, after: Key | None, limit: int, *, latest: bool = False) -> list[Key]:
    """Return up to `limit` keys of a kind, by day (undated last), label and id, behind `after`.

    With `latest`, the dated ones only, from the last day back, before `after`.
    """
    terms = _by_rarity(rows, kind, wanted(asked))
    if terms is None:
        return []
    clauses, values = _walk(kind, terms, asked, dated=latest)
    if after is not None:
        clauses.append(f"(e.start, e.label, e.id) {'<' if latest else '>'} (?, ?, ?)")
        values += after
    down = " DESC" if latest else ""
    sql = (
        f"SELECT e.start, e.label, e.id FROM entries e WHERE {' AND '.join(clauses)} "
        f"ORDER BY e.start{down}, e.label{down}, e.id{down} LIMIT ?"
    )
    return list(rows(sql, *values, limit))


def _walk(kind: str, terms: Sequence[str], asked: Asked, *, dated: bool) -> tuple[list[str], list[object]]:
    """Return the conditions on one walk along the first term, with their values."""
    clauses = ["e.kind = ?", "e.term = ?"]
    values: list[object] = [kind, terms[0]]
    if asked.dated or asked.since or asked.until or dated:
        clauses.append("e.start < ?")
        values.append(UNDATED)
    for condition, day in (("e.finish >= ?", asked.since), ("e.start <= ?", asked.until)):
        if day:
            clauses.append(condition)
            values.append(day)
    if asked.status in {"due", "overdue"}:  # neither comes before the deadline begins
        clauses.append("e.start <= ?")
        values.append(asked.on)
    if terms[0].startswith("status:"):
        clauses.append("e.since <= ? AND e.until > ?")
        values += [asked.on, asked.on]
    for term in terms[1:]:
        holds = ""
        values.append(term)
        if term.startswith("status:"):
            holds = " AND p.since <= ? AND p.until > ?"
            values += [asked.on, asked.on]
        same = "p.kind = e.kind AND p.term = ? AND p.start = e.start AND p.label = e.label AND p.id = e.id"
        clauses.append(f"EXISTS (SELECT 1 FROM entries p WHERE {same}{holds})")
    return clauses, values


def _by_rarity(rows: Rows, kind: str, terms: Sequence[str]) -> list[str] | None:
    """Return the terms, rarest first; everything's if there is none, None if one of them is nowhere."""
    if not terms:
        return [""]
    marks = ", ".join("?" * len(terms))
    held: dict[str, int] = dict(
        rows(f"SELECT term, number FROM terms WHERE kind = ? AND term IN ({marks})", kind, *terms)
    )
    return None if len(held) < len(set(terms)) else sorted(held, key=lambda term: (held[term], term))


def count(rows: Rows, kind: str, asked: Asked, most: int) -> int:
    """Return how many records of a kind are asked for; `most` + 1 if there are more than `most`."""
    terms = wanted(asked)
    if len(terms) <= 1 and not (asked.status or asked.since or asked.until or asked.dated):
        row = next(rows("SELECT number FROM terms WHERE kind = ? AND term = ?", kind, (terms or [""])[0]), (0,))
        return min(int(row[0]), most + 1)
    return len(keys(rows, kind, asked, None, most + 1))


def bodies(rows: Rows, kind: str, ids: Sequence[str]) -> dict[str, bytes]:
    """Return the bodies of the records of a kind that are held among `ids`."""
    found: dict[str, bytes] = {}
    for first in range(0, len(ids), 500):
        some = ids[first : first + 500]
        marks = ", ".join("?" * len(some))
        found |= dict(rows(f"SELECT id, body FROM records WHERE kind = ? AND id IN ({marks})", kind, *some))
    return found


def values(rows: Rows, kind: str, field: str, limit: int) -> dict[str, int]:
    """Return the first `limit` values of a field in order, with how many records bear each."""
    sql = "SELECT substr(term, ?), number FROM terms WHERE kind = ? AND term > ? AND term < ? ORDER BY term LIMIT ?"
    return dict(rows(sql, len(field) + 2, kind, f"{field}:", f"{field};", limit))


def told(rows: Rows, kind: str, party: str | None, document: str | None) -> Iterator[bytes]:
    """Yield the bodies of a kind, by day (undated last), label and id; of a party, or told by a document, if asked."""
    values = [kind, f"party:{party}" if party else ""]
    sql = (
        "SELECT r.body FROM entries e CROSS JOIN records r ON r.kind = e.kind AND r.id = e.id "
        "WHERE e.kind = ? AND e.term = ? ORDER BY e.start, e.label, e.id"
    )
    if document is not None:
        sql = (
            "SELECT r.body FROM record_documents d CROSS JOIN records r ON r.kind = d.kind AND r.id = d.record_id "
            "WHERE d.kind = ? AND EXISTS (SELECT 1 FROM entries e WHERE e.kind = r.kind AND e.term = ? AND "
            f"e.start = coalesce(r.start, '{UNDATED}') AND e.label = substr(r.label, 1, {SORTED_BY}) AND e.id = r.id) "
            "AND d.document_id = ? ORDER BY r.start IS NULL, r.start, r.label, r.id"
        )
        values.append(document)
    return (body for (body,) in rows(sql, *values))


def of_meeting(rows: Rows, kind: str, meeting: str, limit: int) -> list[bytes]:
    """Return the bodies of a kind that belong to one meeting."""
    sql = "SELECT body FROM records WHERE meeting = ? AND kind = ? ORDER BY start IS NULL, start, label, id LIMIT ?"
    return [body for (body,) in rows(sql, meeting, kind, limit)]


def documents(rows: Rows, party: str, after: Key | None, limit: int) -> list[tuple[Key, bytes]]:
    """Return up to `limit` current documents with their keys, by day (undated last) and id, behind `after`."""
    found: list[tuple[Key, bytes]] = []
    for dated in (True, False):
        if len(found) == limit or (dated and after and after[0] == UNDATED):
            continue
        where = [f"d.published_start IS {'NOT ' if dated else ''}NULL", "d.superseded_by IS NULL"]
        held: list[object] = []
        if after and dated:
            where.append("(d.published_start, d.id) > (?, ?)")
            held += [after[0], after[2]]
        elif after and after[0] == UNDATED:
            where.append("d.id > ?")
            held.append(after[2])
        if party:
            where.append("d.party = ?")
            held.append(party)
        sql = (
            f"SELECT d.published_start, d.id, d.body FROM documents d WHERE {' AND '.join(where)} "
            "ORDER BY d.published_start, d.id LIMIT ?"
        )
        walked = rows(sql, *held, limit - len(found))
        found += [((start or UNDATED, "", one), body) for start, one, body in walked]
    return found
