"""People and dated offices from a Wikidata export on disk: nothing is asked of the network.

Three forms are read: the answer of the query service as JSON (`results.bindings`, or the flat list that its "JSON file"
download gives), `{"entities": …}` as `Special:EntityData` and `wbgetentities` give it, and entities one a line or in a
list as the dumps hold them. A query's columns are named in docs/roster.md. Of entities these properties count
(wikidata.org): P31 instance of, P39 position held with P580 start and P582 end, P27 citizenship, P17 country and P1001
jurisdiction of a position, P297 and P298 ISO 3166-1 codes. Wikidata is CC0.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from onrecord.record.actors import Office, Person, Tenure
from onrecord.record.identity import make_id
from onrecord.record.times import Interval

from . import names, register
from .gathering import Doubt, Export

Row = Mapping[str, str]
_HUMAN = "Q5"
_ITEM = re.compile(r"Q\d+$")


@dataclass
class _Found:
    """One person of the export in the making."""

    spellings: dict[str, None] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    offices: dict[tuple[str, str | None, Interval | None], None] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    def hold(self, title: str, code: str | None, first: Interval | None, last: Interval | None) -> None:
        """Add an office from a first to a last day; if it ends before it begins it is left undated."""
        if first and last and last.end < first.start:
            self.doubts.append(f"{title} from {first.edtf()} to {last.edtf()} is no time; the office is left undated")
        self.offices.setdefault((title, code, _between(first, last)))


def is_wikidata(data: object) -> bool:
    """Tell whether parsed JSON is one of the forms this module reads."""
    if isinstance(data, dict):
        return "entities" in data or "claims" in data or "bindings" in (data.get("results") or {})
    return isinstance(data, list) and all(isinstance(one, dict) and "schema" not in one for one in data)


def people(data: Any) -> list[Person]:
    """Return the people of a parsed export with their tenures, by name; see `read`."""
    return list(read(data).people)


def read(data: Any) -> Export:
    """Return the people of a parsed export, by name, and what contradicts itself; without an office nobody is taken."""
    if isinstance(data, dict) and "results" in data:
        rows = [{key: str(cell.get("value", "")) for key, cell in row.items()} for row in data["results"]["bindings"]]
        return _made(_from_rows(rows))
    if isinstance(data, dict):
        entities = data["entities"] if "entities" in data else {data.get("id", ""): data}
        return _made(_from_entities(entities))
    if any("claims" in one for one in data):
        return _made(_from_entities({str(one.get("id", "")): one for one in data}))
    return _made(_from_rows([{key: str(value) for key, value in row.items()} for row in data]))


def _made(found: Mapping[str, _Found]) -> Export:
    made, doubts = [], []
    for one in found.values():
        spellings = list(one.spellings)
        if not spellings or not one.offices:
            continue
        name = next((s for s in spellings if s.isascii()), spellings[0])
        id_ = make_id("per", names.key(name))
        of_offices = {code for _, code, _ in one.offices if code}
        codes = of_offices if len(of_offices) == 1 else one.countries
        tenures = tuple(Tenure(id_, Office(title, code), when) for title, code, when in one.offices)
        made.append(Person(id_, name, tuple(spellings), next(iter(codes)) if len(codes) == 1 else None, tenures))
        if len(codes) != 1 and len(codes | of_offices) > 1:
            one.doubts.append(f"of {' and of '.join(sorted(codes | of_offices))}; the party is left open")
        doubts += [Doubt(name, text) for text in one.doubts]
    return Export(tuple(sorted(made, key=lambda p: (p.name, p.id))), tuple(doubts))


def _from_rows(rows: Iterable[Row]) -> dict[str, _Found]:
    found: dict[str, _Found] = defaultdict(_Found)
    for row in rows:
        label = _cell(row, "personLabel", "itemLabel", "name")
        title = _cell(row, "positionLabel", "officeLabel", "office")
        if not label or not title or _ITEM.match(label) or _ITEM.match(title):
            continue
        one = found[_cell(row, "person", "item") or label]
        for spelling in (label, *_listed(_cell(row, "personAltLabel", "itemAltLabel", "aliases"))):
            one.spellings.setdefault(spelling)
        code = _code(_cell(row, "iso3", "iso2", "countryCode"), _cell(row, "countryLabel", "jurisdictionLabel"))
        one.hold(title, code, _day(_cell(row, "start")), _day(_cell(row, "end")))
    return found


def _cell(row: Row, *keys: str) -> str:
    return next((row[key].strip() for key in keys if row.get(key, "").strip()), "")


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[|;,]", cell) if len(names.parts(part)) > 1]


def _from_entities(entities: Mapping[str, Mapping[str, Any]]) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    for id_, entity in entities.items():
        held = _claims(entity, "P39")
        human = _HUMAN in _targets(entity, "P31") or not _claims(entity, "P31")
        if not held or not human:
            continue
        one = found[id_] = _Found()
        for spelling in _labels(entity):
            one.spellings.setdefault(spelling)
        one.countries = {c for q in _targets(entity, "P27") if (c := _country(entities.get(q)))}
        for claim in held:
            position = entities.get(_target(claim))
            titles = _labels(position) if position else []
            if position and titles:
                of = {c for q in _targets(position, "P1001", "P17") if (c := _country(entities.get(q)))}
                code = next(iter(of)) if len(of) == 1 else None
                one.hold(titles[0], code, _qualifier(claim, "P580"), _qualifier(claim, "P582"))
    return found


def _labels(entity: Mapping[str, Any]) -> list[str]:
    """The English label first, then aliases; labels in other languages only where there is no English one."""
    labels, aliases = entity.get("labels") or {}, entity.get("aliases") or {}
    first = [labels[code]["value"] for code in ("en", "mul") if code in labels]
    first = first or [one["value"] for _, one in sorted(labels.items())][:1]
    return [*first, *(one["value"] for one in aliases.get("en", []) if len(names.parts(one["value"])) > 1)]


def _claims(entity: Mapping[str, Any] | None, *properties: str) -> list[Mapping[str, Any]]:
    claims = (entity or {}).get("claims") or {}
    every = [one for key in properties for one in claims.get(key, [])]
    return [one for one in every if one.get("rank") != "deprecated"]


def _targets(entity: Mapping[str, Any], *properties: str) -> list[str]:
    return [target for claim in _claims(entity, *properties) if (target := _target(claim))]


def _target(claim: Mapping[str, Any]) -> str:
    value = _value(claim.get("mainsnak") or {})
    return str(value.get("id", "")) if isinstance(value, dict) else str(value or "")


def _value(snak: Mapping[str, Any]) -> Any:
    return (snak.get("datavalue") or {}).get("value")


def _country(entity: Mapping[str, Any] | None) -> str | None:
    if entity is None:
        return None
    codes = _targets(entity, "P298", "P297")
    return next((c for code in codes if (c := _code(code, ""))), None) or _code("", next(iter(_labels(entity)), ""))


def _code(iso: str, label: str) -> str | None:
    """Return the roster's code of an ISO code in two or three letters, or of a state's name."""
    known = register.parties()
    if iso.upper() in known:
        return iso.upper()
    if iso.lower() in register.alpha2():
        return register.alpha2()[iso.lower()]
    named = {p.code for p in known.values() if label and label in {p.name, *p.aliases}}
    return named.pop() if len(named) == 1 else None


def _qualifier(claim: Mapping[str, Any], property_: str) -> Interval | None:
    snaks: Sequence[Mapping[str, Any]] = (claim.get("qualifiers") or {}).get(property_) or []
    value = _value(snaks[0]) if snaks else None
    if not isinstance(value, dict):
        return None
    length = {11: 10, 10: 7, 9: 4}.get(int(value.get("precision", 11)))
    return _day(str(value.get("time", ""))[: length + 1]) if length else None


def _day(text: str) -> Interval | None:
    """Read "2004-03-09T00:00:00Z", "+2004-03-00…" or a part of it with the precision it has."""
    match = re.match(r"\+?(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if match is None:
        return None
    kept = [part for part in match.groups() if part and part != "00"]
    try:
        return Interval.parse("-".join(kept))
    except ValueError:
        return None


def _between(first: Interval | None, last: Interval | None) -> Interval | None:
    """The days from start to end; None without either, or where the end comes before the start."""
    start, end = first.start if first else date.min, last.end if last else date.max
    return None if (first is None and last is None) or end < start else Interval(start, end)
