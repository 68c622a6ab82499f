"""What the page of one fact offers for judging it: its row, its fields, what it could be merged with or split into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onrecord.record.actors import Person
from onrecord.record.amending import FIELDS, PAM, pam
from onrecord.record.meetings import Meeting
from onrecord.record.times import Interval
from onrecord.record.undertakings import ActKind, Undertaking

from ..facts import fact
from ..judging import REASONS
from ..reader import NOUNS, Reader

OFFERED = 30
"""Facts offered for a merge; any other can be named by its id."""
TELLINGS = 100
"""Tellings offered for a split."""
NEAR = timedelta(days=14)
"""How far apart in time meetings are offered for a merge: the widest gap at which linking compares them, doubled."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A field with the text it holds now, as a form shows it."""

    name: str
    label: str
    value: str
    options: tuple[str, ...]


def judged(reader: Reader, kind: str, one: Any, address: str) -> dict[str, Any]:
    """Return the model's `fact` part for the page of one fact at `address`."""
    found = fact(reader, kind, one.id)
    assert found is not None
    return {
        "fact": found,
        "address": address,
        "fields": [Offered(f.name, f.label, _text(reader, one, kind, f.name), f.options) for f in FIELDS[kind]],
        "acts": [act.value for act in ActKind] if kind == "undertakings" else [],
        "pam": pam(found.decision),
        "pam_words": PAM,
        "reasons": REASONS,
        "merge": None if kind == "alignments" else _others(reader, kind, one),
        "split": _mentions(reader, one),
        "linked": None,
        "was": _was(reader, kind, one.id),
    }


def _was(reader: Reader, kind: str, fact_id: str) -> dict[str, str]:
    """Return what the machine read for every field that people set."""
    plain = reader.store.record(NOUNS[kind], fact_id)
    names = {field.name for field in FIELDS[kind]} - {"pam"}
    return {name: _text(reader, plain, kind, name) for name, _ in reader.decision(fact_id).edits if name in names}


def _text(reader: Reader, one: Any, kind: str, name: str) -> str:
    """Return a field's value as the text a person would type."""
    if name == "pam":
        return pam(reader.decision(one.id))[:1]
    if name == "span":
        spans = one.evidence[0].spans if one.evidence else ()
        return f"{spans[0].start}-{spans[-1].end}" if spans else ""
    value = getattr(one, name)
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value.edtf()) if hasattr(value, "edtf") else str(value)


def _others(reader: Reader, kind: str, one: Any) -> list[tuple[str, str]]:
    """Return the facts a merge is likely with: id and label."""
    if isinstance(one, Meeting):
        since, until = _around(one.date)
        offered = reader.alike(kind, sorted(one.parties), since=since, until=until)
        near = [other for other in offered if _close(one, other)]
    elif isinstance(one, Undertaking):
        near = [other for other in reader.alike(kind, one.actors) if other.kind is one.kind]
    else:
        near = reader.alike(kind, [one.party] if one.party else [])
    rows = [(other.id, fact(reader, kind, other.id)) for other in near if other.id != one.id][:OFFERED]
    return [(other, f"{row.label[:90]} ({row.detail})") for other, row in rows if row]


def _around(when: Interval | None) -> tuple[str, str]:
    """Return the ISO days between which meetings are offered; empty where an end is open."""
    if when is None or when.start == date.min or when.end == date.max:
        return "", ""
    return (when.start - NEAR).isoformat(), (when.end + NEAR).isoformat()


def _close(one: Meeting, other: Meeting) -> bool:
    since, until = _around(one.date)
    return (
        not since
        or other.date is None
        or (since <= other.date.end.isoformat() and other.date.start.isoformat() <= until)
    )


def _mentions(reader: Reader, one: Any) -> list[tuple[str, str, str]]:
    """Return the tellings a fact was joined of, where there are two or more: id, title and id of the document.

    A person is split by the papers that speak of them.
    """
    if isinstance(one, Person):
        told = tuple(dict.fromkeys(proof.document_id for proof in one.evidence))
    else:
        told = getattr(one, "mention_ids", ())
    if len(told) < 2:
        return []
    rows = []
    for mention in told[:TELLINGS]:
        holder = mention if isinstance(one, Person) else reader.store.holder(mention)
        document = reader.document(holder) if holder else None
        rows.append((mention, document.title or document.name if document else mention, holder or ""))
    return rows


DONE = {
    "linked": "Done; the record was linked anew with this decision.",
    "later": "Kept. This record is large: the decision shows in its facts after the next `onrecord build`.",
}
"""What a page says after a write that changes which facts there are."""
