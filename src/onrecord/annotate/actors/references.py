"""Actor mentions of one document: people, parties, places, offices without a name, plurals and the first person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.record.actors import ActorKind, ActorMention, PartyKind
from onrecord.record.documents import Document, Kind, Role
from onrecord.record.spans import Span
from onrecord.roster import Roster, names
from onrecord.roster.finder import fold

from . import own_side
from .own_side import TitleView, read_title
from .people import Individual
from .plurals import plurals
from .sightings import OfficeSighting, RegionView
from .units import Unit

_FIRST = re.compile(r"\b(?:I|We|we|us|our|Our|my|My)\b(?!\.)")
_LOCATIVE = {
    "in",
    "at",
    "inside",
    "across",
    "throughout",
    "near",
    "outside",
    "within",
    "into",
    "around",
    "visiting",
    "visited",
    "visit",
}
_PLACE_ONLY = _LOCATIVE | {"to", "from", "leave", "left", "arrived", "via", "on"}
_LEADERS = re.compile(r"(?:president|prime minister|premier|(?:federal )?chancellor|king|emir|amir)$", re.I)
_MINISTERIAL = {
    "president",
    "minister",
    "prime-minister",
    "premier",
    "chancellor",
    "secretary",
    "king",
    "emir",
    "amir",
    "advisor",
    "adviser",
}


def mentions(
    document: Document, people: Sequence[Individual], roster: Roster, views: Sequence[RegionView]
) -> list[ActorMention]:
    """Return all mentions in text order; where two overlap, a person's name stands before anything else."""
    title = read_title(document, roster)
    principals = principal_parties(document, people, title, views, roster)
    offices = [m for view in views for m in _offices(document, people, view, title, principals)]
    parties = [m for view in views for m in _parties(document, view, roster)]
    known = [*_people(document, people), *offices, *parties]
    spoken = [view for view in views if view.role is not Role.CAPTION]
    several = [m for view in spoken for m in plurals(document, people, view, known, principals, roster)]
    found = list(_people(document, people)) + offices + several  # again: the plurals told offices
    found += parties
    for view in spoken:
        found += _first_person(document, view, people, principals)
    return _without_overlaps(found)


def _people(document: Document, people: Sequence[Individual]) -> Iterator[ActorMention]:
    for person in people:
        for span, sighting in person.mentions.items():
            phrase = sighting.phrase if sighting else None
            hit = sighting.hit if sighting and sighting.hit and sighting.hit.code == person.party else None
            full = len(names.parts(span.of(document.text))) > 1
            how = "apposition" if sighting and sighting.how == "apposition" else "name" if full else "surname"
            if not person.party and not person.office and len(names.parts(person.name)) == 1:
                how = "unresolved"
            yield ActorMention(
                span, ActorKind.PERSON, person.name, person.party, person.office,
                phrase.span if phrase else person.office_span, hit.span if hit else person.party_span, how,
            )  # fmt: skip


def _offices(
    document: Document,
    people: Sequence[Individual],
    view: RegionView,
    title: TitleView,
    principals: tuple[str, ...],
) -> Iterator[ActorMention]:
    for seen in view.offices:
        phrase = seen.phrase
        determined = bool(seen.before) and seen.before[-1] in {
            "the",
            "his",
            "her",
            "its",
            "their",
            "our",
            "both",
            "two",
        }
        if not (determined or phrase.hit) or phrase.plural:
            continue
        if phrase.head == "counterpart":
            yield _counterpart(people, seen, principals)
            continue
        wording = re.sub(r"\s+", " ", phrase.span.of(document.text))
        if phrase.head not in _MINISTERIAL and not phrase.hit and " " not in wording:
            continue
        party = phrase.hit.code if phrase.hit else None
        person = _holder(document, people, phrase.head, wording, party, phrase.span.start)
        party_span = phrase.hit.span if phrase.hit else None
        if person is None:
            party = party or _office_party(document, people, title, phrase.head, wording)
            how = "title" if party else "unresolved"
            yield ActorMention(phrase.span, ActorKind.OFFICE, "", party, wording, phrase.span, party_span, how)
        else:
            if person.office is None:
                person.office, person.office_span, person.head = (wording, phrase.span, phrase.head)
            if person.party_span is None and phrase.hit and person.party == party:
                person.party_span = party_span
            yield ActorMention(
                phrase.span, ActorKind.PERSON, person.name, person.party, person.office, phrase.span,
                party_span or person.party_span, "title",
            )  # fmt: skip


def _holder(
    document: Document, people: Sequence[Individual], head: str, wording: str, party: str | None, before: int
) -> Individual | None:
    """Return the one person of the document who holds an office so worded, or None."""
    words = set(fold(wording).lower().split())
    fits = [p for p in people if p.office and words <= set(fold(p.office).lower().split()) and p.head == head]
    exact = [p for p in fits if p.office and fold(p.office).lower() == fold(wording).lower()]
    if party is not None:
        of_party = [p for p in fits if p.party == party]
        fits = of_party or [p for p in people if p.party == party and p.office is None and _LEADERS.match(wording)]
    elif len(fits) > 1 and document.party:
        own = [p for p in (exact or fits) if p.party == document.party]
        fits = own or fits
    if len(fits) > 1:
        exact = [p for p in fits if p.office and fold(p.office).lower() == fold(wording).lower()]
        fits = exact or fits
    return fits[0] if len(fits) == 1 else None


def _office_party(
    document: Document, people: Sequence[Individual], title: TitleView, head: str, wording: str
) -> str | None:
    """Whose "the President" is when the text does not name the holder: the title's, else the own side's if it has
    one."""
    named = {party for _, party, office in title.people if office and party and office.lower() == wording.lower()}
    rivals = {p.party for p in people if p.head == head}
    if len(named) == 1 and document.party not in named:
        return None if rivals else named.pop()
    is_own = document.is_official and document.party and _LEADERS.match(wording) and not rivals and not named
    return document.party if is_own and own_side.may_hold(str(document.party), wording) else None


def _counterpart(people: Sequence[Individual], seen: OfficeSighting, principals: tuple[str, ...]) -> ActorMention:
    """Resolve "his Turkish counterpart": the office of the last person before it, at that party or the other of two."""
    phrase = seen.phrase
    party = phrase.hit.code if phrase.hit else None
    party_span = phrase.hit.span if phrase.hit else None
    before = [(s.start, p) for p in people for s in p.mentions if s.end <= phrase.span.start]
    last = max(before, key=lambda pair: pair[0])[1] if before else None
    office = last.office if last else None
    if party is None and last is not None and len(principals) == 2 and last.party in principals:
        party = next(code for code in principals if code != last.party)
    fits = [p for p in people if party and p.party == party and (office is None or p.office in {None, office})]
    if len(fits) == 1:
        person = fits[0]
        return ActorMention(
            phrase.span,
            ActorKind.PERSON,
            person.name,
            party,
            person.office or office,
            person.office_span,
            party_span,
            "title",
        )
    how = "title" if party else "unresolved"
    return ActorMention(phrase.span, ActorKind.OFFICE, "", party, office, None, party_span, how)


def _parties(document: Document, view: RegionView, roster: Roster) -> Iterator[ActorMention]:
    processes = {p.id: p.name for p in roster.processes}
    for i, unit in enumerate(view.units):
        if unit.hit is None:
            continue
        hit = unit.hit
        if hit.how == "process":
            name = processes.get(hit.code, hit.span.of(document.text))
            yield ActorMention(hit.span, ActorKind.PROCESS, name)
            continue
        party = roster.parties[hit.code]
        kind = ActorKind.ORGANISATION if party.kind is PartyKind.ORGANISATION else ActorKind.PARTY
        how = "demonym" if hit.how == "demonym" else "metonym" if hit.how in {"capital", "seat"} else "name"
        acts = party.kind is not PartyKind.STATE or how == "demonym" or not _is_place(view.units, i, hit.how)
        if unit.type == "town" or not acts:
            kind, how = ActorKind.PLACE, "name"
        yield ActorMention(hit.span, kind, party.name, hit.code, None, None, hit.span, how)


def _is_place(units: Sequence[Unit], i: int, how: str) -> bool:
    """Whether a state, capital or seat is where something is, not who acts."""
    j = i - 1
    while j >= 0 and units[j].low in {"the", "both"}:
        j -= 1
    before = units[j].low if j >= 0 else ""
    if how in {"name", "alias"}:
        return before in _LOCATIVE
    if before in _PLACE_ONLY:
        return True
    after = units[i + 1] if i + 1 < len(units) else None
    if (
        how == "capital"
        and after is not None
        and after.text == ","
        and i + 2 < len(units)
        and units[i + 2].type == "party"
    ):
        return True
    if before == "of" or (
        how == "capital" and after is not None and after.type in {"name", "mark"} and after.text not in {",", "-"}
    ):
        return True
    if how == "capital" and units[i - 1].text == "," and i:
        return True
    acts = after is not None and (
        after.type in {"possessive", "word"} or after.text in {"-", "–"} or after.low == "and"
    )
    return not acts


def principal_parties(
    document: Document, people: Sequence[Individual], title: TitleView, views: Sequence[RegionView], roster: Roster
) -> tuple[str, ...]:
    """Return the parties the paper is about: its own, those its title names, those of the first people it names."""
    found: list[str] = [document.party] if document.party and document.is_official else []
    found += [party for _, party, _ in title.people if party]
    found += [
        p.party
        for p in people
        if p.party and any(names.same_person(name, p.name) >= 0.6 for name, _, _ in title.people)
    ]
    if len(set(found)) < 2:
        found += [
            code for code in title.parties if roster.parties[code].kind is PartyKind.STATE or document.is_official
        ]
    if len(set(found)) < 2:
        first = next((v for v in views if v.names and v.role is not Role.CAPTION), None)
        if first is not None:
            starts = {s.name for s in first.names}
            found += [p.party for p in people if p.party and starts & p.mentions.keys()]
    return tuple(dict.fromkeys(found))


def _first_person(
    document: Document, view: RegionView, people: Sequence[Individual], principals: tuple[str, ...]
) -> Iterator[ActorMention]:
    if not document.is_official or not document.party or not view.units or document.kind is Kind.TRANSCRIPT:
        return
    quoted = _quotations(document.text, view.units[0].start, view.units[-1].end)
    author = next((p for p in people if document.author and names.same_person(p.name, document.author) >= 0.6), None)
    name = author.name if author else document.author or ""
    for match in _FIRST.finditer(document.text, view.units[0].start, view.units[-1].end):
        if any(a <= match.start() < b for a, b in quoted):
            continue
        span = Span(match.start(), match.end())
        alone = match.group() in {"I", "my", "My"}
        joint = document.kind in {Kind.JOINT_STATEMENT, Kind.COMMUNIQUE} and len(principals) > 1 and not alone
        yield ActorMention(
            span, ActorKind.PERSON if alone and name else ActorKind.PARTY, name if alone else "",
            None if joint else document.party, author.office if author and alone else None, None, None, "first person",
            principals if joint else (),
        )  # fmt: skip


def _quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.finditer(r"[“][^”]*[”]|\"[^\"]*\"", text[:end]) if m.end() > start]


def _without_overlaps(found: Sequence[ActorMention]) -> list[ActorMention]:
    """Keep people first, then what is longer; a party inside an office or a name is kept unless it is the name."""
    order = {ActorKind.PERSON: 0, ActorKind.OFFICE: 1}
    kept: list[ActorMention] = []
    at: dict[int, list[ActorMention]] = {}  # what is kept, by each offset it covers
    for m in sorted(found, key=lambda m: (order.get(m.kind, 2), -len(m.span), m.span)):
        clash = [k for offset in range(m.span.start, m.span.end) for k in at.get(offset, ())]
        if not clash or (
            m.kind in {ActorKind.PARTY, ActorKind.ORGANISATION, ActorKind.PLACE}
            and all(k.how == "title" and k.span != m.span for k in clash)
        ):
            kept.append(m)
            for offset in range(m.span.start, m.span.end):
                at.setdefault(offset, []).append(m)
    return sorted(kept, key=lambda m: (m.span, m.kind))
