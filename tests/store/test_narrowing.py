"""Searching is narrowed by where passages stand; what can be chosen is counted in documents."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.store import open_store
from onrecord.store.asking import Paper


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    for name, publisher, day, party in (
        ("one", "Harbour Post", "2022-11-02", ""),
        ("two", "Harbour Post", "2023-02-03", ""),
        ("three", "Ministry of Arvenia", "2023-02-04", "ARV"),
    ):
        head = f"---\ntitle: Paper {name}\npublisher: {publisher}\npublished: {day}\n" + f"party: {party}\n" * bool(
            party
        )
        (folder / f"{name}.md").write_text(f"{head}---\n\nThe harbour is open.\n\nThe harbour stays open.\n")
    path = folder / "talks.onrecord"
    with onrecord.open(path, writable=True) as opened:
        opened.add(folder, use_model=False)
    return path


def test_passages_of_the_papers_chosen_are_found(record: Path) -> None:
    with open_store(record) as store:
        papers = store.papers([one.id for one in store.documents()])
        for chosen, count in ((Paper(), 6), (Paper(publisher="Harbour Post"), 4), (Paper(year="2022"), 2),
                              (Paper(publisher="Harbour Post", year="2023"), 2), (Paper(party="ARV"), 2),
                              (Paper(year="1999"), 0)):  # fmt: skip
            hits = store.search("harbour open", chosen=chosen)
            assert len(hits) == count, chosen
            assert all(papers[hit.document_id].passes(chosen) for hit in hits)


def test_choices_are_counted_in_documents(record: Path) -> None:
    with open_store(record) as store:
        spread = {(paper.publisher, paper.year): number for paper, number in store.spread("harbour")}
        assert spread == {("Harbour Post", "2022"): 1, ("Harbour Post", "2023"): 1, ("Ministry of Arvenia", "2023"): 1}
        assert store.spread("nowhere") == store.spread("  ") == []


def test_a_choice_holds_nothing_that_a_query_could_be_made_of(record: Path) -> None:
    with open_store(record) as store:
        assert store.search("harbour", chosen=Paper(publisher="' OR 1=1 --")) == []
        assert store.papers(["none", "' OR 1=1 --"]) == {}
