"""The desk's pages, their JSON, and who may write, over the example record."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.desk.app import STATIC, create_app
from onrecord.desk.views import PAGES
from onrecord.record.accounts import Alignment
from onrecord.record.actors import Person
from onrecord.record.judgements import Verdict
from onrecord.record.meetings import Meeting
from onrecord.record.undertakings import Undertaking
from onrecord.store import open_store

from .conftest import TOKEN, client


@pytest.fixture(scope="module")
def reading(strait: Path) -> Iterator[TestClient]:
    with client(strait) as made:
        yield made


def _links(page: str) -> set[str]:
    found = {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', page)}
    return {link for link in found if not link.startswith("/static")}


def test_every_page_that_is_linked_exists(reading: TestClient) -> None:
    waiting, seen = ["/"], set()
    while waiting:
        address = waiting.pop()
        if address in seen or (address.startswith("/evidence") and len(seen) > 150):
            continue
        seen.add(address)
        answer = reading.get(address)
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html"):
            waiting += sorted(_links(answer.text) - seen)
    assert {"/timeline", "/undertakings", "/review", "/issues", "/matrix", "/people", "/documents"} <= seen


def test_pages_stay_under_a_hundred_kilobytes(reading: TestClient) -> None:
    for address in ("/", "/timeline", "/undertakings", "/review", "/people", "/documents", "/issues", "/matrix"):
        assert len(reading.get(address).content) < 100_000, address


def test_json_twin_holds_what_the_page_shows(reading: TestClient) -> None:
    entries = reading.get("/timeline.json").json()["entries"]
    page = reading.get("/timeline").text
    assert entries and all(f"/{entry['id']}" in page for entry in entries)


def test_timeline_filters_by_party_and_day(reading: TestClient) -> None:
    everything = reading.get("/timeline.json").json()["entries"]
    some = reading.get("/timeline.json?party=NRH&from=2023-03-10&to=2023-03-31").json()["entries"]
    assert 0 < len(some) < len(everything)
    assert all("NRH" in entry["parties"] for entry in some)
    assert reading.get("/timeline.json?from=rubbish").json()["entries"] == everything


def test_evidence_shows_the_exact_characters(reading: TestClient, strait: Path) -> None:
    with open_store(strait) as store:
        proof = store.records(Meeting)[-1].evidence[0]
    first, last = proof.spans[0].start, proof.spans[-1].end
    model = reading.get(f"/evidence/{proof.document_id}/{first}/{last}.json").json()
    assert model["exact"] == proof.exact


@pytest.mark.parametrize(
    "address", ["/meetings/none", "/documents/none", "/evidence/none/1/2", "/parties/XXX", "/nowhere"]
)
def test_missing_things_look_the_same(reading: TestClient, address: str) -> None:
    answer = reading.get(address)
    assert answer.status_code == 404
    assert "nothing at this address" in answer.text


@pytest.mark.parametrize("place", ["5/2", "0/99999999", "x/y", "²/9"])
def test_evidence_outside_the_document_is_not_there(reading: TestClient, strait: Path, place: str) -> None:
    with open_store(strait) as store:
        document = next(iter(store.documents()))
    assert reading.get(f"/evidence/{document.id}/{place}").status_code == 404


def test_nothing_is_shown_without_the_token(strait: Path) -> None:
    stranger = TestClient(create_app(strait, TOKEN))
    assert stranger.get("/").status_code == 403
    assert stranger.get("/?token=wrong").status_code == 403
    assert stranger.get("/static/onrecord.css").status_code == 403


def test_other_host_names_are_refused(strait: Path) -> None:
    stranger = TestClient(create_app(strait, TOKEN), base_url="http://rebound.example")
    assert stranger.get(f"/?token={TOKEN}").status_code == 421


def test_every_answer_carries_the_policy(reading: TestClient) -> None:
    for address in ("/", "/nowhere", "/static/onrecord.css", "/timeline.json"):
        headers = reading.get(address).headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"


def test_originals_come_as_downloads_byte_for_byte(reading: TestClient, strait: Path) -> None:
    with open_store(strait) as store:
        document = next(iter(store.documents()))
        kept = store.original(document.original.sha256)
    answer = reading.get(f"/originals/{document.original.sha256}")
    assert answer.content == kept
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


def _fact(browser: TestClient) -> tuple[str, str]:
    row = browser.get("/review.json?kind=undertakings").json()["rows"][0]
    return row["id"], row["place"]


def test_accepting_and_undoing_is_appended_and_folds(own: Path) -> None:
    browser = client(own)
    subject, place = _fact(browser)
    form = {"subject": subject, "place": place, "verdict": "accepted", "back": "/review?kind=undertakings"}
    answer = browser.post("/judgements", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/review?kind=undertakings#{subject}")
    accepted = browser.get("/review.json?kind=undertakings&status=accepted").json()["rows"]
    assert [row["id"] for row in accepted] == [subject]
    browser.post("/judgements/undo", data={"subject": accepted[0]["decision"]["history"][-1]["id"]})
    assert browser.get("/review.json?kind=undertakings&status=accepted").json()["total"] == 0
    with open_store(own) as store:
        kept = store.judgements()
    assert [one.verdict for one in kept] == [Verdict.ACCEPTED, Verdict.UNDONE]
    assert {one.by for one in kept} == {"tester"}


def test_a_rejection_needs_a_reason(own: Path) -> None:
    browser = client(own)
    subject, _ = _fact(browser)
    answer = browser.post("/judgements", data={"subject": subject, "verdict": "rejected"})
    assert answer.status_code == 400
    assert "needs a reason" in answer.text


def test_a_batch_is_previewed_applied_and_taken_back(own: Path) -> None:
    browser = client(own)
    chosen = {"kind": "undertakings", "party": "ARV", "state": "", "status": "machine"}
    total = browser.get("/review.json", params=chosen).json()["total"]
    asked = chosen | {"verdict": "accepted"}
    assert f"{total} undertakings would be accepted" in browser.post("/judgements/batch", data=asked).text
    with open_store(own) as store:
        assert store.judgements() == []
    stale = browser.post("/judgements/batch", data=asked | {"confirmed": str(total + 1)})
    assert "changed since the preview" in stale.text
    browser.post("/judgements/batch", data=asked | {"confirmed": str(total)})
    assert browser.get("/review.json", params=chosen | {"status": "accepted"}).json()["total"] == total
    (batch,) = browser.get("/review.json").json()["batches"]
    browser.post("/judgements/undo", data={"subject": f"batch:{batch['id']}"})
    assert browser.get("/review.json", params=chosen).json()["total"] == total


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://elsewhere.example"}],
)
def test_writes_from_elsewhere_are_refused(own: Path, headers: dict[str, str]) -> None:
    browser = client(own)
    form = {"subject": "und-1", "verdict": "accepted"}
    assert browser.post("/judgements", data=form, headers=headers).status_code == 403


def test_a_read_only_desk_refuses_writes(own: Path) -> None:
    answer = client(own, read_only=True).post("/judgements", data={"subject": "und-1", "verdict": "accepted"})
    assert answer.status_code == 403
    assert "--read-only" in answer.text


def test_too_large_a_body_is_refused_with_the_limit(own: Path) -> None:
    answer = client(own).post("/judgements", content=b"x" * (2 * 1024 * 1024 + 1))
    assert answer.status_code == 413
    assert "2097152" in answer.text


def test_a_second_writer_is_told_and_nothing_is_lost(own: Path) -> None:
    browser = client(own)
    with open_store(own, writable=True) as busy:
        answer = browser.post("/judgements", data={"subject": "und-1", "verdict": "accepted"})
        assert answer.status_code == 503
        assert "Nothing was changed" in answer.text
        assert busy.judgements() == []


def test_a_deleted_record_gives_a_clear_page(own: Path) -> None:
    browser = client(own)
    own.unlink()
    answer = browser.get("/timeline")
    assert answer.status_code == 503
    assert "could not be used" in answer.text


def test_the_way_back_never_leads_to_another_site(own: Path) -> None:
    browser = client(own)
    for back in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        form = {"subject": "und-1", "verdict": "accepted", "back": back}
        location = browser.post("/judgements", data=form, follow_redirects=False).headers["location"]
        assert location.startswith("/") and not location.startswith("//")


def test_a_brief_cites_what_was_ticked(own: Path) -> None:
    browser = client(own)
    entries = browser.get("/timeline.json").json()["entries"]
    ticked = [one["id"] for one in entries[:3]]
    model = browser.get("/brief.json", params={"fact": ticked}).json()
    assert [point["id"] for point in model["points"]] == ticked
    assert all("characters" in citation for point in model["points"] for citation in point["citations"])
    text = browser.get("/brief.md", params={"fact": ticked}).text
    assert text.count("\n## ") == 3 and "Review status: machine" in text
    assert browser.get("/brief.docx", params={"fact": ticked}).content.startswith(b"PK")
    assert browser.get("/brief.json", params={"fact": [*ticked, "mtg-none"], "reviewed": "yes"}).json()["left_out"] == 3


def test_every_page_has_a_json_twin_with_the_review_status(reading: TestClient, strait: Path) -> None:
    with open_store(strait) as store:
        meeting = store.records(Meeting)[-1]
    proof = meeting.evidence[0]
    parts = {"id": meeting.id, "code": "ARV", "start": str(proof.spans[0].start), "end": str(proof.spans[-1].end)}
    kinds = {"undertakings": Undertaking, "people": Person, "alignments": Alignment}
    for route, _, _ in PAGES:
        folder = route.split("/")[1]
        with open_store(strait) as store:
            own = store.records(kinds[folder])[0].id if folder in kinds else parts["id"]
        own = proof.document_id if folder in {"documents", "evidence"} else own
        address = route.format(**(parts | {"id": own}))
        answer = reading.get(("/index" if address == "/" else address) + ".json")
        assert answer.status_code == 200, address
        assert "review_status" in answer.json(), address


def test_htmx_is_the_file_that_was_reviewed() -> None:
    held = (STATIC / "htmx-4.0.1.min.js").read_bytes()
    assert hashlib.sha256(held).hexdigest() == "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130"


def test_pages_hold_no_inline_script_and_no_address_of_another_site(reading: TestClient) -> None:
    for address in ("/", "/timeline", "/undertakings", "/review", "/matrix", "/search?q=fishermen"):
        page = reading.get(address).text
        assert not re.search(r"<script(?![^>]*\ssrc=\"/static/)|<style|\son\w+=|\sstyle=|javascript:", page), address
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", page), address
