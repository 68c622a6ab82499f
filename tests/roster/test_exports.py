"""Office holders from exports on disk, and a process.toml that imports them. All people are invented."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from onrecord.cli import cli
from onrecord.record.issues import ConfigError
from onrecord.roster import Roster, exports
from onrecord.roster.exports import inlined, tables

ROWS = [
    {
        "person": "http://www.wikidata.org/entity/Q1", "personLabel": "Ilva Terrasan",
        "personAltLabel": "Ylva Terrassan, IT", "positionLabel": "Minister of Foreign Affairs", "iso3": "CHE",
        "start": "2020-02-01T00:00:00Z", "end": "2021-03-04T00:00:00Z",
    },
    {"person": "Q1", "personLabel": "Q1", "positionLabel": "Nothing"},
    {"person": "Q2", "personLabel": "Odo Brandt", "positionLabel": "President", "countryLabel": "Austria"},
]  # fmt: skip


def snak(value: object) -> dict[str, Any]:
    return {"datavalue": {"value": value}}


def claim(value: object, **qualifiers: object) -> dict[str, Any]:
    return {"mainsnak": snak(value), "qualifiers": {key: [snak(one)] for key, one in qualifiers.items()}}


def entity(id_: str, label: str, **claims: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": id_, "labels": {"en": {"value": label}}, "aliases": {}, "claims": claims}


ENTITIES = [
    entity(
        "Q1", "Ilva Terrasan", P31=[claim({"id": "Q5"})], P27=[claim({"id": "Q9"})],
        P39=[claim({"id": "Q2"}, P580={"time": "+2020-02-00T00:00:00Z", "precision": 10},
                   P582={"time": "+2021-00-00T00:00:00Z", "precision": 9})],
    ),
    entity("Q2", "Foreign Minister", P17=[claim({"id": "Q9"})]),
    entity("Q9", "Somewhere", P298=[claim("CHE")]),
]  # fmt: skip


def bindings(rows: list[dict[str, str]]) -> dict[str, Any]:
    return {"results": {"bindings": [{k: {"type": "literal", "value": v} for k, v in row.items()} for row in rows]}}


def write(folder: Path, data: object, name: str = "export.json") -> Path:
    path = folder / name
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


@pytest.mark.parametrize("data", [ROWS, bindings(ROWS)])
def test_answers_of_the_query_service(tmp_path: Path, data: object) -> None:
    first, second = exports.people(write(tmp_path, data))
    assert (first.name, first.names, first.party) == ("Ilva Terrasan", ("Ilva Terrasan", "Ylva Terrassan"), "CHE")
    (tenure,) = first.tenures
    assert tenure.interval is not None
    assert (tenure.interval.start, tenure.interval.end) == (date(2020, 2, 1), date(2021, 3, 4))
    assert (second.name, second.party, second.tenures[0].interval) == ("Odo Brandt", "AUT", None)


@pytest.mark.parametrize(
    "data",
    [
        {"entities": {one["id"]: one for one in ENTITIES}},
        ENTITIES,
        "[\n" + ",\n".join(map(json.dumps, ENTITIES)) + "\n]\n",
        "\n".join(map(json.dumps, ENTITIES)),
    ],
)
def test_entities_with_the_precision_of_their_dates(tmp_path: Path, data: object) -> None:
    (person,) = exports.people(write(tmp_path, data))
    (tenure,) = person.tenures
    assert (person.name, person.party, tenure.office.title, tenure.office.party) == (
        "Ilva Terrasan", "CHE", "Foreign Minister", "CHE"
    )  # fmt: skip
    assert tenure.interval is not None
    assert (tenure.interval.start, tenure.interval.end) == (date(2020, 2, 1), date(2021, 12, 31))


@pytest.mark.parametrize("data", ["{nothing", "", {"entities": {"Q1": {"claims": {"P39": [1]}}}}, [1, 2], {"x": 1}])
def test_what_is_no_export_is_one_clear_error_or_nobody(tmp_path: Path, data: object) -> None:
    try:
        assert exports.people(write(tmp_path, data)) == []
    except ConfigError as error:
        assert "export.json" in str(error)


def test_tables_are_a_process_toml(tmp_path: Path) -> None:
    found = exports.people(write(tmp_path, ROWS))
    path = write(tmp_path, tables((person, "") for person in found), "process.toml")
    again = Roster.builtin().extended(path).people
    assert [(p.name, p.party, p.tenures) for p in again] == [(p.name, p.party, p.tenures) for p in found]


FTM = [
    {"id": "p1", "schema": "Person", "properties": {"name": ["Odo Brandt"], "country": ["at"]}},
    {"id": "p2", "schema": "Person", "properties": {"name": ["Ilva Terrasan"], "country": ["de"]}},
    {"id": "o1", "schema": "Position", "properties": {"name": ["Chancellor"], "country": ["at"]}},
    {"id": "x1", "schema": "Occupancy", "properties": {"holder": ["p1"], "post": ["o1"], "startDate": ["2019"]}},
    {"id": "x2", "schema": "Occupancy", "properties": {"holder": ["p2"], "post": ["o1"], "startDate": ["2019"]}},
]


def doubts(folder: Path, own: str = "") -> tuple[dict[str, tuple[str | None, list[str]]], list[tuple[str, str]]]:
    """Everybody with party and offices, and the doubts, as a record keeps them: from the text it is given."""
    text = inlined(write(folder, own, "process.toml"))
    kept = folder / "kept"
    kept.mkdir()
    roster = Roster.builtin().extended(write(kept, text, "process.toml"))
    people = {p.name: (p.party, [t.office.title for t in p.tenures]) for p in roster.people}
    return people, [(i.severity, i.message) for i in roster.issues if i.code == "LNK024"]


def test_one_person_of_two_exports_has_the_offices_of_both_and_it_is_said(tmp_path: Path) -> None:
    write(tmp_path, ROWS[2:], "wd.json")
    write(tmp_path, "\n".join(map(json.dumps, FTM[:1] + FTM[2:4])), "ftm.json")
    people, told = doubts(tmp_path, 'import = ["wd.json", "ftm.json"]\n')
    assert people == {"Odo Brandt": ("AUT", ["President", "Chancellor"])}
    assert told == [("note", "Odo Brandt: described in wd.json and in ftm.json; the offices of both are kept")]


def test_one_name_of_two_parties_is_not_chosen_between_in_silence(tmp_path: Path) -> None:
    write(tmp_path, ROWS, "wd.json")
    write(tmp_path, "\n".join(map(json.dumps, FTM)), "ftm.json")
    people, told = doubts(tmp_path, 'import = ["wd.json", "ftm.json"]\n')
    assert people["Ilva Terrasan"] == ("CHE", ["Minister of Foreign Affairs"])
    wanted = "Ilva Terrasan: of CHE in wd.json and of DEU in ftm.json; the second was left out"
    assert ("warning", wanted) in told


def test_two_people_of_one_name_in_one_export(tmp_path: Path) -> None:
    write(tmp_path, [{**ROWS[0]}, {**ROWS[0], "person": "Q3", "positionLabel": "Envoy"}], "wd.json")
    people, told = doubts(tmp_path, 'import = ["wd.json"]\n')
    assert people == {"Ilva Terrasan": ("CHE", ["Minister of Foreign Affairs"])}
    assert told == [("warning", "Ilva Terrasan: two people of this name in wd.json; the second was left out")]


def test_what_the_user_describes_stands_before_an_export_and_it_is_said(tmp_path: Path) -> None:
    write(tmp_path, ROWS, "wd.json")
    own = 'import = ["wd.json"]\n[[person]]\nname = "Odo Brandt"\nparty = "DEU"\n'
    people, told = doubts(tmp_path, own)
    assert people["Odo Brandt"] == ("DEU", [])
    ((severity, message),) = told
    assert (severity, "process.toml: [[person]] 1" in message, "in wd.json" in message) == ("note", True, True)


@pytest.mark.parametrize("form", ["rows", "ftm"])
def test_an_office_that_ends_before_it_begins_is_undated_and_it_is_said(tmp_path: Path, form: str) -> None:
    if form == "rows":
        write(tmp_path, [{**ROWS[0], "end": "2019-01-01T00:00:00Z"}], "export.json")
    else:
        entry = {"holder": ["p2"], "post": ["o1"], "startDate": ["2020-02-01"], "endDate": ["2019-01-01"]}
        lines = [FTM[1], FTM[2], {"id": "x", "schema": "Occupancy", "properties": entry}]
        write(tmp_path, "\n".join(map(json.dumps, lines)), "export.json")
    (person,) = exports.read(tmp_path / "export.json").people
    assert [t.interval for t in person.tenures] == [None]
    _, told = doubts(tmp_path, 'import = ["export.json"]\n')
    ((_, message),) = told
    assert "export.json: " in message and "from 2020-02-01 to 2019-01-01 is no time" in message


def test_a_process_toml_is_kept_with_what_it_imports(tmp_path: Path) -> None:
    write(tmp_path, ROWS)
    own = 'import = ["export.json"]\n[[person]]\nname = "Odo Brandt"\nparty = "DEU"\n'
    process = write(tmp_path, own, "process.toml")
    alone = tmp_path / "elsewhere"
    alone.mkdir()
    people = Roster.builtin().extended(write(alone, inlined(process), "process.toml")).people
    assert {(p.name, p.party) for p in people} == {("Odo Brandt", "DEU"), ("Ilva Terrasan", "CHE")}


def test_the_command_prints_tables(tmp_path: Path) -> None:
    export = write(tmp_path, ROWS)
    done = CliRunner().invoke(cli, ["roster", str(export), "--party", "AUT"])
    assert done.exit_code == 0
    assert done.stdout == '[[person]]\nname = "Odo Brandt"\nparty = "AUT"\n[[person.office]]\ntitle = "President"\n'


def test_the_command_refuses_what_is_no_export(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["roster", str(write(tmp_path, "{nothing"))])
    assert done.exit_code == 2
    assert "export.json" in done.stderr
