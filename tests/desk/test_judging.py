"""What people decide shows wherever the fact is shown, takes effect in the linked record, and can be taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import onrecord
from onrecord.record.accounts import Comparison
from onrecord.record.actors import Person
from onrecord.record.meetings import Meeting
from onrecord.record.undertakings import Undertaking
from onrecord.store import open_store

from .conftest import client


def _all(path: Path, noun: type[Any]) -> list[Any]:
    with open_store(path) as store:
        return store.records(noun)


def _judge(browser: TestClient, subject: str, verdict: str, **form: str) -> str:
    answer = browser.post("/judgements", data={"subject": subject, "verdict": verdict, **form}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_rejected_meeting_looks_rejected_everywhere(own: Path) -> None:
    browser = client(own)
    one = next(m for m in _all(own, Meeting) if not m.only_in_caption)
    _judge(browser, one.id, "rejected", reason="caption")
    for address in (f"/meetings/{one.id}", "/timeline", f"/parties/{min(one.parties)}"):
        assert "✗ rejected" in browser.get(address).text, address
    assert browser.get("/timeline.json").json()["review_status"][one.id] == "rejected"


def test_edited_values_show_on_page_board_and_timeline(own: Path) -> None:
    browser = client(own)
    one = next(u for u in _all(own, Undertaking) if u.deadline is None)
    _judge(browser, one.id, "edited", field="deadline", value="2023-04-15")
    _judge(browser, one.id, "edited", field="action", value="open the northern gate")
    for address in (f"/undertakings/{one.id}", "/undertakings", "/timeline"):
        page = browser.get(address).text
        assert "open the northern gate" in page and "15 Apr 2023" in page and "✎ edited" in page, address


def test_an_act_and_a_pam_score_can_be_set(own: Path) -> None:
    browser = client(own)
    one = _all(own, Undertaking)[0]
    _judge(browser, one.id, "edited", field="act", value="fulfilled", on="2023-04-20", reason="seen by the monitors")
    _judge(browser, one.id, "edited", field="pam", value="3")
    model = browser.get(f"/undertakings/{one.id}.json").json()
    assert model["status"] == "fulfilled"
    assert model["judged"]["pam"] == "3 (full)"
    page = browser.get(f"/undertakings/{one.id}").text
    assert "seen by the monitors" in page and "PAM score" in page
    assert "PAM 3 (full)" in browser.get("/undertakings").text


def test_a_moved_span_quotes_the_document_anew(own: Path) -> None:
    browser = client(own)
    one = _all(own, Meeting)[0]
    document = one.evidence[0].document_id
    _judge(browser, one.id, "edited", field="span", value="3-12")
    with open_store(own) as store:
        held = store.document(document)
    assert held is not None
    proof = browser.get(f"/meetings/{one.id}.json").json()["meeting"]["evidence"][0]
    assert (proof["exact"], proof["origin"]["component"]) == (held.text[3:12], "person:tester")
    _judge(browser, one.id, "edited", field="span", value="3-99999999")
    assert browser.get(f"/meetings/{one.id}").status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [("deadline", "soon"), ("kind", "wish"), ("pam", "4"), ("nothing", "x"), ("span", "9-3"), ("act", "eaten"),
     ("action", "")],
)  # fmt: skip
def test_values_that_cannot_be_are_refused(own: Path, field: str, value: str) -> None:
    browser = client(own)
    one = _all(own, Undertaking)[0]
    form = {"subject": one.id, "verdict": "edited", "field": field, "value": value}
    assert browser.post("/judgements", data=form).status_code == 400
    with open_store(own) as store:
        assert store.judgements() == []


def _undo_last(browser: TestClient, path: Path) -> None:
    with open_store(path) as store:
        last = store.judgements()[-1]
    assert browser.post("/judgements/undo", data={"subject": last.id}, follow_redirects=False).status_code == 303


def test_two_meetings_are_merged_in_the_record_and_apart_again(own: Path) -> None:
    browser = client(own)
    before = _all(own, Meeting)
    one, other = [m for m in before if not m.only_in_caption and len(m.mention_ids) == 1][-2:]
    _judge(browser, one.id, "accepted")
    location = _judge(browser, one.id, "merged", after=other.id, back=f"/meetings/{one.id}")
    merged = browser.get(location.replace("?", ".json?")).json()["meeting"]
    assert set(merged["mention_ids"]) == {*one.mention_ids, *other.mention_ids}
    page = browser.get(location).text
    assert "linked anew with this decision" in page and "Undo merged" in page and "✓ accepted" in page
    assert len(_all(own, Meeting)) == len(before) - 1
    _undo_last(browser, own)
    assert _all(own, Meeting) == before


def test_two_people_and_two_undertakings_are_merged(own: Path) -> None:
    browser = client(own)
    people = _all(own, Person)
    _judge(browser, people[3].id, "merged", other=people[4].id, back=f"/people/{people[3].id}")
    left = {one.id: one for one in _all(own, Person)}
    assert people[3].id not in left and people[3].name in left[people[4].id].names
    undertakings = [u for u in _all(own, Undertaking) if u.kind == "demand" and len(u.mention_ids) == 1]
    one, other = undertakings[:2]
    _judge(browser, one.id, "merged", other=other.id)
    assert any({*one.mention_ids, *other.mention_ids} <= set(u.mention_ids) for u in _all(own, Undertaking))


def test_a_meeting_is_split_by_its_tellings(own: Path) -> None:
    browser = client(own)
    one = max(_all(own, Meeting), key=lambda m: len(m.mention_ids))
    out = sorted(one.mention_ids)[-2:]
    answer = browser.post("/judgements", data={"subject": one.id, "verdict": "split", "after": out})
    assert answer.status_code == 200
    together = {frozenset(m.mention_ids) for m in _all(own, Meeting)}
    assert frozenset(set(one.mention_ids) - set(out)) in together


def test_a_person_the_machine_joined_is_split_by_papers_and_whole_again(own: Path) -> None:
    browser = client(own)
    before = _all(own, Person)
    one = max(before, key=lambda p: len(p.evidence))
    out = sorted({proof.document_id for proof in one.evidence})[-2:]
    page = browser.get(f"/people/{one.id}").text
    assert all(f'name="after" value="{document}"' in page for document in out)
    form = {"subject": one.id, "verdict": "split", "after": out, "back": f"/people/{one.id}"}
    assert browser.post("/judgements", data=form).status_code == 200
    told = {p.id: {proof.document_id for proof in p.evidence} for p in _all(own, Person)}
    assert not told[one.id] & set(out)
    (other,) = (p for p, documents in told.items() if documents == set(out))
    assert browser.get(f"/people/{other}").status_code == 200
    _undo_last(browser, own)
    assert _all(own, Person) == before


@pytest.mark.parametrize("other", ["", "mtg-none", "per-446303135952", "itself"])
def test_a_merge_with_nothing_is_refused(own: Path, other: str) -> None:
    browser = client(own)
    one = _all(own, Meeting)[0]
    form = {"subject": one.id, "verdict": "merged", "other": one.id if other == "itself" else other}
    assert browser.post("/judgements", data=form).status_code == 400


def test_an_alignment_is_unlinked_linked_and_rejected(own: Path) -> None:
    browser = client(own)
    pairs = ((c, a) for c in _all(own, Comparison) for a in c.alignments if a.official_id and a.quote)
    comparison, one = next(pairs)
    address = f"/meetings/{comparison.meeting_id}/compare"

    def shown() -> dict[str, Any]:
        listed = browser.get(address + ".json?all=yes").json()["pairs"]
        return next(pair["alignment"] for pair in listed if pair["alignment"]["id"] == one.id)

    passage = f"{one.official_id}:{one.passage[0].start}-{one.passage[-1].end}"
    _judge(browser, one.id, "unlinked", after=passage, back=address)
    assert (shown()["official_id"], shown()["match"]) == (None, "undecided")
    for place in (address + "?all=yes", f"/alignments/{one.id}"):
        assert "✎ by tester" in browser.get(place).text, place
    with open_store(own) as store:
        official = store.document(one.official_id or "")
    assert official is not None
    words = " ".join(official.text[one.passage[0].start : one.passage[0].start + 60].split()[:-1])
    _judge(browser, one.id, "linked", official=official.id, words=words, back=address)
    assert shown()["passage"][0]["start"] == one.passage[0].start
    _judge(browser, one.id, "edited", field="match", value="paraphrase", back=address)
    assert shown()["match"] == "paraphrase"
    _judge(browser, one.id, "rejected", reason="wrong speaker", back=address)
    assert "✗ rejected" in browser.get(address + "?all=yes").text
    form = {"subject": one.id, "verdict": "linked", "official": official.id, "words": "zzz"}
    assert "stand 0 times" in browser.post("/judgements", data=form).text


def test_a_comment_shows_and_decides_nothing(own: Path) -> None:
    browser = client(own)
    one = _all(own, Meeting)[0]
    _judge(browser, one.id, "commented", after="ask the protocol office", back=f"/meetings/{one.id}")
    model = browser.get(f"/meetings/{one.id}.json").json()
    assert model["judged"]["fact"]["decision"]["comments"] == ["ask the protocol office"]
    assert model["review_status"][one.id] == "machine"


def test_a_read_only_desk_shows_no_forms(own: Path) -> None:
    one = _all(own, Meeting)[0]
    page = client(own, read_only=True).get(f"/meetings/{one.id}").text
    assert 'method="post"' not in page and "Review status" in page


def test_a_quote_linked_by_a_person_shows_in_the_comparison_everywhere(own: Path) -> None:
    with onrecord.open(own) as record:
        one = next(a for c in record.links.comparisons for a in c.alignments[::-1] if a.meeting_id and a.statement_id)
        official = next(d for d in record.documents if d.is_official and d.id != one.official_id)
    words = " ".join(official.text.split()[20:34])
    browser = client(own)
    _judge(browser, one.id, "linked", official=official.id, words=words)
    with onrecord.open(own) as record:
        (compared,) = [a for a in record.compare(one.meeting_id or "").alignments if a.id == one.id]
        (listed,) = [a for c in record.links.comparisons for a in c.alignments if a.id == one.id]
    assert compared == listed
    assert compared.official_id == official.id
    page = browser.get(f"/meetings/{one.meeting_id}.json").json()["alignments"]
    assert [a["official_id"] for a in page.values() if a["id"] == one.id] == [official.id]
