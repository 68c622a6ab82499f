"""Who held an office when, as documents and process.toml show. All people are invented."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.link.participants import identify
from onrecord.link.tenures import Holders, in_turn, two_holders
from onrecord.record.actors import Office, Person, Tenure
from onrecord.record.meetings import Meeting, MeetingKind, MeetingStatus, Participant
from onrecord.record.spans import Evidence, Span
from onrecord.record.times import Interval


def person(name: str, title: str, first: str, last: str, paper: str = "") -> Person:
    id_ = f"per-{name}"
    proofs = (Evidence(paper, (Span(0, 4),), "text"),) if paper else ()
    when = Interval(date.fromisoformat(first), date.fromisoformat(last))
    return Person(id_, name, (name,), "ARV", (Tenure(id_, Office(title, "ARV"), when, proofs),), proofs)


def met(office: str, day: str | None, party: str = "ARV") -> Meeting:
    when = Interval.day(date.fromisoformat(day)) if day else None
    return Meeting(
        "mtg-1", MeetingKind.TALKS, MeetingStatus.HELD, (Participant(party, None, office), Participant("CST")),
        (), (), (), date=when,
    )  # fmt: skip


BREK = person("Anna Brek", "Minister of Foreign Affairs", "2023-03-01", "2023-04-30", "d-1")
TELI = person("Omar Teli", "Foreign Minister", "2024-05-01", "2024-06-30", "d-2")


@pytest.mark.parametrize(
    ("office", "day", "expected"),
    [
        ("foreign minister", "2023-04-01", "Anna Brek"),
        ("Foreign Minister", "2024-05-01", "Omar Teli"),
        ("Foreign Minister", "2023-05-10", "Anna Brek"),  # ten days after the last paper, nobody else near
        ("Foreign Minister", "2023-09-01", None),
        ("Deputy Foreign Minister", "2023-04-01", None),
        ("Foreign Minister", None, None),
    ],
)
def test_an_office_is_its_holder_on_the_day_or_stays_an_office(office: str, day: str | None, expected: str) -> None:
    (found,) = identify([met(office, day)], [BREK, TELI])
    assert [p.name for p in found.participants] == [expected, None]
    assert any("held the office then" in reason for reason in found.reasons) == (expected is not None)


def test_an_office_of_another_party_is_nobodys() -> None:
    (found,) = identify([met("Foreign Minister", "2023-04-01", "CST")], [BREK, TELI])
    assert found.participants[0].name is None


def test_two_holders_on_a_day_leave_the_office_open_and_both_sources_are_named() -> None:
    rival = person("Ida Sorn", "Foreign Minister", "2023-04-01", "2023-05-30", "d-3")
    assert Holders([BREK, rival]).on("Foreign Minister", "ARV", date(2023, 4, 15)) is None
    (issue,) = two_holders([BREK, rival], {"d-1": "brek.txt", "d-3": "sorn.txt"})
    assert issue.code == "LNK021"
    assert "Anna Brek (brek.txt) and Ida Sorn (sorn.txt)" in issue.message


def test_a_long_tenure_is_compared_with_all_within_it() -> None:
    whole = person("Anna Brek", "President", "2020-01-01", "2025-01-01")
    inside = [
        person(n, "President", d, d, f"d-{n}") for n, d in (("Ida Sorn", "2021-01-01"), ("Ola Rem", "2023-01-01"))
    ]
    assert len(two_holders([whole, *inside], {})) == 2


def test_the_day_of_a_handover_belongs_to_both() -> None:
    before = person("Anna Brek", "President", "2020-01-01", "2021-01-01", "d-1")
    after = person("Ida Sorn", "President", "2021-01-01", "2022-01-01", "d-2")
    assert two_holders([before, after], {}) == []


def papers(name: str, *days: str) -> tuple[Person, dict[str, Interval]]:
    """Somebody shown as President in a paper of each day."""
    proofs = tuple(Evidence(f"d-{name}-{day}", (Span(0, 4),), "text") for day in days)
    when = Interval(date.fromisoformat(days[0]), date.fromisoformat(days[-1]))
    tenure = Tenure(name, Office("President", "ARV"), when, proofs)
    known = {f"d-{name}-{day}": Interval.day(date.fromisoformat(day)) for day in days}
    return Person(name, name, (name,), "ARV", (tenure,), proofs), known


def test_who_held_an_office_twice_has_two_tenures() -> None:
    one, first = papers("Brek", "2021-01-01", "2021-05-01", "2023-02-01")
    other, second = papers("Sorn", "2022-01-01", "2022-06-01")
    people = in_turn([one, other], first | second)
    assert [len(p.tenures) for p in people] == [2, 1]
    assert two_holders(people, {}) == []
    assert [t.interval.iso() for t in people[0].tenures if t.interval] == ["2021-01-01/2021-05-01", "2023-02-01"]
    assert sum(len(t.evidence) for t in people[0].tenures) == 3


def test_a_quick_return_is_a_contradiction() -> None:
    one, first = papers("Brek", "2021-01-01", "2021-05-01")
    other, second = papers("Sorn", "2021-03-01")
    people = in_turn([one, other], first | second)
    assert [len(p.tenures) for p in people] == [1, 1]
    assert [i.code for i in two_holders(people, {})] == ["LNK021"]
