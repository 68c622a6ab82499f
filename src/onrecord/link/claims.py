"""What one document claims about one meeting, field by field, each claim with its words.

Input: a reading, the meeting, and the records already linked. Output: claims in text order. Two claims of one field
are the same claim if their `key` is equal; wording is compared later, by `accounts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.record.accounts import Claim
from onrecord.record.actors import ActorKind
from onrecord.record.documents import Document, Role
from onrecord.record.meetings import Meeting, MeetingMention
from onrecord.record.readings import Reading
from onrecord.record.spans import Span, evidence
from onrecord.record.undertakings import Undertaking
from onrecord.roster import names as roster_names

from . import figures

_PAPER = re.compile(
    r"\b(?:UN )?(?:Security Council )?(?:Resolution|Convention|Treaty|Protocol|Memorandum|Charter|Accord|Agreement)"
    r"(?: (?:No\.? ?)?\d+| of \d{4})|\bS/RES/\d+\b"
)
_NAMED = frozenset({ActorKind.PERSON, ActorKind.ORGANISATION})
_HIDDEN = frozenset({Role.CAPTION, Role.FURNITURE, Role.DATELINE, Role.HEADING})


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and what makes it the same as another: field and key. `loose` keys are also compared by wording."""

    claim: Claim
    key: str
    loose: bool = False


def gather(reading: Reading, meeting: Meeting, undertakings: Sequence[Undertaking]) -> tuple[Told, ...]:
    """Return the claims of one document about `meeting`; statements are left to the alignments."""
    own = [m for m in reading.meetings if m.id in meeting.mention_ids]
    found = [
        *(told for mention in own for told in _of_mention(reading.document, mention, meeting)),
        *_undertakings(reading, undertakings),
        *_figures(reading.document),
        *_names(reading, meeting),
        *_papers(reading.document),
        *_times(reading, meeting),
    ]
    unique: dict[tuple[str, str], Told] = {}
    for told in sorted(found, key=lambda t: (t.claim.field, t.claim.evidence.spans)):
        unique.setdefault((told.claim.field, told.key), told)
    return tuple(unique.values())


def _told(document: Document, field: str, value: str, span: Span, key: str = "", loose: bool = False) -> Told:
    return Told(Claim(field, value, document.id, evidence(document.id, document.text, span)), key or value, loose)


def _of_mention(document: Document, mention: MeetingMention, meeting: Meeting) -> Iterator[Told]:
    if mention.date is not None:
        yield _told(document, "date", mention.date.edtf(), mention.date_span or mention.evidence)
    if mention.place and mention.place_span:
        yield _told(document, "place", mention.place, mention.place_span, mention.place.casefold())
    if mention.format and mention.format_span:
        yield _told(document, "format", mention.format, mention.format_span, mention.format.casefold())
    for topic in mention.topics:
        yield _told(document, "topic", topic.of(document.text), topic, loose=True)
    for person in mention.participants:
        span = person.name_span or person.party_span or mention.evidence
        if person.name:
            name = full_name(person.name, [p.name for p in meeting.participants if p.name])
            value = f"{name} ({person.party})" if person.party else name
            yield _told(document, "participant", value, span, roster_names.key(name))
        elif person.party:
            yield _told(document, "participant", person.party, span)


def full_name(name: str, known: Sequence[str]) -> str:
    """Return the longest of `known` that names the same person as `name`, else `name` itself."""
    same = [other for other in known if roster_names.same_person(name, other) >= 0.6]
    return max(same, key=lambda other: (len(roster_names.key(other)), other), default=name)


def _undertakings(reading: Reading, undertakings: Sequence[Undertaking]) -> Iterator[Told]:
    record: Mapping[str, Undertaking] = {m: u for u in undertakings for m in u.mention_ids}
    for mention in reading.undertakings:
        linked = record.get(mention.id)
        words_ = mention.action.of(reading.document.text)
        value = linked.action if linked else words_
        key = linked.id if linked else mention.id
        yield _told(reading.document, "undertaking", value, mention.evidence, key, loose=True)


def _figures(document: Document) -> Iterator[Told]:
    for region in document.speaking():
        for figure in figures.find(document.text, region.span):
            value = figure.span.of(document.text)
            yield _told(document, "figure", value, figure.span, f"{figure.value:g} {figure.subject}")


def _names(reading: Reading, meeting: Meeting) -> Iterator[Told]:
    document = reading.document
    present = [p.name for p in meeting.participants if p.name]
    people = [a.name for a in reading.actors if a.kind is ActorKind.PERSON and a.name]
    for actor in reading.actors:
        if actor.kind not in _NAMED or not actor.name or actor.how == "unresolved" or _is_hidden(document, actor.span):
            continue
        if actor.kind is ActorKind.PERSON:
            name = full_name(actor.name, people)
            if any(roster_names.same_person(name, other) >= 0.6 for other in present):
                continue
            yield _told(document, "name", name, actor.span, roster_names.surname(roster_names.key(name)))
        else:
            yield _told(document, "name", actor.name, actor.span, actor.party or actor.name.casefold())


def _papers(document: Document) -> Iterator[Told]:
    """Name the resolutions, conventions and treaties a text invokes."""
    for match in _PAPER.finditer(document.text):
        span = Span(*match.span())
        if not _is_hidden(document, span):
            number = re.search(r"\d+", match.group())
            yield _told(document, "name", match.group(), span, f"paper {number.group()}" if number else "")


def _times(reading: Reading, meeting: Meeting) -> Iterator[Told]:
    document = reading.document
    days = [v for m in reading.meetings if m.id in meeting.mention_ids and (v := m.date_span)]
    for time in reading.times:
        if _is_hidden(document, time.span) or any(d.overlaps(time.span) for d in days):
            continue
        if time.interval and meeting.date and time.interval.contains(meeting.date):
            continue
        value = time.interval.edtf() if time.interval else time.span.of(document.text).casefold()
        yield _told(document, "time", time.span.of(document.text), time.span, value)


def _is_hidden(document: Document, span: Span) -> bool:
    region = document.region_at(span.start)
    return region is None or region.role in _HIDDEN
