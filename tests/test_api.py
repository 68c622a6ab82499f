from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.annotate.admit import evidence_of, holds, spans_of
from onrecord.cli import cli
from onrecord.record.issues import ConfigError, StoreError
from onrecord.record.judgements import decisions


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api")
    (folder / "a.txt").write_text(
        "KALLIS, 4 March 2023. Foreign Minister of France Jean Roux met Foreign Minister of Italy Anna Neri."
    )
    (folder / "b.txt").write_text("A paper about something else.")
    path = folder / "talks.onrecord"
    with onrecord.open(path, writable=True) as opened:
        summary = opened.add(folder / "a.txt", folder / "b.txt", use_model=False)
        assert summary.counts["documents"] == 2
    return path


def test_what_a_record_gives(record: Path) -> None:
    with onrecord.open(record) as opened:
        assert {d.name for d in opened.documents} == {"a.txt", "b.txt"}
        assert len(opened.readings) == 2
        for things in (opened.meetings, opened.statements, opened.undertakings, opened.people, opened.alignments):
            assert isinstance(things, tuple)
        assert opened.document("a.txt") == opened.reading("a.txt").document
        assert opened.document(opened.document("a.txt").id[:8]).name == "a.txt"
        assert [hit.text for hit in opened.search("something")] == ["A paper about something else."]
        assert opened.verify() == []
        for meeting in opened.meetings:
            assert opened.compare(meeting).meeting_id == meeting.id


def test_what_is_not_there_is_told(record: Path) -> None:
    with onrecord.open(record) as opened:
        with pytest.raises(ConfigError, match="nothing in the record is called"):
            opened.document("c.txt")
        with pytest.raises(ConfigError, match="could be any of"):
            opened.document("d-")
        with pytest.raises(ConfigError):
            opened.compare("mtg-0")
        with pytest.raises(StoreError, match="for reading"):
            opened.add(record.parent / "a.txt")


def test_what_others_write_is_seen_at_the_next_access(record: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    later.write_text("A third paper.")
    with onrecord.open(record) as reader:
        before = len(reader.documents), reader.links
        with onrecord.open(record, writable=True) as writer:
            writer.add(later)
        assert len(reader.documents) == before[0] + 1
        assert reader.store.generation > 0


def test_what_people_decide_is_kept_and_can_be_undone(record: Path) -> None:
    with onrecord.open(record, writable=True) as opened:
        kept = len(opened.judgements)
        made = opened.judge("und-1", "rejected", by="ana", reason="not a promise")
        undone = opened.undo(made, by="ben")
        opened.relink()
        assert opened.judgements[kept:] == (made, undone)
        assert decisions([made])["und-1"].review_status == "rejected"
        assert "und-1" not in decisions(opened.judgements)
        with pytest.raises(ValueError):
            opened.judge("und-1", "nonsense", by="ana")
    with onrecord.open(record) as reader, pytest.raises(StoreError, match="for reading"):
        reader.judge("und-1", "accepted", by="ana")


def test_several_workers_give_the_same(record: Path, tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "many.onrecord", writable=True) as many:
        many.add(record.parent / "a.txt", record.parent / "b.txt", use_model=False, workers=2)
        found = many.readings
    with onrecord.open(tmp_path / "one.onrecord", writable=True) as one:
        one.add(record.parent / "b.txt", record.parent / "a.txt", use_model=False)
        assert one.readings == found


def test_read_is_pure() -> None:
    text = '"We will meet again in May," French Foreign Minister Jean Roux said in Rome on Friday.'
    reading = onrecord.read(text, published="2023-03-04", name="x", use_model=False)
    assert reading == onrecord.read(text, published="2023-03-04", name="x", use_model=False)
    assert reading.document.text == text
    assert reading.document.name == "x"
    assert reading.document.published and reading.document.published.interval.iso() == "2023-03-04"


PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "‘",
        "'",
        "\n\n",
        " said ",
        "Roux",
        " will ",
        "2019-01-01",
        " on Friday",
        "\u202e",
        "\0",
        "😀",
        "ك",
        "\r",
    ]
)


@given(text=st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_and_every_span_slices(text: str) -> None:
    reading = onrecord.read(text, use_model=False)
    assert reading.document.text == text
    assert not [issue for issue in reading.issues if issue.code.startswith("ANN00")]
    for layer in ("times", "actors", "attributions", "meetings", "undertakings"):
        for item in getattr(reading, layer):
            assert all(span.end <= len(text) and span.of(text).strip() for span in spans_of(item))
            assert all(holds(proof, text) for proof in evidence_of(item))
    covered = "".join(region.span.of(text) for region in reading.document.regions)
    assert "".join(covered.split()) == "".join(text.split())


def test_an_event_told_differently_is_compared_by_its_id(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for publisher, dead in (("Harbour Post", "14"), ("Meridian Wire", "22")):
        text = f"A ferry explosion in the harbour of Lindvik killed {dead} people on Saturday, said the {publisher}."
        paper = {"id": publisher, "publisher": publisher, "published": "2023-03-04", "kind": "news", "text": text}
        (papers / f"{dead}.jsonl").write_text(json.dumps(paper) + "\n", encoding="utf-8")
    record = tmp_path / "ferry.onrecord"
    with onrecord.open(record, writable=True) as opened:
        opened.add(papers, use_model=False)
        (event,) = opened.events
        assert opened.compare(event.meeting_id) == event == opened.compare(event.meeting_id[:8])
        (divergence,) = event.divergences
        assert sorted(claim.value for claim in divergence.claims) == ["14 people", "22 people"]
    listed = CliRunner().invoke(cli, ["compare", str(record), "--events"])
    assert event.meeting_id in listed.output
    shown = CliRunner().invoke(cli, ["compare", str(record), event.meeting_id])
    assert shown.exit_code == 0
    assert "14 people" in shown.output and "22 people" in shown.output


def test_half_characters_are_replaced() -> None:
    assert onrecord.read("a \ud800 b", use_model=False).document.text == "a \ufffd b"


def test_the_module_names_what_it_gives() -> None:
    assert sorted(onrecord.__all__) == ["__version__", "open", "read"]
    assert onrecord.__version__ == "0.1.0"
