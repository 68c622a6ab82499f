"""Pages by key hold every record once and in order; what is new since a visit is told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from onrecord.record.meetings import Meeting, MeetingKind, MeetingStatus, Participant
from onrecord.record.readings import Links
from onrecord.record.times import Interval
from onrecord.store import Store
from onrecord.store.asking import Asked, Key


def meeting(number: int) -> Meeting:
    """A meeting; every third has no day, two bear the same day and place."""
    when = Interval.day(date(2023, 3, 1 + number % 20 // 2)) if number % 3 else None
    party = "ARV" if number % 2 else "CST"
    return Meeting(
        f"mtg-{number:02d}", MeetingKind.TALKS, MeetingStatus.HELD if number % 4 else MeetingStatus.PLANNED,
        (Participant(party),), (), (), (), when, place="Kallis" if number % 5 else None,
    )  # fmt: skip


ALL = tuple(meeting(number) for number in range(20))


@pytest.fixture
def held(store: Store) -> Store:
    store.keep_links(Links(meetings=ALL))
    return store


def pages(store: Store, asked: Asked, limit: int) -> list[str]:
    found: list[str] = []
    after: Key | None = None
    while True:
        page = store.page(Meeting, asked, after=after, limit=limit)
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
