"""A desk over a record that is built again: decisions stay with their facts, and what is new is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.record.undertakings import Undertaking
from onrecord.store import open_store

from .conftest import client

FIRST = "Foreign Minister Ana Brek of Norway said: “Norway will open the harbour by 1 May 2023.”\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    return made


def build(folder: Path, record: Path, text: str) -> Path:
    (folder / "one.txt").write_text(text, encoding="utf-8")
    with onrecord.open(record, writable=True) as opened:
        opened.add(folder, use_model=False)
    return record


def undertakings(record: Path) -> list[Any]:
    with open_store(record) as store:
        return store.records(Undertaking)


def test_a_decision_stays_when_the_document_comes_in_a_new_version(folder: Path, tmp_path: Path) -> None:
    record = build(folder, tmp_path / "talks.onrecord", FIRST)
    browser = client(record)
    (one,) = undertakings(record)
    browser.post("/judgements", data={"subject": one.id, "verdict": "accepted"})
    build(folder, record, "The ministry published this paper today.\n\n" + FIRST)
    (now,) = undertakings(record)
    assert now.id != one.id
    page = browser.get(f"/undertakings/{now.id}").text
    assert "✓ accepted" in page and "last by tester" in page
    assert browser.get("/recheck.json").json()["pairs"] == []


def test_a_reworded_fact_is_shown_beside_the_decision_until_somebody_looks(folder: Path, tmp_path: Path) -> None:
    record = build(folder, tmp_path / "talks.onrecord", FIRST)
    browser = client(record)
    (one,) = undertakings(record)
    browser.post("/judgements", data={"subject": one.id, "verdict": "rejected", "reason": "not said"})
    build(folder, record, FIRST.replace("the harbour", "both harbours and the airfield"))
    (now,) = undertakings(record)
    (pair,) = browser.get("/recheck.json").json()["pairs"]
    assert "the harbour" in pair["old"] and pair["now"]["id"] == now.id
    assert browser.get(f"/undertakings/{now.id}.json").json()["judged"]["fact"]["decision"]["verdict"] is None
    assert "1 decision to look at again" in browser.get("/review").text
    browser.post("/judgements/again", data={"judgement": pair["judgement"]["id"], "now": now.id})
    assert browser.get("/recheck.json").json()["pairs"] == []
    assert browser.get(f"/undertakings/{now.id}.json").json()["judged"]["fact"]["decision"]["verdict"] == "rejected"


def test_what_is_new_since_somebody_looked(folder: Path, tmp_path: Path) -> None:
    record = build(folder, tmp_path / "talks.onrecord", FIRST)
    browser, other = client(record), client(record, by="ben")
    assert browser.get("/index.json").json()["new"] is None
    browser.post("/visits")
    assert browser.get("/index.json").json()["new"]["undertakings"][0] == 0
    assert "Nothing is new" in browser.get("/").text
    (folder / "two.txt").write_text("Foreign Minister Ana Brek of Norway said: “Norway will release all prisoners.”\n")
    build(folder, record, FIRST)
    count, listed = browser.get("/index.json").json()["new"]["undertakings"]
    assert count == 1 and "release" in listed[0][0]["action"]
    assert other.get("/index.json").json()["new"] is None


def test_people_who_differ_are_shown_until_one_takes_it_back(folder: Path, tmp_path: Path) -> None:
    record = build(folder, tmp_path / "talks.onrecord", FIRST)
    (one,) = undertakings(record)
    client(record).post("/judgements", data={"subject": one.id, "verdict": "accepted"})
    browser = client(record, by="ben")
    browser.post("/judgements", data={"subject": one.id, "verdict": "rejected", "reason": "other"})
    ((differ, _),) = browser.get("/recheck.json").json()["differ"]
    assert {judgement["by"] for judgement in differ["judgements"]} == {"tester", "ben"}
    assert "tester's" in browser.get("/recheck").text or "tester&#39;s" in browser.get("/recheck").text
    browser.post("/judgements/undo", data={"subject": differ["judgements"][0]["id"]})
    assert browser.get("/recheck.json").json()["differ"] == []
