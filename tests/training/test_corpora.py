from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.annotate.encoder.model import locate
from onrecord.annotate.encoder.pieces import Vocabulary
from training import corpora

TEXT = "Lind said ships will sail by May.\nShe hopes so."


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(locate(None) / "tokenizer.json")


def _piece(text: str, nth: int = 0) -> dict[str, object]:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(text, at + 1)
    return {"text": text, "start": at, "end": at + len(text)}


def _line() -> dict[str, object]:
    undertaking = {
        "kind": "commitment",
        "strength": "soft",
        "action_text": _piece("sail by May"),
        "actor_text": _piece("ships"),
        "addressee_text": None,
        "deadline_text": _piece("by May"),
        "condition_text": None,
    }
    meeting = {
        "participants": [{"name_text": _piece("Lind"), "office_text": None}],
        "topics_text": [],
        "place_text": None,
        "format_text": None,
        "date_text": _piece("May"),
    }
    attribution = {
        "source_text": _piece("Lind"),
        "cue_text": _piece("said"),
        "content_text": [_piece("ships will sail")],
    }
    return {
        "id": "a",
        "text": TEXT,
        "undertakings": [undertaking],
        "meetings": [meeting],
        "attributions": [attribution],
    }


def _write(path: Path, line: dict[str, object]) -> Path:
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return path


def test_gold_teaches_every_head_it_was_annotated_for(tmp_path: Path, vocabulary: Vocabulary) -> None:
    document = corpora.gold(_write(tmp_path / "gold.jsonl", _line()), vocabulary)["a"]
    first, second = document
    assert first.unit.words == ("Lind", "said", "ships", "will", "sail", "by", "May", ".")
    assert first.tags["actions"] == [0, 0, 0, 0, 1, 2, 2, 0]
    assert first.tags["roles"] == [0, 0, 1, 0, 0, 5, 6, 0]
    assert first.tags["meetings"] == [1, 0, 0, 0, 0, 0, 11, 0]
    assert first.strength == [(4, 7, 0)]
    assert "attributions" not in first.tags
    assert not any(second.tags["actions"])


def test_news_attributions_are_taught_where_asked(tmp_path: Path, vocabulary: Vocabulary) -> None:
    document = corpora.gold(_write(tmp_path / "gold.jsonl", _line()), vocabulary, attributions=True)["a"]
    assert document[0].tags["attributions"] == [1, 3, 5, 6, 6, 0, 0, 0]


def test_polnear_links_pieces_by_their_attribution(tmp_path: Path, vocabulary: Vocabulary) -> None:
    line = {"text": TEXT, "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 15], [21, 25]]}]}
    (document,) = corpora.polnear(_write(tmp_path / "news.jsonl", line), vocabulary)
    spans = document[0].spans["attributions"]
    assert [(span.role, span.start, span.end) for span in spans] == [
        ("source", 0, 1),
        ("cue", 1, 2),
        ("content", 2, 3),
        ("content", 4, 5),
    ]
    assert all(span.owners == {0} for span in spans)


def test_of_two_spans_that_overlap_the_first_and_shorter_is_kept(vocabulary: Vocabulary) -> None:
    document = corpora.samples_of(TEXT, vocabulary)
    corpora.teach(document, "attributions", "attributions", [("content", 10, 32, 0), ("content", 10, 15, 1)])
    assert [(span.start, span.end) for span in document[0].spans["attributions"]] == [(2, 3)]


def test_the_held_out_part_is_the_same_each_time_and_shares_nothing() -> None:
    documents: dict[str, corpora.Document] = {str(number): [] for number in range(40)}
    taught, held = corpora.held_out(documents)
    assert (taught, held) == corpora.held_out(documents)
    assert len(held) == 4 and not set(taught) & set(held)
