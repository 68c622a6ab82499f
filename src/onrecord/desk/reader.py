"""What the views may ask of a record: nouns by id and by what they are about, each looked up once per request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from onrecord.record.accounts import Alignment, Comparison
from onrecord.record.actors import Person
from onrecord.record.amending import applied
from onrecord.record.attributions import Attribution, Statement
from onrecord.record.carrying import KIND_BY_PREFIX, Disagreement, Followed, Recheck, disagreements, follow
from onrecord.record.documents import Document
from onrecord.record.issues import Issue
from onrecord.record.judgements import Decision, Judgement, decisions
from onrecord.record.meetings import Meeting
from onrecord.record.readings import Duplicate, InferredDate, Reading
from onrecord.record.spans import Span
from onrecord.record.undertakings import Undertaking
from onrecord.store import Hit, Store
from onrecord.store.asking import Asked

T = TypeVar("T")

NOUNS: dict[str, type[Any]] = {
    "meetings": Meeting,
    "undertakings": Undertaking,
    "people": Person,
    "alignments": Alignment,
}
"""Kinds of fact people judge, as they stand in addresses."""
_KINDS = {noun: kind for kind, noun in NOUNS.items()}


class Memory:
    """What was made of the judgements at one generation of the record, kept between requests."""

    def __init__(self) -> None:
        self.generation = -1
        self.followed = Followed((), ())
        self.decisions: dict[str, Decision] = {}


class Reader:
    """One request's view of a record. Never writes."""

    def __init__(self, store: Store, today: date, memory: Memory | None = None, *, by: str = "desk") -> None:
        self.store = store
        self.today = today
        self.by = by
        self._memory = memory or Memory()
        self._documents: dict[str, Document | None] = {}
        self._readings: dict[str, Reading | None] = {}

    def document(self, document_id: str) -> Document | None:
        """Return a document, superseded ones too."""
        if document_id not in self._documents:
            self._documents[document_id] = self.store.document(document_id)
        return self._documents[document_id]

    def reading(self, document_id: str) -> Reading | None:
        """Return what was read from a document."""
        if document_id not in self._readings:
            self._readings[document_id] = self.store.reading(document_id)
        return self._readings[document_id]

    def documents(self, ids: Iterable[str]) -> list[Document]:
        """Return the documents of `ids`, official ones first, then by publication date."""
        found = [document for one in dict.fromkeys(ids) if (document := self.document(one))]
        return sorted(found, key=lambda d: (not d.is_official, _published(d), d.id))

    @cached_property
    def all_documents(self) -> list[Document]:
        """All current documents by publication date; undated ones last."""
        return sorted(self.store.documents(), key=lambda d: (_published(d), d.name))

    @cached_property
    def meetings(self) -> list[Meeting]:
        """All meetings by day."""
        return self.decided(self.store.records(Meeting))

    @cached_property
    def undertakings(self) -> list[Undertaking]:
        """All undertakings."""
        return self.decided(self.store.records(Undertaking))

    @cached_property
    def people(self) -> list[Person]:
        """All people by name."""
        return self.decided(self.store.records(Person))

    @cached_property
    def statements(self) -> list[Statement]:
        """All statements."""
        return self.store.records(Statement)

    @cached_property
    def alignments(self) -> list[Alignment]:
        """All alignments."""
        return self.decided(self.store.records(Alignment))

    @cached_property
    def duplicates(self) -> dict[str, Duplicate]:
        """Copies, by the id of the copy."""
        return {one.document_id: one for one in self.store.records(Duplicate)}

    @cached_property
    def inferred(self) -> dict[str, InferredDate]:
        """Dates inferred from linked meetings, by document."""
        return {one.document_id: one for one in self.store.records(InferredDate)}

    @cached_property
    def judgements(self) -> list[Judgement]:
        """All judgements in the order they were appended."""
        return self.store.judgements()

    @cached_property
    def decisions(self) -> dict[str, Decision]:
        """Where people stand on every fact they judged, by the id it has today."""
        memory, generation = self._memory, self.store.generation
        if memory.generation != generation:
            memory.followed = follow(self.judgements, self, self.store.document, self.store.superseded_by)
            memory.decisions = decisions(memory.followed.judgements)
            memory.generation = generation
        return memory.decisions

    @property
    def recheck(self) -> Sequence[Recheck]:
        """Judgements whose fact is no longer as it was."""
        _ = self.decisions  # brings the memory up to date
        return self._memory.followed.recheck

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Where two people decided differently on one fact."""
        return disagreements(self._memory.followed.judgements) if self.decisions else ()

    def decision(self, subject: str) -> Decision:
        """Return where people stand on one fact."""
        return self.decisions.get(subject, Decision(subject))

    def is_rejected(self, fact_id: str) -> bool:
        """Tell whether people say that a fact is none."""
        return self.decision(fact_id).review_status == "rejected"

    def decided(self, found: list[T]) -> list[T]:
        """Return facts with the values people set."""
        if not self.decisions:
            return found
        return [self.edited(one) for one in found]

    def edited(self, one: T) -> T:
        """Return one fact with the values people set."""
        decision = self.decisions.get(getattr(one, "id", ""))
        if decision is None or not (decision.edits or decision.links or decision.unlinked):
            return one
        changed: T = applied(_KINDS[type(one)], one, decision, self.document)
        return changed

    def exists(self, fact_id: str) -> bool:
        """Tell whether there is a fact of that id."""
        kind = KIND_BY_PREFIX.get(fact_id[:3])
        return kind is not None and self.store.record(NOUNS[kind], fact_id) is not None

    def told_in(self, kind: str, document_id: str) -> Sequence[Any]:
        """Return the facts of a kind that a document tells."""
        return self.store.records(NOUNS[kind], document=document_id) if kind in NOUNS else ()

    def some(self, noun: type[T], asked: Asked, limit: int) -> list[T]:
        """Return up to `limit` records of a noun with the values people set."""
        return self.decided([one for _, one in self.store.page(noun, asked, limit=limit)])

    def of_meeting(self, noun: type[T], meeting_id: str) -> list[T]:
        """Return the records of a noun that belong to one meeting, with the values people set."""
        return self.decided(self.store.of_meeting(noun, meeting_id))

    def latest_meetings(self, limit: int) -> list[Meeting]:
        """Return the meetings of the last days on record, latest first."""
        return self.decided(self.store.latest(Meeting, limit=limit))

    def alike(self, kind: str, parties: Sequence[str], *, since: str = "", until: str = "") -> list[Any]:
        """Return up to 100 facts per party of a kind that share a party with `parties`, between two ISO days if given.

        With no party, the first 100 of the kind.
        """
        asked = [Asked(party=code, since=since, until=until) for code in parties or ("",)]
        found = {one.id: one for each in asked for _, one in self.store.page(NOUNS[kind], each, limit=100)}
        return self.decided(list(found.values()))

    def fact(self, kind: str, fact_id: str) -> Any:
        """Return a fact of one of the judged kinds with the values people set, None if there is none."""
        found = self.store.record(NOUNS[kind], fact_id) if kind in NOUNS else None
        return self.edited(found) if found is not None else None

    @cached_property
    def issues(self) -> list[Issue]:
        """All issues."""
        return self.store.issues()

    def meeting(self, meeting_id: str) -> Meeting | None:
        """Return a meeting."""
        found = self.store.record(Meeting, meeting_id)
        return self.edited(found) if found else None

    def comparison(self, meeting_id: str) -> Comparison | None:
        """Return the comparison of a meeting's accounts."""
        return self.store.record(Comparison, meeting_id)

    def undertaking(self, undertaking_id: str) -> Undertaking | None:
        """Return an undertaking."""
        found = self.store.record(Undertaking, undertaking_id)
        return self.edited(found) if found else None

    def person(self, person_id: str) -> Person | None:
        """Return a person."""
        found = self.store.record(Person, person_id)
        return self.edited(found) if found else None

    def attribution(self, attribution_id: str) -> tuple[Document, Attribution] | None:
        """Return an attribution and the document it stands in."""
        holder = self.store.holder(attribution_id)
        reading = self.reading(holder) if holder else None
        if reading is None:
            return None
        found = next((one for one in reading.attributions if one.id == attribution_id), None)
        return (reading.document, found) if found else None

    def search(self, text: str) -> list[Hit]:
        """Return passages that hold all words of `text`."""
        return self.store.search(text)

    def sentence(self, document: Document, span: Span) -> Span:
        """Return the stretch of sentences around `span`, or its region where no sentence is known."""
        reading = self.reading(document.id)
        near = [one for one in (reading.sentences if reading else ()) if one.overlaps(span)]
        region = document.region_at(span.start)
        if near:
            return Span(min(near[0].start, span.start), max(near[-1].end, span.end))
        return region.span if region else span


def _published(document: Document) -> str:
    return document.published.interval.start.isoformat() if document.published else "9999"
