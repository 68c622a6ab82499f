"""People and dated offices from a FollowTheMoney export (OpenSanctions, or Wikidata through it), one JSON object a
line.

Three schemata are read (followthemoney.tech): `Person` (name, alias, weakAlias, country, nationality, citizenship),
`Position`
(name, country) and `Occupancy` (holder, post, startDate, endDate). Country codes are ISO 3166-1 alpha-2 in lower
case, as
FollowTheMoney writes them. Only people with an occupancy are taken; the export's own terms of use bind who uses it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.record.actors import Office, Person, Tenure
from onrecord.record.identity import make_id
from onrecord.record.issues import ConfigError
from onrecord.record.times import Interval

from . import names, register
from .gathering import Doubt, Export


def people(path: Path) -> list[Person]:
    """Return the people of an export with their tenures, by name; see `read`."""
    return list(read(path).people)


def read(path: Path) -> Export:
    """Return the people of an export with their tenures, by name, and what contradicts itself.

    Raises:
        ConfigError: the file cannot be read, or a line is no FollowTheMoney entity; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name}: {error}") from error
    entities = {str(e["id"]): e for e in _entities(path.name, lines)}
    held: dict[str, list[Mapping[str, Any]]] = {}
    for entity in entities.values():
        if entity["schema"] == "Occupancy":
            for holder in _values(entity, "holder"):
                held.setdefault(holder, []).append(entity)
    doubts: list[Doubt] = []
    found = [_person(entities[id_], offices, entities, doubts) for id_, offices in held.items() if id_ in entities]
    return Export(tuple(sorted((p for p in found if p is not None), key=lambda p: (p.name, p.id))), tuple(doubts))


def _entities(name: str, lines: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
        except json.JSONDecodeError as error:
            raise ConfigError(f"{name}, line {number}: {error}") from error
        if not isinstance(entity, dict) or not {"id", "schema", "properties"} <= entity.keys():
            raise ConfigError(f"{name}, line {number}: no FollowTheMoney entity (id, schema, properties)")
        yield entity


def _values(entity: Mapping[str, Any], *keys: str) -> list[str]:
    properties = entity["properties"]
    every = [properties.get(key, []) for key in keys] if isinstance(properties, dict) else []
    return [
        str(v) for values in every for v in (values if isinstance(values, list) else [values]) if isinstance(v, str)
    ]


def _person(
    entity: Mapping[str, Any],
    offices: Iterable[Mapping[str, Any]],
    entities: Mapping[str, Mapping[str, Any]],
    doubts: list[Doubt],
) -> Person | None:
    spellings = list(dict.fromkeys(_values(entity, "name", "alias", "weakAlias")))
    if not spellings:
        return None
    name = next((s for s in spellings if s.isascii()), spellings[0])
    id_ = make_id("per", names.key(name))
    countries = {c for c in map(_code, _values(entity, "country", "nationality", "citizenship")) if c}
    tenures = [t for office in offices for t in _tenures(office, id_, name, entities, doubts)]
    if len(countries) > 1:
        doubts.append(Doubt(name, f"of {' and of '.join(sorted(countries))}; the party is left open"))
    party = countries.pop() if len(countries) == 1 else None
    return Person(id_, name, tuple(spellings), party, tuple(tenures))


def _tenures(
    occupancy: Mapping[str, Any],
    person_id: str,
    name: str,
    entities: Mapping[str, Mapping[str, Any]],
    doubts: list[Doubt],
) -> Iterator[Tenure]:
    starts, ends = _values(occupancy, "startDate"), _values(occupancy, "endDate")
    interval = _interval(starts, ends)
    for post in _values(occupancy, "post"):
        position = entities.get(post)
        titles = _values(position, "name") if position else []
        if position and titles:
            codes = {c for c in map(_code, _values(position, "country")) if c}
            if interval is None and (starts or ends):
                told = f"{titles[0]} from {', '.join(starts) or '?'} to {', '.join(ends) or '?'} is no time"
                doubts.append(Doubt(name, f"{told}; the office is left undated"))
            yield Tenure(person_id, Office(titles[0], codes.pop() if len(codes) == 1 else None), interval)


def _interval(starts: list[str], ends: list[str]) -> Interval | None:
    try:
        first = min((Interval.parse(s[:10]).start for s in starts), default=date.min)
        last = max((Interval.parse(s[:10]).end for s in ends), default=date.max)
        return None if (first, last) == (date.min, date.max) else Interval(first, last)
    except ValueError:
        return None


def _code(alpha2: str) -> str | None:
    return register.alpha2().get(alpha2.lower())
