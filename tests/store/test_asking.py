"""Pages by key hold every record once and in order; what is new since a visit is told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.record.accounts import Alignment, Match
from onrecord.record.actors import Person
from onrecord.record.attributions import Statement
from onrecord.record.issues import Issue, Severity
from onrecord.record.meetings import Meeting, MeetingKind, MeetingStatus, Participant
from onrecord.record.readings import Links
from onrecord.record.spans import Evidence
from onrecord.record.times import Interval
from onrecord.record.undertakings import Act, ActKind, Status, Undertaking, UndertakingKind, status
from onrecord.store import Keeping, Store
from onrecord.store.asking import Asked, Key
from onrecord.store.rows import row_of, stretches

from .conftest import keeping_of


def meeting(number: int) -> Meeting:
    """A meeting; every third has no day, two bear the same day and place."""
    when = Interval.day(date(2023, 3, 1 + number % 20 // 2)) if number % 3 else None
    party = "ARV" if number % 2 else "CST"
    return Meeting(
        f"mtg-{number:02d}", MeetingKind.TALKS, MeetingStatus.HELD if number % 4 else MeetingStatus.PLANNED,
        (Participant(party, person_id=f"per-{number % 7}"),), (), (), (), when, place="Kallis" if number % 5 else None,
        process="Strait talks" if number % 2 else None, only_in_caption=number % 6 == 0,
    )  # fmt: skip


ALL = tuple(meeting(number) for number in range(20))


@pytest.fixture
def held(store: Store) -> Store:
    store.keep_links(Links(meetings=ALL))
    return store


def pages(store: Store, asked: Asked, limit: int, noun: type[Any] = Meeting) -> list[str]:
    found: list[str] = []
    after: Key | None = None
    while True:
        page = store.page(noun, asked, after=after, limit=limit)
        found += [one.id for _, one in page]
        if len(page) < limit:
            return found
        after = page[-1][0]


@pytest.mark.parametrize("limit", [1, 3, 7, 50])
def test_pages_put_together_are_the_whole_in_order(held: Store, limit: int) -> None:
    assert pages(held, Asked(), limit) == [one.id for one in held.records(Meeting)]


@pytest.mark.parametrize("limit", [1, 4, 50])
def test_pages_of_a_filter_hold_what_passes_it(held: Store, limit: int) -> None:
    assert set(pages(held, Asked(party="ARV"), limit)) == {one.id for one in ALL if "ARV" in one.parties}
    assert set(pages(held, Asked(facet="planned"), limit)) == {one.id for one in ALL if one.status == "planned"}
    assert set(pages(held, Asked(dated=True), limit)) == {one.id for one in ALL if one.date}
    some = Asked(since="2023-03-03", until="2023-03-05")
    inside = {one.id for one in ALL if one.date and 3 <= one.date.start.day <= 5}
    assert set(pages(held, some, limit)) == inside


def test_parties_places_and_the_latest(held: Store) -> None:
    assert held.parties(Meeting) == ["ARV", "CST"]
    assert held.labels(Meeting) == ["Kallis"]
    days = [one.date.start for one in held.latest(Meeting, limit=5) if one.date]
    assert days == sorted(days, reverse=True) and len(days) == 5


def test_what_is_new_since_somebody_looked(held: Store) -> None:
    assert held.last_visit("ana") is None
    now = datetime(2023, 4, 1, tzinfo=UTC)
    held.visited("ana", held.generation, now)
    visit = held.last_visit("ana")
    assert visit is not None and visit.at == now
    assert held.new_since(Meeting, visit.generation) == (0, [])
    held.keep_links(Links(meetings=(*ALL, meeting(40))))
    count, (one,) = held.new_since(Meeting, visit.generation)
    assert (count, one.id) == (1, "mtg-40")
    held.keep_links(Links(meetings=ALL))
    held.keep_links(Links(meetings=(*ALL, meeting(40))))
    assert held.new_since(Meeting, held.generation)[0] == 0


def undertaking(number: int, deadline: Interval | None = None, *acts: tuple[ActKind, date | None]) -> Undertaking:
    """An undertaking with a deadline and dated acts."""
    proof = Evidence("d-1", (), "")
    done = tuple(Act(kind, Interval.day(on) if on else None, proof) for kind, on in acts)
    kind = UndertakingKind.DEMAND if number % 4 == 0 else UndertakingKind.COMMITMENT
    who = ("ARV",) if number % 2 else ("CST", "ARV")
    return Undertaking(f"und-{number:02d}", kind, f"open the strait {number}", who, (), (), done, (), deadline=deadline)


@given(
    deadline=st.none() | st.tuples(st.dates(), st.integers(0, 900)),
    acts=st.lists(st.tuples(st.sampled_from(ActKind), st.none() | st.dates()), max_size=5),
    on=st.dates(),
)
def test_stretches_say_what_the_fold_says(
    deadline: tuple[date, int] | None, acts: list[tuple[ActKind, date | None]], on: date
) -> None:
    due = None
    if deadline:
        first, days = deadline
        due = Interval(first, date.fromordinal(min(first.toordinal() + days, date.max.toordinal())))
    one = undertaking(1, due, *acts)
    days_told = {on, *(day for _, day in acts if day)} | ({due.start, due.end} if due else set())
    for day in days_told:
        (told,) = [state for state, since, until in stretches(one) if since <= day.isoformat() < until]
        assert told == status(one, day)


DUE = tuple(
    undertaking(number, Interval.day(date(2023, 3, 1 + number)) if number % 3 else None,
                *([(ActKind.FULFILLED, date(2023, 3, 8))] if number % 5 == 0 else []))
    for number in range(20)
)  # fmt: skip


@pytest.mark.parametrize("limit", [1, 3, 50])
def test_where_undertakings_stand_is_asked_of_any_day(store: Store, limit: int) -> None:
    store.keep_links(Links(undertakings=DUE))
    for day in (date(2023, 2, 1), date(2023, 3, 7), date(2023, 3, 10)):
        for wanted in Status:
            asked = Asked(status=wanted.value, on=day.isoformat())
            held = {one.id for one in DUE if status(one, day) is wanted}
            assert set(pages(store, asked, limit, Undertaking)) == held
            party = Asked(status=wanted.value, on=day.isoformat(), party="CST")
            theirs = {one.id for one in DUE if one.id in held and "CST" in one.actors}
            assert set(pages(store, party, limit, Undertaking)) == theirs
            assert store.count(Undertaking, asked) == len(held)


def asked_for() -> st.SearchStrategy[Asked]:
    days = st.sampled_from(["", "2023-03-03", "2023-03-05"])
    return st.builds(
        Asked, party=st.sampled_from(["", "ARV", "XXX"]), facet=st.sampled_from(["", "held", "planned"]),
        label=st.sampled_from(["", "Kallis"]), person=st.sampled_from(["", "per-3"]),
        track=st.sampled_from(["", "Strait talks"]), told=st.sampled_from(["", "yes"]), since=days, until=days,
        dated=st.booleans(),
    )  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=asked_for(), limit=st.sampled_from([1, 4, 50]))
def test_any_filters_together_give_what_each_row_says(held: Store, asked: Asked, limit: int) -> None:
    wanted = [one.id for one in held.records(Meeting) if row_of(one).passes(asked)]
    assert pages(held, asked, limit) == wanted
    assert held.count(Meeting, asked) == len(wanted)
    assert held.count(Meeting, asked, most=2) == min(len(wanted), 3)


def test_the_latest_of_a_filter(held: Store) -> None:
    (one,) = held.latest(Meeting, Asked(party="ARV", until="2023-03-05"), limit=1)
    days = [each.date for each in ALL if each.date and "ARV" in each.parties and each.date.start <= date(2023, 3, 5)]
    assert one.date == max(days)


def test_values_to_filter_by_are_counted(held: Store) -> None:
    assert held.values(Meeting, "party") == {"ARV": 10, "CST": 10}
    assert held.values(Meeting, "track") == {"Strait talks": 10}
    assert held.values(Meeting, "facet") == {"held": 15, "planned": 5}
    assert held.values(Undertaking, "party") == {}


def test_who_met_whom_is_counted_over_held_meetings(store: Store) -> None:
    both = (Participant("CST"), Participant("ARV"))
    three = (*both, Participant("NRH"))
    store.keep_links(Links(meetings=(
        Meeting("mtg-1", MeetingKind.TALKS, MeetingStatus.HELD, both, (), (), ()),
        Meeting("mtg-2", MeetingKind.TALKS, MeetingStatus.HELD, three, (), (), ()),
        Meeting("mtg-3", MeetingKind.TALKS, MeetingStatus.DENIED, both, (), (), ()),
    )))  # fmt: skip
    assert store.met() == {("ARV", "CST"): 2, ("ARV", "NRH"): 1, ("CST", "NRH"): 1}
    store.keep_links(Links())
    assert store.met() == {}


def said(number: int, party: str) -> Statement:
    return Statement(f"stm-{number}", "Mira Dovan", "per-1", party, None, (), "The strait stays open.")


def test_alignments_are_found_by_whose_words_they_are_about(store: Store) -> None:
    kept = keeping_of("The strait stays open.")
    store.keep([kept])
    held = kept.shows or ""
    quotes = tuple(
        Alignment(f"aln-{n}", f"att-{n}", held, Match.VERBATIM, 1.0, (), statement_id=f"stm-{n}") for n in range(3)
    )
    statements = (said(0, "ARV"), said(1, "CST"), said(2, "CST"))
    store.keep_links(Links(statements=statements, alignments=quotes))
    assert pages(store, Asked(party="CST"), 50, Alignment) == ["aln-1", "aln-2"]
    store.keep_links(Links(statements=(said(0, "ARV"), said(1, "ARV")), alignments=quotes))
    assert pages(store, Asked(party="ARV"), 50, Alignment) == ["aln-0", "aln-1"]
    assert store.parties(Alignment) == ["ARV"]
    assert [fault.code for fault in store.verify() if fault.code == "STO006"] == []


def test_facts_are_found_by_their_own_words(store: Store) -> None:
    people = tuple(Person(f"per-{n}", f"Mira Dovan {n}", ("M. Dovàn",)) for n in range(3))
    store.keep_links(Links(people=people, undertakings=DUE[:2], statements=(said(1, "ARV"),)))
    found = store.search_facts("dovan", Person, limit=2)
    assert (found.total, len(found.facts)) == (3, 2)
    assert [one.id for one in store.search_facts('"the strait"', Undertaking).facts] == ["und-00", "und-01"]
    assert [one.id for one in store.search_facts("strait dovan", Statement).facts] == ["stm-1"]
    assert store.search_facts('kind:people OR "', Person).facts == ()
    store.keep_links(Links(people=people[:1]))
    assert store.search_facts("dovan", Person).total == 1
    assert store.search_facts("strait", Undertaking).facts == ()


def test_issues_come_in_pages_and_are_counted(store: Store) -> None:
    issues = tuple(
        Issue(f"LNK{n % 2:03d}", Severity.WARNING if n % 3 else Severity.NOTE, "link", str(n), None) for n in range(9)
    )
    store.keep_links(Links(issues=issues))
    first = store.page_of_issues(limit=5)
    rest = store.page_of_issues(after=first[-1][0], limit=5)
    assert [one for _, one in first + rest] == list(issues)
    assert [one.code for _, one in store.page_of_issues(code="LNK001")] == ["LNK001"] * 4
    assert [one.severity for _, one in store.page_of_issues(severity="note")] == [Severity.NOTE] * 3
    assert store.issue_counts() == {"code:LNK000": 5, "code:LNK001": 4, "severity:warning": 6, "severity:note": 3}
    assert store.counts()["issues"] == 9


def test_counts_hold_before_and_after_linking(store: Store) -> None:
    def counted() -> tuple[int, int]:
        return store.counts()["documents"], store.counts()["issues"]

    gone = Issue("INT000", Severity.ERROR, "intake", "no such file", "b.txt")
    assert counted() == (0, 0)
    store.keep([keeping_of("The strait stays open.")])
    assert counted() == (1, 0)
    store.keep_links(Links())
    store.keep([Keeping("place of b.txt", "b.txt", "", issues=(gone,))])
    assert counted() == (1, 1)
    store.keep([keeping_of("The strait is closed.")])
    assert counted() == (1, 1)
    store.keep_links(Links(issues=(gone,)))
    assert counted() == (1, 2)
