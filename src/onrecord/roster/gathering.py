"""People of several sources under one name: joined where their parties agree, else left out, and never without a word.

In come a user's own people and those of exports, out go people of whom no two bear one name, and `Doubt`s: what was
joined, left out, or could not be read as it stands, with the names of both sources. A record keeps them as `LNK024`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from onrecord.record.actors import Person, Tenure

from . import names, offices


@dataclass(frozen=True, slots=True)
class Doubt:
    """What needs a person's eye: whom it is about, and what, with its sources. A `note` only explains what was done."""

    name: str
    text: str
    severity: str = "warning"
    code: str = "LNK024"


@dataclass(frozen=True, slots=True)
class Export:
    """What one export holds: its people, and what in it contradicts itself."""

    people: tuple[Person, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class Gathered:
    """People with their sources, in order; of those who bear one name there is one."""

    people: list[tuple[Person, str]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    _bearers: dict[str, int] = field(default_factory=dict)

    def find(self, person: Person) -> int | None:
        """Return the place among `people` of somebody who bears one of a person's names."""
        return next((self._bearers[key] for key in _keys(person) if key in self._bearers), None)

    def put(self, person: Person, source: str, at: int | None = None) -> None:
        """Add a person, or put them in the place of another."""
        if at is None:
            at = len(self.people)
            self.people.append((person, source))
        else:
            self.people[at] = person, source
        for key in _keys(person):
            self._bearers.setdefault(key, at)


def _keys(person: Person) -> list[str]:
    """The name, and the other spellings of two parts or more: "A. Khan" is anybody's."""
    others = [key for name in person.names if len((key := names.key(name)).split()) > 1]
    return list(dict.fromkeys([names.key(person.name), *others]))


def described(people: Iterable[tuple[Person, str]]) -> Gathered:
    """Return the people a user describes, with their places; who is described twice is one person, and said to be.

    With two parties the party is left open.
    """
    found = Gathered()
    for person, place in people:
        at = found.find(person)
        if at is None:
            found.put(person, place)
            continue
        known, before = found.people[at]
        one = united(known, person)
        if known.party and person.party and known.party != person.party:
            said = f"of {known.party} at {before} and of {person.party} at {place}; the party is left open"
            found.put(replace(one, party=None), before, at)
            found.doubts.append(Doubt(person.name, said, code="LNK020"))
        else:
            found.put(one, before, at)
            found.doubts.append(Doubt(person.name, f"described at {before} and at {place}; {_KEPT}", "note"))
    return found


_KEPT = "the offices of both are kept"


def add(found: Gathered, source: str, export: Export) -> None:
    """Add the people of an export to those found so far.

    Whoever the user describes is not changed by an export. Two exports that tell of one name and party tell of one
    person, whose offices are united; with two parties, or twice in one export, the second is left out.
    """
    found.doubts += [replace(one, text=f"{source}: {one.text}") for one in export.doubts]
    for person in export.people:
        at = found.find(person)
        if at is None:
            found.put(person, source)
            continue
        known, place = found.people[at]
        if place == source:
            said = Doubt(person.name, f"two people of this name in {source}; the second was left out")
        elif ": [[" in place:
            said = Doubt(person.name, f"described at {place} and in {source}; what {source} says was left out", "note")
        elif known.party and person.party and known.party != person.party:
            other = f"of {known.party} in {place} and of {person.party} in {source}; the second was left out"
            said = Doubt(person.name, other)
        else:
            said = Doubt(person.name, f"described in {place} and in {source}; {_KEPT}", "note")
            found.put(united(known, person), place, at)
        found.doubts.append(said)


def united(known: Person, more: Person) -> Person:
    """Return one person of two tellings, with the names and offices of both."""
    spellings = tuple(dict.fromkeys((*known.names, *more.names)))
    shown = {(offices.key(t.office.title), t.office.party, t.interval) for t in known.tenures}
    added = tuple(
        Tenure(known.id, t.office, t.interval)
        for t in more.tenures
        if (offices.key(t.office.title), t.office.party, t.interval) not in shown
    )
    return replace(known, names=spellings, party=known.party or more.party, tenures=(*known.tenures, *added))
