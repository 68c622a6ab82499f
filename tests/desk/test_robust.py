"""What a desk says when the record under it is gone, busy, newer, damaged or slow; and that nothing is lost."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from onrecord.desk import app as application
from onrecord.desk import judging, writing
from onrecord.desk.app import create_app
from onrecord.desk.reader import Memory
from onrecord.record.meetings import Meeting
from onrecord.store import open_store

from .conftest import TOKEN, client

WRITES = ("/judgements", "/judgements/undo", "/judgements/again", "/judgements/batch", "/visits")


def meeting_of(path: Path) -> str:
    with open_store(path) as store:
        return store.keys(Meeting, limit=1)[0][2]


def form(subject: str) -> dict[str, str]:
    return {
        "subject": subject,
        "verdict": "accepted",
        "kind": "meetings",
        "status": "machine",
        "party": "",
        "state": "",
    }


def test_a_deleted_record_is_told_and_not_made_anew(own: Path) -> None:
    subject = meeting_of(own)
    with client(own) as browser:
        away = own.with_suffix(".away")
        own.rename(away)
        page = browser.get("/timeline")
        assert page.status_code == 503
        assert "no such record" in page.text and "Nothing was changed" in page.text
        assert browser.get("/timeline.json").json()["status"] == 503
        for address in WRITES:
            assert browser.post(address, data=form(subject)).status_code in {400, 503}, address
        assert not own.exists()
        away.rename(own)
        assert browser.get("/timeline").status_code == 200


def test_another_record_at_the_same_path_brings_its_own_decisions(own: Path, strait: Path) -> None:
    subject = meeting_of(own)
    with client(own) as browser:
        browser.post("/judgements", data=form(subject))
        assert browser.get(f"/meetings/{subject}.json").json()["review_status"] == {subject: "accepted"}
        with open_store(own) as store:
            written = store.generation
        own.unlink()
        shutil.copy(strait, own)
        connection = sqlite3.connect(own)
        connection.execute("UPDATE settings SET value = 'another' WHERE key = 'identity'")
        connection.execute("UPDATE settings SET value = ? WHERE key = 'generation'", (str(written),))
        connection.commit()
        connection.close()
        assert browser.get(f"/meetings/{subject}.json").json()["review_status"] == {}


def test_a_newer_record_is_told_and_left_alone(own: Path) -> None:
    with client(own) as browser:
        connection = sqlite3.connect(own)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.close()
        for answer in (browser.get("/"), browser.post("/visits")):
            assert answer.status_code == 503
            assert "newer OnRecord" in answer.text


def test_a_damaged_record_is_told(own: Path) -> None:
    with client(own) as browser:
        own.write_bytes(b"\0" * 4096)
        answer = browser.get("/timeline")
        assert answer.status_code == 503
        assert "Nothing was changed" in answer.text


def test_a_second_writer_is_told_to_come_again(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "WAIT", 0.0)
    monkeypatch.setattr(writing, "WAIT", 0.0)
    subject = meeting_of(own)
    with client(own) as browser:
        with open_store(own, writable=True):
            for address in ("/judgements", "/visits"):
                answer = browser.post(address, data=form(subject))
                assert answer.status_code == 503
                assert "being written by somebody else" in answer.text and "send it again" in answer.text
            assert browser.get(f"/meetings/{subject}").status_code == 200
        assert browser.post("/judgements", data=form(subject), follow_redirects=False).status_code == 303


def test_a_write_waits_for_another_of_the_same_desk(own: Path) -> None:
    subject = meeting_of(own)
    store = open_store(own, writable=True)
    done = threading.Timer(0.2, store.close)
    done.start()
    with client(own) as browser:
        assert browser.post("/judgements", data=form(subject), follow_redirects=False).status_code == 303
    done.join()


def test_a_question_that_takes_too_long_is_given_up_and_the_limit_named(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "SECONDS", 0.0)
    monkeypatch.setattr("onrecord.store.sqlite.CHECKED_EVERY", 1)
    with TestClient(create_app(own, TOKEN)) as browser:
        answer = browser.get(f"/?token={TOKEN}")
    assert answer.status_code == 503
    assert "given up after the 0 seconds" in answer.text


def test_a_write_that_does_not_arrive_is_given_up_and_the_limit_named(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "SECONDS", 0.05)

    async def slow() -> AsyncIterator[bytes]:
        yield b"subject="
        await asyncio.sleep(5)

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=create_app(own, TOKEN))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as browser:
            await browser.get(f"/?token={TOKEN}")
            return await browser.post("/judgements", content=slow(), headers={"Content-Length": "100"})

    with ThreadPoolExecutor(1) as apart:  # the browser tests leave a running loop in this thread
        answer = apart.submit(asyncio.run, send()).result()
    assert answer.status_code == 408
    assert "within 0.05 seconds" in answer.text


def test_a_batch_names_how_many_facts_it_may_decide(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.desk.views.review.AT_ONCE", 2)
    with client(own) as browser:
        answer = browser.post("/judgements/batch", data=form(""))
    assert answer.status_code == 400
    assert "at most 2 facts" in answer.text


def test_what_is_remembered_grows_with_the_record(own: Path) -> None:
    memory = Memory()
    subject = meeting_of(own)

    def decided() -> int:
        with open_store(own) as store:
            return len(memory.at(store, lambda kind, document: []).judgements)

    before = decided()
    with client(own) as browser:
        browser.post("/judgements", data=form(subject))
    assert decided() == before + 1
    assert decided() == before + 1
