"""Parties that no word beside the name shows: the document's own side, the counterpart its title names, the roster's
people.

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
from onrecord.roster import NameHit, Roster, names, register

from .people import Individual
from .sightings import RegionView, Sighting, view
from .units import Unit, split

_TOPIC = {"on", "in", "about", "over", "regarding", "for", "concerning", "around", "inside", "at", "from", "against"}
"""Words before a state that say what is talked about or where, not who talks."""

_CONTACT = re.compile(
    r"\b(?:with|(?:call|visit|travel) to|and|welcoming|welcomes)\b|['’]s? (?:statement|remarks|speech|address|"
    r"comments)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:on|about|regarding|concerning)\b(?! (?:mon|tues|wednes|thurs|fri|satur|sun)day)", re.IGNORECASE
)
_LEAD = 600
"""Characters within which a paper names the heads who met; one named only later may be of a third state."""
_STATE_HEADS = {
    "president",
    "premier",
    "chancellor",
    "king",
    "queen",
    "emir",
    "amir",
    "sultan",
    "prince",
    "princess",
    "pope",
    "shah",
    "emperor",
}
_TOLD_BY_OWN = {Kind.READOUT, Kind.STATEMENT, Kind.OTHER}
_ROLES = {
    "leader",
    "leaders",
    "member",
    "members",
    "official",
    "officials",
    "chair",
    "co-chair",
    "chairman",
    "general",
    "deputy",
    "representative",
}
_OF_THE_UN = re.compile(
    r"\b(?:envoy|representative|coordinator)s? of the (?:un |united nations )?secretary[- ]general\b|^(?:D?SRSG|USG)$"
    r"|^under-?secretary-general\b"
    r"|\bsecretary[- ]general['’]s (?:\w+ ){0,3}(?:envoy|representative|coordinator)",
    re.IGNORECASE,
)
"""Posts of the Secretariat, worded so without naming the United Nations."""
_CONGRESS = {"senator", "senators", "congressman", "congresswoman", "congressmen"}

_FOREIGN_WORDING = {
    "USA": re.compile(
        r"\b(?:minister|ministers|chancellor|state secretary|secretary of (?:economy|foreign|finance|public))\b", re.I
    ),
    "GBR": re.compile(r"\b(?:foreign minister|secretary of state(?! for)|defen[cs]e minister)\b", re.I),
}
"""Offices that the party's own papers never word so for their own people."""


@dataclass(frozen=True, slots=True)
class TitleView:
    """What the document's title shows: own people, everybody's party, and the states it names."""

    own: tuple[str, ...] = ()
    people: tuple[tuple[str, str | None, str | None], ...] = ()  # name, party, office
    parties: tuple[str, ...] = ()
    met: tuple[str, ...] = ()  # names of those people whom it does not name as what the paper is about


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
    own_end = _own_end(title, seen.names)
    own = tuple(s.name.of(title) for s in seen.names if s.name.end <= own_end and s.hit is None)
    parties = tuple(
        dict.fromkeys(
            u.hit.code
            for i, u in enumerate(units)
            if u.hit and u.hit.how not in {"capital", "city", "process"} and not (i and units[i - 1].low in _TOPIC)
        )
    )
    met = tuple(s.name.of(title) for s in seen.names if not _ABOUT.search(title[: s.name.start]))
    return TitleView(own, people, parties, met)


def _own_end(title: str, sightings: Sequence[Sighting]) -> int:
    """Where the title's own side ends: behind the first name, at "with" or "to", or at "X's statement"; else 0."""
    if not sightings or re.search(r"\bbetween\b|^joint", title[: sightings[0].name.start], re.IGNORECASE):
        return 0
    if re.search(
        r"\bwith\b|\b(?:call|letter|message|congratulations|visit) to\b",
        title[: sightings[0].name.start],
        re.IGNORECASE,
    ):
        return 0
    end = 0
    for sighting in sightings:
        match = _CONTACT.search(title, end)
        if match is not None and match.start() < sighting.name.start:
            break
        end = sighting.name.end
    return end


def settle(
    document: Document, individuals: Sequence[Individual], roster: Roster, views: Sequence[RegionView]
) -> list[Issue]:
    """Give parties to the people whose own words show none; return what stayed contradictory."""
    issues = _contradictions(document, individuals, roster)
    title = read_title(document, roster)
    for person in individuals:
        if person.party is None and not _is_split(person):
            _from_roster(person, document, roster)
            _from_title(person, title)
            if person.head == "pope":
                person.party = "VAT"
            elif _OF_THE_UN.search(person.office or ""):
                person.party, person.party_span = "UN", person.office_span
    _from_delegations(document, individuals, views)
    if document.is_official and document.party:
        for person in individuals:
            if person.party is None and not _is_split(person):
                person.party = _own(person, document, title, views)
        _unintroduced(document, individuals, title)
        _counterpart(document, individuals, title, roster)
        _last_open(document, individuals, title, roster, views)
    return issues


def _is_split(person: Individual) -> bool:
    best = person.parties.most_common(2)
    return len(best) == 2 and best[0][1] == best[1][1]


def _contradictions(document: Document, individuals: Sequence[Individual], roster: Roster) -> list[Issue]:
    """Leave open the party of whom a text shows as often of one as of another; a body and its mission are no two."""
    issues = []
    for person in individuals:
        if not _is_split(person):
            continue
        (a, _), (b, _) = person.parties.most_common(2)
        if roster.whole(a) == roster.whole(b):
            person.parties.subtract([b if person.party == a else a])
            continue
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
            person.office, person.party = (held[0].office.title, held[0].office.party or person.party)


def _from_title(person: Individual, title: TitleView) -> None:
    for name, party, office in title.people:
        if names.same_person(name, person.name) >= 0.6:
            person.party = person.party or party
            if person.office is None and office is not None:
                person.office = office
                person.head = office.split()[-1].lower()


def _own(person: Individual, document: Document, title: TitleView, views: Sequence[RegionView]) -> str | None:
    """Return the own side's code if the person is of it, else None."""
    if document.author and names.same_person(document.author, person.name) >= 0.6:
        return document.party
    if any(names.same_person(name, person.name) >= 0.6 for name in title.own):
        return document.party
    if any(names.same_person(name, person.name) >= 0.6 for name, _, _ in title.people):
        return None
    if document.kind in {Kind.JOINT_STATEMENT, Kind.COMMUNIQUE} and document.party != "USA":
        return None
    if (
        document.party == "USA"
        and person.head in _CONGRESS
        and not re.search(r"\bstate\b", (person.office or "").lower())
    ):
        return "US Congress"
    if person.office and _is_unmarked_own(person, document):
        return document.party
    if person.office is None and len(names.parts(person.name)) < 2:
        return None
    return document.party if _is_first_subject(person, views) and document.kind in _TOLD_BY_OWN else None


def _is_unmarked_own(person: Individual, document: Document) -> bool:
    """A paper marks whose minister a foreign one is and leaves its own unmarked; heads of state need no mark."""
    office = (person.office or "").lower().replace("-", " ")
    if (
        person.head in _STATE_HEADS
        or "prime minister" in office
        or person.head in _ROLES
        or re.match(r"(?:\w+ )?state (?:senat|rep|assembl|deleg)", office)
    ):
        return "vice president" in office and document.party == "USA"
    foreign = _FOREIGN_WORDING.get(document.party or "")
    return foreign is None or not foreign.search(office)


def _unintroduced(document: Document, individuals: Sequence[Individual], title: TitleView) -> None:
    """A paper does not introduce its own leader: the one full name that never has an office, beside a titled
    counterpart."""
    if document.kind not in _TOLD_BY_OWN or title.own or not any(party for _, party, _ in title.people):
        return
    bare = [
        p
        for p in individuals
        if p.party is None
        and p.office is None
        and len(names.parts(p.name)) > 1
        and not any(names.same_person(name, p.name) >= 0.6 for name, _, _ in title.people)
    ]
    bare.sort(key=lambda p: -len(p.mentions))
    if len(bare) == 1 or (len(bare) > 1 and len(bare[0].mentions) > len(bare[1].mentions)):
        bare[0].party = document.party


_INTRODUCES = re.compile(
    r"(?:delegation|side|team|participants|representatives|negotiators)s? (?:also )?(?:(?:included|includes|include|"
    r"comprised|consisted of)\b|"
    r"(?:was|is|were|will be|are) (?:also )?(?:led|headed|represented) by\b|will be\b|will include\b)"
)
_FOR = re.compile(r"\b(?:chaired|represented|participated|signed|attended|led)\b.* for (?:the )?$")


def _from_delegations(document: Document, individuals: Sequence[Individual], views: Sequence[RegionView]) -> None:
    """Read "X and Y chaired the meeting for PARTY" and "the PARTY delegation included X, Y and Z" within one
    sentence."""
    open_ones = [(span, p) for p in individuals if p.party is None and not _is_split(p) for span in p.mentions]
    if not open_ones:
        return
    for seen in views:
        for first, last in _sentences(seen.units):
            for start, end, hit in _represented(seen.units[first:last]):
                for span, person in open_ones:
                    if person.party is None and start <= span.start < end:
                        person.party, person.party_span = hit.code, hit.span


def _sentences(units: Sequence[Unit]) -> list[tuple[int, int]]:
    ends = [i + 1 for i, u in enumerate(units) if u.text in {".", "!", "?"}]
    starts = [0, *ends]
    return [(a, b) for a, b in zip(starts, [*ends, len(units)], strict=True) if b > a]


def _represented(units: Sequence[Unit]) -> list[tuple[int, int, NameHit]]:
    """Return stretches of a sentence whose people are of one party, with what shows it."""
    found: list[tuple[int, int, NameHit]] = []
    for i, unit in enumerate(units):
        if unit.hit is None or unit.type == "town":
            continue
        if _INTRODUCES.match(" ".join(u.low for u in units[i + 1 : i + 7])):
            found = [(a, min(b, unit.start), h) for a, b, h in found]
            found.append((unit.end, units[-1].end, unit.hit))
        elif all(u.type == "mark" for u in units[i + 1 :]) and _FOR.search(" ".join(u.low for u in units[:i]) + " "):
            found.append((units[0].start, unit.start, unit.hit))
    return found


def _is_first_subject(person: Individual, views: Sequence[RegionView]) -> bool:
    """Whether the name is the first of the paper, before any party: "President X spoke today with …"."""
    for seen in views:
        if seen.names:
            first = seen.names[0]
            return first.name in person.mentions and not any(
                u.hit and u.end <= first.name.start and u.hit.how not in {"city", "process"} for u in seen.units
            )
    return False


def _counterpart(document: Document, individuals: Sequence[Individual], title: TitleView, roster: Roster) -> None:
    """Give the title's only foreign state to the only person behind its "with" who has no party."""
    foreign = [c for c in title.parties if c != document.party and roster.parties[c].kind is PartyKind.STATE]
    open_ones = [
        p
        for p in individuals
        if p.party is None
        and p.office is not None
        and any(names.same_person(name, p.name) >= 0.6 for name in title.met)
        and not any(names.same_person(name, p.name) >= 0.6 for name in title.own)
    ]
    taken = {p.party for p in individuals}
    if len(foreign) == 1 and len(open_ones) == 1 and foreign[0] not in taken:
        open_ones[0].party = foreign[0]


def _last_open(
    document: Document,
    individuals: Sequence[Individual],
    title: TitleView,
    roster: Roster,
    views: Sequence[RegionView],
) -> None:
    """Between two parties, tell apart the heads left open: by which party has such an office, then by which has
    nobody."""
    sides = tuple(dict.fromkeys([document.party, *title.parties, *(party for _, party, _ in title.people if party)]))
    start = min((seen.units[0].start for seen in views if seen.units), default=0)
    every = [p for p in individuals if is_head(p.head, p.office) and min(p.mentions).start < start + _LEAD]
    heads = sorted(every, key=lambda p: min(p.mentions))[:2]
    if len(sides) != 2 or not heads or document.kind not in _TOLD_BY_OWN | {Kind.JOINT_STATEMENT, Kind.COMMUNIQUE}:
        return
    for person in heads:
        fits = [side for side in sides if side and may_hold(side, person.office or "")]
        if person.party is None and not _is_split(person) and len(fits) == 1:
            person.party = fits[0]
    open_ones = [p for p in heads if p.party is None and not _is_split(p)]
    free = [side for side in sides if side not in {p.party for p in heads}]
    if len(open_ones) != 1 or len(free) != 1 or len(heads) != 2 or not all(_is_state(side, roster) for side in sides):
        return
    if may_hold(str(free[0]), open_ones[0].office or ""):
        open_ones[0].party = free[0]


def _is_state(code: str | None, roster: Roster) -> bool:
    party = roster.parties.get(code or "")
    return party is not None and party.kind is PartyKind.STATE


def is_head(head: str, office: str | None) -> bool:
    """Whether an office is that of a head of state or government."""
    low = (office or "").lower()
    return (head in _STATE_HEADS or "prime minister" in low) and not re.search(
        r"\b(?:vice|deputy|assistant|former|council|bank)\b", low
    )


def may_hold(code: str, office: str) -> bool:
    """Whether a party has the office at all: a kingdom has no president, most presidential states no prime minister."""
    forms = register.forms()
    low = office.lower()
    if "prime minister" in low:
        return code not in forms["no prime minister"]
    if "chancellor" in low:
        return code in forms["chancellor"]
    if "president" in low:
        return code not in forms["no president"]
    if re.search(r"\b(?:king|queen|emir|amir|sultan|emperor)\b", low):
        return code in forms["monarch"]
    return True
