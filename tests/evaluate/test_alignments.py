from __future__ import annotations

import json
from pathlib import Path

from onrecord.evaluate.alignments import retrieval, score
from onrecord.evaluate.edits import edit
from onrecord.evaluate.options import Options

PAIRS = [
    ("The harbour will open on Monday", "On Monday the harbour will be opened"),
    ("Twelve keepers left Cape Orm in April", "In April twelve keepers departed from Cape Orm"),
    ("The ministers did not discuss fish", "Fish was not discussed by the ministers"),
]


def test_a_pair_with_its_counterpart_is_found_without_an_encoder() -> None:
    found = retrieval([{"a": a, "b": b} for a, b in PAIRS], embedder=None)
    assert found["recall_at_1"] == 1.0
    assert found["pairs"] == 3


def test_score_reports_the_names_of_the_issue(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(json.dumps({"a": a, "b": b}) for a, b in PAIRS))
    found = score([path], Options(use_model=False))
    assert {"recall_at_1", "false_accepts_at_95_recall", "change_named", "false_alarms"} <= found.keys()


def test_edits_change_what_both_sides_have_and_nothing_else() -> None:
    made = {e.kind: e.text for e in edit(*PAIRS[1])}
    assert "twelve" not in made["number"].lower()
    assert "Orm" not in made["name"] or "Cape" not in made["name"]
    assert {e.kind: e.text for e in edit(*PAIRS[0])}["modal"] == "On Monday the harbour may be opened"
    assert {e.kind: e.text for e in edit(*PAIRS[2])}["negation"] == "Fish was discussed by the ministers"
    assert list(edit("It rained.", "Rain fell.")) == []
