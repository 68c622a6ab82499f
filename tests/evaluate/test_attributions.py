"""The attribution scorer: the metrics on small cases, and beside the reference scorer on the development set."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from onrecord.evaluate.attribution_spans import Sample, Triple, manner, score_samples
from onrecord.evaluate.attributions import reporting, same_name, score
from onrecord.evaluate.options import Options
from onrecord.record.issues import ConfigError

TEXT = 'The envoy said "the port is open" and Lund denied the delay.'
SAID = Triple(((0, 9),), ((10, 14),), ((15, 33),))
DENIED = Triple(((38, 42),), ((43, 49),), ((50, 59),))


def test_gold_against_itself_is_whole() -> None:
    report = score_samples([Sample(TEXT, (SAID, DENIED), (SAID, DENIED))])
    for name in ("pair_src", "pair_any", "full_exact", "source_exact", "cue_exact", "content_soft", "content_piece"):
        assert report[name] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert report["speaker_accuracy"] == report["direct_recall"] == report["indirect_recall"] == 1.0


def test_a_wrong_source_is_a_pair_without_its_speaker() -> None:
    wrong = Triple(DENIED.source, SAID.cue, SAID.content)
    report = score_samples([Sample(TEXT, (SAID,), (wrong,))])
    assert report["pair_any"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert report["pair_src"] == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert report["speaker_accuracy"] == 0.0


def test_marks_at_the_edge_are_exact_and_not_raw() -> None:
    bare = Triple(SAID.source, SAID.cue, ((16, 32),))
    report = score_samples([Sample(TEXT, (SAID,), (bare,))])
    assert report["content_exact"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert report["content_raw"] == {"p": 0.0, "r": 0.0, "f1": 0.0}


def test_nothing_found_is_nought_and_no_error() -> None:
    report = score_samples([Sample(TEXT, (SAID,), ())])
    assert report["pair_src"] == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert score_samples([])["predicted"] == 0


def test_manner_by_marks() -> None:
    assert manner(TEXT, SAID.content) == "direct"
    assert manner(TEXT, DENIED.content) == "indirect"
    assert manner(TEXT, ((10, 33),)) == "mixed"
    assert manner(TEXT, ()) == "none"


def test_reporting_counts_reporting_cues_only() -> None:
    attitude = Triple(((0, 9),), ((34, 37),), ((50, 59),))
    assert reporting([Sample(TEXT, (SAID, attitude), (SAID,))]) == {"p": 1.0, "r": 1.0, "f1": 1.0}


@pytest.mark.parametrize(
    ("gold", "ours", "same"),
    [
        ("Ingrid Halvorsen", "Ingrid Halvorsen", True),
        ("the Coast Guard", "Coast Guard", True),
        ("Jon Þórsson", "Jon Þorsson", True),
        ("United States", "USA", True),
        ("Norway and Iceland", "Iceland and Norway", True),
        ("Halvorsen", "Ingrid Halvorsen", False),
        (None, None, True),
        (None, "Lund", False),
        ("Lund", None, False),
    ],
)
def test_same_name(gold: str | None, ours: str | None, same: bool) -> None:
    assert same_name(gold, ours) is same


def test_both_forms_are_told_by_their_records(tmp_path: Path) -> None:
    text = "The talks began in May. Norwegian envoy Ingrid Halvorsen said the port is open."
    source, cue, content = ((text.index(w), text.index(w) + len(w)) for w in
                            ("Norwegian envoy Ingrid Halvorsen", "said", "the port is open"))  # fmt: skip
    corpus = tmp_path / "corpus.jsonl"
    spans = {"id": "E1", "source": [source], "cue": [cue], "content": [content]}
    corpus.write_text(json.dumps({"doc_id": "a", "text": text, "attributions": [spans]}) + "\n\n")
    gold = tmp_path / "gold.jsonl"
    entry = {
        "content_text": {"text": "", "start": content[0], "end": content[1]},
        "cue_text": {"text": "", "start": cue[0], "end": cue[1]},
        "source_text": {"text": "", "start": source[0], "end": source[1]},
        "speaker": "Ingrid Halvorsen", "party": "NOR", "manner": "indirect",
    }  # fmt: skip
    official = {"id": "c", "kind": "readout", "text": "They said much.", "attributions": []}
    gold.write_text(
        json.dumps({"id": "b", "kind": None, "text": text, "attributions": [entry]}) + "\n" + json.dumps(official)
    )
    report = score([corpus, gold], Options(use_model=False))
    assert report["pair_src"] == report["content_found"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert report["speaker_named_accuracy"] == 1.0


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "meetings.jsonl"
    path.write_text('{"id": "x"}\n')
    with pytest.raises(ConfigError, match="neither"):
        score([path], Options(use_model=False))
    path.write_text("no json\n")
    with pytest.raises(ConfigError, match="1:"):
        score([path], Options(use_model=False))


@pytest.mark.corpus
def test_the_figures_are_the_reference_scorers(shared: Path, tmp_path: Path) -> None:
    """Gold, disturbed at random with a fixed seed, scored by both."""
    path = shared / "corpora/attribution/polnear.dev.jsonl"
    rng = Random(7)
    samples, lines = [], []
    for line in path.read_text(encoding="utf-8").splitlines()[:30]:
        record = json.loads(line)
        gold = tuple(_triple(a) for a in record["attributions"])
        predicted = tuple(_disturbed(t, len(record["text"]), rng) for t in gold if rng.random() < 0.8)
        samples.append(Sample(record["text"], gold, predicted))
        lines += [
            json.dumps(
                {"doc_id": record["doc_id"], "source_span": t.source, "cue_span": t.cue, "content_span": t.content}
            )
            for t in predicted
        ]
    (tmp_path / "pred.jsonl").write_text("\n".join(lines))
    with (tmp_path / "gold.jsonl").open("w", encoding="utf-8") as out:
        out.write("\n".join(path.read_text(encoding="utf-8").splitlines()[:30]))
    tool = shared / "tools/score_attribution.py"
    arguments = [str(tmp_path / name) for name in ("gold.jsonl", "pred.jsonl")]
    subprocess.run(
        [sys.executable, str(tool), *arguments, "--json", str(tmp_path / "out.json")], check=True, capture_output=True
    )
    reference = json.loads((tmp_path / "out.json").read_text())
    ours = score_samples(samples)
    for name, expected in _reference(reference).items():
        assert _figure(ours, name) == pytest.approx(expected / 100, abs=0.000501), name


def _triple(attribution: dict[str, list[list[int]]]) -> Triple:
    return Triple(*(tuple(sorted((a, b) for a, b in attribution[r] if b > a)) for r in ("source", "cue", "content")))


def _disturbed(one: Triple, size: int, rng: Random) -> Triple:
    def moved(pieces: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        if rng.random() < 0.1:
            return ()
        found = []
        for start, end in pieces:
            start = min(max(0, start + rng.choice([0, 0, 0, -7, 5])), size - 1)
            found.append((start, min(size, max(start + 1, end + rng.choice([0, 0, 0, 9, -4])))))
        return tuple(sorted(found))

    return Triple(moved(one.source), moved(one.cue), moved(one.content))


def _reference(report: dict[str, object]) -> dict[str, float]:
    flat: dict[str, float] = {}
    for name in ("pair_any", "pair_src", "full_exact"):
        flat |= {f"{name}.{key}": value for key, value in _prf(report[name]).items()}
    flat["speaker_accuracy"] = float(report["speaker_acc"])  # type: ignore[arg-type]
    for role in ("source", "cue", "content"):
        metrics = report[role]
        assert isinstance(metrics, dict)
        for theirs, ours in {
            "exact": "exact", "exact_raw": "raw", "soft": "soft", "token": "token", "piece": "piece", "any": "any",
        }.items():  # fmt: skip
            flat |= {f"{role}_{ours}.{key}": value for key, value in _prf(metrics[theirs]).items()}
        flat[f"{role}_jaccard"] = metrics["jac"]["F"]
    types = report["by_type"]
    assert isinstance(types, dict)
    for name in ("direct", "mixed", "indirect"):
        flat[f"{name}_recall"] = types[name]["recall_content"]
        flat[f"{name}_source_recall"] = types[name]["recall_content+source"]
        flat[f"{name}_touched"] = types[name]["touched"]
    for threshold in ("0.3", "0.8"):
        rule = report[f"ggt_{threshold}"]
        assert isinstance(rule, dict)
        flat |= {f"ggt_{threshold}.{key}": value for key, value in _prf(rule).items()}
        flat[f"ggt_{threshold}_speaker_accuracy"] = rule["speaker"]
    return flat


def _prf(value: object) -> dict[str, float]:
    assert isinstance(value, dict)
    return {"p": value["P"], "r": value["R"], "f1": value["F"]}


def _figure(report: dict[str, object], name: str) -> float:
    found: object = report.get(name)
    if found is None:
        head, _, key = name.rpartition(".")
        inner = report[head]
        assert isinstance(inner, dict)
        found = inner[key]
    assert isinstance(found, float)
    return found
