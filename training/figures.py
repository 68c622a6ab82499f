"""Figures of an exported model on development sets, by the package's own reader."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from onrecord.annotate.encoder import Encoder
from onrecord.record.spans import Span
from training.corpora import PARAGRAPH, read_lines

PLEDGE = 0.6
"""A sentence less likely than this to be none counts as a pledge; the best of 0.5, 0.6, 0.7 on these sentences."""


def paragraphs(text: str) -> list[Span]:
    return [Span(*match.span()) for match in PARAGRAPH.finditer(text) if match.group().strip()]


def attributions(encoder: Encoder, gold: Path, scorer: Path) -> dict:
    """Return the reference scorer's figures, with words per CPU second."""
    lines = read_lines(gold)
    begun = time.process_time()
    readings = encoder.read([(line["text"], paragraphs(line["text"])) for line in lines])
    seconds = time.process_time() - begun
    with tempfile.TemporaryDirectory() as folder:
        predicted, answer = Path(folder, "predicted.jsonl"), Path(folder, "figures.json")
        with predicted.open("w", encoding="utf-8") as file:
            for line, reading in zip(lines, readings, strict=True):
                for found in reading.attributions:
                    print(json.dumps({"doc_id": line["doc_id"], **_as_line(found)}), file=file)
        command = [sys.executable, str(scorer), str(gold), str(predicted), "--json", str(answer)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        figures = json.loads(answer.read_text())
    words = sum(len(line["text"].split()) for line in lines)
    return figures | {"words_per_cpu_second": round(words / seconds)}


def _as_line(found) -> dict:
    def pair(span: Span | None) -> list[int] | None:
        return [span.start, span.end] if span else None

    return {
        "source_span": pair(found.source),
        "cue_span": pair(found.cue),
        "content_span": [pair(span) for span in found.content],
    }


def summary(figures: dict) -> dict:
    """Return the figures that the issue names, under its names."""
    exact = {f"{role}_exact": figures[role]["exact"]["F"] for role in ("source", "cue", "content")}
    recall = {f"{kind}_recall": of["recall_content"] for kind, of in figures["by_type"].items() if kind != "none"}
    return {
        "pair_src": figures["pair_src"],
        "pair_any": figures["pair_any"]["F"],
        "speaker_accuracy": figures["speaker_acc"],
        **recall,
        **exact,
        "full_exact": figures["full_exact"]["F"],
        "words_per_cpu_second": figures.get("words_per_cpu_second"),
    }


def undertakings(encoder: Encoder, lines: list[dict]) -> dict:
    """Return place, kind, action, actor and strength figures, matched as `tools/agree.py` does (IoU >= 0.5)."""
    readings = encoder.read([(line["text"], paragraphs(line["text"])) for line in lines])
    gold = predicted = found = kinds = actors = strengths = firm = 0
    action_p = action_r = 0.0
    for line, reading in zip(lines, readings, strict=True):
        left = list(reading.undertakings)
        gold, predicted = gold + len(line["undertakings"]), predicted + len(left)
        for one in line["undertakings"]:
            place = (one["action_text"]["start"], one["action_text"]["end"])
            best = max(left, key=lambda other: _iou(place, other.action), default=None)
            if best is None or _iou(place, best.action) < 0.5:
                continue
            left.remove(best)
            shared = min(place[1], best.action.end) - max(place[0], best.action.start)
            action_p, action_r = action_p + shared / len(best.action), action_r + shared / (place[1] - place[0])
            found, kinds = found + 1, kinds + (best.kind == one["kind"])
            actors += _same(one["actor_text"], best.actor)
            if one["strength"] and best.strength:
                firm, strengths = firm + 1, strengths + (one["strength"] == best.strength)
    return {
        "gold": gold,
        "found": _f1(found, predicted, gold),
        "found_and_kind": _f1(kinds, predicted, gold),
        "action_characters": round(100 * (action_p + action_r) / max(1, 2 * found), 1),
        "actor_span_overlaps": round(100 * actors / max(1, found), 1),
        "strength": round(100 * strengths / max(1, firm), 1),
    }


def meetings(encoder: Encoder, lines: list[dict]) -> dict:
    """Return F1 of exact spans by role of the meetings head, repeated mentions counted once."""
    readings = encoder.read([(line["text"], paragraphs(line["text"])) for line in lines])
    counts: dict[str, list[int]] = {}
    for line, reading in zip(lines, readings, strict=True):
        gold: set[tuple[str, str]] = set()
        for meeting in line["meetings"]:
            for one in meeting["participants"]:
                gold |= {(role, one[f"{key}_text"]["text"]) for role, key in _PEOPLE if one[f"{key}_text"]}
            gold |= {("topic", topic["text"]) for topic in meeting["topics_text"]}
            gold |= {(role, meeting[f"{role}_text"]["text"]) for role in _MEETING if meeting[f"{role}_text"]}
        predicted = {(mention.role, mention.span.of(line["text"])) for mention in reading.meetings}
        for role, _ in gold | predicted:
            counts.setdefault(role, [0, 0, 0])
        for role in counts:
            ours, theirs = {x for x in predicted if x[0] == role}, {x for x in gold if x[0] == role}
            counts[role] = [
                a + b for a, b in zip(counts[role], (len(ours & theirs), len(ours), len(theirs)), strict=True)
            ]
    return {role: _f1(*three) for role, three in sorted(counts.items())}


_PEOPLE = (("participant", "name"), ("office", "office"))
_MEETING = ("place", "format", "date")


def pledges(encoder: Encoder, lines: list[dict]) -> dict:
    """Return F1 of "is a pledge" and macro-F1 of firm against soft among true pledges called pledges."""
    texts = [(line["text"], [Span(0, len(line["text"]))]) for line in lines]
    right = called = true = 0
    table: dict[tuple[int, int], int] = {}
    for line, reading in zip(lines, encoder.read(texts, sentences=True), strict=True):
        none, soft, firm = whole(reading.sentences)
        answer = 0 if none >= PLEDGE else 1 if soft >= firm else 2
        table[line["pledge"], answer] = table.get((line["pledge"], answer), 0) + 1
        true, called = true + (line["pledge"] > 0), called + (answer > 0)
        right += line["pledge"] > 0 and answer > 0
    both = [
        _f1(
            table.get((one, one), 0),
            table.get((1, one), 0) + table.get((2, one), 0),
            table.get((one, 1), 0) + table.get((one, 2), 0),
        )
        for one in (1, 2)
    ]
    return {"pledge": _f1(right, called, true), "firm_soft_macro": round(sum(both) / 2, 1), "table": str(table)}


def whole(sentences) -> tuple[float, float, float]:
    """Return the scores of the sentence least likely to be none."""
    best = min(sentences, key=lambda one: one.none, default=None)
    return (best.none, best.soft, best.firm) if best else (1.0, 0.0, 0.0)


def _iou(place: tuple[int, int], span: Span) -> float:
    shared = max(0, min(place[1], span.end) - max(place[0], span.start))
    return shared / (place[1] - place[0] + len(span) - shared)


def _same(text: dict | None, span: Span | None) -> bool:
    if text is None or span is None:
        return text is None and span is None
    return text["start"] < span.end and span.start < text["end"]


def _f1(right: float, predicted: int, gold: int) -> float:
    return round(200 * right / (predicted + gold), 1) if predicted + gold else 0.0


def measure(encoder: Encoder, shared: Path) -> dict:
    """Return all figures on the development sets under `shared`."""
    dev = shared / "corpora/attribution/polnear.dev.jsonl"
    gold = read_lines(shared / "gold/gold.jsonl")
    sentences = read_lines(shared / "corpora/commitments/pledges.jsonl")
    return {
        "attributions": summary(attributions(encoder, dev, shared / "tools/score_attribution.py")),
        "undertakings": undertakings(encoder, gold),
        "meetings": meetings(encoder, gold),
        "pledges": pledges(encoder, [line for line in sentences if line["set"] == "dev"]),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--corpora", type=Path, required=True)
    given = parser.parse_args()
    print(json.dumps(measure(Encoder.load(given.model), given.corpora), indent=1))
