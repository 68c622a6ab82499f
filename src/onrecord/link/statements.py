"""Tellings of one act of saying become one Statement: the quote in the news, its copy elsewhere, the passage on record.

In come readings, people, meetings and alignments; out go `Statement`s. Two tellings are one act only where they align
with the same official passage, or where the same speaker is given the same words; a likeness of content is not enough.
An attribution whose speaker is unresolved belongs to no Statement: nobody is known to have said it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.record.accounts import Alignment, Match
from onrecord.record.actors import Office, Person
from onrecord.record.attributions import Attribution, AttributionType, Statement
from onrecord.record.documents import Document, Kind, Role
from onrecord.record.identity import make_id
from onrecord.record.meetings import Meeting
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.record.times import Interval
from onrecord.roster.names import key

_SAID = {AttributionType.SPEECH, AttributionType.WRITING}
_ONE_ACT = {Match.VERBATIM, Match.TRUNCATED, Match.SPLICED, Match.VARIANT}
_REPORTS = {Kind.READOUT, Kind.JOINT_STATEMENT, Kind.COMMUNIQUE, Kind.TRANSCRIPT}
"""Papers that report one meeting: what they tell of was said there."""
_SAME_WORDS = 5
"""Fewer words than this may be said twice: "we will see" in two reports need not be one act."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """An attribution with its document, the text of its content, who speaks, and the passage it aligns with."""

    attribution: Attribution
    document: Document
    exact: str
    speaker: str
    passage: tuple[str, Span] | None = None


def link(
    readings: Sequence[Reading],
    *,
    people: Sequence[Person] = (),
    meetings: Sequence[Meeting] = (),
    alignments: Sequence[Alignment] = (),
) -> tuple[Statement, ...]:
    """Group the attributions of all readings into acts of saying, sorted by day, speaker and id."""
    persons = _Bearers(people)
    aligned = {a.attribution_id: a for a in alignments if a.match in _ONE_ACT and a.passage and a.official_id}
    tellings = [_telling(a, r.document, persons, aligned) for r in readings for a in r.attributions if _counts(a)]
    at_meeting, papers = _only_meetings(meetings), {r.document.id: r.document for r in readings}
    made = [_statement(group, at_meeting, persons, papers) for group in _groups(tellings)]
    return tuple(sorted(made, key=lambda s: (s.at.iso() if s.at else "9999", s.speaker_name, s.id)))


def told_in(alignments: Sequence[Alignment], statements: Sequence[Statement]) -> tuple[Alignment, ...]:
    """Return the alignments with the Statement their quote is a telling of."""
    of = {attribution: statement.id for statement in statements for attribution in statement.attribution_ids}
    return tuple(replace(a, statement_id=of.get(a.attribution_id)) for a in alignments)


def _is_own(telling: _Telling) -> bool:
    """Tell whether the telling is the speaker's own paper, or their turn in an official transcript."""
    attribution, document = telling.attribution, telling.document
    if attribution.is_first_person:
        return True
    return document.is_official and key(_name(attribution)) in _voices(document, attribution.content[0])


def _voices(document: Document, span: Span) -> set[str]:
    """Return the keys of the names that speak for themselves at a place of a document."""
    region = document.region_at(span.start)
    turn = region.speaker if region and region.role is Role.TURN else None
    return {key(name) for name in (document.author, turn) if name}


def _name(attribution: Attribution) -> str:
    return attribution.speaker.name if attribution.speaker else ""


def _counts(attribution: Attribution) -> bool:
    return attribution.speaker is not None and attribution.type in _SAID


def _telling(
    attribution: Attribution, document: Document, persons: _Bearers, aligned: dict[str, Alignment]
) -> _Telling:
    name = _name(attribution)
    exact = " … ".join(span.of(document.text) for span in attribution.content)
    person = persons.of(name, document.id)
    speaker = person.id if person else key(name)
    found = aligned.get(attribution.id)
    passage = (found.official_id, found.passage[0]) if found and found.official_id else None
    return _Telling(attribution, document, exact, speaker, passage)


def _groups(tellings: Sequence[_Telling]) -> Iterator[list[_Telling]]:
    """Yield tellings of one act each; a passage that quotes align with joins their group and stands alone otherwise."""
    own = [t for t in tellings if _is_own(t)]
    reported = [t for t in tellings if not _is_own(t)]
    parents = list(range(len(reported)))

    def root(index: int) -> int:
        while parents[index] != index:
            index = parents[index]
        return index

    for first, second in _pairs(reported):
        parents[max(root(first), root(second))] = min(root(first), root(second))
    joined: dict[int, list[_Telling]] = defaultdict(list)
    for index, telling in enumerate(reported):
        joined[root(index)].append(telling)
    taken: set[str] = set()
    by_paper: dict[str, list[_Telling]] = defaultdict(list)
    for telling in own:
        by_paper[telling.document.id].append(telling)
    for group in joined.values():
        papers = sorted({g.passage[0] for g in group if g.passage})
        sources = [t for paper in papers for t in by_paper.get(paper, ()) if any(_inside(g.passage, t) for g in group)]
        taken.update(t.attribution.id for t in sources)
        yield sources + group
    yield from ([t] for t in own if t.attribution.id not in taken)


def _pairs(tellings: Sequence[_Telling]) -> Iterator[tuple[int, int]]:
    """Yield the indices of tellings that are one act: same words of one speaker, or overlapping official passages."""
    same_words: dict[tuple[str, str], int] = {}
    passages: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        words = re.findall(r"\w+", telling.exact.casefold())
        if len(words) >= _SAME_WORDS:
            yield same_words.setdefault((telling.speaker, " ".join(words)), index), index
        if telling.passage:
            official, span = telling.passage
            yield from ((other, index) for known, other in passages[official] if known.overlaps(span))
            passages[official].append((span, index))


def _inside(passage: tuple[str, Span] | None, telling: _Telling) -> bool:
    if passage is None or passage[0] != telling.document.id:
        return False
    return any(span.overlaps(passage[1]) for span in telling.attribution.content)


def _statement(
    group: list[_Telling],
    at_meeting: dict[str, Meeting],
    persons: _Bearers,
    papers: dict[str, Document],
) -> Statement:
    group.sort(key=lambda t: (not _is_own(t), not t.document.is_official, t.attribution.id))
    best = group[0]
    speakers = [t.attribution.speaker for t in group if t.attribution.speaker]
    person = persons.of(speakers[0].name, best.document.id)
    party = next((s.party for s in speakers if s.party), person.party if person else None)
    title = next((s.office for s in speakers if s.office), None)
    held = {at_meeting[t.document.id].id for t in group if t.document.id in at_meeting}
    return Statement(
        id=make_id("stm", *sorted(t.attribution.id for t in group)),
        speaker_name=person.name if person else max((s.name for s in speakers), key=lambda n: (len(n), n)),
        speaker_id=person.id if person else None,
        party=party,
        office=Office(title, party) if title else None,
        attribution_ids=tuple(t.attribution.id for t in group),
        exact=best.exact,
        at=_day(group, at_meeting, papers),
        meeting_id=held.pop() if len(held) == 1 else None,
    )


def _day(group: Sequence[_Telling], at_meeting: dict[str, Meeting], papers: dict[str, Document]) -> Interval | None:
    """Return when it was said: by a telling, by a dated paper of the speaker, or by an official report of one meeting.

    A report in the press does not tell when something was said: its own date is only the last day it can have been.
    """
    given = [t.attribution.time for t in group if t.attribution.time]
    own = [t.document.published.interval for t in group if _is_own(t) and t.document.published]
    own += [paper.published.interval for t in group if (paper := _paper_of(t, papers)) and paper.published]
    met = [m.date for t in group if t.document.kind in _REPORTS and (m := at_meeting.get(t.document.id)) and m.date]
    for days in (given, own, met if any(t.document.is_official for t in group) else []):
        if days:
            return min(days, key=lambda i: (i.end - i.start, i.start))
    return None


def _paper_of(telling: _Telling, papers: dict[str, Document]) -> Document | None:
    """Return the speaker's own paper in which the passage stands that a quote aligns with."""
    if telling.passage is None or (paper := papers.get(telling.passage[0])) is None:
        return None
    return paper if key(_name(telling.attribution)) in _voices(paper, telling.passage[1]) else None


class _Bearers:
    """The people of a record by the keys of their names."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._found: dict[str, list[Person]] = defaultdict(list)
        for person in people:
            for name in {key(name) for name in (person.name, *person.names)}:
                self._found[name].append(person)

    def of(self, name: str, document_id: str) -> Person | None:
        """Return the one bearer of a name; of two, the one the document is evidence of; None if that is not one."""
        bearers = self._found.get(key(name), [])
        if len(bearers) > 1:
            bearers = [one for one in bearers if any(proof.document_id == document_id for proof in one.evidence)]
        return bearers[0] if len(bearers) == 1 else None


def _only_meetings(meetings: Sequence[Meeting]) -> dict[str, Meeting]:
    """Map documents to the one meeting they tell, where it is one."""
    told: dict[str, dict[str, Meeting]] = defaultdict(dict)
    for meeting in meetings:
        if not meeting.only_in_caption:
            for document in meeting.document_ids:
                told[document][meeting.id] = meeting
    return {document: found.popitem()[1] for document, found in told.items() if len(found) == 1}
