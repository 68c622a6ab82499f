"""Lists go by what people decided, page by page, and stay small whatever the record holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from benchmarks.desk import views
from benchmarks.generated import generate
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import intake
from onrecord.desk.listing import Edited, Listing
from onrecord.desk.reader import Reader as Desk
from onrecord.record.accounts import Alignment
from onrecord.record.issues import Issue
from onrecord.record.meetings import Meeting
from onrecord.record.readings import Reading
from onrecord.record.undertakings import Undertaking, status
from onrecord.store import Keeping, open_store
from onrecord.store.asking import Asked, Key
from onrecord.store.rows import row_of

from .conftest import TODAY, client

MOST = 100_000
"""Bytes a page may have that nobody asked to be long."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.onrecord"
    generate(path, 400, 9000)
    return path


@pytest.fixture(scope="module")
def browser(large: Path) -> Iterator[TestClient]:
    with client(large) as made:
        yield made


def test_a_generated_record_is_sound(large: Path) -> None:
    with open_store(large) as store:
        assert store.verify() == []


def test_no_page_of_a_large_record_is_long(large: Path, browser: TestClient) -> None:
    with open_store(large) as store:
        addresses = views(store)
    for name, address in addresses.items():
        answer = browser.get(address())
        assert answer.status_code == 200, name
        assert len(answer.content) < MOST, f"{name}: {len(answer.content)}"


def pages(browser: TestClient, address: str, rows: str) -> list[str]:
    """Return the ids of all rows, following `next` to the end."""
    found: list[str] = []
    after = ""
    while True:
        model = browser.get(f"{address}{'&' if '?' in address else '?'}after={quote(after)}").json()
        listed = model[rows] if rows in model else [one for column in model["columns"] for one in column[1]]
        found += [one["id"] for one in listed]
        if not model["next"]:
            return found
        after = model["next"]


def test_the_pages_of_a_timeline_hold_everything_once_and_in_order(large: Path, browser: TestClient) -> None:
    found = pages(browser, "/timeline.json?party=P03", "entries")
    with open_store(large) as store:
        reader = Desk(store, TODAY)
        meetings = [one for one in reader.decided(store.records(Meeting)) if "P03" in one.parties]
        dated = [one for one in reader.decided(store.records(Undertaking)) if "P03" in one.actors and one.deadline]
    wanted = {one.id for one in meetings if not one.only_in_caption} | {one.id for one in dated}
    assert len(found) == len(set(found))
    assert set(found) == wanted


@pytest.mark.parametrize("state", ["due", "overdue", "open", "fulfilled", "disputed", "withdrawn", "claimed"])
def test_a_column_of_the_board_holds_what_stands_so_today(large: Path, browser: TestClient, state: str) -> None:
    found = pages(browser, f"/undertakings.json?status={state}&party=P05", "cards")
    with open_store(large) as store:
        listed = Desk(store, TODAY).decided(store.records(Undertaking))
    wanted = {one.id for one in listed if status(one, TODAY).value == state and "P05" in one.actors}
    assert len(found) == len(set(found))
    assert set(found) == wanted


def test_the_timeline_takes_all_filters_together(large: Path, browser: TestClient) -> None:
    with open_store(large) as store:
        one = next(m for m in store.records(Meeting) if m.process and m.date and not m.only_in_caption)
    who = one.participants[0]
    address = (
        f"/timeline.json?party={who.party}&person={who.name}&place={one.place}&kind={one.kind}&track={one.process}"
        f"&state={one.status}"
    )
    entries = browser.get(address).json()["entries"]
    assert one.id in {entry["id"] for entry in entries}
    assert {(entry["kind"], entry["place"], entry["state"]) for entry in entries} == {(one.kind, one.place, one.status)}
    assert browser.get(f"/timeline.json?person={who.person_id}").json()["entries"]
    assert browser.get("/timeline.json?person=Nobody+at+all").json()["entries"] == []


def test_the_queue_holds_each_review_status(large: Path, browser: TestClient) -> None:
    with open_store(large) as store:
        ids = [one.id for one in store.records(Undertaking)]
        decided = {one: Desk(store, TODAY).decision(one).review_status for one in ids}
    for wanted in ("accepted", "edited", "machine"):
        found = pages(browser, f"/review.json?kind=undertakings&status={wanted}", "rows")
        assert sorted(found) == sorted(one for one in ids if decided[one] == wanted)
    statuses = dict(browser.get("/review.json").json()["statuses"])
    assert statuses == {one: list(decided.values()).count(one) for one in set(decided.values())}


def test_the_queue_of_quotes_can_be_asked_for_a_party(browser: TestClient) -> None:
    rows = browser.get("/review.json?kind=alignments&party=P07").json()["rows"]
    assert rows


def test_issues_go_on_behind_the_first_page(large: Path, browser: TestClient) -> None:
    model = browser.get("/issues.json").json()
    with open_store(large) as store:
        held: list[Issue] = store.issues()
    assert model["total"] == len(held) > len(model["issues"])
    later = browser.get(f"/issues.json?after={model['next']}").json()["issues"]
    assert later and all(one not in model["issues"] for one in later)
    assert browser.get("/issues.json?after=rubbish").json()["issues"] == model["issues"]


def judge(browser: TestClient, **form: str) -> None:
    assert browser.post("/judgements", data=form, follow_redirects=False).status_code == 303


def test_an_edited_undertaking_stands_where_its_new_values_put_it(own: Path) -> None:
    with open_store(own) as store:
        late = (u for u in store.records(Undertaking) if status(u, TODAY).value == "overdue" and u.actors)
        one = next(u for u in late if "NRH" not in u.actors)
    with client(own) as browser:
        for field, value in (("actors", "NRH"), ("deadline", "2023-05-01/2023-05-03"), ("kind", "demand")):
            judge(browser, subject=one.id, verdict="edited", field=field, value=value)
        held = browser.get("/undertakings.json?party=NRH&kind=demand&status=due").json()["columns"]
        assert one.id in json.dumps(held)
        assert one.id not in json.dumps(browser.get(f"/undertakings.json?party={one.actors[0]}").json()["columns"])
        days = browser.get("/timeline.json?party=NRH&from=2023-05-01&to=2023-05-03").json()["entries"]
        assert one.id in {entry["id"] for entry in days}
        rows = pages(browser, "/review.json?kind=undertakings&status=edited&party=NRH", "rows")
        assert rows == [one.id]


def test_an_edited_meeting_moves_in_the_matrix(own: Path) -> None:
    with client(own) as browser:
        before = browser.get("/matrix.json").json()["rows"]
        with open_store(own) as store:
            one = next(m for m in store.records(Meeting) if m.status == "held" and len(m.parties) == 2)
        judge(browser, subject=one.id, verdict="edited", field="status", value="denied")
        between = browser.get("/matrix.json").json()["rows"]
        judge(browser, subject=one.id, verdict="edited", field="status", value="held")
        assert between != before
        assert browser.get("/matrix.json").json()["rows"] == before


def test_a_verdict_set_by_people_is_what_the_queue_filters_by(own: Path) -> None:
    with open_store(own) as store:
        one = next(a for a in store.records(Alignment) if a.match == "variant")
    with client(own) as browser:
        judge(browser, subject=one.id, verdict="edited", field="match", value="paraphrase")
        found = pages(browser, "/review.json?kind=alignments&status=&state=paraphrase", "rows")
        assert one.id in found
        assert one.id not in pages(browser, "/review.json?kind=alignments&status=&state=variant", "rows")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    limit=st.sampled_from([1, 3, 40]),
    party=st.sampled_from(["", "P01", "P02"]),
    moved=st.dictionaries(st.integers(0, 30), st.dates(date(2010, 1, 1), date(2025, 1, 1)) | st.none(), max_size=8),
)
def test_pages_with_edited_facts_are_whole_and_in_order(
    large: Path, limit: int, party: str, moved: dict[int, date | None]
) -> None:
    from dataclasses import replace

    from onrecord.record.times import Interval

    with open_store(large) as store:
        ids = [key[2] for key in store.keys(Undertaking, limit=31)]
        read = store.some(Undertaking, [ids[number] for number in moved])
        days = {ids[number]: Interval.day(day) if day else None for number, day in moved.items()}
        listing = Listing(
            store, Undertaking, Edited(read, lambda one: replace(one, deadline=days[one.id], actors=("P01",)))
        )
        asked = Asked(party=party, until="2012-01-01")
        found: list[Key] = []
        after: Key | None = None
        while page := listing.page(asked, after=after, limit=limit):
            found += [key for key, _ in page]
            after = page[-1][0]
        decided = [
            replace(one, deadline=days[one.id], actors=("P01",)) if one.id in days else one
            for one in store.records(Undertaking)
        ]
        wanted = sorted(row.key for row in map(row_of, decided) if row.passes(asked))
        assert found == wanted
        assert listing.count(asked) == min(len(wanted), 1001)
        latest = [row_of(one).key for one in listing.latest(asked, limit=5)]
        assert latest == sorted((key for key in wanted if key[0] < "9999"), reverse=True)[:5]


WALLS = {
    "lines": "\n\n".join(
        f"Turn {n}. The minister said that the strait stays open, and Port Selene too." for n in range(4000)
    ),
    "one line": "The minister said that the strait stays open, and Port Selene too. " * 4000,
    "no blanks": "strait" * 40_000,
    "not Latin": "Пролив останется открытым для всех судов. " * 6000,
}


@pytest.mark.parametrize("text", WALLS.values(), ids=WALLS.keys())
def test_a_long_document_comes_in_parts_that_make_up_the_whole(tmp_path: Path, text: str) -> None:
    path = tmp_path / "long.onrecord"
    document = intake.document(text, name="long.txt")
    with open_store(path, writable=True) as store:
        store.keep([Keeping("long", "long", "1", Reading(document), text.encode())])
    shown: list[tuple[int, int]] = []
    with client(path) as browser:
        address = f"/documents/{document.id}"
        pages = browser.get(f"{address}.json").json()["pages"]
        assert len(pages) > 2
        for first in pages:
            answer = browser.get(f"{address}?from={first}")
            assert answer.status_code == 200 and len(answer.content) < MOST
            regions = browser.get(f"{address}.json?from={first}").json()["regions"]
            shown += [(one["span"]["start"], one["span"]["end"]) for region in regions for one in region["parts"]]
        joined = "".join(document.text[start:end] for start, end in shown)
        assert joined == "".join(region.span.of(document.text) for region in document.regions)
        middle = pages[1] + 40
        there = browser.get(f"{address}.json?at={middle}-{middle + 5}").json()
        assert there["page"] == 2
        assert len(browser.get(f"/evidence/{document.id}/{middle}/{middle + 5}").content) < MOST
