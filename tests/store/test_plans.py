"""Every list is a walk along an index: nothing is scanned whole, nothing is sorted, however much a record holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.record.accounts import Alignment
from onrecord.record.meetings import Meeting
from onrecord.record.readings import Links
from onrecord.record.undertakings import Undertaking
from onrecord.store import Store, open_store
from onrecord.store.asking import Asked

from .conftest import keeping_of
from .test_asking import ALL, DUE

ON = "2023-03-10"
KEY = ("2023-03-04", "Kallis", "mtg-03")
ASKED = (
    Asked(),
    Asked(party="ARV"),
    Asked(party="ARV", facet="held", label="Kallis", track="Strait talks", person="per-3", told="yes"),
    Asked(status="overdue", on=ON),
    Asked(status="due", on=ON, party="ARV"),
    Asked(since="2023-03-02", until="2023-03-08", party="CST"),
)
QUESTIONS: dict[str, Callable[[Store, Asked], Any]] = {
    "page of meetings": lambda store, asked: store.page(Meeting, asked, after=KEY),
    "page of undertakings": lambda store, asked: store.page(Undertaking, asked, after=KEY),
    "latest": lambda store, asked: store.latest(Undertaking, asked),
    "count": lambda store, asked: store.count(Undertaking, asked),
    "values": lambda store, asked: store.values(Meeting, "label"),
    "one": lambda store, asked: store.record(Alignment, "aln-03"),
    "issues": lambda store, asked: store.page_of_issues(code="LNK001", after=3),
    "all issues": lambda store, asked: store.page_of_issues(after=3),
    "serious issues": lambda store, asked: store.page_of_issues(severity="error"),
    "documents": lambda store, asked: store.page_of_documents(after=("2023-03-04", "", "d-1")),
    "documents of a party": lambda store, asked: store.page_of_documents(party="ARV", after=("9999", "", "d-1")),
    "counts": lambda store, asked: (store.counts(), store.issue_counts()),
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "talks.onrecord"
    with open_store(path, writable=True) as store:
        store.keep([keeping_of("The strait stays open.")])
        store.keep_links(Links(meetings=ALL, undertakings=DUE))
    return path


def asked_of(path: Path, question: Callable[[Store], Any]) -> list[str]:
    """Return the statements, values filled in, with which a store answers."""
    found: list[str] = []
    with open_store(path) as store:
        connection: sqlite3.Connection = store._connection  # type: ignore[attr-defined]
        connection.set_trace_callback(found.append)
        question(store)
        connection.set_trace_callback(None)
    return found


@pytest.mark.parametrize("asked", ASKED, ids=str)
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_no_list_is_scanned_or_sorted(record: Path, question: Callable[[Store, Asked], Any], asked: Asked) -> None:
    statements = asked_of(record, lambda store: question(store, asked))
    assert statements
    connection = sqlite3.connect(record)
    for sql in statements:
        for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}"):
            if step == "SCAN tallies":  # a dozen rows
                continue
            assert "SCAN" not in step and "TEMP B-TREE" not in step, f"{step}\n{sql}"
    connection.close()
