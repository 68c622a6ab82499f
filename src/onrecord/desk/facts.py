"""Facts as rows a person can judge: one shape for every kind, with its place and its label.

The place of a fact is where its first evidence stands (`place_of`), by which a judgement is carried over when a
component is run again and ids change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.record.accounts import Alignment
from onrecord.record.actors import Person
from onrecord.record.judgements import Decision, place_of
from onrecord.record.meetings import Meeting
from onrecord.record.spans import Evidence
from onrecord.record.undertakings import Undertaking

from .reader import Reader

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


def facts(reader: Reader, kind: str) -> list[Fact]:
    """Return all facts of one of `KINDS`."""
    if kind == "meetings":
        return [_meeting(reader, one) for one in reader.meetings]
    if kind == "undertakings":
        return [_undertaking(reader, one) for one in reader.undertakings]
    if kind == "people":
        return [_person(reader, one) for one in reader.people]
    return [_alignment(reader, one) for one in reader.alignments]


def matching(found: Iterable[Fact], *, party: str, state: str, status: str) -> list[Fact]:
    """Return the facts that pass a queue's filter; an empty value passes all."""
    return [
        one
        for one in found
        if (not party or party in one.parties) and state in {"", one.state} and status in {"", one.review_status}
    ]


def _meeting(reader: Reader, one: Meeting) -> Fact:
    label = f"{one.kind} {one.place or ''}".strip() + ": " + " – ".join(sorted(one.parties))
    detail = one.date.edtf() if one.date else "undated"
    return _fact(
        reader, "meetings", one.id, label, detail, sorted(one.parties), one.status.value, one.evidence, "/meetings/"
    )


def _undertaking(reader: Reader, one: Undertaking) -> Fact:
    return _fact(
        reader, "undertakings", one.id, one.action, one.kind.value, one.actors, one.kind.value, one.evidence,
        "/undertakings/",
    )  # fmt: skip


def _person(reader: Reader, one: Person) -> Fact:
    titles = "; ".join(dict.fromkeys(tenure.office.title for tenure in one.tenures))
    return _fact(
        reader, "people", one.id, one.name, titles, [one.party] if one.party else [], "", one.evidence, "/people/"
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
        place_of(*where, "alignments") if where else "",
        f"/meetings/{one.meeting_id}/compare" if one.meeting_id else f"/documents/{one.document_id}",
        where,
        reader.decision(one.id),
    )


def _fact(
    reader: Reader,
    kind: str,
    fact_id: str,
    label: str,
    detail: str,
    parties: Sequence[str],
    state: str,
    proofs: Sequence[Evidence],
    folder: str,
) -> Fact:
    proof = next((one for one in proofs if one.spans), None)
    where = (proof.document_id, proof.spans[0].start, proof.spans[-1].end) if proof else None
    place = place_of(*where, kind) if where else ""
    decision = reader.decision(fact_id)
    return Fact(kind, fact_id, label, detail, tuple(parties), state, place, folder + fact_id, where, decision)
