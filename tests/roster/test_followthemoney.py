"""People from a FollowTheMoney export. All people are invented."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.record.issues import ConfigError
from onrecord.roster import Roster, followthemoney, register
from onrecord.roster.names import key

ENTITIES = [
    {
        "id": "p1",
        "schema": "Person",
        "properties": {"name": ["Ilva Terrasan"], "alias": ["Ylva Terrassan"], "country": ["ch"]},
    },
    {"id": "p2", "schema": "Person", "properties": {"name": ["Nobody Important"], "country": ["ch"]}},
    {"id": "o1", "schema": "Position", "properties": {"name": ["Chief Negotiator"], "country": ["ch"]}},
    {
        "id": "x1",
        "schema": "Occupancy",
        "properties": {"holder": ["p1"], "post": ["o1"], "startDate": ["2020-02"], "endDate": ["2021-03-04"]},
    },
    {"id": "x2", "schema": "Occupancy", "properties": {"holder": ["gone"], "post": ["o1"]}},
]


def write(folder: Path, *lines: str) -> Path:
    path = folder / "export.json"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_holders_come_with_their_dated_offices(tmp_path: Path) -> None:
    (person,) = followthemoney.people(write(tmp_path, *map(json.dumps, ENTITIES), ""))
    assert (person.name, person.party, person.names) == ("Ilva Terrasan", "CHE", ("Ilva Terrasan", "Ylva Terrassan"))
    (tenure,) = person.tenures
    assert (tenure.office.title, tenure.office.party) == ("Chief Negotiator", "CHE")
    assert tenure.interval is not None
    assert (tenure.interval.start, tenure.interval.end) == (date(2020, 2, 1), date(2021, 3, 4))


@pytest.mark.parametrize("line", ["{not json", "[]", '{"id": "x"}'])
def test_a_line_that_is_no_entity_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(ConfigError, match="line 2"):
        followthemoney.people(write(tmp_path, json.dumps(ENTITIES[0]), line))


def test_a_process_file_imports_an_export_and_overrules_it(tmp_path: Path) -> None:
    write(tmp_path, *map(json.dumps, ENTITIES))
    config = tmp_path / "process.toml"
    config.write_text('import = ["export.json"]\n', encoding="utf-8")
    assert [p.name for p in Roster.builtin().extended(config).people] == ["Ilva Terrasan"]
    config.write_text('import = ["export.json"]\n[[person]]\nname = "Ilva Terrasan"\nparty = "AUT"\n', encoding="utf-8")
    (person,) = Roster.builtin().extended(config).people
    assert (person.party, key(person.name)) == ("AUT", key("Ilva Terrasan"))
    config.write_text('import = ["missing.json"]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"missing\.json"):
        Roster.builtin().extended(config)


def test_country_codes_are_of_known_parties() -> None:
    assert set(register.alpha2().values()) <= Roster.builtin().parties.keys()
