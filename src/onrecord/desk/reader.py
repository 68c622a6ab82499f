"""What the views may ask of a record: nouns by id and by what they are about, each looked up once per request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import RLock
from typing import Any, TypeVar

from onrecord.record.accounts import Alignment, Comparison
from onrecord.record.actors import Person
from onrecord.record.amending import applied
from onrecord.record.attributions import Attribution
from onrecord.record.carrying import KIND_BY_PREFIX, Disagreement, Followed, Recheck, disagreements, follow
from onrecord.record.documents import Document
from onrecord.record.judgements import Decision, Judgement, decisions, standing
from onrecord.record.meetings import Meeting
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.record.undertakings import Undertaking
from onrecord.store import Hit, Store
from onrecord.store.asking import Asked

from .listing import Edited, Listing

T = TypeVar("T")

NOUNS: dict[str, type[Any]] = {
    "meetings": Meeting,
    "undertakings": Undertaking,
    "people": Person,
    "alignments": Alignment,
}
"""Kinds of fact people judge, as they stand in addresses."""
AROUND = 3000
"""Code points shown on either side of a passage at most: some texts come without sentences or paragraphs."""
_KINDS = {noun: kind for kind, noun in NOUNS.items()}


@dataclass(frozen=True)
class Folded:
    """What was made of the judgements at one generation of a record.

    Attributes:
        judgements: all, in the order they were appended.
        linked: when the record was linked; the facts there are stay the same until it is linked anew.
        known: which facts there are, as far as anybody asked.
        standing: the judgements that nobody took back, by time.
        edited: per noun, the facts whose values people set.
    """

    record: tuple[str | None, int] = (None, -1)
    linked: tuple[str | None, str | None] = (None, None)
    judgements: tuple[Judgement, ...] = ()
    known: dict[str, bool] = field(default_factory=dict)
    followed: Followed = field(default_factory=lambda: Followed((), ()))
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    standing: Sequence[Judgement] = ()
    disagreements: tuple[Disagreement, ...] = ()
    edited: dict[type[Any], Edited[Any]] = field(default_factory=dict)


class Memory:
    """What is kept between requests: judgements are only ever appended, so that those decoded before stay."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._folded = Folded()

    def at(self, store: Store, told_in: Callable[[str, str], Sequence[Any]]) -> Folded:
        """Return what stands at the generation of `store`."""
        with self._lock:
            record = (store.setting("identity"), store.generation)
            if self._folded.record != record:
                self._folded = _fold(store, told_in, record, self._folded)
            return self._folded


def _fold(
    store: Store, told_in: Callable[[str, str], Sequence[Any]], record: tuple[str | None, int], before: Folded
) -> Folded:
    linked = (store.setting("linked"), store.setting("kept"))
    if record[0] != before.record[0]:
        before = Folded()
    known = before.known if linked == before.linked else {}
    held = (*before.judgements, *store.judgements(skip=len(before.judgements)))
    followed = follow(held, _Facts(store, known, told_in), store.document, store.superseded_by)
    return Folded(
        record, linked, held, known, followed, decisions(followed.judgements), standing(held),
        disagreements(followed.judgements),
    )  # fmt: skip


@dataclass(frozen=True)
class _Facts:
    """Which facts there are, each looked up once until the record is linked anew."""

    store: Store
    known: dict[str, bool]
    told_in: Callable[[str, str], Sequence[Any]]

    def exists(self, fact_id: str) -> bool:
        if fact_id not in self.known:
            self.known[fact_id] = _exists(self.store, fact_id)
        return self.known[fact_id]


def _exists(store: Store, fact_id: str) -> bool:
    kind = KIND_BY_PREFIX.get(fact_id[:3])
    return kind is not None and store.record(NOUNS[kind], fact_id) is not None


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

    @property
    def judgements(self) -> Sequence[Judgement]:
        """All judgements in the order they were appended."""
        return self._current.judgements

    @property
    def standing(self) -> Sequence[Judgement]:
        """The judgements that nobody took back, by time."""
        return self._current.standing

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """Where people stand on every fact they judged, by the id it has today."""
        return self._current.decisions

    @property
    def recheck(self) -> Sequence[Recheck]:
        """Judgements whose fact is no longer as it was."""
        return self._current.followed.recheck

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Where two people decided differently on one fact."""
        return self._current.disagreements

    @cached_property
    def _current(self) -> Folded:
        return self._memory.at(self.store, self.told_in)

    def listing(self, noun: type[T]) -> Listing[T]:
        """Return the facts of a noun in lists, with the values people set."""
        return Listing(self.store, noun, self._edited(noun))

    def _edited(self, noun: type[T]) -> Edited[T]:
        folded = self._current
        if noun not in folded.edited:
            kind = _KINDS.get(noun)
            ids = [
                one.subject
                for one in folded.decisions.values()
                if (one.edits or one.links or one.unlinked) and KIND_BY_PREFIX.get(one.subject[:3]) == kind
            ]
            folded.edited[noun] = Edited(self.store.some(noun, ids) if kind else {}, self.edited)
        return folded.edited[noun]

    def decision(self, subject: str) -> Decision:
        """Return where people stand on one fact."""
        return self.decisions.get(subject, Decision(subject))

    def is_rejected(self, fact_id: str) -> bool:
        """Tell whether people say that a fact is none."""
        return self.decision(fact_id).review_status == "rejected"

    def decided(self, found: list[T]) -> list[T]:
        """Return facts with the values people set."""
        return [self.edited(one) for one in found] if self.decisions else found

    def edited(self, one: T) -> T:
        """Return one fact with the values people set."""
        decision = self.decisions.get(getattr(one, "id", ""))
        if decision is None or not (decision.edits or decision.links or decision.unlinked):
            return one
        changed: T = applied(_KINDS[type(one)], one, decision, self.document)
        return changed

    def exists(self, fact_id: str) -> bool:
        """Tell whether there is a fact of that id."""
        return _exists(self.store, fact_id)

    def told_in(self, kind: str, document_id: str) -> Sequence[Any]:
        """Return the facts of a kind that a document tells."""
        return self.store.records(NOUNS[kind], document=document_id) if kind in NOUNS else ()

    def some(self, noun: type[T], asked: Asked, limit: int) -> list[T]:
        """Return up to `limit` records of a noun with the values people set."""
        return [one for _, one in self.listing(noun).page(asked, limit=limit)]

    def of_meeting(self, noun: type[T], meeting_id: str, limit: int = 500) -> list[T]:
        """Return the records of a noun that belong to one meeting, with the values people set."""
        return self.decided(self.store.of_meeting(noun, meeting_id, limit=limit))

    def latest(self, noun: type[T], asked: Asked, limit: int) -> list[T]:
        """Return the records of a noun with the latest days, latest first, with the values people set."""
        return self.listing(noun).latest(asked, limit=limit)

    def alike(self, kind: str, parties: Sequence[str], *, since: str = "", until: str = "") -> list[Any]:
        """Return up to 100 facts per party of a kind that share a party with `parties`, between two ISO days if given.

        With no party, the first 100 of the kind.
        """
        asked = [Asked(party=code, since=since, until=until) for code in parties or ("",)]
        return list({one.id: one for each in asked for one in self.some(NOUNS[kind], each, 100)}.values())

    def fact(self, kind: str, fact_id: str) -> Any:
        """Return a fact of one of the judged kinds with the values people set, None if there is none."""
        found = self.store.record(NOUNS[kind], fact_id) if kind in NOUNS else None
        return self.edited(found) if found is not None else None

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
        """Return the stretch of sentences around `span`, or its region where no sentence is known.

        No more than `AROUND` code points are added on either side.
        """
        reading = self.reading(document.id)
        near = [one for one in (reading.sentences if reading else ()) if one.overlaps(span)]
        region = document.region_at(span.start)
        if near:
            start, end = min(near[0].start, span.start), max(near[-1].end, span.end)
        else:
            start, end = (region.span.start, max(region.span.end, span.end)) if region else (span.start, span.end)
        return Span(max(start, span.start - AROUND), min(end, span.end + AROUND))


def _published(document: Document) -> str:
    return document.published.interval.start.isoformat() if document.published else "9999"
