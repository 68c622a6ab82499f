"""Which columns and terms stand beside the body of each kind of record: what lists are sorted, filtered and joined by.

A term is one thing a list can be asked for (`party:ARV`, `status:overdue`); the term `` holds everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from onrecord.record.accounts import Alignment, Comparison
from onrecord.record.actors import Person
from onrecord.record.attributions import Statement
from onrecord.record.meetings import Meeting
from onrecord.record.readings import Duplicate, InferredDate
from onrecord.record.times import Interval
from onrecord.record.undertakings import Undertaking, status

from .asking import SORTED_BY, UNDATED, Asked, Key, wanted

INDEX = "1"
"""Version of the columns and terms of this module: a record indexed by another is indexed anew. Raise on any change."""
SEARCHED = 2000
"""Characters of a fact's own words that are indexed for searching."""
ALWAYS = ("", "9999-99-99")
"""Bounds of a term that holds on any day."""

Stretch = tuple[str, str, str]
"""Where an undertaking stands, from an ISO day up to but not including another."""


@dataclass(frozen=True, slots=True)
class Row:
    """The columns of one record.

    Attributes:
        label: what a list is sorted by after the day.
        terms: what it can be asked for, as `field:value`, holding on any day.
        stretches: its status over time, for those whose status is folded on a day.
        words: its own words, for searching.
    """

    id: str
    label: str = ""
    when: Interval | None = None
    facet: str | None = None
    meeting: str | None = None
    documents: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    stretches: tuple[Stretch, ...] = ()
    words: str = ""

    @property
    def start(self) -> str | None:
        """First day, ISO."""
        return self.when.start.isoformat() if self.when else None

    @property
    def end(self) -> str | None:
        """Last day, ISO."""
        return self.when.end.isoformat() if self.when else None

    @property
    def key(self) -> Key:
        """Where it stands in lists."""
        return (self.start or UNDATED, self.label[:SORTED_BY], self.id)

    def entries(self) -> Iterator[tuple[str, str, str]]:
        """Yield every term it is found under, with the days from and before which the term holds."""
        for term in ("", *sorted(self.terms)):
            yield term, *ALWAYS
        for state, since, until in self.stretches:
            yield f"status:{state}", since, until

    def passes(self, asked: Asked) -> bool:
        """Tell whether it is one of those asked for; the same answer as the index gives."""
        for term in wanted(asked):
            if term not in self.terms and not self._stands(term, asked.on):
                return False
        if asked.since or asked.until or asked.dated:
            return bool(
                self.start
                and self.end
                and (not asked.since or self.end >= asked.since)
                and (not asked.until or self.start <= asked.until)
            )
        return True

    def _stands(self, term: str, on: str) -> bool:
        return any(term == f"status:{state}" and since <= on < until for state, since, until in self.stretches)


def _terms(**values: Iterable[str | None]) -> frozenset[str]:
    return frozenset(f"{field}:{value}" for field, held in values.items() for value in held if value)


def _person(person: Person) -> Row:
    told = frozenset(proof.document_id for proof in person.evidence)
    terms = _terms(party=[person.party])
    return Row(person.id, person.name, documents=told, terms=terms, words=_words(person.name, *person.names))


def _meeting(meeting: Meeting) -> Row:
    terms = _terms(
        party=meeting.parties, facet=[meeting.status], label=[meeting.place], kind=[meeting.kind],
        person=[one.person_id for one in meeting.participants], track=[meeting.process],
        told=[None if meeting.only_in_caption else "yes"],
    )  # fmt: skip
    named = (one.name for one in meeting.participants)
    return Row(
        meeting.id, meeting.place or "", meeting.date, meeting.status, meeting.id, frozenset(meeting.document_ids),
        terms, words=_words(meeting.place, meeting.format, meeting.process, *named),
    )  # fmt: skip


def _statement(statement: Statement) -> Row:
    return Row(
        statement.id, statement.speaker_name, statement.at, None, statement.meeting_id,
        terms=_terms(party=[statement.party], person=[statement.speaker_id]),
        words=_words(statement.exact, statement.speaker_name),
    )  # fmt: skip


def _undertaking(undertaking: Undertaking) -> Row:
    return Row(
        undertaking.id, undertaking.action, undertaking.deadline, undertaking.kind, undertaking.meeting_id,
        frozenset(undertaking.document_ids),
        _terms(party=undertaking.actors, facet=[undertaking.kind], track=[undertaking.track]),
        stretches(undertaking), _words(undertaking.action, undertaking.condition),
    )  # fmt: skip


def _alignment(alignment: Alignment) -> Row:
    return Row(
        alignment.id, alignment.attribution_id, None, alignment.match, alignment.meeting_id,
        frozenset(one for one in (alignment.document_id, alignment.official_id) if one),
        _terms(facet=[alignment.match]),
    )  # fmt: skip


def _comparison(comparison: Comparison) -> Row:
    told = frozenset(account.document_id for account in comparison.accounts)
    return Row(comparison.meeting_id, meeting=comparison.meeting_id, documents=told)


def _duplicate(duplicate: Duplicate) -> Row:
    return Row(duplicate.document_id, documents=frozenset((duplicate.document_id, duplicate.of)))


def _inferred(inferred: InferredDate) -> Row:
    return Row(inferred.document_id, when=inferred.dating.interval, documents=frozenset((inferred.document_id,)))


def _words(*texts: str | None) -> str:
    return " · ".join(dict.fromkeys(text for text in texts if text))[:SEARCHED]


def stretches(undertaking: Undertaking) -> tuple[Stretch, ...]:
    """Return where an undertaking stands, day by day: its status can only change on an act or around its deadline."""
    days = {act.on.start for act in undertaking.acts if act.on}
    if undertaking.deadline:
        days.add(undertaking.deadline.start)
        days |= {undertaking.deadline.end + timedelta(days=1)} if undertaking.deadline.end < date.max else set()
    found: list[Stretch] = []
    for day in sorted({date.min, *days}):
        state, since = status(undertaking, day).value, day.isoformat() if day > date.min else ALWAYS[0]
        if not found or found[-1][0] != state:
            found[-1:] = [*((*one[:2], since) for one in found[-1:]), (state, since, ALWAYS[1])]
    return tuple(found)


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

Speaks = Callable[[str], str | None]
"""Gives the party of a statement by its id."""


def nobody(statement_id: str) -> None:
    """Know no statement."""


def row_of(one: Any, party_of: Speaks = nobody) -> Row:
    """Return the columns of a record; an alignment is found under the party whose statement it is about."""
    row = KINDS[KIND_OF[type(one)]][1](one)
    if isinstance(one, Alignment) and one.statement_id and (party := party_of(one.statement_id)):
        return replace(row, terms=row.terms | _terms(party=[party]))
    return row
