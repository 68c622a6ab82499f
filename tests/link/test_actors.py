"""People across documents. All people are invented."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime

from onrecord.link.actors import find, link
from onrecord.link.tenures import holder
from onrecord.record.actors import ActorKind, ActorMention, Office, Person, Tenure
from onrecord.record.documents import Document, Kind, Original, Region, Role, Side
from onrecord.record.issues import Issue
from onrecord.record.judgements import Judgement, Verdict
from onrecord.record.readings import Reading
from onrecord.record.spans import Span
from onrecord.record.times import Dating, Interval
from onrecord.roster import Roster


def told(
    number: int,
    name: str,
    party: str | None = None,
    office: str | None = None,
    day: str | None = None,
    before: str = "",
) -> Reading:
    """A document that says "OFFICE NAME spoke." and its one mention."""
    head = f"{before}{office} " if office else before
    text = f"{head}{name} spoke."
    start = len(head)
    document = Document(
        f"d-{number}", f"{number}", Kind.NEWS, Side.COVERAGE, "", "en", text, (Region(Span(0, len(text)), Role.BODY),),
        Original("", ""), "", published=Dating(Interval.parse(day), "given") if day else None,
    )  # fmt: skip
    office_span = Span(len(before), len(before) + len(office)) if office else None
    how = "name" if " " in name else "surname"
    mention = ActorMention(
        Span(start, start + len(name)), ActorKind.PERSON, name, party, office, office_span, None, how
    )
    return Reading(document, actors=(mention,))


def linked(*readings: Reading, roster: Roster | None = None) -> tuple[dict[str, Person], list[Issue]]:
    people, issues = link(readings, roster=roster or Roster())
    return {p.name: p for p in people}, list(issues)


def test_spellings_of_one_name_are_one_person() -> None:
    people, issues = linked(
        told(1, "Sergei Orlov", "RUS"),
        told(2, "Sergey Orlov", "RUS"),
        told(3, "Orlov", "RUS"),
        told(4, "ORLOV Sergey", "RUS"),
    )
    assert len(people) == 1
    (person,) = people.values()
    assert {"Sergei Orlov", "Sergey Orlov", "Orlov"} <= set(person.names)
    assert len(person.evidence) == 4
    assert issues == []


def test_given_names_that_differ_keep_two_people_apart() -> None:
    people, _ = linked(told(1, "Anna Orlova", "RUS"), told(2, "Olga Orlova", "RUS"))
    assert set(people) == {"Anna Orlova", "Olga Orlova"}


def test_a_surname_of_two_people_stays_open() -> None:
    people, issues = linked(told(1, "Anna Orlova", "RUS"), told(2, "Olga Orlova", "RUS"), told(3, "Orlova", "RUS"))
    assert set(people) == {"Anna Orlova", "Olga Orlova", "Orlova"}
    assert [i.code for i in issues] == ["LNK022"]


def test_a_surname_of_another_party_is_another_person() -> None:
    people, _ = linked(told(1, "Ana Cruz", "CHL"), told(2, "Cruz", "PER"))
    assert set(people) == {"Ana Cruz", "Cruz"}


def test_tenures_run_from_the_first_paper_to_the_last() -> None:
    people, _ = linked(
        told(1, "Ana Cruz", "CHL", "Foreign Minister", "2020-03-01"),
        told(2, "Ana Cruz", "CHL", "Foreign Minister", "2021-05-02"),
        told(3, "Ana Cruz", "CHL", "Envoy"),
    )
    tenures = {t.office: t for t in people["Ana Cruz"].tenures}
    minister = tenures[Office("Foreign Minister", "CHL")]
    assert minister.interval == Interval(date(2020, 3, 1), date(2021, 5, 2))
    assert [e.exact for e in minister.evidence] == ["Foreign Minister … Ana Cruz"] * 2
    assert tenures[Office("Envoy", "CHL")].interval is None


def test_a_former_minister_holds_no_office() -> None:
    people, _ = linked(told(1, "Ana Cruz", "CHL", "Foreign Minister", "2020-03-01", before="The former "))
    assert people["Ana Cruz"].tenures == ()


def test_a_person_of_two_parties_is_an_issue_that_names_both() -> None:
    people, issues = linked(told(1, "Ana Cruz", "CHL"), told(2, "Ana Cruz", "PER"))
    (person,) = people.values()
    assert person.party is None
    assert [i.code for i in issues] == ["LNK020"]
    assert "of CHL in 1" in issues[0].message
    assert "of PER in 2" in issues[0].message


def test_two_holders_of_one_office_at_one_time_are_an_issue() -> None:
    _, issues = linked(
        told(1, "Ana Cruz", "CHL", "Foreign Minister", "2020-03-01"),
        told(2, "Ana Cruz", "CHL", "Foreign Minister", "2021-05-02"),
        told(3, "Juan Rey", "CHL", "Foreign Minister", "2020-06-01"),
        told(4, "Juan Rey", "CHL", "Foreign Minister", "2020-07-01"),
    )
    assert [i.code for i in issues] == ["LNK021"]
    assert "Ana Cruz" in issues[0].message
    assert "Juan Rey" in issues[0].message


def test_the_holder_of_a_day() -> None:
    people, _ = linked(
        told(1, "Ana Cruz", "CHL", "Foreign Minister", "2020-03-01"),
        told(2, "Ana Cruz", "CHL", "Foreign Minister", "2021-05-02"),
        told(3, "Juan Rey", "CHL", "Foreign Minister", "2022-06-01"),
    )
    held = holder(people.values(), "foreign minister", "CHL", date(2020, 12, 1))
    assert held is not None
    assert held.name == "Ana Cruz"
    assert holder(people.values(), "foreign minister", "CHL", date(2021, 12, 1)) is None
    assert holder(people.values(), "foreign minister", "PER", date(2020, 12, 1)) is None


def test_people_of_the_roster_keep_their_ids_and_offices() -> None:
    tenure = Tenure("per-own", Office("Mediator", "CHE"), None)
    roster = Roster(people=(Person("per-own", "Ilva Terrasan", ("Ylva Terrassan",), "CHE", (tenure,)),))
    people, _ = linked(told(1, "Ylva Terrassan"), roster=roster)
    assert people["Ilva Terrasan"].id == "per-own"
    assert people["Ilva Terrasan"].tenures == (tenure,)


def test_a_merge_by_a_person_overrules() -> None:
    readings = [told(1, "Ana Cruz", "CHL"), told(2, "Anita Cruz Soto", "CHL")]
    people, _ = link(readings, roster=Roster())
    assert len(people) == 2
    source, target = people[1], people[0]
    verdict = Judgement("j-1", source.id, Verdict.MERGED, "me", datetime(2022, 1, 1, tzinfo=UTC), after=target.id)
    (merged,), _ = link(readings, roster=Roster(), judgements=[verdict])
    assert merged.id == target.id
    assert source.name in merged.names


def test_the_order_of_readings_changes_nothing() -> None:
    readings = [
        told(1, "Sergei Orlov", "RUS", "Envoy", "2020-01-01"), told(2, "Orlov", "RUS"), told(3, "Olga Orlova", "RUS"),
        told(4, "S. Orlov"), told(5, "Sergey Orlov", "RUS", "Envoy", "2021-01-01"), told(6, "Orlova", "RUS"),
    ]  # fmt: skip
    first = link(readings, roster=Roster())
    for seed in range(5):
        random.Random(seed).shuffle(readings)
        assert link(readings, roster=Roster()) == first


def test_find_needs_one_bearer() -> None:
    people, _ = linked(told(1, "Anna Orlova", "RUS"), told(2, "Olga Orlova", "RUS"), told(3, "Ana Cruz", "CHL"))
    assert find(people.values(), "Orlova") is None
    found = find(people.values(), "Cruz", "CHL")
    assert found is not None
    assert found.name == "Ana Cruz"
    assert find(people.values(), "Cruz", "PER") is None


def split(subject: str, *documents: str, at: int = 1) -> Judgement:
    after = json.dumps(list(documents))
    return Judgement(f"j-{at}", subject, Verdict.SPLIT, "ana", datetime(2024, 1, at, tzinfo=UTC), after=after)


def test_papers_that_speak_of_somebody_else_make_another_person() -> None:
    readings = [told(1, "Ana Brek", "ARV", "Foreign Minister"), told(2, "Ana Brek", "ARV"), told(3, "Ana Brek", "ARV")]
    ((whole,), _) = link(readings, roster=Roster())
    people, _ = link(readings, roster=Roster(), judgements=[split(whole.id, "d-2", "d-3")])
    told_in = {person.id: [proof.document_id for proof in person.evidence] for person in people}
    assert told_in.pop(whole.id) == ["d-1"]
    assert list(told_in.values()) == [["d-2", "d-3"]]


def test_who_was_split_off_can_be_split_again_and_a_split_of_everything_is_none() -> None:
    readings = [told(number, "Ana Brek", "ARV") for number in (1, 2, 3)]
    ((whole,), _) = link(readings, roster=Roster())
    first = split(whole.id, "d-2", "d-3")
    people, _ = link(readings, roster=Roster(), judgements=[first])
    other = next(one.id for one in people if one.id != whole.id)
    again, _ = link(readings, roster=Roster(), judgements=[first, split(other, "d-3", at=2)])
    assert sorted(len(person.evidence) for person in again) == [1, 1, 1]
    assert link(readings, roster=Roster(), judgements=[split(whole.id, "d-1", "d-2", "d-3")])[0] == (whole,)


def test_a_person_of_the_roster_keeps_id_and_office_when_somebody_is_split_off() -> None:
    known = Person("per-known", "Ana Brek", ("Ana Brek",), "ARV")
    readings = [told(1, "Ana Brek", "ARV"), told(2, "Ana Brek", "ARV")]
    people, _ = link(readings, roster=Roster(people=(known,)), judgements=[split("per-known", "d-1", "d-2")])
    assert {person.id == "per-known": len(person.evidence) for person in people} == {True: 0, False: 2}


def test_of_two_bearers_the_one_the_document_shows_is_found() -> None:
    readings = [told(1, "Ana Brek", "ARV"), told(2, "Ana Brek", "ARV")]
    ((whole,), _) = link(readings, roster=Roster())
    people, _ = link(readings, roster=Roster(), judgements=[split(whole.id, "d-2")])
    assert find(people, "Ana Brek", "ARV") is None
    found = find(people, "Ana Brek", "ARV", ["d-1"])
    assert found is not None and found.id == whole.id
    assert find(people, "Ana Brek", "ARV", ["d-1", "d-2"]) is None


def test_the_party_of_process_toml_stands_and_a_paper_that_differs_is_an_issue_that_names_both() -> None:
    roster = Roster(people=(Person("per-x", "Ana Cruz", ("Ana Cruz",), "CHL"),))
    people, issues = linked(told(1, "Ana Cruz", "PER"), told(2, "Ana Cruz", "CHL"), roster=roster)
    assert people["Ana Cruz"].party == "CHL"
    assert [(i.code, i.message) for i in issues] == [
        ("LNK020", "Ana Cruz is of CHL in process.toml and of PER in 1")
    ]  # fmt: skip


def test_a_name_in_another_script_is_said_with_both_sources() -> None:
    people, issues = linked(told(1, "Sergei Orlov", "RUS"), told(2, "Сергей Орлов", "RUS"))
    assert len(people) == 1
    (issue,) = issues
    assert issue.code == "LNK023"
    assert "Сергей Орлов (2) and Sergei Orlov (1)" in issue.message


def test_a_script_that_process_toml_gives_is_no_issue() -> None:
    roster = Roster(people=(Person("per-x", "Sergei Orlov", ("Sergei Orlov", "Сергей Орлов"), "RUS"),))
    _, issues = linked(told(1, "Sergei Orlov", "RUS"), told(2, "Сергей Орлов", "RUS"), roster=roster)
    assert issues == []
