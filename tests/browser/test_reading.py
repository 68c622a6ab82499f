"""Reading at the desk: evidence in a drawer, filters that swap, print, languages, the picture of who met whom."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from onrecord.record.actors import Person
from onrecord.record.meetings import Meeting
from onrecord.store import open_store

from .conftest import ARTEFACTS, Desk, answered, picture, violations


def _told_most(record: Path) -> str:
    with open_store(record) as store:
        return max(store.records(Meeting), key=lambda one: len(one.document_ids)).id


def test_evidence_opens_as_a_drawer_and_gives_the_focus_back(serve: Callable[[Path], Desk], strait: Path) -> None:
    desk = serve(strait)
    page = desk.page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{desk.address}/meetings/{_told_most(strait)}")
    link = page.locator("main a.proof").nth(3)
    where = link.get_attribute("href")
    address = page.url
    link.focus()
    page.keyboard.press("Enter")
    drawer = page.locator("dialog#drawer[open]")
    drawer.wait_for()
    assert page.url == address
    told = drawer.inner_text()
    for part in ("Document", "characters", "Citation", "SHA-256", "Read here", "what people decided"):
        assert part in told, part
    with picture(page, "drawer"):
        assert violations(page) == []
    drawer.get_by_role("button", name="Copy the citation").click()
    drawer.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == drawer.locator("#citation").inner_text().strip()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('href')") == where
    assert page.locator("dialog#drawer[open]").count() == 0


def test_without_scripts_evidence_is_a_page_that_says_the_same(serve: Callable[[Path], Desk], strait: Path) -> None:
    desk = serve(strait)
    page = desk.page(javascript=False)
    page.goto(f"{desk.address}/meetings/{_told_most(strait)}")
    with answered(page):
        page.locator("main a.proof").first.click()
    assert "/evidence/" in page.url
    assert "Citation" in page.locator("#evidence").inner_text()


def test_every_row_of_every_list_of_facts_leads_to_evidence(serve: Callable[[Path], Desk], strait: Path) -> None:
    desk = serve(strait)
    page = desk.page()
    for address, row in (
        ("/timeline", "tbody tr"),
        ("/undertakings", ".card"),
        ("/review?kind=undertakings", "[data-fact]"),
        ("/review?kind=alignments", "[data-fact]"),
        ("/search?q=fishermen", "#results .rows > li"),
        (f"/meetings/{_told_most(strait)}", "main ul.rows > li"),
        (f"/meetings/{_told_most(strait)}/compare", "tr[data-fact]"),
    ):
        page.goto(desk.address + address)
        rows = page.locator(row)
        assert rows.count() > 0, address
        assert rows.count() == page.locator(f"{row}:has(a.proof)").count(), address


def test_a_filter_swaps_the_results_keeps_the_focus_and_tells_the_count(
    serve: Callable[[Path], Desk], strait: Path
) -> None:
    desk = serve(strait)
    page = desk.page()
    page.goto(f"{desk.address}/timeline")
    before = page.locator("tbody tr").count()
    party = page.locator("main select[name=party]")
    party.focus()
    party.select_option("NRH")
    # A locator waits outside the page; a function polled inside it is forbidden by the page's own policy.
    page.locator("#told:not(:empty)").wait_for(state="attached")
    page.wait_for_url(lambda url: "party=NRH" in url)
    after = page.locator("tbody tr").count()
    assert 0 < after < before
    assert page.evaluate("document.activeElement.name") == "party"
    assert page.locator("#told").inner_text().startswith(f"{after} entr")
    assert violations(page) == []


def test_the_help_opens_on_every_page_and_typing_judges_nothing(serve: Callable[[Path], Desk], strait: Path) -> None:
    desk = serve(strait)
    page = desk.page()
    for address in ("/timeline", "/review"):
        page.goto(desk.address + address)
        page.keyboard.press("?")
        assert page.locator("#keys-help").get_attribute("open") is not None, address
        page.get_by_role("searchbox").first.focus()
        page.keyboard.type("jar?u")
        assert page.locator("#keys-help").get_attribute("open") is not None, address
    with open_store(strait) as store:
        assert store.judgements() == []


def test_paper_shows_the_facts_and_none_of_the_controls(serve: Callable[[Path], Desk], strait: Path) -> None:
    desk = serve(strait)
    page = desk.page(scheme="dark")
    meeting = _told_most(strait)
    ARTEFACTS.mkdir(exist_ok=True)
    for name, address in (
        ("meeting", f"/meetings/{meeting}"),
        ("compare", f"/meetings/{meeting}/compare"),
        ("brief", f"/brief?fact={meeting}"),
        ("timeline", "/timeline"),
    ):
        page.goto(desk.address + address)
        page.emulate_media(media="print")
        with picture(page, f"{name}-print"):
            for control in ("nav", "button", "form", "input", "select", "footer details"):
                assert page.locator(f"{control}:visible").count() == 0, f"{name}: {control}"
            assert page.locator("main h1:visible").count() == 1
            assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
            ink = page.evaluate("getComputedStyle(document.querySelector('main h1')).color")
            assert ink == "rgb(0, 0, 0)", "a dark screen still prints black on white"
        page.pdf(path=str(ARTEFACTS / f"{name}.pdf"))
        assert (ARTEFACTS / f"{name}.pdf").read_bytes().startswith(b"%PDF")
        page.emulate_media(media="screen")


def test_who_met_whom_is_a_table_and_a_picture_of_the_same_numbers(serve: Callable[[Path], Desk], strait: Path) -> None:
    desk = serve(strait)
    page = desk.page(javascript=False)
    page.goto(f"{desk.address}/matrix")
    shown = page.locator("table.matrix a[aria-label]").evaluate_all("all => all.map(a => a.getAttribute('aria-label'))")
    table = {(words[2], words[4]): int(words[0]) for words in map(str.split, shown) if words[2] < words[4]}
    titles = page.locator("svg.graph line title").evaluate_all("all => all.map(t => t.textContent)")
    drawn = {tuple(title.partition(":")[0].split(" and ")): int(title.rpartition(" ")[2]) for title in titles}
    assert table and drawn == table
    with answered(page):
        page.locator("table.matrix a[aria-label]").first.click()
    assert page.locator("tbody tr").count() == next(iter(table.values()))


@pytest.fixture
def arabic(tmp_path: Path) -> Path:
    """Return a record of an English paper that quotes Arabic, and of an Arabic one; their sentences are invented."""
    papers = [
        {"id": "one", "title": "Talks on the harbour", "publisher": "Harbour Post", "published": "2023-03-04",
         "text": "Foreign Minister Ana Brek said: “سنفتح الميناء في الأول من أيار ولن نغلقه.”\n\n"
                 "Ana Brek met Omar Teli in Kallis on 4 March 2023.\n"},
        {"id": "two", "title": "بيان عن الميناء", "publisher": "وزارة الخارجية", "published": "2023-03-05",
         "text": "قال الوزير إن الميناء سيفتح قريبا.\n\nوأضاف أن العمل بدأ.\n"},
    ]  # fmt: skip
    file = tmp_path / "papers.jsonl"
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in papers), encoding="utf-8")
    record = tmp_path / "arabic.onrecord"
    with onrecord.open(record, writable=True) as opened:
        opened.add(file, use_model=False)
    return record


def test_every_quoted_passage_says_its_language_and_direction(
    serve: Callable[[Path], Desk], arabic: Path, strait: Path
) -> None:
    desk = serve(arabic)
    page = desk.page()
    with open_store(arabic) as store:
        documents = {one.name: one.id for one in store.documents()}
        people = [one.id for one in store.records(Person)]
    quoted = 0
    for address in ("/", "/documents", "/search?q=الميناء", *(f"/people/{one}" for one in people),
                    *(f"/documents/{one}" for one in documents.values())):  # fmt: skip
        page.goto(desk.address + address)
        passages = page.locator("blockquote, article p[data-start], td a[href^='/documents/']")
        for passage in passages.all():
            quoted += 1
            assert passage.get_attribute("lang") and passage.get_attribute("dir") in {"rtl", "ltr"}, address
            letters = [one for one in passage.inner_text() if one.isalpha()]
            if letters and "\u0600" <= letters[0] <= "\u06ff":
                assert passage.get_attribute("dir") == "rtl", passage.inner_text()
    assert quoted > 4
    page.goto(f"{desk.address}/documents")
    with picture(page, "arabic"):
        assert violations(page) == []


def test_no_quote_of_the_example_lacks_its_language(serve: Callable[[Path], Desk], strait: Path) -> None:
    desk = serve(strait)
    page = desk.page()
    with open_store(strait) as store:
        person = max(store.records(Person), key=lambda one: len(one.evidence)).id
    meeting = _told_most(strait)
    for address in ("/", f"/meetings/{meeting}", f"/meetings/{meeting}/compare", f"/people/{person}", "/parties/ARV",
                    "/search?q=fishermen", "/undertakings"):  # fmt: skip
        page.goto(desk.address + address)
        assert page.locator("blockquote:not([lang][dir])").count() == 0, address
        assert (
            page.locator("main a[href^='/undertakings/und-']:not([lang][dir])").count() == 0 or address == "/timeline"
        )


def test_a_fact_is_rejected_with_the_keyboard_once_a_reason_is_given(
    serve: Callable[[Path], Desk], strait: Path, tmp_path: Path
) -> None:
    own = Path(shutil.copy(strait, tmp_path / "own.onrecord"))
    desk = serve(own)
    page = desk.page()
    page.goto(f"{desk.address}/review?kind=undertakings&status=")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    name = page.evaluate("document.activeElement.id")
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.name") == "reason"  # nobody's reason is assumed
    page.keyboard.type("not")
    with answered(page):
        page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == name
    assert page.locator(f"#{name} .badge").first.inner_text() == "rejected"
    with open_store(own) as store:
        (judgement,) = store.judgements()
    assert (judgement.subject, judgement.reason) == (name, "not said")
    page.keyboard.press("e")
    assert page.locator(f"#{name} details").first.get_attribute("open") is not None
