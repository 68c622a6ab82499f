"""The scorer of meetings, on records made up here; and what the two seed accounts must give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.annotate import annotate
from onrecord.evaluate import meetings, meetings_corpora, meetings_gold
from onrecord.evaluate.options import Options
from onrecord.intake import document
from onrecord.link.meetings import link
from onrecord.record.issues import ConfigError
from onrecord.record.meetings import MeetingKind, MeetingMention, MeetingStatus, Participant
from onrecord.record.spans import Span
from onrecord.record.times import Interval
from onrecord.roster import Roster

TEXT = "Ana Prado met Jon Orm in Lisbon to discuss ferries."


def said(**changes: Any) -> MeetingMention:
    given: dict[str, Any] = {
        "id": "mtm-1",
        "document_id": "d-1",
        "kind": MeetingKind.MEETING,
        "status": MeetingStatus.HELD,
        "evidence": Span(0, len(TEXT)),
        "participants": (Participant("PRT", "Ana Prado", "Minister"), Participant("NOR", "Jon Orm")),
        "date": Interval.parse("2031-05-02"),
        "place": "Lisbon",
        "topics": (Span(TEXT.index("ferries"), len(TEXT) - 1),),
    }
    return MeetingMention(**(given | changes))


def piece(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def wanted(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "meeting",
        "status": "held",
        "date": "2031-05-02",
        "place": "Lisbon",
        "participants": [
            {"name_text": piece("Ana Prado"), "office_text": None, "party": "PRT"},
            {"name_text": piece("Jon Orm"), "office_text": None, "party": "NOR"},
        ],
        "topics_text": [piece("ferries")],
        "evidence_text": piece(TEXT),
    } | changes


def measured(given: MeetingMention, gold: dict[str, Any]) -> dict[str, Any]:
    tally = meetings_gold.Tally()
    meetings_gold.score_document(tally, [given], [gold])
    return tally.result()


def test_the_same_meeting_scores_one_everywhere() -> None:
    found = measured(said(), wanted())
    assert found["meetings"]["f1"] == found["participants"]["f1"] == found["topics"]["f1"] == 1.0
    assert found["date_accuracy"] == found["place_accuracy"] == found["status_accuracy"] == 1.0


def test_a_call_never_matches_a_meeting_and_nothing_matches_without_a_party() -> None:
    assert measured(said(kind=MeetingKind.CALL), wanted())["meetings"]["f1"] == 0.0
    assert measured(said(participants=()), wanted())["meetings"]["f1"] == 0.0


def test_absent_on_both_sides_agrees_and_a_denial_counts_as_cancelled() -> None:
    found = measured(said(date=None, place=None), wanted(date=None, place=None))
    assert (found["date_accuracy"], found["place_accuracy"]) == (1.0, 1.0)
    assert measured(said(status=MeetingStatus.DENIED), wanted(status="cancelled"))["status_accuracy"] == 1.0


def test_each_difference_lowers_its_own_figure() -> None:
    assert measured(said(place="Oslo"), wanted())["place_accuracy"] == 0.0
    assert measured(said(date=None), wanted())["date_accuracy"] == 0.0
    assert measured(said(topics=()), wanted())["topics"]["r"] == 0.0
    one = said(participants=(Participant("PRT", "Ana Prado"), Participant("NOR")))
    assert measured(one, wanted())["participants"] == {"p": 1.0, "r": 0.5, "f1": pytest.approx(2 / 3)}


def test_mend_scores_only_what_stands_in_the_excerpt() -> None:
    row = {
        "individual_med_named": "Ana Prado; Eva Absent",
        "med_location - MULTISELECT": "Lisbon, Portugal; Oslo, Norway",
        "Day": "2", "Month": "5", "Year": "2031", "third_party": "Norway; Japan", "local_parties": "",
    }  # fmt: skip
    text = "On 2 May Ana Prado met Norway's envoy in Lisbon."
    tally = meetings_corpora.MendTally()
    meetings_corpora.score_mend(tally, row, document(text), [said()], Roster.builtin())
    assert tally.result()["counts"] == {"mediators": 1, "places": 1, "days": 1}
    assert tally.result()["mediators_recall"] == tally.result()["day_accuracy"] == 1.0


def test_contacts_are_undirected_pairs_and_guesses_do_not_count() -> None:
    row = {
        "relations": [
            {"type": "CommWith", "source": "Prado", "target": "Jon Orm", "confidence": 1},
            {"type": "CommWith", "source": "Jon Orm", "target": "Prado", "confidence": 1},
            {"type": "CommWith", "source": "We", "target": "everybody", "confidence": 0.02},
            {"type": "Likes", "source": "Prado", "target": "cod", "confidence": 1},
        ]
    }
    tally = meetings_corpora.ContactTally()
    meetings_corpora.score_contacts(tally, row, [said()], Roster.builtin())
    assert tally.result() == {"commwith_recall": 1.0, "commwith_precision": 1.0, "counts": {"pairs": 1, "predicted": 1}}


def test_an_end_is_also_known_by_what_the_annotators_call_its_synonym() -> None:
    contact = {"type": "CommWith", "source": "Prado", "target": "the harbour master", "confidence": 1}
    same = {"type": "IsSynonymOf", "source": "Jon Orm", "target": "the harbour master", "confidence": 1}
    for relations, recall in (([contact], 0.0), ([contact, same], 1.0), ([contact, same | {"confidence": 0.1}], 0.0)):
        tally = meetings_corpora.ContactTally()
        meetings_corpora.score_contacts(tally, {"relations": relations}, [said()], Roster.builtin())
        assert tally.result()["commwith_recall"] == recall


def test_every_meeting_in_a_text_without_one_is_false() -> None:
    tally = meetings_corpora.FalseTally()
    tally.add([said()], 4)
    tally.add([], 6)
    assert tally.result()["false_per_1000"] == 100.0


def test_a_file_is_known_by_its_records(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "1", "text": TEXT, "kind": "news", "meetings": [wanted()]}) + "\n")
    assert meetings.score([gold], Options())["gold_counts"] == {"gold": 1, "predicted": 0}
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "1"}\n')
    with pytest.raises(ConfigError, match="no format"):
        meetings.score([other], Options())


def test_the_seeds_give_one_meeting_and_one_of_a_caption(shared: Path) -> None:
    papers = [
        document(path.read_text(encoding="utf-8"), name=path.name, publisher=publisher)
        for path in sorted((shared / "seeds").glob("*.txt"))
        for publisher in ["Ministry of Foreign Affairs of Russia" if path.name.startswith("003") else "TRT World"]
    ]
    found, issues = link(annotate(papers, roster=Roster.builtin(), only={"meetings"}))
    caption, main = found
    assert caption.only_in_caption and not main.only_in_caption
    assert (caption.place, caption.date) == ("Istanbul", Interval.parse("2018-10-27"))
    assert (main.place, main.date, main.status) == ("Moscow", Interval.parse("2018-12-29"), MeetingStatus.HELD)
    assert main.format == "interdepartmental format"
    assert main.parties == {"RUS", "TUR"}
    people = {(p.name or "").split()[-1]: p.party for p in main.participants}
    turkish, russian = "Cavusoglu Akar Fidan Kalin", "Lavrov Shoygu Gerasimov Lavrentiev Ushakov"
    assert people == dict.fromkeys(turkish.split(), "TUR") | dict.fromkeys(russian.split(), "RUS")
    assert all(p.office for p in main.participants)
    assert issues == ()
