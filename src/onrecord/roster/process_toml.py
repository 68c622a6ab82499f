"""A user's `process.toml`: parties, people with dated offices, processes and publishers of one negotiation.

See docs/roster.md for the format. Everything is checked against the built-in roster and against itself; what
contradicts is refused with both places named. Overlapping tenures of one office and a person of two parties may be
true, so they are kept and reported as issues (`issues`), never chosen between.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.record.actors import Office, Party, PartyKind, Person, Tenure
from onrecord.record.identity import make_id
from onrecord.record.issues import ConfigError, Issue, Severity
from onrecord.record.meetings import Process
from onrecord.record.times import Interval

from . import names, offices
from .gathering import Doubt, Gathered, add, described
from .register import with_plurals

if TYPE_CHECKING:
    from . import Roster

_KEYS = {
    "party": {"code", "name", "kind", "aliases", "demonyms", "capital", "seats", "part_of"},
    "person": {"name", "names", "party", "office", "source"},
    "office": {"title", "party", "from", "to", "source"},
    "process": {"id", "name", "aliases", "parties", "guarantors", "tracks"},
    "publisher": {"name", "party", "kind"},
    "doubt": {"name", "text", "severity"},
}


def extend(roster: Roster, path: Path) -> Roster:
    """Return `roster` with what `path` says added; a party, process or person of the file replaces a built-in one.

    Raises:
        ConfigError: the file cannot be read, is not TOML, has unknown keys, wrong types or bad dates, or gives one
            code, wording or process twice; the message names both places.
    """
    from . import Publisher

    file = _File(path)
    parties = {**roster.parties, **{p.code: p for p in file.parties(roster.parties)}}
    processes = {p.id: p for p in roster.processes}
    processes.update({p.id: p for p in file.processes(parties)})
    publishers = {p.name: p for p in roster.publishers}
    for entry, place in file.tables("publisher"):
        publishers[entry["name"]] = Publisher(
            entry["name"], file.known(entry.get("party"), parties, place), entry.get("kind")
        )
    found = file.people(parties)
    file.gather(found)
    people = tuple(person for person, _ in found.people)
    return replace(
        roster,
        parties=parties,
        processes=tuple(processes.values()),
        people=roster.people + people,
        publishers=tuple(publishers.values()),
        issues=(
            *roster.issues,
            *issues(people, {person.id: place for person, place in found.people}),
            *map(_doubted, [*found.doubts, *file.doubts()]),
        ),
    )


def imported(path: Path) -> tuple[list[tuple[Person, str]], list[Doubt]]:
    """Return the people whom a process.toml imports, with the export of each, and what is to be said of them.

    Raises:
        ConfigError: the file or what it imports cannot be read, or it contradicts itself.
    """
    from . import Roster

    roster, file = Roster.builtin().extended(path), _File(path)
    found = file.people(roster.parties)
    own = len(found.people)
    said = len(found.doubts)
    file.gather(found)
    return found.people[own:], found.doubts[said:]


def imports(path: Path) -> list[str]:
    """Return the names of the exports a process.toml imports.

    Raises:
        ConfigError: the file cannot be read or is not TOML.
    """
    return list(_File(path).imports)


class _File:
    """One process.toml, read and checked table by table. A place is `file: [[table]] number (name)`."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        try:
            self._data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"{path.name}: {error}") from error
        self._folder = path.parent
        self.imports = self._data.pop("import", [])
        if not isinstance(self.imports, list) or not all(isinstance(name, str) for name in self.imports):
            raise ConfigError(f"{path.name}: import must be a list of file names")
        unknown = set(self._data) - set(_KEYS) | ({"office"} & set(self._data))
        if unknown:
            raise ConfigError(f"{path.name}: unknown table {sorted(unknown)[0]!r}; known are {', '.join(_tables())}")

    def tables(self, kind: str) -> list[tuple[dict[str, Any], str]]:
        """Return the entries of `[[kind]]`, each with its place, checked for keys and a name."""
        entries = self._data.get(kind, [])
        if not isinstance(entries, list):
            raise ConfigError(f"{self._name}: write [[{kind}]], one table for each")
        return [(entry, self._checked(kind, entry, number)) for number, entry in enumerate(entries, 1)]

    def _checked(self, kind: str, entry: Mapping[str, Any], number: int) -> str:
        place = f"{self._name}: [[{kind}]] {number}"
        label = entry.get("name", entry.get("title"))
        if not isinstance(label, str) or not label.strip():
            raise ConfigError(f"{place}: needs a {'title' if kind == 'office' else 'name'}")
        place += f" ({label})"
        for key, value in entry.items():
            if key not in _KEYS[kind]:
                raise ConfigError(f"{place}: unknown key {key!r}; known are {', '.join(sorted(_KEYS[kind]))}")
            is_list = key in {"aliases", "demonyms", "seats", "names", "parties", "guarantors", "tracks"}
            if is_list and not (isinstance(value, list) and all(isinstance(v, str) for v in value)):
                raise ConfigError(f"{place}: {key} must be a list of texts")
            if not is_list and key not in {"from", "to", "office"} and not isinstance(value, str):
                raise ConfigError(f"{place}: {key} must be a text")
        return place

    def parties(self, known: Mapping[str, Party]) -> list[Party]:
        """Return the file's parties; one code or one wording for two parties is refused."""
        found: list[Party] = []
        codes: dict[str, str] = {}
        wordings: dict[str, tuple[str, str]] = {}
        for entry, place in self.tables("party"):
            party = self._party(entry, place)
            _once(codes, party.code, place, "the code")
            for wording in {party.name, *party.aliases, *party.demonyms}:
                _claim(wordings, wording, party.code, place)
            found.append(party)
        replaced = {party.code for party in found}
        for party in found:
            if party.part_of and party.part_of not in replaced | known.keys():
                raise ConfigError(
                    f"{codes[party.code]}: part_of {party.part_of!r} is no party of the file or the roster"
                )
        for party in known.values():
            if party.code not in replaced:
                for wording in {party.name, *party.aliases, *party.demonyms} & wordings.keys():
                    raise ConfigError(
                        f"{wordings[wording][1]}: {wording!r} already names {party.code} in the built-in roster"
                    )
        return found

    def _party(self, entry: Mapping[str, Any], place: str) -> Party:
        code = entry.get("code")
        if not code:
            raise ConfigError(f"{place}: needs a code")
        kinds = [str(kind) for kind in PartyKind]
        kind = entry.get("kind", "state")
        if kind not in kinds:
            raise ConfigError(f"{place}: kind {kind!r} is none of {', '.join(kinds)}")
        demonyms = with_plurals(tuple(entry.get("demonyms", ())))
        aliases, seats = tuple(entry.get("aliases", ())), tuple(entry.get("seats", ()))
        whole = entry.get("part_of")
        return Party(code, entry["name"], PartyKind(kind), aliases, demonyms, entry.get("capital"), seats, whole)

    def processes(self, parties: Mapping[str, Party]) -> list[Process]:
        """Return the file's processes; the parties and guarantors must be known."""
        found, places = [], dict[str, str]()
        for entry, place in self.tables("process"):
            id_ = entry.get("id") or make_id("prc", names.key(entry["name"]))
            _once(places, id_, place, "the id")
            sides = tuple(str(self.known(code, parties, place)) for code in entry.get("parties", ()))
            guarantors = tuple(str(self.known(code, parties, place)) for code in entry.get("guarantors", ()))
            aliases, tracks = (tuple(entry.get("aliases", ())), tuple(entry.get("tracks", ())))
            found.append(Process(id_, entry["name"], aliases, sides, guarantors, tracks))
        return found

    def people(self, parties: Mapping[str, Party]) -> Gathered:
        """Return the file's people with their tenures and places; who is described twice is one person, and a doubt."""
        found: list[tuple[Person, str]] = []
        for entry, place in self.tables("person"):
            spellings = tuple(dict.fromkeys([entry["name"], *entry.get("names", ())]))
            id_ = make_id("per", names.key(entry["name"]))
            party = self.known(entry.get("party"), parties, place)
            tenures = tuple(self._tenures(entry, id_, party, parties, place))
            found.append((Person(id_, entry["name"], spellings, party, tenures), entry.get("source", place)))
        return described(found)

    def _tenures(
        self, entry: Mapping[str, Any], id_: str, party: str | None, parties: Mapping[str, Party], place: str
    ) -> Iterable[Tenure]:
        offices = entry.get("office", [])
        if isinstance(offices, str):
            offices = [{"title": offices}]
        for number, office in enumerate(offices, 1):
            if not isinstance(office, dict):
                raise ConfigError(f"{place}: write [[person.office]] with a title")
            where = place + self._checked("office", office, number).removeprefix(self._name + ":")
            held_for = self.known(office.get("party"), parties, where) or party
            yield Tenure(id_, Office(office["title"], held_for), _interval(office, where))

    def gather(self, found: Gathered) -> None:
        """Add the people of the exports named under `import`, relative to this file."""
        from . import exports

        for name in self.imports:
            add(found, name, exports.read(self._folder / name))

    def doubts(self) -> list[Doubt]:
        """Return what was said when the exports were read, as a record keeps it."""
        told = (entry for entry, _ in self.tables("doubt"))
        return [Doubt(one["name"], one.get("text", ""), one.get("severity", "warning")) for one in told]

    def known(self, code: str | None, parties: Mapping[str, Party], place: str) -> str | None:
        """Return `code`, which must be a known party's or None."""
        if code is not None and code not in parties:
            raise ConfigError(f"{place}: no party has the code {code!r}; add a [[party]] with it")
        return code


def _doubted(one: Doubt) -> Issue:
    severity = Severity.NOTE if one.severity == "note" else Severity.WARNING
    return Issue(one.code, severity, "link", f"{one.name}: {one.text}")


def issues(people: Iterable[Person], places: Mapping[str, str] | None = None) -> list[Issue]:
    """Return what may be true but needs a person's eye: two holders of one office at one time, a holder of two
    parties.

    Args:
        people: people with their tenures.
        places: where each is described, by id, for the messages.
    """
    listed, where = list(people), places or {}
    shown = {id_: place.partition(" (")[0] for id_, place in where.items()}
    told = {p.id: f"{p.name} ({shown[p.id]})" if p.id in shown else p.name for p in listed}
    found: list[Issue] = []
    held: dict[tuple[str, str], list[tuple[Tenure, Person]]] = {}
    for person in listed:
        for tenure in person.tenures:
            of = tenure.office.party
            if person.party and of and of != person.party:
                found.append(
                    _issue("LNK020", f"{told[person.id]} is of {person.party}, but {tenure.office.title} is of {of}")
                )
            if of and tenure.interval:
                held.setdefault((offices.key(tenure.office.title), of), []).append((tenure, person))
    for holders in held.values():
        for (first, one), (second, other) in combinations(holders, 2):
            if one.id != other.id and _clash(first, second):
                office = f"{first.office.title} ({first.office.party})"
                found.append(_issue("LNK021", f"{told[one.id]} and {told[other.id]} both hold {office} at one time"))
    return found


def _clash(a: Tenure, b: Tenure) -> bool:
    # the day of a handover belongs to both
    return bool(a.interval and b.interval and a.interval.start < b.interval.end and b.interval.start < a.interval.end)


def _issue(code: str, message: str) -> Issue:
    return Issue(code, Severity.WARNING, "link", message)


def _interval(office: Mapping[str, Any], place: str) -> Interval | None:
    first, last = (_bound(office.get("from"), "from", place), _bound(office.get("to"), "to", place))
    if first is None and last is None:
        return None
    start, end = (first.start if first else date.min), (last.end if last else date.max)
    if end < start:
        raise ConfigError(f"{place}: the office ends ({end}) before it begins ({start})")
    return Interval(start, end)


def _bound(value: object, key: str, place: str) -> Interval | None:
    if value is None:
        return None
    try:
        return Interval.parse(str(value))
    except ValueError as error:
        raise ConfigError(f"{place}: {key} = {value!r} is no date ({error})") from error


def _once(seen: dict[str, str], value: str, place: str, what: str) -> None:
    if value in seen:
        raise ConfigError(f"{place}: {what} {value!r} is already given at {seen[value]}")
    seen[value] = place


def _claim(seen: dict[str, tuple[str, str]], wording: str, code: str, place: str) -> None:
    if wording in seen and seen[wording][0] != code:
        raise ConfigError(f"{place}: {wording!r} already names {seen[wording][0]} at {seen[wording][1]}")
    seen[wording] = (code, place)


def _tables() -> list[str]:
    return [f"[[{kind}]]" for kind in _KEYS if kind not in {"office", "doubt"}]
