"""Parties that no word beside the name shows: the document's own side, the counterpart its title names, the roster's people.

A readout seldom says whose "President" its own president is. It is its own side's if the title puts the name before
"with", if the paper is in that person's voice, or if the office is worded as only the own side words it. Nobody else's
party is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record.actors import PartyKind
from onrecord.record.documents import Document, Kind, Role
from onrecord.record.issues import Issue, Severity
from onrecord.record.spans import Span
from onrecord.roster import Roster, names

from .people import Individual
from .sightings import RegionView, view
from .units import split

_TOPIC = {"on", "in", "about", "over", "regarding", "for", "concerning", "around", "inside", "at"}
"""Words before a state that say what is talked about or where, not who talks."""

_OWN_TITLE = re.compile(
    r"^(?:the )?(?:readout|statement|remarks|press briefing|press conference|press gaggle|speech|address|opening remarks|comment|reply|answers?)"
    r"s?\b(?P<own>.*?)(?:\b(?:with|to|at|on|about|following|during|and)\b|$)|^(?P<poss>[^:]*?)['’]s?\s",
    re.IGNORECASE,
)
_US_OFFICES = re.compile(
    r"^(?:Vice President|Secretary|Acting Secretary|Deputy Secretary|Under ?secretary|Under Secretary|(?:Principal )?Deputy National Security Advis[oe]r|"
    r"National Security Advis[oe]r|Assistant Secretary|Assistant to the President|Deputy Assistant|Special Assistant|Senator|Congress(?:wo)?man|"
    r"Representative|Attorney General|Special Presidential|Director of National|National Security Council|United States|Second Gentleman|First Lady|CIA Director)"
)
"""How only the United States words an office, so that its own papers need not say whose it is (5 U.S.C. §§ 101, 5312)."""


@dataclass(frozen=True, slots=True)
class TitleView:
    """What the document's title shows: own people, everybody's party, and the states it names."""

    own: tuple[str, ...] = ()
    people: tuple[tuple[str, str | None, str | None], ...] = ()  # name, party, office
    parties: tuple[str, ...] = ()


def read_title(document: Document, roster: Roster) -> TitleView:
    """Return what the title shows; empty for a document without one."""
    title = document.title
    if not title:
        return TitleView()
    units = split(title, Span(0, len(title)), roster.find(title), frozenset())
    seen = view(units, Role.HEADLINE, frozenset())
    people = tuple(
        (s.name.of(title), s.hit.code if s.hit else None, s.phrase.span.of(title) if s.phrase else None)
        for s in seen.names
    )
    own_end = _own_end(title)
    own = tuple(s.name.of(title) for s in seen.names if s.name.end <= own_end and s.hit is None)
    parties = tuple(
        dict.fromkeys(
            u.hit.code
            for i, u in enumerate(units)
            if u.hit and u.hit.how not in {"capital", "process"} and not (i and units[i - 1].low in _TOPIC)
        )
    )
    return TitleView(own, people, parties)


def _own_end(title: str) -> int:
    """Where the title's own side ends: at "with", "to" …, else nothing before it is the own side's."""
    match = _OWN_TITLE.match(title)
    if match is None:
        return 0
    return match.end("own") if match["own"] is not None else match.end("poss")


def settle(
    document: Document, individuals: Sequence[Individual], roster: Roster, views: Sequence[RegionView]
) -> list[Issue]:
    """Give parties to the people whose own words show none; return what stayed contradictory."""
    issues = _contradictions(document, individuals)
    title = read_title(document, roster)
    for person in individuals:
        if person.party is None and not _is_split(person):
            _from_roster(person, document, roster)
            _from_title(person, title)
    if document.is_official and document.party:
        for person in individuals:
            if person.party is None and not _is_split(person) and _is_own(person, document, title, views):
                person.party = document.party
        _counterpart(document, individuals, title, roster)
    return issues


def _is_split(person: Individual) -> bool:
    best = person.parties.most_common(2)
    return len(best) == 2 and best[0][1] == best[1][1]


def _contradictions(document: Document, individuals: Sequence[Individual]) -> list[Issue]:
    issues = []
    for person in individuals:
        if _is_split(person):
            (a, _), (b, _) = person.parties.most_common(2)
            message = f"{person.name} is shown as of {a} and as of {b}; the party is left open"
            issues.append(Issue("ANN020", Severity.WARNING, "annotate", message, document.id, person.party_span))
            person.party = person.party_span = None
    return issues


def _from_roster(person: Individual, document: Document, roster: Roster) -> None:
    known = [p for p in roster.people if max(names.same_person(n, person.name) for n in (p.name, *p.names)) >= 0.6]
    if len(known) != 1:
        return
    person.party = known[0].party
    if person.office is None and document.published is not None:
        day = document.published.interval
        held = [t for t in known[0].tenures if t.interval is None or t.interval.overlaps(day)]
        if len(held) == 1:
            person.office, person.party = held[0].office.title, held[0].office.party or person.party


def _from_title(person: Individual, title: TitleView) -> None:
    for name, party, office in title.people:
        if names.same_person(name, person.name) >= 0.6:
            person.party = person.party or party
            if person.office is None and office is not None:
                person.office = office
                person.head = office.split()[-1].lower()


def _is_own(person: Individual, document: Document, title: TitleView, views: Sequence[RegionView]) -> bool:
    if document.author and names.same_person(document.author, person.name) >= 0.6:
        return True
    if any(names.same_person(name, person.name) >= 0.6 for name in title.own):
        return True
    if any(names.same_person(name, person.name) >= 0.6 for name, _, _ in title.people):
        return False
    if document.party == "USA" and person.office and _US_OFFICES.match(person.office):
        return True
    return _is_first_subject(person, views) and document.kind in {Kind.READOUT, Kind.STATEMENT, Kind.OTHER}


def _is_first_subject(person: Individual, views: Sequence[RegionView]) -> bool:
    """Whether the name is the first of the paper, before any party: "President X spoke today with …"."""
    for seen in views:
        if seen.names:
            first = seen.names[0]
            return first.name in person.mentions and not any(
                u.hit and u.end <= first.name.start and u.hit.how != "process" for u in seen.units
            )
    return False


def _counterpart(document: Document, individuals: Sequence[Individual], title: TitleView, roster: Roster) -> None:
    """Give the title's only foreign state to the only foreign person it names without one."""
    foreign = [c for c in title.parties if c != document.party and roster.parties[c].kind is PartyKind.STATE]
    open_ones = [
        p
        for p in individuals
        if p.party is None
        and p.office is not None
        and any(names.same_person(name, p.name) >= 0.6 for name, _, _ in title.people)
    ]
    if len(foreign) == 1 and len(open_ones) == 1:
        open_ones[0].party = foreign[0]
