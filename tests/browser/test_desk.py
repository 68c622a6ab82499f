"""Every view of the desk in a real browser: it opens, is accessible, can be used by keyboard and without JavaScript."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from onrecord.record.accounts import Alignment
from onrecord.record.actors import Person
from onrecord.record.meetings import Meeting
from onrecord.record.undertakings import Undertaking
from onrecord.store import open_store

from .conftest import Desk, Scheme, answered, picture, violations

VIEWS = {
    "changed": "/",
    "timeline": "/timeline",
    "undertakings": "/undertakings",
    "people": "/people",
    "matrix": "/matrix",
    "documents": "/documents",
    "issues": "/issues",
    "review": "/review?kind=meetings",
    "search": "/search?q=fishermen",
    "decisions": "/decisions",
    "brief": "/brief",
    "recheck": "/recheck",
}


@pytest.fixture
def own(strait: Path, tmp_path: Path) -> Path:
    """Return a copy of the example record that a test may write to."""
    return Path(shutil.copy(strait, tmp_path / "own.onrecord"))


def _of_facts(record: Path) -> dict[str, str]:
    """Return the addresses of the pages of one fact of each kind: the one that is told most."""
    with open_store(record) as store:
        undertaking = max(store.records(Undertaking), key=lambda one: len(one.acts))
        person = max(store.records(Person), key=lambda one: len(one.evidence))
        alignment = next(one for one in store.records(Alignment) if one.official_id)
        proof = undertaking.acts[-1].evidence
    meeting = _told_most(record)
    return {
        "meeting": f"/meetings/{meeting}",
        "compare": f"/meetings/{meeting}/compare",
        "alignment": f"/alignments/{alignment.id}",
        "undertaking": f"/undertakings/{undertaking.id}",
        "person": f"/people/{person.id}",
        "party": f"/parties/{person.party}",
        "document": f"/documents/{proof.document_id}",
        "evidence": f"/evidence/{proof.document_id}/{proof.spans[0].start}/{proof.spans[-1].end}",
        "brief-of-facts": f"/brief?fact={meeting},{undertaking.id},{alignment.id}",
    }


def _told_most(record: Path) -> str:
    with open_store(record) as store:
        return max(store.records(Meeting), key=lambda one: len(one.document_ids)).id


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_opens_and_is_accessible(serve: Callable[[Path], Desk], strait: Path, scheme: Scheme) -> None:
    desk = serve(strait)
    page = desk.page(scheme=scheme)
    wrong = {}
    for name, address in (VIEWS | _of_facts(strait)).items():
        page.goto(desk.address + address)
        with picture(page, name if scheme == "light" else f"{name}-{scheme}"):
            assert page.locator("main h1").count() == 1, name
            wrong[name] = violations(page)
    assert {name: found for name, found in wrong.items() if found} == {}


def test_links_lead_from_the_meeting_to_a_document_with_its_highlights(
    serve: Callable[[Path], Desk], strait: Path
) -> None:
    desk = serve(strait)
    page = desk.page()
    page.goto(f"{desk.address}/meetings/{_told_most(strait)}")
    with answered(page):
        page.get_by_role("link", name="Compare the accounts").click()
    with answered(page):
        page.locator("main a[href^='/documents/']").first.click()
    assert page.evaluate("CSS.highlights.size") > 0


def test_highlights_sit_on_the_right_characters(serve: Callable[[Path], Desk], tmp_path: Path) -> None:
    """Offsets are code points; the browser counts UTF-16 units. Emoji and Arabic before a span must not move it."""
    text = "😀👩‍🚀 قال الوزير. Mediators met.\n\nForeign Minister Ana Brek said: “The border 🚧 will open.”\n"
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "one.txt").write_text(text, encoding="utf-8")
    record = tmp_path / "one.onrecord"
    with onrecord.open(record, writable=True) as opened:
        opened.add(folder, use_model=False)
        (reading,) = opened.readings
    desk = serve(record)
    page = desk.page()
    page.goto(f"{desk.address}/documents/{reading.document.id}")
    shown = page.evaluate(
        "[...CSS.highlights].map(([kind, ranges]) => [kind, [...ranges].map(r =>"
        " r.startContainer.data.slice(r.startOffset, r.endOffset))])"
    )
    expected = {span.of(reading.document.text) for one in reading.attributions for span in one.content}
    assert expected and set(dict(shown)["attribution"]) == expected


def test_accept_and_undo_with_the_keyboard_only(serve: Callable[[Path], Desk], own: Path) -> None:
    desk = serve(own)
    page = desk.page()
    page.goto(f"{desk.address}/review?kind=meetings&status=")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.id")
    with answered(page):
        page.keyboard.press("a")
    assert page.locator(f"#{first} .badge").first.inner_text() == "accepted"
    page.locator(f"#{first}").focus()
    with answered(page):
        page.keyboard.press("u")
    assert page.locator(f"#{first} .badge").first.inner_text() == "machine"


def test_everything_works_without_javascript(serve: Callable[[Path], Desk], own: Path) -> None:
    desk = serve(own)
    page = desk.page(javascript=False)
    for address in VIEWS.values():
        page.goto(desk.address + address)
        assert page.locator("main h1").count() == 1
    page.goto(f"{desk.address}/review?kind=meetings&status=machine")
    before = page.locator("[data-fact]").count()
    with answered(page):
        page.get_by_role("button", name="Accept").first.click()
    page.goto(f"{desk.address}/review?kind=meetings&status=machine")
    assert page.locator("[data-fact]").count() == before - 1


def test_a_quote_is_rejected_and_a_verdict_set_beside_the_record(serve: Callable[[Path], Desk], own: Path) -> None:
    desk = serve(own)
    page = desk.page()
    page.goto(f"{desk.address}/meetings/{_told_most(own)}/compare")
    row = page.locator("tr[data-fact]").first
    name = row.get_attribute("id")
    row.get_by_label("Reason for rejecting").select_option("wrong speaker")
    with answered(page):
        row.get_by_role("button", name="Reject").click()
    row = page.locator(f"#{name}")
    assert "rejected" in row.inner_text()
    assert page.evaluate("document.activeElement.id") == name
    with picture(page, "compare-judged"):
        assert violations(page) == []
    with answered(page):
        row.get_by_role("button", name="Undo rejected").click()
    assert "✗ rejected" not in page.locator(f"#{name}").inner_text()


def test_two_meetings_are_merged_and_taken_apart(serve: Callable[[Path], Desk], own: Path) -> None:
    with open_store(own) as store:
        told = [one for one in store.records(Meeting) if not one.only_in_caption and len(one.mention_ids) == 1]
        count = len(store.records(Meeting))
    one, other = told[-2:]
    desk = serve(own)
    page = desk.page()
    page.goto(f"{desk.address}/meetings/{one.id}")
    page.get_by_text("Merge with another").click()
    page.get_by_label("or by id").fill(other.id)
    with picture(page, "judging"):
        assert violations(page) == []
    with answered(page):
        page.get_by_role("button", name="Merge", exact=True).click()
    assert "linked anew" in page.locator("main [role=status]").first.inner_text()
    with open_store(own) as store:
        assert len(store.records(Meeting)) == count - 1
    with answered(page):
        page.get_by_role("button", name="Undo merged").click()
    with open_store(own) as store:
        assert len(store.records(Meeting)) == count


def test_a_score_is_set_without_javascript(serve: Callable[[Path], Desk], own: Path) -> None:
    with open_store(own) as store:
        one = store.records(Undertaking)[0]
    desk = serve(own)
    page = desk.page(javascript=False, width=320)
    page.goto(f"{desk.address}/undertakings/{one.id}")
    page.get_by_text("Edit a value").click()
    page.locator("form:has(input[value=pam]) select").select_option("2")
    with answered(page):
        page.get_by_role("button", name="Keep: PAM score").click()
    assert "2 (intermediate)" in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_batch_is_applied_and_taken_back(serve: Callable[[Path], Desk], own: Path) -> None:
    desk = serve(own)
    page = desk.page()
    page.goto(f"{desk.address}/review?kind=meetings&status=machine")
    waiting = page.locator("[data-fact]").count()
    with answered(page):
        page.get_by_role("button", name="Preview the batch").click()
    with answered(page):
        page.get_by_role("button", name=f"Apply to all {waiting}").click()
    page.goto(f"{desk.address}/review?kind=meetings&status=machine")
    assert page.locator("[data-fact]").count() == 0
    with answered(page):
        page.get_by_role("button", name="Take the batch back").click()
    page.goto(f"{desk.address}/review?kind=meetings&status=machine")
    assert page.locator("[data-fact]").count() == waiting


def test_hostile_documents_are_shown_as_text(serve: Callable[[Path], Desk], tmp_path: Path) -> None:
    payload = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>"
    line = {
        "id": payload, "title": payload, "publisher": payload, "published": "2023-03-04", "kind": "news",
        "url": "javascript:alert(4)",
        "text": f"{payload}\n\nForeign Minister Ana Brek said “{payload} is unacceptable” on Friday.",
    }  # fmt: skip
    file = tmp_path / "hostile.jsonl"
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    record = tmp_path / "hostile.onrecord"
    with onrecord.open(record, writable=True) as opened:
        opened.add(file, use_model=False)
        (document,) = opened.documents
    desk = serve(record)
    page = desk.page()
    for address in (
        *VIEWS.values(),
        f"/documents/{document.id}",
        f"/evidence/{document.id}/0/20",
        "/search?q=" + "script",
    ):
        page.goto(desk.address + address)
    page.goto(f"{desk.address}/documents/{document.id}")
    assert "<script>alert(1)</script>" in page.locator("article").inner_text()
    assert page.locator("a[href^='javascript']").count() == 0


@pytest.mark.parametrize("width", [320, 640, 2400])
def test_pages_fit_narrow_zoomed_and_wide_screens(serve: Callable[[Path], Desk], strait: Path, width: int) -> None:
    """640 px is what is left of a screen of 1280 px at 200 % zoom."""
    desk = serve(strait)
    page = desk.page(width=width)
    for name, address in (VIEWS | _of_facts(strait)).items():
        page.goto(desk.address + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if width == 320 and name in {"meeting", "compare", "timeline", "undertakings", "review"}:
            with picture(page, f"{name}-narrow"):
                pass
