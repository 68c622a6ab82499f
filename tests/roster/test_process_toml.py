"""A user's process.toml: what it adds, and what it may not contradict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.record.issues import ConfigError
from onrecord.roster import Roster
from onrecord.roster.process_toml import issues

GOOD = """
[[party]]
code = "VAL"
name = "Valdoria"
aliases = ["Republic of Valdoria"]
demonyms = ["Valdorian"]
capital = "Port Aster"
seats = ["Lantern House"]

[[party]]
code = "RFN"
name = "River Front"
kind = "group"

[[person]]
name = "Ilva Terrasan"
names = ["Ylva Terrassan"]
party = "VAL"

[[person.office]]
title = "Foreign Minister"
from = 2020-02
to = 2023-06-30

[[process]]
id = "salt"
name = "Salt Road process"
aliases = ["Salt Road talks"]
parties = ["VAL", "RFN"]
guarantors = ["CHE"]
tracks = ["Security"]

[[publisher]]
name = "Ministry of Foreign Affairs of Valdoria"
party = "VAL"
kind = "statement"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "process.toml"
    path.write_text(text.replace("2020-02\n", '"2020-02"\n'), encoding="utf-8")
    return path


def test_a_file_extends_the_builtin_roster(tmp_path: Path) -> None:
    roster = Roster.builtin().extended(write(tmp_path, GOOD))
    assert roster.code("Valdorians") == "VAL"
    assert [(h.code, h.how) for h in roster.find("Port Aster and the Salt Road talks")] == [
        ("VAL", "capital"),
        ("salt", "process"),
    ]
    (tenure,) = roster.people[-1].tenures
    assert tenure.interval is not None
    assert (tenure.interval.start, tenure.interval.end) == (date(2020, 2, 1), date(2023, 6, 30))
    assert roster.publishers[0].party == "VAL"
    assert Roster.builtin().code("Valdorian") is None


@pytest.mark.parametrize(
    ("extra", "both"),
    [
        ('[[party]]\ncode = "VAL"\nname = "Other"\n', ["[[party]] 3", "[[party]] 1"]),
        ('[[party]]\ncode = "OTH"\nname = "Other"\ndemonyms = ["Valdorian"]\n', ["[[party]] 3", "[[party]] 1"]),
        ('[[party]]\ncode = "OTH"\nname = "France"\n', ["[[party]] 3", "FRA"]),
        ('[[process]]\nid = "salt"\nname = "Other"\n', ["[[process]] 2", "[[process]] 1"]),
    ],
)
def test_contradictions_name_both_places(tmp_path: Path, extra: str, both: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        Roster.builtin().extended(write(tmp_path, GOOD + extra))
    assert all(place in str(caught.value) for place in both)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not toml at all [", "process.toml"),
        ('[[party]]\nname = "X"\n', "needs a code"),
        ('[[party]]\ncode = "X"\n', "needs a name"),
        ('[[party]]\ncode = "X"\nname = "Y"\nkind = "club"\n', "'club'"),
        ('[[party]]\ncode = "X"\nname = "Y"\nmotto = "Z"\n', "'motto'"),
        ('[[person]]\nname = "X"\nparty = "NOWHERE"\n', "NOWHERE"),
        ('[[party]]\ncode = "X1"\nname = "Mission"\npart_of = "NONE"\n', "part_of 'NONE' is no party"),
        ('[[person]]\nname = "X"\n[[person.office]]\ntitle = "Y"\nfrom = "2020-02-31"\n', "2020-02-31"),
        (
            '[[person]]\nname = "X"\n[[person.office]]\ntitle = "Y"\nfrom = 2022-01-01\nto = 2021-01-01\n',
            "before it begins",
        ),
        ('[[treaty]]\nname = "X"\n', "treaty"),
        ('party = "X"\n', "[[party]]"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError, match=r"process\.toml") as caught:
        Roster.builtin().extended(write(tmp_path, text))
    assert words in str(caught.value)


def test_a_missing_file_is_a_config_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        Roster.builtin().extended(tmp_path / "nothing.toml")


def test_overlapping_tenures_and_two_parties_are_issues(tmp_path: Path) -> None:
    text = GOOD + (
        '[[person]]\nname = "Odo Brandt"\nparty = "VAL"\n'
        '[[person.office]]\ntitle = "Foreign Minister"\nfrom = 2023-01-01\nto = 2024-01-01\n'
        '[[person.office]]\ntitle = "Envoy"\nparty = "RFN"\n'
    )
    raised = issues(Roster.builtin().extended(write(tmp_path, text)).people)
    assert {i.code for i in raised} == {"LNK020", "LNK021"}
    clash = next(i for i in raised if i.code == "LNK021")
    assert "Ilva Terrasan" in clash.message
    assert "Odo Brandt" in clash.message


def test_who_is_described_twice_is_one_person_of_no_party_if_they_differ(tmp_path: Path) -> None:
    again = '[[person]]\nname = "Ylva Terrassan"\nparty = "{}"\n[[person.office]]\ntitle = "Envoy"\n'
    roster = Roster.builtin().extended(write(tmp_path, GOOD + again.format("CHE")))
    (person,) = roster.people
    assert (person.party, [t.office.title for t in person.tenures]) == (None, ["Foreign Minister", "Envoy"])
    told = [i.message for i in roster.issues]
    assert [i.code for i in roster.issues] == ["LNK020"]
    assert all(words in told[0] for words in ("of VAL at", "[[person]] 1", "of CHE at", "[[person]] 2"))
    roster = Roster.builtin().extended(write(tmp_path, GOOD + again.format("VAL")))
    assert roster.people[0].party == "VAL"
    assert [(i.code, i.severity) for i in roster.issues] == [("LNK024", "note")]


def test_two_bodies_that_are_parts_of_each_other_end_somewhere(tmp_path: Path) -> None:
    one = '[[party]]\ncode = "AAA1"\nname = "One"\npart_of = "BBB1"\n'
    other = '[[party]]\ncode = "BBB1"\nname = "Two"\npart_of = "AAA1"\n'
    assert Roster.builtin().extended(write(tmp_path, one + other)).whole("AAA1") in {"AAA1", "BBB1"}
