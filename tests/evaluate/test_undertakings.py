"""The scorers of undertakings, on invented records."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from onrecord.evaluate.options import Options
from onrecord.evaluate.undertakings import score
from onrecord.evaluate.undertakings_events import at_precision, is_agreement
from onrecord.evaluate.undertakings_gold import Tally, match, score_document
from onrecord.evaluate.undertakings_resolutions import paragraphs
from onrecord.record.issues import ConfigError
from onrecord.record.spans import Span
from onrecord.record.undertakings import Strength, UndertakingKind, UndertakingMention

TEXT = "Norway will build a pier. Norway urged Estonia to dredge the bay."
PIER = UndertakingMention(
    "udm-1", "d-1", UndertakingKind.COMMITMENT, Span(12, 24), Span(0, 25), actors=("NOR",), strength=Strength.FIRM
)


def gold(start, end, *, kind="commitment", evidence=(0, 25), actors=("NOR",), strength="firm", deadline=None):
    def words(a, b):
        return {"text": TEXT[a:b], "start": a, "end": b}

    return {
        "kind": kind, "strength": strength, "actors": list(actors), "action_text": words(start, end),
        "evidence_text": words(*evidence), "deadline": deadline,
    }  # fmt: skip


def result(predicted, wanted):
    tally = Tally()
    score_document(tally, predicted, wanted)
    return tally.result()


def test_a_perfect_answer_scores_one():
    figures = result([PIER], [gold(12, 24)])
    assert figures["found"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert (figures["actors_accuracy"], figures["strength_accuracy"], figures["action"]["f1"]) == (1.0, 1.0, 1.0)


def test_a_wrong_kind_is_found_but_not_of_the_kind():
    figures = result([replace(PIER, kind=UndertakingKind.DEMAND)], [gold(12, 24)])
    assert figures["found"]["f1"] == 1.0
    assert figures["found_and_kind"]["f1"] == 0.0


def test_actors_must_be_the_same_set():
    assert result([replace(PIER, actors=("NOR", "EST"))], [gold(12, 24)])["actors_accuracy"] == 0.0


def test_matching_is_one_to_one_and_by_place():
    wanted = [gold(12, 24), gold(50, 64, kind="demand", evidence=(26, 65))]
    assert match([PIER, replace(PIER, id="udm-2")], wanted) == [(1, 0)] or len(match([PIER, PIER], wanted)) == 1


def test_recall_is_read_where_precision_holds():
    assert at_precision([0.9, 0.8, 0.1], [True, False, True], 0.7) == (0.5, 1.0)
    assert at_precision([0.0, 0.0], [True, True], 0.7) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("Norway promised aid to war-torn Arvenia.", True),
        ("Norway promised to bomb the pier of Arvenia.", False),
        ("Norway will close its port unless Arvenia pays.", False),
        ("Norway threatened to leave the pact.", False),
    ],
)
def test_what_a_promise_opens_with_tells_whether_it_is_an_agreement(text, agrees):
    start = text.index("aid") if "aid to" in text else text.index(" to ") + 4 if " to " in text else 12
    one = replace(PIER, action=Span(start, len(text) - 1), evidence=Span(0, len(text)))
    assert is_agreement(one, text) is agrees


def test_the_typography_of_a_resolution_gives_class_and_addressee():
    text = "1. Calls upon Norway to dredge;\n\n2. Welcomes the tide;\n\n3. Decides that all States shall wait."
    found = paragraphs(text)
    assert [(p.kind, p.addressee.of(text) if p.addressee else None) for p in found] == [
        (UndertakingKind.DEMAND, "Norway"),
        (None, None),
        (UndertakingKind.COMMITMENT, "all States"),
    ]


def test_a_file_of_no_known_format_is_refused(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"a": 1}) + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="no format of undertakings"):
        score([path], Options(use_model=False))


def test_manifesto_sentences_are_scored_line_by_line(tmp_path):
    rows = [
        {"id": 0, "document": "party 2030", "pledge": 1, "text": "We will open ten new schools."},
        {"id": 1, "document": "party 2030", "pledge": 0, "text": "History was long."},
    ]
    path = tmp_path / "pledges.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    assert score([path], Options(use_model=False))["pledge"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
