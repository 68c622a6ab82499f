"""Facts as rows a person can judge: one shape for every kind, with its place and its label.

The place of a fact is where its first evidence stands (`place_of`), by which a judgement is carried over when a
component is run again and ids change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.record.accounts import Alignment
from onrecord.record.actors import Person
from onrecord.record.carrying import anchors, place
from onrecord.record.judgements import Decision
from onrecord.record.meetings import Meeting
from onrecord.record.undertakings import Undertaking

from .reader import NOUNS, Reader

KINDS = ("meetings", "undertakings", "alignments", "people")
"""Kinds of fact the review queue knows, as they stand in addresses."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a review queue. `address` is its page, `evidence` where it was read."""

    kind: str
    id: str
    label: str
    detail: str
    parties: tuple[str, ...]
    state: str
    place: str
    address: str
    evidence: tuple[str, int, int] | None
    decision: Decision

    @property
    def review_status(self) -> str:
        """`machine` while nobody decided, else `accepted`, `rejected` or `edited`."""
        return self.decision.review_status


def some(reader: Reader, kind: str, ids: Sequence[str]) -> list[Fact]:
    """Return the facts of one of `KINDS` that are held among `ids`, in that order."""
    held = reader.store.some(NOUNS[kind], ids)
    return [_ROWS[kind](reader, reader.edited(held[one])) for one in ids if one in held]


def fact(reader: Reader, kind: str, fact_id: str) -> Fact | None:
    """Return one fact as a row, None if there is none of that id."""
    found = reader.fact(kind, fact_id)
    return _ROWS[kind](reader, found) if found is not None else None


def _meeting(reader: Reader, one: Meeting) -> Fact:
    label = f"{one.kind} {one.place or ''}".strip() + ": " + " – ".join(sorted(one.parties))
    detail = one.date.edtf() if one.date else "undated"
    return _fact(reader, "meetings", one, label, detail, sorted(one.parties), one.status.value, "/meetings/")


def _undertaking(reader: Reader, one: Undertaking) -> Fact:
    return _fact(
        reader, "undertakings", one, one.action, one.kind.value, one.actors, one.kind.value, "/undertakings/",
    )  # fmt: skip


def _person(reader: Reader, one: Person) -> Fact:
    titles = "; ".join(dict.fromkeys(tenure.office.title for tenure in one.tenures))
    return _fact(
        reader, "people", one, one.name, titles, [one.party] if one.party else [], "", "/people/"
    )  # fmt: skip


def _alignment(reader: Reader, one: Alignment) -> Fact:
    told = reader.attribution(one.attribution_id)
    label = " … ".join(span.of(told[0].text) for span in told[1].content) if told else one.attribution_id
    speaker = told[1].speaker if told else None
    where = (one.document_id, told[1].content[0].start, told[1].content[-1].end) if told else None
    return Fact(
        "alignments",
        one.id,
        label,
        f"{speaker.name if speaker else 'speaker unresolved'}, {one.score:.2f}",
        (speaker.party,) if speaker and speaker.party else (),
        one.match.value,
        place(one, "alignments"),
        f"/meetings/{one.meeting_id}/compare" if one.meeting_id else f"/documents/{one.document_id}",
        where,
        reader.decision(one.id),
    )


def _fact(
    reader: Reader,
    kind: str,
    one: Any,
    label: str,
    detail: str,
    parties: Sequence[str],
    state: str,
    folder: str,
) -> Fact:
    where = next(iter(anchors(one)), None)
    decision = reader.decision(one.id)
    return Fact(kind, one.id, label, detail, tuple(parties), state, place(one, kind), folder + one.id, where, decision)


_ROWS: dict[str, Callable[[Reader, Any], Fact]] = {
    "meetings": _meeting,
    "undertakings": _undertaking,
    "people": _person,
    "alignments": _alignment,
}
