"""Which columns stand beside the body of each kind of record: what lists are sorted, filtered and joined by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onrecord.record.accounts import Alignment, Comparison
from onrecord.record.actors import Person
from onrecord.record.attributions import Statement
from onrecord.record.meetings import Meeting
from onrecord.record.readings import Duplicate, InferredDate
from onrecord.record.times import Interval
from onrecord.record.undertakings import Undertaking


@dataclass(frozen=True, slots=True)
class Row:
    """The columns of one record. `start` and `end` are ISO days."""

    id: str
    label: str = ""
    when: Interval | None = None
    facet: str | None = None
    meeting: str | None = None
    parties: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    @property
    def start(self) -> str | None:
        """First day."""
        return self.when.start.isoformat() if self.when else None

    @property
    def end(self) -> str | None:
        """Last day."""
        return self.when.end.isoformat() if self.when else None


def _codes(*codes: str | None) -> frozenset[str]:
    return frozenset(code for code in codes if code)


def _person(person: Person) -> Row:
    told = frozenset(proof.document_id for proof in person.evidence)
    return Row(person.id, person.name, parties=_codes(person.party), documents=told)


def _meeting(meeting: Meeting) -> Row:
    return Row(
        meeting.id, meeting.place or "", meeting.date, meeting.status, meeting.id, meeting.parties,
        frozenset(meeting.document_ids),
    )  # fmt: skip


def _statement(statement: Statement) -> Row:
    return Row(
        statement.id, statement.speaker_name, statement.at, None, statement.meeting_id, _codes(statement.party)
    )  # fmt: skip


def _undertaking(undertaking: Undertaking) -> Row:
    return Row(
        undertaking.id, undertaking.action, undertaking.deadline, undertaking.kind, undertaking.meeting_id,
        _codes(*undertaking.actors), frozenset(undertaking.document_ids),
    )  # fmt: skip


def _alignment(alignment: Alignment) -> Row:
    return Row(
        alignment.id, alignment.attribution_id, None, alignment.match, alignment.meeting_id,
        documents=_codes(alignment.document_id, alignment.official_id),
    )  # fmt: skip


def _comparison(comparison: Comparison) -> Row:
    told = frozenset(account.document_id for account in comparison.accounts)
    return Row(comparison.meeting_id, meeting=comparison.meeting_id, documents=told)


def _duplicate(duplicate: Duplicate) -> Row:
    return Row(duplicate.document_id, documents=_codes(duplicate.document_id, duplicate.of))


def _inferred(inferred: InferredDate) -> Row:
    return Row(inferred.document_id, when=inferred.dating.interval, documents=_codes(inferred.document_id))


KINDS: dict[str, tuple[type[Any], Callable[[Any], Row]]] = {
    "people": (Person, _person),
    "meetings": (Meeting, _meeting),
    "statements": (Statement, _statement),
    "undertakings": (Undertaking, _undertaking),
    "alignments": (Alignment, _alignment),
    "comparisons": (Comparison, _comparison),
    "duplicates": (Duplicate, _duplicate),
    "inferred_dates": (InferredDate, _inferred),
}
"""Fields of Links that are kept as records, with their noun and its columns."""

KIND_OF: dict[type[Any], str] = {noun: kind for kind, (noun, _) in KINDS.items()}
